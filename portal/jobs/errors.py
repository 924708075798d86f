"""Refusals of this floor."""

from __future__ import annotations

from portal.kernel.errors import Conflict


class Ended(Conflict):
    """The job has ended meanwhile."""

    code = "job_ended"

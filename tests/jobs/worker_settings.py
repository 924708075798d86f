"""What a worker of the tests runs with: the database named in its environment, and the handlers of the tests."""

from __future__ import annotations

from portal.settings.test import *  # noqa: F403
from tests.jobs.kinds import KINDS

KEZDESU_JOBS = KINDS

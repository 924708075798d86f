"""Refusals of this app."""

from __future__ import annotations

from portal.kernel.errors import DomainError


class NoHolder(DomainError):
    """No body holds the function on that day: a gap in the facts, never filled by a neighbour."""

    code = "no_holder"
    status = 500


class EditionRefused(DomainError):
    """An edition that may not be applied: it goes back in time, or a region loses too much."""

    code = "edition_refused"
    status = 422

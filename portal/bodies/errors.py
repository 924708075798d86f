"""Refusals of this app."""

from __future__ import annotations

from typing import Any

from portal.kernel.errors import DomainError, Invalid


class NoHolder(DomainError):
    """No body holds the function on that day: a gap in the facts, never filled by a neighbour."""

    code = "no_holder"
    status = 500


class EditionRefused(DomainError):
    """An edition that may not be applied: it goes back in time, or a region loses too much."""

    code = "edition_refused"
    status = 422


def invalid(field: str, sentence: Any) -> Invalid:
    """What is wrong at one field. The services of this app say so with one code: who calls them reads the field."""
    return Invalid.at(field, sentence, code=Invalid.code)

"""Refusals of the domain. Each carries a stable code and a translated message for the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


class DomainError(Exception):
    """A use case was refused. `message` may be lazy, or `Lines` of the law; `kit.translated.sentence` says either."""

    code = "refused"
    status = 400

    def __init__(self, message: Any, *, code: str | None = None, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(code or self.code)
        self.message = message
        self.code = code or self.code
        self.params: Mapping[str, Any] = params or {}

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class NotAllowed(DomainError):
    """The actor may see the thing but may not do this to it."""

    code = "not_allowed"
    status = 403


class Conflict(DomainError):
    """Somebody else was first, or the thing has moved on since it was read."""

    code = "conflict"
    status = 409


class IllegalTransition(Conflict):
    """The state table has no such step from the present state."""

    code = "illegal_transition"


class Invalid(DomainError):
    """What was entered breaks a rule. `errors` maps a field ("" = the whole) to messages."""

    code = "invalid"
    status = 422

    def __init__(self, message: Any, *, errors: Mapping[str, list[Any]] | None = None, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.errors: Mapping[str, list[Any]] = errors or {"": [message]}

    @classmethod
    def at(cls, field: str, sentence: Any, *, code: str | None = None) -> Self:
        """One sentence at one field. The code is the field's name, unless the rule has a name of its own."""
        return cls(sentence, errors={field: [sentence]}, code=code or field)

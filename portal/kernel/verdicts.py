"""Answers of permission predicates: allowed, or denied with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import NotAllowed


@dataclass(frozen=True)
class Verdict:
    """Truthy when allowed. A denial carries a stable code and a translated reason."""

    allowed: bool
    code: str = ""
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise NotAllowed unless allowed."""
        if not self.allowed:
            raise NotAllowed(self.reason, code=self.code or NotAllowed.code)


ALLOWED = Verdict(True)


def denied(code: str, reason: Any) -> Verdict:
    """A denial; `reason` is a (lazy) translated sentence for the person."""
    return Verdict(False, code, reason)

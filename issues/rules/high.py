"""Which duty each act above the regions meets (`choices.HighKind`), for which period, and by what it is proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portal.kernel.periods import Kind
from portal.law.evidence import Evidence


@dataclass(frozen=True)
class HighDuty:
    """`duty` is empty of what no period opens: measures are owed when a problem is raised."""

    duty: str
    period: Kind
    genre: Evidence


DUTIES: Final[Mapping[str, HighDuty]] = {
    "collected": HighDuty("C-5.2", "half", Evidence.LIST),
    "information": HighDuty("B-2", "half", Evidence.LETTER),
    "measures": HighDuty("", "half", Evidence.DECISION),
    "review": HighDuty("B-4.2", "half", Evidence.MINUTES),
    "evaluation": HighDuty("B-6.2", "year", Evidence.EVALUATION),
}

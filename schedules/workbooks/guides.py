"""What a kind of plan knows of the names in its workbooks. The reader asks nothing else of a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.sheets.headers import Vocabulary
from portal.sheets.reading import Sheet
from schedules.workbooks.results import ReadRow


@dataclass(frozen=True)
class Found:
    """What a name means: a code (KATO), or why there is none, and the codes to choose from."""

    kato: str | None
    code: str = ""
    choices: tuple[str, ...] = ()


class Guide(Protocol):
    """Words of headers, and places as people of these plans write them."""

    @property
    def words(self) -> Vocabulary: ...

    def __contains__(self, kato: str) -> bool: ...

    def of_sheet(self, sheet: Sheet) -> Guide:
        """The guide for one sheet: its name or title may say where everything on it is."""

    def find(self, written: str, *, language: str) -> Found:
        """The place that `written` means in a text of `language` ("kk" or "ru")."""

    def settled(self, row: ReadRow, *, language: str) -> ReadRow:
        """The row with what only its cells together tell."""


#: Makes the guide to workbooks of one body and year, as names are on a day.
GuideMaker = Callable[[Body, Period, date], Guide]
_MAKERS: dict[str, GuideMaker] = {}


def guided_by(kind: str, make: GuideMaker) -> None:
    """Upper floors, which know the names in plans of a kind, say so here when the portal starts."""
    _MAKERS[kind] = make


def maker_of(kind: str) -> GuideMaker | None:
    return _MAKERS.get(kind)

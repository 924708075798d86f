"""What the styles of cells say of their values: a number that is shown as a day, a month or a text; a struck font."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from portal.sheets.package import Package
from portal.sheets.parts import Listed, is_on, number

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
#: Of the formats Excel has by number, the one of months: mmm-yy.
_MONTH_FORMAT = 17
_DATE_CODE = re.compile(r"[dmyhs]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r"\"([^\"]*)\"")
_PLACES = re.compile(r"[0#?@%]|general", re.IGNORECASE)


class Shown(Enum):
    """As what a number is shown."""

    NUMBER = "number"
    MOMENT = "moment"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Style:
    """`literal` is a text that is shown in the place of any number."""

    shown: Shown = Shown.NUMBER
    literal: str = ""
    is_struck: bool = False


PLAIN = Style()


class Styles:
    """The styles of cells, by their number."""

    def __init__(self, package: Package) -> None:
        self._listed = Listed(package)
        self.cells: list[Style] = []
        self._codes: dict[int, str] = {}
        self._struck: list[bool] = []
        self._in_cells = self._in_fonts = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "numFmt":
            self._listed.take()
            self._codes[number(given.get("numFmtId"))] = given.get("formatCode", "")
        elif tag == "fonts":
            self._in_fonts = True
        elif tag == "font" and self._in_fonts:
            self._listed.take()
            self._struck.append(False)
        elif tag == "strike" and self._in_fonts and self._struck:
            self._struck[-1] = is_on(given)
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self._listed.take()
            font = number(given.get("fontId"))
            self.cells.append(
                self._style(number(given.get("numFmtId")), font < len(self._struck) and self._struck[font])
            )

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False
        elif tag == "fonts":
            self._in_fonts = False

    def _style(self, code: int, is_struck: bool) -> Style:
        if code in self._codes:
            return Style(*_shown_by(self._codes[code]), is_struck)
        if code == _MONTH_FORMAT:
            return Style(Shown.MONTH, "", is_struck)
        return Style(Shown.MOMENT if code in _DATE_FORMATS else Shown.NUMBER, "", is_struck)


def _shown_by(code: str) -> tuple[Shown, str]:
    """What a format of somebody's own shows: the first of its parts is that of positive numbers."""
    bare = _QUOTED.sub("", code).partition(";")[0].lower()
    if not _DATE_CODE.search(bare):
        literals = _LITERAL.findall(code)
        return Shown.NUMBER, "" if _PLACES.search(bare) or not literals else "".join(literals)[:100]
    if "d" in bare or "h" in bare or "s" in bare:
        return Shown.MOMENT, ""
    return (Shown.MONTH if "m" in bare else Shown.YEAR), ""

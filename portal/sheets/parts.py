"""What a workbook says beside its sheets: their names, links between parts, styles, shared texts."""

from __future__ import annotations

import posixpath
import re

from portal.kernel.folding import composed, one_alphabet
from portal.sheets.epochs import EXCEL, EXCEL_1904
from portal.sheets.package import Package

#: Letters of all shared texts together.
MAX_LETTERS = 20_000_000
#: Elements of one list of the workbook: sheets, links, styles. Empty ones cost a stranger nothing and us memory.
MAX_LISTED = 70_000
#: Shared texts, empty ones too.
MAX_TEXTS = 1_000_000
#: More than Excel itself lets into a cell is cut off.
MAX_TEXT = 32_767

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_CODE = re.compile(r"[dmyhs]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_EXTERNAL_ALLOWED = "/hyperlink"


class Listed:
    """How much of a list may still come. Raises Unreadable."""

    def __init__(self, package: Package, most: int = MAX_LISTED) -> None:
        self._package, self._left = package, most

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise self._package.refusal("too_large_unpacked")


class Workbook:
    def __init__(self, package: Package) -> None:
        self._listed = Listed(package)
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch = EXCEL

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "workbookPr" and given.get("date1904") in ("1", "true"):
            self.epoch = EXCEL_1904
        if tag == "sheet":
            self._listed.take()
            relation = next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")
            self.sheets.append((composed(given.get("name", "")), relation, given.get("state", "visible") != "visible"))


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target by id. Raises Unreadable for a link outwards that is not one to click on."""
    links: dict[str, tuple[str, str]] = {}
    if not package.has(part):
        return links
    base = posixpath.dirname(posixpath.dirname(part))
    listed = Listed(package)

    def start(tag: str, given: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        kind, target = given.get("Type", ""), given.get("Target", "")
        if given.get("TargetMode") == "External":
            if not kind.endswith(_EXTERNAL_ALLOWED):
                raise package.refusal("external_links")
            return
        listed.take()
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{base}/{target}")
        links[given.get("Id", "")] = (kind, whole)

    package.parse(part, start=start)
    return links


class Styles:
    """Which styles of cells show a number as a date."""

    def __init__(self, package: Package) -> None:
        self._listed = Listed(package)
        self.dates: list[bool] = []
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "numFmt":
            self._listed.take()
            self._codes[number(given.get("numFmtId"))] = given.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self._listed.take()
            self.dates.append(self._is_date(number(given.get("numFmtId"))))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def _is_date(self, code: int) -> bool:
        if code in self._codes:
            return _DATE_CODE.search(_QUOTED.sub("", self._codes[code])) is not None
        return code in _DATE_FORMATS


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def written(text: str) -> str:
    """A text as it was meant, each letter as one character, each word in one alphabet.

    Excel writes a character that XML cannot hold as "_x000D_", and a text that looks so as "_x005F_x000D_".
    """
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return one_alphabet(composed(text))


def number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def shared_texts(package: Package, part: str) -> list[str]:
    texts: list[str] = []
    pieces: list[str] = []
    listed = Listed(package, MAX_TEXTS)
    state = {"in_text": False, "in_reading": False, "left": MAX_LETTERS}

    def start(tag: str, _given: dict[str, str]) -> None:
        if tag == "si":
            listed.take()
            pieces.clear()
        elif tag == "rPh":
            state["in_reading"] = True
        elif tag == "t":
            state["in_text"] = not state["in_reading"]

    def end(tag: str) -> None:
        if tag == "t":
            state["in_text"] = False
        elif tag == "rPh":
            state["in_reading"] = False
        elif tag == "si":
            texts.append(written("".join(pieces)[:MAX_TEXT]))

    def text(letters: str) -> None:
        if state["in_text"]:
            state["left"] -= len(letters)
            if state["left"] < 0:
                raise package.refusal("too_large_unpacked")
            pieces.append(letters)

    package.parse(part, start=start, end=end, text=text)
    return texts

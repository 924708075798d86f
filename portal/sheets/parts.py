"""What a workbook says beside its sheets: their names, links between parts, styles, shared texts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

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
#: Of a comment: enough to know what it says.
MAX_COMMENT = 500

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
        kind, target = given.get("Type", ""), given.get("Target", "").replace("\\", "/")
        if given.get("TargetMode") == "External":
            if not kind.endswith(_EXTERNAL_ALLOWED):
                raise package.refusal("external_links")
            return
        listed.take()
        whole = target if target.startswith("/") else posixpath.normpath(f"{base}/{target}")
        links[given.get("Id", "")] = (kind, whole.lstrip("/"))

    package.parse(part, start=start)
    return links


def links_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: they lie beside it."""
    directory, _slash, file = part.rpartition("/")
    return relations(package, f"{directory}/_rels/{file}.rels")


def workbook_part(package: Package) -> str:
    """Where the workbook itself lies, as the package says."""
    links = relations(package, "_rels/.rels").values()
    named = (target for kind, target in links if kind.endswith("/officeDocument") and package.has(target))
    return next(named, "xl/workbook.xml")


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


#: What no text is: no database and no document of ours can hold it.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(text: str) -> str:
    """A text as it was meant, each letter as one character, each word in one alphabet.

    Excel writes a character that XML cannot hold as "_x000D_", and a text that looks so as "_x005F_x000D_". Letters of
    two halves may come so in two; control characters and a half by itself are dropped.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        text = _NO_TEXT.sub("", text)
    return one_alphabet(composed(text))


def number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass
class SharedTexts:
    """Texts by their number, and the numbers of those that are struck through, wholly or in part."""

    texts: list[str] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)


def is_on(given: dict[str, str]) -> bool:
    """Whether a mark of a font is set: naming it sets it, unless it says otherwise."""
    return given.get("val", "1") not in ("0", "false")


def shared_texts(package: Package, part: str) -> SharedTexts:
    shared = SharedTexts()
    pieces: list[str] = []
    listed = Listed(package, MAX_TEXTS)
    state = {"in_text": False, "in_reading": False, "is_struck": False, "left": MAX_LETTERS}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            listed.take()
            pieces.clear()
            state["in_reading"] = False
        elif tag == "r":
            state["is_struck"] = False
        elif tag == "strike":
            state["is_struck"] = is_on(given)
        elif tag == "rPh":
            state["in_reading"] = True
        elif tag == "t":
            state["in_text"] = not state["in_reading"]

    def end(tag: str) -> None:
        if tag == "t":
            state["in_text"] = False
        elif tag == "r":
            state["is_struck"] = False
        elif tag == "rPh":
            state["in_reading"] = False
        elif tag == "si":
            shared.texts.append(written("".join(pieces)[:MAX_TEXT]))

    def text(letters: str) -> None:
        if state["in_text"]:
            state["left"] -= len(letters)
            if state["left"] < 0:
                raise package.refusal("too_large_unpacked")
            pieces.append(letters)
            if state["is_struck"] and letters.strip():
                shared.struck.add(len(shared.texts))

    package.parse(part, start=start, end=end, text=text)
    return shared


def comments(package: Package, part: str) -> dict[str, str]:
    """Comments by the reference of their cell, shortened."""
    found: dict[str, str] = {}
    pieces: list[str] = []
    listed = Listed(package)
    state = {"in_text": False, "left": MAX_LETTERS}
    at = [""]

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "comment":
            listed.take()
            at[0] = given.get("ref", "").replace("$", "").partition(":")[0]
            pieces.clear()
        elif tag == "t":
            state["in_text"] = True

    def end(tag: str) -> None:
        if tag == "t":
            state["in_text"] = False
        elif tag == "comment" and at[0]:
            whole = written("".join(pieces))
            # What newer programs put before their comments, for older ones.
            found[at[0]] = (whole.partition("Comment:")[2] or whole).strip()[:MAX_COMMENT]

    def text(letters: str) -> None:
        if state["in_text"]:
            state["left"] -= len(letters)
            if state["left"] < 0:
                raise package.refusal("too_large_unpacked")
            pieces.append(letters)

    package.parse(part, start=start, end=end, text=text)
    return found

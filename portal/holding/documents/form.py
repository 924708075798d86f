"""A form as it is laid out: title, pairs, sections with text or a table, signatures, foot. Printers know no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from portal.kernel.wording import LANGUAGES, Lines

#: Official documents are written in the state language and in Russian.
OFFICIAL = ("kk", "ru")
#: Letters of a cell: a third of a page of the narrowest table.
LONGEST_WHOLE = 700


@dataclass(frozen=True)
class Text:
    """A text with the language it really is in; `note` says that the wanted one is missing."""

    text: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page; each row has a text for each header; numbers stand right."""

    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Text, ...], ...]
    numbers: tuple[int, ...] = ()

    @property
    def labelled(self) -> list[list[tuple[str, Text]]]:
        """Rows with each text beside its header, for pages."""
        return [list(zip(self.headers, row, strict=True)) for row in self.rows]


def is_whole(row: tuple[Text, ...]) -> bool:
    """No page ends inside the row. One of much text may be split: moved as a whole it leaves a page half empty."""
    return max(len(cell.text) for cell in row) <= LONGEST_WHOLE


@dataclass(frozen=True)
class Section:
    title: str
    paragraphs: tuple[Text, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Form:
    """Every word of a document. `signatures` are what stands before the line and who signs."""

    language: str
    title: str
    subtitle: str
    pairs: tuple[tuple[str, Text], ...]
    sections: tuple[Section, ...]
    signatures: tuple[tuple[str, str], ...]
    draft_mark: str
    foot: str
    address: str
    qr_alt: str
    page: str
    made_on: date
    upright: bool = True
    corner: tuple[str, ...] = field(default=())


def chosen(texts: Lines, language: str, *, note: str) -> Text:
    """The text in `language`, else in the first other one with the note; a dash when there is none at all."""
    if written := texts.get(language).strip():
        return Text(written, language)
    for other in LANGUAGES:
        if written := texts.get(other).strip():
            return Text(written, other, note)
    return Text("—", language)

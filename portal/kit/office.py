"""What our DOCX documents have in common: the font of offices, a language in every run, tables, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from portal.kit.documents import LOCALES
from portal.sheets.writing import plain_text

#: On every office computer of the country, and what offices write in.
_FONT = "Times New Roman"
_PAGE_WIDTH, _PAGE_HEIGHT = Mm(297), Mm(210)
_LEFT, _RIGHT = Mm(20), Mm(12)
#: Between the margins of a page, and of one that stands upright.
BODY_WIDTH = Emu(_PAGE_WIDTH - _LEFT - _RIGHT)
UPRIGHT_WIDTH = Emu(_PAGE_HEIGHT - _LEFT - _RIGHT)


def set_styles(document: Document, sizes: Mapping[str, int], language: str) -> None:
    """Font and size in points of each named style, and the language of what says none of its own."""
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(slot), None)
        for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(slot), _FONT)
        style.paragraph_format.space_after = Pt(0)
        if name.startswith("Heading"):
            style.font.bold, style.font.color.rgb = True, None
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tag = defaults.find(qn("w:lang"))
    tag = tag if tag is not None else child(defaults, "w:lang")
    tag.set(qn("w:val"), LOCALES[language])


def set_page(document: Document, *, top: Length, foot: Length, upright: bool = False) -> None:
    """A4, on its side if not upright; `top` is the margin above and below, `foot` the distance of header and footer."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    sides = (_PAGE_HEIGHT, _PAGE_WIDTH) if upright else (_PAGE_WIDTH, _PAGE_HEIGHT)
    section.page_width, section.page_height = sides
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin = section.bottom_margin = top
    section.header_distance = section.footer_distance = foot


def say(paragraph: Paragraph, text: str, language: str, *, bold: bool = False, size: int = 0) -> None:
    """Text with its language, so that it is spell-checked and read aloud in it. No `size` is that of the style."""
    run = paragraph.add_run(plain_text(text))
    if bold:
        run.bold = True
    if size:
        run.font.size = Pt(size)
    child(run._r.get_or_add_rPr(), "w:lang").set(qn("w:val"), LOCALES[language])  # noqa: SLF001


def say_page(paragraph: Paragraph, page: str, language: str) -> None:
    """ "page 1 / 3": numbers that the office program counts itself; until it has, 1 stands there."""
    say(paragraph, f"{page} ", language)
    _field(paragraph, "PAGE")
    say(paragraph, " / ", language)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field = child(paragraph._p, "w:fldSimple")  # noqa: SLF001
    field.set(qn("w:instr"), code)
    child(child(field, "w:r"), "w:t").text = "1"


# -- tables ----------------------------------------------------------------------------------------------------------
def set_widths(table: Table, shares: Iterable[float], *, breadth: Length = BODY_WIDTH) -> list[Length]:
    """Columns by their shares of the page, which is `breadth` wide between its margins."""
    shares = list(shares)
    widths: list[Length] = [Emu(round(breadth * share / sum(shares))) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.w = width
    return widths


def fill_head(table: Table, headers: Iterable[str], widths: Iterable[Length], language: str, *, size: int) -> None:
    """The first row, repeated on every page."""
    head = table.rows[0]
    mark_row(head._tr, head=True)  # noqa: SLF001
    for cell, width, header in zip(head.cells, widths, headers, strict=True):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        # No head is the last line of a page.
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        shade = child(cell._tc.get_or_add_tcPr(), "w:shd")  # noqa: SLF001
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E6F1F3")
        say(cell.paragraphs[0], header, language, bold=True, size=size)


def mark_row(row: Any, *, head: bool = False, whole: bool = True) -> None:
    """No page break inside the row when it is to stay `whole`: one of much text would leave half a page empty."""
    properties = row.get_or_add_trPr()
    if whole:
        child(properties, "w:cantSplit")
    if head:
        child(properties, "w:tblHeader")


def child(parent: Any, tag: str) -> Any:
    element = OxmlElement(tag)
    parent.append(element)
    return element

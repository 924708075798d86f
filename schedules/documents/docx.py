"""The plan as DOCX for offices: the same words as the PDF, in styles a secretary can go on with."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from portal.kit.documents import LOCALES, docx_bytes, qr_png
from portal.sheets.writing import plain_text
from schedules.documents.wording import PlanWords, Text, plan_words
from schedules.queries.exports import PlanSheet

#: On every office computer of the country, and what offices write in.
_FONT = "Times New Roman"
_PAGE_WIDTH, _PAGE_HEIGHT = Mm(297), Mm(210)
_LEFT, _RIGHT, _TOP, _BOTTOM = Mm(20), Mm(12), Mm(14), Mm(14)
_BODY_WIDTH = Emu(_PAGE_WIDTH - _LEFT - _RIGHT)


def plan_docx(sheet: PlanSheet, *, language: str, address: str) -> bytes:
    """A4 landscape, header row repeated, language marked in every run; the same content makes the same bytes."""
    words = plan_words(sheet, language=language, address=address)
    document = docx.Document()
    _properties(document, words)
    _styles(document, language)
    _page(document)
    _corner(document, words)
    _say(document.add_paragraph(style="Heading 1"), words.title, language)
    if words.subtitle:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _say(paragraph, words.subtitle, language)
    if words.cells:
        _table(document, words)
    else:
        _say(document.add_paragraph(), words.empty, language)
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(6)
    _say(closing, words.count, language, size=9)
    _head_and_foot(document, words)
    return docx_bytes(document)


def _properties(document: Document, words: PlanWords) -> None:
    moment = datetime.combine(words.made_on, time())
    properties = document.core_properties
    properties.title = words.title
    properties.author = properties.last_modified_by = "Kezdesu"
    properties.language = LOCALES[words.language]
    properties.comments = words.hash_note
    properties.version = words.version
    properties.created = properties.modified = moment


def _styles(document: Document, language: str) -> None:
    for name, size in (("Normal", 12), ("Heading 1", 14), ("Header", 9), ("Footer", 8)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(slot), None)
        for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(slot), _FONT)
        style.paragraph_format.space_after = Pt(0)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tag = defaults.find(qn("w:lang"))
    tag = tag if tag is not None else _child(defaults, "w:lang")
    tag.set(qn("w:val"), LOCALES[language])
    heading = document.styles["Heading 1"]
    heading.font.bold, heading.font.color.rgb = True, None
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(8)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance = section.footer_distance = Mm(7)


def _corner(document: Document, words: PlanWords) -> None:
    for index, line in enumerate(words.corner):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(175)
        _say(paragraph, line, words.language, bold=index == 0)


def _table(document: Document, words: PlanWords) -> None:
    table = document.add_table(rows=1, cols=len(words.headers), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no word for it
    look = properties.find(qn("w:tblLook"))
    _margins(properties)
    if look is not None:
        # The order of these is fixed by the format.
        properties.append(look)
    _child(properties, "w:tblCaption").set(qn("w:val"), plain_text(words.title))
    shares = words.widths
    widths: list[Length] = [Emu(round(_BODY_WIDTH * share / sum(shares))) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.w = width
    head = table.rows[0]
    _row_marks(head._tr, head=True)  # noqa: SLF001
    for cell, width, header in zip(head.cells, widths, words.headers, strict=True):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)
        _say(cell.paragraphs[0], header, words.language, bold=True, size=10)
    _rows(table, words, widths)


def _rows(table: Table, words: PlanWords, widths: list[Length]) -> None:
    """Rows are built in one pass: asking the table for its cells again and again grows with their square."""
    for texts in words.cells:
        row = table._tbl.add_tr()  # noqa: SLF001
        _row_marks(row, head=False)
        for text, width in zip(texts, widths, strict=True):
            element = row.add_tc()
            element.width = width
            _say_text(_Cell(element, table).paragraphs[0], text, words.language)


def _margins(properties: Any) -> None:
    """Air above and below the text of a cell, in twentieths of a point."""
    margins = _child(properties, "w:tblCellMar")
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        margin = _child(margins, f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")


def _row_marks(row: Any, *, head: bool) -> None:
    properties = row.get_or_add_trPr()
    _child(properties, "w:cantSplit")
    if head:
        _child(properties, "w:tblHeader")


def _shade(cell: _Cell) -> None:
    shade = _child(cell._tc.get_or_add_tcPr(), "w:shd")  # noqa: SLF001
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E6F1F3")


def _head_and_foot(document: Document, words: PlanWords) -> None:
    section = document.sections[0]
    if words.draft_mark:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _say(paragraph, words.draft_mark, words.language, bold=True)
    foot = section.footer
    table = foot.add_table(rows=1, cols=3, width=_BODY_WIDTH)
    table.autofit = False
    for cell, column, width in zip(table.rows[0].cells, table.columns, (Mm(205), Mm(40), Mm(20)), strict=True):
        cell.width = column.width = width
    said, pages, code = table.rows[0].cells
    _say(said.paragraphs[0], f"{words.version} · {words.address}", words.language)
    if words.hash_note:
        _say(said.add_paragraph(style="Footer"), words.hash_note, words.language)
    said.paragraphs[0].style = pages.paragraphs[0].style = code.paragraphs[0].style = document.styles["Footer"]
    pages.paragraphs[0].alignment = code.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _say(pages.paragraphs[0], f"{words.page} ", words.language)
    _field(pages.paragraphs[0], "PAGE")
    _say(pages.paragraphs[0], " / ", words.language)
    _field(pages.paragraphs[0], "NUMPAGES")
    picture = code.paragraphs[0].add_run().add_picture(BytesIO(qr_png(words.address)), height=Mm(15))
    picture._inline.docPr.set("descr", words.qr_alt)  # noqa: SLF001
    # The empty paragraph a footer begins with would stand above the table.
    first = foot.paragraphs[0]._p  # noqa: SLF001
    foot._element.remove(first)  # noqa: SLF001
    _say(foot.add_paragraph(style="Footer"), "", words.language)


def _field(paragraph: Paragraph, code: str) -> None:
    """A number the office program counts itself; until it has, 1 stands there."""
    field = _child(paragraph._p, "w:fldSimple")  # noqa: SLF001
    field.set(qn("w:instr"), code)
    run = _child(field, "w:r")
    _child(run, "w:t").text = "1"


def _say_text(paragraph: Paragraph, text: Text, language: str) -> None:
    _say(paragraph, text.text, text.language, size=10)
    if text.note:
        _say(paragraph, f" ({text.note})", language, size=8)


def _say(paragraph: Paragraph, text: str, language: str, *, bold: bool = False, size: int = 0) -> None:
    run = paragraph.add_run(plain_text(text))
    if bold:
        run.bold = True
    if size:
        run.font.size = Pt(size)
    _child(run._r.get_or_add_rPr(), "w:lang").set(qn("w:val"), LOCALES[language])  # noqa: SLF001


def _child(parent: Any, tag: str) -> Any:
    element = OxmlElement(tag)
    parent.append(element)
    return element

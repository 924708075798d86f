"""The half-year summary as DOCX for offices: the same words as the PDF, in styles a secretary can go on with."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from portal.kit import formats
from portal.kit.documents import LOCALES, docx_bytes
from portal.overview.documents.wording import Cell, SummaryWords, Table
from portal.sheets.writing import plain_text

#: On every office computer of the country, and what offices write in.
_FONT = "Times New Roman"
_PAGE_WIDTH, _PAGE_HEIGHT = Mm(297), Mm(210)
_LEFT, _RIGHT, _TOP, _BOTTOM = Mm(20), Mm(12), Mm(16), Mm(16)
_BODY_WIDTH = Emu(_PAGE_WIDTH - _LEFT - _RIGHT)
_SIZES = {"Normal": 13, "Heading 1": 15, "Heading 2": 13, "List Bullet": 11, "Footer": 8}


def summary_docx(words: SummaryWords) -> bytes:
    """A4, header rows repeated, language marked in every run; the same content makes the same bytes."""
    document = docx.Document()
    _properties(document, words)
    _styles(document, words.language)
    _page(document)
    _say(document.add_paragraph(style="Heading 1"), words.title, words.language)
    subtitle = document.add_paragraph()
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.space_after = Pt(8)
    _say(subtitle, words.subtitle, words.language)
    for said in words.paragraphs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        _say(paragraph, said, words.language)
    for table in words.tables:
        _table(document, table, words.language)
    _say(document.add_paragraph(style="Heading 2"), words.definitions_title, words.language)
    for said in words.definitions:
        _say(document.add_paragraph(style="List Bullet"), said, words.language)
    _foot(document, words)
    return docx_bytes(document)


def _properties(document: Document, words: SummaryWords) -> None:
    moment = datetime.combine(words.made_on, time())
    properties = document.core_properties
    properties.title = f"{words.title}. {words.subtitle}"
    properties.author = properties.last_modified_by = "Kezdesu"
    properties.language = LOCALES[words.language]
    properties.comments = words.foot
    properties.created = properties.modified = moment


def _styles(document: Document, language: str) -> None:
    for name, size in _SIZES.items():
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
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
            style.paragraph_format.keep_with_next = True
    document.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tag = defaults.find(qn("w:lang"))
    tag = tag if tag is not None else _child(defaults, "w:lang")
    tag.set(qn("w:val"), LOCALES[language])


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance = section.footer_distance = Mm(8)


def _table(document: Document, table: Table, language: str) -> None:
    _say(document.add_paragraph(style="Heading 2"), table.title, language)
    if not table.rows:
        _say(document.add_paragraph(), table.empty, language)
        return
    made = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    made.autofit = False
    _child(made._tbl.tblPr, "w:tblCaption").set(qn("w:val"), plain_text(table.title))  # noqa: SLF001
    widths: list[Length] = [Emu(round(_BODY_WIDTH * share / sum(table.widths))) for share in table.widths]
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.w = width
    head = made.rows[0]
    _row_marks(head._tr, head=True)  # noqa: SLF001
    for cell, width, header in zip(head.cells, widths, table.headers, strict=True):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        shade = _child(cell._tc.get_or_add_tcPr(), "w:shd")  # noqa: SLF001
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E6F1F3")
        _say(cell.paragraphs[0], header, language, bold=True, size=9)
    for texts in table.rows:
        # Built in one pass: asking the table for its cells again and again grows with their square.
        row = made._tbl.add_tr()  # noqa: SLF001
        _row_marks(row, head=False)
        for text, width in zip(texts, widths, strict=True):
            element = row.add_tc()
            element.width = width
            _fill(_Cell(element, made).paragraphs[0], text, language)
    if table.note:
        _say(document.add_paragraph(), table.note, language, size=10)


def _fill(paragraph: Paragraph, cell: Cell, language: str) -> None:
    if isinstance(cell, int) or cell == "—":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _say(paragraph, formats.number(cell, language) if isinstance(cell, int) else cell, language, size=10)


def _row_marks(row: Any, *, head: bool) -> None:
    properties = row.get_or_add_trPr()
    _child(properties, "w:cantSplit")
    if head:
        _child(properties, "w:tblHeader")


def _foot(document: Document, words: SummaryWords) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    _say(paragraph, f"{words.foot} · {words.address} · {words.page} ", words.language)
    _field(paragraph, "PAGE")
    _say(paragraph, " / ", words.language)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number the office program counts itself; until it has, 1 stands there."""
    field = _child(paragraph._p, "w:fldSimple")  # noqa: SLF001
    field.set(qn("w:instr"), code)
    _child(_child(field, "w:r"), "w:t").text = "1"


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

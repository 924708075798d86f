"""The half-year summary as DOCX for offices: the same words as the PDF, in styles a secretary can go on with."""

from __future__ import annotations

from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from portal.kit import formats
from portal.kit.documents import LOCALES, docx_bytes
from portal.kit.office import child, fill_head, mark_row, say, say_page, set_page, set_styles, set_widths
from portal.overview.documents.wording import Cell, SummaryWords, Table
from portal.sheets.writing import plain_text

_SIZES = {"Normal": 13, "Heading 1": 15, "Heading 2": 13, "List Bullet": 11, "Footer": 8}


def summary_docx(words: SummaryWords) -> bytes:
    """A4, header rows repeated, language marked in every run; the same content makes the same bytes."""
    document = docx.Document()
    _properties(document, words)
    _styles(document, words.language)
    set_page(document, top=Mm(16), foot=Mm(8))
    say(document.add_paragraph(style="Heading 1"), words.title, words.language)
    subtitle = document.add_paragraph()
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.space_after = Pt(8)
    say(subtitle, words.subtitle, words.language)
    for said in words.paragraphs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        say(paragraph, said, words.language)
    for table in words.tables:
        _table(document, table, words.language)
    say(document.add_paragraph(style="Heading 2"), words.definitions_title, words.language)
    for said in words.definitions:
        say(document.add_paragraph(style="List Bullet"), said, words.language)
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
    set_styles(document, _SIZES, language)
    for name in ("Heading 1", "Heading 2"):
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after, layout.keep_with_next = Pt(12), Pt(6), True
    document.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Document, table: Table, language: str) -> None:
    say(document.add_paragraph(style="Heading 2"), table.title, language)
    if not table.rows:
        say(document.add_paragraph(), table.empty, language)
        return
    made = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    made.autofit = False
    child(made._tbl.tblPr, "w:tblCaption").set(qn("w:val"), plain_text(table.title))  # noqa: SLF001
    widths = set_widths(made, table.widths)
    fill_head(made, table.headers, widths, language, size=9)
    for texts in table.rows:
        # Built in one pass: asking the table for its cells again and again grows with their square.
        row = made._tbl.add_tr()  # noqa: SLF001
        mark_row(row)
        for text, width in zip(texts, widths, strict=True):
            element = row.add_tc()
            element.width = width
            _fill(_Cell(element, made).paragraphs[0], text, language)
    if table.note:
        say(document.add_paragraph(), table.note, language, size=10)


def _fill(paragraph: Paragraph, cell: Cell, language: str) -> None:
    if isinstance(cell, int) or cell == "—":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say(paragraph, formats.number(cell, language) if isinstance(cell, int) else cell, language, size=10)


def _foot(document: Document, words: SummaryWords) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    say_page(paragraph, f"{words.foot} · {words.address} · {words.page}", words.language)

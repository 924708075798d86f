"""The plan as DOCX for offices: the same words as the PDF, in styles a secretary can go on with."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from portal.kit.documents import LOCALES, docx_bytes, qr_png
from portal.kit.office import BODY_WIDTH, child, fill_head, mark_row, say, say_page, set_page, set_styles, set_widths
from portal.sheets.writing import plain_text
from schedules.documents.wording import PlanWords, Text, plan_words
from schedules.queries.documents import PlanSheet

_SIZES = {"Normal": 12, "Heading 1": 14, "Header": 9, "Footer": 8}


def plan_docx(sheet: PlanSheet, *, language: str, address: str) -> bytes:
    """A4 landscape, header row repeated, language marked in every run; the same content makes the same bytes."""
    words = plan_words(sheet, language=language, address=address)
    document = docx.Document()
    _properties(document, words)
    _styles(document, language)
    set_page(document, top=Mm(14), foot=Mm(7))
    _corner(document, words)
    say(document.add_paragraph(style="Heading 1"), words.title, language)
    if words.subtitle:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        say(paragraph, words.subtitle, language)
    if words.cells:
        _table(document, words)
    else:
        say(document.add_paragraph(), words.empty, language)
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(6)
    say(closing, words.count, language, size=9)
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
    set_styles(document, _SIZES, language)
    heading = document.styles["Heading 1"]
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(8)


def _corner(document: Document, words: PlanWords) -> None:
    for index, line in enumerate(words.corner):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(175)
        say(paragraph, line, words.language, bold=index == 0)


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
    child(properties, "w:tblCaption").set(qn("w:val"), plain_text(words.title))
    widths = set_widths(table, words.widths)
    fill_head(table, words.headers, widths, words.language, size=10)
    _rows(table, words, widths)


def _rows(table: Table, words: PlanWords, widths: list[Length]) -> None:
    """Rows are built in one pass: asking the table for its cells again and again grows with their square."""
    for texts in words.cells:
        row = table._tbl.add_tr()  # noqa: SLF001
        mark_row(row)
        for text, width in zip(texts, widths, strict=True):
            element = row.add_tc()
            element.width = width
            _say_text(_Cell(element, table).paragraphs[0], text, words.language)


def _margins(properties: Any) -> None:
    """Air above and below the text of a cell, in twentieths of a point."""
    margins = child(properties, "w:tblCellMar")
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        margin = child(margins, f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")


def _head_and_foot(document: Document, words: PlanWords) -> None:
    section = document.sections[0]
    if words.draft_mark:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(paragraph, words.draft_mark, words.language, bold=True)
    foot = section.footer
    table = foot.add_table(rows=1, cols=3, width=BODY_WIDTH)
    table.autofit = False
    for cell, column, width in zip(table.rows[0].cells, table.columns, (Mm(205), Mm(40), Mm(20)), strict=True):
        cell.width = column.width = width
    said, pages, code = table.rows[0].cells
    say(said.paragraphs[0], f"{words.version} · {words.address}", words.language)
    if words.hash_note:
        say(said.add_paragraph(style="Footer"), words.hash_note, words.language)
    said.paragraphs[0].style = pages.paragraphs[0].style = code.paragraphs[0].style = document.styles["Footer"]
    pages.paragraphs[0].alignment = code.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say_page(pages.paragraphs[0], words.page, words.language)
    picture = code.paragraphs[0].add_run().add_picture(BytesIO(qr_png(words.address)), height=Mm(15))
    picture._inline.docPr.set("descr", words.qr_alt)  # noqa: SLF001
    # The empty paragraph a footer begins with would stand above the table.
    first = foot.paragraphs[0]._p  # noqa: SLF001
    foot._element.remove(first)  # noqa: SLF001
    say(foot.add_paragraph(style="Footer"), "", words.language)


def _say_text(paragraph: Paragraph, text: Text, language: str) -> None:
    say(paragraph, text.text, text.language, size=10)
    if text.note:
        say(paragraph, f" ({text.note})", language, size=8)

"""A form as DOCX for offices: the same words as the PDF, in styles a secretary can go on with."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from portal.holding.documents.form import Form, Table, Text, is_whole
from portal.kit.documents import LOCALES, docx_bytes, qr_png
from portal.kit.office import (
    BODY_WIDTH,
    UPRIGHT_WIDTH,
    child,
    fill_head,
    mark_row,
    say,
    say_page,
    set_page,
    set_styles,
    set_widths,
)
from portal.sheets.writing import plain_text

_SIZES = {"Normal": 13, "Heading 1": 15, "Heading 2": 13, "Header": 9, "Footer": 8}
_SIGNATURE = "_" * 24
#: Twentieths of a point.
_AIR = 30
#: Columns whose heads are set smaller, so that no word of them is broken.
_MANY = 7


def form_docx(form: Form) -> bytes:
    """A4, header rows repeated, language marked in every run; the same form makes the same bytes."""
    document = docx.Document()
    _properties(document, form)
    _styles(document, form.language)
    set_page(document, top=Mm(16), foot=Mm(7), upright=form.upright)
    breadth = UPRIGHT_WIDTH if form.upright else BODY_WIDTH
    for index, line in enumerate(form.corner):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(95 if form.upright else 175)
        say(paragraph, line, form.language, bold=index == 0)
    say(document.add_paragraph(style="Heading 1"), form.title, form.language)
    subtitle = document.add_paragraph()
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.space_after = Pt(8)
    say(subtitle, form.subtitle, form.language)
    for name, text in form.pairs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        say(paragraph, f"{name}: ", form.language, bold=True)
        _say_text(paragraph, text, form.language)
    for section in form.sections:
        say(document.add_paragraph(style="Heading 2"), section.title, form.language)
        for text in section.paragraphs:
            _paragraphs(document, text, form.language)
        if section.table is not None:
            _table(document, section.table, section.title, form.language, breadth)
    _signatures(document, form)
    _head_and_foot(document, form, breadth)
    return docx_bytes(document)


def _properties(document: Document, form: Form) -> None:
    moment = datetime.combine(form.made_on, time())
    properties = document.core_properties
    properties.title = f"{form.title}. {form.subtitle}"
    properties.author = properties.last_modified_by = "Kezdesu"
    properties.language = LOCALES[form.language]
    properties.comments = form.foot
    properties.created = properties.modified = moment


def _styles(document: Document, language: str) -> None:
    set_styles(document, _SIZES, language)
    for name in ("Heading 1", "Heading 2"):
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after, layout.keep_with_next = Pt(12), Pt(6), True
    document.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraphs(document: Document, text: Text, language: str) -> None:
    lines = [line for line in text.text.split("\n") if line.strip()]
    for index, line in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        _say_text(paragraph, Text(line, text.language, text.note if index == 0 else ""), language)


def _table(document: Document, table: Table, title: str, language: str, breadth: Length) -> None:
    made = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    made.autofit = False
    _air(made)
    child(made._tbl.tblPr, "w:tblCaption").set(qn("w:val"), plain_text(title))  # noqa: SLF001
    widths = set_widths(made, table.widths, breadth=breadth)
    fill_head(made, table.headers, widths, language, size=10 if len(table.headers) < _MANY else 9)
    alike: dict[tuple[int, str], Any] = {}
    for texts in table.rows:
        # Built in one pass: asking the table for its cells again and again grows with their square.
        row = made._tbl.add_tr()  # noqa: SLF001
        mark_row(row, whole=is_whole(texts))
        for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
            if not _is_one_run(text):
                _cell(row.add_tc(), made, text, language, width, is_number=column in table.numbers)
                continue
            # Of a cell that differs from an earlier one in its letters alone a copy takes a third of the time.
            model = alike.get((column, text.language))
            if model is None:
                model = alike[column, text.language] = row.add_tc()
                _cell(model, made, text, language, width, is_number=column in table.numbers)
            else:
                copied = deepcopy(model)
                next(copied.iter(qn("w:t"))).text = plain_text(text.text)
                row.append(copied)


def _is_one_run(text: Text) -> bool:
    """Its letters follow each other in one element, with no space at the ends that would have to be kept."""
    return not text.note and text.text.isprintable() and text.text.strip() == text.text != ""


def _cell(element: Any, table: DocxTable, text: Text, language: str, width: Length, *, is_number: bool) -> None:
    element.width = width
    paragraph = _Cell(element, table).paragraphs[0]
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _say_text(paragraph, text, language, size=10)


def _air(table: DocxTable) -> None:
    """A little of it above and below the text of each cell."""
    properties = table._tbl.tblPr  # noqa: SLF001
    margins = child(properties, "w:tblCellMar")
    # Office programs are strict about the order of these.
    properties.find(qn("w:tblLook")).addprevious(margins)
    for side in ("top", "bottom"):
        edge = child(margins, f"w:{side}")
        edge.set(qn("w:w"), str(_AIR))
        edge.set(qn("w:type"), "dxa")


def _signatures(document: Document, form: Form) -> None:
    """They stand together, with what they sign above them: never on a page of their own."""
    if form.signatures:
        _hold_last(document)
    for index, (who, name) in enumerate(form.signatures, start=1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = index < len(form.signatures)
        say(paragraph, f"{who}  {_SIGNATURE}  {name}".rstrip(), form.language)


def _hold_last(document: Document) -> None:
    last = list(document.iter_inner_content())[-1]
    if isinstance(last, Paragraph):
        held = [last]
    else:
        held = [paragraph for cell in last.rows[-1].cells for paragraph in cell.paragraphs]
    for paragraph in held:
        paragraph.paragraph_format.keep_with_next = True


def _head_and_foot(document: Document, form: Form, breadth: Length) -> None:
    section = document.sections[0]
    if form.draft_mark:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(paragraph, form.draft_mark, form.language, bold=True)
    foot = section.footer
    table = foot.add_table(rows=1, cols=3, width=breadth)
    table.autofit = False
    columns: tuple[Length, ...] = (Length(breadth - Mm(55)), Mm(35), Mm(20))
    for cell, column, width in zip(table.rows[0].cells, table.columns, columns, strict=True):
        cell.width = column.width = width
    told, pages, code = table.rows[0].cells
    say(told.paragraphs[0], form.foot, form.language)
    say(told.add_paragraph(style="Footer"), form.address, form.language)
    for cell in (told, pages, code):
        cell.paragraphs[0].style = document.styles["Footer"]
    pages.paragraphs[0].alignment = code.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say_page(pages.paragraphs[0], form.page, form.language)
    picture = code.paragraphs[0].add_run().add_picture(BytesIO(qr_png(form.address)), height=Mm(15))
    picture._inline.docPr.set("descr", form.qr_alt)  # noqa: SLF001
    # The empty paragraph a footer begins with would stand above the table.
    first = foot.paragraphs[0]._p  # noqa: SLF001
    foot._element.remove(first)  # noqa: SLF001
    say(foot.add_paragraph(style="Footer"), "", form.language)


def _say_text(paragraph: Paragraph, text: Text, language: str, *, size: int = 0) -> None:
    say(paragraph, text.text, text.language, size=size)
    if text.note:
        say(paragraph, f" ({text.note})", language, size=8)

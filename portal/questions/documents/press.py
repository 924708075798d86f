"""The notice for the press as DOCX, as editorial offices take it."""

from __future__ import annotations

from datetime import date, datetime, time

import docx
from docx.shared import Mm, Pt

from portal.kit.documents import LOCALES, docx_bytes
from portal.kit.office import say, set_page, set_styles
from portal.questions.documents.texts import Notice

_SIZES = {"Normal": 13, "Heading 1": 16, "Heading 2": 13, "List Bullet": 13}


def notice_docx(notice: Notice, *, made_on: date) -> bytes:
    """A4, the language marked in every run; the same notice makes the same bytes."""
    document = docx.Document()
    properties = document.core_properties
    properties.title = f"{notice.title}. {notice.foot[-1]}"
    properties.author = properties.last_modified_by = "Kezdesu"
    properties.language = LOCALES[notice.language]
    properties.created = properties.modified = datetime.combine(made_on, time())
    set_styles(document, _SIZES, notice.language)
    set_page(document, top=Mm(20), foot=Mm(10), upright=True)
    say(document.add_paragraph(style="Heading 1"), notice.title, notice.language)
    headline = document.add_paragraph()
    headline.paragraph_format.space_after = Pt(10)
    say(headline, notice.headline.text, notice.headline.language, bold=True)
    for name, text in notice.pairs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        say(paragraph, f"{name}: ", notice.language, bold=True)
        say(paragraph, text.text, text.language)
    say(document.add_paragraph(style="Heading 2"), notice.ways_title, notice.language)
    for way in notice.ways:
        say(document.add_paragraph(style="List Bullet"), way, notice.language)
    for line in notice.foot:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        say(paragraph, line, notice.language, size=11)
    return docx_bytes(document)

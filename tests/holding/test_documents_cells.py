"""Cells of a printed table: each says its own text in its own language, however like another one it is."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from portal.holding.documents import docx as printer
from portal.holding.documents.form import Form, Section, Table, Text

ROWS = (
    (Text("Су жоқ", "kk"), Text("1", "ru")),
    (Text("Нет воды", "ru"), Text("20", "ru")),
    (Text("Жол бұзылған", "kk"), Text("—", "ru")),
    (Text("Первая строка\nвторая", "ru"), Text("3", "ru")),
    (Text("Тек қазақша", "kk", "нет текста на этом языке"), Text("4", "ru")),
    (Text(" с пробелом ", "ru"), Text("5", "ru")),
    (Text("", "ru"), Text("6", "ru")),
    (Text("Нет света", "ru"), Text("7", "ru")),
)


def made() -> bytes:
    form = Form(
        language="ru", title="Ход", subtitle="III квартал", pairs=(), draft_mark="", foot="", signatures=(),
        sections=(Section("Вопросы", table=Table(("Вопрос", "Дней"), (80, 20), ROWS, numbers=(1,))),),
        address="https://kezdesu.kz/", qr_alt="QR", page="стр.", made_on=date(2027, 10, 12),
    )  # fmt: skip
    return printer.form_docx(form)


def test_each_cell_says_its_text_in_its_language_and_numbers_stand_right() -> None:
    _head, *rows = docx.Document(BytesIO(made())).tables[0].rows
    said = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in rows]
    assert said == [[cell.text + (f" ({cell.note})" if cell.note else "") for cell in row] for row in ROWS]
    spoken = [row.cells[0]._tc.find(f".//{qn('w:lang')}").get(qn("w:val")) for row in rows]
    assert spoken == [f"{row[0].language}-{row[0].language.upper().replace('KK', 'KZ')}" for row in ROWS]
    assert {row.cells[1].paragraphs[0].alignment for row in rows} == {WD_ALIGN_PARAGRAPH.RIGHT}


def test_a_copied_cell_is_what_a_cell_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = made()
    monkeypatch.setattr(printer, "_is_one_run", lambda _text: False)
    assert made() == copied

"""Files of strangers: each is refused with its own sentence, before it costs anything."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook

from portal.bodies.facts.territories import in_force
from portal.kernel.periods import Period
from portal.sheets import package, refusals
from portal.sheets import reading as sheets
from schedules.workbooks import PlaceIndex, Reading, Unreadable, read_workbook
from schedules.workbooks.sentences import UNREADABLE

YEAR = Period.parse("2027")
PLACES = PlaceIndex(in_force(date(2026, 11, 24)))
HEADER = ["№", "Регион", "Дата проведения", "Формат", "Тема"]
ROW = [1, "Павлодарская область", "12.04.2027", "офлайн", "качество дорог"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


GOOD = book(HEADER, ROW)


def changed(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with parts put in, or in the place of others."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def read(content: bytes, **more: float) -> Reading:
    return read_workbook(BytesIO(content), period=YEAR, places=PLACES, **more)


SHEET = "xl/worksheets/sheet1.xml"
LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" '
    b'Target="file:///C:/secret.xlsx" TargetMode="External"/></Relationships>'
)
HOSTILE = {
    "nothing": (b"", "empty"),
    "csv": ("Регион;Дата\nПавлодарская;12.04.2027\n".encode(), "not_a_workbook"),
    "page": (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
    "large": (b"PK\x03\x04" + bytes(package.MAX_BYTES), "too_large"),
    "old": (_OLE + bytes(2048), "old_format"),
    "password": (_OLE + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(64), "encrypted"),
    "other_zip": (changed(GOOD, {"xl/workbook.xml": b"<workbook/>"})[:-30], "damaged"),
    "macros": (changed(GOOD, {"xl/vbaProject.bin": b"x"}), "macros"),
    "binary": (changed(GOOD, {"xl/workbook.bin": b"x"}), "old_format"),
    "links": (changed(GOOD, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "external_links"),
    "connections": (changed(GOOD, {"xl/connections.xml": b"<connections/>"}), "external_links"),
    "object": (changed(GOOD, {"xl/worksheets/_rels/sheet1.xml.rels": LINK}), "external_links"),
    "bomb": (changed(GOOD, {SHEET: _BOMB + b"<worksheet><sheetData>&c;</sheetData></worksheet>"}), "suspicious"),
    "bomb_of_workbook": (changed(GOOD, {"xl/workbook.xml": _BOMB + b"<workbook>&c;</workbook>"}), "suspicious"),
    "bomb_of_styles": (changed(GOOD, {"xl/styles.xml": _BOMB + b"<styleSheet>&c;</styleSheet>"}), "suspicious"),
    "zeros": (changed(GOOD, {"xl/media/image1.png": bytes(package.MAX_UNPACKED + 1)}), "too_large_unpacked"),
    "torn": (changed(GOOD, {SHEET: part(GOOD, SHEET)[:-40]}), "damaged"),
    "no_sheet": (changed(book(), {}), "empty"),
    "no_table": (book(["Список сотрудников"], ["Ф.И.О.", "Телефон"], ["А. Б.", "1"]), "no_table"),
    "no_rows": (book(HEADER), "no_rows"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_read_workbook_refuses_what_is_no_plain_workbook(name: str) -> None:
    content, code = HOSTILE[name]
    with pytest.raises(Unreadable) as refusal:
        read(content)
    assert refusal.value.code == code
    assert str(refusal.value.message)


def test_read_workbook_reads_the_plain_one() -> None:
    assert [row.territory for row in read(GOOD).rows] == ["550000000"]


def test_read_workbook_allows_links_to_click_on() -> None:
    link = LINK.replace(b"oleObject", b"hyperlink").replace(b"file:///C:/secret.xlsx", b"mailto:press@example.kz")
    assert len(read(changed(GOOD, {"xl/worksheets/_rels/sheet1.xml.rels": link})).rows) == 1


def test_read_workbook_counts_the_bytes_it_unpacks_not_those_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 30_000)
    stream = BytesIO(changed(GOOD, {}))
    opened = package.Package(stream, sentences=UNREADABLE)
    opened._left = 100
    with pytest.raises(Unreadable) as refusal:
        list(sheets.read_sheets(opened))
    assert refusal.value.code == "too_large_unpacked"


def test_read_workbook_stops_after_its_time() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(GOOD, seconds=-1.0)
    assert refusal.value.code == "too_slow"


def test_read_workbook_stops_at_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 10)
    assert len(read(book(HEADER, *[ROW] * 9)).rows) == 9
    with pytest.raises(Unreadable) as refusal:
        read(book(HEADER, *[ROW] * 10))
    assert refusal.value.code == "too_many_rows"


def test_read_workbook_stops_at_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 9)
    with pytest.raises(Unreadable) as refusal:
        read(GOOD)
    assert refusal.value.code == "too_large_unpacked"


def test_read_workbook_of_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    sheet = part(GOOD, SHEET).replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A50:XFD1048576"/></mergeCells>'
    )
    assert len(read(changed(GOOD, {SHEET: sheet})).rows) == 1


def test_read_workbook_does_not_look_into_texts_that_are_too_long() -> None:
    long = "Абайский район Карагандинской области, " * 800
    row = read(book(HEADER, [1, long, "12.04.2027 и " * 2_000, "онлайн " * 4_000, "1" * 30_000])).rows[0]
    assert {problem.code for problem in row.problems} == {"unknown_place", "unclear_date", "too_long"}


def test_every_refusal_of_the_gate_has_a_sentence() -> None:
    assert set(refusals.CODES) <= set(UNREADABLE)
    assert {code for _content, code in HOSTILE.values()} <= set(UNREADABLE)


def test_unreadable_speaks_the_language_of_the_reader() -> None:
    with translation.override("en"), pytest.raises(Unreadable) as refusal:
        read(b"Region,Date")
    assert str(refusal.value.message).startswith("This is not an Excel workbook")


def _long(rows: int) -> bytes:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("2027")
    sheet.append(HEADER)
    regions = [place.name_ru for place in in_force(date(2026, 11, 24)) if place.is_first_rank]
    for number in range(rows):
        day = f"{number % 28 + 1:02d}.{number % 12 + 1:02d}.2027"
        sheet.append([number + 1, regions[number % 20], day, "офлайн", f"вопрос {number}"])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.slow
def test_read_workbook_of_20000_rows_in_time_and_in_bounded_memory() -> None:
    content = _long(19_999)
    assert len(read(content).understood) == 19_999
    tracemalloc.start()
    try:
        read(content, seconds=300)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150 * 1024 * 1024
    with pytest.raises(Unreadable) as refusal:
        read(_long(20_000))
    assert refusal.value.code == "too_many_rows"

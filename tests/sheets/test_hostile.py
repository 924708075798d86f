"""Files of strangers: each is refused with its own sentence, before it costs anything."""

from __future__ import annotations

import tracemalloc
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook

from portal.bodies.facts.territories import in_force
from portal.bodies.workbooks import opening, read_classifier
from portal.kernel.periods import Period
from portal.sheets import package, parts, refusals
from portal.sheets import reading as sheets
from portal.sheets.refusals import Unreadable
from schedules.workbooks import PlaceIndex, Reading, read_workbook
from schedules.workbooks.sentences import UNREADABLE

YEAR = Period.parse("2027")
PLACES = PlaceIndex(in_force(date(2026, 11, 24)))
HEADER = ["№", "Регион", "Дата проведения", "Формат", "Тема"]
ROW = [1, "Павлодарская область", "12.04.2027", "офлайн", "качество дорог"]


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class Door:
    """A place where files of strangers come in: how it reads one, and what it calls what is no workbook at all."""

    read: Callable[[bytes], int]
    header: list[object]
    rows: list[list[object]]
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bytes:
        return book(self.header, self.rows[0])


def read(content: bytes, **more: float) -> Reading:
    return read_workbook(BytesIO(content), period=YEAR, places=PLACES, **more)


DOORS = {
    "plan": Door(lambda content: len(read(content).rows), HEADER, [ROW] * 10),
    # Beside workbooks the classifier comes as text: what is no workbook may still be a table, of something else.
    "classifier": Door(
        lambda content: len(read_classifier(BytesIO(content)).rows),
        ["te", "k", "kaz_name", "rus_name"],
        [
            [100_000_000, 0, "Абай облысы", "область Абай"],
            *([100_000_000 + n * 100_000, 2, f"{n} ауданы", f"район {n}"] for n in range(10, 19)),
        ],
        dict.fromkeys(("csv", "page", "no_sheet", "no_table", "no_rows"), "no_codes"),
    ),
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


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


def doubled(content: bytes, name: str, again: str) -> bytes:
    """The package with a part twice, as one program or another may see it."""
    stream = BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(again, archive.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" '
    b'Target="file:///C:/secret.xlsx" TargetMode="External"/></Relationships>'
)
Made = Callable[[Door], bytes]
HOSTILE: dict[str, tuple[Made, str]] = {
    "nothing": (lambda door: b"", "empty"),
    "csv": (lambda door: "Регион;Дата\nПавлодарская;12.04.2027\n".encode(), "not_a_workbook"),
    "page": (lambda door: b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
    "large": (lambda door: b"PK\x03\x04" + bytes(package.MAX_BYTES), "too_large"),
    "old": (lambda door: _OLE + bytes(2048), "old_format"),
    "password": (lambda door: _OLE + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(64), "encrypted"),
    "other_zip": (lambda door: changed(door.good, {"xl/workbook.xml": b"<workbook/>"})[:-30], "damaged"),
    "macros": (lambda door: changed(door.good, {"xl/vbaProject.bin": b"x"}), "macros"),
    "binary": (lambda door: changed(door.good, {"xl/workbook.bin": b"x"}), "old_format"),
    "links": (
        lambda door: changed(door.good, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "external_links",
    ),
    "connections": (lambda door: changed(door.good, {"xl/connections.xml": b"<connections/>"}), "external_links"),
    "object": (lambda door: changed(door.good, {"xl/worksheets/_rels/sheet1.xml.rels": LINK}), "external_links"),
    "bomb": (
        lambda door: changed(door.good, {SHEET: _BOMB + b"<worksheet><sheetData>&c;</sheetData></worksheet>"}),
        "suspicious",
    ),
    "bomb_of_workbook": (
        lambda door: changed(door.good, {"xl/workbook.xml": _BOMB + b"<workbook>&c;</workbook>"}),
        "suspicious",
    ),
    "bomb_of_styles": (
        lambda door: changed(door.good, {"xl/styles.xml": _BOMB + b"<styleSheet>&c;</styleSheet>"}),
        "suspicious",
    ),
    "zeros": (
        lambda door: changed(door.good, {"xl/media/image1.png": bytes(package.MAX_UNPACKED + 1)}),
        "too_large_unpacked",
    ),
    "doubled": (lambda door: doubled(door.good, SHEET, SHEET), "suspicious"),
    "doubled_in_capitals": (lambda door: doubled(door.good, SHEET, SHEET.title()), "suspicious"),
    "doubled_from_windows": (lambda door: doubled(door.good, SHEET, SHEET.replace("/", "\\")), "suspicious"),
    "torn": (lambda door: changed(door.good, {SHEET: part(door.good, SHEET)[:-40]}), "damaged"),
    "no_sheet": (lambda door: changed(book(), {}), "empty"),
    "no_table": (lambda door: book(["Список сотрудников"], ["Ф.И.О.", "Телефон"], ["А. Б.", "1"]), "no_table"),
    "no_rows": (lambda door: book(door.header), "no_rows"),
}


@pytest.fixture(params=sorted(DOORS))
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


def refused(door: Door, content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        door.read(content)
    return refusal.value


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_door_refuses_what_is_no_plain_workbook(door: Door, name: str) -> None:
    make, code = HOSTILE[name]
    refusal = refused(door, make(door))
    assert refusal.code == door.codes.get(name, code)
    assert str(refusal.message)


def test_a_door_reads_the_plain_one(door: Door) -> None:
    assert door.read(door.good) == 1


def test_read_workbook_reads_the_plain_one() -> None:
    assert [row.territory for row in read(DOORS["plan"].good).rows] == ["550000000"]


def test_a_door_allows_links_to_click_on(door: Door) -> None:
    link = LINK.replace(b"oleObject", b"hyperlink").replace(b"file:///C:/secret.xlsx", b"mailto:press@example.kz")
    assert door.read(changed(door.good, {"xl/worksheets/_rels/sheet1.xml.rels": link})) == 1


def test_a_door_counts_the_bytes_it_unpacks_not_those_declared(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package.Package, "_check_directory", lambda self: None)
    monkeypatch.setattr(package, "MAX_UNPACKED", 100)
    assert refused(door, door.good).code == "too_large_unpacked"


def test_a_door_stops_after_its_time(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_SECONDS", -1.0)
    assert refused(door, door.good).code == "too_slow"


def test_read_workbook_stops_after_its_time() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(DOORS["plan"].good, seconds=-1.0)
    assert refusal.value.code == "too_slow"


def test_a_door_stops_at_too_many_rows(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 10)
    monkeypatch.setattr(opening, "_ROWS", 10)
    assert door.read(book(door.header, *door.rows[:9])) == 9
    refusal = refused(door, book(door.header, *door.rows))
    assert refusal.code == "too_many_rows"


def test_a_door_stops_at_too_many_cells(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 7)
    assert refused(door, door.good).code == "too_large_unpacked"


MANY = parts.MAX_LISTED + 1
ENDLESS = {
    "sheets": ("xl/workbook.xml", b"</sheets>", b"<sheet/>", MANY),
    "links": (RELATIONS, b"</Relationships>", b'<Relationship Id="r%d"/>', MANY),
    "styles": ("xl/styles.xml", b"</cellXfs>", b"<xf/>", MANY),
    "formats": ("xl/styles.xml", b"<fonts", b'<numFmt numFmtId="%d"/>', MANY),
    "hidden_columns": (SHEET, b"<sheetData>", b'<col hidden="1"/>', MANY),
}


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_a_door_refuses_lists_without_an_end(door: Door, name: str) -> None:
    where, mark, element, count = ENDLESS[name]
    whole = part(door.good, where)
    assert whole.count(mark) == 1
    many = b"".join(element % number if b"%d" in element else element for number in range(count))
    long = whole.replace(mark, many + mark)
    assert refused(door, changed(door.good, {where: long})).code == "too_large_unpacked"


def test_a_door_refuses_shared_texts_without_an_end(door: Door) -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="texts" Type="' + kind + b'" Target="texts.xml"/></Relationships>'
    links = part(door.good, RELATIONS).replace(b"</Relationships>", link)
    texts = b"<sst>" + b"<si/>" * (parts.MAX_TEXTS + 1) + b"</sst>"
    hostile = changed(door.good, {RELATIONS: links, "xl/texts.xml": texts})
    assert refused(door, hostile).code == "too_large_unpacked"
    assert door.read(changed(door.good, {RELATIONS: links, "xl/texts.xml": b"<sst><si/></sst>"})) == 1


def test_hidden_rows_without_a_cell_are_not_kept() -> None:
    hidden = b"".join(b'<row r="%d" hidden="1"/>' % row for row in range(10, 20_000))
    sheet = part(DOORS["plan"].good, SHEET).replace(b"</sheetData>", hidden + b"</sheetData>")
    opened = package.Package(BytesIO(changed(DOORS["plan"].good, {SHEET: sheet})), sentences=UNREADABLE)
    assert [found.hidden_rows for found in sheets.read_sheets(opened)] == [set()]


def test_a_merge_over_the_whole_sheet_costs_nothing(door: Door) -> None:
    sheet = part(door.good, SHEET).replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A50:XFD1048576"/></mergeCells>'
    )
    assert door.read(changed(door.good, {SHEET: sheet})) == 1


def test_read_workbook_does_not_look_into_texts_that_are_too_long() -> None:
    long = "Абайский район Карагандинской области, " * 800
    row = read(book(HEADER, [1, long, "12.04.2027 и " * 2_000, "онлайн " * 4_000, "1" * 30_000])).rows[0]
    assert {problem.code for problem in row.problems} == {"unknown_place", "unclear_date", "too_long"}


def test_every_refusal_of_the_gate_has_a_sentence_at_each_door() -> None:
    codes = set(refusals.CODES)
    assert (codes - set(UNREADABLE), codes - set(opening._sentences())) == (set(), set())
    assert {code for _make, code in HOSTILE.values()} <= set(UNREADABLE)


def test_unreadable_speaks_the_language_of_the_reader(door: Door) -> None:
    macros = changed(door.good, {"xl/vbaProject.bin": b"x"})
    for language, said in (("en", "The workbook holds macros."), ("ru", "В файле есть макросы.")):
        with translation.override(language):
            assert str(refused(door, macros).message).startswith(said)
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

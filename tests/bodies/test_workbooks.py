"""Files of the classifier: every layout it goes about in, and every file that is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from portal.bodies.rules.comparison import Row
from portal.bodies.workbooks import LIMIT_BYTES, edition_of, read_classifier
from portal.sheets.refusals import Unreadable
from tests.bodies import kato

OFFICIAL = ["te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name", "nn"]


def read(content: bytes) -> dict[str, tuple[object, ...]]:
    return {code: row.content for code, row in read_classifier(io.BytesIO(content)).rows.items()}


def refused(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_classifier(io.BytesIO(content))
    return caught.value


EXPECTED = {code: row.content for code, row in sorted(kato.rows().items())}


def official(*, numbers: bool) -> list[list[object]]:
    lines: list[list[object]] = [["Классификатор КАТО"], ["по состоянию на 17.07.2026"], [], [*OFFICIAL]]
    for number, (code, kind, kk, ru) in enumerate(kato.ROWS, start=1):
        parts = [code, code[:2], code[2:4], code[4:6], code[6:]]
        lines.append([*([int(part) for part in parts] if numbers else parts), kind, f"{kk} ", f" {ru}", number])
    return lines


@pytest.mark.parametrize("numbers", [False, True], ids=["text", "numbers with lost zeros"])
def test_official_workbook_with_title_rows(numbers) -> None:
    assert read(kato.workbook(official(numbers=numbers))) == EXPECTED


def test_official_table_as_csv_with_semicolons_and_a_mark_of_encoding() -> None:
    lines = ["Классификатор;;;;;;;;", ";".join(OFFICIAL)]
    lines += [";".join(map(str, line)) for line in official(numbers=True)[4:]]
    assert read(b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode()) == EXPECTED


def test_only_parts_of_the_code() -> None:
    lines = [[*OFFICIAL[1:8]], *[line[1:8] for line in official(numbers=True)[4:]]]
    assert read(kato.workbook(lines)) == EXPECTED


@pytest.mark.parametrize(
    "header", ["te,k,name_kaz,name_rus", "kato,type_code,name_kk,name_ru", "Code,AreaType,NameKaz,NameRus"]
)
def test_older_and_open_data_headers(header) -> None:
    assert read(kato.text(header=header)) == EXPECTED


def test_layout_of_the_reference_table() -> None:
    table = kato.text(
        [(code, "NK RK 11-2025", "x", kind, ru, kk) for code, kind, kk, ru in kato.ROWS],  # type: ignore[misc]
        header="kato,kato_version,level,type_code,name_ru,name_kk",
    )
    assert read(table) == EXPECTED


def test_id_and_parent_with_codes_as_ids_or_beside_them() -> None:
    ids = [(code, "", kk, ru) for code, _kind, kk, ru in kato.ROWS]
    typeless = {code: (code, None, kk, ru) for code, (_code, _kind, kk, ru) in EXPECTED.items()}
    assert read(kato.text(ids, header="id,parent,name_kk,name_ru")) == typeless  # type: ignore[arg-type]
    beside = [(number, "", *cells) for number, cells in enumerate(kato.ROWS)]
    assert read(kato.text(beside, header="id,parent,code,areatype,name_kk,name_ru")) == EXPECTED  # type: ignore[arg-type]


def test_the_table_is_found_on_a_further_sheet_and_notes_are_left_out() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Содержание"])
    sheet = book.create_sheet("КАТО")
    for line in official(numbers=False):
        sheet.append(line)
    sheet.append(["Примечание: без значений"])
    out = io.BytesIO()
    book.save(out)
    reading = read_classifier(io.BytesIO(out.getvalue()))
    assert (len(reading.rows), reading.notes) == (len(kato.ROWS), [len(kato.ROWS) + 5])


def test_the_row_of_the_whole_country_is_a_note() -> None:
    cells = [("000000000", 0, "Қазақстан", "Казахстан"), *kato.ROWS]
    assert read(kato.text(cells)) == EXPECTED


@pytest.mark.parametrize(
    "write", [kato.text, lambda cells: kato.workbook([["te", "k", "kaz_name", "rus_name"], *cells])]
)
def test_names_come_with_whole_letters(write) -> None:
    cells = [("100000000", 0, "Абаи\u0306 облысы", "область Абаи\u0306")]
    assert read(write(cells))["100000000"][2:] == ("Абай облысы", "область Абай")


def test_inner_spaces_and_old_letters_of_official_names_are_kept() -> None:
    assert read(kato.text())["103230127"][2] == "«Ќоянды»\u00a0 қыстауы"


@pytest.mark.parametrize(
    ("cells", "line", "said"),
    [
        (("10320x000", 2, "а", "б"), 19, "“10320x000” is not a classifier code"),
        (("10320000", 2, "а", "б"), 19, "“10320000” is not a classifier code"),
        (("103250000", 2, "", "б"), 19, "103250000 has no name in both languages"),
        (("103250000", 2, "а", ""), 19, "103250000 has no name in both languages"),
        (("103250000", 22, "а", "б"), 19, "“22” is not a type of locality"),
        (("103230000", 2, "Басқа а.о.", "Другой с.о."), 19, "the code 103230000 stands in line 6 already"),
        (("193230000", 2, "Басқа а.о.", "Другой с.о."), 19, "the region of 193230000 is not in the file"),
        (("103250000", 2, "а" * 121, "б"), 19, "the name of 103250000 is too long"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(cells, line, said) -> None:
    refusal = refused(kato.text([*kato.ROWS, cells]))
    assert (refusal.code, refusal.params["lines"], refusal.message) == ("bad_rows", [line], f"Line {line}: {said}.")


def test_a_code_that_its_parts_contradict_is_refused() -> None:
    lines = official(numbers=False)
    lines[-1][2] = "99"
    assert refused(kato.workbook(lines)).params["lines"] == [len(lines)]


@pytest.mark.parametrize("cut", [5, 12, 20, 25, 31])
def test_a_cut_off_table_is_refused(cut) -> None:
    content = kato.text()
    line = len(kato.ROWS) + 1
    assert f"{line}" in str(refused(content[:-cut]).message)


def test_a_table_without_its_last_line_end_is_whole() -> None:
    assert read(kato.text()[:-1]) == EXPECTED


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    assert refused(kato.text() + b'103250000,2,"open').code == "broken_line"


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"name,value\nx,1\n", "no_codes"),
        (b"id;parent_id;code;name\n1;;110000000;x\n", "no_language"),
        (b"te,name\n110000000,\xd0\xa8\n", "no_language"),
        (b"te,kaz_name,rus_name\n", "no_codes"),
        (kato.workbook([["a", "b"], [1, 2]]), "no_codes"),
        (kato.workbook([]), "no_codes"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_format"),
        (b"%PDF-1.7\n\0\0", "not_a_table"),
        (kato.workbook(official(numbers=False))[:-400], "damaged"),
        (packed(xl__workbook_dot_xml=b"<x/>", xl__vbaProject_dot_bin=b"x"), "macros"),
        (packed(word__document_dot_xml=b"<x/>"), "not_a_workbook"),
        (packed(xl__workbook_dot_xml=b"\0" * (101 * 1024 * 1024)), "too_large_unpacked"),
        (b"x" * (LIMIT_BYTES + 1), "too_large"),
    ],
    ids=["empty", "other table", "one name", "one letter", "no rows", "other workbook", "empty sheet",
         "password", "pdf", "cut", "macros", "docx", "bomb", "large"],
)  # fmt: skip
def test_hostile_and_foreign_files_are_refused(content, code) -> None:
    assert refused(content).code == code


IN_RUSSIAN = {code: (code, None, "", ru) for code, (_code, _kind, _kk, ru) in EXPECTED.items()}
IN_KAZAKH = {code: (code, None, kk, "") for code, (_code, _kind, kk, _ru) in EXPECTED.items()}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (kato.in_russian(), IN_RUSSIAN),
        (kato.in_russian(header="id;parent_id;code;name_ru"), IN_RUSSIAN),
        (kato.in_kazakh(), IN_KAZAKH),
        (kato.in_kazakh(header="code,name"), IN_KAZAKH),
    ],
    ids=["name, in Russian", "name_ru", "kaz_name", "name, in Kazakh"],
)
def test_a_table_in_one_language_is_read_and_says_which(content, expected) -> None:
    assert read(content) == expected


def test_a_column_of_names_is_the_other_language_where_one_says_its_own() -> None:
    assert read(kato.text(header="te,k,kaz_name,name")) == EXPECTED


def test_a_name_that_is_missing_in_one_language_is_named() -> None:
    refusal = refused(kato.in_russian() + b"99;;103250000;\n")
    assert (refusal.params["lines"], refusal.message) == ([19], "Line 19: 103250000 has no name.")


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    source = io.BytesIO(kato.workbook(official(numbers=False)))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name == "xl/worksheets/sheet1.xml" else old.read(name))
    assert refused(out.getvalue()).code == "suspicious"


def test_formulas_count_as_the_value_they_last_had() -> None:
    lines = official(numbers=False)
    lines.append(['=CONCATENATE("103","250000")', "10", "32", "50", "000", 2, "а", "б", 99])
    # Written without a computed value, the cell is empty and the code comes from its parts.
    assert read(kato.workbook(lines))["103250000"] == ("103250000", 2, "а", "б")


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("КАТО_17.07.2026.xlsx", date(2026, 7, 17)),
        ("kato-2026-09-18.csv", date(2026, 9, 18)),
        ("kato.csv", None),
        ("КАТО_31.02.2026.xlsx", None),
    ],
)
def test_edition_of_a_file_name(name, on) -> None:
    assert edition_of(name) == on


def test_rows_know_their_lines() -> None:
    assert read_classifier(io.BytesIO(kato.text())).rows["100000000"] == Row(
        "100000000", 0, "Абай облысы", "область Абай", 2
    )

"""Codes, folding, units, names and comparison of the classifier: values in, values out."""

from __future__ import annotations

import pytest

from portal.bodies.rules import codes, comparison, units
from portal.bodies.rules.naming import town_genitive, unit_names
from tests.bodies import kato


@pytest.mark.parametrize(
    ("code", "level", "direct"),
    [
        ("100000000", 0, ""),
        ("101000000", 1, "100000000"),
        ("101010000", 2, "101000000"),
        ("103230100", 3, "103230000"),
        ("351600200", 3, "351600000"),
        ("711110000", 2, "711100000"),
    ],
)
def test_level_and_direct_parent_of_a_code(code, level, direct) -> None:
    assert (codes.level(code), codes.direct_parent(code)) == (level, direct)


def test_parent_climbs_until_a_row_exists() -> None:
    existing = {"710000000", "711110000"}
    assert codes.parent("711110000", existing) == "710000000"
    assert codes.parent("103230100", existing) == ""


@pytest.mark.parametrize("text", ["", "10320000", "1032000000", "003200000", "10320000a", "１０３２０００００"])
def test_what_is_not_a_code(text) -> None:
    assert not codes.is_code(text)


@pytest.mark.parametrize(
    ("code", "name_ru", "unit"),
    [
        ("100000000", "область Абай", "region"),
        ("710000000", "г.Астана", "republican_city"),
        ("101000000", "Семей Г.А.", "city"),
        ("103200000", "Абайский район", "district"),
        ("711110000", "район Алматы", "city_district"),
        ("103230000", "Карааульский с.о.", "rural_district"),
        ("103233000", "Кенгирбайбийский с.о", "rural_district"),
        ("393245000", "с.о.имени Омара Шипина", "rural_district"),
        ("393247000", "Новоалексеевская  с.а.", "village"),
        ("113641000", "с.а. Каменка", "village"),
        ("104165000", "Шульбинская п.а.", "settlement"),
        ("634820000", "г.а.Алтай", "town"),
        ("351011000", "Әлихан Бөкейхан р.а.", "city_district"),
        ("151011100", "район Астана", "city_district"),
        ("113820100", "г.Атбасар", "town"),
        ("101010000", "г.Семей", None),
        ("103230100", "с.Карааул", None),
    ],
)
def test_unit_with_an_akim(code, name_ru, unit) -> None:
    assert units.unit(code, name_ru, {"103230000"}) == unit


def test_a_town_below_its_administration_is_no_second_unit() -> None:
    assert units.unit("113220100", "г.Акколь", {"113220000"}) is None


def test_a_row_that_is_nobodys_unit_is_named() -> None:
    assert units.is_unclear("103240000", "Каменка", set())
    assert not units.is_unclear("101010000", "г.Семей", set())


def test_names_of_a_rural_district() -> None:
    names = unit_names("rural_district", "Қараауыл а.о.", "Карааульский с.о.")
    assert (names.name_kk, names.genitive_kk) == ("Қараауыл ауылдық округі", "Қараауыл ауылдық округінің")
    assert (names.name_ru, names.genitive_ru) == ("Карааульский сельский округ", "Карааульского сельского округа")
    assert (names.name_en, names.short_ru) == ("Karaauyl Rural District", "Карааульский с.о.")


def test_names_after_a_person_keep_the_unit_word_bare_in_kazakh() -> None:
    names = unit_names("rural_district", "Машбек Нәлібаев атын.а.о.", "с.о.им.Машбека Налибаева")
    assert names.name_kk == "Машбек Нәлібаев атындағы ауылдық округ"
    assert names.genitive_kk == "Машбек Нәлібаев атындағы ауылдық округтің"
    assert names.genitive_ru == "сельского округа имени Машбека Налибаева"


def test_a_settlement_is_called_as_the_place_of_its_administration() -> None:
    names = unit_names("settlement", "Горняк к.ә.", "Горняцкая п.а.", ("Горняк к.", "п.Горняцкий"))
    assert (names.name_ru, names.genitive_ru) == ("поселок Горняцкий", "поселка Горняцкого")
    assert (names.name_kk, names.genitive_kk) == ("Горняк кенті", "Горняк кентінің")


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Алга", "Алги"), ("Житикара", "Житикары"), ("Есиль", "Есиля"), ("Шу", "Шу"), ("Жетысай", "Жетысая"),
        ("Булаево", "Булаево"), ("Шар", "Шара"), ("Форт-Шевченко", "Форт-Шевченко"),
    ],
)  # fmt: skip
def test_town_genitive(name, genitive) -> None:
    assert town_genitive(name) == genitive


def test_compare_the_same_finds_nothing() -> None:
    found = comparison.compare(kato.rows(), kato.rows())
    assert found.is_nothing
    assert (found.unchanged, found.losses) == (len(kato.ROWS), [])


def test_compare_names_each_sort_of_change() -> None:
    after = kato.renamed("103233000", "Абай а.о.", "Абайский с.о.")
    after = kato.renamed("101010000", "Жаңасемей ауданы", "район Жаңасемей", of=after)
    after = kato.without("103230127", "104120100", of=after)
    after.append(("103233103", 2, "«Ќоянды»\u00a0 қыстауы", "с. «Коянды»"))
    found = comparison.compare(kato.rows(), kato.rows(after))

    assert [change.after.code for change in found.renamed] == ["103233000"]
    assert [change.after.code for change in found.reused] == ["101010000"]
    assert [(change.before.code, change.after.code) for change in found.moved] == [("103230127", "103233103")]
    assert sorted(row.code for row in found.closed) == ["103230127", "104120100"]
    assert [row.code for row in found.added] == ["103233103"]


def test_a_code_that_comes_back_is_given_anew() -> None:
    found = comparison.compare(kato.rows(kato.without("103230127")), kato.rows(), retired={"103230127"})
    assert [change.after.code for change in found.reused] == ["103230127"]
    assert [row.code for row in found.added] == ["103230127"]


def test_a_region_that_loses_over_a_tenth_is_a_loss() -> None:
    # 15 rows of the region: one is 6.7 per cent, two are 13.3.
    assert comparison.compare(kato.rows(), kato.rows(kato.without("103230127"))).losses == []
    after = kato.rows(kato.without("103230127", "104120100"))
    assert comparison.compare(kato.rows(), after).losses == [comparison.Loss("10", 15, 2)]


def test_without_an_edition_losses_are_measured_against_what_is_known() -> None:
    found = comparison.compare({}, kato.rows(), known=["100000000", "103200000", "109900000"])
    assert found.losses == [comparison.Loss("10", 3, 1)]


def test_a_region_that_is_not_in_the_file_is_not_concerned() -> None:
    only_astana = kato.rows([cells for cells in kato.ROWS if cells[0].startswith("71")])
    assert comparison.compare({}, only_astana, known=["100000000"]).losses == []

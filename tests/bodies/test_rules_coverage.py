"""Which places are units of coverage, and whose between which days."""

from __future__ import annotations

from datetime import date

import pytest

from portal.bodies.rules import coverage, units
from portal.bodies.rules.coverage import Said, Stretch
from portal.bodies.rules.naming import unit_names

BEGAN = date(2020, 1, 1)
ABOVE, OTHER = 1, 2


@pytest.mark.parametrize(
    ("name_ru", "settled"),
    [
        ("с.Карааул", "village"), ("с. «Коянды»", "village"), ("Заречное с.", "village"),
        ("с.О.Тайманова", "village"), ("село Карааул", "village"), ("с.им.Крупской", "village"),
        ("п.Научный", "settlement"), ("Поселок ХПП", "settlement"), ("поселок Научный", "settlement"),
        ("зимовка Жанабаз", None), ("ферма 3", None), ("рзд.18 км", None), ("ст.Акбулак", None), ("уч.Талды", None),
        ("точка 1", None), ("кр.хоз Алексеевский", None), ("Дом чабана", None), ("поселье Гусликова", None),
        ("Селхоз Аул", None), ("Туйебаз", None), ("Қараауыл а.", "village"), ("Научный к.", "settlement"),
        ("Семей қ.", None),
        ("Аққала ауылы", "village"), ("г.Семей", None), ("район Алматы", None),
    ],
)  # fmt: skip
def test_a_place_is_told_by_how_it_is_called(name_ru, settled) -> None:
    assert units.settled_as(name_ru) == settled


@pytest.mark.parametrize(
    ("kind", "code", "name_ru", "above", "counts"),
    [
        ("locality", "103230100", "с.Карааул", "rural_district", True),
        ("locality", "103230127", "зимовка Коянды", "rural_district", False),
        ("locality", "632400300", "с.Бутаково", "city", True),
        ("locality", "113220300", "с.Домбыралы", "town", True),
        # Its own akim meets there; no other owes a visit to what lies in his unit.
        ("locality", "104165200", "с.Пролетарка", "settlement", False),
        ("rural_district", "103230000", "Карааульский с.о.", "district", True),
        ("town", "113220000", "Аккольская г.а.", "district", True),
        ("town", "113820100", "г.Атбасар", "district", False),
        ("city_district", "151011100", "район Алматы", "city", True),
    ],
)
def test_what_counts_by_the_classifier(kind, code, name_ru, above, counts) -> None:
    assert coverage.counts(kind, code, name_ru, above) is counts


def stretches(*said: Said, by_rule: bool = True, ends_on: date | None = None) -> list[Stretch]:
    return list(coverage.stretches(by_rule=by_rule, above=ABOVE, said=said, starts_on=BEGAN, ends_on=ends_on))


def test_what_nobody_corrected_is_as_the_classifier_has_it() -> None:
    assert stretches() == [Stretch(ABOVE, BEGAN, None)]
    assert stretches(by_rule=False) == []
    assert stretches(ends_on=date(2027, 1, 1)) == [Stretch(ABOVE, BEGAN, date(2027, 1, 1))]


def test_a_word_counts_from_its_day_until_the_next() -> None:
    none, again, other = (date(2026, 12, 1), date(2027, 7, 1), date(2028, 1, 1))
    assert stretches(Said(none, is_unit=False), Said(again, is_unit=True), Said(other, True, OTHER)) == [
        Stretch(ABOVE, BEGAN, none),
        Stretch(ABOVE, again, other),
        Stretch(OTHER, other, None),
    ]


def test_a_hamlet_becomes_a_unit() -> None:
    day = date(2027, 1, 1)
    assert stretches(Said(day, is_unit=True), by_rule=False) == [Stretch(ABOVE, day, None)]


def test_of_one_day_the_later_word_counts() -> None:
    day = date(2027, 1, 1)
    assert stretches(Said(day, is_unit=False), Said(day, is_unit=True)) == [
        Stretch(ABOVE, BEGAN, day),
        Stretch(ABOVE, day, None),
    ]


def test_a_word_after_the_end_of_the_place_changes_nothing() -> None:
    end = date(2027, 1, 1)
    assert stretches(Said(end, is_unit=False), ends_on=end) == [Stretch(ABOVE, BEGAN, end)]


def test_a_village_without_an_akim_is_called_a_village_and_a_hamlet_as_the_classifier_writes_it() -> None:
    village = unit_names("locality", "Қараауыл а.", "с.Карааул")
    assert (village.name_kk, village.name_ru, village.short_ru) == ("Қараауыл ауылы", "село Карааул", "с. Карааул")
    assert units.settled_as(village.name_ru) == "village"
    hamlet = unit_names("locality", "Жаңабаз қыстауы", "зимовка Жанабаз")
    assert (hamlet.name_kk, hamlet.name_ru) == ("Жаңабаз қыстауы", "зимовка Жанабаз")

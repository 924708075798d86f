"""Rules that make names of places: Russian genitives of cities, and English letters for Kazakh ones."""

from __future__ import annotations

import pytest

from portal.bodies.facts.names import genitive_of_city
from portal.bodies.facts.territories import places
from portal.bodies.facts.transliteration import CUSTOMARY, LETTERS, transliterate


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Тараз", "Тараза"),
        ("Усть-Каменогорск", "Усть-Каменогорска"),
        ("Талдыкорган", "Талдыкоргана"),
        ("Семей", "Семея"),
        ("Костанай", "Костаная"),
        ("Караганда", "Караганды"),
        ("Астана", "Астаны"),
        ("Актобе", "Актобе"),
        ("Алматы", "Алматы"),
        ("Темиртау", "Темиртау"),
        ("Текели", "Текели"),
    ],
)
def test_genitive_of_city_follows_its_ending(name, genitive):
    assert genitive_of_city(name) == genitive


@pytest.mark.parametrize("name", ["Сарань", "Арысь", "Рудный"])
def test_genitive_of_city_that_no_rule_settles_is_refused(name):
    with pytest.raises(ValueError, match=f"write the genitive of {name}"):
        genitive_of_city(name)


@pytest.mark.parametrize(
    ("kk", "en"),
    [
        ("Қызылорда", "Kyzylorda"),
        ("Қостанай", "Kostanay"),
        ("Маңғыстау", "Mangystau"),
        ("Түркістан", "Turkistan"),
        ("Жетісу", "Zhetisu"),
        ("Ақтөбе", "Aktobe"),
        ("Шымкент", "Shymkent"),
        ("Әуезов", "Auezov"),
        ("Уәлиханов", "Ualikhanov"),
        ("Райымбек", "Raiymbek"),
        ("Ойыл", "Oiyl"),
        ("Рудный", "Rudny"),
        ("Қарақия", "Karakiya"),
        ("Мамлют", "Mamlyut"),
        ("Біржан сал", "Birzhan Sal"),
        ("Бұқар жырау", "Bukar Zhyrau"),
        ("Әл-Фараби", "Al-Farabi"),
        ("Абай", "Abai"),
        ("Қарағанды", "Karaganda"),
        ("Байқоңыр", "Baikonur"),
    ],
)
def test_transliterate_reads_letter_by_letter_unless_a_name_is_customary(kk, en):
    assert transliterate(kk) == en


def test_transliterate_knows_every_letter_of_the_kazakh_alphabet():
    assert set(LETTERS) == set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")


def test_transliterate_refuses_a_look_alike_of_another_alphabet():
    with pytest.raises(KeyError):
        transliterate("Aбай")  # the first letter is Latin


def test_english_names_of_regions_agree_with_the_table_unless_translated():
    translated = {"Батыс Қазақстан", "Солтүстік Қазақстан", "Шығыс Қазақстан"}
    regions = [place for place in places() if place.kind == "region"]
    assert {place.name_kk.removesuffix(" облысы") for place in regions} >= translated
    for place in regions:
        stem = place.name_kk.removesuffix(" облысы")
        if stem not in translated:
            assert place.name_en == f"{transliterate(stem)} Region"


def test_customary_names_are_all_in_use():
    words = {word.lower() for place in places() for word in place.name_kk.split()}
    assert set(CUSTOMARY) <= words

"""Places of the country: counts, names, dates, and the classifier where the reference data lies beside the checkout."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from portal.bodies.facts.territories import RECORD_BEGINS, Place, in_force, places, tiles
from tests.shared import shared

TODAY = date(2026, 11, 21)

KAZAKH = set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя -")
RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -")
ENGLISH = set("abcdefghijklmnopqrstuvwxyz -")

# Districts, cities of regional significance and city districts of each unit, as the law of 2026 counts them.
COUNTS = {
    "10": (10, 2, 0),
    "11": (17, 3, 0),
    "15": (12, 1, 0),
    "19": (9, 2, 0),
    "23": (7, 1, 0),
    "27": (12, 1, 0),
    "31": (10, 1, 0),
    "33": (8, 2, 0),
    "35": (7, 6, 0),
    "39": (16, 4, 0),
    "43": (7, 2, 0),
    "47": (5, 2, 0),
    "55": (10, 3, 0),
    "59": (13, 1, 0),
    "61": (14, 3, 0),
    "62": (2, 3, 0),
    "63": (11, 2, 0),
    "71": (0, 0, 6),
    "75": (0, 0, 8),
    "79": (0, 0, 5),
}


def of(kato: str, on: date = TODAY) -> Place:
    (place,) = (place for place in in_force(on) if place.kato == kato)
    return place


def test_places_today_are_248_of_five_kinds():
    assert Counter(place.kind for place in in_force(TODAY)) == {
        "region": 17,
        "republican_city": 3,
        "district": 170,
        "city": 39,
        "city_district": 19,
    }


@pytest.mark.parametrize(("code", "counts"), COUNTS.items())
def test_places_of_a_unit_are_as_many_as_the_law_counts(code, counts):
    below = Counter(place.kind for place in in_force(TODAY) if place.parent_kato == f"{code}0000000")
    assert (below["district"], below["city"], below["city_district"]) == counts


def test_places_of_one_code_do_not_overlap():
    for earlier, later in pairwise(places()):
        if earlier.kato == later.kato:
            assert earlier.ends_on is not None
            assert earlier.ends_on <= later.starts_on


def test_place_lies_within_the_time_of_its_unit():
    units = {place.kato: place for place in places() if place.is_first_rank}
    for place in places():
        if place.parent_kato is not None:
            assert place.parent_kato == place.kato[:2] + "0000000"
            assert place.starts_on >= units[place.parent_kato].starts_on
            assert units[place.parent_kato].ends_on is None


def test_places_come_by_code_and_time_with_units_before_what_lies_in_them():
    keys = [(place.kato, place.starts_on) for place in places()]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("on", "units"),
    [
        (date(2018, 6, 18), 16),
        (date(2018, 6, 19), 17),
        (date(2022, 6, 7), 17),
        (date(2022, 6, 8), 20),
        (TODAY, 20),
    ],
)
def test_units_of_the_first_rank_grow_with_the_reforms(on, units):
    assert sum(place.is_first_rank for place in in_force(on)) == units


@pytest.mark.parametrize(
    ("kato", "begins"),
    [
        ("104100000", date(2024, 1, 1)),
        ("111600000", date(2021, 7, 27)),
        ("191800000", date(2024, 1, 9)),
        ("194400000", date(2018, 3, 31)),
        ("613900000", date(2018, 6, 5)),
        ("615500000", date(2021, 3, 12)),
        ("635600000", date(2022, 6, 7)),
        ("711610000", date(2024, 5, 23)),
        ("751810000", date(2014, 7, 2)),
        ("431000000", RECORD_BEGINS),
        # no older than their unit
        ("101000000", date(2022, 6, 8)),
        ("791110000", date(2018, 6, 19)),
    ],
)
def test_place_begins_on_the_day_an_act_gave(kato, begins):
    assert of(kato).starts_on == begins


def test_reused_code_is_a_new_place():
    before, after = of("191000000", date(2022, 6, 7)), of("191000000", date(2022, 6, 8))
    assert (before.name_kk, before.ends_on) == ("Талдықорған қаласы", date(2022, 6, 8))
    assert (after.name_kk, after.starts_on, after.ends_on) == ("Қонаев қаласы", date(2022, 6, 8), None)
    assert of("331000000").name_kk == "Талдықорған қаласы"


def test_only_one_code_was_reused():
    codes = Counter(place.kato for place in places())
    assert [code for code, times in codes.items() if times > 1] == ["191000000"]


@pytest.mark.parametrize(
    ("kato", "kk", "ru", "en"),
    [
        ("100000000", "Абай облысы", "область Абай", "Abai Region"),
        ("110000000", "Ақмола облысы", "Акмолинская область", "Akmola Region"),
        ("150000000", "Ақтөбе облысы", "Актюбинская область", "Aktobe Region"),
        ("190000000", "Алматы облысы", "Алматинская область", "Almaty Region"),
        ("230000000", "Атырау облысы", "Атырауская область", "Atyrau Region"),
        ("270000000", "Батыс Қазақстан облысы", "Западно-Казахстанская область", "West Kazakhstan Region"),
        ("310000000", "Жамбыл облысы", "Жамбылская область", "Zhambyl Region"),
        ("330000000", "Жетісу облысы", "область Жетісу", "Zhetisu Region"),
        ("350000000", "Қарағанды облысы", "Карагандинская область", "Karaganda Region"),
        ("390000000", "Қостанай облысы", "Костанайская область", "Kostanay Region"),
        ("430000000", "Қызылорда облысы", "Кызылординская область", "Kyzylorda Region"),
        ("470000000", "Маңғыстау облысы", "Мангистауская область", "Mangystau Region"),
        ("550000000", "Павлодар облысы", "Павлодарская область", "Pavlodar Region"),
        ("590000000", "Солтүстік Қазақстан облысы", "Северо-Казахстанская область", "North Kazakhstan Region"),
        ("610000000", "Түркістан облысы", "Туркестанская область", "Turkistan Region"),
        ("620000000", "Ұлытау облысы", "область Ұлытау", "Ulytau Region"),
        ("630000000", "Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan Region"),
        ("710000000", "Астана қаласы", "город Астана", "Astana"),
        ("750000000", "Алматы қаласы", "город Алматы", "Almaty"),
        ("790000000", "Шымкент қаласы", "город Шымкент", "Shymkent"),
        ("101000000", "Семей қаласы", "город Семей", "Semey City"),
        ("103200000", "Абай ауданы", "Абайский район", "Abai District"),
        ("103400000", "Ақсуат ауданы", "район Ақсуат", "Aksuat District"),
        ("351000000", "Қарағанды қаласы", "город Караганда", "Karaganda City"),
        ("593600000", "Мағжан Жұмабаев ауданы", "район Магжана Жумабаева", "Magzhan Zhumabaev District"),
        (
            "596600000",
            "Ғабит Мүсірепов атындағы аудан",
            "район имени Габита Мусрепова",
            "Gabit Musirepov District",
        ),
        ("631000000", "Өскемен қаласы", "город Усть-Каменогорск", "Oskemen City"),
        ("711310000", "Сарыарқа ауданы", "район Сарыарка", "Saryarka District"),
        ("791310000", "Әл-Фараби ауданы", "Аль-Фарабийский район", "Al-Farabi District"),
    ],
)
def test_names_of_places(kato, kk, ru, en):
    place = of(kato)
    assert (place.name_kk, place.name_ru, place.name_en) == (kk, ru, en)


@pytest.mark.parametrize(
    ("kato", "kk", "ru"),
    [
        ("430000000", "Қызылорда облысының", "Кызылординской области"),
        ("630000000", "Шығыс Қазақстан облысының", "Восточно-Казахстанской области"),
        ("100000000", "Абай облысының", "области Абай"),
        ("620000000", "Ұлытау облысының", "области Ұлытау"),
        ("710000000", "Астана қаласының", "города Астаны"),
        ("750000000", "Алматы қаласының", "города Алматы"),
        ("790000000", "Шымкент қаласының", "города Шымкента"),
        ("101000000", "Семей қаласының", "города Семея"),
        ("111000000", "Көкшетау қаласының", "города Кокшетау"),
        ("151000000", "Ақтөбе қаласының", "города Актобе"),
        ("191000000", "Қонаев қаласының", "города Қонаева"),
        ("331800000", "Текелі қаласының", "города Текели"),
        ("351000000", "Қарағанды қаласының", "города Караганды"),
        ("352200000", "Саран қаласының", "города Сарани"),
        ("391000000", "Қостанай қаласының", "города Костаная"),
        ("392400000", "Рудный қаласының", "города Рудного"),
        ("431000000", "Қызылорда қаласының", "города Кызылорды"),
        ("611600000", "Арыс қаласының", "города Арыси"),
        ("622000000", "Сәтбаев қаласының", "города Сатпаева"),
        ("103200000", "Абай ауданының", "Абайского района"),
        ("103400000", "Ақсуат ауданының", "района Ақсуат"),
        ("354000000", "Бұқар жырау ауданының", "Бухар-Жырауского района"),
        ("596600000", "Ғабит Мүсірепов атындағы ауданның", "района имени Габита Мусрепова"),
        ("711610000", "Сарайшық ауданының", "района Сарайшық"),
    ],
)
def test_genitives_of_places(kato, kk, ru):
    place = of(kato)
    assert (place.genitive_kk, place.genitive_ru) == (kk, ru)


@pytest.mark.parametrize(
    ("kato", "kk", "ru", "en"),
    [
        ("590000000", "СҚО", "СКО", "North Kazakhstan"),
        ("430000000", "Қызылорда", "Кызылординская", "Kyzylorda"),
        ("100000000", "Абай", "Абай", "Abai"),
        ("190000000", "Алматы облысы", "Алматинская", "Almaty Region"),
        ("750000000", "Алматы қ.", "г. Алматы", "Almaty City"),
        ("710000000", "Астана", "Астана", "Astana"),
        ("551000000", "Павлодар қ.", "г. Павлодар", "Pavlodar City"),
        ("556000000", "Павлодар", "Павлодарский", "Pavlodar"),
        ("593600000", "Мағжан Жұмабаев", "район Магжана Жумабаева", "Magzhan Zhumabaev"),
        ("596600000", "Ғабит Мүсірепов", "район имени Габита Мусрепова", "Gabit Musirepov"),
    ],
)
def test_short_names_of_places(kato, kk, ru, en):
    place = of(kato)
    assert (place.short_kk, place.short_ru, place.short_en) == (kk, ru, en)


def test_short_names_tell_neighbours_apart():
    for language in ("kk", "ru", "en"):
        names = Counter((place.parent_kato, getattr(place, f"short_{language}")) for place in in_force(TODAY))
        assert [name for name, times in names.items() if times > 1] == []


def test_names_are_written_in_the_letters_of_their_language():
    # Latin look-alikes, no-break and double spaces, letters of the legacy fonts: none. Russian may keep Kazakh letters.
    allowed = {"kk": KAZAKH | {"."}, "ru": RUSSIAN | KAZAKH | {"."}, "en": ENGLISH}
    for place in places():
        for field in (
            "name_kk",
            "short_kk",
            "genitive_kk",
            "name_ru",
            "short_ru",
            "genitive_ru",
            "name_en",
            "short_en",
        ):
            value = getattr(place, field)
            assert value
            assert value == " ".join(value.split())
            assert set(value.lower()) <= allowed[field[-2:]], (place.kato, field, value)


def test_tiles_are_the_20_units_with_labels_that_fit():
    units = {place.kato: place for place in in_force(TODAY) if place.is_first_rank}
    assert len(tiles()) == 20
    assert {tile.kato for tile in tiles()} == set(units)
    for tile in tiles():
        for language in ("kk", "ru", "en"):
            assert 0 < len(tile.small[language]) <= 6
            assert tile.full[language].replace("\u00ad", "") == getattr(units[tile.kato], f"short_{language}")


def test_tiles_are_read_from_the_north_and_break_long_names():
    assert [tile.code for tile in tiles()][:3] == ["59", "27", "15"]
    kyzylorda = next(tile for tile in tiles() if tile.code == "43")
    assert dict(kyzylorda.small) == {"kk": "Қыз", "ru": "Кыз", "en": "Kyz"}
    assert dict(kyzylorda.full) == {"kk": "Қызылорда", "ru": "Кызыл\u00adординская", "en": "Kyzylorda"}


# -- the classifier ----------------------------------------------------------------------------------------------------

#: Letters of a legacy Kazakh font that the classifier keeps, and what they stand for.
LEGACY = str.maketrans("ЌќўїјЎЇЈ", "ҚқұүәҰҮӘ")


def spelled_out(name: str) -> str:
    """A name of the classifier without its abbreviations, odd spaces, capitals and letters; ours stays as it is.

    A hyphen counts as a space: the classifier writes «Әл Фараби».
    """
    name = " ".join(name.replace("\u00a0", " ").translate(LEGACY).replace("-", " ").split())
    for abbreviated, full in (("им.", "имени "), ("атын.ауданы", "атындағы аудан")):
        name = name.replace(abbreviated, full)
    for ending, before, after in ((" Г.А.", "город ", ""), (" Қ.Ә.", "", " қаласы"), (" қ.", "", " қаласы")):
        if name.endswith(ending):
            name = before + name.removesuffix(ending) + after
    if name.startswith("г."):
        name = "город " + name.removeprefix("г.").strip()
    return name[0].lower() + name[1:] if name.startswith("Район ") else name


def classifier(table: str) -> dict[str, tuple[str, str]]:
    with shared(f"data/kato/{table}").open(encoding="utf-8", newline="") as handle:
        return {
            # «Ақтау Г.А.» in the Kazakh column is a slip of the classifier for «Қ.Ә.»
            row["kato"]: (spelled_out(row["name_kk"].replace("Г.А.", "Қ.Ә.")), spelled_out(row["name_ru"]))
            for row in csv.DictReader(handle)
        }


@pytest.mark.parametrize(("table", "first_rank", "rows"), [("regions.csv", True, 20), ("districts.csv", False, 228)])
def test_places_equal_the_classifier(table, first_rank, rows):
    ours = {
        place.kato: (spelled_out(place.name_kk), spelled_out(place.name_ru))
        for place in in_force(TODAY)
        if place.is_first_rank == first_rank
    }
    theirs = classifier(table)
    assert len(theirs) == rows
    assert ours == theirs

"""Places as people write them: one, or asked, or unknown; never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bodies.facts.territories import in_force
from schedules.workbooks import PlaceIndex, place_index
from schedules.workbooks.places import Found
from tests.factories.bodies import TerritoryFactory

PLACES = PlaceIndex(in_force(date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("language", "text", "digits"),
    [
        ("ru", "Павлодарская область", "55"),
        ("ru", "Павлодарская обл.", "55"),
        ("ru", "Павлодарская обл", "55"),
        ("ru", "Павлодарская", "55"),
        ("ru", " ПАВЛОДАРСКАЯ\u00a0ОБЛАСТЬ ", "55"),
        ("ru", "в Павлодарской области", "55"),
        ("ru", "Павл. обл.", "55"),
        ("ru", "Сев.-Каз. обл.", "59"),
        ("ru", "СКО", "59"),
        ("ru", "ВКО", "63"),
        ("ru", "ЗКО", "27"),
        ("kk", "СҚО", "59"),
        ("kk", "БҚО", "27"),
        ("kk", "Батыс\u00a0Қазақстан облысы", "27"),
        ("kk", "Батыс Казакстан", "27"),
        ("ru", "Западно - Казахстанская область", "27"),
        ("ru", "обл. Абай", "10"),
        ("ru", "область Абай", "10"),
        ("ru", "Абай облысы", "10"),
        ("kk", "Абай обл.", "10"),
        ("kk", "Абай", "10"),
        ("ru", "обл. Жетысу", "33"),
        ("kk", "Жетісу", "33"),
        ("ru", "Мангыстауская область", "47"),
        ("ru", "область Ұлытау", "62"),
        ("ru", "область Улытау", "62"),
        ("ru", "Ұлытау облысы / область Ұлытау", "62"),
        ("kk", "Павлодар", "55"),
        ("kk", "Түркістан", "61"),
        ("ru", "Алматинская", "19"),
        ("kk", "Алматы облысы", "19"),
        ("kk", "Алматы облысында", "19"),
        ("ru", "г.Алматы", "75"),
        ("ru", "Г. АЛМАТЫ", "75"),
        ("kk", "Алматы қ.", "75"),
        ("kk", "Алматы қаласы", "75"),
        ("ru", "Астана", "71"),
        ("ru", "гор. Шымкент", "79"),
        ("en", "Almaty Region", "19"),
        ("ru", "Павлодарcкая область", "55"),
    ],
)
def test_find_a_region(language: str, text: str, digits: str) -> None:
    assert PLACES.find(text, language=language) == Found(f"{digits}0000000")


@pytest.mark.parametrize(
    ("language", "text", "kato"),
    [
        ("ru", "г. Экибастуз", "552200000"),
        ("ru", "Экибастуз", "552200000"),
        ("ru", "Павлодарская область, г. Экибастуз", "552200000"),
        ("ru", "г. Экибастуз (Павлодарская область)", "552200000"),
        ("ru", "Абайский район Карагандинской области", "353200000"),
        ("kk", "Қарағанды облысы Абай ауданы", "353200000"),
        ("ru", "Костанайский р-н", "395400000"),
        ("ru", "г. Караганда", "351000000"),
        ("ru", "г. Алматы, Алмалинский район", "751110000"),
        ("kk", "Семей", "101000000"),
        ("ru", "Павлодар, Павлодарская область", "551000000"),
        ("ru", "Павлодарская область (Павлодар)", "551000000"),
        ("ru", "ВКО г. Усть-Каменогорск", "631000000"),
        ("kk", "ШҚО Өскемен", "631000000"),
        ("ru", "Мамлютский район СКО", "595200000"),
        ("ru", "Восточный Казахстан", "630000000"),
        ("ru", "г. Алматы (ВКС)", "750000000"),
    ],
)
def test_find_a_place_below(language: str, text: str, kato: str) -> None:
    assert PLACES.find(text, language=language) == Found(kato)


@pytest.mark.parametrize(
    ("language", "text", "choices"),
    [
        ("kk", "Алматы", ("190000000", "750000000")),
        ("ru", "Алматы", ("190000000", "750000000", "711110000")),
        ("ru", "Павлодар", ("550000000", "551000000")),
        ("ru", "Абайский район", ("103200000", "353200000", "791110000")),
    ],
)
def test_find_a_name_of_several_places_asks(language: str, text: str, choices: tuple[str, ...]) -> None:
    assert PLACES.find(text, language=language) == Found(None, "ambiguous", choices)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Акмолинская/Павлодарская", "several_places"),
        ("Алматинская и Жамбылская области", "several_places"),
        ("Астана, Алматы", "several_places"),
        ("Алматы, Алматинская область", "several_places"),
        ("Алматы и Алматинская область", "several_places"),
        ("Алматы / Алматинская область", "ambiguous"),
        ("Павлодар / Павлодарская область", "ambiguous"),
        ("Целиноград", "ambiguous"),
        ("Есиль", "ambiguous"),
        ("Алма-Ата", "unknown_place"),
        ("Кустанай", "unknown_place"),
        ("Все регионы", "all_places"),
        ("барлық өңірлер", "all_places"),
        ("", "no_place"),
        ("-", "no_place"),
        ("уточняется", "no_place"),
        ("Семипалатинская область", "unknown_place"),
        ("ЮКО", "unknown_place"),
        ("Павладарская область", "unknown_place"),
        ("Алматинская область, с. Узынагаш", "unknown_place"),
        ("Шымкент облысы", "unknown_place"),
        ("Атлантида", "unknown_place"),
    ],
)
def test_find_what_is_no_single_place_says_why(text: str, code: str) -> None:
    found = PLACES.find(text, language="ru")
    assert (found.kato, found.code) == (None, code)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Семипалатинская область", ("100000000",)),
        ("ЮКО", ("610000000", "790000000")),
        ("Алма-Ата", ("750000000", "190000000")),
        ("Кустанай", ("390000000", "391000000", "395400000")),
        ("Павладарская", ("550000000",)),
        ("Алматинская область, с. Узынагаш", ("190000000",)),
        ("Атлантида", ()),
    ],
)
def test_find_an_unknown_name_offers_near_ones(text: str, choices: tuple[str, ...]) -> None:
    assert PLACES.find(text, language="ru").choices == choices


def test_find_every_official_name() -> None:
    for place in in_force(date(2026, 11, 24)):
        for language, name in (("kk", place.name_kk), ("ru", place.name_ru)):
            found = PLACES.find(name, language=language)
            assert found.kato == place.kato or place.kato in found.choices, name


@pytest.mark.django_db
def test_place_index_takes_one_statement_and_only_places_in_force() -> None:
    TerritoryFactory(kato="550000000", name_kk="Павлодар облысы", name_ru="Павлодарская область")
    TerritoryFactory(
        kato="990000000", name_kk="Семей облысы", name_ru="Семипалатинская область", ends_on=date(2020, 1, 1)
    )
    with CaptureQueriesContext(
        connection,
    ) as statements:
        places = place_index(date(2026, 11, 24))
        assert places.find("Павлодарская", language="ru") == Found("550000000")
        assert places.find("Семипалатинская область", language="ru").kato is None
    assert len(statements) == 1

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import formats as django_formats
from django.utils import translation

from portal.kernel.periods import Period
from portal.kit import formats

SUNDAY = date(2027, 1, 10)
MORNING = datetime(2027, 3, 10, 4, 0, tzinfo=UTC)
NB = "\u00a0"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("kk", f"2027 жылғы 10{NB}қаңтар, жексенбі"),
        ("ru", f"10{NB}января 2027{NB}г., воскресенье"),
        ("en", f"Sunday 10{NB}January 2027"),
    ],
)
def test_day_weekday_in_each_language_reads_as_people_write(lang: str, expected: str) -> None:
    assert formats.day_weekday(SUNDAY, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", f"2027 жылғы 10{NB}қаңтар"), ("ru", f"10{NB}января 2027{NB}г."), ("en", f"10{NB}January 2027")],
)
def test_day_in_each_language_has_no_weekday(lang: str, expected: str) -> None:
    assert formats.day(SUNDAY, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", f"10{NB}қаң."), ("ru", f"10{NB}янв."), ("en", f"10{NB}Jan")],
)
def test_day_short_in_each_language_is_abbreviated(lang: str, expected: str) -> None:
    assert formats.day_short(SUNDAY, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", "2027 жылғы наурыз"), ("ru", f"март 2027{NB}г."), ("en", "March 2027")],
)
def test_month_year_in_each_language_stands_by_itself(lang: str, expected: str) -> None:
    assert formats.month_year(date(2027, 3, 18), lang) == expected


@pytest.mark.parametrize(
    ("lang", "alone", "after_day"),
    [("kk", "наурыз", "наурыз"), ("ru", "март", "марта"), ("en", "March", "March")],
)
def test_month_names_in_each_language_differ_only_in_russian(lang: str, alone: str, after_day: str) -> None:
    assert (formats.month_name(date(2027, 3, 1), lang), formats.month_of_day(date(2027, 3, 1), lang)) == (
        alone,
        after_day,
    )


@pytest.mark.parametrize(
    ("key", "kk", "ru", "en"),
    [
        ("2027", f"2027{NB}жыл", f"2027{NB}год", "2027"),
        ("2027-H1", f"2027 жылғы I{NB}жартыжылдық", f"I{NB}полугодие 2027{NB}г.", "first half of 2027"),
        ("2026-Q4", f"2026 жылғы IV{NB}тоқсан", f"IV{NB}квартал 2026{NB}г.", "Q4 2026"),
        ("2027-03", "2027 жылғы наурыз", f"март 2027{NB}г.", "March 2027"),
    ],
)
def test_period_name_of_each_kind_in_each_language(key: str, kk: str, ru: str, en: str) -> None:
    period = Period.parse(key)
    assert [formats.period_name(period, lang) for lang in ("kk", "ru", "en")] == [kk, ru, en]
    assert formats.period_name(key, "kk") == kk


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("kk", (f"8–14{NB}наурыз", f"29{NB}наурыз{NB}– 4{NB}сәуір", f"8{NB}наурыз")),
        ("ru", (f"8–14{NB}марта", f"29{NB}марта{NB}– 4{NB}апреля", f"8{NB}марта")),
        ("en", (f"8–14{NB}March", f"29{NB}March{NB}– 4{NB}April", f"8{NB}March")),
    ],
)
def test_day_range_within_and_across_months(lang: str, expected: tuple[str, str, str]) -> None:
    within = formats.day_range(date(2027, 3, 8), date(2027, 3, 14), lang)
    across = formats.day_range(date(2027, 3, 29), date(2027, 4, 4), lang)
    one = formats.day_range(date(2027, 3, 8), date(2027, 3, 8), lang)
    assert (within, across, one) == expected


def test_day_of_instant_is_civil_date_of_kazakhstan() -> None:
    assert formats.day(datetime(2027, 1, 9, 20, 0, tzinfo=UTC), "en") == f"10{NB}January 2027"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("kk", f"2027 жылғы 10{NB}наурыз, 09:00"),
        ("ru", f"10{NB}марта 2027{NB}г., 09:00"),
        ("en", f"10{NB}March 2027, 09:00"),
    ],
)
def test_instant_in_each_language_shows_kazakhstan_time(lang: str, expected: str) -> None:
    assert formats.instant(MORNING, lang) == expected


def test_clock_time_of_plain_time_has_two_digits() -> None:
    assert [formats.clock_time(time(9, 5), lang) for lang in ("kk", "ru", "en")] == ["09:05", "09:05", "09:05"]


def test_iso_of_date_time_and_instant() -> None:
    assert [formats.iso(value) for value in (SUNDAY, time(9, 5), MORNING)] == [
        "2027-01-10",
        "09:05",
        "2027-03-10T09:00+05:00",
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", [f"61{NB}480", "20,8", "7"]), ("ru", [f"61{NB}480", "20,8", "7"]), ("en", ["61,480", "20.8", "7"])],
)
def test_number_in_each_language_groups_thousands(lang: str, expected: list[str]) -> None:
    assert [formats.number(value, lang) for value in (61480, Decimal("20.8"), 7)] == expected


def test_weekdays_in_kazakh_begin_with_monday() -> None:
    assert formats.weekdays("kk")[0] == ("дс", "дүйсенбі")
    assert [short for short, _name in formats.weekdays("kk")] == ["дс", "сс", "ср", "бс", "жм", "сб", "жс"]


def test_language_without_argument_is_the_active_one() -> None:
    with translation.override("ru"):
        assert formats.day(SUNDAY) == f"10{NB}января 2027{NB}г."


@pytest.mark.parametrize(("asked", "expected"), [("ru-kz", "ru"), ("de", "kk"), ("en", "en")])
def test_language_of_unknown_code_is_kazakh(asked: str, expected: str) -> None:
    assert formats.language(asked) == expected


@pytest.mark.parametrize(
    ("lang", "day", "number"),
    [
        ("kk", "2027 жылғы 10 Қаңтар", f"61{NB}480,5"),
        ("ru", "10 января 2027 г.", f"61{NB}480,5"),
        ("en", "10 January 2027", "61,480.5"),
    ],
)
def test_framework_formats_in_each_language_are_ours(lang: str, day: str, number: str) -> None:
    with translation.override(lang):
        assert django_formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert list(django_formats.get_format("DATE_INPUT_FORMATS"))[:2] == ["%d.%m.%Y", "%Y-%m-%d"]
        assert django_formats.date_format(SUNDAY).lower() == day.lower()
        assert django_formats.number_format(Decimal("61480.5"), force_grouping=True) == number

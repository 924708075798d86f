"""The vocabulary of meetings, sentence by sentence."""

from __future__ import annotations

import importlib
from datetime import date, time
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, MeetingTotal
from portal.kernel.folding import fold
from portal.kernel.periods import Period
from schedules.choices import MeetingFormat
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import GraphFactory, MeetingFactory

pytestmark = pytest.mark.django_db
MARCH = Period.month(2027, 3)


def numbers(found) -> list[str]:
    return [meeting.number for meeting in found.in_order()]


def test_public_shows_meetings_of_published_schedules_only():
    shown = MeetingFactory()
    MeetingFactory(hidden=True)

    assert list(Meeting.objects.public()) == [shown]


@pytest.mark.parametrize(
    ("on", "seen"),
    [(date(2027, 1, 9), 0), (date(2027, 1, 10), 1), (date(2027, 1, 11), 1)],
    ids=["the day before", "the day", "the day after"],
)
def test_public_on_a_day_asks_whether_it_was_published_by_then(on, seen):
    MeetingFactory()

    assert Meeting.objects.public(on=on).count() == seen


def test_for_body_keeps_the_others_out():
    body = BodyFactory()
    own = MeetingFactory(body=body)
    MeetingFactory()

    assert list(Meeting.objects.for_body(body)) == [own]


def test_in_territory_of_a_region_includes_its_districts():
    region = TerritoryFactory()
    district = TerritoryFactory(district=True, parent=region)
    in_region = MeetingFactory(territory=region)
    in_district = MeetingFactory(territory=district)
    MeetingFactory(territory=TerritoryFactory(district=True))

    assert set(Meeting.objects.in_territory(region)) == {in_region, in_district}
    assert list(Meeting.objects.in_territory(district)) == [in_district]


def test_in_territory_of_a_district_includes_its_rural_districts_and_villages():
    district = TerritoryFactory(district=True)
    rural = TerritoryFactory(kind="rural_district", parent=district)
    village = TerritoryFactory(kind="locality", parent=rural)
    of_district, of_rural, of_village = (MeetingFactory(territory=place) for place in (district, rural, village))
    MeetingFactory(territory=TerritoryFactory(kind="rural_district", parent=TerritoryFactory(district=True)))

    assert set(Meeting.objects.in_territory(district)) == {of_district, of_rural, of_village}
    assert set(Meeting.objects.in_territory(rural)) == {of_rural, of_village}
    totals = MeetingTotal.objects.public().inside("territory", district.pk).filter(by_month=True)
    assert totals.summed_up().get() == 3


def test_in_format_keeps_the_others_out():
    online = MeetingFactory(format=MeetingFormat.ONLINE)
    MeetingFactory(format=MeetingFormat.MIXED)

    assert list(Meeting.objects.in_format(MeetingFormat.ONLINE)) == [online]


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2027, 2, 28), False),
        (date(2027, 3, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_in_month_holds_its_first_and_last_day(day, inside):
    MeetingFactory(on=day)

    assert Meeting.objects.in_month(MARCH).exists() is inside


def test_in_month_holds_what_is_promised_for_the_month_or_its_quarter():
    for_month = MeetingFactory(in_march=True)
    for_quarter = MeetingFactory(in_first_quarter=True)

    assert set(Meeting.objects.in_month(MARCH)) == {for_month, for_quarter}
    assert list(Meeting.objects.in_month(Period.month(2027, 2))) == [for_quarter]
    assert list(Meeting.objects.in_month(Period.month(2027, 4))) == []


@pytest.mark.parametrize(
    ("on", "seen"),
    [(date(2027, 3, 17), 1), (date(2027, 3, 18), 1), (date(2027, 3, 19), 0)],
    ids=["the day before", "the day", "the day after"],
)
def test_upcoming_holds_the_day_itself(on, seen):
    MeetingFactory(on=date(2027, 3, 18))

    assert Meeting.objects.upcoming(on=on).count() == seen


@pytest.mark.parametrize(("on", "seen"), [(date(2027, 3, 31), 1), (date(2027, 4, 1), 0)])
def test_upcoming_holds_an_open_day_while_its_time_is_not_over(on, seen):
    MeetingFactory(in_march=True)

    assert Meeting.objects.upcoming(on=on).count() == seen


def test_with_fixed_day_and_without_part_the_whole():
    fixed = MeetingFactory()
    promised = MeetingFactory(in_march=True)

    assert list(Meeting.objects.with_fixed_day()) == [fixed]
    assert list(Meeting.objects.without_fixed_day()) == [promised]


def test_in_order_runs_by_day_and_time_and_ends_with_open_days():
    MeetingFactory(number="2027-000001", in_first_quarter=True)
    MeetingFactory(number="2027-000002", in_march=True)
    MeetingFactory(number="2027-000003", on=date(2027, 3, 18))
    MeetingFactory(number="2027-000004", on=date(2027, 3, 18), start_time=time(15))
    MeetingFactory(number="2027-000005", on=date(2027, 3, 18), start_time=time(11))
    MeetingFactory(number="2027-000006", on=date(2027, 2, 1))

    assert numbers(Meeting.objects.all()) == [f"2027-{n:06d}" for n in (6, 5, 4, 3, 1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "водных",
        "ВОДНЫХ РЕСУРСОВ",
        "кызылординская поливной",
        "Қызылорда",
        "Кызылорда",
        "«қызылoрда»",
        "ресурсы",
        "сырдария",
        "water",
    ],
)
def test_matching_finds_words_of_any_language_and_their_other_endings(text):
    found = MeetingFactory(
        search_text="министр водных ресурсов и ирригации\nминистерство водных ресурсов\nкызылорда облысы\n"
        "кызылординская область\nполивной сезон на сырдарье\nirrigation water season"
    )
    MeetingFactory(search_text="министр транспорта\nастана каласы\nдороги")

    assert list(Meeting.objects.matching(text)) == [found]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("качество воды", "вода"), ("качество воды", "водой качества"), ("качество воды", "кач"),
        ("дороги области", "дорогам"), ("дороги области", "область"), ("сельская школа", "сельские школы"),
        ("ауыл мектебі", "мектептер"), ("ауыл мектебі", "ауылдардың"), ("су сапасы", "сапасын"),
        ("Қызылорда облысы", "облыстың"), ("Түркістан қаласы", "қалада"), ("Жетісу ауданы", "аудандар"),
    ],
)  # fmt: skip
def test_matching_knows_endings_of_both_languages(said, typed):
    found = MeetingFactory(search_text=fold(said))
    MeetingFactory(search_text="министр")

    assert list(Meeting.objects.matching(typed)) == [found]


@pytest.mark.parametrize(("said", "typed"), [("водитель", "вода"), ("дорога", "дорогой-то"), ("министр", "мин истр")])
def test_matching_finds_no_other_words(said, typed):
    MeetingFactory(search_text=fold(said))

    assert not Meeting.objects.matching(typed).exists()


def test_what_is_spelled_alike_is_found_apart():
    found = MeetingFactory(search_text="подготовка к поливу")
    MeetingFactory(search_text="дороги")

    assert not Meeting.objects.matching("подготовкка").exists()
    assert list(Meeting.objects.nearly_matching("подготовкка")) == [found]
    assert not Meeting.objects.nearly_matching("на").exists()


def test_matching_wants_every_word():
    MeetingFactory(search_text="министр водных ресурсов\nкызылорда облысы")

    assert not Meeting.objects.matching("водных астана").exists()


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "%%%%"])
def test_matching_takes_signs_of_patterns_as_letters(text):
    MeetingFactory(search_text="министр водных ресурсов")

    assert not Meeting.objects.matching(text).exists()


def test_matching_nothing_finds_everything():
    MeetingFactory()

    assert Meeting.objects.matching("   ").count() == 1


def test_filters_together_narrow_one_another():
    region = TerritoryFactory()
    body = BodyFactory()
    wanted = MeetingFactory(body=body, territory=region, format=MeetingFormat.ONLINE)
    MeetingFactory(body=body, territory=region)
    MeetingFactory(body=body, format=MeetingFormat.ONLINE)
    MeetingFactory(territory=region, format=MeetingFormat.ONLINE)
    MeetingFactory(body=body, territory=region, format=MeetingFormat.ONLINE, schedule=GraphFactory(period_key="2031"))

    found = Meeting.objects.public().for_body(body).in_territory(region).in_format("online").in_month(MARCH)

    assert list(found) == [wanted]


def test_search_box_is_folded_anew_by_the_migration_and_only_where_it_differs():
    one_fold = importlib.import_module("meetings.migrations.0006_one_fold")
    MeetingFactory(search_text="министр ёмкостей\nқызылорда облысы\nКызылорда облысы")
    editor = SimpleNamespace(connection=connection)
    with CaptureQueriesContext(connection) as first:
        one_fold.refold(apps, editor)
    assert Meeting.objects.get().search_text == "министр емкостей\nкызылорда облысы"
    with CaptureQueriesContext(connection) as again:
        one_fold.refold(apps, editor)
    assert [len([query for query in seen if "UPDATE" in query["sql"]]) for seen in (first, again)] == [1, 0]


def test_search_box_is_folded_as_the_living_fold_does():
    """Whoever changes the fold writes a migration that folds stored texts anew, and names it here."""
    one_fold = importlib.import_module("meetings.migrations.0006_one_fold")
    letters = [chr(code) for code in (*range(0x20, 0x2AF), *range(0x300, 0x530), 0x2013, 0x200B)]
    for text in (*letters, *(f"а{letter}Б {letter}. 1{letter}2" for letter in letters)):
        assert one_fold.fold(text) == fold(text), text


def test_the_indexes_of_a_list_hold_its_order_whole():
    """Or the first page of a list reads every meeting of the country."""
    order = Meeting.objects.in_order().query.order_by
    columns = [each if isinstance(each, str) else each.expression.name for each in order]
    indexes = {index.name: index.fields for index in Meeting._meta.indexes}

    assert indexes["meetings_order"] == columns
    for name in ("region", "territory", "body"):
        assert indexes[f"meetings_{name}_order"] == [name, *columns]

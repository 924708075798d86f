"""Each question that is kept written asks, with any values, what the ORM would ask with them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

import portal.urls  # noqa: F401 - with every page come its questions
from meetings.choices import TextKind
from portal.kit.prepared import Prepared

pytestmark = pytest.mark.django_db

#: Two days and what follows from them: in another month, year and week.
DAYS = (date(2026, 11, 30), date(2027, 2, 11))


def days(*ahead: int) -> list[tuple[date, ...]]:
    return [tuple(day + timedelta(days=each) for each in ahead) for day in DAYS]


def inside(*ahead: int) -> list[tuple[Any, ...]]:
    """Days, and the key of a place."""
    return [(*found, key) for key, found in enumerate(days(*ahead), 7)]


#: Values of a question, twice, and one of its shapes.
SAMPLES: dict[str, tuple[list[tuple[Any, ...]], dict[str, Any]]] = {
    "meetings.queries.calendar._days": (inside(0, 30), {"within": "region"}),
    "meetings.queries.calendar._several": (inside(0, 30), {"within": "territory"}),
    "meetings.queries.calendar._open": (inside(0, 30), {"within": "region"}),
    "meetings.queries.calendar_options.place_called": ([("430000000", DAYS[0]), ("1", DAYS[1])], {}),
    "meetings.queries.calendar_options.body_called": ([("water",), ("air",)], {}),
    "meetings.queries.meeting._found": ([("2026-000001",), ("2027-000002",)], {}),
    "meetings.queries.meeting._events": ([(4,), (7,)], {}),
    "meetings.queries.meeting._promised_by": ([(4,), (7,)], {}),
    "meetings.queries.held._records": ([(4,), (7,)], {}),
    "meetings.queries.held._announcements": ([(4,), (7,)], {}),
    "meetings.queries.calendar_filter._number_of_all": ([()], {}),
    "meetings.queries.calendar_filter._number_between": (inside(0, 30), {"within": "region"}),
    "meetings.queries.calendar_filter._number_upcoming": (days(0, 2), {"within": ""}),
    "meetings.services.texts._kept_of": ([([4],), ([4, 7],)], {"kind": TextKind.ROW, "language": "ru"}),
    "meetings.querysets.recorded._own_akimats": ([([4], DAYS[0]), ([4, 7], DAYS[1])], {}),
    "meetings.querysets.recorded._akimats_below": ([([4], DAYS[0]), ([4, 7], DAYS[1])], {}),
    "schedules.queries.desk._own_proposals": ([([4],), ([4, 7],)], {}),
    "schedules.queries.desk._open_slots": ([([4],), ([4, 7],)], {}),
    "portal.web.rail._bodies": ([([4],), ([4, 7],)], {}),
    "meetings.queries.changing._changed": ([([4], DAYS[0]), ([4, 7], DAYS[1])], {}),
    "portal.deadlines.queries.desk._open": ([([4],), ([4, 7],)], {}),
    "portal.deadlines.queries.desk._undated": ([([4], ["meeting:1"]), ([4, 7], ["meeting:1", "meeting:2"])], {}),
    "portal.calendars.queries.coverage._obliged": ([([4],), ([4, 7],)], {"year": 2027, "on": DAYS[0]}),
    "portal.calendars.queries.coverage._entries": ([([4], "2026"), ([4, 7], "2027")], {}),
    "portal.calendars.queries.coverage_sums._counted": ([([4],), ([4, 7],)], {"on": DAYS[1]}),
    "portal.deadlines.queries.working_days._listed": (days(0, 6), {}),
    "portal.deadlines.queries.record.totals._age": ([()], {}),
    "portal.deadlines.queries.record.totals._added": (
        [(2026, 7), (2027, 9)],
        {
            "public": True,
            "apart": False,
            "of_bodies": False,
            "columns": ("region_id", "duty"),
            "narrowing": ("year", "region"),
        },
    ),
    "portal.overview.queries.home._ahead": (days(0, 30), {}),
    "portal.overview.queries.home._dated": (days(0, 3), {"language": "kk"}),
    "portal.overview.queries.home._regions": (days(0, 0, 30), {}),
    "portal.overview.queries.home._by_days": (days(0, 7), {}),
    "portal.overview.queries.home_changes._published": ([()], {}),
    "portal.overview.queries.home_changes._happened": ([()], {}),
    "portal.overview.queries.home_changes._added": ([([4],), ([4, 7],)], {}),
}


def named(question: Prepared[Any, Any]) -> str:
    return f"{question.write.__module__}.{question.write.__qualname__}"


def plain(sql: str) -> str:
    """Without the brackets around what is given, nor those of what an index needs not."""
    return sql.replace("(%s)", "%s")


def test_each_question_has_its_samples() -> None:
    assert sorted(map(named, Prepared.known)) == sorted(SAMPLES)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_asked_is_what_the_orm_writes_anew(name: str, language: str) -> None:
    (question,) = (each for each in Prepared.known if named(each) == name)
    values, shape = SAMPLES[name]

    with translation.override(language):
        for given in values:
            sql, params = question.statement(*given, **shape)
            anew, expected = question.write(*given, **shape).query.sql_with_params()
            assert (plain(sql), params) == (plain(anew), expected)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_server_takes_each_question_and_gives_the_same_rows(name: str, settings: Any) -> None:
    (question,) = (each for each in Prepared.known if named(each) == name)
    values, shape = SAMPLES[name]

    for given in values:
        settings.KEZDESU_PREPARE = False
        wanted = question(*given, **shape)
        settings.KEZDESU_PREPARE = True
        # Once as it is told there, once as it is known.
        assert [question(*given, **shape), question(*given, **shape)] == [wanted, wanted]

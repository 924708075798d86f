"""Shipped decisions and days: added when missing, never overwritten."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.models import CalendarDay, Decision, Obligation
from portal.deadlines.services import (
    seed_calendar,
    seed_decisions,
    sweep,
)
from portal.deadlines.services.seeding import shipped_days
from portal.law.owner_decisions import SHIPPED
from tests.deadlines.conftest import JOINED
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


# -- seeding -------------------------------------------------------------------------------------------------------
def test_seed_calendar_never_overwrites_an_edited_day(db: None) -> None:
    assert seed_calendar() == len({day.date for day in shipped_days()})
    CalendarDay.objects.filter(date=date(2027, 5, 16)).update(kind="workday", name_ru="по решению", source="resolution")
    CalendarDay.objects.filter(date=date(2027, 5, 10)).delete()
    assert seed_calendar() == 1
    edited = CalendarDay.objects.get(date=date(2027, 5, 16))
    assert (edited.kind, edited.name_ru, edited.source) == ("workday", "по решению", "resolution")


def test_seed_calendar_holds_the_holidays_of_2027(db: None) -> None:
    seed_calendar()
    rows = CalendarDay.objects.of_year(2027).filter(kind="holiday").values_list("date", flat=True)
    assert [(day.month, day.day) for day in rows] == [
        (1, 1),
        (1, 2),
        (1, 7),
        (3, 8),
        (3, 15),
        (3, 21),
        (3, 22),
        (3, 23),
        (5, 1),
        (5, 7),
        (5, 9),
        (5, 16),
        (7, 6),
        (10, 25),
        (12, 16),
    ]
    years = {day.year for day in CalendarDay.objects.dates("date", "year")}
    assert years == set(range(2016, 2031))
    assert not CalendarDay.objects.filter(name_kk="").exists()


def test_seed_decisions_does_not_revive_a_reversed_one(law: None) -> None:
    first = Decision.objects.get(number=1, duty="B-6.1")
    texts = {f"{name}_{language}": "…" for name in ("wording", "ground") for language in ("kk", "ru", "en")}
    Decision.objects.create(
        number=5, duty="B-6.1", applies_from=date(2022, 1, 1), revokes=first, is_shipped=True, **texts
    )
    assert seed_decisions() == 0
    BodyFactory(slug="culture", joined_on=JOINED)
    sweep(on=date(2026, 12, 1))
    assert not Obligation.objects.filter(duty="B-6.1").exists()


def test_seed_decisions_does_not_speak_beside_people_on_who_may_see_a_duty(db: None) -> None:
    person = UserFactory()
    texts = {f"{name}_{language}": "…" for name in ("wording", "ground") for language in ("kk", "ru", "en")}
    theirs = {"number": 9, "applies_from": date(2027, 1, 1), "decided_on": JOINED, "recorded_by": person, **texts}
    Decision.objects.create(**theirs, duty="D-1.3", visibility="public")
    Decision.objects.create(**theirs, duty="B-6.1", day_off="next")
    assert seed_decisions() == len(SHIPPED) - 1
    shipped = Decision.objects.filter(is_shipped=True)
    assert not shipped.filter(duty="D-1.3").exists()
    assert shipped.filter(duty="B-6.1").exists()
    assert seed_decisions() == 0

"""What of issues waits on whose desk, and beside the entry of the menu."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.choices import State
from issues.queries.desk import count_pressing, desk_items
from issues.services.handing import hand_over
from tests.issues.offices import DAY, Offices

pytestmark = pytest.mark.django_db

WHY = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}


def kinds(offices: Offices, who: str, on: date = DAY) -> list[str]:
    return [item.kind.removeprefix("issues_") for item in desk_items(offices.actor(who, on))]


def test_each_sees_what_is_theirs_to_do(offices: Offices) -> None:
    waits = hand_over(issue=offices.issue(), to_body=offices.ministry, **WHY, **offices.acting())
    offices.issue(state=State.REGISTERED, due_on=None, first_due_on=None)
    late = offices.issue(due_on=DAY - timedelta(days=1))
    offices.issue(due_on=DAY)
    soon = offices.issue(due_on=DAY + timedelta(days=7))
    offices.issue(due_on=DAY + timedelta(days=8), disputed_on=DAY)
    offices.issue(due_on=DAY - timedelta(days=9), state=State.CONFIRMED, closed_on=DAY)
    assert kinds(offices, "officer") == ["disputed", "unassigned", "late", "soon"]
    found = {item.kind: item for item in desk_items(offices.actor("officer"))}
    assert found["issues_late"].due_on == late.due_on
    assert "2" in found["issues_soon"].title
    assert found["issues_soon"].due_on == DAY
    assert soon.due_on == DAY + timedelta(days=7)
    assert kinds(offices, "preparer") == ["asked"]
    assert desk_items(offices.actor("preparer"))[0].due_on == waits.answer_by
    assert count_pressing(offices.actor("officer")) == 2
    assert count_pressing(offices.actor("minister")) == 1
    for who in ("region", "neighbour", "overseer", "administrator", "nobody"):
        assert kinds(offices, who) == [], who


def test_a_receiver_that_is_late_is_seen_by_it_by_the_holder_and_above(offices: Offices) -> None:
    waits = hand_over(issue=offices.issue(), to_body=offices.ministry, **WHY, **offices.acting())
    after = waits.answer_by + timedelta(days=1)
    assert kinds(offices, "officer", waits.answer_by) == []
    assert kinds(offices, "officer", after) == ["given"]
    assert kinds(offices, "region", after) == ["below"]
    assert kinds(offices, "preparer", after) == ["asked"]
    assert kinds(offices, "neighbour", after) == []


def test_the_desk_asks_four_times_of_who_works_and_once_of_who_judges(offices: Offices) -> None:
    for who, statements in (("officer", 4), ("overseer", 1), ("nobody", 0)):
        actor = offices.actor(who)
        with CaptureQueriesContext(connection) as asked:
            desk_items(actor)
            count_pressing(actor)
        assert len(asked) == statements, who

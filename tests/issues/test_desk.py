"""What of issues waits on whose desk, and beside the entry of the menu."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.choices import State
from issues.models import Package
from issues.queries.desk import count_pressing, desk_items
from issues.services.handing import hand_over
from issues.services.packages import answer_package, prepare_package, register_package, send_package
from issues.services.problems import state_problem
from tests.factories.deadlines import seed_law
from tests.factories.issues import topic
from tests.issues.offices import DAY, NOW, Offices

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


def test_a_package_waits_on_the_desk_of_its_receiver_until_it_is_answered(offices: Offices) -> None:
    seed_law()
    packages = [sent(offices, half, DAY - timedelta(days=days)) for half, days in (("2026-H2", 9), ("2026-H1", 20))]
    for who in ("region", "officer", "neighbour", "overseer", "administrator", "nobody"):
        assert kinds(offices, who) == [], who
    (line,) = desk_items(offices.actor("preparer"))
    assert (line.kind, line.url, line.due_on) == ("issues_sent", reverse("issues:problems"), packages[1].answer_by)
    assert "2" in line.title
    told = {"actor": offices.actor("minister"), "today": DAY}
    register_package(package=packages[1], number="1-14/9", **told)
    one, other = desk_items(offices.actor("preparer"))
    assert (one.kind, one.due_on) == ("issues_sent", packages[0].answer_by)
    assert one.url == reverse("issues:work_package", args=[packages[0].pk])
    assert (other.kind, other.due_on) == ("issues_registered", packages[1].answer_by)
    assert other.url == reverse("issues:work_package", args=[packages[1].pk])
    said = {
        item.pk: {"fate": "work", "answer_kk": "Орындалуда", "answer_ru": "В работе"}
        for item in packages[1].items.all()
    }
    answer_package(package=packages[1], answers=said, now=NOW, **told)
    assert kinds(offices, "preparer") == ["sent"]


def sent(offices: Offices, half: str, on: date) -> Package:
    """Of the region for the ministry, with a problem of its own."""
    told = {"actor": offices.actor("region", on), "today": on}
    said = {"title_kk": "Су", "title_ru": "Вода", "proposal_kk": "Құбыр", "proposal_ru": "Водовод"}
    state_problem(body=offices.region, addressee=offices.ministry, topic=topic("water"), texts=said, **told)
    package = prepare_package(body=offices.region, to_body=offices.ministry, period_key=half, **told)
    return send_package(package=package, number="12-5/1", now=NOW, **told)


def test_the_desk_asks_five_times_of_who_works_and_once_of_who_judges(offices: Offices) -> None:
    for who, statements in (("officer", 5), ("overseer", 1), ("nobody", 0)):
        actor = offices.actor(who)
        with CaptureQueriesContext(connection) as asked:
            desk_items(actor)
            count_pressing(actor)
        assert len(asked) == statements, who

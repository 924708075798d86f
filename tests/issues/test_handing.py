"""An issue is another body's only when that body says so; one asks at a time, and the term goes on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from issues.choices import HandOverState, State, Verb
from issues.errors import CHANGED, PENDING
from issues.models import HandOver, Issue
from issues.permissions import can_answer_hand_over, can_read, can_recall, can_work
from issues.services.handing import accept, answer_by, hand_over, recall, return_back, tell_late_hand_overs
from portal.bodies.choices import Role
from portal.deadlines.models import CalendarDay
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.notices.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.issues.offices import DAY, EVERYBODY, WORK, Offices

pytestmark = pytest.mark.django_db

WHY = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}
BACK = {"reason_kk": "Желі аудандікі.", "reason_ru": "Сеть районная."}


def asked(offices: Offices, **more: Any) -> HandOver:
    facts: dict[str, Any] = {"issue": offices.issue(), "to_body": offices.ministry, **WHY, **more}
    return hand_over(**facts, **offices.acting())


def told(step: str) -> list[str]:
    rows = Notice.objects.filter(kind="issues.hand_over", key__contains=f":{step}:")
    return sorted(rows.values_list("user__full_name", flat=True))


def test_the_holder_answers_until_the_receiver_says_yes(offices: Offices) -> None:
    waits = asked(offices)
    issue = waits.issue
    assert (issue.holder, waits.state, waits.answer_by) == (offices.district, "pending", date(2027, 3, 23))
    assert told("asked") == ["minister", "preparer"]
    for who in EVERYBODY:
        answers = bool(can_answer_hand_over(offices.actor(who), waits))
        assert answers == (who in {"minister", "preparer"}), who
    assert can_read(offices.actor("preparer"), issue)
    assert not can_work(offices.actor("preparer"), issue)
    row = accept(
        hand_over=waits,
        position_kk="директор",
        position_ru="директор",
        expected_version=issue.version,
        **offices.acting("preparer"),
    )
    assert (row.holder, row.due_on, row.first_due_on) == (offices.ministry, date(2027, 6, 1), date(2027, 6, 1))
    assert (row.position_ru, row.state) == ("директор", State.WORK)
    assert offices.ministry.name_ru.lower() in row.search_text
    lines = list(row.events.values_list("verb", "holder", "other", "note_ru"))
    assert lines == [
        ("hand", offices.district.pk, offices.ministry.pk, WHY["why_ru"]),
        ("accept", offices.ministry.pk, offices.district.pk, ""),
    ]
    assert told("accepted") == ["head", "officer", "second"]
    accept(hand_over=waits, **offices.acting("preparer"))
    assert row.events.count() == 2
    with pytest.raises(Conflict):
        accept(hand_over=waits, **offices.acting("minister"))


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - {"minister", "preparer"}))
def test_nobody_else_accepts_or_returns(offices: Offices, who: str) -> None:
    waits = asked(offices)
    with pytest.raises(NotAllowed):
        accept(hand_over=waits, **offices.acting(who))
    with pytest.raises(NotAllowed):
        return_back(hand_over=waits, **BACK, **offices.acting(who))
    waits.refresh_from_db()
    assert waits.state == HandOverState.PENDING


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - WORK))
def test_only_the_holder_takes_it_back(offices: Offices, who: str) -> None:
    waits = asked(offices)
    with pytest.raises(NotAllowed):
        recall(hand_over=waits, **offices.acting(who))


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_comes_after_the_acceptance_is_told_that_it_was_answered(offices: Offices, who: str) -> None:
    waits = asked(offices)
    accept(hand_over=waits, **offices.acting("minister"))
    is_of_former = who in WORK
    assert bool(can_recall(offices.actor(who), waits)) == is_of_former
    with pytest.raises(Conflict if is_of_former else NotAllowed) as refused:
        recall(hand_over=waits, **offices.acting(who))
    assert not is_of_former or refused.value.code == CHANGED
    waits.refresh_from_db()
    assert (waits.state, waits.issue.holder) == (HandOverState.ACCEPTED, offices.ministry)


def test_a_body_above_does_not_hand_down_and_accept_itself(offices: Offices) -> None:
    issue = offices.issue(registered_by=offices.region)
    other = UserFactory(full_name="other")
    RoleGrantFactory(user=other, body=offices.region, role=Role.OFFICER)
    offices.people["other"] = other
    waits = hand_over(issue=issue, to_body=offices.district, **WHY, **offices.acting("region"))
    for who in ("region", "other"):
        with pytest.raises(NotAllowed):
            accept(hand_over=waits, **offices.acting(who))
    assert accept(hand_over=waits, **offices.acting("head")).holder == offices.district
    # For a village of one person somebody of the district, whose issue it is not, may say yes.
    below = hand_over(
        issue=offices.issue(registered_by=offices.beside),
        to_body=offices.rural,
        **WHY,
        **offices.acting("neighbour"),
    )
    officer = offices.actor("officer")
    assert can_read(officer, below.issue)
    assert Issue.objects.read_by(officer).filter(pk=below.issue_id).exists()
    assert accept(hand_over=below, **offices.acting("officer")).holder == offices.rural


def test_who_handed_it_over_does_not_accept_it_with_another_hat(offices: Offices) -> None:
    RoleGrantFactory(user=offices.people["officer"], body=offices.ministry, role=Role.PREPARER)
    with pytest.raises(NotAllowed):
        accept(hand_over=asked(offices), **offices.acting("officer"))


def test_one_waits_at_a_time(offices: Offices) -> None:
    waits = asked(offices)
    again = hand_over(issue=waits.issue, to_body=offices.ministry, **WHY, expected_version=1, **offices.acting())
    assert again == waits
    for to in (offices.beside, offices.ministry):
        with pytest.raises(Conflict) as refused:
            hand_over(issue=waits.issue, to_body=to, why_kk="Басқа", why_ru="Другое", **offices.acting("head"))
        assert refused.value.code == PENDING
    assert waits.issue.hand_overs.count() == 1


def test_what_is_returned_or_taken_back_stays_with_its_holder(offices: Offices) -> None:
    waits = asked(offices)
    with pytest.raises(Invalid) as refused:
        return_back(hand_over=waits, reason_kk="", reason_ru="", **offices.acting("minister"))
    assert list(refused.value.errors) == ["reason_kk", "reason_ru"]
    row = return_back(hand_over=waits, **BACK, **offices.acting("minister"))
    waits.refresh_from_db()
    assert (row.holder, waits.state, waits.answer_ru) == (offices.district, "returned", BACK["reason_ru"])
    assert told("returned") == ["head", "officer", "second"]
    with pytest.raises(Conflict) as late:
        recall(hand_over=waits, **offices.acting())
    assert late.value.code == CHANGED
    second = hand_over(issue=row, to_body=offices.beside, **WHY, **offices.acting())
    recall(hand_over=second, **offices.acting())
    recall(hand_over=second, **offices.acting("head"))
    assert told("recalled") == ["neighbour"]
    with pytest.raises(Conflict):
        accept(hand_over=second, **offices.acting("neighbour"))
    assert [line.verb for line in row.events.all()] == [Verb.HAND, Verb.RETURN, Verb.HAND, Verb.RECALL]
    assert not row.events.exclude(holder=offices.district).exists()


def test_to_whom_it_cannot_be_handed(offices: Offices) -> None:
    issue = offices.issue()
    gone = BodyFactory(akimat=True, ends_on=date(2027, 1, 1))
    for body in (offices.district, offices.maslikhat, offices.control, gone):
        with pytest.raises(Invalid) as refused:
            hand_over(issue=issue, to_body=body, **WHY, **offices.acting())
        assert list(refused.value.errors) == ["to_body"]
    with pytest.raises(Conflict):
        hand_over(
            issue=offices.issue(state=State.CONFIRMED, closed_on=DAY),
            to_body=offices.ministry,
            **WHY,
            **offices.acting(),
        )


def test_a_receiver_that_is_late_is_told_and_may_still_answer(offices: Offices) -> None:
    waits = asked(offices)
    last = waits.answer_by
    assert not tell_late_hand_overs(today=last)
    assert tell_late_hand_overs(today=last + timedelta(days=3)) == 6
    assert told("late") == ["head", "minister", "officer", "preparer", "region", "second"]
    assert not tell_late_hand_overs(today=last + timedelta(days=4))
    assert HandOver.objects.late(last + timedelta(days=1)).get() == waits
    assert waits.issue.holder == offices.district
    row = accept(hand_over=waits, **offices.acting("minister", last + timedelta(days=9)))
    assert row.holder == offices.ministry


def test_working_days_of_a_receiver_are_those_of_the_calendar(offices: Offices) -> None:
    """Thursday before Nauryz: Monday to Wednesday are off."""
    assert answer_by(DAY) == date(2027, 3, 23)
    for day in (22, 23, 24):
        CalendarDay.objects.create(date=date(2027, 3, day), kind="holiday", name_kk="Наурыз", name_ru="Наурыз")
    assert answer_by(DAY) == date(2027, 3, 26)

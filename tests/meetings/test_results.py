"""Results of a held meeting are published, taken back, closed, opened again: by the floor above, in words for all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingEvent
from meetings.services.held import take_back_held
from meetings.services.results import note_closed, note_reopened, note_report_withdrawn, note_reported
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from tests.factories.meetings import MeetingFactory
from tests.meetings.valley import DAY, Valley, at, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

LATER = date(2027, 3, 12)
WHY = {"reason_kk": "Қате жарияланды", "reason_ru": "Опубликовано по ошибке"}


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def told(valley: Valley, step: Callable[..., Meeting], meeting: Meeting, **more: str) -> Meeting:
    return step(meeting=meeting, actor=valley.actor("officer", LATER), today=LATER, now=at(LATER), **more)


def test_results_are_published_closed_and_everything_is_taken_back(valley: Valley, client) -> None:
    meeting = valley.meeting()
    held(valley, meeting)
    meeting.refresh_from_db()
    sequence = meeting.sequence
    states = [
        told(valley, note_reported, meeting).state,
        told(valley, note_closed, meeting).state,
        told(valley, note_reopened, meeting, **WHY).state,
        told(valley, note_report_withdrawn, meeting, **WHY).state,
    ]
    assert states == ["reported", "closed", "reported", "held"]
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.changed_at, meeting.is_held) == (sequence, at(LATER), True)
    events = MeetingEvent.objects.filter(meeting=meeting).order_by("-id")[:4].values_list("verb", "reason_ru", "on")
    assert list(events) == [
        ("unreport", WHY["reason_ru"], LATER),
        ("reopen", WHY["reason_ru"], LATER),
        ("close", "", LATER),
        ("report", "", LATER),
    ]
    page = client.get(f"/ru/meetings/{meeting.number}/").content.decode()
    assert all(said in page for said in ("Опубликованы итоги", "Публикация итогов отозвана", "Открыта вновь"))


def test_reported_it_is_still_held_for_all_who_ask(valley: Valley, client) -> None:
    meeting = valley.meeting()
    held(valley, meeting)
    told(valley, note_reported, meeting)
    assert Meeting.objects.happened().get().pk == Meeting.objects.standing().get().pk == meeting.pk
    assert not Meeting.objects.to_record(LATER).exists()
    assert client.get("/api/v1/meetings/").json()["results"][0]["state"] == "reported"
    # The banner of a held meeting says it; the line of history has other words.
    page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    assert page.count("Итоги опубликованы") == 1


@pytest.mark.parametrize("step", [note_report_withdrawn, note_reopened])
def test_taking_back_needs_a_reason_in_both_languages(valley: Valley, step: Callable[..., Meeting]) -> None:
    state = MeetingState.REPORTED if step is note_report_withdrawn else MeetingState.CLOSED
    meeting = valley.meeting(state=state, attendance=3)
    with pytest.raises(Invalid) as refused:
        told(valley, step, meeting, reason_kk="Себебі", reason_ru=" ")
    assert list(refused.value.errors) == ["reason_ru"]
    meeting.refresh_from_db()
    assert meeting.state == state


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (MeetingState.ANNOUNCED, note_reported),
        (MeetingState.NOT_TAKEN_PLACE, note_reported),
        (MeetingState.REPORTED, note_reported),
        (MeetingState.HELD, note_closed),
        (MeetingState.CLOSED, note_closed),
    ],
)
def test_a_step_out_of_order_is_refused(valley: Valley, state: str, step: Callable[..., Meeting]) -> None:
    attendance = {"attendance": 3} if state in (MeetingState.HELD, MeetingState.REPORTED, MeetingState.CLOSED) else {}
    meeting = valley.meeting(state=state, **attendance)
    with pytest.raises(IllegalTransition):
        told(valley, step, meeting)
    assert not MeetingEvent.objects.filter(meeting=meeting).exists()


def test_a_record_whose_results_stand_published_is_not_taken_back(valley: Valley) -> None:
    record = held(valley, valley.meeting())
    told(valley, note_reported, record.meeting)
    with pytest.raises(Conflict) as refused:
        take_back_held(record=record, actor=valley.actor("officer"), today=DAY, now=at(DAY), **WHY)
    assert refused.value.code == "reported"
    assert Meeting.objects.get().state == "reported"


@pytest.mark.parametrize(
    "what", [{"state": "planned"}, {"state": "announced", "in_march": True}, {"state": "reported"}], ids=str
)
def test_the_database_keeps_what_the_states_promise(what: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(**what)

"""From its day on a meeting is neither cancelled nor moved: its body declares that it did not take place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingEvent
from meetings.services.duties import note_announced, note_meetings
from meetings.services.not_taken_place import declare_not_taken_place, take_back_declaration
from portal.deadlines.models import Obligation
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from tests.meetings.valley import DAY, Valley, at, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
WHY = {"reason_kk": "Боран, жол жабық", "reason_ru": "Буран, дорога закрыта"}


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def declared(valley: Valley, meeting: Meeting, today: date = DAY, who: str = "officer", **more: object) -> Meeting:
    said: dict[str, object] = {**WHY, **more}
    return declare_not_taken_place(meeting=meeting, actor=valley.actor(who, today), today=today, now=at(today), **said)  # type: ignore[arg-type]


def back(valley: Valley, meeting: Meeting, today: date = DAY, who: str = "officer") -> Meeting:
    actor = valley.actor(who, today)
    return take_back_declaration(meeting=meeting, actor=actor, today=today, now=at(today), **WHY)


@pytest.mark.parametrize("today", [DAY, TOMORROW, DAY + timedelta(days=30)])
def test_from_its_day_on_it_is_declared_and_everyone_reads_why(valley: Valley, client: Client, today: date) -> None:
    meeting = valley.meeting()
    declared(valley, meeting, today)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence, meeting.on) == ("not_taken_place", 1, DAY)
    event = MeetingEvent.objects.filter(meeting=meeting).get(verb="fall_through")
    assert (event.from_state, event.was, event.became, event.reason_ru) == (
        "announced",
        "2027-03-09",
        "",
        WHY["reason_ru"],
    )
    with time_machine.travel(at(today), tick=False):
        page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
        row = plain(client.get("/ru/calendar/?view=list&day=2027-03-09").content.decode())
        cell = plain(client.get("/ru/calendar/?month=2027-03").content.decode())
        phone = client.get(f"/ru/meetings/{meeting.number}.ics").content.decode()
    # In the banner and in the history.
    assert page.count(WHY["reason_ru"]) == 2
    assert "Встреча не состоялась" in page
    assert "Не состоялась" in row
    assert "не состоялась" in cell
    assert f"UID:{meeting.number}@kezdesu" in phone
    assert "STATUS:CANCELLED" in phone
    assert "SEQUENCE:1" in phone


@pytest.mark.parametrize("more_days", [[], [TOMORROW]])
def test_before_its_first_day_it_is_not_declared(valley: Valley, more_days: list[date]) -> None:
    meeting = valley.meeting(more_days=more_days, span_end=TOMORROW + timedelta(days=1))
    with pytest.raises(Conflict) as refused:
        declared(valley, meeting, YESTERDAY)
    assert refused.value.code == "day_ahead"
    assert Meeting.objects.get().state == "announced"


@pytest.mark.parametrize(("today", "state"), [(date(2027, 3, 31), "planned"), (date(2027, 4, 1), "not_taken_place")])
def test_without_a_day_it_is_declared_once_its_time_is_over(valley: Valley, today: date, state: str) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    if state == "planned":
        with pytest.raises(Conflict):
            declared(valley, meeting, today)
    else:
        declared(valley, meeting, today)
    assert Meeting.objects.get().state == state
    if state != "planned":
        assert back(valley, meeting, today).state == "planned"


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED, MeetingState.NOT_TAKEN_PLACE])
def test_of_which_it_is_known_what_became_it_is_not_declared(valley: Valley, state: str) -> None:
    meeting = valley.meeting(state=state, attendance=3 if state == MeetingState.HELD else None)
    with pytest.raises(IllegalTransition):
        declared(valley, meeting)


@pytest.mark.parametrize("gap", ["reason_kk", "reason_ru"])
def test_it_needs_a_reason_in_both_languages(valley: Valley, gap: str) -> None:
    with pytest.raises(Invalid) as refused:
        declared(valley, valley.meeting(), **{gap: "  "})
    assert list(refused.value.errors) == [gap]


def test_its_body_declares_and_nobody_else(valley: Valley) -> None:
    meeting = valley.meeting()
    for who in sorted(set(valley.people) - {"officer", "head"}):
        with pytest.raises(NotAllowed):
            declared(valley, meeting, who=who)
    declared(valley, meeting, who="head")
    for who in sorted(set(valley.people) - {"officer", "head"}):
        with pytest.raises(NotAllowed):
            back(valley, meeting, who=who)
    assert back(valley, meeting).state == "announced"


def test_of_a_body_that_has_nobody_the_akimat_above_declares(valley: Valley) -> None:
    meeting = valley.meeting(valley.silent, valley.silent.territory)
    with pytest.raises(NotAllowed):
        declared(valley, meeting, who="neighbour")
    assert declared(valley, meeting).state == "not_taken_place"


def test_norms_stay_owed_and_what_follows_is_called_off_until_it_is_taken_back(valley: Valley) -> None:
    meeting = valley.meeting()
    note_announced([meeting], today=YESTERDAY, actor=None)
    note_meetings(today=TOMORROW)
    follows = Obligation.objects.filter(subject=f"meeting:{meeting.pk}", met_on=None)
    owed = set(follows.filter(released_on=None).values_list("duty", flat=True))
    norms = set(Obligation.objects.for_body(valley.district).exclude(subject__startswith="meeting:").values_list("pk"))
    declared(valley, meeting, TOMORROW)
    assert not follows.filter(released_on=None).exists()
    assert all("не состоялась" in row.release_ground for row in follows.filter(duty__in=owed))
    still = Obligation.objects.for_body(valley.district).unmet().exclude(subject__startswith="meeting:")
    assert set(still.values_list("pk")) == norms
    # The beat finds nothing to open.
    note_meetings(today=TOMORROW + timedelta(days=1))
    assert not follows.filter(released_on=None).exists()
    back(valley, meeting, TOMORROW)
    assert set(follows.filter(released_on=None).values_list("duty", flat=True)) == owed


def test_people_of_the_body_are_told_each_time(valley: Valley) -> None:
    meeting = valley.meeting()
    declared(valley, meeting)
    back(valley, meeting)
    told = Notice.objects.filter(kind="meetings.fell_through").order_by("pk")
    assert {notice.user.full_name for notice in told} == {"officer", "head"}
    assert "не состоялась" in told[0].line_ru
    assert told.count() == 4


def test_held_after_all_it_is_taken_back_first(valley: Valley) -> None:
    meeting = valley.meeting()
    declared(valley, meeting)
    with pytest.raises(Conflict):
        held(valley, meeting)
    back(valley, meeting)
    held(valley, meeting)
    assert Meeting.objects.get().state == "held"


def test_the_page_says_what_follows_and_twice_sent_it_does_not_take_itself_back(valley: Valley) -> None:
    meeting = valley.meeting()
    client = Client()
    address = f"/ru/work/meetings/{meeting.number}/not-taken-place/"
    with time_machine.travel(at(DAY), tick=False):
        client.force_login(valley.people["officer"])
        shown = plain(client.get(address).content.decode())
        said = {"sequence": "0", **WHY}
        empty = client.post(address, {**said, "reason_kk": ""})
        first = client.post(address, said)
        second = client.post(address, said)
    assert "никакую норму она не закрывает" in shown.lower()
    assert (empty.status_code, first.status_code, second.status_code) == (200, 302, 409)
    assert WHY["reason_ru"] in empty.content.decode()
    assert Meeting.objects.get().state == "not_taken_place"


def test_for_others_the_page_is_not_there(valley: Valley) -> None:
    meeting = valley.meeting()
    client = Client()
    with time_machine.travel(at(DAY), tick=False):
        client.force_login(valley.people["neighbour"])
        assert client.get(f"/ru/work/meetings/{meeting.number}/not-taken-place/").status_code == 404

"""What people record that happened: previewed, recorded once, called off; who may, and for which body."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.happening import event_rows, open_matters, recorded
from portal.deadlines.services import happen
from portal.deadlines.services.happening_by_hand import (
    Occasion,
    call_off_event,
    events_by_hand,
    preview_event,
    record_event,
)
from portal.kernel.errors import Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from tests.deadlines.chronicle import PAPERS
from tests.deadlines.conftest import Country, Login, make_country
from tests.deadlines.doing import LANGUAGES, address
from tests.texts import plain

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 14)
WATER = Lines("Ауыз су", "Питьевая вода", "")


@pytest.fixture
def country(whole_law: None) -> Country:
    return make_country()


@pytest.fixture(autouse=True)
def _noon() -> object:
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        yield


def signed(country: Country, slug: str = "ministry-1", on: date = date(2026, 12, 11), **more: object) -> Occasion:
    """The protocol of a reception, signed on a Friday: three working days later is Thursday, the 16th is a holiday."""
    return Occasion(**{"event": Event.PROTOCOL_SIGNED, "body": country[slug], "on": on, "about": WATER, **more})


def test_recording_opens_the_duty_with_its_day_once(country: Country) -> None:
    actor = country.actor("ministry-1", "preparer", TODAY)
    assert [row.duty for row in preview_event(occasion=signed(country), actor=actor, today=TODAY)] == ["P-37"]
    assert not Obligation.objects.exists()
    for _twice in range(2):
        (row,) = record_event(occasion=signed(country), actor=actor, today=TODAY)
        assert (row.duty, row.due_on, row.about_ru) == ("P-37", date(2026, 12, 17), "Питьевая вода")
    assert Obligation.objects.count() == 1
    event = row.events.get(kind="opened")
    assert event.actor == actor.user


def test_the_same_words_of_two_bodies_are_two_matters(country: Country) -> None:
    actor = country.actor("administration", "overseer", TODAY)
    (one,) = record_event(occasion=signed(country), actor=actor, today=TODAY)
    (other,) = record_event(occasion=signed(country, "culture"), actor=actor, today=TODAY)
    assert one.subject != other.subject


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": date(2026, 12, 15)}, "on"),
        ({"event": Event.PLANNING}, "event"),
        ({"event": Event.SOCIAL_TENSION}, "event"),
        ({"event": Event.MEETING_ENDED}, "event"),
        ({"event": Event.CALENDAR_CHANGED}, "event"),
        ({"subject": "event:protocol_signed:none"}, "subject"),
        ({"on": date(2025, 1, 1)}, "event"),
    ],
)
def test_what_opens_nothing_is_refused_at_its_field(country: Country, fields: dict[str, object], field: str) -> None:
    actor = country.actor("ministry-1", "preparer", TODAY)
    with pytest.raises(Invalid) as refusal:
        record_event(occasion=signed(country, **fields), actor=actor, today=TODAY)
    assert field in refusal.value.errors
    assert not Obligation.objects.exists()


def test_the_second_event_of_a_matter_gives_the_day(country: Country) -> None:
    actor = country.actor("akimat-1", "officer", TODAY)
    ended = signed(country, "akimat-1", date(2026, 12, 3), event=Event.MEETING_ENDED)
    opened = {row.duty: row for row in record_event(occasion=ended, actor=actor, today=TODAY)}
    assert opened["C-3.5c"].due_on == date(2026, 12, 13)
    assert [row.duty for row in open_matters([country["akimat-1"]])] == ["C-3.5c"]
    received = signed(
        country,
        "akimat-1",
        date(2026, 12, 7),
        event=Event.RECEPTION_ENDED,
        subject=opened["C-3.5c"].subject,
        about=Lines("", "", ""),
    )
    counted = {row.duty: row.due_on for row in record_event(occasion=received, actor=actor, today=TODAY)}
    assert counted["C-3.5c"] == date(2026, 12, 17)


def test_calling_off_is_for_who_recorded_it_or_controls(country: Country) -> None:
    head = country.actor("ministry-1", "head", TODAY)
    (mine,) = record_event(occasion=signed(country), actor=head, today=TODAY)
    for slug, role in (("ministry-1", "preparer"), ("akimat-1", "officer"), ("government", "approver")):
        with pytest.raises(NotAllowed):
            call_off_event(obligation=mine, reason="x", actor=country.actor(slug, role, TODAY), today=TODAY)
    with pytest.raises(Invalid):
        call_off_event(obligation=mine, reason=" ", actor=head, today=TODAY)
    assert call_off_event(obligation=mine, reason="Entered by mistake", actor=head, today=TODAY) == 1
    mine.refresh_from_db()
    assert (mine.released_as, mine.release_ground) == ("gone", "Entered by mistake")


@pytest.mark.parametrize(
    ("slug", "role", "own", "other"),
    [
        ("ministry-1", "preparer", True, False),
        ("ministry-1", "head", True, False),
        ("akimat-1", "officer", False, False),
        ("akimat-1", "head", False, False),
        ("government", "approver", False, False),
        ("defence", "head", False, False),
        ("culture", "preparer", True, True),
        ("administration", "overseer", True, True),
        ("administration", "administrator", True, True),
    ],
)
def test_who_records_for_which_body(country: Country, slug: str, role: str, own: bool, other: bool) -> None:
    actor = country.actor(slug, role, TODAY)
    for body, may in (("ministry-1", own), ("akimat-1", other or slug == "akimat-1")):
        if may:
            assert record_event(occasion=signed(country, body), actor=actor, today=TODAY)
        else:
            with pytest.raises(NotAllowed):
                record_event(occasion=signed(country, body), actor=actor, today=TODAY)


# -- pages -----------------------------------------------------------------------------------------------------------
FORM = {
    "event": "protocol_signed",
    "body": "ministry-1",
    "on": "11.12.2026",
    "about_kk": "№ 15 хаттама",
    "about_ru": "Протокол № 15",
    "place": "",
}


def shown(text: str) -> str:
    found = re.search(r'name="shown" value="(\w+)"', text)
    assert found is not None
    return found[1]


def test_the_page_previews_and_then_records(login: Login) -> None:
    client = login("ministry-1 preparer")
    preview = client.post(address("new_event"), FORM)
    assert preview.status_code == 200
    assert 'datetime="2026-12-17"' in preview.content.decode()
    assert not Obligation.objects.exists()
    changed = client.post(address("new_event"), {**FORM, "about_ru": "Other", "shown": shown(preview.content.decode())})
    assert changed.status_code == 200
    assert not Obligation.objects.exists()
    done = client.post(address("new_event"), {**FORM, "shown": shown(preview.content.decode())})
    assert (done.status_code, done["Location"]) == (302, address("events"))
    listed = plain(client.get(address("events")).content.decode())
    assert "Протокол № 15" in listed
    head = Obligation.objects.get()
    assert client.post(address("call_off", head.pk), {"reason": "Mistake"}).status_code == 302
    assert Obligation.objects.get().released_as == "gone"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"about_ru": ""}, "Write what it is about"),
        ({"about_ru": "Иванов 8 701 123 45 67"}, "Leave telephones"),
        ({"about_kk": "a@b.kz"}, "Leave telephones"),
        ({"on": "x"}, "Write the date"),
        ({"body": "akimat-1"}, "There is no such choice"),
        ({"event": "calendar_changed"}, "opens no duty of this body"),
    ],
)
def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(
    login: Login, fields: dict[str, str], words: str
) -> None:
    answer = login("ministry-1 preparer").post(address("new_event"), {**FORM, **fields})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert "№ 15" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_three_languages_and_ask_to_sign_in(client: Client, login: Login, language: str) -> None:
    for name in ("events", "new_event"):
        url = address(name, language=language)
        assert client.get(url).status_code == 302
        assert login("akimat-1 officer").get(url).status_code == 200


def test_a_neighbour_sees_nothing_of_it(login: Login, country: Country) -> None:
    actor = country.actor("ministry-1", "head", TODAY)
    (row,) = record_event(occasion=signed(country), actor=actor, today=TODAY)
    assert "Питьевая" not in login("akimat-1 officer").get(address("events")).content.decode()
    assert login("akimat-1 officer").get(address("call_off", row.pk)).status_code == 404
    assert login("ministry-1 preparer").get(address("call_off", row.pk)).status_code == 403
    assert login("culture head").get(address("call_off", row.pk)).status_code == 200


def test_the_list_costs_three_statements_for_one_and_for_many(
    country: Country, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = country.actor("ministry-1", "head", TODAY)
    for number in (1, 12):
        for turn in range(number):
            about = Lines(f"{number} {turn}", f"{number} {turn}", "")
            record_event(occasion=signed(country, about=about), actor=actor, today=TODAY)
        with django_assert_num_queries(3):
            rows = event_rows(recorded(actor), actor, TODAY)
        assert len(rows) == (1 if number == 1 else 13)


def test_only_what_opens_a_duty_in_force_is_offered(country: Country) -> None:
    on = date(2026, 12, 14)
    offered = set(events_by_hand(on))
    tension = {Event.SOCIAL_TENSION, Event.SITUATION_WORSENS, Event.HIGH_RISK}
    assert {Event.PUBLIC_DEMAND, Event.MEETING_ENDED, Event.FAULT_FOUND} <= offered
    # Tension has a register of its own.
    assert not {Event.PLANNING, Event.PROBLEM_RAISED, *tension} & offered
    assert not tension & set(events_by_hand(date(2023, 5, 4)))
    Decision.objects.create(
        number=90,
        duty="B-4.1",
        stands=True,
        applies_from=date(2026, 1, 1),
        recorded_by=country.people["administration administrator"].user,
        **PAPERS,
    )
    assert set(events_by_hand(on)) == offered | {Event.PROBLEM_RAISED}


@pytest.mark.parametrize("event", ["situation_worsens", "high_risk", "problem_raised"])
def test_what_an_act_out_of_force_asks_about_opens_nothing(country: Country, event: str) -> None:
    happen(
        event=Event(event),
        subject="event:1",
        about=Lines("Жағдай", "Ситуация", "Situation"),
        on=date(2026, 12, 14),
        bodies=list(country.bodies.values()),
        today=date(2026, 12, 14),
    )
    assert not Obligation.objects.filter(opens_by="event").exists()

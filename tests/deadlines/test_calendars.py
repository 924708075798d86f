"""Calendars of due days at signed addresses: what stands in them, who reads them, and when they stop working."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from portal.accounts.models import User
from portal.bodies.models import RoleGrant
from portal.deadlines.choices import ChangeReason
from portal.deadlines.models import CalendarAddress, DueChange, Obligation
from portal.deadlines.services.calendars import make_address, renew, revoke
from portal.kernel.errors import Conflict, NotAllowed
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.deadlines import ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

TODAY = date(2026, 12, 14)


@pytest.fixture
def key(country: Country, plan: Obligation) -> str:
    return make_address(actor=country.actor("ministry-1", "preparer", TODAY), body=None, today=TODAY)


def url(key: str) -> str:
    return f"/calendars/{key}.ics"


def events(client: Client, key: str) -> dict[str, object]:
    answer = client.get(url(key))
    assert answer.status_code == 200
    made = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in made.walk("VEVENT")}


def test_a_person_reads_own_duties_without_a_session(client: Client, key: str, plan: Obligation) -> None:
    answer = client.get(url(key))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert not answer.cookies
    event = events(client, key)[f"obligation-{plan.pk}@kezdesu"]
    assert event["dtstart"].dt == date(2026, 12, 15)
    assert event["dtend"].dt == date(2026, 12, 16)
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert plan.get_work_url().split("/", 2)[2] in event["url"]
    assert "1.4" in event["description"]
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert timedelta(days=-7, hours=9) in triggers
    assert timedelta(hours=9) in triggers
    assert all(trigger <= timedelta(hours=9) for trigger in triggers)
    address_row = CalendarAddress.objects.get()
    assert (address_row.read_on, address_row.key_sha256 in key) == (TODAY, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_of_the_person(client: Client, key: str, language: str) -> None:
    User.objects.filter(calendar_addresses__isnull=False).update(language=language)
    answer = client.get(url(key), headers={"accept-language": "en"})
    assert answer["Content-Language"] == language
    words = {"kk": "Кездесу: менің мерзімдерім", "ru": "Кездесу: мои сроки", "en": "Kezdesu: my deadlines"}
    text = answer.content.decode()
    assert f"/{language}/work/obligations/" in text.replace("\r\n ", "")
    assert words[language] in text or language != "en"


def test_an_unchanged_calendar_is_not_sent_again(client: Client, key: str, plan: Obligation) -> None:
    tag = client.get(url(key))["ETag"]
    assert client.get(url(key), headers={"if-none-match": tag}).status_code == 304
    DueChange.objects.create(
        obligation=plan, old_due_on=plan.due_on, new_due_on=date(2026, 12, 22), reason=ChangeReason.EXTENSION, on=TODAY
    )
    Obligation.objects.filter(pk=plan.pk).update(due_on=date(2026, 12, 22))
    assert client.get(url(key), headers={"if-none-match": tag}).status_code == 200
    event = events(client, key)[f"obligation-{plan.pk}@kezdesu"]
    assert (event["sequence"], event["dtstart"].dt) == (1, date(2026, 12, 22))


def test_what_is_done_stays_thirty_days_and_rings_no_more(client: Client, country: Country, key: str) -> None:
    body = country["ministry-1"]
    lately = ObligationFactory(body=body, period_key="2026", met_on=date(2026, 12, 1))
    before = ObligationFactory(body=body, period_key="2025", met_on=date(2026, 11, 13))
    off = ObligationFactory(body=body, period_key="2024", waived=True)
    no_day = ObligationFactory(body=body, period_key="2023", no_day=True)
    other = ObligationFactory(body=country["culture"], period_key="2026")
    found = events(client, key)
    done = found[f"obligation-{lately.pk}@kezdesu"]
    assert not done.walk("VALARM")
    assert found[f"obligation-{off.pk}@kezdesu"]["status"] == "CANCELLED"
    for absent in (before, no_day, other):
        assert f"obligation-{absent.pk}@kezdesu" not in found


def test_statements_do_not_grow_with_rows(client: Client, country: Country, key: str) -> None:
    counts = []
    for number in (1, 12):
        for turn in range(number):
            ObligationFactory(body=country["ministry-1"], subject=f"{number}-{turn}")
        client.get(url(key))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(key))
        counts.append(len(captured))
    assert counts == [5, 5]


@pytest.mark.parametrize("wrong", ["x", "x.y", "", "a" * 500, "%01.x"])
def test_an_address_we_did_not_sign_costs_no_statement(client: Client, key: str, wrong: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/calendars/{wrong}.ics").status_code == 404
    assert len(captured) == 0


def test_it_stops_at_once_when_revoked_when_the_role_ends_and_when_the_login_is_closed(
    client: Client, country: Country, key: str
) -> None:
    actor = country.actor("ministry-1", "preparer", TODAY)
    other = renew(address=CalendarAddress.objects.get(), actor=actor, today=TODAY)
    assert client.get(url(key)).status_code == 404
    assert client.get(url(other)).status_code == 200
    User.objects.filter(pk=actor.user.pk).update(is_active=False)
    assert client.get(url(other)).status_code == 404
    User.objects.filter(pk=actor.user.pk).update(is_active=True)
    assert client.get(url(other)).status_code == 200
    RoleGrant.objects.filter(user=actor.user).update(ends_on=TODAY)
    assert client.get(url(other)).status_code == 404


def test_a_calendar_of_a_body_is_for_its_people(client: Client, country: Country, plan: Obligation) -> None:
    body = country["ministry-1"]
    with pytest.raises(NotAllowed):
        make_address(actor=country.actor("akimat-1", "officer", TODAY), body=body, today=TODAY)
    actor = country.actor("ministry-1", "head", TODAY)
    key = make_address(actor=actor, body=body, today=TODAY)
    assert f"obligation-{plan.pk}@kezdesu" in events(client, key)
    with pytest.raises(Conflict):
        make_address(actor=actor, body=body, today=TODAY)
    RoleGrant.objects.filter(user=actor.user).update(ends_on=TODAY)
    assert client.get(url(key)).status_code == 404


def test_nobody_takes_back_another_ones_address(country: Country, key: str) -> None:
    found = CalendarAddress.objects.get()
    revoke(address=found, actor=country.actor("culture", "head", TODAY), today=TODAY)
    found.refresh_from_db()
    assert found.revoked_on is None


def test_the_page_shows_an_address_once(login: Login, client: Client, plan: Obligation) -> None:
    person = login("ministry-1 preparer")
    assert client.get(address("calendars")).status_code == 302
    made = person.post(address("make_calendar"), {"body": ""})
    assert made.status_code == 200
    text = made.content.decode()
    assert "/calendars/" in text
    assert "data:image/png;base64," in text
    assert "/calendars/" not in person.get(address("calendars")).content.decode().replace("/work/calendars/", "")
    assert person.post(address("make_calendar"), {"body": ""}).status_code == 409
    pk = CalendarAddress.objects.get().pk
    assert login("culture head").post(address("revoke_calendar", pk)).status_code == 404
    assert person.post(address("renew_calendar", pk)).status_code == 200
    live = CalendarAddress.objects.get(revoked_on__isnull=True)
    assert person.post(address("revoke_calendar", live.pk)).status_code == 302
    assert person.post(address("make_calendar"), {"body": "culture"}).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_calendars_speak_three_languages(login: Login, language: str) -> None:
    assert login("culture head").get(address("calendars", language=language)).status_code == 200


def test_the_clock_of_tomorrow_drops_nothing_open(client: Client, key: str, plan: Obligation) -> None:
    with time_machine.travel("2027-02-14 07:00Z", tick=False):
        assert f"obligation-{plan.pk}@kezdesu" in events(client, key)

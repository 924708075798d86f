"""There will be no reception: who may say it, what becomes of the day, and where it is read."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_declare_not_held
from portal.deadlines.queries.why.page import why
from portal.deadlines.services import happen
from portal.deadlines.services.happening_by_hand import declare_not_held
from portal.kernel.errors import Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from tests.deadlines.conftest import Country, Login, make_country
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.texts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law", "noon")]

TODAY = date(2026, 12, 14)
REASON = "Өтініш болған жоқ / Обращений на приём не было"


@pytest.fixture
def country() -> Country:
    """Under the whole law, with a neighbour."""
    return make_country(akimats=2)


@pytest.fixture
def report(country: Country) -> Obligation:
    """The report of a meeting of the akimat, whose ten days wait for the reception."""
    happen(
        event=Event.MEETING_ENDED,
        subject="event:1",
        about=Lines("Кездесу", "Встреча", "Meeting"),
        on=date(2026, 12, 10),
        bodies=[country["akimat-1"], country["akimat-2"]],
        today=date(2026, 12, 11),
    )
    return Obligation.objects.get(duty="C-3.5c", body=country["akimat-1"])


def person(country: Country, role: str, slug: str) -> User:
    user = UserFactory(email=f"another.{role}.{slug}@example.kz")
    RoleGrantFactory(user=user, body=country[slug], role=role)
    return user


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("slug", ["akimat-1", "akimat-2"])
def test_every_role_at_the_body_and_at_its_neighbour(
    country: Country, report: Obligation, role: str, slug: str
) -> None:
    actor = actor_for(person(country, role, slug), TODAY)
    speaks = {Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER, Role.MASLIKHAT}
    may = slug == "akimat-1" and role in speaks
    assert bool(can_declare_not_held(actor, report)) is may
    said = {"obligation": report, "event": Event.RECEPTION_ENDED, "reason": REASON, "actor": actor, "today": TODAY}
    if may:
        assert declare_not_held(**said) == 1
    else:
        with pytest.raises(NotAllowed):
            declare_not_held(**said)
    report.refresh_from_db()
    assert ("reception_ended" in report.happened) is not may


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("akimat-1 officer", 200),
        ("akimat-1 head", 200),
        ("akimat-2 officer", 404),
        ("ministry-1 preparer", 404),
        ("culture preparer", 403),
        ("administration overseer", 403),
        ("administration administrator", 403),
        ("government approver", 404),
    ],
)
def test_page_is_there_for_people_of_the_body_alone(
    country: Country, report: Obligation, login: Login, name: str, status: int
) -> None:
    client = login(name)
    url = address("not_held", report.pk)
    assert client.get(url).status_code == status
    assert client.post(url, {"reason": REASON}).status_code == (302 if status == 200 else status)
    report.refresh_from_db()
    assert ("reception_ended" in report.happened) is (status != 200)


def test_nobody_signed_in_is_sent_to_sign_in(report: Obligation, client: Client) -> None:
    assert client.post(address("not_held", report.pk), {"reason": REASON}).status_code == 302
    report.refresh_from_db()
    assert "reception_ended" in report.happened


@pytest.mark.parametrize("language", LANGUAGES)
def test_officer_says_it_and_the_day_is_final(
    country: Country, report: Obligation, login: Login, language: str
) -> None:
    client = login("akimat-1 officer")
    page = address("obligation", report.pk, language=language)
    link = address("not_held", report.pk, language=language)
    assert link in client.get(page).content.decode()
    day = {"kk": "20 желтоқсан", "ru": "20 декабря", "en": "20 December"}[language]
    asked = plain(client.get(link).content.decode())
    assert day in asked
    assert client.post(link, {"reason": ""}).status_code == 422
    answer = client.post(link, {"reason": REASON})
    assert (answer.status_code, answer["Location"]) == (302, report.get_work_url())
    shown = client.get(page).content.decode()
    assert link not in shown
    assert REASON in plain(shown)
    # A second time there is nothing to say.
    assert client.post(link, {"reason": REASON}).status_code == 403
    report.refresh_from_db()
    assert (report.happened, report.due_on) == ({"meeting_ended": "2026-12-10"}, date(2026, 12, 20))
    neighbour = Obligation.objects.get(duty="C-3.5c", body=country["akimat-2"])
    assert neighbour.happened["reception_ended"] is None


def test_page_of_why_tells_what_will_not_be_and_that_the_day_is_final(country: Country, report: Obligation) -> None:
    before = why(report, TODAY)
    assert [(event.on, event.is_not_held) for event in before.events] == [(date(2026, 12, 10), False), (None, False)]
    assert any("The day moves when" in step.text for step in before.steps)
    actor = country.actor("akimat-1", "officer", TODAY)
    declare_not_held(obligation=report, event=Event.RECEPTION_ENDED, reason=REASON, actor=actor, today=TODAY)
    report.refresh_from_db()
    after = why(report, TODAY)
    assert [(event.on, event.is_not_held) for event in after.events] == [(date(2026, 12, 10), False), (None, True)]
    assert not any("The day moves when" in step.text for step in after.steps)
    row = next(row for row in after.history if row.comment == REASON)
    assert row.title == "What the day waited for will not be held: the day is final"


def test_reception_that_was_held_after_all_moves_the_day(country: Country, report: Obligation) -> None:
    actor = country.actor("akimat-1", "officer", TODAY)
    declare_not_held(obligation=report, event=Event.RECEPTION_ENDED, reason=REASON, actor=actor, today=TODAY)
    happen(
        event=Event.RECEPTION_ENDED,
        subject="event:1",
        about=Lines("", "", ""),
        on=date(2026, 12, 13),
        bodies=[country["akimat-1"]],
        today=TODAY,
    )
    report.refresh_from_db()
    assert report.due_on == date(2026, 12, 23)


def test_reason_is_asked_for(country: Country, report: Obligation) -> None:
    actor = country.actor("akimat-1", "officer", TODAY)
    with pytest.raises(Invalid) as refusal:
        declare_not_held(obligation=report, event=Event.RECEPTION_ENDED, reason="  ", actor=actor, today=TODAY)
    assert list(refusal.value.errors) == ["reason"]


def test_what_is_done_or_waits_for_nothing_is_not_asked(country: Country, report: Obligation) -> None:
    actor = country.actor("akimat-1", "officer", TODAY)
    other = Obligation.objects.get(duty="C-3.3", body=country["akimat-1"])
    assert can_declare_not_held(actor, other).code == "not_awaited"
    report.met_on = TODAY
    assert can_declare_not_held(actor, report).code == "not_awaited"

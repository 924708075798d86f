"""What an account meets, is judged by the day of its entry, and is owed again when the account is corrected."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine

from meetings.choices import Attendee
from meetings.models import Meeting
from meetings.services.held import take_back_held
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation
from portal.holding.choices import Obtained, VisitPart
from portal.holding.models import Account, Part
from portal.holding.services.duties import note_account
from tests.factories.bodies import BodyFactory
from tests.factories.calendars import RiskSignalFactory
from tests.factories.deadlines import ObligationFactory
from tests.holding.conftest import account_of
from tests.meetings.valley import DAY, Valley, at, held
from tests.texts import plain

pytestmark = pytest.mark.django_db

DAYS = timedelta(days=1)
NEXT = DAY + DAYS


def note(valley: Valley, account: Account, today: date = NEXT) -> None:
    note_account(account=account, actor=valley.actor("officer", today), today=today, now=at(today))


def row(valley: Valley, duty: str) -> Obligation:
    return valley.owed(duty, valley.district, opens_by="event")


def times(account: Account, talk: int, questions: int) -> None:
    account.talk_minutes, account.questions_minutes, account.obtained = talk, questions, Obtained.MEASURED
    account.save()


def part(account: Account, kind: VisitPart, on: date | None, valley: Valley) -> Part:
    said = {} if on else {"missed_reason_kk": "Ешкім жазылмады", "missed_reason_ru": "Никто не записался"}
    return Part.objects.create(
        account=account, kind=kind, held_on=on, recorded_on=NEXT, recorded_by=valley.people["officer"], **said
    )


def publish(account: Account, valley: Valley, day: date) -> None:
    account.summary_kk, account.summary_ru = "Өтті", "Прошла"
    account.published_at, account.published_by = at(day), valley.people["officer"]
    account.save()


@pytest.mark.parametrize(
    ("talk", "questions", "is_met"), [(25, 75, True), (26, 74, False), (0, 9, True), (0, 0, False)]
)
def test_a_talk_of_a_quarter_at_most_meets_the_duty(valley: Valley, talk: int, questions: int, is_met: bool) -> None:
    account = account_of(valley)
    note(valley, account)
    assert not row(valley, "C-3.3").is_met
    times(account, talk, questions)
    note(valley, account)
    found = row(valley, "C-3.3")
    assert found.is_met is is_met
    if is_met:
        assert (found.met_on, found.entered_on, found.known_on) == (DAY, NEXT, NEXT)


def test_a_talk_corrected_over_a_quarter_is_owed_again_and_shortened_is_known_from_then(valley: Valley) -> None:
    account = account_of(valley)
    times(account, 20, 80)
    note(valley, account)
    note(valley, account)
    assert row(valley, "C-3.3").evidence.count() == 1
    times(account, 60, 40)
    note(valley, account)
    assert not row(valley, "C-3.3").is_met
    times(account, 25, 75)
    note(valley, account, NEXT + 20 * DAYS)
    found = row(valley, "C-3.3")
    assert (found.known_on, found.evidence.count(), found.evidence.standing().count()) == (NEXT + 20 * DAYS, 2, 1)


def test_publication_meets_the_results_by_its_own_day_and_stays_late(valley: Valley) -> None:
    account = account_of(valley)
    due_on = DAY + 10 * DAYS
    assert row(valley, "C-3.5c").due_on == due_on
    late = due_on + DAYS
    publish(account, valley, late)
    note(valley, account, late)
    found = row(valley, "C-3.5c")
    assert (found.met_on, found.known_on, found.late_since is not None) == (late, late, True)
    # The list is only one of two proofs.
    beside = row(valley, "C-3.5b")
    assert (beside.is_met, beside.evidence.standing().count()) == (False, 1)


def test_the_ten_days_run_from_the_meeting_and_from_a_later_reception(valley: Valley) -> None:
    account = account_of(valley)
    note(valley, account)
    assert row(valley, "C-3.5c").due_on == DAY + 10 * DAYS
    reception = part(account, VisitPart.RECEPTION, DAY + 3 * DAYS, valley)
    note(valley, account, DAY + 3 * DAYS)
    assert row(valley, "C-3.5c").due_on == DAY + 13 * DAYS
    assert row(valley, "C-3.5a").met_on == DAY + 3 * DAYS
    reception.delete()
    part(account, VisitPart.RECEPTION, None, valley)
    note(valley, account, DAY + 4 * DAYS)
    found = row(valley, "C-3.5c")
    assert (found.due_on, found.awaited) == (DAY + 10 * DAYS, ())
    # What was told by mistake is not called an event that will not be.
    kinds = [event.kind for event in found.events.filter(on=DAY + 4 * DAYS).order_by("pk")]
    assert kinds == [EventKind.FORGOTTEN, EventKind.NOT_HELD]
    assert not row(valley, "C-3.5a").is_met


def test_a_reception_before_the_meeting_meets_nothing(valley: Valley) -> None:
    account = account_of(valley)
    part(account, VisitPart.RECEPTION, DAY - DAYS, valley)
    note(valley, account)
    assert not row(valley, "C-3.5a").is_met
    assert row(valley, "C-3.5c").due_on == DAY + 10 * DAYS


def test_deputies_parties_and_ngos_together_are_involvement(valley: Valley) -> None:
    account = account_of(valley, attendees=[Attendee.DEPUTIES, Attendee.NGO])
    note(valley, account)
    assert not row(valley, "C-4").is_met
    account.attendees = [*account.attendees, Attendee.PARTIES]
    account.save()
    note(valley, account)
    assert row(valley, "C-4").is_met


def test_the_record_taken_back_takes_all_back_and_made_anew_meets_anew(valley: Valley) -> None:
    account = account_of(valley, stream_link="https://example.kz/live", comments_open=True)
    times(account, 20, 80)
    note(valley, account)
    assert row(valley, "C-3.3").is_met
    assert row(valley, "C-3.2").is_met
    record = account.meeting.holdings.get()
    day = NEXT + DAYS
    take_back_held(
        record=record, reason_kk="Қате", reason_ru="Ошибка", actor=valley.actor("officer", day), today=day, now=at(day)
    )
    assert not row(valley, "C-3.3").is_met
    assert not row(valley, "C-3.2").is_met
    held(valley, Meeting.objects.get(pk=account.meeting_id), today=day)
    found = row(valley, "C-3.3")
    assert (found.is_met, found.known_on) == (True, day)


@pytest.mark.parametrize(
    ("came", "met"),
    [
        ([], set()),
        ([Attendee.AKIM_REGION], {"region"}),
        ([Attendee.AKIM_DISTRICT], {"district"}),
        ([Attendee.AKIM_LOCAL], {"rural"}),
        ([Attendee.AKIM_REGION, Attendee.AKIM_LOCAL], {"region", "rural"}),
    ],
)
def test_an_akim_who_came_meets_the_duty_of_the_akimat_of_that_rank_in_the_place(
    valley: Valley, came: list[str], met: set[str]
) -> None:
    """Never that of another district, nor of another rural district."""
    account = account_of(valley, attendees=came)
    bodies = {name: getattr(valley, name) for name in ("region", "district", "rural", "silent", "beside")}
    for body in bodies.values():
        more = {"subject": f"meeting:{account.meeting_id}", "happened": {"meeting_ended": DAY.isoformat()}}
        ObligationFactory(duty="B-3a", act="B", body=body, period_key="2027", opens_by="event", **more)
    note(valley, account)
    rows = Obligation.objects.filter(duty="B-3a", met_on__isnull=False)
    assert {name for name, body in bodies.items() if rows.filter(body=body).exists()} == met
    Account.objects.filter(pk=account.pk).update(attendees=[])
    note(valley, Account.objects.get(pk=account.pk))
    assert not rows.exists()


@pytest.mark.parametrize(
    ("level", "is_required", "came", "is_met"),
    [
        ("high", True, True, True),
        ("high", True, False, False),
        ("high", False, True, False),
        ("raised", True, True, False),
    ],
)
@pytest.mark.parametrize("is_led_to", [True, False])
def test_a_deputy_prime_minister_who_was_required_and_came_meets_the_duty_of_the_government(
    valley: Valley, level: str, is_required: bool, came: bool, is_met: bool, is_led_to: bool
) -> None:
    roles = [Attendee.DEPUTY_PM]
    meeting = valley.meeting(valley.ministry, required=roles if is_required else [])
    account = account_of(valley, meeting, "minister", attendees=roles if came else [])
    signal = RiskSignalFactory(
        level=level, ministry=valley.ministry, body=valley.ministry, territory=valley.district.territory,
        meeting_number=meeting.number if is_led_to else "",
    )  # fmt: skip
    elsewhere = RiskSignalFactory(level="high", ministry=valley.ministry, body=valley.ministry)
    government, happened = BodyFactory(kind="government"), {"high_risk": (DAY - 5 * DAYS).isoformat()}
    row, other = (
        ObligationFactory(
            duty="B-4.4", act="B", body=government, period_key="2027", opens_by="event", subject=each.subject,
            happened=happened,
        )
        for each in (signal, elsewhere)
    )  # fmt: skip
    note(valley, account)
    row.refresh_from_db()
    other.refresh_from_db()
    assert not other.is_met
    assert row.is_met is is_met
    Account.objects.filter(pk=account.pk).update(attendees=[])
    note(valley, Account.objects.get(pk=account.pk))
    row.refresh_from_db()
    assert not row.is_met


def test_the_account_says_who_was_to_come_and_did_not(valley: Valley, client) -> None:
    roles = [Attendee.DEPUTY_PM, Attendee.PROSECUTOR]
    account = account_of(valley, valley.meeting(required=roles))
    assert account.absent == []
    account.attendees = [Attendee.PROSECUTOR]
    account.save()
    assert account.absent == [Attendee.DEPUTY_PM]
    number = account.meeting.number
    page = plain(client.get(f"/ru/meetings/{number}/").content.decode())
    assert "Кто должен был участвовать" in page
    assert re.search(r"Должны были участвовать и не участвовали</dt>\s*<dd><b>\s*Заместитель Премьер-Министра", page)
    assert client.get(f"/api/v1/meetings/{number}/results/").json()["absent"] == ["deputy_pm"]
    assert client.get(f"/api/v1/meetings/{number}/").json()["required_roles"] == ["deputy_pm", "prosecutor"]
    said = {
        "": "Нет среди участвовавших",
        "audience/": "Кто должен был участвовать: заместитель Премьер-Министра, прокур",
    }
    with time_machine.travel(at(NEXT), tick=False):
        client.force_login(valley.people["officer"])
        for section, words in said.items():
            page = plain(client.get(f"/ru/work/meetings/{number}/account/{section}").content.decode())
            assert words in page

"""A correction of a published calendar of akims is a duty of its own, met by its approval; how the maslikhat was heard
stands beside the act, as it does of the calendar itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.bodies.models import Body
from portal.deadlines.models import Evidence, Obligation, Transmittal
from portal.deadlines.services import Proof, record_evidence
from portal.kernel.errors import Invalid
from portal.law.counting.events import Event
from schedules.choices import HearingState
from schedules.models import Proposal, Schedule
from schedules.services.amendment import abandon_amendment, drop_change, open_amendment, propose_change
from schedules.services.hearings import answer_hearing, close_silent_hearings, send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.proposals import save_row, submit_proposal
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.land import Land, make_land, published_calendar, submitted_calendar
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=3)


@GROUND.fixture
def corrected_ground() -> Land:
    land = make_land(whole=True)
    published_calendar(land)
    return land


@pytest.fixture
def land(corrected_ground: Land) -> Land:
    return corrected_ground


def proposal() -> Proposal:
    return Proposal.objects.get(kind="akim_calendar", period_key="2027")


def opened(land: Land, today: date = LATER) -> Proposal:
    return propose_change(proposal=proposal(), reason="Тасқын", actor=land.actor("officer", today), today=today)


def corrected(land: Land, *, act_on: date = LATER, today: date = LATER, precedes: bool = False) -> Schedule:
    """One meeting a day later, told to the maslikhat, approved by the head."""
    found = proposal()
    row = found.rows.order_by("day").first()
    assert row is not None
    data = RowData(
        official=row.official,
        territory=row.territory,
        day=row.day + timedelta(days=3),
        subject_kk=row.subject_kk,
        subject_ru=row.subject_ru,
        change_reason_kk="Тасқын",
        change_reason_ru="Паводок",
    )
    officer, head = land.actor("officer", today), land.actor("head", today)
    save_row(proposal=found, row=row, data=data, expected_version=row.version, actor=officer, today=today)
    found = submit_proposal(proposal=proposal(), actor=officer, today=today)
    send_to_maslikhat(proposal=found, actor=officer, today=today)
    said = {"act_number": "18", "act_on": act_on, "act_precedes_filing": precedes}
    return approve_plan(proposal=found, actor=head, today=today, **said)


def duty() -> Obligation:
    return Obligation.objects.get(duty="C-2.1c")


def proofs(row: Obligation) -> list[tuple[str, str]]:
    return list(row.evidence.standing().order_by("pk").values_list("genre", "title"))


def test_opening_a_change_of_the_published_calendar_opens_the_duty(land: Land) -> None:
    assert not Obligation.objects.filter(duty="C-2.1c").exists()
    opened(land)
    row = duty()
    assert (row.body, row.due_on, row.happened, row.is_met) == (
        land.region, None, {Event.CALENDAR_CHANGED.value: LATER.isoformat()}, False,
    )  # fmt: skip
    assert row.is_apart


def test_opened_by_the_head_it_is_the_same_duty(land: Land) -> None:
    schedule = Schedule.objects.get(kind="akim_calendar")
    reasons = {"reason_kk": "Тасқын", "reason_ru": "Паводок"}
    head = land.actor("head", LATER)
    copy = open_amendment(schedule=schedule, bodies=[land.region], actor=head, today=LATER, **reasons)
    assert not duty().is_met
    abandon_amendment(schedule=copy, comment="Қажет емес", actor=head, today=LATER)
    drop_change(proposal=proposal(), actor=land.actor("officer", LATER), today=LATER)
    assert duty().released_as == "gone"


def test_its_approval_meets_it_and_the_notice_to_the_maslikhat_stands_beside(land: Land) -> None:
    opened(land)
    corrected(land)
    row = duty()
    assert (row.met_on, row.entered_on, row.known_on) == (LATER, LATER, LATER)
    kinds, titles = zip(*proofs(row), strict=True)
    assert kinds == ("amendment", "maslikhat")
    assert "Уведомление маслихата" in titles[1]
    # The maslikhat was heard before: nothing else is sent to it that it could send back.
    assert not Transmittal.objects.filter(obligation=row).exists()


def test_an_act_of_before_the_change_was_opened_here_moves_its_beginning(land: Land) -> None:
    opened(land)
    before = LATER - timedelta(days=1)
    corrected(land, act_on=before, precedes=True)
    row = duty()
    assert (row.met_on, row.known_on, row.happened["calendar_changed"]) == (before, LATER, before.isoformat())


def test_left_as_it_was_nothing_is_owed_and_the_next_change_is_another_duty(land: Land) -> None:
    drop_change(proposal=opened(land), actor=land.actor("officer", LATER), today=LATER)
    assert duty().released_as == "gone"
    again = LATER + timedelta(days=1)
    opened(land, again)
    corrected(land, act_on=again, today=again)
    assert list(Obligation.objects.filter(duty="C-2.1c").order_by("pk").values_list("released_as", "met_on")) == [
        ("gone", None),
        ("", again),
    ]


def test_a_paper_closes_it_only_with_the_reason_why_not_here(land: Land) -> None:
    opened(land)
    paper = Proof(kind="link", title="Қаулы", address="https://example.kz/1", signed_on=LATER, genre="amendment")
    asked = {"obligation": duty(), "proof": paper, "actor": land.actor("head", LATER), "today": LATER}
    with pytest.raises(Invalid) as refused:
        record_evidence(**asked)
    assert list(refused.value.errors) == ["outside_reason"]
    assert record_evidence(**asked, outside_reason="Портал жұмыс істемеді").is_met


def test_of_the_calendar_itself_both_papers_stand(land: Land) -> None:
    row = Obligation.objects.get(duty="C-2.1", period_key="2027")
    first, second = row.evidence.standing().order_by("pk")
    assert (first.number, first.genre, second.genre, second.signed_on) == ("17", "", "maslikhat", TODAY)
    assert second.title.startswith("2027 жылға арналған күнтізбе туралы мәслихатқа хабарлама")


@pytest.mark.parametrize("agrees", [True, False], ids=["agreed", "silent"])
def test_under_the_first_edition_it_is_the_agreement_or_the_silence(land: Land, agrees: bool) -> None:
    day = date(2022, 12, 1)
    Body.objects.filter(pk=land.region.pk).update(joined_on=day)
    found = submitted_calendar(land, "2023", day)
    hearing = send_to_maslikhat(proposal=found, actor=land.actor("officer", day), today=day)
    assert hearing.due_on is not None
    on = hearing.due_on if agrees else hearing.due_on + timedelta(days=1)
    if agrees:
        answer_hearing(hearing=hearing, agrees=True, remarks="", actor=land.actor("maslikhat", on), today=on)
    else:
        close_silent_hearings(today=on)
    hearing.refresh_from_db()
    assert hearing.state == (HearingState.AGREED if agrees else HearingState.SILENT)
    found.refresh_from_db()
    approve_plan(proposal=found, act_number="5", act_on=on, actor=land.actor("head", on), today=on)
    proof = Evidence.objects.get(obligation__duty="C-2.1", obligation__period_key="2023", genre="maslikhat")
    word = "Согласие маслихата" if agrees else "Молчание маслихата"
    assert (proof.signed_on, word in proof.title, proof.signer) == (on, True, "")

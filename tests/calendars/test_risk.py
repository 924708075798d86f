"""Risk signals: who registers, sees, withdraws and publishes them, and which duties they open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.held import Facts, record_held
from meetings.services.risk import RiskMeeting, make_risk_meeting, meet_risks
from portal.audit.models import Change
from portal.bodies.choices import Post
from portal.calendars.models import RiskEvent, RiskSignal
from portal.calendars.permissions import can_see_risk, can_speak_of_risk
from portal.calendars.queries.risk import desk_items
from portal.calendars.services import risk as services
from portal.calendars.services.risk import publish_risk, register_risk, take_up, withdraw_risk
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.services import Proof
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from tests.calendars.land import TODAY, Land
from tests.deadlines.chronicle import PAPERS
from tests.factories.bodies import OfficialFactory
from tests.factories.calendars import RiskSignalFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 14, 7, tzinfo=UTC)
WORDS = "Құпия-негіз-Ж7Щ"


def registered(land: Land, slug: str = "ministry-1", role: str = "preparer", **more: Any) -> RiskSignal:
    given = {
        "body": land[slug],
        "ministry": land["ministry-1"],
        "territory": land.places["district"],
        "level": "raised",
        "sign": "forecast",
        "on": date(2026, 12, 11),
        "ground_kk": WORDS,
        "ground_ru": "",
        "sent_key": uuid4(),
        "actor": land.actor(slug, role),
        "today": TODAY,
        "now": NOW,
    }
    return register_risk(**given | more)


def held_at(land: Land, **more: Any) -> RiskMeeting:
    given = {
        "territory": land.places["district"],
        "day": date(2026, 12, 21),
        "start_time": time(11),
        "format": "on_site",
        "venue_kk": "Мәдениет үйі",
        "venue_ru": "Дом культуры",
        "subject_kk": "Ауыз су",
        "subject_ru": "Питьевая вода",
        "ground_kk": "Тұрғындардың өтініші",
        "ground_ru": "Обращения жителей",
    }
    return RiskMeeting(**given | more)


def made(land: Land, signal: RiskSignal, **more: Any) -> Meeting:
    given = {"facts": held_at(land), "actor": land.actor("ministry-1", "preparer"), "today": TODAY, "now": NOW}
    return make_risk_meeting(signal_id=signal.pk, **given | more)


def told(land: Land, signal: RiskSignal, **more: Any) -> RiskSignal:
    given = {"statement_kk": "Ашық", "statement_ru": "Открыто", "actor": land.actor("ministry-1", "head")}
    return publish_risk(signal=signal, today=TODAY, now=NOW, **given | more)


def gone(land: Land, signal: RiskSignal, **more: Any) -> RiskSignal:
    given = {"reason": "Passed", "actor": land.actor("ministry-1", "head")}
    return withdraw_risk(signal=signal, today=TODAY, now=NOW, **given | more)


# -- who registers -----------------------------------------------------------------------------------------------------
ANYWHERE = {"region", "district", "village", "other"}


@pytest.mark.parametrize(
    ("who", "ministries", "places"),
    [
        ("ministry-1 preparer", {"ministry-1"}, ANYWHERE),
        ("ministry-1 head", {"ministry-1"}, ANYWHERE),
        ("defence head", set(), set()),
        ("akimat-1 officer", {"ministry-1", "ministry-2"}, {"region", "district", "village"}),
        ("akimat-1 head", {"ministry-1", "ministry-2"}, {"region", "district", "village"}),
        ("akimat-d officer", {"ministry-1", "ministry-2"}, {"district", "village"}),
        ("akimat-v head", {"ministry-1", "ministry-2"}, {"village"}),
        ("akimat-e officer", set(), set()),
        ("akimat-2 officer", {"ministry-1", "ministry-2"}, {"other"}),
        ("government approver", set(), set()),
        ("administration overseer", {"ministry-1", "ministry-2"}, ANYWHERE),
        ("administration administrator", set(), set()),
        ("apparatus overseer", set(), set()),
    ],
)
def test_who_registers_of_which_branch_and_place(land: Land, who: str, ministries: set[str], places: set[str]) -> None:
    slug, role = who.split()
    done = set()
    for ministry in ("ministry-1", "ministry-2"):
        for place in ANYWHERE:
            facts = {"ministry": land[ministry], "territory": land.places[place]}
            try:
                registered(land, slug, role, **facts)
            except NotAllowed:
                continue
            done.add((ministry, place))
    assert done == {(ministry, place) for ministry in ministries for place in places}


@pytest.mark.parametrize("who", ["ministry-2 preparer", "akimat-1 officer", "administration overseer"])
def test_nobody_registers_for_a_body_of_others(land: Land, who: str) -> None:
    with pytest.raises(NotAllowed):
        registered(land, actor=land.actor(*who.split()))
    assert not RiskSignal.objects.exists()


# -- what is entered ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=services.LATEST_DAYS + 1)}, "on"),
        ({"ground_kk": "  "}, "ground_kk"),
    ],
    ids=str,
)
def test_what_is_no_signal_is_refused_at_its_field(land: Land, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        registered(land, **fields)
    assert set(refusal.value.errors) == {field}


def test_the_branch_is_that_of_a_ministry(land: Land) -> None:
    with pytest.raises(Invalid) as refusal:
        registered(land, "administration", "overseer", ministry=land["akimat-2"])
    assert set(refusal.value.errors) == {"ministry"}


def test_a_form_sent_twice_is_one_signal(land: Land) -> None:
    key = UUID(int=7)
    assert registered(land, sent_key=key) == registered(land, sent_key=key, ground_kk="Other words")
    assert RiskSignal.objects.count() == RiskEvent.objects.count() == 1
    # Somebody else's key is not a way to somebody else's signal.
    with pytest.raises(IntegrityError), transaction.atomic():
        registered(land, "akimat-1", "officer", sent_key=key)


def test_open_signals_of_a_body_have_a_ceiling(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "OPEN_AT_ONCE", 1)
    first = registered(land)
    with pytest.raises(Invalid):
        registered(land)
    registered(land, "akimat-1", "officer")
    gone(land, first)
    registered(land)


# -- duties ------------------------------------------------------------------------------------------------------------
def opened(signal: RiskSignal) -> dict[str, Obligation]:
    return {row.duty: row for row in Obligation.objects.filter(subject=signal.subject)}


def decided(land: Land, duty: str) -> None:
    by = land.country.people["administration administrator"].user
    Decision.objects.create(number=90, duty=duty, stands=True, applies_from=date(2026, 1, 1), recorded_by=by, **PAPERS)


def test_a_signal_opens_the_meeting_of_the_ministry_without_a_day(land: Land) -> None:
    duties = opened(registered(land))
    assert set(duties) == {"D-1.3"}
    row = duties["D-1.3"]
    assert (row.body, row.due_on, row.is_public) == (land["ministry-1"], None, False)
    # What a duty says of it is read by more people than the signal.
    assert WORDS not in row.about_kk + row.about_ru + row.about_en


def test_a_ministry_that_the_act_leaves_out_owes_nothing(land: Land) -> None:
    land["ministry-1"].exemptions.create(act="D", starts_on=date(2024, 1, 1), ground_kk="x", ground_ru="x")
    assert opened(registered(land)) == {}


def test_what_is_out_of_force_opens_only_by_a_decision(land: Land) -> None:
    decided(land, "B-1.8")
    assert set(opened(registered(land))) == {"B-1.8", "D-1.3"}


@pytest.mark.parametrize("level", ["raised", "high"])
def test_out_of_force_the_part_of_a_deputy_prime_minister_is_offered_at_a_high_level(land: Land, level: str) -> None:
    signal = registered(land, level=level)
    assert set(opened(signal)) == {"D-1.3"}
    assert signal.is_offered is (level == "high")


def test_by_a_decision_it_is_owed_and_not_offered(land: Land) -> None:
    decided(land, "B-4.4")
    signal = registered(land, level="high")
    assert opened(signal)["B-4.4"].body == land["government"]
    assert not signal.offers_deputy
    with pytest.raises(NotAllowed):
        take_up(signal=signal, actor=land.actor("government", "approver"), today=TODAY, now=NOW)


def test_the_government_takes_the_offered_part_up_once(land: Land) -> None:
    signal = registered(land, level="high")
    for who in ("ministry-1 head", "administration overseer", "akimat-1 head"):
        with pytest.raises(NotAllowed):
            take_up(signal=signal, actor=land.actor(*who.split()), today=TODAY, now=NOW)
    government = land.actor("government", "approver")
    assert take_up(signal=signal, actor=government, today=TODAY, now=NOW).taken_up_on == TODAY
    with pytest.raises(IllegalTransition):
        take_up(signal=signal, actor=government, today=TODAY, now=NOW)


# -- withdrawn, published ----------------------------------------------------------------------------------------------
def test_withdrawn_with_a_reason_its_duty_is_not_needed(land: Land) -> None:
    signal = registered(land)
    with pytest.raises(Invalid) as refusal:
        gone(land, signal, reason=" ")
    assert set(refusal.value.errors) == {"reason"}
    gone(land, signal, reason=f"Passed, {WORDS}")
    row = opened(signal)["D-1.3"]
    assert row.released_as == "gone"
    assert WORDS not in row.release_ground
    for again in (gone, told, made):
        with pytest.raises(IllegalTransition):
            again(land, signal)


def test_only_the_body_that_entered_it_withdraws_and_publishes(land: Land) -> None:
    signal = registered(land, "akimat-1", "officer")
    for who in ("ministry-1 head", "akimat-d head", "akimat-2 officer", "administration overseer", "culture head"):
        actor = land.actor(*who.split())
        assert not can_speak_of_risk(actor, signal)
        for act in (gone, told):
            with pytest.raises(NotAllowed):
                act(land, signal, actor=actor)
    told(land, signal, actor=land.actor("akimat-1", "head"))
    gone(land, signal, actor=land.actor("akimat-1", "officer"))


def test_what_is_published_is_said_in_both_languages_and_once(land: Land) -> None:
    signal = registered(land)
    with pytest.raises(Invalid) as refusal:
        told(land, signal, statement_ru=" ")
    assert set(refusal.value.errors) == {"statement_ru"}
    assert not RiskSignal.objects.public().exists()
    told(land, signal)
    assert list(RiskSignal.objects.public()) == [signal]
    with pytest.raises(IllegalTransition):
        told(land, signal)


# -- who sees ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("level", ["raised", "high"])
def test_the_queryset_and_the_predicate_say_the_same_of_everybody(land: Land, level: str) -> None:
    signal = registered(land, "akimat-d", "officer", territory=land.places["village"], level=level)
    seen = set()
    for name in land.country.people:
        actor = land.actor(*name.split())
        shown = RiskSignal.objects.visible_to(actor).filter(pk=signal.pk).exists()
        assert bool(can_see_risk(actor, RiskSignal.objects.get(pk=signal.pk))) is shown, name
        if shown:
            seen.add(name)
    of_place = {f"{slug} {role}" for slug in ("akimat-1", "akimat-d", "akimat-v") for role in ("officer", "head")}
    control = {"administration overseer", "administration administrator", "apparatus overseer"}
    ministries = {f"{slug} {role}" for slug in ("ministry-1", "culture") for role in ("preparer", "head")}
    government = {"government approver"} if level == "high" else set()
    assert seen == of_place | control | ministries | government


def test_the_desk_of_the_ministry_asks_for_a_meeting_and_the_government_is_offered_its_part(land: Land) -> None:
    signal = registered(land, "akimat-d", "officer", level="high")
    desks = {name: desk_items(land.actor(*name.split())) for name in land.country.people}
    asked = {name: [item.kind for item in items] for name, items in desks.items() if items}
    assert asked == {
        "ministry-1 preparer": ["risk"],
        "ministry-1 head": ["risk"],
        "government approver": ["risk_offer"],
    }
    made(land, signal)
    take_up(signal=signal, actor=land.actor("government", "approver"), today=TODAY, now=NOW)
    assert not any(desk_items(land.actor(*name.split())) for name in land.country.people)


# -- the meeting -------------------------------------------------------------------------------------------------------
def test_the_meeting_stands_beside_the_schedules_by_risk_and_is_announced(land: Land) -> None:
    signal = registered(land)
    meeting = made(land, signal)
    assert (meeting.origin, meeting.official.post, meeting.region) == (
        Origin.RISK,
        Post.FIRST_HEAD,
        land.places["region"],
    )
    assert list(Meeting.objects.public()) == [meeting]
    assert list(Meeting.objects.matching("питьевой")) == [meeting]
    assert WORDS not in meeting.ground_kk + meeting.search_text
    signal.refresh_from_db()
    assert signal.meeting_number == meeting.number
    assert opened(signal)["D-1.3"].met_on is None
    with pytest.raises(Conflict):
        made(land, signal)


@pytest.mark.parametrize("who", ["ministry-2 preparer", "akimat-1 officer", "administration overseer", "culture head"])
def test_only_the_ministry_of_the_branch_sets_it(land: Land, who: str) -> None:
    with pytest.raises(NotAllowed):
        made(land, registered(land), actor=land.actor(*who.split()))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": TODAY - timedelta(days=1)}, "day"),
        ({"day": TODAY + timedelta(days=400)}, "day"),
        ({"ground_ru": " "}, "ground_ru"),
        ({"subject_kk": ""}, "subject_kk"),
    ],
    ids=str,
)
def test_what_is_no_meeting_is_refused_at_its_field(land: Land, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        made(land, registered(land), facts=held_at(land, **fields))
    assert set(refusal.value.errors) == {field}
    assert not Meeting.objects.exists()


def test_it_is_held_in_the_region_of_the_signal(land: Land) -> None:
    with pytest.raises(Invalid) as refusal:
        made(land, registered(land), facts=held_at(land, territory=land.places["other"]))
    assert set(refusal.value.errors) == {"territory"}


def test_without_a_first_head_there_is_nobody_to_meet(land: Land) -> None:
    land["ministry-1"].officials.all().delete()
    OfficialFactory(body=land["ministry-1"], post=Post.DEPUTY)
    with pytest.raises(Invalid):
        made(land, registered(land))


def test_the_held_meeting_meets_the_signal_and_its_duty(land: Land) -> None:
    signal, other = registered(land), registered(land)
    meeting = made(land, signal)
    actor = land.country.actor("ministry-1", "head", meeting.on)
    proof = Proof(kind=EvidenceKind.ACT, title="Held", address=f"/meetings/{meeting.number}/")
    noon = NOW + timedelta(days=7)
    assert meet_risks(meeting=meeting, on=meeting.on, proof=proof, actor=actor, today=meeting.on, now=noon) == 1
    signal.refresh_from_db()
    assert (signal.state, signal.met_on) == ("met", meeting.on)
    row = opened(signal)["D-1.3"]
    assert (row.met_on, row.evidence.get().address) == (meeting.on, proof.address)
    assert opened(other)["D-1.3"].met_on is None
    assert meet_risks(meeting=meeting, on=meeting.on, proof=proof, actor=actor, today=meeting.on, now=noon) == 0
    with pytest.raises(IllegalTransition):
        gone(land, signal)
    # The record of the meeting was a mistake: the signal waits for it again.
    assert services.note_not_met(number=meeting.number, actor=actor, today=meeting.on, now=noon) == 1
    signal.refresh_from_db()
    assert (signal.state, signal.met_on) == ("open", None)
    assert services.note_not_met(number=meeting.number, actor=actor, today=meeting.on, now=noon) == 0


def test_it_is_not_recorded_as_held_before_it_was_set(land: Land) -> None:
    meeting = made(land, registered(land))
    facts = Facts(TODAY - timedelta(days=1), time(11), time(12), meeting.official, 40)
    later = {"actor": land.country.actor("ministry-1", "head", meeting.on), "today": meeting.on, "now": NOW}
    with pytest.raises(Invalid) as refusal:
        record_held(meeting=meeting, facts=facts, reason_kk="а", reason_ru="б", **later)
    assert set(refusal.value.errors) == {"held_on"}


# -- what is kept ------------------------------------------------------------------------------------------------------
def test_no_free_words_enter_the_history(land: Land) -> None:
    signal = registered(land, ground_ru=f"По-русски, {WORDS}")
    told(land, signal, statement_kk=WORDS, statement_ru=WORDS)
    gone(land, signal, reason=WORDS)
    kept = list(Change.objects.filter(table="calendars_risksignal").order_by("id"))
    assert [change.operation for change in kept] == ["insert", "update", "update"]
    assert WORDS not in str([(change.before, change.after) for change in Change.objects.all()])


def test_the_database_does_not_let_its_history_be_rewritten(land: Land) -> None:
    event = registered(land).events.get()
    for statement in ("UPDATE calendars_riskevent SET verb = 'meet'", "DELETE FROM calendars_riskevent"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = %s", [event.pk])


@pytest.mark.parametrize(
    "broken",
    [
        {"ground_kk": ""},
        {"statement_kk": "Сөз"},
        {"published": True, "statement_ru": ""},
        {"withdrawn_on": TODAY},
        {"met_on": TODAY},
        {"met": True, "withdrawn": True},
    ],
    ids=str,
)
def test_the_database_keeps_the_promises_of_a_signal(land: Land, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskSignalFactory(**broken)

"""Nobody's own word makes a duty done in time: every duty, every way of closing it, every role, every wrong day.

What is tried is tried in earnest and undone. A way that is refused is as good as one that leaves the record as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from django.db import transaction

from meetings.choices import Attendee
from meetings.models import MeetingHeld
from meetings.services.held import Facts, record_held
from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_confirm_day
from portal.deadlines.services import (
    Proof,
    attach_evidence,
    close_by_attached,
    confirm_day,
    correct_evidence,
    fulfil,
    record_evidence,
    record_links,
)
from portal.holding.choices import VisitPart
from portal.holding.models import Account, Part
from portal.holding.services.duties import note_account
from portal.kernel.errors import DomainError, NotAllowed
from portal.kernel.periods import Period
from portal.law import catalogue, registry
from portal.law.counting.due import due_date
from portal.law.duty import Always, ByPeriod, Closing, Duty, OnEvents
from portal.law.kinds import StateKind
from portal.law.windows import Window, outside
from tests.deadlines.conftest import Country
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import GraphFactory, MeetingFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
#: The bodies of the country joined on 1 November 2026: events and periods are those that follow.
EVENT = date(2027, 2, 10)
#: Everything is tried on a day after which nothing of these duties is ahead.
LAST = date(2028, 1, 20)
VERSIONS = [duty for duty in catalogue.DUTIES if duty == registry.duty(duty.key)]
_PERIODS = {"year": "2027", "half": "2027-H1", "quarter": "2027-Q1", "month": "2027-02"}
REASONS = {"late_reason": "late", "outside_reason": "on paper"}


@dataclass(frozen=True)
class Case:
    """One obligation of one duty; on `good` it can be done."""

    row: Obligation
    duty: Duty
    good: date

    @property
    def due_on(self) -> date | None:
        return self.row.due_on


def case_of(country: Country, duty: Duty) -> Case:
    """The duty of the ministry, whoever owes it by its act: what closing asks does not depend on that."""
    more: dict[str, object] = {"duty": duty.key, "act": duty.act.key, "body": country["ministry-1"]}
    if isinstance(duty.opens, ByPeriod):
        period = Period.parse(_PERIODS[duty.opens.kind])
        day = due_date(duty.due, period) if duty.due is not None else None
        more |= {"period_key": period.key, "computed_due_on": day, "opens_by": "period"}
        after, ahead = period.last_day + DAY, date(2026, 12, 1)
        good = {Window.AFTER_END: after, Window.AHEAD: ahead}.get(duty.window, period.start)
    elif isinstance(duty.opens, Always):
        more |= {"period_key": "standing", "opens_by": "standing", "no_day": True}
        good = date(2026, 12, 1)
    else:
        happened = {event.value: EVENT.isoformat() for event in duty.opens.events}
        more |= {"period_key": "2027", "opens_by": "event", "subject": "meeting:1", "happened": happened}
        more["computed_due_on"] = EVENT + 10 * DAY
        good = EVENT
    return Case(ObligationFactory(**more), duty, good)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def proof(case: Case, on: date, name: str = "a") -> Proof:
    genre = case.duty.evidence[0].value
    return Proof(kind="link", title="Document", address=f"https://example.kz/{name}", signed_on=on, genre=genre)


Way = Callable[[Country, Case, date, date], None]


def by_hand(country: Country, case: Case, on: date, today: date) -> None:
    actor = country.actor("ministry-1", "head", today)
    record_evidence(obligation=case.row, proof=proof(case, on), actor=actor, today=today, **REASONS)


def by_attached(country: Country, case: Case, on: date, today: date) -> None:
    preparer, head = (country.actor("ministry-1", role, today) for role in ("preparer", "head"))
    attach_evidence(obligation=case.row, proof=proof(case, on), actor=preparer, today=today)
    close_by_attached(obligation=case.row, actor=head, today=today, **REASONS)


def by_pages(country: Country, case: Case, on: date, today: date) -> None:
    actor = country.actor("ministry-1", "head", today)
    record_links(obligation=case.row, pages=[proof(case, on)], actor=actor, today=today, **REASONS)


def by_act(country: Country, case: Case, on: date, today: date) -> None:
    """As upper floors close a duty by an act of the portal."""
    fulfil(
        duty=case.row.duty,
        body=case.row.body,
        period_key=case.row.period_key,
        subject=case.row.subject,
        on=on,
        evidence=Proof(kind="act", title="Act", address="/acts/1/"),
        actor=country.actor("ministry-1", "head", today),
        late_reason="late",
    )


WAYS: tuple[Way, ...] = (by_hand, by_attached, by_pages, by_act)


def tried(country: Country, case: Case, way: Way, on: date, today: date) -> StateKind | None:
    """The state it was left in, or none when the way was refused."""
    with undone():
        try:
            way(country, case, on, today)
        except DomainError:
            return None
        return Obligation.objects.get(pk=case.row.pk).state(today).kind


def some_ways(number: int) -> tuple[Way, ...]:
    """One way a duty in turn, so that each is tried on dozens of duties; all of them in the long run."""
    return (WAYS[number % len(WAYS)],)


def all_ways(number: int) -> tuple[Way, ...]:
    return WAYS


Ways = Callable[[int], tuple[Way, ...]]
_WAYS = pytest.mark.parametrize(
    "ways", [some_ways, pytest.param(all_ways, marks=pytest.mark.slow)], ids=["in turn", "all"]
)


@_WAYS
def test_no_day_outside_the_window_closes_any_duty(country: Country, ways: Ways) -> None:
    for place, duty in enumerate(VERSIONS):
        case = case_of(country, duty)
        period, joined = case.row.period, country["ministry-1"].joined_on
        happened = registry.days_of(duty, case.row.happened)
        days = {case.good, date(1999, 3, 3), joined - DAY, EVENT - DAY, EVENT + DAY, LAST + DAY}
        days |= {period.start - DAY, period.last_day, period.last_day + DAY} if period else set()

        def refused(day: date, duty: Duty = duty, period: Period | None = period) -> bool:
            found = outside(duty.window, day, period=period, happened=happened, joined_on=joined)  # noqa: B023
            return day > LAST or found is not None

        wrong = sorted(day for day in days if refused(day))
        assert case.good not in wrong, duty.key
        assert len(wrong) >= (1 if duty.window is Window.STANDING else 3), duty.key
        for number, day in enumerate(wrong):
            for way in ways(place + number):
                assert tried(country, case, way, day, LAST) is None, (duty.key, way.__name__, day)


@_WAYS
def test_every_duty_can_be_closed_in_its_window_and_in_time(country: Country, ways: Ways) -> None:
    for number, duty in enumerate(VERSIONS):
        case = case_of(country, duty)
        if case.due_on is not None and case.good > case.due_on:
            continue
        for way in ways(number) if duty.closing is Closing.RECORD else (by_act,):
            assert tried(country, case, way, case.good, case.good) == StateKind.MET, (duty.key, way.__name__)


@_WAYS
def test_what_is_entered_late_is_never_in_time_by_the_word_of_its_body(country: Country, ways: Ways) -> None:
    seen = set()
    for number, duty in enumerate(VERSIONS):
        case = case_of(country, duty)
        if case.due_on is None:
            continue
        entered = max(case.due_on, case.good) + 5 * DAY
        for on in (case.good, case.due_on + 2 * DAY):
            expected = StateKind.CLAIMED if on <= case.due_on else StateKind.MET_LATE
            for way in ways(number):
                state = tried(country, case, way, on, entered)
                seen.add(state)
                assert state in {None, expected}, (duty.key, way.__name__)
    assert seen == {None, StateKind.CLAIMED, StateKind.MET_LATE}


@pytest.mark.parametrize(
    "duties", [VERSIONS[::12], pytest.param(VERSIONS, marks=pytest.mark.slow)], ids=["some duties", "all duties"]
)
def test_only_the_head_of_the_body_closes_and_only_its_people_attach(country: Country, duties: list[Duty]) -> None:
    """Everybody else in the country is refused, whatever the duty: neighbours, those above, those who control."""
    own = {"ministry-1 head", "ministry-1 preparer"}
    for duty in duties:
        case = case_of(country, duty)
        done: dict[str, set[str]] = {"closed": set(), "attached": set()}
        for name in country.people:
            actor = country.actor(*name.split(), case.good)
            given = {"obligation": case.row, "proof": proof(case, case.good), "actor": actor, "today": case.good}
            ways = {
                "closed": partial(record_evidence, **given, **REASONS),
                "attached": partial(attach_evidence, **given),
            }
            for verb, way in ways.items():
                with undone():
                    try:
                        way()
                    except NotAllowed:
                        continue
                    done[verb].add(name)
        by_hand = duty.closing is Closing.RECORD
        assert done["closed"] == ({"ministry-1 head"} if by_hand else set()), duty.key
        assert done["attached"] == (own if by_hand else set()), duty.key


HELD_HERE = [duty for duty in VERSIONS if duty.closing is Closing.MEETING]


def recorded(country: Country, case: Case, on: date, today: date, who: str = "ministry-1 head") -> None:
    """A meeting of the first head that is recorded as held; it stood announced for the same day, two months before."""
    body = case.row.body
    akim = body.officials.first() or OfficialFactory(body=body)
    held = {"body": body, "official": akim, "territory": country["akimat-1"].territory, "on": on}
    meeting = MeetingFactory(**held, schedule=GraphFactory(published=True, period_key="2027"))
    slug, role = who.split()
    facts = Facts(on, time(11), time(12), akim, 40)
    at = datetime(today.year, today.month, today.day, 6, tzinfo=UTC)
    actor = country.actor(slug, role, today)
    said = {"reason_kk": "Себеп", "reason_ru": "Причина"}
    record_held(meeting=meeting, facts=facts, actor=actor, today=today, now=at, **said)


def test_duties_to_hold_a_meeting_are_closed_by_nothing_typed(country: Country) -> None:
    assert {duty.key for duty in HELD_HERE} == {"C-cov", "D-1.1", "cov-1", "cov-2", "cov-3", "cov-4", "cov-5"}
    for duty in HELD_HERE:
        case = case_of(country, duty)
        for way in (by_hand, by_attached, by_pages):
            assert tried(country, case, way, case.good, case.good) is None, (duty.key, way.__name__)


def test_a_recorded_meeting_closes_the_duty_to_hold_it_and_no_other(country: Country) -> None:
    for duty in VERSIONS:
        case = case_of(country, duty)
        with undone():
            recorded(country, case, date(2027, 2, 10), date(2027, 2, 10))
            met = Obligation.objects.get(pk=case.row.pk).is_met
        assert met is (duty.key == "D-1.1"), duty.key


@pytest.mark.parametrize(
    ("on", "today", "expected"),
    [
        (date(2027, 3, 31), date(2027, 3, 31), StateKind.MET),
        (date(2027, 3, 31), date(2027, 4, 10), StateKind.MET),
        (date(2027, 3, 31), date(2027, 4, 11), StateKind.CLAIMED),
        (date(2027, 1, 9), date(2027, 4, 2), StateKind.CLAIMED),
        (date(2027, 4, 1), date(2027, 4, 1), StateKind.OVERDUE),
        (date(2026, 12, 31), date(2027, 3, 1), None),
        (date(2027, 3, 2), date(2027, 3, 1), None),
    ],
    ids=["in time", "within ten days", "later", "before it was announced", "next quarter", "last year", "ahead"],
)
def test_a_recorded_meeting_counts_in_its_period_alone(
    country: Country, on: date, today: date, expected: StateKind | None
) -> None:
    case = case_of(country, registry.duty("D-1.1"))
    refused = False
    try:
        recorded(country, case, on, today)
    except DomainError:
        refused = True
    row = Obligation.objects.get(pk=case.row.pk)
    assert (None if refused else row.state(today).kind) == expected


def test_only_people_of_the_body_record_its_meeting(country: Country) -> None:
    case, day = case_of(country, registry.duty("D-1.1")), date(2027, 2, 10)
    done = set()
    for name in country.people:
        with undone():
            try:
                recorded(country, case, day, day, name)
            except NotAllowed:
                continue
            done.add(name)
    assert done == {"ministry-1 head", "ministry-1 preparer"}


def test_what_is_sent_to_a_receiver_is_done_on_the_day_it_is_sent(country: Country) -> None:
    case = case_of(country, registry.duty("D-1.4"))
    today = date(2027, 4, 9)
    said = {"late_reason": "", "outside_reason": ""}
    head = country.actor("ministry-1", "head", today)
    record_evidence(obligation=case.row, proof=proof(case, date(2027, 4, 2)), actor=head, today=today, **said)
    row = Obligation.objects.get(pk=case.row.pk)
    assert (row.met_on, row.transmittals.get().sent_on) == (today, today)


# -- the account of a held meeting ------------------------------------------------------------------------------------
SHOWN_BY_ACCOUNTS = {
    *("B-1.2", "B-1.3", "B-1.5", "B-1.6", "B-10d", "A-2p", "A-6"),
    *("C-3.2", "C-3.3", "C-3.5a", "C-3.5c", "C-4"),
}


def accounted(country: Country, case: Case, *, published_on: date, reception_on: date) -> Account:
    """Everything an account can show, of a meeting held on the day of the event."""
    body, user = case.row.body, country.actor("ministry-1", "head", EVENT).user
    akim = body.officials.first() or OfficialFactory(body=body)
    place = country["akimat-1"].territory
    meeting = MeetingFactory(body=body, official=akim, territory=place, on=EVENT, state="held", attendance=40)
    MeetingHeld.objects.create(
        meeting=meeting, held_on=EVENT, start_time=time(11), end_time=time(13), held_by=akim, attendance=40,
        announced=EVENT.isoformat(), recorded_for=body, recorded_by=user, recorded_on=EVENT,
    )  # fmt: skip
    Obligation.objects.filter(pk=case.row.pk).update(subject=f"meeting:{meeting.pk}")
    at = datetime(published_on.year, published_on.month, published_on.day, 6, tzinfo=UTC)
    account = Account.objects.create(
        meeting=meeting, talk_minutes=10, questions_minutes=90, obtained="measured", stream_link="https://example.kz/",
        comments_open=True, attendees=[*Attendee], summary_kk="Ж", summary_ru="Н", published_at=at, published_by=user,
        logged_on=EVENT, logged_by=user, changed_at=at,
    )  # fmt: skip
    for kind in VisitPart:
        Part.objects.create(
            account=account, kind=kind, held_on=reception_on, recorded_on=published_on, recorded_by=user
        )
    return account


def test_an_account_meets_the_duties_it_shows_and_no_other(country: Country) -> None:
    met = set()
    for duty in VERSIONS:
        if not isinstance(duty.opens, OnEvents):
            continue
        case = case_of(country, duty)
        with undone():
            account = accounted(country, case, published_on=EVENT, reception_on=EVENT)
            actor = country.actor("ministry-1", "head", EVENT)
            note_account(account=account, actor=actor, today=EVENT, now=account.changed_at)
            if Obligation.objects.get(pk=case.row.pk).is_met:
                met.add(duty.key)
    assert met == SHOWN_BY_ACCOUNTS


@pytest.mark.parametrize("back", [0, 3, 30], ids=["on the day", "days before", "before the meeting"])
def test_an_account_entered_late_is_late_whatever_days_it_bears(country: Country, back: int) -> None:
    """A reception dated back, a publication dated back in the row: the day of entry is what counts."""
    for key in sorted(SHOWN_BY_ACCOUNTS):
        case = case_of(country, registry.duty(key))
        assert case.due_on is not None
        late = case.due_on + 5 * DAY
        with undone():
            account = accounted(country, case, published_on=EVENT, reception_on=EVENT + 3 * DAY - back * DAY)
            actor = country.actor("ministry-1", "head", late)
            note_account(account=account, actor=actor, today=late, now=account.changed_at)
            row = Obligation.objects.get(pk=case.row.pk)
            assert row.state(late).kind in {StateKind.CLAIMED, StateKind.MET_LATE, StateKind.OVERDUE}, key
            assert row.known_on in {None, late}, key


# -- another body ----------------------------------------------------------------------------------------------------
def claimed(country: Country) -> Case:
    """The departmental plan: an order dated in time, entered five days late."""
    case = case_of(country, registry.duty("B-1.4-plan"))
    by_hand(country, case, date(2026, 12, 14), date(2026, 12, 20))
    case.row.refresh_from_db()
    assert case.row.state(date(2026, 12, 20)).kind == StateKind.CLAIMED
    return case


def test_only_another_body_that_can_know_confirms_and_by_name(country: Country) -> None:
    case, today = claimed(country), date(2026, 12, 21)
    confirmed = set()
    for name in country.people:
        slug, role = name.split()
        actor = country.actor(slug, role, today)
        with undone():
            sees = case.row in Obligation.objects.to_confirm(actor)
            try:
                done = confirm_day(obligation=case.row, met_on=case.row.met_on, reason="seen", actor=actor, today=today)
            except NotAllowed:
                assert not sees, name
                continue
            assert sees, name
            confirmed.add(name)
            assert (done.confirmed_by, done.confirmed_for.slug) == (actor.user, slug)
            assert done.state(today).kind == StateKind.CONFIRMED
            assert done.late_since == date(2026, 12, 16)
    assert confirmed == {"culture preparer", "culture head", "administration overseer"}


def test_the_akimat_right_above_confirms_and_no_neighbour_or_grandparent(country: Country) -> None:
    today = date(2027, 2, 1)
    region = country["akimat-1"].territory
    district = BodyFactory(akimat=True, territory=TerritoryFactory(district=True, parent=region))
    village = TerritoryFactory(kind=TerritoryKind.RURAL_DISTRICT, parent=district.territory)
    office = BodyFactory(akimat=True, territory=village)
    beside = BodyFactory(akimat=True, territory=TerritoryFactory(district=True, parent=region))
    maslikhat = BodyFactory(maslikhat=True, territory=district.territory)
    people = {
        "region": country.actor("akimat-1", "officer", today),
        "district": _officer(district, today),
        "beside": _officer(beside, today),
    }
    days = {"met_on": date(2027, 1, 8), "entered_on": date(2027, 1, 20), "late_since": date(2027, 1, 11)}
    owed = {
        name: ObligationFactory(body=body, duty="C-3.5d", act="C2", period_key="2026-Q4", **days)
        for name, body in (("office", office), ("district", district), ("maslikhat", maslikhat))
    }
    pairs = [(who, what) for who in people for what in owed]
    allowed = {(who, what) for who, what in pairs if can_confirm_day(people[who], owed[what])}
    assert allowed == {("district", "office"), ("region", "district")}
    listed = {(who, what) for who, what in pairs if owed[what] in Obligation.objects.to_confirm(people[who])}
    assert listed == allowed


def _officer(body: Body, on: date) -> Actor:
    return actor_for(RoleGrantFactory(body=body, role="officer").user, on)


def test_what_is_released_waits_for_no_confirmation(country: Country) -> None:
    case, today = claimed(country), date(2026, 12, 21)
    Obligation.objects.filter(pk=case.row.pk).update(released_as="waived", released_on=today, release_ground="order")
    overseer = country.actor("administration", "overseer", today)
    assert not can_confirm_day(overseer, Obligation.objects.get(pk=case.row.pk))
    assert not Obligation.objects.to_confirm(overseer).exists()


def test_nobody_confirms_for_a_body_at_which_they_hold_an_office(country: Country) -> None:
    case, today = claimed(country), date(2026, 12, 21)
    overseer = country.people["administration overseer"].user
    RoleGrantFactory(user=overseer, body=country["ministry-1"], role="preparer")
    with pytest.raises(NotAllowed):
        confirm_day(
            obligation=case.row,
            met_on=case.row.met_on,
            reason="seen",
            actor=country.actor("administration", "overseer", today),
            today=today,
        )


def test_a_confirmed_day_is_confirmed_no_more_when_its_document_is_another(country: Country) -> None:
    case, today = claimed(country), date(2026, 12, 21)
    overseer = country.actor("administration", "overseer", today)
    confirm_day(obligation=case.row, met_on=case.row.met_on, reason="seen", actor=overseer, today=today)
    correct_evidence(
        evidence=case.row.evidence.get(),
        proof=proof(case, date(2026, 12, 10), "b"),
        reason="wrong order",
        actor=country.actor("ministry-1", "head", today),
        today=today,
    )
    assert Obligation.objects.get(pk=case.row.pk).state(today).kind == StateKind.CLAIMED


def test_garbage_entered_in_time_and_corrected_later_is_not_in_time(country: Country) -> None:
    case = case_of(country, registry.duty("B-1.4-plan"))
    by_hand(country, case, date(2026, 12, 14), date(2026, 12, 15))
    today = date(2027, 1, 20)
    head = country.actor("ministry-1", "head", today)
    (evidence,) = case.row.evidence.all()
    retyped = replace(proof(case, date(2026, 12, 14)), title="Order 8")
    new = correct_evidence(evidence=evidence, proof=retyped, reason="misprint", actor=head, today=today)
    assert Obligation.objects.get(pk=case.row.pk).state(today).kind == StateKind.MET
    true = proof(case, date(2026, 12, 14), "true")
    correct_evidence(evidence=new, proof=true, reason="the order", actor=head, today=today)
    assert Obligation.objects.get(pk=case.row.pk).state(today).kind == StateKind.CLAIMED


def test_an_office_without_a_head_is_closed_by_its_named_officer_and_marked_so(country: Country) -> None:
    case, today = case_of(country, registry.duty("L-9.3")), date(2027, 2, 1)
    country.people["ministry-1 head"].user.role_grants.all().delete()
    record_evidence(
        obligation=case.row,
        proof=proof(case, date(2027, 1, 20)),
        actor=country.actor("ministry-1", "preparer", today),
        today=today,
    )
    row = Obligation.objects.get(pk=case.row.pk)
    assert row.closed_by_officer
    assert row.met_by == country.people["ministry-1 preparer"].user

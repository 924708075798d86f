"""Why a date is that date, for what opens by a period, by events, or is owed at all times; rulings, moves, sending."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from portal.bodies.choices import Function
from portal.bodies.models import BodyFunction
from portal.deadlines import queries
from portal.deadlines.choices import ChangeReason, EventKind, Opens
from portal.deadlines.models import Decision, DueChange, Obligation, ObligationEvent, Rung, Transmittal
from portal.deadlines.queries.why.history import history
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.due import Bound, DayAfterPeriod, EndOfPeriod, FixedDay, MonthDay
from portal.law.counting.events import DaysAfter, Event, WorkingDaysAfter
from portal.law.counting.explaining import Step, StepKind, explain, explain_always, explain_events
from portal.law.counting.from_events import CountKind
from tests.deadlines.conftest import Country
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

ON = date(2027, 3, 20)
WEEK = WorkingCalendar({})


# -- steps as data ---------------------------------------------------------------------------------------------------
def test_explain_of_a_part_of_a_year_due_before_within_and_at_its_end() -> None:
    half, month = Period.half(2027, 1), Period.month(2027, 3)
    before = explain(
        period=half,
        rule=MonthDay(-1, 15, Bound.BEFORE),
        act_rule=MonthDay(-1, 15, Bound.BEFORE),
        due_on=date(2026, 12, 14),
        calendar=WEEK,
    )
    assert before == (
        Step(StepKind.PERIOD, date(2027, 1, 1), date(2027, 6, 30)),
        Step(StepKind.DAY_BEFORE, date(2026, 12, 14), date(2026, 12, 15)),
        Step(StepKind.WORKING, date(2026, 12, 14)),
    )
    end = explain(period=month, rule=EndOfPeriod(), act_rule=EndOfPeriod(), due_on=date(2027, 3, 31), calendar=WEEK)
    assert [step.kind for step in end] == [StepKind.PERIOD, StepKind.LAST_DAY, StepKind.WORKING]


@pytest.mark.parametrize(
    ("day_off", "due_on", "kinds"),
    [
        ("none", date(2027, 1, 10), [StepKind.OFF, StepKind.LAST_WORKING]),
        ("next", date(2027, 1, 11), [StepKind.SETTLED, StepKind.WORKING]),
        ("previous", date(2027, 1, 8), [StepKind.SETTLED, StepKind.WORKING]),
    ],
)
def test_explain_tells_nominal_and_effective_day(day_off: str, due_on: date, kinds: list[StepKind]) -> None:
    rule = FixedDay(0, 1, 10, Bound.NOT_LATER)
    steps = explain(period=Period.year(2027), rule=rule, act_rule=rule, due_on=due_on, calendar=WEEK, day_off=day_off)
    assert [step.kind for step in steps[2:]] == kinds
    if day_off != "none":
        assert (steps[2].other, steps[2].day) == (date(2027, 1, 10), due_on)


def test_explain_tells_a_moved_day_from_one_that_was_kept() -> None:
    rule = DayAfterPeriod(10, Bound.NOT_LATER)
    given = {"period": Period.quarter(2026, 4), "rule": rule, "act_rule": rule, "calendar": WEEK}
    moved = explain(**given, due_on=date(2027, 1, 20), opened_with=date(2027, 1, 10))
    kept = explain(**given, due_on=date(2027, 1, 25), opened_with=date(2027, 1, 25))
    assert moved[2] == Step(StepKind.MOVED, date(2027, 1, 20), date(2027, 1, 10))
    assert kept[2] == Step(StepKind.KEPT, date(2027, 1, 25), date(2027, 1, 10))


def test_explain_without_a_day_and_of_all_times() -> None:
    steps = explain(period=Period.quarter(2027, 1), rule=None, act_rule=None, due_on=None, calendar=WEEK)
    assert [step.kind for step in steps] == [StepKind.PERIOD, StepKind.NO_DAY]
    assert [step.kind for step in explain_always()] == [StepKind.ALWAYS, StepKind.NO_DAY]


def test_explain_events_waits_for_the_last_of_several() -> None:
    ended, received = Event.MEETING_ENDED, Event.RECEPTION_ENDED
    rule = DaysAfter(10, Bound.NOT_LATER)
    waiting = explain_events(
        rule=rule, act_rule=rule, happened={ended: date(2027, 3, 3), received: None}, due_on=None, calendar=WEEK
    )
    assert [step.kind for step in waiting] == [CountKind.HAPPENED, StepKind.WAITING]
    known = {ended: date(2027, 3, 3), received: date(2027, 3, 5)}
    steps = explain_events(rule=rule, act_rule=rule, happened=known, due_on=date(2027, 3, 15), calendar=WEEK)
    assert [(step.kind, step.day) for step in steps[2:]] == [
        (CountKind.LATEST, date(2027, 3, 5)),
        (CountKind.FIRST_DAY, date(2027, 3, 6)),
        (CountKind.CALENDAR_DAY, date(2027, 3, 15)),
        (StepKind.WORKING, date(2027, 3, 15)),
    ]


def test_explain_events_in_working_days_does_not_check_for_a_day_off() -> None:
    steps = explain_events(
        rule=WorkingDaysAfter(3, Bound.NOT_LATER),
        act_rule=WorkingDaysAfter(3, Bound.NOT_LATER),
        happened={Event.PROTOCOL_SIGNED: date(2027, 6, 4)},
        due_on=date(2027, 6, 9),
        calendar=WEEK,
    )
    assert steps[-1].kind is CountKind.WORKING_DAY
    assert steps[-1].day == date(2027, 6, 9)


# -- pages -----------------------------------------------------------------------------------------------------------
def of_event(**fields: object) -> Obligation:
    """Results of an akim's meeting, to be published ten days after the later of meeting and reception."""
    return ObligationFactory(
        **{
            "duty": "C-3.5c",
            "act": "C2",
            "stands_by": "act",
            "body": BodyFactory(akimat=True),
            "opens_by": Opens.EVENT,
            "subject": "event:meeting_ended:1",
            "about_kk": "Ауыз су",
            "about_ru": "Питьевая вода",
            "about_en": "Drinking water",
            "period_key": "2027",
            "happened": {"meeting_ended": "2027-03-03", "reception_ended": "2027-03-05"},
            "act_due_on": date(2027, 3, 15),
            "nominal_due_on": date(2027, 3, 15),
            "computed_due_on": date(2027, 3, 15),
            "opened_on": date(2027, 3, 3),
            **fields,
        }
    )


@pytest.mark.django_db
def test_why_of_events_counts_from_the_latest(law: None) -> None:
    why = queries.why(of_event(), ON)
    assert [(row.name, row.on) for row in why.events] == [
        ("The meeting ended", date(2027, 3, 3)),
        ("The personal reception ended", date(2027, 3, 5)),
    ]
    assert [step.title for step in why.steps] == [
        "What happened",
        "What happened",
        "The latest of several",
        "First day counted",
        "Added term",
        "Check for a day off",
        "Warning",
    ]
    assert why.steps[4].text == "Calendar day 10: Monday 15\xa0March 2027."
    assert why.steps[5].text.startswith("Monday 15\xa0March 2027 is a day off (Constitution Day).")
    # Said once: what is to be done names what it is about.
    assert (why.action.endswith("Drinking water"), why.about) == (True, "")
    assert "meeting_ended=2027-03-03" in why.calculator_url


@pytest.mark.django_db
def test_why_of_what_waits_and_of_what_is_owed_at_all_times(law: None) -> None:
    waits = of_event(
        happened={"meeting_ended": "2027-03-03", "reception_ended": None},
        computed_due_on=None,
        nominal_due_on=None,
        act_due_on=None,
    )
    assert [step.title for step in queries.why(waits, ON).steps] == ["What happened", "Waiting for the event"]
    always = ObligationFactory(
        duty="B-6.3",
        act="B0",
        period_key="standing",
        opens_by=Opens.STANDING,
        computed_due_on=None,
        act_due_on=None,
        opened_on=date(2027, 1, 1),
    )
    why = queries.why(always, ON)
    assert [step.title for step in why.steps] == ["At all times", "No day is set"]
    assert why.tag.text == "No day is set"


@pytest.mark.django_db
def test_why_shows_moves_rulings_and_entries_made_later(law: None) -> None:
    user = UserFactory(full_name="Somebody")
    obligation = ObligationFactory(due_on=date(2026, 12, 22))
    row = Decision.objects.create(
        number=9,
        duty=obligation.duty,
        body=obligation.body,
        period_key="2027",
        extended_to=date(2026, 12, 22),
        document_number="15-3",
        document_address="https://gov.kz/15-3",
        applies_from=date(2027, 1, 1),
        decided_on=date(2026, 12, 10),
        recorded_by=user,
        **{f"{name}_{code}": f"{name}" for name in ("wording", "ground") for code in LANGUAGES},
    )
    DueChange.objects.create(
        obligation=obligation,
        old_due_on=date(2026, 12, 15),
        new_due_on=date(2026, 12, 22),
        reason=ChangeReason.EXTENSION,
        decision=row,
        ground="Flood",
        on=date(2026, 12, 10),
        changed_by=user,
    )
    ObligationEvent.objects.create(
        obligation=obligation, kind=EventKind.OPENED, on=date(2026, 10, 16), recorded_on=date(2026, 10, 20)
    )
    Rung.objects.create(obligation=obligation, rung=7, due_on=date(2026, 12, 22), on=date(2026, 12, 15), told=False)
    why = queries.why(obligation, date(2026, 12, 15))
    ruling = why.decisions[0]
    assert (ruling.number, ruling.outcome) == (9, "For this body the last day is 22\xa0December 2026.")
    assert (ruling.document, ruling.document_url) == ("15-3", "https://gov.kz/15-3")
    assert "Moved from 15\xa0December 2026 to 22\xa0December 2026." in [step.text for step in why.steps]
    assert [(row.title, row.recorded_on) for row in why.history] == [
        ("The duty was opened", date(2026, 10, 20)),
        ("The term was extended to 22\xa0December 2026", None),
    ]
    assert why.history[1].comment == "Decision 9. Flood. Before it was 15\xa0December 2026."
    assert why.history[1].who == ""
    # What was passed over is of interest to those who work here alone.
    own = history(obligation, user)
    assert [(row.title, row.comment) for row in own[2:]] == [
        ("Reminder, 7 days before", "Not sent: a reminder nearer to the deadline said the same.")
    ]


@pytest.mark.django_db
def test_why_shows_where_a_document_was_sent_and_keeps_the_reason_inside(country: Country, client: Client) -> None:
    obligation = ObligationFactory(body=country["ministry-1"], in_time=True)
    evidence = EvidenceFactory(obligation=obligation)
    Transmittal.objects.create(
        evidence=evidence,
        obligation=obligation,
        receiver=country["culture"],
        sent_on=date(2026, 12, 15),
        returned_on=date(2026, 12, 16),
        return_reason="No signature",
        answered_by=country.people["culture head"].user,
    )
    (public,) = queries.why(obligation, ON).sent
    assert (public.tag.text, public.answered_on, public.reason) == ("Returned", date(2026, 12, 16), "")
    actor = country.actor("ministry-1", "head", ON)
    (inside,) = queries.why(obligation, ON, actor=actor).sent
    assert inside.reason == "No signature"
    text = client.get(obligation.get_absolute_url()).content.decode()
    assert "No signature" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_why_pages_of_every_kind_open_without_a_cookie(client: Client, law: None, language: str) -> None:
    for row in (of_event(), ObligationFactory(two_days_late=True), ObligationFactory(gone=True)):
        answer = client.get(address("why", row.pk, language=language))
        assert answer.status_code == 200
        assert not answer.cookies


@pytest.mark.django_db
def test_why_counts_who_else_owes_it(country: Country) -> None:
    first = ObligationFactory(body=country["ministry-1"])
    ObligationFactory(body=country["culture"])
    ObligationFactory(body=country["defence"], internal=True)
    assert queries.why(first, ON).others == 1
    assert BodyFunction.objects.filter(function=Function.AUTHORISED_INFORMATION).exists()
    assert queries.why(first, ON, actor=country.actor("ministry-1", "head", ON)).others == 2

"""The calculator and the catalogue of duties: any duty, any day, old law included, no cookie."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import Decision
from portal.deadlines.queries.calculator import Question, calculate
from portal.kernel.periods import Period
from portal.law import catalogue, registry
from portal.law.counting.events import Event
from tests.deadlines.conftest import Country
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

DAYS = (date(2018, 6, 1), date(2022, 6, 1), date(2025, 6, 1), date(2026, 12, 14))


def ask(duty: str, on: date, **more: object) -> Question:
    return Question(duty, on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("duty", "on", "nominal", "following"),
    [
        (
            "B-1.4-prop",
            date(2026, 11, 22),
            date(2026, 12, 1),
            [date(2026, 12, 1), date(2027, 12, 1), date(2028, 12, 1)],
        ),
        ("B-1.7", date(2027, 1, 10), date(2027, 1, 10), [date(2027, 1, 10), date(2027, 4, 10), date(2027, 7, 10)]),
        ("B-1.7", date(2027, 1, 11), date(2027, 4, 10), [date(2027, 4, 10), date(2027, 7, 10), date(2027, 10, 10)]),
        ("D-3.1", date(2026, 12, 14), date(2026, 12, 14), [date(2026, 12, 14), date(2027, 6, 14), date(2027, 12, 14)]),
        ("C-2.2", date(2027, 1, 19), date(2027, 1, 19), [date(2027, 1, 19), date(2028, 1, 19), date(2029, 1, 19)]),
    ],
)
def test_calculator_gives_the_next_three_days(
    law: None, duty: str, on: date, nominal: date, following: list[date]
) -> None:
    answer = calculate(ask(duty, on))
    assert (answer.gap, answer.due_on) == ("", nominal)
    assert [next_day.due_on for next_day in answer.next_days] == following
    assert answer.act is not None


def test_calculator_warns_of_a_day_off(law: None) -> None:
    first = calculate(ask("B-4.3", date(2027, 1, 1))).next_days[0]
    assert (first.due_on, first.last_working_day) == (date(2027, 1, 10), date(2027, 1, 8))


def test_calculator_follows_a_decision_on_days_off(law: None) -> None:
    Decision.objects.create(
        number=9,
        duty="B-4.3",
        day_off="next",
        applies_from=date(2027, 1, 1),
        is_shipped=True,
        **{f"{name}_{code}": name for name in ("wording", "ground") for code in LANGUAGES},
    )
    answer = calculate(ask("B-4.3", date(2027, 1, 1)))
    assert (answer.nominal_on, answer.due_on) == (date(2027, 1, 10), date(2027, 1, 11))
    assert "Rule on days off" in [step.title for step in answer.steps]
    assert 9 in [panel.number for panel in answer.decisions]


def test_calculator_counts_from_the_latest_event(law: None) -> None:
    happened = {Event.MEETING_ENDED: date(2027, 3, 3), Event.RECEPTION_ENDED: date(2027, 3, 5)}
    assert calculate(ask("C-3.5c", date(2027, 3, 5), happened=happened)).due_on == date(2027, 3, 15)
    first = calculate(ask("C-3.5c", date(2027, 3, 3), happened={**happened, Event.RECEPTION_ENDED: None}))
    assert (first.due_on, first.is_waiting) == (date(2027, 3, 13), False)
    assert "Provisional day" in [step.title for step in first.steps]
    waits = calculate(ask("C-3.5c", date(2027, 3, 5), happened={**happened, Event.MEETING_ENDED: None}))
    assert (waits.due_on, waits.is_waiting) == (None, True)
    assert waits.steps[-1].title == "Waiting for the event"


def test_calculator_counts_working_days_over_a_holiday(law: None) -> None:
    # 15 December 2026 is a Tuesday, the 16th a holiday: the third working day after is Friday the 18th plus one.
    answer = calculate(ask("P-37", date(2026, 12, 15), happened={Event.PROTOCOL_SIGNED: date(2026, 12, 15)}))
    assert answer.due_on == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("duty", "on", "gap"),
    [
        ("D-1.1", date(2018, 6, 1), "On 1\xa0June 2018 no rule of the duty D-1.1 is in force."),
        ("A-7", date(2026, 6, 1), "On 1\xa0June 2026 no rule of the duty A-7 is in force."),
        ("P-37", date(2026, 8, 7), "On 7\xa0August 2026 no rule of the duty P-37 is in force."),
    ],
)
def test_calculator_names_the_gap_and_when_the_duty_is_in_force(law: None, duty: str, on: date, gap: str) -> None:
    answer = calculate(ask(duty, on, happened=dict.fromkeys((Event.PROTOCOL_SIGNED,), on) if duty == "P-37" else {}))
    assert answer.gap == gap
    assert answer.spans
    assert all("in force" in span for span in answer.spans)


def test_calculator_of_a_period_of_old_law(law: None) -> None:
    answer = calculate(ask("A-7", date(2026, 6, 1), period=Period.quarter(2020, 1)))
    assert answer.due_on == date(2020, 4, 10)
    gone = calculate(ask("A-7", date(2026, 6, 1), period=Period.quarter(2026, 1)))
    assert gone.gap == "For the period Q1 2026 no rule of the duty A-7 is in force."


@pytest.mark.parametrize("on", DAYS)
def test_every_duty_has_an_answer_or_a_gap_in_words(law: None, on: date) -> None:
    for key in catalogue.KEYS:
        events = {event for version in registry.duties(key) for event in getattr(version.opens, "events", ())}
        answer = calculate(ask(key, on, happened=dict.fromkeys(events, on)))
        assert bool(answer.gap) != bool(answer.steps), key


def test_calculator_says_whether_a_body_owes_it(country: Country, client: Client) -> None:
    on = date(2026, 12, 1)
    owed = ObligationFactory(body=country["ministry-1"])
    plan = calculate(ask("B-1.4-plan", on, body=country["ministry-1"]))
    assert (plan.owing, plan.obligation) == ("This body owes the duty.", owed)
    exempt = calculate(ask("B-1.4-plan", on, body=country["defence"]))
    assert exempt.owing == "This body is exempt from the duty on that day."
    other = calculate(ask("B-1.4-plan", on, body=country["akimat-1"]))
    assert other.owing == "The act does not oblige this body."
    summed = "It sums up other duties and is counted in them alone: cov-1, cov-2, cov-3, cov-4, cov-5."
    for body in (None, country["akimat-1"]):
        assert calculate(ask("C-cov", on, body=body)).owing == summed


# -- pages -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_calculator_page_is_public_and_its_address_can_be_shared(client: Client, law: None, language: str) -> None:
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        page = address("calculator", language=language)
        for query in (
            "",
            "?duty=B-4.3&on=2027-01-01",
            "?duty=C-3.5c&on=03.03.2027&meeting_ended=03.03.2027",
            "?duty=B-6.3",
        ):
            answer = client.get(page + query)
            assert answer.status_code == 200, query
            assert not answer.cookies
            assert answer["Cache-Control"] == "public, max-age=30"
        text = client.get(page + "?duty=B-4.3&on=2027-01-01").content.decode()
        assert 'datetime="2027-01-10"' in text
        assert 'datetime="2027-01-08"' not in text
        assert client.get(page + "?duty=P-40%2F41&on=2027-01-01").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?duty=Z-1",
        "?duty=B-4.3&on=tomorrow",
        "?duty=B-4.3&on=31.02.2027",
        "?duty=B-4.3&on=01.01.1900",
        "?duty=B-4.3&on=01.01.9999",
        "?duty=B-4.3&period=2027-Q9",
        "?duty=B-4.3&body=nobody",
        "?duty=%01",
        "?duty=C-3.5c&meeting_ended=x",
    ],
)
def test_calculator_says_what_was_typed_wrong(client: Client, law: None, query: str) -> None:
    answer = client.get(address("calculator") + query)
    assert answer.status_code == 200
    assert "The form was not accepted" in answer.content.decode()


def test_calculator_page_costs_the_same_for_every_duty(client: Client, country: Country) -> None:
    counts = set()
    for duty in ("B-1.7", "D-3.1", "P-3"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address('calculator')}?duty={duty}&on=2026-12-14&body=ministry-1")
        counts.add(len(captured))
    assert max(counts) <= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_page_shows_what_stands_on_a_day(client: Client, law: None, language: str) -> None:
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        page = address("duties", language=language)
        with CaptureQueriesContext(connection) as captured:
            now = client.get(page)
        assert (now.status_code, len(captured)) == (200, 1)
        text = now.content.decode()
        assert "D-1.1" in text
        assert "A-7" not in text
        old = client.get(page + "?on=01.06.2021").content.decode()
        assert "A-7" in old
        assert "D-1.1" not in old
        whole = client.get(page + "?show=all").content.decode()
        assert all(f">{key}<" in whole for key in catalogue.KEYS)
        assert client.get(page + "?on=x").status_code == 200

"""What pages, desks and watchers read, with its number of statements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from portal.deadlines import queries
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil, refresh_totals, sweep
from portal.kernel import clock
from tests.deadlines.conftest import Country
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 12, 20)
NOW = clock.at(ON, 9)


def test_desk_shows_overdue_first_and_then_by_day(
    country: Country, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep(on=date(2026, 12, 5))
    actor = country.actor("ministry-1", "preparer", date(2026, 12, 5))
    with django_assert_num_queries(2):
        rows = queries.due_for(actor, date(2026, 12, 5))
    assert [(row.duty, row.days, row.is_late, row.is_soon, row.closing) for row in rows] == [
        ("B-1.4-prop", 4, True, False, "portal"),
        ("B-1.4-plan", 10, False, False, "record"),
        ("B-1.7", 36, False, False, "record"),
    ]
    assert [row.last_working_day for row in rows] == [None, None, date(2027, 1, 8)]
    assert rows[1].action == "Approve the departmental plan for 2027"
    assert rows[1].url == f"/en/work/obligations/{rows[1].obligation.pk}/"


def test_desk_of_the_government_and_of_people_without_duties(country: Country) -> None:
    on = date(2026, 12, 5)
    sweep(on=on)
    government = queries.due_for(country.actor("government", "approver", on), on)
    assert [(row.duty, row.period_key) for row in government] == [("B-4.3", "2027")]
    assert queries.due_for(country.actor("administration", "overseer", on), on) == []
    assert queries.due_for(country.actor("defence", "head", on), on) == []


def test_desk_is_bounded(country: Country, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    body = country["ministry-1"]
    for number in range(60):
        ObligationFactory(body=body, subject=f"official {number}")
    actor = country.actor("ministry-1", "head", ON)
    with django_assert_num_queries(2):
        assert len(queries.due_for(actor, ON)) == 50


def test_figures_count_what_is_over_and_give_their_base(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ObligationFactory(in_time=True)
    ObligationFactory(in_time=True)
    ObligationFactory(two_days_late=True)
    ObligationFactory()
    ObligationFactory(waived=True)
    ObligationFactory(internal=True)
    ObligationFactory(computed_due_on=date(2027, 1, 10))
    refresh_totals(on=ON, now=NOW)
    with django_assert_num_queries(2):
        figures = queries.figures(queries.Asked(), ON)
    assert (figures.total, figures.in_time, figures.late, figures.missing) == (4, 2, 1, 1)
    assert (figures.in_time_share, figures.late_share, figures.missing_share) == (50, 25, 25)
    assert (figures.since, figures.last) == (date(2026, 12, 15), date(2026, 12, 15))
    assert (figures.until, figures.counted_at) == (ON, NOW)
    assert (figures.whole.waived, figures.whole.not_due) == (1, 1)


def test_figures_of_a_past_day_are_counted_for_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ObligationFactory(two_days_late=True)
    ObligationFactory(computed_due_on=date(2026, 12, 1))
    with django_assert_num_queries(1):
        figures = queries.figures(queries.Asked(as_of=date(2026, 12, 16)), ON)
    assert (figures.total, figures.missing, figures.until, figures.counted_at) == (2, 2, date(2026, 12, 16), None)


def test_figures_of_nothing_divide_by_nothing() -> None:
    figures = queries.figures(queries.Asked(), ON)
    assert (figures.total, figures.in_time_share, figures.since) == (0, 0, None)


def test_figures_keep_the_states_when_the_rows_are_narrowed_to_one() -> None:
    ObligationFactory(in_time=True)
    missing = ObligationFactory()
    asked = queries.Asked(state="overdue")
    refresh_totals(on=ON, now=NOW)
    assert list(queries.chosen(asked, ON)) == [missing]
    assert queries.figures(asked, ON).total == 2


def test_chosen_narrows_by_each_part() -> None:
    region = TerritoryFactory()
    akimat = BodyFactory(akimat=True, territory=region)
    ministry = BodyFactory()
    calendar = ObligationFactory(body=akimat, duty="C-2.1", act="C2", stands_by="act")
    plan = ObligationFactory(body=ministry)
    older = ObligationFactory(body=ministry, period_key="2026", computed_due_on=date(2025, 12, 15))
    ObligationFactory(body=ministry, internal=True, subject="hidden")

    def found(**asked: object) -> list[Obligation]:
        return list(queries.chosen(queries.Asked(**asked), ON))

    assert found() == [older, plan, calendar]
    assert found(body=ministry) == [older, plan]
    assert found(duty="C-2.1") == [calendar]
    assert found(period_key="2026") == [older]
    assert found(region=region) == [calendar]
    assert found(body=ministry, region=region) == []
    assert found(year=2026) == [older]
    assert found(act="C2") == [calendar]
    assert found(level="central") == [older, plan]
    assert found(level="region", q="№") == []
    assert found(q=akimat.name_ru) == [calendar]
    assert found(state="overdue", as_of=date(2026, 12, 15)) == [older]


def test_what_presses_comes_first() -> None:
    met = ObligationFactory(in_time=True)
    later = ObligationFactory(computed_due_on=date(2027, 2, 1))
    waiting = ObligationFactory(waiting=True)
    overdue = ObligationFactory()
    soon = ObligationFactory(computed_due_on=date(2026, 12, 24))
    older = ObligationFactory(in_time=True, computed_due_on=date(2025, 12, 15))
    for asked in (queries.Asked(), queries.Asked(as_of=ON)):
        assert list(queries.chosen(asked, ON)) == [overdue, soon, later, waiting, met, older]


def test_record_of_a_body_and_of_a_place(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    akimat = BodyFactory(akimat=True)
    for number in range(9):
        ObligationFactory(body=akimat, in_time=True, subject=f"{number}")
    ObligationFactory()
    ObligationFactory(body=akimat, internal=True, subject="hidden")
    refresh_totals(on=ON, now=NOW)
    with django_assert_num_queries(3):
        of_body = queries.body_record(akimat, ON)
    with django_assert_num_queries(3):
        of_place = queries.territory_record(akimat.territory, ON)
    for record in (of_body, of_place):
        assert (record.figures.total, len(record.rows), record.has_more) == (9, 8, True)


def test_obligations_by_body_for_the_intake_board(
    country: Country, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep(on=date(2026, 11, 24))
    with django_assert_num_queries(1):
        rows = queries.obligations(duty="B-1.4-prop", period_key="2027")
    assert set(rows) == {country["culture"].pk, country["ministry-1"].pk}
    found = queries.obligation(duty="B-1.4-prop", body=country["ministry-1"], period_key="2027")
    assert found == rows[country["ministry-1"].pk]
    assert queries.obligation(duty="B-1.4-prop", body=country["defence"], period_key="2027") is None


def test_due_date_is_asked_of_the_law(law: None) -> None:
    assert queries.due_date(duty="B-1.4-prop", period_key="2027") == date(2026, 12, 1)
    assert queries.rule("B-6.1", "2027").due_on == date(2026, 12, 15)


def test_sweep_age_is_of_the_last_one_that_ended(law: None) -> None:
    assert queries.last_sweep() is None
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        assert queries.sweep_age(clock.now()) is None
        sweep(on=date(2026, 11, 24))
    with time_machine.travel("2026-11-24 05:20Z", tick=False):
        assert queries.sweep_age(clock.now()) == timedelta(minutes=20)


def test_days_off_name_holidays_and_count_moved_days(law: None) -> None:
    off = queries.days_off(date(2027, 1, 1), date(2027, 1, 10))
    assert off == {
        date(2027, 1, 1): "New Year",
        date(2027, 1, 2): "New Year",
        date(2027, 1, 3): "",
        date(2027, 1, 4): "New Year: day off in lieu",
        date(2027, 1, 7): "Orthodox Christmas",
        date(2027, 1, 9): "",
        date(2027, 1, 10): "",
    }
    assert date(2024, 5, 4) not in queries.days_off(date(2024, 5, 1), date(2024, 5, 5))


@pytest.mark.parametrize(("text", "year"), [("2027", 2027), ("", 2026), ("x", 2026), ("٢٠٢٧", 2026), ("99999", 2026)])
def test_year_of_an_address_falls_back_to_this_year(text: str, year: int) -> None:
    assert queries.year_of(text, ON) == year


# -- why this date -------------------------------------------------------------------------------------------------
def test_why_counts_step_by_step(country: Country, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sweep(on=date(2027, 1, 3))
    obligation = Obligation.objects.select_related("body").get(duty="C-3.5d")
    with django_assert_num_queries(9):
        why = queries.why(obligation, date(2027, 1, 3))
    assert [(step.title, step.text) for step in why.steps] == [
        ("Reported period", "Q4 2026 ended on 31\xa0December 2026."),
        ("Added term", "Day 10 of the next month, inclusive: 10\xa0January 2027."),
        (
            "Decision of the portal's owner",
            "By the act the last day is 25\xa0January 2027; on the portal it is 10\xa0January 2027.",
        ),
        (
            "Check for a day off",
            "Sunday 10\xa0January 2027 is a day off. This duty does not move to a working day.",
        ),
        ("Warning", "The last working day before is Friday 8\xa0January 2027; reminders name it."),
    ]
    assert [panel.number for panel in why.decisions] == [2, 4]
    assert (why.stands_by, why.is_ordered) == ("Required by the act", False)
    assert why.act.clause == "clause 3.5"
    assert (why.act.address, why.act.address_confirmed) == ("https://adilet.zan.kz/rus/docs/U2200000826", True)
    assert why.act.day == "By the act the last day is 25\xa0January 2027."
    assert (
        why.act.doubt == "The text of the first edition: what the amendment of 2023 says of this clause was not read."
    )
    assert why.tag.text == "7 days left"


def test_why_says_ordered_on_this_portal_where_only_a_decision_stands(country: Country) -> None:
    sweep(on=date(2026, 11, 24))
    why = queries.why(Obligation.objects.get(duty="B-1.7", body=country["culture"]), date(2026, 11, 24))
    assert (why.stands_by, why.is_ordered) == ("Ordered on this portal", True)
    assert (why.act.address, why.act.address_confirmed) == ("https://adilet.zan.kz/rus/docs/P2200000112", False)
    assert why.act.day == "The act sets no day."
    assert why.act.note == "This text never came into force: it remained a draft."
    assert why.steps[2].text == "The act sets no day; the decision sets 10\xa0January 2027."


@pytest.mark.parametrize(
    ("duty", "texts"),
    [
        (
            "C-2.1",
            [
                "The duty is for 2027.",
                "15\xa0January 2027, inclusive.",
                "By the act the last day is 14\xa0January 2027; on the portal it is 15\xa0January 2027.",
                "Friday 15\xa0January 2027 is a working day.",
            ],
        ),
        (
            "B-4.3",
            [
                "The duty is for 2027.",
                "10\xa0January 2027, inclusive.",
                "Sunday 10\xa0January 2027 is a day off. This duty does not move to a working day.",
                "The last working day before is Friday 8\xa0January 2027; reminders name it.",
            ],
        ),
    ],
)
def test_why_of_yearly_duties(country: Country, duty: str, texts: list[str]) -> None:
    sweep(on=date(2026, 11, 24))
    why = queries.why(Obligation.objects.get(duty=duty), date(2026, 11, 24))
    assert [step.text for step in why.steps] == texts


def test_why_names_the_holiday_on_the_due_day(law: None) -> None:
    obligation = ObligationFactory(due_on=date(2026, 12, 16), act_due_on=None)
    why = queries.why(obligation, ON)
    assert why.steps[-2].text == (
        "Wednesday 16\xa0December 2026 is a day off (Independence Day). This duty does not move to a working day."
    )
    assert why.steps[2].text == "Moved from 15\xa0December 2026 to 16\xa0December 2026."


def test_why_without_a_rule_any_more_keeps_the_words_of_its_act(law: None) -> None:
    obligation = ObligationFactory(period_key="2021", duty="B-1.4-prop")
    why = queries.why(obligation, ON)
    assert why.steps == []
    assert why.act.clause == "clause 1.4"


def test_why_hides_names_and_workspace_links_from_the_public(country: Country) -> None:
    on = date(2026, 11, 25)
    actor = country.actor("ministry-1", "preparer", on)
    obligation = fulfil(
        duty="B-1.4-prop",
        body=country["ministry-1"],
        period_key="2027",
        on=on,
        evidence=Proof("act", "Proposals", "/work/proposals/1/", signer="Who pressed the button"),
        actor=actor,
    )
    assert obligation is not None
    EvidenceFactory(obligation=obligation, kind="act", address="/schedules/graph/2027/")
    public = queries.why(obligation, on)
    assert [(row.url, row.recorded_by, row.may_correct) for row in public.evidence] == [
        ("", "", False),
        ("/en/schedules/graph/2027/", "", False),
    ]
    assert [row.signer for row in public.evidence] == ["", ""]
    assert {row.who for row in public.history} == {""}
    inside = queries.why(obligation, on, actor=actor)
    assert inside.evidence[0].url == "/en/work/proposals/1/"
    assert inside.evidence[0].signer == "Who pressed the button"
    assert inside.evidence[0].recorded_by == "preparer of ministry-1"
    assert [(row.title, row.who) for row in inside.history][-1] == ("Done", "preparer of ministry-1")


def test_history_tells_everything_in_order_of_days(country: Country) -> None:
    sweep(on=date(2026, 12, 20))
    obligation = Obligation.objects.get(duty="B-1.4-plan", body=country["ministry-1"])
    reader = country.actor("ministry-1", "head", date(2026, 12, 20))
    history = queries.why(obligation, ON, actor=reader).history
    assert [(row.on, row.title, bool(row.comment)) for row in history] == [
        (date(2026, 11, 1), "The duty was opened", False),
        (date(2026, 11, 13), "Reminder, 30 days before", True),
        (date(2026, 12, 1), "Reminder, 14 days before", True),
        (date(2026, 12, 8), "Reminder, 7 days before", True),
        (date(2026, 12, 11), "Reminder, 3 days before", True),
        (date(2026, 12, 14), "Reminder, 1 day before", True),
        (date(2026, 12, 15), "Reminder on the due day", True),
        (date(2026, 12, 16), "First day late", False),
        (date(2026, 12, 16), "The head and staff of the body were notified", False),
        (date(2026, 12, 18), "The higher body was notified, or the authorised body where there is none", False),
    ]


@pytest.mark.parametrize(
    ("trait", "text"),
    [
        ("in_time", "In time"),
        ("two_days_late", "Done, 2 days late"),
        ("waived", "Waived"),
        ("exempt", "Exempt"),
        ("waiting", "Waiting for the event"),
        ("no_day", "No day is set"),
        ("gone", "Not needed any more"),
    ],
)
def test_tag_says_the_state_in_words(trait: str, text: str) -> None:
    (row,) = queries.board_rows([ObligationFactory(**{trait: True})], ON)
    assert row.tag.text == text


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 11, 1), "44 days left"),
        (date(2026, 12, 14), "1 day left"),
        (date(2026, 12, 15), "Due today"),
        (date(2026, 12, 16), "Not done, 1 day late"),
        (date(2026, 12, 17), "Not done, 2 days late"),
    ],
)
def test_tag_of_an_open_duty_counts_days(on: date, text: str) -> None:
    (row,) = queries.board_rows([ObligationFactory()], on)
    assert row.tag.text == text


def test_tag_of_an_extended_duty_says_so() -> None:
    (row,) = queries.board_rows([ObligationFactory(due_on=date(2026, 12, 31))], date(2026, 12, 1))
    assert row.tag.text == "Term extended, 30 days left"

"""Reads: what the screens get, and that the number of statements does not grow with the rows."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from portal.deadlines.services import seed_calendar, sweep
from portal.kernel.periods import Period
from schedules.kinds import PLAN
from schedules.models import Schedule
from schedules.queries import desk_items, intake_board, published_graph, published_matrix, quarter_gaps
from schedules.queries.graph import graph_view
from schedules.queries.matrix import year_matrix
from schedules.queries.planning_year import planning_year
from schedules.queries.plans_published import published_plan
from schedules.queries.proposals import own_proposals, proposal_view
from schedules.queries.published import published_graphs
from schedules.queries.rows import row_differences, when_in_words
from schedules.queries.tags import schedule_steps
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, ExemptionFactory, OfficialFactory, TerritoryFactory
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
    many_entries,
    many_rows,
)
from tests.schedules.conftest import World
from tests.texts import plain

QUARTER_DAYS = (date(2027, 2, 16), date(2027, 5, 18), date(2027, 8, 17), date(2027, 11, 16))
LATE = date(2026, 12, 3)


def statements(read) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


# -- a proposal --------------------------------------------------------------------------------------------------------
def test_proposal_view_says_what_is_missing_and_what_deserves_a_look(world: World) -> None:
    seed_calendar()
    proposal = ProposalFactory(body=world.ministry)
    ProposalRowFactory(proposal=proposal, territory=world.region, day=date(2027, 5, 9), subject_ru="", venue_kk="Зал")
    ProposalRowFactory(proposal=proposal, territory=world.region, day=date(2027, 8, 17))
    ProposalRowFactory(proposal=proposal, territory=world.region, day=date(2027, 8, 17))
    view = proposal_view(proposal, TODAY)
    assert [[str(gap) for gap in row.gaps] for row in view.rows] == [
        ["subject in Russian", "venue in Russian"],
        [],
        [],
    ]
    assert [[str(concern) for concern in row.concerns] for row in view.rows] == [
        ["This is a day off."],
        ["The same official has another meeting on this day."],
        ["The same official has another meeting on this day."],
    ]
    assert [cover.meetings for cover in view.quarters] == [0, 1, 2, 0]
    assert view.missing == [Period.quarter(2027, 1), Period.quarter(2027, 4)]
    assert (view.due_on, view.days_left, view.gap_count, view.lacks) == (date(2026, 12, 1), 7, 1, True)


def test_proposal_view_asks_no_quarters_of_an_exempt_ministry(world: World) -> None:
    exemption = ExemptionFactory(body=world.ministry, act="D", starts_on=date(2027, 1, 1))
    view = proposal_view(ProposalFactory(body=world.ministry), TODAY)
    assert (view.exemption, view.missing) == (exemption, [])


def test_proposal_view_has_no_due_day_for_a_ministry_that_is_not_asked(world: World) -> None:
    ExemptionFactory(body=world.ministry, act="B")
    view = proposal_view(ProposalFactory(body=world.ministry), LATE)
    assert (view.due_on, view.files_late) == (None, False)


def test_proposal_view_takes_the_same_statements_for_1_and_300_rows(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, rows=1)
    one = statements(lambda: proposal_view(proposal, TODAY))
    many_rows(proposal, 299, world.region)
    assert statements(lambda: proposal_view(proposal, TODAY)) == one == 6


def test_own_proposals_offers_the_years_that_are_not_begun(world: World) -> None:
    ProposalFactory(body=world.ministry, period_key="2027")
    ProposalFactory(body=world.neighbour, period_key="2026")
    lines = own_proposals(world.actor("preparer"), TODAY)
    assert [(line.period_key, line.proposal is None) for line in lines] == [("2027", False), ("2026", True)]
    assert own_proposals(world.actor("approver"), TODAY) == []


def test_row_differences_are_told_in_the_order_of_the_form() -> None:
    territory, official = (
        TerritoryFactory.build(name_en="Here"),
        OfficialFactory.build(title_en="Minister", body=BodyFactory.build()),
    )
    common = {"territory": territory, "official": official, "proposal": None}
    saved = ProposalRowFactory.build(**common, day=date(2027, 5, 18), subject_kk="Су", subject_ru="Вода", subject_en="")
    typed = ProposalRowFactory.build(**common, month=True, subject_kk="Су", subject_ru="Дороги", subject_en="")
    assert [(each.label, each.saved, each.typed) for each in row_differences(saved, typed)] == [
        ("When", "18\u00a0May 2027", "May 2027"),
        ("Subject in Russian", "Вода", "Дороги"),
    ]


@pytest.mark.parametrize(
    ("traits", "words"),
    [({}, "16\u00a0March 2027"), ({"month": True}, "May 2027"), ({"quarter": True}, "Q3 2027")],
)
def test_when_in_words(traits: dict, words: str) -> None:
    assert when_in_words(ProposalRowFactory.build(territory=None, official=None, proposal=None, **traits)) == words


# -- the board ---------------------------------------------------------------------------------------------------------
def test_intake_board_puts_every_ministry_in_its_place(world: World) -> None:
    sweep(on=LATE)
    ProposalFactory(body=world.ministry, rows=2)
    ProposalFactory(body=world.neighbour, submitted=True, late=True)
    ProposalFactory(body=world.authorised, accepted=True, rows=3)
    BodyFactory(slug="energy")
    ProposalFactory(body=BodyFactory(slug="trade"), returned=True)
    board = intake_board("2027", LATE)
    assert [(row.body.slug, row.status, row.days, row.meetings, row.norm) for row in board.rows] == [
        ("energy", "missing", 2, None, 4),
        ("water", "missing", 2, None, 4),
        ("trade", "returned", 0, 0, 4),
        ("finance", "late", 2, 0, 4),
        ("culture", "accepted", 0, 3, 4),
    ]
    assert [(figure.value, figure.text) for figure in board.figures] == [
        (1, "filed in time"),
        (1, "filed late"),
        (1, "returned for revision"),
        (2, "have not filed in time"),
    ]
    assert (board.open_count, board.is_over, board.draft_due_on) == (3, True, date(2026, 12, 15))


def test_intake_board_before_the_due_day_calls_nobody_missing(world: World) -> None:
    ProposalFactory(body=world.ministry)
    board = intake_board("2027", TODAY)
    assert [(row.body.slug, row.status) for row in board.rows] == [
        ("water", "draft"),
        ("culture", "awaited"),
        ("finance", "awaited"),
    ]
    assert str(board.figures[3].text) == "have still time to file"


def test_intake_board_leaves_exempt_ministries_out_unless_they_have_filed(world: World) -> None:
    ExemptionFactory(body=world.ministry, act="B")
    ExemptionFactory(body=world.neighbour, act="B")
    ProposalFactory(body=world.neighbour, submitted=True)
    assert {row.body.slug for row in intake_board("2027", TODAY).rows} == {"culture", "finance"}


def test_intake_board_tells_clashes_and_regions_nobody_visits(world: World) -> None:
    district = TerritoryFactory(district=True, parent=world.region)
    empty = TerritoryFactory(name_en="Empty Region")
    for body, place in ((world.ministry, world.region), (world.neighbour, district)):
        ProposalRowFactory(proposal=ProposalFactory(body=body, submitted=True), territory=place)
    ProposalRowFactory(proposal=ProposalFactory(body=world.authorised), territory=empty)
    board = intake_board("2027", TODAY)
    assert [(clash.day, clash.region, set(clash.bodies)) for clash in board.clashes] == [
        (date(2027, 3, 16), world.region, {world.ministry, world.neighbour})
    ]
    assert empty in board.unvisited
    assert world.region not in board.unvisited


def test_intake_board_takes_the_same_statements_for_1_and_300_rows(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    ProposalRowFactory(proposal=proposal, territory=world.region)
    one = statements(lambda: intake_board("2027", TODAY))
    other = ProposalFactory(body=world.neighbour, submitted=True)
    many_rows(proposal, 149, world.region)
    many_rows(other, 150, world.region)
    for number in range(10):
        ProposalFactory(body=BodyFactory(slug=f"extra-{number}"), submitted=True)
    assert statements(lambda: intake_board("2027", TODAY)) == one == 11


# -- the schedule ------------------------------------------------------------------------------------------------------
def test_quarter_gaps_counts_first_heads_of_bound_ministries_only(world: World) -> None:
    exempt = BodyFactory(slug="interior")
    ExemptionFactory(body=exempt, act="D")
    schedule = ScheduleFactory()
    for day in QUARTER_DAYS:
        ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=day)
    deputy = OfficialFactory(body=world.neighbour, post="deputy")
    ScheduleEntryFactory(schedule=schedule, body=world.neighbour, official=deputy, day=QUARTER_DAYS[0])
    ScheduleEntryFactory(schedule=schedule, body=world.authorised, quarter=True)
    gaps = {gap.body.slug: [quarter.key for quarter in gap.quarters] for gap in quarter_gaps(schedule, TODAY)}
    assert gaps == {
        "finance": ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"],
        "culture": ["2027-Q1", "2027-Q2", "2027-Q4"],
    }


def test_quarter_gaps_let_a_half_year_fill_one_quarter_of_its_own(world: World) -> None:
    schedule = ScheduleFactory()
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=date(2027, 2, 16))
    ScheduleEntryFactory(
        schedule=schedule,
        body=world.ministry,
        territory=world.region,
        day=None,
        half_key="2027-H2",
        span_start=date(2027, 7, 1),
    )
    gaps = {gap.body.slug: [quarter.key for quarter in gap.quarters] for gap in quarter_gaps(schedule, TODAY)}
    assert gaps["water"] == ["2027-Q2", "2027-Q4"]


def test_matrix_spans_a_quarter_that_has_no_month_and_shows_gaps(world: World) -> None:
    schedule = ScheduleFactory()
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=date(2027, 2, 16))
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, month=True)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, quarter=True)
    entries = list(schedule.entries.in_order().with_places())
    row = year_matrix(Period.year(2027), [world.ministry], entries, [world.ministry.pk]).rows[0]
    assert [(cell.period.key, cell.span, len(cell.marks), bool(cell.gap)) for cell in row.cells] == [
        ("2027-01", 1, 0, False),
        ("2027-02", 1, 1, False),
        ("2027-03", 1, 0, False),
        ("2027-04", 1, 0, False),
        ("2027-05", 1, 1, False),
        ("2027-06", 1, 0, False),
        ("2027-Q3", 3, 1, False),
        ("2027-Q4", 3, 0, True),
    ]
    mark = row.cells[1].marks[0]
    assert (mark.letters, mark.words) == ("Kyz", f"16\u00a0February 2027: {world.region.name_en}")


def test_matrix_says_what_its_letters_mean_and_whose_day_has_passed(world: World) -> None:
    schedule = ScheduleFactory()
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=date(2027, 2, 16))
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=date(2027, 2, 17))
    entries = list(schedule.entries.in_order().with_places())
    for on, over in (("2027-02-16", []), ("2027-02-17", [16]), ("2027-02-18", [16, 17])):
        with time_machine.travel(f"{on} 05:00Z", tick=False):
            matrix = year_matrix(Period.year(2027), [world.ministry], entries)
        marks = [mark for cell in matrix.rows[0].cells for mark in cell.marks]
        assert [mark.entry.day.day for mark in marks if mark.is_over] == over
        assert matrix.has_over == bool(over)
        assert matrix.places == (("Kyz", world.region.name_en),)
        with time_machine.travel(f"{on} 05:00Z", tick=False):
            html = render_to_string("schedules/_matrix.html", {"matrix": matrix, "request": RequestFactory().get("/")})
        # The legend says it once more, and its sign is not read out.
        assert html.count("the day has passed") == len(over) + bool(over)
        assert f"<dt>Kyz</dt><dd>{world.region.name_en}</dd>" in html


def test_matrix_puts_a_quarter_beside_months_into_its_first_month(world: World) -> None:
    schedule = ScheduleFactory()
    for traits in ({"quarter": True}, {"day": date(2027, 8, 17)}):
        ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, **traits)
    entries = list(schedule.entries.in_order().with_places())
    row = year_matrix(Period.year(2027), [world.ministry], entries).rows[0]
    assert [len(cell.marks) for cell in row.cells[6:9]] == [1, 1, 0]


def test_graph_view_takes_the_same_statements_for_1_and_300_entries(world: World) -> None:
    schedule = ScheduleFactory(agreement=True)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region)
    AgreementSlotFactory(schedule=schedule, body=world.ministry)
    one = statements(lambda: graph_view(schedule, TODAY))
    many_entries(schedule, world.ministry, 149, world.region)
    many_entries(schedule, world.neighbour, 150, world.region)
    AgreementSlotFactory(schedule=schedule, body=world.neighbour)
    assert statements(lambda: graph_view(schedule, TODAY)) == one == 9


def test_published_graph_takes_the_same_statements_for_1_and_300_entries(world: World) -> None:
    schedule = ScheduleFactory(published=True)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region)
    one = statements(lambda: published_graph("2027"))
    many_entries(schedule, world.ministry, 149, world.region)
    many_entries(schedule, world.neighbour, 150, world.region)
    assert statements(lambda: published_graph("2027")) == one == 6


def test_a_long_schedule_is_told_in_numbers_and_fetches_a_page_alone(world: World, client: Client, monkeypatch) -> None:
    schedule = ScheduleFactory(published=True)
    many_entries(schedule, world.ministry, 60, world.region)
    many_entries(schedule, world.neighbour, 61, world.region)
    marked = published_graph("2027")
    monkeypatch.setattr("schedules.queries.published.MARKS", 120)
    counted = published_graph("2027")

    assert (counted.entry_count, counted.region_count, counted.body_count) == (121, 1, 2)
    assert (marked.entry_count, marked.region_count, marked.body_count) == (121, 1, 2)
    totals = {row.body: sum(cell.count for cell in row.cells) for row in counted.matrix.rows}
    assert totals == {row.body: sum(len(cell.marks) for cell in row.cells) for row in marked.matrix.rows}
    assert not isinstance(counted.entries, list)
    html = client.get("/ru/schedules/graph/2027/?page=2").content.decode()
    assert html.count('id="e-') == 50
    assert f"calendar/?body={world.ministry.slug}&amp;month=2027-" in html
    monkeypatch.setattr("schedules.queries.published.ROWS", 1)
    short = published_graph("2027")
    assert [row.body for row in short.matrix.rows] == [world.neighbour]
    assert (short.matrix.left_out, short.body_count) == (1, 2)
    html = client.get("/ru/schedules/graph/2027/?page=3").content.decode()
    assert "1 орган с меньшим числом встреч здесь не показан" in plain(html)


def test_a_published_plan_fetches_a_page_alone(world: World, client: Client) -> None:
    schedule = ScheduleFactory(kind="plan", body=world.ministry, published=True)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region)
    one = statements(lambda: published_plan(PLAN, world.ministry.slug, "2027"))
    many_entries(schedule, world.ministry, 120, world.region)
    assert statements(lambda: published_plan(PLAN, world.ministry.slug, "2027")) == one == 4
    found = published_plan(PLAN, world.ministry.slug, "2027")
    assert (found.entry_count, found.region_count) == (121, 1)
    with CaptureQueriesContext(connection) as asked:
        html = client.get(f"/ru/schedules/plan/{world.ministry.slug}/2027/?page=2").content.decode()
    assert html.count('id="e-') == 50
    assert [sql for sql in (each["sql"] for each in asked) if "scheduleentry" in sql and "LIMIT" not in sql] == []


@pytest.mark.parametrize("state", ["draft", "agreement", "government", "approved"])
def test_published_graph_is_not_there_before_publication(world: World, state: str) -> None:
    ScheduleFactory(**({} if state == "draft" else {state: True}), entries=1)
    for read in (published_graph, published_matrix):
        with pytest.raises(Schedule.DoesNotExist):
            read("2027")
    assert list(published_graphs()) == []


def test_published_graphs_counts_meetings_bodies_and_regions(world: World) -> None:
    schedule = ScheduleFactory(published=True)
    district = TerritoryFactory(district=True, parent=world.region)
    for body, place in (
        (world.ministry, world.region),
        (world.ministry, district),
        (world.neighbour, TerritoryFactory()),
    ):
        ScheduleEntryFactory(schedule=schedule, body=body, territory=place)
    found = published_graphs().get()
    assert (found.entry_count, found.body_count, found.region_count) == (3, 2, 2)
    graph = published_graph("2027")
    assert (graph.entry_count, graph.body_count, graph.region_count) == (3, 2, 2)


@pytest.mark.parametrize(
    ("traits", "year"),
    [(None, "2027"), ({}, "2026"), ({"approved": True}, "2026"), ({"published": True}, "2027")],
)
def test_planning_year_is_the_running_one_while_its_schedule_is_on_the_way(db, traits, year: str) -> None:
    if traits is not None:
        ScheduleFactory(period_key="2026", **traits)
    assert planning_year(TODAY) == year


@pytest.mark.parametrize(
    ("traits", "done", "now"),
    [({}, [], 1), ({"government": True}, [1, 2], 3), ({"published": True}, [1, 2, 3, 4, 5], None)],
)
def test_schedule_steps(db, traits: dict, done: list[int], now: int | None) -> None:
    steps = schedule_steps(ScheduleFactory(**traits))
    assert [step.number for step in steps if step.is_done] == done
    assert [step.number for step in steps if step.is_now] == ([now] if now else [])


# -- my desk -----------------------------------------------------------------------------------------------------------
def kinds(world: World, name: str) -> list[str]:
    return [item.kind for item in desk_items(world.actor(name), TODAY)]


def test_desk_of_the_ministry_holds_drafts_returns_and_answers_awaited(world: World) -> None:
    ProposalFactory(body=world.ministry, period_key="2026", returned=True)
    ProposalFactory(body=world.ministry)
    slot = AgreementSlotFactory(schedule=ScheduleFactory(agreement=True, period_key="2026"), body=world.ministry)
    items = desk_items(world.actor("preparer"), TODAY)
    assert [(item.kind, item.due_on) for item in items] == [
        ("draft", date(2026, 12, 1)),
        ("slot", slot.due_on),
        ("returned", None),
    ]
    assert items[1].url.endswith(f"/work/graph/2026/agreement/{world.ministry.slug}/")
    assert kinds(world, "neighbour") == []


def test_desk_of_the_authorised_body_has_one_line_for_proposals_to_review(world: World) -> None:
    ProposalFactory(body=world.ministry, submitted=True)
    [item] = desk_items(world.actor("intake"), TODAY)
    assert (item.kind, item.title, item.note) == ("review", "1 proposal for 2027 to review", world.ministry.name_en)
    ProposalFactory(body=world.neighbour, submitted=True)
    [item] = desk_items(world.actor("intake"), TODAY)
    assert (item.title, item.url) == ("2 proposals for 2027 to review", "/en/work/intake/2027/")


@pytest.mark.parametrize(
    ("traits", "slots", "kind"),
    [
        ({}, [], ["draft_schedule"]),
        ({"agreement": True}, [{}], []),
        ({"agreement": True}, [{"remarks_given": True}], ["remarks"]),
        ({"agreement": True}, [{"agreed": True}], ["send"]),
        ({"government": True}, [], []),
        ({"approved": True}, [], ["publish"]),
        ({"published": True}, [], []),
    ],
)
def test_desk_of_the_authorised_body_follows_the_schedule(world: World, traits, slots, kind) -> None:
    schedule = ScheduleFactory(**traits)
    for slot in slots:
        AgreementSlotFactory(schedule=schedule, body=world.ministry, **slot)
    assert kinds(world, "intake") == kind


def test_desk_of_the_approver_holds_schedules_to_decide_on(world: World) -> None:
    ScheduleFactory(government=True)
    ScheduleFactory(agreement=True, period_key="2026")
    assert kinds(world, "approver") == ["decide"]
    assert kinds(world, "nobody") == []

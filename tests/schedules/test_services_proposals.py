"""Proposals: rows, filing in time and late, returning, accepting; who is told; which duty is met."""

from __future__ import annotations

from datetime import date, time

import pytest

from portal.deadlines.models import Obligation, ObligationEvent
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.errors import RowConflict, StaleProposal
from schedules.models import Proposal
from schedules.services.intake import remind_body
from schedules.services.proposals import (
    accept_proposal,
    delete_row,
    open_proposal,
    return_proposal,
    save_row,
    submit_proposal,
)
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.bodies import ExemptionFactory, OfficialFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, ScheduleFactory, first_head
from tests.schedules.conftest import World

DUE = date(2026, 12, 1)
LATE = date(2026, 12, 3)


def data(world: World, **changes: object) -> RowData:
    given = {"official": first_head(world.ministry), "territory": world.region, "day": date(2027, 5, 18), **changes}
    return RowData(**given)


def draft(world: World, rows: int = 1) -> Proposal:
    proposal = ProposalFactory(body=world.ministry)
    for _number in range(rows):
        ProposalRowFactory(proposal=proposal, territory=world.region)
    return proposal


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__full_name", flat=True))


def obligation(world: World) -> Obligation:
    return Obligation.objects.get(duty="B-1.4-prop", body=world.ministry, period_key="2027")


def history(proposal: Proposal) -> list[tuple[str, str, str]]:
    return list(proposal.events.values_list("verb", "from_state", "to_state"))


# -- opening and rows ------------------------------------------------------------------------------------------------
def test_open_proposal_twice_gives_the_same_one(world: World) -> None:
    first = open_proposal(body=world.ministry, period_key="2027", actor=world.actor("preparer"), today=TODAY)
    second = open_proposal(body=world.ministry, period_key="2027", actor=world.actor("head"), today=TODAY)
    assert first == second
    assert history(first) == [("open", "", "draft")]


@pytest.mark.parametrize("year", ["2025", "2028", "soon", ""])
def test_open_proposal_for_another_year_is_refused(world: World, year: str) -> None:
    with pytest.raises(Invalid):
        open_proposal(body=world.ministry, period_key=year, actor=world.actor("preparer"), today=TODAY)


def test_save_row_keeps_what_was_given_and_grows_the_version(world: World) -> None:
    proposal = draft(world, rows=0)
    row = save_row(
        proposal=proposal,
        row=None,
        data=data(world, start_time=time(15), subject_kk="Су", subject_ru="Вода"),
        expected_version=None,
        actor=world.actor("preparer"),
        today=TODAY,
    )
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.day, row.start_time, row.span_start, row.subject_ru) == (
        date(2027, 5, 18),
        time(15),
        date(2027, 5, 18),
        "Вода",
    )
    assert (row.version, proposal.version) == (1, 2)


@pytest.mark.parametrize(
    ("when", "span_start"),
    [
        ({"day": None, "month_key": "2027-05"}, date(2027, 5, 1)),
        ({"day": None, "quarter_key": "2027-Q4"}, date(2027, 10, 1)),
    ],
)
def test_save_row_without_a_day_sorts_by_the_first_day_of_its_span(world: World, when: dict, span_start: date) -> None:
    row = save_row(
        proposal=draft(world),
        row=None,
        data=data(world, **when),
        expected_version=None,
        actor=world.actor("preparer"),
        today=TODAY,
    )
    assert row.span_start == span_start


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": date(2028, 1, 1)}, "day"),
        ({"day": None, "month_key": "2026-12"}, "month_key"),
        ({"day": None, "quarter_key": "2028-Q1"}, "quarter_key"),
        ({"day": None}, "when"),
        ({"month_key": "2027-05"}, "when"),
        ({"day": None, "month_key": "2027-05", "start_time": time(15)}, "start_time"),
    ],
)
def test_save_row_with_an_impossible_when_names_the_field(world: World, changes: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        save_row(
            proposal=draft(world),
            row=None,
            data=data(world, **changes),
            expected_version=None,
            actor=world.actor("preparer"),
            today=TODAY,
        )
    assert list(refusal.value.errors) == [field]


def test_save_row_with_an_official_of_another_body_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        save_row(
            proposal=draft(world),
            row=None,
            data=data(world, official=first_head(world.neighbour)),
            expected_version=None,
            actor=world.actor("preparer"),
            today=TODAY,
        )
    assert list(refusal.value.errors) == ["official"]


def test_save_row_that_somebody_changed_meanwhile_loses_nothing(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    save_row(
        proposal=proposal,
        row=row,
        data=data(world, subject_ru="Дороги"),
        expected_version=1,
        actor=world.actor("head"),
        today=TODAY,
    )
    with pytest.raises(RowConflict) as conflict:
        save_row(
            proposal=proposal,
            row=row,
            data=data(world, subject_ru="Вода"),
            expected_version=1,
            actor=world.actor("preparer"),
            today=TODAY,
        )
    assert (conflict.value.row.subject_ru, conflict.value.row.version) == ("Дороги", 2)
    assert proposal.rows.get().subject_ru == "Дороги"


def test_delete_row_that_somebody_changed_meanwhile_is_refused(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    with pytest.raises(RowConflict):
        delete_row(proposal=proposal, row=row, expected_version=7, actor=world.actor("preparer"), today=TODAY)
    assert proposal.rows.count() == 1


def test_delete_row_twice_is_quiet(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    for _time in range(2):
        delete_row(proposal=proposal, row=row, expected_version=1, actor=world.actor("preparer"), today=TODAY)
    assert proposal.rows.count() == 0


# -- filing ------------------------------------------------------------------------------------------------------------
def test_submit_on_the_last_day_meets_the_duty_in_time_and_tells_the_authorised_body(world: World) -> None:
    proposal = draft(world)
    filed = submit_proposal(proposal=proposal, actor=world.actor("preparer", DUE), today=DUE)
    assert (filed.state, filed.submitted_on, filed.days_late) == ("submitted", DUE, 0)
    assert (obligation(world).met_on, obligation(world).late_since) == (DUE, None)
    assert told("proposal_submitted") == {"intake", "intake_head"}
    assert history(filed) == [("submit", "draft", "submitted")]


def test_submit_late_needs_a_reason_and_is_marked_late_by_days(world: World) -> None:
    proposal = draft(world)
    actor = world.actor("preparer", LATE)
    with pytest.raises(Invalid) as refusal:
        submit_proposal(proposal=proposal, actor=actor, today=LATE, late_reason="  ")
    assert list(refusal.value.errors) == ["late_reason"]
    filed = submit_proposal(proposal=proposal, actor=actor, today=LATE, late_reason="The minister was replaced")
    assert (filed.days_late, filed.late_reason) == (2, "The minister was replaced")
    owed = obligation(world)
    assert (owed.met_on, owed.late_since, owed.late_reason) == (
        LATE,
        date(2026, 12, 2),
        "The minister was replaced",
    )


def test_submit_in_time_drops_a_reason_given_for_nothing(world: World) -> None:
    filed = submit_proposal(
        proposal=draft(world), actor=world.actor("preparer"), today=TODAY, late_reason="Just in case"
    )
    assert filed.late_reason == ""


def test_submit_again_after_the_due_day_keeps_the_first_filing(world: World) -> None:
    proposal = draft(world)
    submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY)
    return_proposal(proposal=proposal, comment="Add a quarter", actor=world.actor("intake"), today=TODAY)
    filed = submit_proposal(proposal=proposal, actor=world.actor("head", LATE), today=LATE)
    assert (filed.submitted_on, filed.refiled_on, filed.days_late) == (TODAY, LATE, 0)
    assert filed.submitted_by == world.people["head"]
    assert obligation(world).met_on == TODAY
    assert obligation(world).evidence.count() == 1


def test_submit_again_after_a_withdrawn_fulfilment_meets_the_duty_anew(world: World) -> None:
    from portal.deadlines.services import withdraw_fulfilment

    proposal = draft(world)
    submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY)
    withdraw_fulfilment(obligation=obligation(world), reason="Sent by mistake", actor=world.actor("head"), today=TODAY)
    return_proposal(proposal=proposal, comment="As asked", actor=world.actor("intake"), today=TODAY)
    submit_proposal(proposal=proposal, actor=world.actor("preparer", DUE), today=DUE)
    assert obligation(world).met_on == DUE


def test_submit_without_rows_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        submit_proposal(proposal=draft(world, rows=0), actor=world.actor("preparer"), today=TODAY)
    assert refusal.value.code == "no_rows"


@pytest.mark.parametrize("gap", [{"subject_ru": ""}, {"venue_kk": "Мәдениет үйі"}, {"ground_ru": "Жалобы"}])
def test_submit_with_a_text_in_one_language_is_refused(world: World, gap: dict) -> None:
    proposal = draft(world, rows=0)
    ProposalRowFactory(proposal=proposal, territory=world.region, **gap)
    with pytest.raises(Invalid) as refusal:
        submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY)
    assert refusal.value.code == "texts"


def test_submit_of_what_was_changed_after_reading_is_refused(world: World) -> None:
    proposal = draft(world)
    with pytest.raises(StaleProposal):
        submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY, expected_version=7)


def test_submit_by_an_exempt_ministry_is_accepted_and_meets_nothing(world: World) -> None:
    ExemptionFactory(body=world.ministry, act="B")
    filed = submit_proposal(proposal=draft(world), actor=world.actor("preparer", LATE), today=LATE)
    assert (filed.state, filed.days_late) == ("submitted", 0)
    assert not Obligation.objects.filter(body=world.ministry).exists()


# -- review ------------------------------------------------------------------------------------------------------------
def test_return_puts_remarks_on_rows_and_tells_the_ministry(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, rows=2)
    first, second = proposal.rows.in_order()
    returned = return_proposal(
        proposal=proposal,
        comment=" Another day ",
        row_comments={first.pk: "A holiday"},
        actor=world.actor("intake"),
        today=TODAY,
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (returned.state, returned.return_comment, first.comment, second.comment) == (
        "returned",
        "Another day",
        "A holiday",
        "",
    )
    assert told("proposal_returned") == {"preparer", "head"}


def test_return_without_a_comment_is_refused(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    with pytest.raises(Invalid) as refusal:
        return_proposal(proposal=proposal, comment=" ", actor=world.actor("intake"), today=TODAY)
    assert list(refusal.value.errors) == ["comment"]


def test_accept_settles_remarks_and_tells_the_ministry(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, return_comment="Another day")
    ProposalRowFactory(proposal=proposal, comment="A holiday")
    accepted = accept_proposal(proposal=proposal, actor=world.actor("intake"), today=TODAY)
    assert (accepted.state, accepted.accepted_on, accepted.return_comment) == ("accepted", TODAY, "")
    assert accepted.rows.get().comment == ""
    assert told("proposal_accepted") == {"preparer", "head"}


def test_accept_of_what_was_filed_anew_after_reading_is_refused(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, version=5)
    with pytest.raises(StaleProposal):
        accept_proposal(proposal=proposal, actor=world.actor("intake"), today=TODAY, expected_version=4)


def test_own_proposal_of_the_authorised_body_is_accepted_by_another_person(world: World) -> None:
    proposal = ProposalFactory(body=world.authorised)
    ProposalRowFactory(proposal=proposal, territory=world.region)
    submit_proposal(proposal=proposal, actor=world.actor("intake"), today=TODAY)
    with pytest.raises(NotAllowed) as refusal:
        accept_proposal(proposal=proposal, actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "own_filing"
    assert accept_proposal(proposal=proposal, actor=world.actor("intake_head"), today=TODAY).state == "accepted"


def test_whoever_filed_before_a_return_may_not_accept_what_another_filed_after_it(world: World) -> None:
    proposal = ProposalFactory(body=world.authorised)
    ProposalRowFactory(proposal=proposal, territory=world.region)
    submit_proposal(proposal=proposal, actor=world.actor("intake"), today=TODAY)
    return_proposal(proposal=proposal, comment="A quarter", actor=world.actor("intake_head"), today=TODAY)
    submit_proposal(proposal=proposal, actor=world.actor("intake_head"), today=TODAY)
    for name in ("intake", "intake_head"):
        with pytest.raises(NotAllowed):
            accept_proposal(proposal=proposal, actor=world.actor(name), today=TODAY)


@pytest.mark.parametrize("state", ["agreement", "government", "approved", "published"])
def test_return_of_an_accepted_proposal_waits_while_its_schedule_is_on_the_way(world: World, state: str) -> None:
    proposal = ProposalFactory(body=world.ministry, accepted=True)
    ScheduleFactory(**{state: True})
    with pytest.raises(IllegalTransition):
        return_proposal(proposal=proposal, comment="A quarter", actor=world.actor("intake"), today=TODAY)


def test_return_of_an_accepted_proposal_works_while_the_schedule_is_a_draft(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, accepted=True)
    ScheduleFactory()
    returned = return_proposal(proposal=proposal, comment="A quarter", actor=world.actor("intake"), today=TODAY)
    assert (returned.state, returned.accepted_by, returned.accepted_on) == ("returned", None, None)


# -- reminding ---------------------------------------------------------------------------------------------------------
def test_remind_writes_once_a_day(world: World) -> None:
    from portal.deadlines.services import sweep

    sweep(on=TODAY)
    actor = world.actor("intake")
    assert [remind_body(body=world.ministry, period_key="2027", actor=actor, today=TODAY) for _time in range(2)] == [
        True,
        False,
    ]
    assert ObligationEvent.objects.filter(kind="reminded").count() == 1


def test_remind_of_a_filed_proposal_is_refused(world: World) -> None:
    ProposalFactory(body=world.ministry, submitted=True)
    with pytest.raises(Conflict) as refusal:
        remind_body(body=world.ministry, period_key="2027", actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "filed_already"


def test_remind_before_anything_is_owed_is_refused(world: World) -> None:
    with pytest.raises(Conflict) as refusal:
        remind_body(body=world.ministry, period_key="2027", actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "nothing_owed"


@pytest.mark.parametrize("name", ["preparer", "neighbour", "approver", "overseer", "administrator", "nobody"])
def test_remind_by_others_is_refused(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        remind_body(body=world.ministry, period_key="2027", actor=world.actor(name), today=TODAY)


def test_lines_of_a_notice_are_ready_in_three_languages(world: World) -> None:
    submit_proposal(proposal=draft(world), actor=world.actor("preparer"), today=TODAY)
    notice = Notice.objects.filter(kind="proposal_submitted").first()
    assert notice.path == f"/work/intake/2027/{world.ministry.slug}/"
    assert notice.line_en == f"{world.ministry.name_en} has filed its proposal for 2027."
    assert world.ministry.name_kk in notice.line_kk
    assert world.ministry.name_ru in notice.line_ru


def test_official_who_left_is_kept_in_a_row_written_before(world: World) -> None:
    leaver = OfficialFactory(body=world.ministry, post="deputy", ends_on=date(2026, 11, 1))
    proposal = draft(world, rows=0)
    row = ProposalRowFactory(proposal=proposal, official=leaver, territory=world.region)
    submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY)
    assert proposal.rows.get() == row

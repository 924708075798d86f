"""Two people at once: one wins, the other is told; nothing is half-done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from portal.deadlines.models import Transmittal
from portal.kernel.errors import Conflict
from schedules.models import Forwarding, Proposal, Schedule
from schedules.services import graphs
from schedules.services.proposals import accept_proposal, return_proposal, save_row
from schedules.services.rows_data import RowData
from schedules.services.sending_up import forward_calendars, send_calendar
from tests.conftest import TODAY
from tests.factories.land import make_land, published_calendar
from tests.factories.schedules import AgreementSlotFactory, ProposalFactory, ProposalRowFactory, ScheduleFactory
from tests.schedules.conftest import World
from tests.schedules.test_views import browser, typed_row, url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db(transactional_db: None) -> None:
    """The country is written outright: two connections have to see it."""


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run on connections of their own, started together: "done" or the code of the refusal, in order of `acts`."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            act()
        except Conflict as conflict:
            return conflict.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_approvers_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=3)

    def approve(name: str) -> Callable[[], object]:
        actor = world.actor(name)
        return lambda: graphs.approve_schedule(
            schedule=schedule, act_number=name, act_on=TODAY, act_precedes_sending=True, actor=actor, today=TODAY
        )

    outcomes = at_once(approve("approver"), approve("second_approver"))
    assert sorted(outcomes) == ["done", "illegal_transition"]
    winner = ("approver", "second_approver")[outcomes.index("done")]
    saved = Schedule.objects.get()
    assert (saved.act_number, saved.versions.count(), saved.events.filter(verb="approve").count()) == (winner, 1, 1)


def test_accept_and_return_at_once_one_wins(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, rows=1)
    first, second = world.actor("intake"), world.actor("intake_head")
    outcomes = at_once(
        lambda: accept_proposal(proposal=proposal, actor=first, today=TODAY, expected_version=proposal.version),
        lambda: return_proposal(
            proposal=proposal, comment="A quarter", actor=second, today=TODAY, expected_version=proposal.version
        ),
    )
    # Returning after accepting is legal while no schedule is under way: one was refused, or the return came last.
    assert outcomes in (["illegal_transition", "done"], ["done", "done"])
    assert Proposal.objects.get().state == "returned"


def test_form_sent_three_times_at_once_adds_one_row(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    sent = typed_row(world, key=str(uuid4()))
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        clients = [browser(world, "preparer") for _time in range(3)]
        at_once(*(partial(client.post, url("row_new", proposal.pk), sent) for client in clients))
    assert proposal.rows.count() == 1


def test_two_people_saving_one_row_one_wins_and_the_other_sees_both_texts(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)

    def save(name: str) -> Callable[[], object]:
        actor = world.actor(name)
        data = RowData(official=row.official, territory=row.territory, day=row.day, subject_ru=name)
        return lambda: save_row(proposal=proposal, row=row, data=data, expected_version=1, actor=actor, today=TODAY)

    outcomes = at_once(save("preparer"), save("head"))
    assert sorted(outcomes) == ["done", "row_conflict"]
    row.refresh_from_db()
    assert (row.subject_ru, row.version) == (("preparer", "head")[outcomes.index("done")], 2)


def test_two_people_assembling_the_first_draft_make_one_schedule(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, accepted=True, rows=2)
    first, second = world.actor("intake"), world.actor("intake_head")
    outcomes = at_once(
        lambda: graphs.assemble_draft(period_key="2027", actor=first, today=TODAY),
        lambda: graphs.assemble_draft(period_key="2027", actor=second, today=TODAY),
    )
    assert outcomes == ["done", "done"]
    assert Schedule.objects.get().entries.count() == proposal.rows.count()


def test_silence_closed_in_two_places_at_once_is_written_once(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    day = slot.due_on.replace(year=2027)
    at_once(lambda: graphs.close_silent_slots(today=day), lambda: graphs.close_silent_slots(today=day))
    assert slot.schedule.events.filter(verb="fall_silent").count() == 1


def test_two_people_of_the_government_forwarding_at_once_forward_once() -> None:
    land = make_land(whole=True)
    send_calendar(schedule=published_calendar(land), actor=land.actor("officer"), today=TODAY)
    actor = land.actor("approver")
    forward = partial(forward_calendars, period_key="2027", actor=actor, today=TODAY)
    assert sorted(at_once(forward, forward)) == ["done", "forwarded_already"]
    assert Forwarding.objects.count() == 1
    assert Transmittal.objects.filter(obligation__duty="C-5.1").count() == 1

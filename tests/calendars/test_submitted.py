"""A calendar that was submitted or approved stands still: no act over many rows changes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetings.services.publication import publish_schedule
from portal.calendars.services.proposing import propose
from portal.kernel import clock
from portal.kernel.errors import Conflict, IllegalTransition
from schedules.models import BulkAct, Import, Proposal, Schedule
from schedules.queries.window import RowFilter
from schedules.services.amendment import open_amendment
from schedules.services.bulk import undo_many
from schedules.services.hearings import send_to_maslikhat
from schedules.services.imports import apply_import
from schedules.services.moving import copy_last_year, shift_rows
from schedules.services.plans import approve_plan
from schedules.services.proposals import submit_proposal
from tests.conftest import TODAY
from tests.factories.land import Land, filled_calendar, make_land
from tests.ground import GROUND

pytestmark = pytest.mark.django_db


@GROUND.fixture
def submitted_ground() -> tuple[Land, Proposal]:
    """Submitted with a shift that could be taken back, and a workbook that was read."""
    land = make_land()
    proposal = filled_calendar(land)
    Import.objects.create(proposal=proposal, name="calendar.xlsx", started_on=TODAY, state="ready")
    _shift(land, proposal)
    return land, submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)


def _shift(land: Land, proposal: Proposal) -> None:
    chosen = dict(proposal.rows.values_list("pk", "version"))
    shift_rows(
        proposal=proposal, asked=RowFilter(), chosen=chosen, by=1, onto_working=False, actor=land.actor("officer"),
        today=TODAY,
    )  # fmt: skip


def _copy(land: Land, proposal: Proposal) -> None:
    copy_last_year(proposal=proposal, source=0, actor=land.actor("officer"), today=TODAY)


def _undo(land: Land, proposal: Proposal) -> None:
    act = BulkAct.objects.first() or BulkAct(proposal=proposal)
    undo_many(act=act, actor=land.actor("officer"), today=TODAY)


def _propose(land: Land, proposal: Proposal) -> None:
    propose(proposal=proposal, actor=land.actor("officer"), today=TODAY)


def _import(land: Land, _proposal: Proposal) -> None:
    apply_import(imported=Import.objects.get(), actor=land.actor("officer"), today=TODAY)


def _approve(land: Land, proposal: Proposal) -> Schedule:
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    return approve_plan(proposal=proposal, act_number="1", act_on=TODAY, actor=land.actor("head"), today=TODAY)


@pytest.mark.parametrize("is_approved", [False, True], ids=["submitted", "approved"])
@pytest.mark.parametrize("act", [_shift, _copy, _undo, _propose, _import])
def test_no_act_over_many_rows_changes_it(
    submitted_ground: tuple[Land, Proposal], act: Callable[[Land, Proposal], None], is_approved: bool
) -> None:
    land, proposal = submitted_ground
    if is_approved:
        _approve(land, proposal)
    before = list(proposal.rows.order_by("pk").values_list("pk", "version", "day"))
    with pytest.raises(IllegalTransition):
        act(land, proposal)
    assert list(proposal.rows.order_by("pk").values_list("pk", "version", "day")) == before


def test_what_was_approved_is_not_taken_back_when_it_is_opened_for_a_correction(
    submitted_ground: tuple[Land, Proposal],
) -> None:
    land, proposal = submitted_ground
    act = BulkAct.objects.get()
    schedule = _approve(land, proposal)
    publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=clock.at(TODAY, 10))
    schedule.refresh_from_db()
    open_amendment(
        schedule=schedule, bodies=[land.region], reason_kk="Су", reason_ru="Вода", actor=land.actor("head"), today=TODAY
    )
    before = list(proposal.rows.order_by("pk").values_list("pk", "version", "day"))
    with pytest.raises(Conflict):
        undo_many(act=act, actor=land.actor("officer"), today=TODAY)
    assert list(proposal.rows.order_by("pk").values_list("pk", "version", "day")) == before

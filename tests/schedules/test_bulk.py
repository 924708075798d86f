"""Many rows changed by one act: whole or not at all, kept as they were, taken back while nobody has changed them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portal.kernel.errors import Conflict, Invalid, NotAllowed
from schedules.errors import RowsChanged
from schedules.models import BulkAct, Proposal, ProposalRow
from schedules.rules import BULK_ACTS_KEPT
from schedules.services.bulk import change_many, undo_many
from schedules.services.rows import RowChange, save_row
from schedules.services.rows_data import RowData, data_of
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory
from tests.schedules.conftest import World
from tests.stored import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(world: World) -> Proposal:
    return ProposalFactory(body=world.ministry, rows=3)


def moved(row: ProposalRow, days: int) -> RowChange:
    assert row.day is not None
    return RowChange(replace(data_of(row), day=row.day + timedelta(days=days)), row.pk, row.version)


def act(world: World, proposal: Proposal, *changes: RowChange, name: str = "preparer", verb: str = "shift") -> Any:
    return change_many(proposal=proposal, verb=verb, changes=changes, actor=world.actor(name), today=TODAY)


def content(proposal: Proposal) -> list[Any]:
    return [{key: value for key, value in row.items() if key != "version"} for row in stored(proposal.rows.all())]


def test_rows_are_changed_added_and_taken_out_and_put_back(world: World, proposal: Proposal) -> None:
    before = content(proposal)
    first, second, third = proposal.rows.order_by("pk")
    new = RowChange(replace(data_of(first), day=date(2027, 6, 1)), None, None, "new-row")
    done = act(world, proposal, moved(first, 7), RowChange(None, second.pk, second.version), new)

    assert (len(done.changed), len(done.added), done.removed, done.act.count) == (1, 1, 1, 3)
    assert set(proposal.rows.values_list("day", flat=True)) == {date(2027, 3, 23), date(2027, 6, 1), third.day}
    proposal.refresh_from_db()
    assert proposal.version == 2

    assert undo_many(act=done.act, actor=world.actor("preparer"), today=TODAY) == (3, 0)
    assert content(proposal) == before
    assert not BulkAct.objects.exists()
    # Whoever has the act's rows on the screen would write over what was put back.
    assert proposal.rows.get(pk=first.pk).version == first.version + 2


def test_what_a_row_says_already_is_no_change(world: World, proposal: Proposal) -> None:
    rows = [RowChange(data_of(row), row.pk, row.version) for row in proposal.rows.all()]
    assert act(world, proposal, *rows).act is None
    assert not BulkAct.objects.exists()


def test_a_row_that_was_changed_since_it_was_read_stops_the_whole_act(world: World, proposal: Proposal) -> None:
    first, second, _third = proposal.rows.order_by("pk")
    changes = [moved(first, 1), moved(second, 1)]
    one = RowData(**{**vars(data_of(second)), "subject_ru": "другое"})
    save_row(proposal=proposal, row=second, data=one, expected_version=1, actor=world.actor("preparer"), today=TODAY)
    before = stored(proposal.rows.all())
    with pytest.raises(RowsChanged) as refused:
        act(world, proposal, *changes)
    assert [row.pk for row in refused.value.rows] == [second.pk]
    assert stored(proposal.rows.all()) == before


def test_undo_names_rows_that_were_changed_since_and_leaves_them_on_a_word(world: World, proposal: Proposal) -> None:
    first, second, third = proposal.rows.order_by("pk")
    done = act(world, proposal, moved(first, 1), moved(second, 1), moved(third, 1))
    second.refresh_from_db()
    one = replace(data_of(second), subject_ru="другое")
    save_row(proposal=proposal, row=second, data=one, expected_version=2, actor=world.actor("preparer"), today=TODAY)
    before = stored(proposal.rows.all())
    with pytest.raises(RowsChanged) as refused:
        undo_many(act=done.act, actor=world.actor("preparer"), today=TODAY)
    assert ([row.pk for row in refused.value.rows], refused.value.count) == ([second.pk], 1)
    assert stored(proposal.rows.all()) == before

    back = undo_many(act=done.act, actor=world.actor("preparer"), today=TODAY, leaves_changed=True)
    assert back == (2, 1)
    assert {row.pk: row.day for row in proposal.rows.all()} == {
        first.pk: first.day,
        second.pk: second.day,
        third.pk: third.day,
    }


def test_only_the_latest_acts_are_kept_and_taken_back_one_after_the_other(world: World, proposal: Proposal) -> None:
    row = proposal.rows.first()
    assert row is not None
    acts = []
    for _number in range(BULK_ACTS_KEPT + 2):
        row.refresh_from_db()
        acts.append(act(world, proposal, moved(row, 1)).act)
    assert list(proposal.bulk_acts.order_by("pk")) == acts[-BULK_ACTS_KEPT:]
    with pytest.raises(Conflict) as refused:
        undo_many(act=acts[-2], actor=world.actor("preparer"), today=TODAY)
    assert refused.value.code == "not_the_latest"
    for each in reversed(acts[-BULK_ACTS_KEPT:]):
        undo_many(act=each, actor=world.actor("preparer"), today=TODAY)
    assert proposal.rows.get(pk=row.pk).day == date(2027, 3, 18)


def test_one_row_that_cannot_be_leaves_nothing_done(world: World, proposal: Proposal) -> None:
    first, second, _third = proposal.rows.order_by("pk")
    before = stored(proposal.rows.all())
    with pytest.raises(Invalid):
        act(world, proposal, moved(first, 1), moved(second, 400))
    assert stored(proposal.rows.all()) == before


@pytest.mark.parametrize("name", ["neighbour", "intake", "officer", "overseer", "administrator", "approver", "nobody"])
def test_nobody_else_changes_or_takes_back(world: World, proposal: Proposal, name: str) -> None:
    row = proposal.rows.first()
    assert row is not None
    with pytest.raises(NotAllowed):
        act(world, proposal, moved(row, 1), name=name)
    done = act(world, proposal, moved(row, 1))
    with pytest.raises(NotAllowed):
        undo_many(act=done.act, actor=world.actor(name), today=TODAY)

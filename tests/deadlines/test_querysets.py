"""Queryset twins say what the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_see
from tests.deadlines.conftest import Country
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

DAYS = [
    date(2026, 10, 16),
    date(2026, 12, 7),
    date(2026, 12, 8),
    date(2026, 12, 14),
    date(2026, 12, 15),
    date(2026, 12, 16),
    date(2026, 12, 17),
    date(2027, 3, 1),
]


def test_state_in_a_query_is_the_state_of_the_row() -> None:
    for trait in ("in_time", "two_days_late", "waived", "exempt", "waiting", "no_day", "gone"):
        ObligationFactory(**{trait: True})
    ObligationFactory()
    ObligationFactory(due_on=date(2026, 12, 20))
    ObligationFactory(due_on=date(2026, 12, 10))
    ObligationFactory(late_since=date(2026, 12, 16))
    ObligationFactory(in_time=True, late_since=date(2026, 12, 16))
    ObligationFactory(in_time=True, exempt=True)
    kinds = set()
    for on in DAYS:
        for row in Obligation.objects.with_state(on):
            state = row.state(on)
            assert (row.state_kind, row.state_days) == (state.kind, state.days), on
            kinds.add(state.kind)
    assert len(kinds) == 11


def test_in_state_filters_by_the_derived_state() -> None:
    late = ObligationFactory(two_days_late=True)
    missing = ObligationFactory()
    on = date(2026, 12, 20)
    assert list(Obligation.objects.in_state("met_late", on)) == [late]
    assert list(Obligation.objects.in_state("overdue", on)) == [missing]
    assert list(Obligation.objects.in_state("met", on)) == []


def test_public_is_the_only_door() -> None:
    shown = ObligationFactory()
    ObligationFactory(internal=True)
    assert list(Obligation.objects.public()) == [shown]


def test_visible_to_is_the_twin_of_can_see(country: Country) -> None:
    rows = [ObligationFactory(body=country[slug]) for slug in ("culture", "ministry-1", "akimat-1", "government")]
    seen = {}
    for name, actor in country.people.items():
        visible = set(Obligation.objects.visible_to(actor))
        assert visible == {row for row in rows if can_see(actor, row)}, name
        seen[name] = len(visible)
    assert seen == {
        "culture preparer": 4,
        "culture head": 4,
        "ministry-1 preparer": 1,
        "ministry-1 head": 1,
        "defence preparer": 0,
        "defence head": 0,
        "akimat-1 officer": 1,
        "akimat-1 head": 1,
        "government approver": 1,
        "administration overseer": 4,
        "administration administrator": 4,
    }


def test_counted_leaves_out_what_is_not_due_yet_and_what_was_released() -> None:
    in_time = ObligationFactory(in_time=True)
    ObligationFactory(waived=True)
    ObligationFactory(computed_due_on=date(2027, 1, 10))
    on = date(2026, 12, 16)
    assert list(Obligation.objects.counted(on)) == [in_time]
    assert list(Obligation.objects.counted(date(2026, 12, 15))) == []

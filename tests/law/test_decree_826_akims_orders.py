"""Meetings of akims: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

from portal.kernel.periods import Period
from portal.law.counting.due import Bound
from portal.law.decree_826_akims.calendar import CALENDAR, PROGRESS
from portal.law.duty import Confidence
from portal.law.owner_decisions import SHIPPED
from portal.law.registry import rule_for


def test_calendar_for_2027_is_due_before_15_january_by_the_act_and_inclusive_on_the_portal() -> None:
    rule = rule_for("C-2.1", Period.year(2027), SHIPPED)
    assert rule.duty.due is not None
    assert rule.duty.due.bound is Bound.BEFORE
    assert rule.act_due_on == date(2027, 1, 14)
    assert rule.due_on == date(2027, 1, 15)
    assert rule.is_by_act


def test_unconfirmed_clause_is_public_only_because_it_is_ordered() -> None:
    assert PROGRESS.confidence is Confidence.UNVERIFIED
    assert CALENDAR.confidence is Confidence.VERIFIED
    assert rule_for("C-3.5d", Period.quarter(2026, 4), SHIPPED).is_public
    assert not rule_for("C-3.5d", Period.quarter(2026, 4), ()).is_public

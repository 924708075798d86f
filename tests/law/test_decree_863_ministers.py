"""Decree No. 863 and its draft: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.kernel.periods import Period
from portal.law import catalogue, registry
from portal.law.decree_863_ministers import schedule
from portal.law.decree_863_ministers.decree import B0
from portal.law.errors import NoRule
from portal.law.owner_decisions import SETTLED, Order
from portal.law.printed.plain import exempt_bodies
from portal.law.stating import AKIMS
from tests.law.asking import act_day, keys_of, stands, version

DRAFTED = [
    *("B-1.2", "B-1.4-agree", "B-1.4-exch", "B-1.4-info", "B-1.4-plan", "B-1.4-prop", "B-1.4-rank", "B-1.5"),
    *("B-1.6", "B-1.7", "B-2", "B-4.1", "B-5", "B-6.1", "B-6.2", "B-6.3"),
]
SIGNED = [
    *("B-1.1", "B-1.3", "B-1.4-dep", "B-1.8", "B-3", "B-3a", "B-3b", "B-4.2", "B-4.3", "B-4.4", "B-10d"),
    *("B-online", "B-pool"),
]
ORDERED = ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7")


def test_duties_are_those_of_the_page() -> None:
    assert sorted(keys_of("B0")) == sorted(DRAFTED)
    assert sorted(keys_of("B")) == sorted(SIGNED)


def test_draft_never_binds() -> None:
    assert B0.in_force is None
    assert all(duty.for_periods is None for duty in catalogue.of_act("B0"))
    for on in (date(2022, 3, 5), date(2022, 5, 1), date(2023, 5, 1), date(2026, 11, 24)):
        assert not set(stands(on)) & set(DRAFTED)


@pytest.mark.parametrize("key", ORDERED)
def test_ordered_deadlines_stand_by_decision_alone_now(key: str) -> None:
    period = "2026-Q4" if key == "B-1.7" else "2027"
    with pytest.raises(NoRule):
        act_day(key, period)
    assert not stands(date(2026, 11, 24), SETTLED)[key].is_by_act


@pytest.mark.parametrize(("key", "period"), [("B-1.1", "2021"), ("B-1.1", "2024"), ("B-3", "2024-H1"), ("B-5", "2023")])
def test_what_was_not_revived_is_a_gap_that_is_named(key: str, period: str) -> None:
    with pytest.raises((NoRule, ValueError)) as gap:
        act_day(key, period, SETTLED)
    assert key in str(gap.value)


def test_2022_has_the_decree_the_first_edition_for_akims_and_what_the_owner_ordered() -> None:
    found = stands(date(2022, 5, 1), SETTLED)
    assert {each.duty.act.key for each in found.values()} == {"B", "B0", "C1", "L"}
    assert {key for key, each in found.items() if not each.is_by_act} == set(ORDERED) - {"B-4.3"}
    assert set(SIGNED) <= set(found)
    assert found["B-4.3"].due_on == date(2023, 1, 10)
    assert found["B-1.4-prop"].due_on == date(2022, 12, 1)


def test_two_ministries_are_exempt() -> None:
    assert exempt_bodies(version("B-1.1", date(2022, 5, 1))) == ("defence", "foreign")
    assert exempt_bodies(version("B-4.2", date(2022, 7, 1))) == ()


def test_everything_is_controlled_for_the_president() -> None:
    assert {duty.control_function for duty in (*catalogue.of_act("B0"), *catalogue.of_act("B"))} == {
        "control_president"
    }


@pytest.mark.parametrize("key", ["B-1.4-prop", "B-1.4-plan", "B-6.1", "B-1.7"])
def test_duty_of_the_draft_never_binds_by_the_act(key: str) -> None:
    kind = registry.duty(key).period_kind
    for year in (2021, 2022, 2023, 2024, 2027):
        assert not registry.duty(key).binds_by_act(Period.of(kind, year))


def test_ministries_are_obliged_and_exempt_under_b() -> None:
    for duty in (schedule.PROPOSALS, schedule.DEPARTMENTAL_PLAN, schedule.PROGRESS):
        assert duty.addressee.group == "ministries"
        assert duty.exempt_under == "B"
    assert schedule.DRAFT_SCHEDULE.addressee.function == "authorised_information"
    assert schedule.SCHEDULE_APPROVAL.addressee.function == "schedule_approval"


@pytest.mark.parametrize("key", ["B-1.4-rank", "B-1.8", "B-2", "B-4.1", "B-4.2", "B-4.4"])
def test_what_is_not_in_force_opens_by_decision_alone(key: str) -> None:
    order = replace(SETTLED[0], number=9, duty=key, stands=True, due=None, visibility="", applies_from=date(2027, 1, 1))

    def found(year: int, orders: tuple[Order, ...]) -> bool | None:
        """Whether the act itself orders it; nothing where it is not owed."""
        if registry.is_counted_in_periods(key):
            rule = registry.find_rule(key, Period.half(year, 1), orders)
        else:
            rule = registry.find_rule_on(key, date(year, 5, 4), orders)
        return None if rule is None else rule.is_by_act

    assert [found(year, SETTLED) for year in (2021, 2024, 2026, 2027)] == [None] * 4
    assert [found(year, (*SETTLED, order)) for year in (2026, 2027)] == [None, False]
    assert found(2023, SETTLED) is (None if key in DRAFTED else True)


def test_approval_of_the_schedule_stands_in_clause_2_of_the_signed_text() -> None:
    approval = schedule.SCHEDULE_APPROVAL
    assert approval.clause.ru == "пункт 2 (в проекте – 4.3)"
    assert "кестесін" in approval.wording.kk


def test_akims_of_all_levels_summarise_for_companies_too() -> None:
    summary = version("B-3", date(2023, 1, 1))
    assert set(AKIMS.groups) == set(summary.addressee.groups)
    assert "национальные холдинги и компании" in summary.wording.ru


def test_what_the_draft_said_is_not_lost() -> None:
    (agreed,), (covered,) = catalogue.versions("B-1.4-agree"), catalogue.versions("B-5")
    assert "удобства места, дня и времени" in agreed.wording.ru
    assert "хода и результатов в республиканских" in covered.wording.ru

"""One rule or an error that names the gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.bodies.choices import Function
from portal.deadlines.acts import act_b, registry
from portal.deadlines.acts.decisions import SHIPPED
from portal.deadlines.errors import NoRule, TwoRules, UnknownDuty
from portal.deadlines.rules.due import Bound, DayAfterPeriod, FixedDay, WrongPeriodKind
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES

QUARTER = Period.quarter(2026, 4)


def test_keys_are_those_of_the_five_deadlines() -> None:
    assert registry.KEYS == ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7", "C-2.1", "C-3.5d")


def test_unknown_duty_is_an_error() -> None:
    with pytest.raises(UnknownDuty):
        registry.rule_for("A-7", QUARTER, SHIPPED)


def test_wrong_kind_of_period_is_an_error() -> None:
    with pytest.raises(WrongPeriodKind):
        registry.rule_for("B-1.4-prop", QUARTER, SHIPPED)
    with pytest.raises(WrongPeriodKind):
        registry.rule_for("B-1.7", Period.year(2027), SHIPPED)


def test_two_decisions_on_one_day_are_an_error() -> None:
    second = next(order for order in SHIPPED if order.duty == "C-3.5d" and order.due)
    with pytest.raises(TwoRules) as gap:
        registry.rule_for("C-3.5d", QUARTER, (*SHIPPED, replace(second, number=9)))
    assert gap.value.params == {"duty": "C-3.5d", "period": "2026-Q4"}
    assert str(gap.value.message) == "More than one rule is in force for duty C-3.5d in the period 2026-Q4."


def test_contradicting_decisions_are_an_error() -> None:
    first = next(order for order in SHIPPED if order.duty == "B-1.7")
    with pytest.raises(TwoRules):
        registry.find_rule("B-1.7", QUARTER, (*SHIPPED, replace(first, stands=False)))
    with pytest.raises(TwoRules):
        registry.find_rule("B-1.7", QUARTER, (*SHIPPED, replace(first, stands=None, visibility="internal")))


def test_overlapping_editions_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    doubled = (act_b.SCHEDULE_APPROVAL, replace(act_b.SCHEDULE_APPROVAL, act=act_b.B0))
    monkeypatch.setattr(registry, "DUTIES", doubled)
    with pytest.raises(TwoRules):
        registry.find_rule("B-4.3", Period.year(2023), ())


def test_decision_that_would_revive_one_of_two_editions_is_an_error() -> None:
    order = replace(next(order for order in SHIPPED if order.duty == "C-2.1"), stands=True)
    with pytest.raises(TwoRules):
        registry.find_rule("C-2.1", Period.year(2022), (order,))


def test_decision_can_take_a_duty_out_of_force() -> None:
    order = replace(next(order for order in SHIPPED if order.duty == "C-2.1"), stands=False, due=None)
    assert registry.find_rule("C-2.1", Period.year(2027), (order,)) is None
    with pytest.raises(NoRule):
        registry.rule_for("C-2.1", Period.year(2027), (order,))


def test_decision_applies_within_its_periods_only() -> None:
    order = replace(next(order for order in SHIPPED if order.duty == "C-2.1"), applies_to=date(2028, 1, 1))
    assert registry.rule_for("C-2.1", Period.year(2027), (order,)).due_on == date(2027, 1, 15)
    assert registry.rule_for("C-2.1", Period.year(2028), (order,)).due_on == date(2028, 1, 14)


def test_duties_in_force_name_one_edition_each() -> None:
    assert [duty.key for duty in registry.duties_in_force(date(2026, 11, 24), SHIPPED)] == list(registry.KEYS)
    assert [duty.key for duty in registry.duties_in_force(date(2021, 11, 24), SHIPPED)] == []
    assert [duty.key for duty in registry.duties_in_force(date(2026, 11, 24), ())] == ["C-2.1", "C-3.5d"]


def test_rules_opening_reach_sixty_days_ahead_and_back_to_the_first_day_asked_for() -> None:
    found = registry.rules_opening(date(2026, 12, 2), date(2026, 10, 11), SHIPPED)
    assert [(rule.duty.key, rule.period.key, rule.due_on) for rule in found] == [
        ("B-1.4-prop", "2027", date(2026, 12, 1)),
        ("B-1.4-plan", "2027", date(2026, 12, 15)),
        ("B-6.1", "2027", date(2026, 12, 15)),
        ("B-4.3", "2027", date(2027, 1, 10)),
        ("B-1.7", "2026-Q4", date(2027, 1, 10)),
        ("C-2.1", "2027", date(2027, 1, 15)),
        ("C-3.5d", "2026-Q4", date(2027, 1, 10)),
    ]


@pytest.mark.parametrize(
    ("on", "opens"), [(date(2026, 11, 15), False), (date(2026, 11, 16), True), (date(2026, 11, 17), True)]
)
def test_calendar_of_akims_opens_sixty_days_before(on: date, opens: bool) -> None:
    keys = [rule.duty.key for rule in registry.rules_opening(on, date(2026, 11, 1), SHIPPED)]
    assert ("C-2.1" in keys) is opens


def test_every_text_of_law_is_written_in_three_languages() -> None:
    for duty in registry.DUTIES:
        texts = [duty.clause, duty.title, duty.action, duty.wording, duty.proof]
        texts += [duty.act.title, duty.act.short, duty.act.note]
        for lines in texts:
            assert all(lines.get(language).strip() for language in LANGUAGES)
            assert len({lines.kk, lines.ru, lines.en}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("key", "period", "lines"),
    [
        (
            "B-1.4-prop",
            Period.year(2027),
            (
                "2027 жылға арналған ұсыныстарды жіберу",
                "Отправить предложения на 2027 год",
                "Send the proposals for 2027",
            ),
        ),
        (
            "B-1.7",
            QUARTER,
            (
                "2026 жылғы IV тоқсандағы мәселелердің орындалу барысын жариялау",
                "Опубликовать ход исполнения вопросов за IV квартал 2026 года",
                "Publish the progress on issues for Q4 2026",
            ),
        ),
    ],
)
def test_action_names_its_period(key: str, period: Period, lines: tuple[str, str, str]) -> None:
    said = registry.duty(key).action_for(period)
    assert (said.kk, said.ru, said.en) == lines


def test_functions_named_by_acts_are_functions_bodies_hold() -> None:
    known = set(Function.values)
    for duty in registry.DUTIES:
        named = {duty.addressee.function, duty.recipient_function, duty.control_function} - {""}
        assert named <= known


def test_shipped_decisions_are_the_four_of_the_owner() -> None:
    assert [(order.number, order.duty) for order in SHIPPED] == [
        (1, "B-1.4-prop"),
        (1, "B-1.4-plan"),
        (1, "B-6.1"),
        (1, "B-4.3"),
        (1, "B-1.7"),
        (2, "B-1.7"),
        (2, "C-3.5d"),
        (3, "B-4.3"),
        (3, "C-2.1"),
        (4, "C-3.5d"),
    ]
    assert {order.applies_from for order in SHIPPED} == {date(2022, 1, 1)}
    assert all(order.applies_to is None for order in SHIPPED)
    assert {order.due for order in SHIPPED} == {
        None,
        DayAfterPeriod(10, Bound.NOT_LATER),
        FixedDay(0, 1, 10, Bound.NOT_LATER),
        FixedDay(0, 1, 15, Bound.NOT_LATER),
    }

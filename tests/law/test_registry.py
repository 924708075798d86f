"""One rule or an error that names the gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.bodies.choices import Function
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES
from portal.kit.translated import sentence
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.due import Bound, DayAfterPeriod, FixedDay, WrongPeriodKind
from portal.law.counting.events import Event
from portal.law.decree_863_ministers import schedule
from portal.law.decree_863_ministers.decree import B0
from portal.law.duty import ByPeriod, Confidence, Duty
from portal.law.errors import NoDay, NoRule, TwoRules, UnknownDuty
from portal.law.opening import rules_opening
from portal.law.owner_decisions import ABOUT_TENSION, SHIPPED, Order
from portal.law.registry import Rule
from tests.factories.deadlines import SEASON

QUARTER = Period.quarter(2026, 4)


def test_unknown_duty_is_an_error() -> None:
    with pytest.raises(UnknownDuty):
        registry.rule_for("A-70", QUARTER, SHIPPED)
    with pytest.raises(UnknownDuty):
        registry.version("B-1.7", "C2")


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
    assert sentence(gap.value.message) == "More than one rule is in force for duty C-3.5d in the period 2026-Q4."


def test_contradicting_decisions_are_an_error() -> None:
    first = next(order for order in SHIPPED if order.duty == "B-1.7")
    with pytest.raises(TwoRules):
        registry.find_rule("B-1.7", QUARTER, (*SHIPPED, replace(first, stands=False)))
    with pytest.raises(TwoRules):
        registry.find_rule("B-1.7", QUARTER, (*SHIPPED, replace(first, stands=None, visibility="internal")))


def test_overlapping_editions_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    doubled = (schedule.SCHEDULE_APPROVAL, replace(schedule.SCHEDULE_APPROVAL, act=B0))
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
    def keys(on: date, orders: tuple[Order, ...]) -> list[str]:
        return [duty.key for duty in registry.duties_in_force(on, orders)]

    today, before = date(2026, 11, 24), date(2021, 11, 24)
    assert len(keys(today, SHIPPED)) == len(set(keys(today, SHIPPED)))
    assert [key for key in keys(today, SHIPPED) if key in SEASON] == sorted(SEASON, key=registry.KEYS.index)
    assert set(keys(today, SHIPPED)) - set(keys(today, ())) == {
        "B-1.4-prop",
        "B-1.4-plan",
        "B-6.1",
        "B-4.3",
        "B-1.7",
    }
    assert {duty.act.key for duty in registry.duties_in_force(before, SHIPPED)} == {"A", "L"}


def test_rules_opening_reach_sixty_days_ahead_and_back_to_the_first_day_asked_for() -> None:
    found = rules_opening(date(2026, 12, 2), date(2026, 10, 11), SHIPPED)
    assert [(rule.duty.key, rule.period_key, rule.due_on) for rule in found if rule.duty.key in SEASON] == [
        ("B-1.4-plan", "2027", date(2026, 12, 15)),
        ("B-1.4-prop", "2027", date(2026, 12, 1)),
        ("B-1.7", "2026-Q4", date(2027, 1, 10)),
        ("B-4.3", "2027", date(2027, 1, 10)),
        ("B-6.1", "2027", date(2026, 12, 15)),
        ("C-2.1", "2027", date(2027, 1, 15)),
        ("C-3.5d", "2026-Q4", date(2027, 1, 10)),
    ]


def test_what_is_due_by_the_end_of_a_month_is_not_asked_for_before_it_begins() -> None:
    def months(on: date) -> list[str]:
        return [rule.period_key for rule in rules_opening(on, on, SHIPPED) if rule.duty.key == "P-3"]

    assert months(date(2026, 11, 30)) == ["2026-11"]
    assert months(date(2026, 12, 1)) == ["2026-12"]


def test_duty_without_a_day_opens_with_its_period() -> None:
    def quarters(on: date) -> list[str]:
        found = rules_opening(on, date(2026, 7, 1), SHIPPED)
        return [rule.period_key for rule in found if rule.duty.key == "P-40/41"]

    assert quarters(date(2026, 9, 30)) == ["2026-Q3"]
    assert quarters(date(2026, 10, 1)) == ["2026-Q3", "2026-Q4"]


def test_standing_duty_is_owed_while_its_act_is_in_force() -> None:
    assert registry.find_rule_on("L-16.3", date(2026, 6, 10), ()) is None
    rule = registry.rule_on("L-16.3", date(2026, 6, 11), ())
    assert (rule.period, rule.period_key, rule.has_day, rule.opens_on) == (None, "standing", False, date(2026, 6, 11))
    with pytest.raises(NoRule) as gap:
        registry.rule_on("D-3.2", date(2024, 1, 17), ())
    assert gap.value.params == {"duty": "D-3.2", "period": "2024-01-17"}
    with pytest.raises(NoDay):
        assert rule.due_on


def test_kind_of_period_follows_the_edition() -> None:
    assert registry.rule_for("cov-1", Period.half(2023, 2), ()).duty.act.key == "C1"
    assert registry.rule_for("cov-1", Period.year(2024), ()).duty.act.key == "C2"
    assert registry.find_rule("cov-1", Period.year(2023), ()) is None
    assert registry.find_rule("cov-1", Period.half(2024, 1), ()) is None
    with pytest.raises(WrongPeriodKind):
        registry.find_rule("cov-1", Period.quarter(2024, 1), ())


def _about_act(act: str, stands: bool, since: date) -> Order:
    return replace(SHIPPED[0], number=9, duty="", act=act, stands=stands, due=None, visibility="", applies_from=since)


def test_decision_about_an_act_lifts_every_duty_of_its_edition() -> None:
    order = _about_act("C2", False, date(2027, 1, 1))
    assert registry.find_rule("C-2.1", Period.year(2026), (order,)) is not None
    assert registry.find_rule("C-2.1", Period.year(2027), (order,)) is None
    assert registry.find_rule("D-1.4", QUARTER.next(), (order,)) is not None
    assert registry.find_rule_on("C-3.2", date(2026, 12, 31), (order,)) is not None
    assert registry.find_rule_on("C-3.2", date(2027, 1, 1), (order,)) is None


def test_decision_about_an_act_revives_it() -> None:
    order = _about_act("B", True, date(2027, 1, 1))
    rule = registry.rule_for("B-3", Period.half(2027, 1), (order,))
    assert (rule.duty.act.key, rule.is_by_act, rule.orders) == ("B", False, (order,))
    assert registry.find_rule("B-3", Period.half(2026, 2), (order,)) is None
    assert registry.rule_on("B-10d", date(2027, 3, 3), (order,)).is_by_act is False
    with pytest.raises(TwoRules):
        registry.find_rule("B-3", Period.half(2027, 1), (order, replace(order, stands=False)))


def test_edition_revived_beside_the_one_in_force_is_an_error() -> None:
    with pytest.raises(TwoRules):
        registry.find_rule("C-2.1", Period.year(2027), (_about_act("C1", True, date(2027, 1, 1)),))


def test_decision_moves_a_due_day_off_a_day_off() -> None:
    order = replace(SHIPPED[0], number=9, duty="C-5.1", stands=None, visibility="", day_off="next")
    rule = registry.rule_for("C-5.1", Period.year(2027), (order,))
    assert (rule.nominal_due_on, rule.due_on, rule.act_due_on) == (
        date(2027, 1, 31),
        date(2027, 2, 1),
        date(2027, 1, 31),
    )
    before = registry.rule_for("C-5.1", Period.year(2027), (replace(order, day_off="previous"),))
    assert before.due_on == date(2027, 1, 29)
    holiday = WorkingCalendar({date(2027, 2, 1): "holiday"})
    assert registry.rule_for("C-5.1", Period.year(2027), (order,), holiday).due_on == date(2027, 2, 2)
    with pytest.raises(TwoRules):
        registry.rule_for("C-5.1", Period.year(2027), (order, replace(order, number=10)))


@pytest.mark.parametrize(
    ("on", "opens"), [(date(2026, 11, 15), False), (date(2026, 11, 16), True), (date(2026, 11, 17), True)]
)
def test_calendar_of_akims_opens_sixty_days_before(on: date, opens: bool) -> None:
    keys = [rule.duty.key for rule in rules_opening(on, date(2026, 11, 1), SHIPPED)]
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
                "Направить предложения на 2027 год",
                "Send the proposals for 2027",
            ),
        ),
        (
            "B-1.7",
            QUARTER,
            (
                "2026 жылғы IV тоқсандағы проблемалық мәселелерді шешу барысын жариялау",
                "Опубликовать информацию о ходе решения проблемных вопросов за IV квартал 2026 года",
                "Publish the progress on issues for Q4 2026",
            ),
        ),
        (
            "P-40/41",
            QUARTER,
            (
                "Жеке қабылдаудың қорытындысы: 2026 жылғы IV тоқсан",
                "Итоги личного приёма: IV квартал 2026 года",
                "Results of personal reception: Q4 2026",
            ),
        ),
        (
            "P-3",
            Period.month(2027, 3),
            (
                "Айлық жеке қабылдау: 2027 жылғы наурыз",
                "Ежемесячный личный приём: март 2027 года",
                "Monthly personal reception: March 2027",
            ),
        ),
        (
            "D-3.3",
            Period.half(2027, 1),
            (
                "Үкімет Аппаратына берілетін қорытынды: 2027 жылғы I жартыжылдық",
                "Итоги для Аппарата Правительства: I полугодие 2027 года",
                "Results for the Government: half-year 1 of 2027",
            ),
        ),
        (
            "L-9.3",
            Period.year(2027),
            (
                "Халық алдында есеп беру: 2027 жыл",
                "Отчёт перед населением: 2027 год",
                "Report to the population: 2027",
            ),
        ),
        ("D-3.2", None, ("Кездесулер өткізу тәртібі", "Порядок проведения встреч", "Procedure of meetings")),
    ],
)
def test_action_names_its_period(key: str, period: Period | None, lines: tuple[str, str, str]) -> None:
    said = registry.duty(key).action_for(period)
    assert (said.kk, said.ru, said.en) == lines


def test_functions_named_by_acts_are_functions_bodies_hold() -> None:
    known = set(Function.values)
    for duty in registry.DUTIES:
        named = {duty.addressee.function, duty.recipient_function, duty.control_function} - {""}
        assert named <= known


def test_shipped_decisions_are_those_of_the_owner() -> None:
    assert [(order.number, order.duty) for order in SHIPPED if order.number < 6] == [
        (1, "B-1.4-prop"),
        (1, "B-1.4-plan"),
        (1, "B-6.1"),
        (1, "B-4.3"),
        (1, "B-1.7"),
        (2, "B-1.7"),
        (2, "C-3.5d"),
        (2, "C-5.3"),
        (3, "B-4.3"),
        (3, "C-2.1"),
        (4, "C-3.5d"),
    ]
    # The days of the year 2022 were over before the text was written.
    late = {"B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3"}
    assert {(order.number, order.duty) for order in SHIPPED if order.applies_from == date(2023, 1, 1)} == {
        (1, duty) for duty in late
    }
    assert {order.applies_from for order in SHIPPED} == {date(2022, 1, 1), date(2023, 1, 1)}
    assert all(order.applies_to is None for order in SHIPPED)
    assert {order.due for order in SHIPPED} == {
        None,
        DayAfterPeriod(10, Bound.NOT_LATER),
        FixedDay(0, 1, 10, Bound.NOT_LATER),
        FixedDay(0, 1, 15, Bound.NOT_LATER),
    }


#: Duties in force whose text is not confirmed and of which no decision says who may see them.
UNCONFIRMED = (
    *("C-2.1c", "C-2.2", "C-3.1", "C-3.2", "C-3.3", "C-3.4a", "C-3.4b", "C-3.4c", "C-3.4d-14", "C-3.4d-7"),
    *("C-3.5a", "C-3.5b", "C-3.5c", "C-4", "C-5.1", "C-5.2", "C-cov", "cov-1", "cov-2", "cov-3", "cov-4", "cov-5"),
    "D-3.2",
)


def test_unconfirmed_duties_in_force_are_these_and_no_others() -> None:
    in_force = [duty for duty in registry.duties_in_force(date(2026, 11, 24), SHIPPED) if duty.doubt]
    elsewhere = {order.duty for order in SHIPPED if order.visibility}
    assert sorted({duty.key for duty in in_force} - elsewhere) == sorted(UNCONFIRMED)


@pytest.mark.parametrize("key", UNCONFIRMED)
def test_unconfirmed_duty_is_shown_and_counted_apart(key: str) -> None:
    (version,) = [each for each in registry.duties(key) if each.binds_on(date(2027, 1, 1))]
    for orders in ((), SHIPPED):
        rule = _asked(version, orders)
        assert (rule.is_public, rule.is_apart) == (True, True)


@pytest.mark.parametrize("key", ["C-3.5d", "C-5.3"])
def test_what_the_owner_gave_a_day_is_not_apart_although_the_text_is_not_confirmed(key: str) -> None:
    rule = registry.rule_for(key, Period.quarter(2027, 1), SHIPPED)
    assert (rule.duty.confidence, rule.is_public, rule.is_apart) == (Confidence.UNVERIFIED, True, False)


def test_confirmed_duty_is_not_apart() -> None:
    assert not registry.rule_for("C-2.1", Period.year(2027), ()).is_apart
    assert not registry.rule_for("B-1.7", Period.quarter(2027, 1), SHIPPED).is_apart


@pytest.mark.parametrize(("key", "on"), [("D-1.3", date(2026, 5, 4)), ("B-1.8", date(2023, 5, 4))])
def test_what_is_entered_about_tension_is_internal(key: str, on: date) -> None:
    assert registry.rule_on(key, on, ()).is_public
    assert not registry.rule_on(key, on, SHIPPED).is_public


def test_only_duties_of_tension_are_internal() -> None:
    about_tension = {Event.SOCIAL_TENSION, Event.SITUATION_WORSENS, Event.HIGH_RISK}
    opened = {key for event in about_tension for key in registry.keys_of(event)}
    assert opened == set(ABOUT_TENSION)
    assert {order.duty for order in SHIPPED if order.visibility == "internal"} == opened


def _asked(version: Duty, orders: tuple[Order, ...]) -> Rule:
    """The rule of a version for the first half of 2027, whatever opens it."""
    if isinstance(version.opens, ByPeriod):
        return registry.rule_for(version.key, Period.parts(Period.year(2027), version.opens.kind)[0], orders)
    return registry.rule_on(version.key, date(2027, 1, 1), orders)

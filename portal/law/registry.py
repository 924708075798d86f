"""Which duty is in force for a period, and what it says. No rule, or two: an error that names the gap, not a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from portal.kernel.periods import Kind, Period
from portal.law import catalogue
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.due import DueRule, EndOfPeriod, WrongPeriodKind, due_date
from portal.law.counting.events import Event, EventRule
from portal.law.counting.planning import Norm, Term
from portal.law.duty import Always, ByPeriod, Confidence, Duty, OnEvents
from portal.law.errors import NoDay, NoRule, TwoRules, UnknownDuty
from portal.law.kinds import DayOffRule, Reading
from portal.law.owner_decisions import Order

#: Keys of the duties the portal keeps, act by act.
KEYS: tuple[str, ...] = catalogue.KEYS
DUTIES: tuple[Duty, ...] = catalogue.DUTIES
#: The period key of what is owed at all times.
STANDING = "standing"
#: The plain week: all that is needed while no decision moves a due day off a day off.
PLAIN_WEEK = WorkingCalendar()

T = TypeVar("T")


@dataclass(frozen=True)
class Rule:
    """A duty for one period, or for what happened on a day: what the act says and what decisions make of it.

    `period` is empty for what is owed at all times. `counting` is how the day comes from events, where they open the
    duty; `due` how it comes from the period, where that does. `moment` is the day of which the law was asked: the
    first day of the period, the day of the event, the day of asking.
    """

    duty: Duty
    period: Period | None
    due: DueRule | None
    counting: EventRule | None
    orders: tuple[Order, ...]
    is_by_act: bool
    is_public: bool
    moment: date
    day_off: str = DayOffRule.NONE
    reading: str = Reading.NARROW
    calendar: WorkingCalendar = field(default=PLAIN_WEEK, compare=False, repr=False)

    @property
    def period_key(self) -> str:
        return STANDING if self.period is None else self.period.key

    @property
    def has_day(self) -> bool:
        """A period and a rule give the day; events give theirs when they have happened."""
        return self.due is not None and self.period is not None

    @property
    def nominal_due_on(self) -> date:
        """Last day in time as counted. Raises NoDay when neither act nor decision sets one."""
        if self.due is None or self.period is None:
            raise NoDay(self.duty.key, self.period_key)
        return due_date(self.due, self.period)

    @property
    def due_on(self) -> date:
        """Last day in time on the portal, after the rule on days off. Raises NoDay, NoWorkingDay."""
        return self.calendar.settled(self.nominal_due_on, self.day_off)

    @property
    def act_due_on(self) -> date | None:
        """Last day in time by the act's own words, or nothing where it sets no day."""
        if self.duty.due is None or self.period is None:
            return None
        return due_date(self.duty.due, self.period)

    @property
    def is_apart(self) -> bool:
        """Counted apart and in no share: its text is not confirmed, and no decision about it sets that it is owed."""
        ordered = any(order.duty and (order.stands or order.due or order.counting) for order in self.orders)
        return self.duty.confidence is not Confidence.VERIFIED and not ordered

    @property
    def opens_on(self) -> date:
        """The first day the duty is visible. What has no day opens with its period, or with its act."""
        if self.period is None:
            span = self.duty.for_periods
            begins = [order.applies_from for order in self.orders if order.stands]
            return min([*begins, *([span.starts_on] if span and self.is_by_act else [])], default=self.moment)
        if self.due is None:
            return self.period.start
        ahead = self.nominal_due_on - timedelta(days=self.duty.visible_days)
        # What is to happen within a period is not asked for before it begins.
        return max(ahead, self.period.start) if isinstance(self.due, EndOfPeriod) else ahead

    @property
    def asked_on(self) -> date:
        """The day of which it is asked who is obliged: the due day, else the last one of the period."""
        if self.has_day:
            return self.due_on
        return self.moment if self.period is None else self.period.last_day

    def term(self) -> Term:
        """The plain values planning works with."""
        duty, norm = self.duty, self.duty.coverage
        return Term(
            duty=duty.key,
            period_key=self.period_key,
            addressee=duty.addressee,
            exempt_under=duty.exempt_under,
            due_on=self.due_on if self.has_day else None,
            opens_on=self.opens_on,
            asked_on=self.asked_on,
            norm=None
            if norm is None
            else Norm(norm.units, is_own=not norm.is_visit, is_wide=self.reading == Reading.WIDE),
            counted_in=duty.counted_in,
        )


def duties(key: str) -> tuple[Duty, ...]:
    """Every version of the duty, oldest first. Raises UnknownDuty."""
    versions = tuple(duty for duty in DUTIES if duty.key == key)
    if not versions:
        raise UnknownDuty(key)
    return versions


def duty(key: str) -> Duty:
    """The latest version of the duty: its name and kind for pages that speak of no period. Raises UnknownDuty."""
    return duties(key)[-1]


def version(key: str, act: str) -> Duty:
    """The version of one edition, the latest where it has several. Raises UnknownDuty."""
    found = [each for each in duties(key) if each.act.key == act]
    if not found:
        raise UnknownDuty(f"{key} ({act})")
    return found[-1]


def find_rule(key: str, period: Period, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK) -> Rule | None:
    """The rule in force for the duty and period, or nothing. Raises TwoRules, UnknownDuty, WrongPeriodKind."""
    versions = duties(key)
    if period.kind not in period_kinds(versions):
        raise WrongPeriodKind(f"{key} is not counted in a {period.kind}")
    return settle(versions, period, orders, calendar)


def settle(
    versions: Sequence[Duty], period: Period, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK
) -> Rule | None:
    """Which of the versions of one duty holds for the period, with decisions; or none. Raises TwoRules.

    A key may change its kind of period with the act: the edition that holds is asked first, then its kind. One edition
    may count a key in several kinds, for bodies of different levels.
    """
    rule = _standing(versions, period.start, period, orders, calendar)
    return rule if rule is not None and rule.duty.opens == ByPeriod(period.kind) else None


def rule_for(key: str, period: Period, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK) -> Rule:
    """The one rule in force for the duty and period. Raises NoRule, TwoRules, UnknownDuty, WrongPeriodKind."""
    rule = find_rule(key, period, orders, calendar)
    if rule is None:
        raise NoRule(key, period.key)
    return rule


def find_rule_on(key: str, day: date, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK) -> Rule | None:
    """The rule of a duty that is not counted in periods, for what happens on `day` or is owed on it.

    The period of an event is the year of its day. Raises TwoRules, UnknownDuty, WrongPeriodKind.
    """
    versions = duties(key)
    if any(isinstance(each.opens, ByPeriod) for each in versions):
        raise WrongPeriodKind(f"{key} is counted in periods")
    return settle_on(versions, day, orders, calendar)


def settle_on(
    versions: Sequence[Duty], day: date, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK
) -> Rule | None:
    """Which of the versions of a duty that is not counted in periods holds on `day`; or none. Raises TwoRules."""
    period = None if isinstance(versions[0].opens, Always) else Period.year(day.year)
    return _standing(versions, day, period, orders, calendar)


def rule_on(key: str, day: date, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK) -> Rule:
    """As `find_rule_on`; raises NoRule, too, which names the day."""
    rule = find_rule_on(key, day, orders, calendar)
    if rule is None:
        raise NoRule(key, day.isoformat())
    return rule


def reading_of(key: str, period: Period, orders: Iterable[Order]) -> str:
    """How the norm is read for the period, whatever edition is asked. Raises TwoRules."""
    said = [order.reading for order in orders if order.duty == key and order.reading and order.applies(period)]
    return _one_of(key, period.key, said) or Reading.NARROW


def is_counted_in_periods(key: str) -> bool:
    """Whether periods open the duty; else events do, or nothing does. Raises UnknownDuty."""
    return isinstance(duties(key)[0].opens, ByPeriod)


def moment_of(happened: Mapping[str, str | None], opened_on: date) -> date:
    """The day of which the law is asked about what events opened: that of the first known, else of the opening."""
    return min((date.fromisoformat(day) for day in happened.values() if day), default=opened_on)


def keys_of(event: Event) -> tuple[str, ...]:
    """Keys of the duties that the event opens in any edition."""
    found = (each.key for each in DUTIES if isinstance(each.opens, OnEvents) and event in each.opens.events)
    return tuple(dict.fromkeys(found))


def event_rule(each: Duty) -> EventRule | None:
    """How the act counts the day from what happened; none where the act sets no day, or nothing opens the duty."""
    return each.opens.due if isinstance(each.opens, OnEvents) else None


def days_of(each: Duty, happened: Mapping[str, str | None]) -> dict[Event, date | None]:
    """Days of the events a duty is counted from, in the order of its act, as they are kept: in ISO words by name.

    What is known not to be is not kept, and not counted from.
    """
    events = each.opens.events if isinstance(each.opens, OnEvents) else ()
    kept = {event: happened[event.value] for event in events if event.value in happened}
    return {event: None if day is None else date.fromisoformat(day) for event, day in kept.items()}


def duties_in_force(on: date, orders: Iterable[Order]) -> tuple[Duty, ...]:
    """Duties owed on `on`: for the periods that hold it, for what happens on it, or at all times."""
    known = tuple(orders)
    return tuple(found for key in KEYS for found in _in_force(key, on, known))


def _in_force(key: str, on: date, orders: tuple[Order, ...]) -> Iterator[Duty]:
    versions = duties(key)
    kinds = period_kinds(versions)
    if kinds:
        rules = [settle(versions, Period.containing(kind, on), orders) for kind in kinds]
    else:
        rules = [find_rule_on(key, on, orders)]
    yield from (rule.duty for rule in rules if rule is not None)


def period_kinds(versions: Sequence[Duty]) -> tuple[Kind, ...]:
    """Kinds of periods the versions are counted in, the oldest first."""
    return tuple(dict.fromkeys(each.opens.kind for each in versions if isinstance(each.opens, ByPeriod)))


def _standing(
    versions: Sequence[Duty],
    moment: date,
    period: Period | None,
    orders: Iterable[Order],
    calendar: WorkingCalendar,
) -> Rule | None:
    """The version that holds on `moment`, by its act or by a decision. Raises TwoRules."""
    key = versions[0].key
    named = STANDING if period is None else period.key
    acts = {each.act.key for each in versions}
    speaking = tuple(order for order in orders if order.holds(moment) and (order.duty == key or order.act in acts))
    applying = tuple(order for order in speaking if order.duty == key)
    stands = {order.stands for order in applying if order.stands is not None}
    lifted = {order.act for order in speaking if order.act and order.stands is False}
    revived = {order.act for order in speaking if order.act and order.stands}
    if len(stands) > 1 or lifted & revived:
        raise TwoRules(key, named)
    if stands == {False}:
        return None
    by_act = [each for each in versions if each.binds_on(moment) and each.act.key not in lifted]
    by_order = [each for each in versions if each.act.key in revived and each not in by_act]
    # A decision revives a duty only when there is one version to revive: choosing would be a guess.
    standing = _of_kind([*by_act, *by_order] or (list(versions) if stands else []), period)
    if len(standing) > 1:
        raise TwoRules(key, named)
    if not standing:
        return None
    one = standing[0]
    return Rule(
        duty=one,
        period=period,
        due=_one_of(key, named, [order.due for order in applying if order.due is not None]) or one.due,
        counting=_one_of(key, named, [order.counting for order in applying if order.counting]) or event_rule(one),
        orders=tuple(order for order in speaking if not order.act or order.act == one.act.key),
        is_by_act=bool(by_act),
        is_public=_is_public(one, named, applying),
        moment=moment,
        day_off=_one_of(key, named, [order.day_off for order in applying if order.day_off]) or one.day_off,
        reading=_one_of(key, named, [order.reading for order in applying if order.reading]) or Reading.NARROW,
        calendar=calendar,
    )


def _of_kind(standing: list[Duty], period: Period | None) -> list[Duty]:
    """Of several versions of one edition, each for bodies of its own, the one counted in such periods."""
    if period is None or len(standing) < 2 or len({each.act.key for each in standing}) > 1:
        return standing
    return [each for each in standing if each.opens == ByPeriod(period.kind)]


def _one_of(key: str, named: str, said: list[T]) -> T | None:
    """What one decision says; nothing when none speaks. Raises TwoRules when two do."""
    if len(said) > 1:
        raise TwoRules(key, named)
    return said[0] if said else None


def _is_public(one: Duty, named: str, orders: tuple[Order, ...]) -> bool:
    """By decision; else everyone: what no text confirms is not hidden, but marked and counted apart."""
    said = {order.visibility for order in orders if order.visibility}
    if len(said) > 1:
        raise TwoRules(one.key, named)
    return said == {"public"} if said else True

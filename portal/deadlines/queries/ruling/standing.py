"""How one obligation stands: what decisions and days off make of it, whatever was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from portal.deadlines.choices import Opens, Release
from portal.deadlines.models import Decision, Obligation
from portal.kernel.periods import Period
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import WorkingDaysAfter, WorkingDaysBefore
from portal.law.counting.from_events import count_from
from portal.law.counting.planning import Key
from portal.law.errors import TwoRules
from portal.law.owner_decisions import Order
from portal.law.registry import Rule


@dataclass(frozen=True)
class Stand:
    """What is asked of a body: nothing (`released_as`), a day, or something without a day.

    `is_for_one`: a ruling about this body alone says it.
    """

    due_on: date | None = None
    nominal_on: date | None = None
    released_as: str = ""
    is_for_one: bool = False


class Reading:
    """Decisions about duties, rulings about single bodies, and the days on which work is done; on a day.

    What no decision names is as the acts have it; of what two decisions say the opposite nothing stands, so that one of
    them can be revoked. Asked of thousands of rows: rules are found once for each period.
    """

    def __init__(self, decisions: Iterable[Decision], calendar: WorkingCalendar, on: date) -> None:
        known = list(decisions)
        self.calendar = calendar
        self.on = on
        self.orders: tuple[Order, ...] = tuple(row.as_order() for row in known if row.body_id is None)
        self.rulings: dict[Key, Decision] = {row.ruled_key: row for row in known if row.body_id is not None}
        self._days = frozenset(calendar.days.items())
        self._rules: dict[tuple[str, str, str], Rule | None] = {}

    @property
    def visibility(self) -> frozenset[Order]:
        """The orders that say who may see what, and what is counted in shares although no text confirms it."""
        return frozenset(order for order in self.orders if order.visibility or order.stands or order.due is not None)

    def rule(self, duty: str, period_key: str, opens_by: str, day: date | None = None) -> Rule | None:
        """The rule for a period, for an event of `day`, or for all times; nothing where there are two."""
        moment = day.isoformat() if day else period_key
        asked = (duty, moment, opens_by)
        if asked not in self._rules:
            self._rules[asked] = self._find(duty, period_key, opens_by, day)
        return self._rules[asked]

    def says(self, duty: str, period_key: str, opens_by: str, act: str) -> object:
        """What is compared before rows are read: different answers mean that rows may stand differently."""
        days = self._days
        if opens_by == Opens.EVENT:
            year = Period.parse(period_key)
            speaking = [order for order in self.orders if order.duty == duty or order.act == act]
            applying = tuple(order for order in speaking if _touches(order, year))
            return applying, days if self._counts_days(duty, act, applying) else None, self._ruled(duty, period_key)
        rule = self.rule(duty, period_key, opens_by)
        moves = rule is not None and rule.day_off not in ("", "none")
        return rule, days if moves else None, self._ruled(duty, period_key)

    def stand(self, row: Obligation) -> Stand:
        """How `row` stands."""
        ruling = self.rulings.get(row.key)
        if ruling is not None and ruling.released_as:
            return Stand(released_as=ruling.released_as, is_for_one=True)
        nominal, settled, stands = self._day(row)
        if not stands:
            return Stand(released_as=Release.WAIVED)
        if ruling is not None and ruling.extended_to is not None:
            # An extension never shortens.
            return Stand(max(settled or ruling.extended_to, ruling.extended_to), nominal, is_for_one=True)
        return Stand(settled, nominal)

    def shown(self, duty: str, period_key: str, opens_by: str, act: str) -> tuple[bool, bool] | None:
        """Whether everyone may see what is owed, and whether it is counted apart; nothing where no rule says it."""
        first = Period.parse(period_key).start if opens_by == Opens.EVENT else None
        rule = self.rule(duty, period_key, opens_by, first)
        return None if rule is None else (rule.is_public, rule.is_apart)

    def _day(self, row: Obligation) -> tuple[date | None, date | None, bool]:
        """The day as counted, the one after the rule on days off, and whether the duty stands at all."""
        if row.opens_by == Opens.EVENT:
            return self._event_day(row)
        rule = self.rule(row.duty, row.period_key, row.opens_by)
        if rule is None:
            return None, None, False
        if not rule.has_day:
            return None, None, True
        nominal = rule.nominal_due_on
        return nominal, self.calendar.settled(nominal, rule.day_off), True

    def _event_day(self, row: Obligation) -> tuple[date | None, date | None, bool]:
        moment = registry.moment_of(row.happened, row.opened_on)
        rule = self.rule(row.duty, row.period_key, row.opens_by, moment)
        if rule is None:
            return None, None, False
        counting = rule.counting
        counted = (
            count_from(counting, registry.days_of(rule.duty, row.happened), self.calendar, rule.day_off)
            if counting
            else None
        )
        return (None, None, True) if counted is None else (counted.nominal, counted.effective, True)

    def _find(self, duty: str, period_key: str, opens_by: str, day: date | None) -> Rule | None:
        with suppress(TwoRules):
            if opens_by == Opens.PERIOD:
                return registry.find_rule(duty, Period.parse(period_key), self.orders, self.calendar)
            return registry.find_rule_on(duty, day or self.on, self.orders, self.calendar)
        return None

    def _counts_days(self, duty: str, act: str, orders: tuple[Order, ...]) -> bool:
        version = registry.version(duty, act)
        countings = [registry.event_rule(version), *(order.counting for order in orders)]
        moves = any(order.day_off not in ("", "none") for order in orders) or version.day_off != "none"
        return moves or any(isinstance(one, WorkingDaysAfter | WorkingDaysBefore) for one in countings)

    def _ruled(self, duty: str, period_key: str) -> frozenset[tuple[Key, int | None, str, str]]:
        return frozenset(
            (key, row.pk, str(row.extended_to), row.released_as)
            for key, row in self.rulings.items()
            if (key.duty, key.period_key) == (duty, period_key)
        )


def _touches(order: Order, year: Period) -> bool:
    """Whether the range of the order has a day in the year."""
    return order.applies_from < year.end and (order.applies_to is None or order.applies_to > year.start)

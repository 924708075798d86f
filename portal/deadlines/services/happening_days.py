"""What an event changes for obligations that are there: the day they count from, and their last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.bodies.permissions import Actor
from portal.deadlines.choices import ChangeReason, DayOffRule, EventKind, Release
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.queries.law import Law
from portal.deadlines.services.due_change import move_due
from portal.deadlines.services.ladder_next_look import look_again
from portal.law import registry
from portal.law.counting.events import Event, EventRule
from portal.law.counting.from_events import count_from
from portal.law.duty import Duty, OnEvents


def note_events(
    rows: Iterable[Obligation], kind: EventKind, today: date, actor: Actor | None, comment: str = ""
) -> None:
    ObligationEvent.objects.bulk_create(
        ObligationEvent(
            obligation=row,
            kind=kind,
            on=today,
            recorded_on=today,
            actor=actor.user if actor else None,
            comment=comment,
        )
        for row in rows
    )


def counted_by(rule: EventRule | None, duty: Duty, happened: dict[str, str | None], of: Law) -> date | None:
    """Last day as `rule` counts it; none before the event that opens the duty, or where no day is set."""
    counted = None if rule is None else count_from(rule, registry.days_of(duty, happened), of.calendar)
    return None if counted is None else counted.nominal


@dataclass
class Changes:
    """What changes for obligations that are there."""

    law: Law
    today: date
    touched: list[Obligation] = field(default_factory=list)
    resumed: list[Obligation] = field(default_factory=list)
    moves: list[tuple[Obligation, date]] = field(default_factory=list)
    nominal: dict[int, date] = field(default_factory=dict)

    def take_day(self, row: Obligation, event: Event, on: date | None) -> None:
        """`event` is on `on`. A day that is known is not forgotten for one that is not."""
        is_gone = row.released_as == Release.GONE
        if on is None or (row.happened.get(event.value) == on.isoformat() and not is_gone):
            return
        row.happened[event.value] = on.isoformat()
        self.touched.append(row)
        if is_gone:
            # Reminders of days on which it was not needed are not made up for.
            row.released_as, row.released_on, row.release_ground, row.reopened_on = "", None, "", self.today
            self.resumed.append(row)
        self._count_anew(row)

    def forget_day(self, row: Obligation, event: Event) -> None:
        row.happened[event.value] = None
        self.touched.append(row)
        self._count_anew(row)

    def _count_anew(self, row: Obligation) -> None:
        if row.is_met or row.is_released:
            return
        version = registry.version(row.duty, row.act)
        assert isinstance(version.opens, OnEvents)
        row.act_due_on = counted_by(registry.event_rule(version), version, row.happened, self.law)
        counting, day_off = self._rule(row, version)
        nominal = counted_by(counting, version, row.happened, self.law)
        if nominal is not None:
            self.nominal[row.pk] = nominal
            self.moves.append((row, self.law.calendar.settled(nominal, day_off)))

    def _rule(self, row: Obligation, version: Duty) -> tuple[EventRule | None, str]:
        """How its day is counted and what a day off does to it, by the decisions about the edition it rests on."""
        rule = self.law.event_rule(row.duty, registry.moment_of(row.happened, row.opened_on))
        if rule is None or rule.duty.act.key != row.act:
            return registry.event_rule(version), DayOffRule.NONE
        return rule.counting, rule.day_off

    def save(self, actor: Actor | None) -> int:
        Obligation.objects.bulk_update(
            self.touched,
            ["happened", "act_due_on", "released_as", "released_on", "release_ground", "reopened_on"],
        )
        note_events(self.resumed, EventKind.RESUMED, self.today, actor)
        if self.moves:
            move_due(
                moves=self.moves,
                reason=ChangeReason.EVENT,
                ground="",
                today=self.today,
                actor=actor,
                nominal=self.nominal,
            )
        if self.resumed:
            look_again(obligations=self.resumed, on=self.today)
        return len(self.touched)

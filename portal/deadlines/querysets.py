"""Sentences over obligations, all on a given civil day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast

from portal.bodies.choices import Function
from portal.bodies.permissions import Actor
from portal.deadlines.choices import Release, StateKind
from portal.deadlines.rules.ladder import FIRST_DAY_LATE
from portal.deadlines.rules.planning import Key
from portal.deadlines.rules.states import SOON_DAYS

if TYPE_CHECKING:
    from portal.bodies.models import Body, Territory
    from portal.deadlines.models import CalendarDay, Decision, Evidence, Obligation, SweepRun, Transmittal


#: One of the events has not happened: its day in `happened` is null.
_AWAITS = Func(
    F("happened"),
    template="jsonb_path_exists(%(expressions)s, '$.* ? (@ == null)')",
    output_field=models.BooleanField(),
)


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def public(self) -> ObligationQuerySet:
        """The only door to what everyone may see."""
        return self.filter(is_public=True)

    def visible_to(self, actor: Actor) -> ObligationQuerySet:
        """What the actor works with: own bodies' duties; everything for those who control. Twin of `can_see`."""
        if sees_all(actor):
            return self
        return self.filter(body__in=actor.bodies())

    def for_body(self, body: Body) -> ObligationQuerySet:
        return self.filter(body=body)

    def for_bodies(self, bodies: Iterable[int]) -> ObligationQuerySet:
        return self.filter(body__in=bodies)

    def for_territory(self, territory: Territory) -> ObligationQuerySet:
        """Duties of the bodies of this very place."""
        return self.filter(body__territory=territory)

    def for_duty(self, duty: str) -> ObligationQuerySet:
        return self.filter(duty=duty)

    def for_period(self, period_key: str) -> ObligationQuerySet:
        return self.filter(period_key=period_key)

    def with_key(self, key: Key) -> ObligationQuerySet:
        return self.filter(duty=key.duty, body=key.body_id, period_key=key.period_key, subject=key.subject)

    def unmet(self) -> ObligationQuerySet:
        """Still expected: neither fulfilled nor released."""
        return self.filter(met_on__isnull=True, released_as="")

    def settled(self) -> ObligationQuerySet:
        """Nothing more is expected: fulfilled or released."""
        return self.filter(Q(met_on__isnull=False) | ~Q(released_as=""))

    def due_before(self, on: date) -> ObligationQuerySet:
        return self.filter(due_on__lt=on)

    def counted(self, on: date) -> ObligationQuerySet:
        """What a record counts on `on`: the due day is over, and nothing released it."""
        return self.filter(due_on__lt=on, released_as="")

    def unmarked_late(self, on: date) -> ObligationQuerySet:
        return self.unmet().due_before(on).filter(late_since__isnull=True)

    def on_the_ladder(self, until: date) -> ObligationQuerySet:
        """Due by `until`, still expected, and not through the last rung."""
        return self.unmet().filter(due_on__lte=until).exclude(rungs__rung=FIRST_DAY_LATE)

    def without_event(self, kind: str) -> ObligationQuerySet:
        return self.exclude(events__kind=kind)

    def with_state(self, on: date) -> ObligationQuerySet:
        """Adds `state_kind` and `state_days`: the twin of `rules.states.state`."""
        left = _days(F("due_on"), Value(on))
        late = _days(Value(on), F("due_on"))
        kinds = [
            (Q(released_as=Release.EXEMPT), StateKind.EXEMPT, None),
            (Q(released_as=Release.GONE), StateKind.GONE, None),
            (~Q(released_as=""), StateKind.WAIVED, None),
            (Q(met_on__isnull=False, late_since__lte=F("met_on")), StateKind.MET_LATE, _days_met_late()),
            (Q(met_on__isnull=False), StateKind.MET, None),
            (Q(_AWAITS, due_on__isnull=True), StateKind.WAITING, None),
            (Q(due_on__isnull=True), StateKind.STANDING, None),
            (Q(due_on__lt=on), StateKind.OVERDUE, late),
            (Q(due_on__lte=Value(on) + SOON_DAYS), StateKind.DUE_SOON, left),
            (Q(due_on__gt=F("computed_due_on")), StateKind.EXTENDED, left),
        ]
        none = Value(None, output_field=models.IntegerField())
        return self.annotate(
            state_kind=Case(
                *[When(when, then=Value(kind.value)) for when, kind, _number in kinds],
                default=Value(StateKind.UPCOMING.value),
                output_field=models.CharField(),
            ),
            state_days=Case(
                *[When(when, then=none if number is None else number) for when, _kind, number in kinds],
                default=left,
                output_field=models.IntegerField(),
            ),
        )

    def in_state(self, kind: str, on: date) -> ObligationQuerySet:
        return self.with_state(on).filter(models.Q(state_kind=kind))

    def by_due_day(self) -> ObligationQuerySet:
        """What was due first comes first."""
        return self.order_by("due_on", "duty", "body__slug", "pk")

    def latest_due_first(self) -> ObligationQuerySet:
        return self.order_by(F("due_on").desc(nulls_last=True), "duty", "body__slug", "pk")


def _days(later: models.Expression | F, earlier: models.Expression | F) -> models.Expression:
    """Whole days between two dates: PostgreSQL's difference of dates is a number."""
    as_days = (Cast(side, models.DateField()) for side in (later, earlier))
    return models.Func(*as_days, template="(%(expressions)s)", arg_joiner=" - ", output_field=models.IntegerField())


def _days_met_late() -> models.Expression:
    return models.ExpressionWrapper(_days(F("met_on"), F("late_since")) + 1, output_field=models.IntegerField())


def sees_all(actor: Actor) -> bool:
    """Those who control deadlines: overseers, administrators, people of the authorised body."""
    return actor.is_overseer or actor.is_administrator or actor.holds(Function.AUTHORISED_INFORMATION)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_on__isnull=True)


class TransmittalQuerySet(models.QuerySet["Transmittal"]):
    def unanswered(self) -> TransmittalQuerySet:
        """Neither acknowledged nor returned."""
        return self.filter(acknowledged_on__isnull=True, returned_on__isnull=True)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> DecisionQuerySet:
        """Neither a reversal nor reversed by one."""
        return self.filter(revoked_by__isnull=True, revokes__isnull=True)


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def within(self, first: date, last: date) -> CalendarDayQuerySet:
        """Both days included."""
        return self.filter(date__gte=first, date__lte=last)

    def of_year(self, year: int) -> CalendarDayQuerySet:
        return self.filter(date__year=year)


class SweepRunQuerySet(models.QuerySet["SweepRun"]):
    def finished(self) -> SweepRunQuerySet:
        return self.filter(finished_at__isnull=False)

"""Sentences over obligations, all on a given civil day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Substr

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, Release, StateKind
from portal.deadlines.querysets.evidence import RECEIVING_ROLES
from portal.deadlines.querysets.places import CLIMB, LEVEL
from portal.deadlines.querysets.states import (
    AWAITS,
    NOW,
    THEN,
    Columns,
    confirmed_then,
    days,
    days_late,
    due_then,
    history,
    known_then,
    late_then,
    met_then,
    released_then,
    returned_then,
)
from portal.law.counting.planning import Key
from portal.law.counting.states import SOON_DAYS, kinds_shown

if TYPE_CHECKING:
    from portal.bodies.models import Body, Territory
    from portal.deadlines.models import Obligation

#: How subjects begin that people recorded; the others name something of the portal ("meeting:12").
BY_HAND = "event:"

#: Something is still to be done by a day.
EXPECTED = (
    StateKind.OVERDUE,
    StateKind.RETURNED_LATE,
    StateKind.RETURNED,
    StateKind.DUE_SOON,
    StateKind.EXTENDED,
    StateKind.UPCOMING,
)

OPEN = (*EXPECTED, StateKind.WAITING, StateKind.STANDING)

#: The period of what is owed at all times, and the year under which it is summed.
STANDING_KEY, STANDING_YEAR = "standing", 0
_YEAR = Case(
    When(period_key=STANDING_KEY, then=Value(STANDING_YEAR)),
    default=Cast(Substr("period_key", 1, 4), models.IntegerField()),
    output_field=models.IntegerField(),
)


#: As the partial index of the table says it.
UNCONFIRMED = Q(released_as="", confirmed_on__isnull=True, late_since__lte=F("known_on"), met_on__lt=F("known_on"))


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def public(self) -> ObligationQuerySet:
        """The only door to what everyone may see."""
        return self.filter(is_public=True)

    def in_shares(self) -> ObligationQuerySet:
        """What is counted in shares: those whose text is confirmed, or ordered by a decision."""
        return self.filter(is_apart=False)

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

    def awaiting(self) -> ObligationQuerySet:
        """One of their events has not happened: their day is not counted yet, or is provisional."""
        return self.filter(AWAITS)

    def due_before(self, on: date) -> ObligationQuerySet:
        return self.filter(due_on__lt=on)

    def unconfirmed(self) -> ObligationQuerySet:
        """Entered late with an earlier day, which nobody else has confirmed. The words of a partial index."""
        return self.filter(UNCONFIRMED)

    def to_confirm(self, actor: Actor) -> ObligationQuerySet:
        """Unconfirmed, and the actor's to confirm. Twin of `can_confirm_day`."""
        waiting = self.unconfirmed().exclude(body__in=actor.bodies())
        if actor.is_overseer or actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER, Role.HEAD):
            return waiting
        leading = apps.get_model("bodies", "Body").objects.filter(pk__in=actor.bodies(Role.OFFICER, Role.HEAD))
        # The offices above, and no maslikhat that lies in the same place.
        below = leading.in_force(actor.on).akimats().values("territory")
        above = Q(body__territory__parent__in=below, body__kind=BodyKind.AKIMAT)
        sent = history("Transmittal", receiver__in=actor.bodies(*RECEIVING_ROLES), evidence__withdrawn_on__isnull=True)
        return waiting.filter(above | Q(Exists(sent)))

    def counted(self, on: date) -> ObligationQuerySet:
        """What a record counts on `on`: the due day is over, and nothing released it."""
        return self.filter(due_on__lt=on, released_as="")

    def unmarked_late(self, on: date) -> ObligationQuerySet:
        return self.unmet().due_before(on).filter(late_since__isnull=True)

    def to_look_at(self, on: date) -> ObligationQuerySet:
        """Still expected, and the ladder may have something to write by `on`."""
        return self.unmet().filter(look_on__lte=on)

    def on_the_ladder(self, until: date) -> ObligationQuerySet:
        """Due by `until`, still expected, and not through the last rung."""
        return self.unmet().filter(due_on__lte=until, look_on__isnull=False)

    def without_event(self, kind: str) -> ObligationQuerySet:
        return self.exclude(events__kind=kind)

    def with_state(self, on: date) -> ObligationQuerySet:
        """Adds `state_kind` and `state_days`: the twin of `portal.law.counting.states.state`."""
        return self.with_state_of(on, NOW)

    def as_of(self, on: date) -> ObligationQuerySet:
        """What the record showed on `on`: those opened by then, with their facts as far as they were entered by then.

        Adds `then_due_on`, `then_waits`, `then_met_on`, `then_known_on`, `then_confirmed`, `then_returned`,
        `then_late_since`, `then_released_as`, and the state of these facts on `on`. What is public is asked of today:
        nothing that was hidden since is shown again.
        """
        opened_later = history("ObligationEvent", kind=EventKind.OPENED, recorded_on__gt=on)
        known: ObligationQuerySet = self.filter(~Exists(opened_later), opened_on__lte=on)
        dated: ObligationQuerySet = known.annotate(then_due_on=due_then(on))
        waits = Case(
            When(then_due_on__isnull=False, then=False),
            # Its day was set later: then an event was still awaited.
            When(due_on__isnull=False, then=True),
            default=AWAITS,
            output_field=models.BooleanField(),
        )
        told: ObligationQuerySet = dated.annotate(
            then_waits=waits,
            then_met_on=met_then(on),
            then_known_on=known_then(on),
            then_confirmed=confirmed_then(on),
            then_returned=returned_then(on),
            then_late_since=late_then(on),
            then_released_as=released_then(on),
        )
        return told.with_state_of(on, THEN)

    def with_state_of(self, on: date, facts: Columns) -> ObligationQuerySet:
        """The state that the facts in these columns have on `on`."""
        left = days(F(facts.due_on), Value(on))
        late = days(Value(on), F(facts.due_on))
        is_met, has_no_day = Q(**{f"{facts.met_on}__isnull": False}), Q(**{f"{facts.due_on}__isnull": True})
        is_known_late = is_met & Q(**{f"{facts.late_since}__lte": F(facts.known_on)})
        is_dated_late = Q(**{f"{facts.late_since}__lte": F(facts.met_on)})
        is_over = Q(**{f"{facts.due_on}__lt": on})
        by_document, by_entry = days_late(facts, facts.met_on), days_late(facts, facts.known_on)
        kinds = [
            (Q(**{facts.released_as: Release.EXEMPT}), StateKind.EXEMPT, None),
            (Q(**{facts.released_as: Release.GONE}), StateKind.GONE, None),
            (~Q(**{facts.released_as: ""}), StateKind.WAIVED, None),
            (is_known_late & facts.is_confirmed & is_dated_late, StateKind.MET_LATE, by_document),
            (is_known_late & facts.is_confirmed, StateKind.CONFIRMED, None),
            (is_known_late & is_dated_late, StateKind.MET_LATE, by_entry),
            (is_known_late, StateKind.CLAIMED, by_entry),
            (is_met, StateKind.MET, None),
            (facts.is_returned & is_over, StateKind.RETURNED_LATE, late),
            (facts.is_returned, StateKind.RETURNED, left),
            (facts.waits & has_no_day, StateKind.WAITING, None),
            (has_no_day, StateKind.STANDING, None),
            (is_over, StateKind.OVERDUE, late),
            (Q(**{f"{facts.due_on}__lte": on + timedelta(days=SOON_DAYS)}), StateKind.DUE_SOON, left),
            (Q(**{f"{facts.due_on}__gt": F("computed_due_on")}), StateKind.EXTENDED, left),
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

    def with_place(self) -> ObligationQuerySet:
        """Adds `place_level`, `place_region` (the unit of the first rank, empty for central bodies), `period_year`."""
        return self.annotate(
            place_level=LEVEL, place_region=Coalesce(*CLIMB, output_field=models.BigIntegerField()), period_year=_YEAR
        )

    def of_year(self, year: int) -> ObligationQuerySet:
        """For a period in `year`; the year 0 holds what is owed at all times."""
        if year == STANDING_YEAR:
            return self.filter(period_key=STANDING_KEY)
        return self.filter(period_key__gte=f"{year:04d}", period_key__lt=f"{year + 1:04d}")

    def in_region(self, region: Territory) -> ObligationQuerySet:
        """Of the bodies of the place and of everything that lies in it."""
        inside = Q()
        for path in ("", "__parent", "__parent__parent", "__parent__parent__parent"):
            inside |= Q(**{f"body__territory{path}": region})
        return self.filter(inside)

    def at_level(self, level: str) -> ObligationQuerySet:
        return self.annotate(place_level=LEVEL).filter(place_level=level)

    def of_bodies_called(self, text: str) -> ObligationQuerySet:
        """Whose body has `text` in its name, in any language, or whose place bears the code."""
        return self.filter(body__in=apps.get_model("bodies", "Body").objects.matching(text).values("pk"))

    def pressing_first(self) -> ObligationQuerySet:
        """What is expected comes first, longest overdue ahead; then what has no day; then what is over, latest first.

        After `with_state` or `as_of`.
        """
        rank = Case(
            When(state_kind__in=EXPECTED, then=0),
            When(state_kind__in=(StateKind.WAITING, StateKind.STANDING), then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        expected = Case(When(state_kind__in=EXPECTED, then=F("due_on")), output_field=models.DateField())
        return self.order_by(
            rank, expected.asc(nulls_last=True), F("due_on").desc(nulls_last=True), "duty", "body__slug", "pk"
        )

    def in_state(self, kind: str, on: date) -> ObligationQuerySet:
        """Who asks for what is not done is also given what was returned and not replaced in time."""
        rows = self.unmet() if kind in OPEN else self.settled()
        if kind in (StateKind.OVERDUE, StateKind.RETURNED_LATE):
            # Said once more, in the words of an index: few are late among millions.
            rows = rows.due_before(on)
        return rows.with_state(on).filter(models.Q(state_kind__in=kinds_shown(kind)))

    def by_due_day(self) -> ObligationQuerySet:
        """What was due first comes first."""
        return self.order_by("due_on", "duty", "body__slug", "pk")

    def latest_due_first(self) -> ObligationQuerySet:
        return self.order_by(F("due_on").desc(nulls_last=True), "duty", "body__slug", "pk")


def sees_all(actor: Actor) -> bool:
    """Those who control deadlines: overseers, administrators, people of the authorised body."""
    return actor.is_overseer or actor.is_administrator or actor.holds(Function.AUTHORISED_INFORMATION)

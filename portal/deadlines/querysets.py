"""Sentences over obligations, all on a given civil day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Substr
from django.db.models.lookups import Exact

from portal.bodies.choices import FIRST_RANK, BodyKind, Function, Role, TerritoryKind
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, Level, Opens, Release, StateKind
from portal.law.counting.planning import Key
from portal.law.counting.states import SOON_DAYS

if TYPE_CHECKING:
    from portal.bodies.models import Body, Territory
    from portal.deadlines.models import CalendarDay, Decision, Evidence, Obligation, SweepRun, Total, Transmittal


#: Who answers for what is sent to a body.
RECEIVING_ROLES = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER, Role.MASLIKHAT, Role.OVERSEER)

#: How subjects begin that people recorded; the others name something of the portal ("meeting:12").
BY_HAND = "event:"

#: One of the events has not happened: its day in `happened` is null.
_AWAITS = Func(
    F("happened"),
    template="jsonb_path_exists(%(expressions)s, '$.* ? (@ == null)')",
    output_field=models.BooleanField(),
)


class _Columns(NamedTuple):
    """Which columns or annotations hold the facts a state is derived from."""

    due_on: str
    met_on: str
    late_since: str
    released_as: str
    waits: Q


_NOW = _Columns("due_on", "met_on", "late_since", "released_as", Q(_AWAITS))
_THEN = _Columns("then_due_on", "then_met_on", "then_late_since", "then_released_as", Q(then_waits=True))
_UNRULED = Case(
    When(opens_by=Opens.EVENT, then=Value(Release.GONE.value)),
    default=Value(Release.WAIVED.value),
    output_field=models.CharField(),
)
#: Something is still to be done by a day.
EXPECTED = (StateKind.OVERDUE, StateKind.DUE_SOON, StateKind.EXTENDED, StateKind.UPCOMING)

OPEN = (*EXPECTED, StateKind.WAITING, StateKind.STANDING)

#: The period of what is owed at all times, and the year under which it is summed.
STANDING_KEY, STANDING_YEAR = "standing", 0
_YEAR = Case(
    When(period_key=STANDING_KEY, then=Value(STANDING_YEAR)),
    default=Cast(Substr("period_key", 1, 4), models.IntegerField()),
    output_field=models.IntegerField(),
)
#: From the farthest unit above to the place itself: the first that is there is the unit of the first rank.
_CLIMB = tuple(F(f"body__territory{'__parent' * steps}") for steps in (3, 2, 1, 0))
_LEVEL = Case(
    When(body__kind=BodyKind.MASLIKHAT, then=Value(Level.MASLIKHAT.value)),
    When(body__territory__isnull=True, then=Value(Level.CENTRAL.value)),
    When(body__territory__kind__in=FIRST_RANK, then=Value(Level.REGION.value)),
    When(body__territory__kind=TerritoryKind.DISTRICT, then=Value(Level.DISTRICT.value)),
    When(body__territory__kind=TerritoryKind.CITY, then=Value(Level.CITY.value)),
    When(body__territory__kind=TerritoryKind.CITY_DISTRICT, then=Value(Level.CITY_DISTRICT.value)),
    default=Value(Level.RURAL.value),
    output_field=models.CharField(),
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
        return self.with_state_of(on, _NOW)

    def as_of(self, on: date) -> ObligationQuerySet:
        """What the record showed on `on`: those opened by then, with their facts as far as they were entered by then.

        Adds `then_due_on`, `then_waits`, `then_met_on`, `then_late_since`, `then_released_as`, and the state of these
        facts on `on`. What is public is asked of today: nothing that was hidden since is shown again.
        """
        opened_later = _history("ObligationEvent", kind=EventKind.OPENED, recorded_on__gt=on)
        known: ObligationQuerySet = self.filter(~Exists(opened_later), opened_on__lte=on)
        dated: ObligationQuerySet = known.annotate(then_due_on=_due_then(on))
        waits = Case(
            When(then_due_on__isnull=False, then=False),
            # Its day was set later: then an event was still awaited.
            When(due_on__isnull=False, then=True),
            default=_AWAITS,
            output_field=models.BooleanField(),
        )
        told: ObligationQuerySet = dated.annotate(
            then_waits=waits,
            then_met_on=_met_then(on),
            then_late_since=_late_then(on),
            then_released_as=_released_then(on),
        )
        return told.with_state_of(on, _THEN)

    def with_state_of(self, on: date, facts: _Columns) -> ObligationQuerySet:
        """The state that the facts in these columns have on `on`."""
        left = _days(F(facts.due_on), Value(on))
        late = _days(Value(on), F(facts.due_on))
        is_met, has_no_day = Q(**{f"{facts.met_on}__isnull": False}), Q(**{f"{facts.due_on}__isnull": True})
        kinds = [
            (Q(**{facts.released_as: Release.EXEMPT}), StateKind.EXEMPT, None),
            (Q(**{facts.released_as: Release.GONE}), StateKind.GONE, None),
            (~Q(**{facts.released_as: ""}), StateKind.WAIVED, None),
            (is_met & Q(**{f"{facts.late_since}__lte": F(facts.met_on)}), StateKind.MET_LATE, _days_met_late(facts)),
            (is_met, StateKind.MET, None),
            (facts.waits & has_no_day, StateKind.WAITING, None),
            (has_no_day, StateKind.STANDING, None),
            (Q(**{f"{facts.due_on}__lt": on}), StateKind.OVERDUE, late),
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
            place_level=_LEVEL, place_region=Coalesce(*_CLIMB, output_field=models.BigIntegerField()), period_year=_YEAR
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
        return self.annotate(place_level=_LEVEL).filter(place_level=level)

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
        rows = self.unmet() if kind in OPEN else self.settled()
        if kind == StateKind.OVERDUE:
            # Said once more, in the words of an index: few are late among millions.
            rows = rows.due_before(on)
        return rows.with_state(on).filter(models.Q(state_kind=kind))

    def by_due_day(self) -> ObligationQuerySet:
        """What was due first comes first."""
        return self.order_by("due_on", "duty", "body__slug", "pk")

    def latest_due_first(self) -> ObligationQuerySet:
        return self.order_by(F("due_on").desc(nulls_last=True), "duty", "body__slug", "pk")


def _days(later: models.Expression | F, earlier: models.Expression | F) -> models.Expression:
    """Whole days between two dates: PostgreSQL's difference of dates is a number."""
    as_days = (Cast(side, models.DateField()) for side in (later, earlier))
    return models.Func(*as_days, template="(%(expressions)s)", arg_joiner=" - ", output_field=models.IntegerField())


def _days_met_late(facts: _Columns) -> models.Expression:
    return models.ExpressionWrapper(_days(F(facts.met_on), F(facts.late_since)) + 1, models.IntegerField())


def _history(model: str, **which: Any) -> models.QuerySet[Any]:
    """Rows of `model` about the obligation at hand."""
    rows: models.QuerySet[Any] = apps.get_model("deadlines", model).objects.filter(obligation=OuterRef("pk"), **which)
    return rows


def _due_then(on: date) -> models.Expression:
    """The day before the first move that came after `on`; the present one when none did."""
    moves = _history("DueChange", on__gt=on).order_by("pk")
    return Case(When(Exists(moves), then=Subquery(moves.values("old_due_on")[:1])), default=F("due_on"))


def _met_then(on: date) -> models.Expression:
    """The day of the last fulfilment entered by `on`, or of the document that a correction put in its place."""
    kinds = (EventKind.FULFILLED, EventKind.REOPENED, EventKind.CORRECTED)
    corrected = apps.get_model("deadlines", "Evidence").objects.filter(
        obligation=OuterRef("obligation"), replaces__isnull=False, recorded_on__lte=on
    )
    met = Case(
        When(kind=EventKind.FULFILLED, then=F("on")),
        When(kind=EventKind.CORRECTED, then=Subquery(corrected.order_by("-pk").values("signed_on")[:1])),
        output_field=models.DateField(),
    )
    entered = _history("ObligationEvent", kind__in=kinds, recorded_on__lte=on).order_by("-pk").annotate(met=met)
    return Case(
        When(Exists(_history("ObligationEvent", kind__in=kinds)), then=Subquery(entered.values("met")[:1])),
        When(met_on__lte=on, then=F("met_on")),
        output_field=models.DateField(),
    )


def _late_then(on: date) -> models.Expression:
    noted = _history("ObligationEvent", kind=EventKind.LATE)
    return Case(
        When(Exists(noted), then=Subquery(noted.filter(recorded_on__lte=on).values("on")[:1])),
        When(late_since__lte=on, then=F("late_since")),
        output_field=models.DateField(),
    )


def _released_then(on: date) -> models.Expression:
    kinds = (EventKind.RELEASED, EventKind.RESUMED)
    entered = _history("ObligationEvent", kind__in=kinds, recorded_on__lte=on).order_by("-pk")
    last = Coalesce(Subquery(entered.values("kind")[:1]), Value(""))
    decisions = apps.get_model("deadlines", "Decision").objects.filter(body=OuterRef("body"), duty=OuterRef("duty"))
    ruled = decisions.exclude(released_as="").order_by("-pk")
    return Case(
        When(
            Exists(_history("ObligationEvent", kind__in=kinds)) & ~Q(Exact(last, EventKind.RELEASED)),
            then=Value(""),
        ),
        # Taken back since: by which decision it was, else that its meeting was called off.
        When(Exists(entered) & Q(released_as=""), then=Coalesce(Subquery(ruled.values("released_as")[:1]), _UNRULED)),
        When(Exists(entered) | Q(released_on__lte=on), then=F("released_as")),
        default=Value(""),
        output_field=models.CharField(),
    )


def sees_all(actor: Actor) -> bool:
    """Those who control deadlines: overseers, administrators, people of the authorised body."""
    return actor.is_overseer or actor.is_administrator or actor.holds(Function.AUTHORISED_INFORMATION)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_on__isnull=True)


class TotalQuerySet(models.QuerySet["Total"]):
    def misplaced(self) -> TotalQuerySet:
        """Of bodies that have come under another region or rank since they were counted."""
        placed = self.filter(body__isnull=False).annotate(
            place_level=_LEVEL, place_region=Coalesce(*_CLIMB, 0, output_field=models.BigIntegerField())
        )
        counted_in = Coalesce(F("region_id"), 0, output_field=models.BigIntegerField())
        return placed.exclude(level=F("place_level"), place_region=counted_in)


class TransmittalQuerySet(models.QuerySet["Transmittal"]):
    def received_by(self, actor: Actor) -> TransmittalQuerySet:
        """Sent to the bodies for which the actor answers. Twin of `can_answer_transmittal`, answered ones included."""
        return self.filter(receiver__in=actor.bodies(*RECEIVING_ROLES))

    def waiting_for(self, actor: Actor) -> TransmittalQuerySet:
        """What the actor has to acknowledge or return: of documents that stand."""
        return self.received_by(actor).unanswered().filter(evidence__withdrawn_on__isnull=True)

    def unanswered(self) -> TransmittalQuerySet:
        """Neither acknowledged nor returned."""
        return self.filter(acknowledged_on__isnull=True, returned_on__isnull=True)

    def answered(self) -> TransmittalQuerySet:
        return self.exclude(acknowledged_on__isnull=True, returned_on__isnull=True)


def _is_public(to: str) -> Q:
    """A decision, reached by `to`, about everyone, or about an obligation that is public."""
    obligations: ObligationQuerySet = apps.get_model("deadlines", "Obligation").objects.all()
    names = ("duty", "body", "period_key", "subject")
    owed = obligations.public().filter(**{name: OuterRef(f"{to}{name}") for name in names})
    return Q(**{f"{to}body__isnull": True}) | Q(Exists(owed))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> DecisionQuerySet:
        """Neither a reversal nor reversed by one."""
        return self.filter(revoked_by__isnull=True, revokes__isnull=True)

    def for_all(self) -> DecisionQuerySet:
        """About a duty or an act, whoever owes it."""
        return self.filter(body__isnull=True)

    def rulings(self) -> DecisionQuerySet:
        """About one body alone."""
        return self.filter(body__isnull=False)

    def about_act(self, act: str, duties: Iterable[str]) -> DecisionQuerySet:
        """About the act itself or one of its duties."""
        return self.filter(Q(act=act) | Q(duty__in=list(duties)))

    def public(self) -> DecisionQuerySet:
        """What everyone may see: decisions about duties and acts, and rulings on what the public record shows."""
        return self.filter(_is_public("")).filter(Q(revokes__isnull=True) | _is_public("revokes__"))


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def within(self, first: date, last: date) -> CalendarDayQuerySet:
        """Both days included."""
        return self.filter(date__gte=first, date__lte=last)

    def of_year(self, year: int) -> CalendarDayQuerySet:
        return self.filter(date__year=year)


class SweepRunQuerySet(models.QuerySet["SweepRun"]):
    def finished(self) -> SweepRunQuerySet:
        return self.filter(finished_at__isnull=False)

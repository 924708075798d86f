"""Which facts a state is derived from, and what they were on a past day."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from portal.deadlines.choices import EventKind, Opens, Release

#: One of the events has not happened: its day in `happened` is null.
AWAITS = Func(
    F("happened"),
    template="jsonb_path_exists(%(expressions)s, '$.* ? (@ == null)')",
    output_field=models.BooleanField(),
)


class Columns(NamedTuple):
    """Which columns or annotations hold the facts a state is derived from."""

    due_on: str
    met_on: str
    known_on: str
    late_since: str
    released_as: str
    is_confirmed: Q
    is_returned: Q
    waits: Q


NOW = Columns(
    "due_on",
    "met_on",
    "known_on",
    "late_since",
    "released_as",
    Q(confirmed_on__isnull=False),
    Q(returned_on__isnull=False),
    Q(AWAITS),
)
THEN = Columns(
    "then_due_on",
    "then_met_on",
    "then_known_on",
    "then_late_since",
    "then_released_as",
    Q(then_confirmed=True),
    Q(then_returned=True),
    Q(then_waits=True),
)
_UNRULED = Case(
    When(opens_by=Opens.EVENT, then=Value(Release.GONE.value)),
    default=Value(Release.WAIVED.value),
    output_field=models.CharField(),
)


def days(later: models.Expression | F, earlier: models.Expression | F) -> models.Expression:
    """Whole days between two dates: PostgreSQL's difference of dates is a number."""
    as_days = (Cast(side, models.DateField()) for side in (later, earlier))
    return models.Func(*as_days, template="(%(expressions)s)", arg_joiner=" - ", output_field=models.IntegerField())


def days_late(facts: Columns, since: str) -> models.Expression:
    """Counted from the first day late to the day in the column `since`, inclusive."""
    return models.ExpressionWrapper(days(F(since), F(facts.late_since)) + 1, models.IntegerField())


def history(model: str, **which: Any) -> models.QuerySet[Any]:
    """Rows of `model` about the obligation at hand."""
    rows: models.QuerySet[Any] = apps.get_model("deadlines", model).objects.filter(obligation=OuterRef("pk"), **which)
    return rows


def due_then(on: date) -> models.Expression:
    """The day before the first move that came after `on`; the present one when none did."""
    moves = history("DueChange", on__gt=on).order_by("pk")
    return Case(When(Exists(moves), then=Subquery(moves.values("old_due_on")[:1])), default=F("due_on"))


#: What says that a duty is done, and what takes it back.
_DONE = (EventKind.FULFILLED, EventKind.HELD)
_DOING = (*_DONE, EventKind.REOPENED, EventKind.SENT_BACK, EventKind.CORRECTED)


def met_then(on: date) -> models.Expression:
    """The day of the last fulfilment entered by `on`, or of the document that a correction put in its place."""
    corrected = apps.get_model("deadlines", "Evidence").objects.filter(
        obligation=OuterRef("obligation"), replaces__isnull=False, recorded_on__lte=on
    )
    met = Case(
        When(kind__in=_DONE, then=F("on")),
        When(kind=EventKind.CORRECTED, then=Subquery(corrected.order_by("-pk").values("signed_on")[:1])),
        output_field=models.DateField(),
    )
    return _last_done(on, met, When(met_on__lte=on, then=F("met_on")))


def known_then(on: date) -> models.Expression:
    """The day it was judged by: of the meeting that stood announced, else of the entry or of the correction."""
    known = Case(
        When(kind=EventKind.HELD, then=F("on")),
        When(kind__in=(EventKind.FULFILLED, EventKind.CORRECTED), then=F("recorded_on")),
        output_field=models.DateField(),
    )
    return _last_done(on, known, When(met_on__lte=on, then=F("known_on")))


def _last_done(on: date, what: models.Expression, otherwise: When) -> models.Expression:
    entered = history("ObligationEvent", kind__in=_DOING, recorded_on__lte=on).order_by("-pk").annotate(what=what)
    return Case(
        When(Exists(history("ObligationEvent", kind__in=_DOING)), then=Subquery(entered.values("what")[:1])),
        otherwise,
        output_field=models.DateField(),
    )


def _stood(on: date, kind: str, until: tuple[str, ...]) -> models.Expression:
    """Whether the last of these events entered by `on` is of `kind`."""
    entered = history("ObligationEvent", kind__in=(kind, *until), recorded_on__lte=on).order_by("-pk")
    last = Coalesce(Subquery(entered.values("kind")[:1]), Value(""))
    return Case(When(Exact(last, kind), then=True), default=False, output_field=models.BooleanField())


def confirmed_then(on: date) -> models.Expression:
    return _stood(on, EventKind.CONFIRMED, _DOING)


def returned_then(on: date) -> models.Expression:
    return _stood(on, EventKind.SENT_BACK, _DONE)


def late_then(on: date) -> models.Expression:
    noted = history("ObligationEvent", kind=EventKind.LATE)
    return Case(
        When(Exists(noted), then=Subquery(noted.filter(recorded_on__lte=on).values("on")[:1])),
        When(late_since__lte=on, then=F("late_since")),
        output_field=models.DateField(),
    )


def released_then(on: date) -> models.Expression:
    kinds = (EventKind.RELEASED, EventKind.RESUMED)
    entered = history("ObligationEvent", kind__in=kinds, recorded_on__lte=on).order_by("-pk")
    last = Coalesce(Subquery(entered.values("kind")[:1]), Value(""))
    decisions = apps.get_model("deadlines", "Decision").objects.filter(body=OuterRef("body"), duty=OuterRef("duty"))
    ruled = decisions.exclude(released_as="").order_by("-pk")
    return Case(
        When(
            Exists(history("ObligationEvent", kind__in=kinds)) & ~Q(Exact(last, EventKind.RELEASED)),
            then=Value(""),
        ),
        # Taken back since: by which decision it was, else that its meeting was called off.
        When(Exists(entered) & Q(released_as=""), then=Coalesce(Subquery(ruled.values("released_as")[:1]), _UNRULED)),
        When(Exists(entered) | Q(released_on__lte=on), then=F("released_as")),
        default=Value(""),
        output_field=models.CharField(),
    )

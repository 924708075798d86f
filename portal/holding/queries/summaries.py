"""What a body reports of its held meetings: counted from what everybody sees, as plain data in three languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from meetings.choices import HAPPENED, OFF
from meetings.models import Meeting
from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation
from portal.holding.choices import Fate, SummaryKind
from portal.holding.models import Summary
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES, Lines
from schedules.querysets import PLANNING_ROLES

#: Duty that a summary of each kind is the proof of (points 1.4 and 3.3 of resolution 12).
DUTY = {SummaryKind.QUARTER: "D-1.4", SummaryKind.HALF: "D-3.3"}
#: Periods offered: the running one and so many before.
_BEFORE = 4


def summary_content(kind: str, body: Body, period: Period, on: date) -> dict[str, Any]:
    """What the summary says on that day. Three statements; a quarter lists its meetings, a half-year its bodies."""
    inside = Q(on__gte=period.start, on__lt=period.end) | Q(
        on__isnull=True, span_start__gte=period.start, span_end__lte=period.end
    )
    # What is still to come, or on its way, is not summed up.
    found = Meeting.objects.public().filter(inside, Q(state__in=HAPPENED) | Q(span_end__lte=on))
    if kind == SummaryKind.QUARTER:
        rows = list(_meetings(found.filter(body=body)))
        return {"kind": kind, "body": _texts(body, "plain"), "period": period.key, "rows": rows, "sums": _sums(rows)}
    rows = list(_bodies(found.filter(body__in=Body.objects.ministries()), period))
    sums = {name: sum(row[name] for row in rows) for name in _COUNTED}
    return {"kind": kind, "body": _texts(body, "plain"), "period": period.key, "rows": rows, "sums": sums}


_COUNTED = ("meetings", "held", "off", "unrecorded", "came", "asked", "taken")


def _meetings(found: QuerySet[Meeting]) -> Iterator[dict[str, Any]]:
    for meeting in _with_counts(found).order_by("span_start", "number"):
        account = getattr(meeting, "account", None) if meeting.is_held else None
        yield {
            "number": meeting.number,
            "official": _texts(meeting.official, "title"),
            "place": _texts(meeting.territory, "name"),
            "when": meeting.when.key,
            "state": "held" if meeting.state in HAPPENED else _state(meeting.state),
            "came": meeting.attendance or 0,
            "talk": account.talk_minutes if account else None,
            "answers": account.questions_minutes if account else None,
            "asked": meeting.asked if meeting.is_held else 0,
            "taken": meeting.taken if meeting.is_held else 0,
        }


def _state(state: str) -> str:
    return "off" if state in OFF else "unrecorded"


def _with_counts(found: QuerySet[Meeting]) -> QuerySet[Any]:
    standing = Q(account__questions__isnull=False, account__questions__withdrawn_on__isnull=True)
    counted = found.select_related("official", "territory", "account", "body").annotate(
        asked=Count("account__questions", filter=standing),
        taken=Count("account__questions", filter=standing & Q(account__questions__fate=Fate.TAKEN)),
    )
    return counted.defer("search_text", "search_words")


def _sums(rows: list[dict[str, Any]]) -> dict[str, int]:
    states = Counter(row["state"] for row in rows)
    return {
        "meetings": len(rows),
        **{state: states[state] for state in ("held", "off", "unrecorded")},
        **{name: sum(row[name] for row in rows) for name in ("came", "asked", "taken")},
    }


def _bodies(found: QuerySet[Meeting], period: Period) -> Iterator[dict[str, Any]]:
    """A row each ministry that is on the portal by the end of the period, also one without any meeting."""
    by_body: dict[int, list[dict[str, Any]]] = {}
    for meeting in _with_counts(found):
        state = "held" if meeting.state in HAPPENED else _state(meeting.state)
        is_held = state == "held"
        row = {
            "state": state,
            "came": meeting.attendance or 0,
            "asked": meeting.asked if is_held else 0,
            "taken": meeting.taken if is_held else 0,
        }
        by_body.setdefault(meeting.body_id, []).append(row)
    bodies = Body.objects.in_force(period.start).ministries().filter(joined_on__lte=period.last_day)
    for body in bodies.order_by("slug"):
        yield {"body": _texts(body, "plain"), **_sums(by_body.get(body.pk, []))}


def _texts(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}


def lines(texts: dict[str, str]) -> Lines:
    return Lines(*(texts.get(language, "") for language in LANGUAGES))


# -- the page of them -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One period of a body: its duty, and the summary that stands."""

    kind: str
    body: Body
    period: Period
    obligation: Obligation | None
    summary: Summary | None

    @property
    def label(self) -> str:
        return str(SummaryKind(self.kind).label)


def summarising_bodies(actor: Actor) -> list[tuple[str, Body]]:
    """For which bodies the actor makes summaries of which kind. One statement."""
    mine = Body.objects.in_force(actor.on).filter(pk__in=actor.bodies(*PLANNING_ROLES)).order_by("slug")
    found = []
    for body in mine:
        if body.kind == "ministry":
            found.append((SummaryKind.QUARTER.value, body))
        if actor.holds(Function.AUTHORISED_INFORMATION, *PLANNING_ROLES) and (
            (Function.AUTHORISED_INFORMATION, body.pk) in actor.functions
        ):
            found.append((SummaryKind.HALF.value, body))
    return found


def summary_rows(actor: Actor) -> list[Row]:
    """The last periods of each of the actor's bodies, the latest first. Three statements."""
    wanted = [(kind, body, period) for kind, body in summarising_bodies(actor) for period in _periods(kind, actor.on)]
    bodies = {body.pk for _kind, body, _period in wanted}
    summaries = {
        (row.kind, row.body_id, row.period_key): row for row in Summary.objects.standing().filter(body__in=bodies)
    }
    owed = {
        (row.duty, row.body_id, row.period_key): row
        for row in Obligation.objects.filter(duty__in=DUTY.values(), body__in=bodies).select_related("body")
    }
    return [
        Row(
            kind,
            body,
            period,
            owed.get((DUTY[SummaryKind(kind)], body.pk, period.key)),
            summaries.get((kind, body.pk, period.key)),
        )
        for kind, body, period in wanted
    ]


def _periods(kind: str, on: date) -> list[Period]:
    """A quarter is summed up when it is over; a half-year while it still runs."""
    running = Period.containing("half" if kind == SummaryKind.HALF else "quarter", on)
    last = running if kind == SummaryKind.HALF else running.previous()
    found = [last]
    for _step in range(_BEFORE - 1):
        found.append(found[-1].previous())
    return found


def public_summary(pk: int) -> Summary:
    """One that was sent: everybody may read it. Raises Summary.DoesNotExist."""
    return Summary.objects.select_related("body").get(pk=pk, sent_on__isnull=False)

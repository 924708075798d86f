"""What an office has to judge and has judged: questions and demands in one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.utils.translation import pgettext_lazy

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.deadlines.queries.working_days import working_calendar
from portal.kernel import clock
from portal.law.counting.calendar import WorkingCalendar
from portal.questions.choices import PUBLIC_DEMANDS, PUBLIC_STATES, Held, State
from portal.questions.models import AskedQuestion, Demand, Voice
from portal.questions.rules.numbers import parse_number
from portal.questions.rules.times import MODERATED_WORKING_DAYS
from schedules.querysets import PLANNING_ROLES, of_helped_bodies

#: Of the text on a row of the list.
SHOWN_LETTERS = 220
#: Places offered to choose from.
PLACES = 300


class Tab(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    REMOVAL = "removal"
    AGENDA = "agenda"
    ALL = "all"


TABS = {
    Tab.WAITING: pgettext_lazy("tab", "To moderate"),
    Tab.HELD: pgettext_lazy("tab", "Held by the portal"),
    Tab.REMOVAL: pgettext_lazy("tab", "Removal asked for"),
    Tab.AGENDA: pgettext_lazy("tab", "Public"),
    Tab.ALL: pgettext_lazy("tab", "All"),
}
#: A question and a demand differ in which states are public alone.
_PUBLIC = {AskedQuestion: PUBLIC_STATES, Demand: PUBLIC_DEMANDS}
#: What waits is read from the oldest on, what is done from the newest.
_OLDEST_FIRST = (Tab.WAITING, Tab.HELD, Tab.REMOVAL)


@dataclass(frozen=True)
class Asked:
    """What of all is shown. `what` is "question", "demand" or "" of both; `meeting` is a number, `place` a key."""

    tab: Tab = Tab.WAITING
    what: str = ""
    meeting: str = ""
    place: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class Row:
    sent: AskedQuestion | Demand
    is_question: bool
    text: str
    waits_days: int
    is_late: bool

    @property
    def held_words(self) -> str:
        return str(Held(self.sent.held).label) if self.sent.held else ""


def keys(actor: Actor, asked: Asked) -> QuerySet[Any, Any]:
    """Kind, key and instant of each, for paging. One statement to count, one to read."""
    found = [
        _of_tab(rows, asked.tab).order_by().annotate(what=Value(what)).values_list("what", "pk", "sent_at")
        for what, rows in _asked(actor, asked)
    ]
    order = ("sent_at", "pk") if asked.tab in _OLDEST_FIRST else ("-sent_at", "-pk")
    return found[0].union(*found[1:], all=True).order_by(*order)


def rows(page: Iterable[tuple[str, int, Any]], on: date) -> list[Row]:
    """In the order given. Three statements."""
    page = list(page)
    if not page:
        return []
    calendar = working_calendar(min(clock.civil_date(at) for _what, _pk, at in page), on)
    wanted = {what: [pk for each, pk, _at in page if each == what] for what in ("question", "demand")}
    questions = AskedQuestion.objects.select_related("meeting__official__body", "meeting__territory", "territory")
    demands = Demand.objects.select_related("body", "territory")
    found: dict[tuple[str, int], AskedQuestion | Demand] = {}
    found |= {("question", row.pk): row for row in questions.filter(pk__in=wanted["question"])}
    found |= {("demand", row.pk): row for row in demands.filter(pk__in=wanted["demand"])}
    return [_row(found[what, pk], on, calendar) for what, pk, _at in page if (what, pk) in found]


def counts(actor: Actor) -> dict[Tab, int]:
    """How many stand under each tab, whatever is filtered. Two statements."""
    told: dict[Tab, int] = dict.fromkeys(Tab, 0)
    for _what, sent in _asked(actor, Asked()):
        found = sent.order_by().aggregate(
            **{tab.value: Count("pk", filter=_condition(sent.model, tab)) for tab in Tab if tab != Tab.ALL}
        )
        for name, count in found.items():
            told[Tab(name)] += count
    return told


def places(actor: Actor) -> list[Territory]:
    """Where anything was asked or demanded of the actor's offices. One statement."""
    mine = [sent.order_by().values("territory") for _what, sent in _asked(actor, Asked())]
    return list(Territory.objects.filter(Q(pk__in=mine[0]) | Q(pk__in=mine[1])).order_by("kato")[:PLACES])


def following(actor: Actor, sent: AskedQuestion | Demand) -> str:
    """Number of the next that waits to be judged, after this one or else from the beginning; "" when none does.

    Two statements at most.
    """
    waiting = keys(actor, Asked())
    others = [(what, pk, at) for what, pk, at in waiting[:200] if (pk, at) != (sent.pk, sent.sent_at)]
    later = [each for each in others if (each[2], each[1]) > (sent.sent_at, sent.pk)]
    chosen = next(iter([*later, *others]), None)
    if chosen is None:
        return ""
    rows: Any = AskedQuestion.objects if chosen[0] == "question" else Demand.objects
    return str(rows.values_list("number", flat=True).get(pk=chosen[1]))


def found_by_number(actor: Actor, typed: str) -> AskedQuestion | Demand | None:
    """What the actor's offices have of this number, however it was typed."""
    number = parse_number(typed)
    if not number:
        return None
    for _what, sent in _asked(actor, Asked()):
        row: AskedQuestion | Demand | None = sent.filter(number=number).first()
        if row is not None:
            return row
    return None


def meetings_to_ask(actor: Actor) -> MeetingQuerySet:
    """To come, of the actor's offices: what somebody asks there is written down. Twin of `can_moderate_for`."""
    rows = Meeting.objects.public().awaited().upcoming(actor.on)
    if not actor.bodies(*PLANNING_ROLES):
        return rows.none()
    return rows.filter(of_helped_bodies(actor, "body")).with_names().in_order()


def _asked(actor: Actor, asked: Asked) -> list[tuple[str, Any]]:
    questions: Any = AskedQuestion.objects.moderated_by(actor)
    demands: Any = Demand.objects.moderated_by(actor)
    if asked.meeting:
        questions, demands = (
            questions.filter(meeting__number=asked.meeting),
            demands.filter(meeting__number=asked.meeting),
        )
    if asked.place is not None:
        inside = Territory.objects.lying_in(asked.place).values("pk")
        questions, demands = questions.filter(territory__in=inside), demands.filter(territory__in=inside)
    if asked.topic:
        questions, demands = questions.filter(topic=asked.topic), demands.filter(topic=asked.topic)
    both = [("question", questions), ("demand", demands)]
    return [(what, rows if asked.what in ("", what) else rows.none()) for what, rows in both]


def _of_tab(rows: Any, tab: Tab) -> Any:
    condition = _condition(rows.model, tab)
    return rows if condition is None else rows.filter(condition)


def _condition(model: Any, tab: Tab) -> Q | None:
    is_public = Q(state__in=_PUBLIC[model])
    return {
        # "waiting" and "sent" are called the same of both.
        Tab.WAITING: Q(state=State.WAITING),
        Tab.HELD: Q(state=State.SENT) & ~Q(held="") | is_public & Q(pk__in=_held_voices(model)),
        Tab.REMOVAL: is_public & Q(removal_by__isnull=False),
        Tab.AGENDA: is_public,
        Tab.ALL: None,
    }[tab]


def _held_voices(model: Any) -> Any:
    of = "question" if model is AskedQuestion else "demand"
    held = Voice.objects.filter(confirmed_at__isnull=True, person__isnull=False, **{f"{of}__isnull": False})
    return held.exclude(held="").values(of)


def _row(sent: AskedQuestion | Demand, on: date, calendar: WorkingCalendar) -> Row:
    since = clock.civil_date(sent.confirmed_at or sent.sent_at)
    text = sent.own_text or str(sent.text)
    return Row(
        sent=sent,
        is_question=isinstance(sent, AskedQuestion),
        text=text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS].rstrip()}…",
        waits_days=(on - since).days,
        is_late=sent.state == State.WAITING and calendar.working_days_after(since, MODERATED_WORKING_DAYS) < on,
    )

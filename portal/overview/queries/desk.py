"""My desk: what waits for me, duties in bands of days, drafts, the meetings ahead; each row with one main action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from issues.queries.desk import desk_items as issues_to_work_on
from meetings.models import Meeting
from meetings.queries import MeetingRow, meeting_rows
from meetings.queries.changing import desk_items as changes_to_follow
from meetings.queries.held import desk_items as to_record
from meetings.queries.workspace import desk_items as days_to_set
from portal.audit.queries import last_verification
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.calendars.queries.parts_desk import part_items
from portal.calendars.queries.risk import desk_items as risks_to_answer
from portal.deadlines.choices import StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.queries import DeskDuty, due_for, undated_beside
from portal.deadlines.queries.words import in_words
from portal.deadlines.querysets import sees_all
from portal.holding.models import LogDraft
from portal.holding.queries.log import drafts as logs_begun
from portal.holding.queries.photos import desk_items as photos_to_judge
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law import registry
from portal.overview.queries.chain import verification_words
from portal.overview.queries.counted import open_duties
from portal.overview.queries.desk_addresses import Addresses
from portal.overview.queries.desk_documents import document_tasks
from portal.overview.queries.desk_rows import Band, Part, Task, bands, counted, in_order
from portal.questions.queries.desk import desk_items as asked_by_people
from portal.questions.queries.owed import answers_owed
from schedules.queries import DeskItem, desk_items

#: Days of the list of meetings, today included.
DAYS_AHEAD = 7
AHEAD_ROWS = 10
OVERDUE_ROWS = 10
#: The page of the log shows more of them.
LOGS_BEGUN = 5
#: Work begun and not handed on; everything else of the lower floor waits for a decision.
_DRAFTS = ("draft", "draft_schedule")
_PUBLISH = "publish"


@dataclass(frozen=True)
class Desk:
    due: list[Task]
    waiting: list[Task]
    overdue: list[Task]
    drafts: list[DeskItem]
    #: Logs of meetings that were begun and not recorded.
    logs: list[LogDraft]
    ahead: list[MeetingRow]
    empty_words: str
    standing: int = 0

    @property
    def bands(self) -> list[Band]:
        """Duties by how much they press."""
        return bands(self.due)

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.waiting or self.overdue)


def desk(actor: Actor) -> Desk:
    """The desk of a person on their day. At most thirty statements and a few a draft, however much there is."""
    items = [
        *desk_items(actor, actor.on),
        *part_items(actor),
        *days_to_set(actor, actor.on),
        *to_record(actor, actor.on),
        *changes_to_follow(actor, actor.on),
        *risks_to_answer(actor),
        *photos_to_judge(actor),
        *asked_by_people(actor),
        *answers_owed(actor),
        *issues_to_work_on(actor),
    ]
    return Desk(
        due=_due(actor),
        waiting=[
            *_alarms(actor),
            *in_order(
                [
                    *document_tasks(actor),
                    *(_waiting(item, actor.on) for item in items if item.kind not in _DRAFTS),
                ]
            ),
        ],
        overdue=_overdue_of_others(actor),
        drafts=[item for item in items if item.kind in _DRAFTS],
        logs=logs_begun(actor, LOGS_BEGUN),
        ahead=_meetings_ahead(actor),
        empty_words=_empty_words(actor),
        standing=open_duties(actor)["standing"] if actor.bodies() else 0,
    )


# -- due -------------------------------------------------------------------------------------------------------------
def _due(actor: Actor) -> list[Task]:
    duties = [duty for duty in due_for(actor, actor.on) if duty.due_on is not None]
    addresses = Addresses(actor, duties)
    one_body = len(actor.bodies()) == 1
    beside = undated_beside(duties, actor.on)
    matters: dict[object, list[DeskDuty]] = {}
    for duty in (*duties, *beside):
        matters.setdefault(duty.matter or duty.obligation.pk, []).append(duty)
    return [_matter(together, *addresses.of(together[0]), names_body=not one_body) for together in matters.values()]


def _matter(duties: list[DeskDuty], url: str, label: str, *, names_body: bool) -> Task:
    """Duties about one event are one row, that of the nearest, which opens to its parts."""
    nearest = _duty(duties[0], url, label, names_body=names_body)
    if len(duties) == 1:
        return nearest
    number = formats.number(len(duties))
    parts = tuple(Part(duty.title, duty.url, _last_day(duty)) for duty in duties)
    named = ngettext("%(about)s: %(number)s duty", "%(about)s: %(number)s duties", len(duties))
    return replace(
        nearest,
        title=named % {"about": duties[0].obligation.about, "number": number},
        notes=[*nearest.notes, _("Nearest: %(duty)s") % {"duty": duties[0].title}],
        parts=parts,
    )


def _last_day(duty: DeskDuty) -> str:
    if duty.due_on is None:
        return _("No day is set")
    return _("Last day: %(day)s") % {"day": formats.day_weekday(duty.due_on)}


def _duty(duty: DeskDuty, url: str, label: str, *, names_body: bool) -> Task:
    notes = [str(duty.body.plain)] if names_body else []
    if duty.due_on is not None:
        notes.append(_last_day(duty))
    if duty.last_working_day is not None and not duty.is_late:
        notes.append(_("Last working day before it: %(day)s") % {"day": formats.day(duty.last_working_day)})
    days, words = counted(duty.days, is_late=duty.is_late)
    return Task(
        days=days,
        days_words=words,
        tone="late" if duty.is_late else "soon" if duty.is_soon else "",
        title=duty.action,
        notes=notes,
        url=url,
        label=label,
        is_pressing=duty.is_late or duty.is_soon,
        left=-duty.days if duty.is_late else duty.days,
    )


def _overdue_of_others(actor: Actor) -> list[Task]:
    """For those who control: duties that other bodies have not done, a row a duty, the longest overdue first.

    One statement.
    """
    if not sees_all(actor):
        return []
    rows = (
        Obligation.objects.visible_to(actor)
        .unmet()
        .due_before(actor.on)
        .exclude(body__in=actor.bodies())
        .order_by()
        .values("duty", "period_key")
        .annotate(bodies=Count("body", distinct=True), due=Min("due_on"))
        .order_by("due", "duty", "period_key")
    )
    return [_overdue(row, actor.on) for row in rows[:OVERDUE_ROWS]]


def _overdue(row: Mapping[str, Any], on: date) -> Task:
    days, words = counted((on - row["due"]).days, is_late=True)
    query = urlencode({"duty": row["duty"], "period": row["period_key"], "state": StateKind.OVERDUE.value})
    return Task(
        days=days,
        days_words=words,
        tone="late",
        title=in_words(registry.duty(row["duty"]).action_for(Period.parse(row["period_key"]))),
        notes=[
            in_words(registry.duty(row["duty"]).title),
            ngettext("Not done by %(count)d body", "Not done by %(count)d bodies", row["bodies"])
            % {"count": row["bodies"]},
        ],
        url=f"{reverse('deadlines:board')}?{query}",
        label=pgettext("action", "Show"),
        is_pressing=False,
    )


# -- alarms ----------------------------------------------------------------------------------------------------------
def _alarms(actor: Actor) -> list[Task]:
    """For administrators: the last look through the chain found it broken. At most one statement."""
    found = last_verification() if actor.is_administrator else None
    if found is None or found.is_whole:
        return []
    return [
        Task(
            days=None,
            days_words=pgettext("chain", "broken"),
            tone="late",
            title=_("Find out who changed the record"),
            notes=[verification_words(found)],
            url=reverse("overview:audit"),
            label=pgettext("action", "Open"),
            is_pressing=True,
        )
    ]


# -- waiting ---------------------------------------------------------------------------------------------------------
def _waiting(item: DeskItem, on: date) -> Task:
    left = None if item.due_on is None else (item.due_on - on).days
    if left is not None:
        days, words = counted(abs(left), is_late=left < 0)
    elif item.since is not None:
        days = (on - item.since).days
        words = ngettext("day of waiting", "days of waiting", days)
    else:
        days, words = None, ""
    url = item.url
    if item.kind == _PUBLISH:
        # The lower floor knows only the schedule; what publishing makes public is shown one floor up.
        url = f"{item.url}publish/"
    return Task(
        days=days,
        days_words=words,
        tone="late" if left is not None and left < 0 else "",
        title=item.title,
        notes=[item.note] if item.note else [],
        url=url,
        label=item.action,
        is_pressing=True,
        left=left,
    )


# -- beside ----------------------------------------------------------------------------------------------------------
def _meetings_ahead(actor: Actor) -> list[MeetingRow]:
    """Public meetings of the actor's bodies, and in their territories, in the seven days that begin today."""
    bodies = actor.bodies()
    if not bodies:
        return []
    places = Body.objects.filter(pk__in=bodies, territory__isnull=False).values("territory")
    ahead = Meeting.objects.public().concerning(bodies, places).with_fixed_day()
    found = ahead.between(actor.on, actor.on + timedelta(days=DAYS_AHEAD))
    return meeting_rows(found.with_names().in_order()[:AHEAD_ROWS])


def _empty_words(actor: Actor) -> str:
    if not actor.grants:
        return _("You hold no role today. The administrator of the portal gives roles.")
    if actor.has(Role.PREPARER) or actor.has(Role.HEAD):
        return _("Duties of your body appear here sixty days before their last day, proposals when they are returned.")
    if actor.has(Role.APPROVER):
        return _("A draft schedule appears here when the authorised body sends it to the Government.")
    if actor.has(Role.OFFICER):
        return _("Duties of your akimat appear here sixty days before their last day.")
    if actor.has(Role.MASLIKHAT):
        return _("Nothing is asked of the maslikhat now. Meetings in your region are in the calendar.")
    return _("No body that you control is late.")

"""What a person owes, in order: for the desk, and the list of a body's duties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import Opens, StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.queries.words import Tab, Tag, action, in_words, tag
from portal.deadlines.queries.working_days import working_calendar
from portal.deadlines.querysets import ObligationQuerySet, sees_all
from portal.kit.prepared import Among, prepared
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.registry import PLAIN_WEEK

#: Whoever holds one of these at a body has its duties on the desk.
_CONCERNED = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER)
#: Rows of a desk: more would not be work but an archive, and that is a page of its own.
DESK_ROWS = 50


@dataclass(frozen=True)
class DeskDuty:
    """One row of a desk. `days` counts days left, or days late when `is_late`.

    `closing` says whether an act of the portal closes it ("portal"; its address is known on the upper floors) or
    evidence entered on the page of the obligation ("record"). `last_working_day` is set for a day off ahead.
    """

    obligation: Obligation
    duty: str
    period_key: str
    body: Body
    action: str
    due_on: date | None
    days: int
    is_late: bool
    is_soon: bool
    last_working_day: date | None
    closing: str
    tag: Tag
    #: Another body is asked to confirm its day, on a page of its own.
    is_claimed: bool = False

    @property
    def counts_days(self) -> bool:
        """Open, with a day: there is something to count."""
        return not self.obligation.is_met and not self.obligation.is_released and self.due_on is not None

    @property
    def title(self) -> str:
        """What the duty is called, without what it is about."""
        return in_words(registry.duty(self.duty).title)

    @property
    def matter(self) -> tuple[int, str] | None:
        """Whose duty about which event it is; nothing for what a period opened."""
        row = self.obligation
        return (row.body_id, row.subject) if row.opens_by == Opens.EVENT else None

    @property
    def url(self) -> str:
        return self.obligation.get_confirm_url() if self.is_claimed else self.obligation.get_work_url()


def due_for(actor: Actor, on: date) -> list[DeskDuty]:
    """Open duties of the actor's bodies: overdue first, then by due day; at most DESK_ROWS. Two statements."""
    bodies = actor.bodies(*_CONCERNED)
    if not bodies:
        return []
    return desk_rows(_open(sorted(bodies)), on)


@prepared
def _open(bodies: list[int]) -> QuerySet[Obligation, Any]:
    rows = Obligation.objects.unmet().filter(Among("body_id", bodies))
    return rows.select_related("body").by_due_day()[:DESK_ROWS]


def undated_beside(duties: Iterable[DeskDuty], on: date) -> list[DeskDuty]:
    """Open duties without a day of the same bodies about the same events. Two statements; none without such events."""
    matters = {duty.matter for duty in duties if duty.matter}
    if not matters:
        return []
    bodies, subjects = (sorted(set(each)) for each in zip(*matters, strict=True))
    return desk_rows((row for row in _undated(bodies, subjects) if (row.body_id, row.subject) in matters), on)


@prepared
def _undated(bodies: list[int], subjects: list[str]) -> QuerySet[Obligation, Any]:
    rows = Obligation.objects.unmet().filter(
        Among("body_id", bodies), Among("subject", subjects), opens_by=Opens.EVENT, due_on__isnull=True
    )
    return rows.select_related("body").order_by("duty", "pk")


OPEN, DONE, ALL, CLAIMED = "open", "done", "all", "claimed"


def selection(asked: str, actor: Actor) -> str:
    """Which list of duties to show; whoever has no body of their own to answer for begins with all bodies."""
    if asked == CLAIMED:
        return CLAIMED
    if sees_all(actor) and (asked == ALL or not actor.bodies(*_CONCERNED)):
        return ALL
    return DONE if asked == DONE else OPEN


def workspace_list(actor: Actor, chosen: str) -> ObligationQuerySet:
    """Open duties of all bodies, or those of the actor's own: open ones by due day, done ones from the last."""
    if chosen == CLAIMED:
        return Obligation.objects.to_confirm(actor).select_related("body").latest_due_first()
    visible = Obligation.objects.visible_to(actor).select_related("body")
    if chosen == ALL:
        return visible.unmet().by_due_day()
    mine = visible.for_bodies(actor.bodies(*_CONCERNED))
    return mine.settled().latest_due_first() if chosen == DONE else mine.unmet().by_due_day()


def tabs(actor: Actor, chosen: str) -> list[Tab]:
    """Lists the actor can change between. One statement."""
    offered = []
    if actor.bodies(*_CONCERNED):
        offered += [(OPEN, pgettext("duties", "To be done")), (DONE, pgettext("duties", "Done"))]
    if sees_all(actor):
        offered.append((ALL, pgettext("duties", "Open at all bodies")))
    if chosen == CLAIMED or Obligation.objects.to_confirm(actor).exists():
        offered.append((CLAIMED, pgettext("duties", "To be confirmed")))
    return [Tab(f"?show={name}", label, name == chosen) for name, label in offered]


def why_empty(chosen: str) -> str:
    """What a person reads in a list of duties that has none."""
    if chosen == CLAIMED:
        return _("A day that a body entered late waits here until another body confirms it.")
    if chosen == DONE:
        return _("A duty comes here when the head of the body closes it.")
    return _("A duty appears sixty days before its deadline.")


def _last_working_day(due_on: date | None, on: date, calendar: WorkingCalendar) -> date | None:
    """Something to warn of only while the day is ahead, and is a day off."""
    if due_on is None or due_on < on or calendar.is_working(due_on):
        return None
    return calendar.last_working_day(due_on)


def desk_rows(rows: Iterable[Obligation], on: date, *, to_confirm: bool = False) -> list[DeskDuty]:
    """Rows in words; with `to_confirm` they lead to the page of confirming. One statement, for the working calendar;
    none where no row has a day."""
    rows = list(rows)
    days = [row.due_on for row in rows if row.due_on is not None]
    calendar = working_calendar(min(days), max(days)) if days else PLAIN_WEEK
    shown = []
    for row in rows:
        state = row.state(on)
        shown.append(
            DeskDuty(
                obligation=row,
                duty=row.duty,
                period_key=row.period_key,
                body=row.body,
                action=action(row),
                due_on=row.due_on,
                days=state.days or 0,
                is_late=state.kind in (StateKind.OVERDUE, StateKind.RETURNED_LATE),
                is_soon=state.kind == StateKind.DUE_SOON,
                last_working_day=_last_working_day(row.due_on, on, calendar),
                closing=registry.duty(row.duty).closing.value,
                tag=tag(state),
                is_claimed=to_confirm,
            )
        )
    return shown

"""How many days before it people were told of a meeting, and how many the law asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingAnnouncement, MeetingEvent, MeetingHeld
from meetings.queries.held import announced_for
from portal.bodies.permissions import Actor
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import groups_of, orders
from portal.deadlines.queries.words import action, in_words
from portal.kernel import clock
from portal.law.notice import Norm, is_spoken_of, norm_for
from schedules.querysets import PLANNING_ROLES

#: After which people have to be told the day anew.
_ANOTHER_DAY = (MeetingVerb.FIX_DAY, MeetingVerb.CHANGE_DAY, MeetingVerb.MOVE, MeetingVerb.CHANGE)


@dataclass(frozen=True)
class Notice:
    """Counted from `since`, the day on which its day became public here, to `day`, on which it was to begin.

    `earlier` is the first line of a channel that says people were told before that: by the word of its body alone, for
    a line is recorded here once the meeting is public. `norm` is what the law asks of the body for that day.
    """

    day: date
    since: date
    earlier: MeetingAnnouncement | None
    norm: Norm | None

    @property
    def ahead(self) -> int:
        return (self.day - self.since).days

    @property
    def is_afterwards(self) -> bool:
        """Public here on its day or later: nobody was told in time to come."""
        return self.ahead <= 0

    @property
    def earlier_ahead(self) -> int:
        return 0 if self.earlier is None else (self.day - self.earlier.announced_on).days

    @property
    def act(self) -> str:
        """Who asks for it."""
        return "" if self.norm is None else f"{in_words(self.norm.duty.act.short)}, {in_words(self.norm.duty.clause)}"

    @property
    def is_late(self) -> bool:
        return self.norm is not None and self.since > self.norm.last_day

    @property
    def late_by(self) -> int:
        return (self.since - self.norm.last_day) // timedelta(days=1) if self.norm is not None else 0


def help_owed(meeting: Meeting, actor: Actor) -> list[tuple[Obligation, str]]:
    """What akimats of this person owe about the meeting of another body and have not shown yet. One statement."""
    mine = actor.bodies(*PLANNING_ROLES)
    found = Obligation.objects.filter(subject=f"meeting:{meeting.pk}", body__in=mine, met_on__isnull=True)
    rows = found.exclude(body=meeting.body_id).select_related("body").order_by("pk")
    return [(row, action(row)) for row in rows]


def notice_of(
    meeting: Meeting,
    *,
    events: Iterable[MeetingEvent],
    lines: Iterable[MeetingAnnouncement],
    held: MeetingHeld | None,
) -> Notice | None:
    """None while no day is set, and of one that is off. `body__territory` must be loaded; `events` in any order.

    One statement where acts speak of such a body, none otherwise.
    """
    day = announced_for(meeting, held)
    if day is None or meeting.is_off or meeting.published_at is None:
        return None
    since = _public_since(meeting, events)
    told = (line for line in lines if not line.is_withdrawn and line.announced_on < since)
    earlier = min(told, key=lambda line: (line.announced_on, line.pk), default=None)
    # What was said of another day does not tell of this one.
    if meeting.moved_from and earlier is not None and since > clock.civil_date(meeting.published_at):
        earlier = None
    return Notice(day=day, since=since, earlier=earlier, norm=_norm(meeting, day))


def _public_since(meeting: Meeting, events: Iterable[MeetingEvent]) -> date:
    """Since when the day it stands on, or stood on before it was held, is public here."""
    assert meeting.published_at is not None
    found = clock.civil_date(meeting.published_at)
    for event in sorted(events, key=lambda event: event.pk):
        is_other = event.verb in _ANOTHER_DAY and event.became and event.became != event.was
        if is_other or event.verb == MeetingVerb.RESTORE:
            found = max(found, event.on)
    return found


def _norm(meeting: Meeting, day: date) -> Norm | None:
    if meeting.schedule is None or not meeting.is_owing:
        return None
    place = meeting.body.territory
    groups = groups_of(meeting.body.kind, place.kind if place is not None else None)
    if not is_spoken_of(groups):
        return None
    try:
        return norm_for(groups, day, orders())
    except LawNotSeeded:
        return None

"""What duties hear of meetings: that one is set, moved, called off, over. Acts speak of meetings of first heads.

Whoever meets the population owes what is done at a meeting and after it: broadcast, measure of the talk, reception,
list of issues, results. The acts say "meeting" there, and order meetings outside the plan themselves (decree 826,
clause 3.1; resolution 12, clause 1.3). What they want before one (826, clause 3.4: commission, pool, campaign, notice
of 14 or 7 days) prepares what a plan has set: who comes at once when people demand it cannot be in time for that, and
owes none of it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop

from meetings.choices import OF_HEADS
from meetings.models import Meeting, MeetingEvent, MeetingsNoted
from meetings.querysets import MeetingQuerySet
from meetings.services.announcing import note_on_portal, note_other_day
from meetings.services.words import about, in_both, subject_of
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, BodyFunction
from portal.bodies.permissions import Actor
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries.law import body_facts, orders, starts
from portal.deadlines.services import Happening, call_off, happen_all
from portal.law import registry
from portal.law.counting.events import Event

logger = logging.getLogger(__name__)

#: What duties hear of meetings.
_TOLD = (Event.MEETING_PLANNED, Event.MEETING_ENDED)
#: Meetings told about at once.
_CHUNK = 500
#: How the history of a meeting writes a day.
_ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CANCELLED = gettext_noop("The meeting was cancelled.")
_NOT_HELD = gettext_noop("That the meeting was held was recorded by mistake.")
_NOT_TAKEN_PLACE = gettext_noop("The meeting did not take place.")
_DAY_LOST = gettext_noop("The meeting was moved; its new day is not set yet.")


def note_announced(meetings: Iterable[Meeting], *, today: date, actor: Actor | None) -> int:
    """Meetings are set, each for its day if it has one. Known ones are passed over, moved ones move their duties.
    Of one whose day was set after it was over the end is told too: the beat asks about days to come only.

    One that lost its day has nothing to be in time for until the new one is set: its duties rest. Where the law is not
    loaded yet a publication is not held up: the beat finds the meetings later.
    """
    heads = [meeting for meeting in meetings if meeting.is_owing]
    undated = [meeting.pk for meeting in heads if not meeting.days]
    lost = MeetingEvent.objects.filter(meeting__in=undated, was__regex=_ISO_DAY).order_by("meeting_id")
    for pk in lost.values_list("meeting_id", flat=True).distinct() if undated else ():
        call_off(subject=subject_of(pk), reason=in_both(_DAY_LOST), today=today, actor=actor)
    try:
        over = [meeting for meeting in heads if meeting.days and meeting.days[-1] < today]
        note_other_day(heads, today=today, actor=actor)
        planned = _tell(Event.MEETING_PLANNED, heads, today, actor)
        note_on_portal(heads, today=today, actor=actor)
        return planned + _tell(Event.MEETING_ENDED, over, today, actor)
    except LawNotSeeded:
        logger.warning("The law is not loaded: no duty was opened for %d meetings", len(heads))
        return 0


def note_ended(meetings: Sequence[Meeting], *, today: date, actor: Actor | None) -> int:
    """Meetings that are recorded as held: what follows them is counted from the day they were held on."""
    try:
        return _tell(Event.MEETING_ENDED, meetings, today, actor)
    except LawNotSeeded:
        logger.warning("The law is not loaded: no duty was opened for %d held meetings", len(meetings))
        return 0


def note_not_held(meeting: Meeting, *, today: date, actor: Actor | None) -> None:
    """That it was held was a mistake: what follows its end is counted from the day on which it stands announced, and is
    not needed before that day is over."""
    if meeting.days and meeting.days[-1] < today:
        note_ended([meeting], today=today, actor=actor)
        return
    call_off(subject=subject_of(meeting.pk), reason=in_both(_NOT_HELD), today=today, actor=actor)
    note_announced([meeting], today=today, actor=actor)


def note_cancelled(meetings: Iterable[Meeting], *, today: date, actor: Actor | None) -> int:
    """What was owed about them is not needed any more."""
    return sum(
        call_off(subject=subject_of(meeting.pk), reason=in_both(_CANCELLED), today=today, actor=actor)
        for meeting in meetings
    )


def note_not_taken_place(meeting: Meeting, *, today: date, actor: Actor | None) -> int:
    """What follows a meeting is not needed; that one is held is owed as before, and what was late stays late."""
    return call_off(subject=subject_of(meeting.pk), reason=in_both(_NOT_TAKEN_PLACE), today=today, actor=actor)


def note_meetings(*, today: date) -> int:
    """Meetings whose last day is over since the last time; how many duties were opened or got their day.

    For the beat. That a meeting is set, moved or called off its own act tells; what is told here is what time does, so
    it costs what ended since. When the law about meetings or the bodies on the portal have changed, every meeting of a
    head is told anew, and what was announced before the portal kept a duty is found. The mark is written last: it may
    run late, twice or be killed half-way. Raises LawNotSeeded.
    """
    heads = Meeting.objects.public().standing().owing()
    dated, facts = heads.with_fixed_day(), _facts()
    mark = MeetingsNoted.objects.first() or MeetingsNoted(until=today)
    over = dated.filter(span_end__lte=today)
    if mark.facts == facts:
        noted = _tell_each(Event.MEETING_ENDED, over.filter(span_end__gt=mark.until), today)
    else:
        noted = _tell_each(Event.MEETING_PLANNED, dated.filter(span_end__gt=today), today)
        noted += _tell_each(Event.MEETING_ENDED, over, today)
    if mark.facts != facts or mark.until < today:
        mark.facts, mark.until = facts, max(mark.until, today)
        mark.save()
    return noted


def _facts() -> str:
    """Fingerprint of what decides who owes something about a meeting: the law about meetings, and the bodies there are.

    Six statements. Raises LawNotSeeded.
    """
    keys = {key for event in _TOLD for key in registry.keys_of(event)}
    versions = [version for key in sorted(keys) for version in registry.duties(key)]
    speaking = [order for order in orders() if order.duty in keys or order.act in {each.act.key for each in versions}]
    kept = sorted((key, since) for key, since in starts().items() if key in keys)
    # Sets have no order that lasts.
    bodies = [(sorted(each.groups), replace(each, groups=frozenset())) for each in body_facts()]
    said = repr((versions, speaking, kept, bodies, [str(kind) for kind in OF_HEADS]))
    return hashlib.md5(said.encode(), usedforsecurity=False).hexdigest()


def _tell_each(event: Event, meetings: MeetingQuerySet, today: date) -> int:
    noted, last = 0, 0
    rows = meetings.select_related("official", "territory", "schedule__approved_by").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        last = chunk[-1].pk
        noted += _tell(event, chunk, today, None)
        if event is Event.MEETING_PLANNED:
            # Of a body that joined since, or a duty that was not kept before.
            note_on_portal(chunk, today=today, actor=None)
    return noted


def _tell(event: Event, meetings: Sequence[Meeting], today: date, actor: Actor | None) -> int:
    if not meetings:
        return 0
    return happen_all(event=event, happenings=_happenings(event, meetings, today), today=today, actor=actor)


def _happenings(event: Event, meetings: Sequence[Meeting], today: date) -> list[Happening]:
    """A meeting is planned for its first day, and ended on its last. Three statements.

    Acts ask others for support where a central body comes: akims hold their meetings by themselves.
    """
    places = {place for meeting in meetings for place in (meeting.territory_id, meeting.region_id)}
    akimats: dict[int | None, int] = dict(
        Body.objects.in_force(today)
        .filter(kind=BodyKind.AKIMAT, territory__in=places)
        .values_list("territory_id", "pk")
    )
    holders = tuple(BodyFunction.objects.in_force(today).order_by("body").values_list("body_id", flat=True).distinct())
    holding = {meeting.body_id for meeting in meetings}
    local = set(Body.objects.akimats().filter(pk__in=holding).values_list("pk", flat=True))
    found = []
    for meeting in meetings:
        days = meeting.days
        day = None if not days else days[-1 if event is Event.MEETING_ENDED else 0]
        here = [akimats[place] for place in (meeting.region_id, meeting.territory_id) if place in akimats]
        beside = () if meeting.body_id in local else tuple(dict.fromkeys([*here, *holders]))
        is_planned = meeting.schedule_id is not None
        found.append(Happening(subject_of(meeting.pk), about(meeting), day, (meeting.body_id,), beside, is_planned))
    return found

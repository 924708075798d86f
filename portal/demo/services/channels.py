"""Where people of the demonstration were told of meetings: channels, and photos of boards that somebody looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting, MeetingAnnouncement
from meetings.services.announcing import Told, announce
from meetings.services.board_photos import approve_picture
from portal.bodies.choices import Role
from portal.demo.content import channels as words
from portal.demo.people import LOGINS
from portal.demo.pictures import BOARD, picture
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step
from portal.kernel import clock

#: Meetings so far back and ahead; where people sign in so many each way, and the next of so many other ministries.
_BACK, _AHEAD, _OWN, _OTHERS = timedelta(days=120), timedelta(days=60), 2, 6
#: People were told so many days before, or as soon as it was public.
_TOLD = timedelta(days=12)
_SIGNED_IN = frozenset(person.slug for person in LOGINS)


def bring_channels(today: date) -> list[Step]:
    """Of bodies that have no line yet, once; what stands is left to people. Two statements."""
    known = set(MeetingAnnouncement.objects.values_list("meeting__body__slug", flat=True))
    rows = (
        Meeting.objects.public()
        .filter(on__gte=today - _BACK, on__lte=today + _AHEAD, moved_from="", published_at__isnull=False)
        .select_related("body__territory")
        .order_by("on", "number")
    )
    by_body: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in rows:
        if not meeting.is_off and _told_on(meeting, today) <= _day(meeting):
            by_body[meeting.body.slug].append(meeting)
    own = {slug: _near(meetings, today) for slug, meetings in by_body.items() if slug in _SIGNED_IN}
    ministries = sorted(slug for slug, meetings in by_body.items() if _is_ministry(meetings[0]) and slug not in own)
    ahead = {slug: [each for each in by_body[slug] if _day(each) > today][:1] for slug in ministries[:_OTHERS]}
    chosen = {slug: found for slug, found in (own | ahead).items() if found and slug not in known}
    return [partial(_tell, meetings=found, today=today) for found in chosen.values()]


def _near(meetings: list[Meeting], today: date) -> list[Meeting]:
    """The latest that are over and the next that are to come."""
    over = [each for each in meetings if _day(each) <= today]
    return [*over[-_OWN:], *[each for each in meetings if _day(each) > today][:_OWN]]


def _tell(crew: Crew, *, meetings: list[Meeting], today: date) -> None:
    for number, meeting in enumerate(meetings):
        on = _told_on(meeting, today)
        actor = crew.speaker(meeting.body, on)
        for where in _channels(meeting):
            line = announce(meeting=meeting, told=_told(meeting, where, on), actor=actor, today=on)
            # Of the last one the photo waits for a second person.
            if where.is_photo and number + 1 < len(meetings):
                slug = meeting.body.slug if (Role.HEAD, meeting.body.slug) in crew.users else AKIMAT
                approve_picture(line=line, actor=crew.head(slug, on))


def _channels(meeting: Meeting) -> Iterable[words.Where]:
    place = meeting.body.territory
    if place is None:
        return words.OF_MINISTRIES
    if place.is_first_rank:
        return words.OF_REGIONS
    return words.OF_DISTRICTS if place.parent_id and place.kind in ("district", "city") else words.OF_OFFICES


def _told(meeting: Meeting, where: words.Where, on: date) -> Told:
    content = picture(BOARD, meeting.number) if where.is_photo else None
    return Told(
        channel=where.channel,
        announced_on=on,
        where_kk=where.said.kk,
        where_ru=where.said.ru,
        link=where.link.format(slug=meeting.body.slug, number=meeting.number),
        issue=where.issue,
        photo=SimpleUploadedFile("board.jpg", content, "image/jpeg") if content else None,
        nobody_in_photo=where.is_photo,
    )


def _told_on(meeting: Meeting, today: date) -> date:
    assert meeting.published_at is not None
    return min(today, max(clock.civil_date(meeting.published_at), _day(meeting) - _TOLD))


def _is_ministry(meeting: Meeting) -> bool:
    return meeting.body.territory_id is None


def _day(meeting: Meeting) -> date:
    assert meeting.on is not None
    return meeting.on

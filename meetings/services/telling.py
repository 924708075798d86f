"""Who was told of a meeting, in letters and beside the portal: exactly they are told that it is otherwise."""

from __future__ import annotations

from datetime import date

from meetings.models import Meeting, MeetingAnnouncement, MeetingEvent
from meetings.notices import AMENDED, PUBLISHED
from meetings.services.words import subject_of
from portal.accounts.models import User
from portal.bodies.models import RoleGrant
from portal.deadlines.choices import Opens
from portal.deadlines.models import Obligation
from portal.deadlines.notices import thread
from portal.notices.queries import people_told


def told_before(meeting: Meeting, on: date) -> list[User]:
    """Who got a notice of this meeting and is still of the body for which they got it. Five statements at most.

    Notices of its schedule, when it was announced or an amendment changed it; and of duties that it opened, as those of
    the akimat where it is held. They count whether or not they have reached anybody. A copy to those who control was
    about a lateness, not about the meeting. Who has no login, or no role at that body today, is not told.
    """
    of_versions = MeetingEvent.objects.filter(meeting=meeting, version__isnull=False).order_by()
    schedules = sorted(set(of_versions.values_list("version__schedule", flat=True)))
    keys = {f"{kind}:{pk}:{meeting.body_id}:": meeting.body_id for pk in schedules for kind in (PUBLISHED, AMENDED)}
    duties = Obligation.objects.filter(opens_by=Opens.EVENT, subject=subject_of(meeting.pk))
    threads = {thread(duty): duty.body_id for duty in duties.only("body_id")}
    bodies = {**keys, **threads}
    told = {(user, bodies[name]) for user, name in people_told(keys_from=keys, threads=threads)}
    grants = RoleGrant.objects.in_force(on).filter(user__in={user for user, _body in told}, user__is_active=True)
    rows = grants.select_related("user").order_by("body_id", "user_id")
    return list({row.user_id: row.user for row in rows if (row.user_id, row.body_id) in told}.values())


def told_beside(meeting: Meeting) -> list[str]:
    """In which channels beside the portal people were told of it: lines that stand. One statement."""
    lines = MeetingAnnouncement.objects.standing().filter(meeting=meeting).order_by()
    return sorted(set(lines.values_list("channel", flat=True)))

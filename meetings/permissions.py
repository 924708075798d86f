"""Who sets the day of a meeting, and who records that it was held. Default is denied.

Who publishes: `schedules.permissions.can_publish_schedule`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, MeetingAnnouncement
from meetings.querysets import recorded_bodies
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.calendars.models import RiskSignal
from portal.calendars.querysets import MINISTRY_ROLES
from portal.deadlines.querysets import sees_all
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.permissions import is_approver
from schedules.querysets import PLANNING_ROLES


def can_fix_day(actor: Actor, meeting: Meeting) -> Verdict:
    """Set the day inside the approved time: people who plan for the body that holds the meeting.

    Twin of `MeetingQuerySet.worked_on_by`.
    """
    if actor.has_any(PLANNING_ROLES, meeting.body_id):
        return ALLOWED
    return denied("other_body", _("Only people of the body that holds the meeting set its day."))


def can_change(actor: Actor, meeting: Meeting) -> Verdict:
    """Move or cancel it at once, or let it stand again: who sets its day. Twin of `MeetingQuerySet.worked_on_by`."""
    if actor.has_any(PLANNING_ROLES, meeting.body_id):
        return ALLOWED
    return denied("other_body", _("Only people of the body that holds the meeting move or cancel it."))


def can_set_risk_meeting(actor: Actor, signal: RiskSignal) -> Verdict:
    """Set the meeting that a risk signal leads to: preparer and head of the ministry of the branch."""
    if actor.has_any(MINISTRY_ROLES, signal.ministry_id):
        return ALLOWED
    return denied("other_body", _("Only people of the ministry of the branch set the meeting."))


def can_make_beside(actor: Actor, body: Body) -> Verdict:
    """Announce a meeting of the body that stands in no schedule: its people.

    Of an akimat that has nobody here, people of the nearest akimat above that has. Two statements when the body is not
    the actor's own.
    """
    if actor.has_any(PLANNING_ROLES, body.pk) or body.pk in recorded_bodies(actor):
        return ALLOWED
    return denied(
        "other_body",
        _(
            "Only people of the body that holds the meeting announce it; for an akimat that has nobody here, those of "
            "the akimat above."
        ),
    )


def oversees_meetings(actor: Actor) -> Verdict:
    """See which meetings are over and not recorded: people who plan for a body, and those who control everywhere.

    Twin of `MeetingQuerySet.overseen_by`, which says whose.
    """
    if actor.bodies(*PLANNING_ROLES) or sees_all(actor) or is_approver(actor):
        return ALLOWED
    return denied(
        "not_in_control", _("Which meetings are not recorded is seen by their bodies and by those above them.")
    )


def can_announce(actor: Actor, meeting: Meeting) -> Verdict:
    """Say where people were told of it, and take such a word back: who records it, and people of the akimat of its
    place or of one above, which helps to tell people (clauses 3.4 of Decree 826, 2 of Resolution 12).

    Three statements when the body is not the actor's own. Twin of `MeetingQuerySet.announced_by`.
    """
    if can_record_held(actor, meeting) or announcing_akimat(actor, meeting) is not None:
        return ALLOWED
    return denied(
        "other_body",
        _("Only people of the body that holds the meeting and of the akimats of its place say where people were told."),
    )


def can_take_back_announcement(actor: Actor, line: MeetingAnnouncement) -> Verdict:
    """People of the body for which it was recorded. Of its own lines also whoever records the meeting today: somebody
    signs in now for a body that had nobody. `line.meeting` must be loaded."""
    if actor.has_any(PLANNING_ROLES, line.recorded_for_id):
        return ALLOWED
    if not line.is_help and can_record_held(actor, line.meeting):
        return ALLOWED
    return denied("other_body", _("What an office says of an announcement is taken back by that office alone."))


def can_approve_picture(actor: Actor, line: MeetingAnnouncement) -> Verdict:
    """Show the photo of a board to everybody: a second person among those who tell people of the meeting."""
    if line.recorded_by_id == actor.user.pk:
        return denied("second_person", _("A photo is approved by a second person."))
    return can_announce(actor, line.meeting)


def announcing_akimat(actor: Actor, meeting: Meeting) -> Body | None:
    """The akimat of its place, else the nearest above, at which the actor plans. One statement."""
    mine = actor.bodies(*PLANNING_ROLES)
    if not mine:
        return None
    places = [place.pk for place in (*meeting.territory.above, meeting.territory)]
    found = Body.objects.akimats().in_force(actor.on).filter(pk__in=mine, territory__in=places)
    return max(found, key=lambda body: places.index(body.territory_id or 0), default=None)


def can_record_held(actor: Actor, meeting: Meeting) -> Verdict:
    """Say that it was held, where people were told of it, and take such a word back: people of its body.

    Of an akimat that has nobody here, people of the nearest akimat above that has. Two statements when the body is not
    the actor's own. Twin of `MeetingQuerySet.recorded_by`.
    """
    if actor.has_any(PLANNING_ROLES, meeting.body_id) or meeting.body_id in recorded_bodies(actor):
        return ALLOWED
    return denied(
        "other_body",
        _(
            "Only people of the body that holds the meeting record it; for an akimat that has nobody here, those of "
            "the akimat above."
        ),
    )

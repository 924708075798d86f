"""Who logs a meeting, who publishes its results, who says yes to a photo. Default is denied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.permissions import can_record_held
from portal.bodies.choices import BodyKind, Function
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.holding.choices import SummaryKind
from portal.holding.models import Photo
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.permissions import helps
from schedules.querysets import PLANNING_ROLES


def can_log(actor: Actor, meeting: Meeting) -> Verdict:
    """Log a meeting, complete its account, publish its results: whoever records that it was held.

    Twin of `AccountQuerySet.worked_on_by`.
    """
    return can_record_held(actor, meeting)


def can_watch_photos(actor: Actor, meeting: Meeting) -> Verdict:
    """See photos that are not public, judge them, decide what becomes of one somebody wants off: people of the body
    that holds the meeting, or of an akimat above it, which helps an office of one person.

    `meeting.body.territory` must be loaded; one statement at most. Twin of `PhotoQuerySet.watched_by`.
    """
    if helps(actor, meeting.body):
        return ALLOWED
    return denied("other_body", _("Only people of the body, or of an akimat above it, approve its photos."))


def can_summarise(actor: Actor, kind: str, body: Body) -> Verdict:
    """Make and send a summary: of a quarter people of the ministry, of a half-year those of the authorised body."""
    if not actor.has_any(PLANNING_ROLES, body):
        return denied("other_body", _("Only people of the body report its meetings."))
    is_authorised = (Function.AUTHORISED_INFORMATION, body.pk) in actor.functions
    if (kind == SummaryKind.QUARTER and body.kind == BodyKind.MINISTRY) or (kind == SummaryKind.HALF and is_authorised):
        return ALLOWED
    return denied("not_its_summary", _("This summary is made by another body."))


def can_judge_photo(actor: Actor, photo: Photo) -> Verdict:
    """Say yes or no to a photo: a second person. Never who added it, nor who put it back against somebody's wish.

    Twin of `PhotoQuerySet.to_judge`, which asks what stands in the photo besides.
    """
    if actor.user.pk in (photo.added_by_id, photo.put_back_by_id):
        return denied("second_person", _("A photo is approved by a second person, not by who added it or put it back."))
    return can_watch_photos(actor, photo.account.meeting)

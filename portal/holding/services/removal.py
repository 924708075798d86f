"""Somebody asks for a photo to be taken off: it is hidden at once, everywhere; people of the body decide afterwards."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.holding import notices
from portal.holding.choices import PhotoState, RemovalReason
from portal.holding.errors import PHOTO_CHANGED
from portal.holding.models import Photo, RemovalRequest
from portal.holding.permissions import can_watch_photos
from portal.holding.services.photos import take_off
from portal.kernel.errors import Conflict, Invalid
from portal.notices.services import tell_many


@transaction.atomic
def ask_removal(*, photo: Photo, reason: str, note: str, today: date, now: datetime) -> bool:
    """Hide it, for whoever asks. False when it is hidden or gone already: nothing is written then.

    The words stay with the body for thirty days. Who asked is not known and not kept.
    """
    locked = _locked(photo)
    if locked.state != PhotoState.PUBLIC:
        return False
    locked.state = PhotoState.HIDDEN
    locked.save(update_fields=["state"])
    RemovalRequest.objects.create(photo=locked, reason=RemovalReason(reason), note=note.strip(), at=now)
    tell_many(notices.photo_hidden(locked, today=today, now=now))
    return True


@transaction.atomic
def grant_removal(*, photo: Photo, actor: Actor, now: datetime) -> Photo:
    """Take it off for good. Raises NotAllowed, Conflict when it was decided already."""
    locked = _hidden(photo, actor)
    _open(locked).update(decided_by=actor.user, decided_at=now, is_granted=True)
    return take_off(locked)


@transaction.atomic
def put_back(*, photo: Photo, why: str, actor: Actor, now: datetime) -> Photo:
    """It may be shown, for this reason; a second person says yes once more before anybody sees it.

    Raises NotAllowed, Conflict when it was decided already, Invalid (field "why").
    """
    locked = _hidden(photo, actor)
    if not why.strip():
        raise Invalid.at("why", _("Say why the photo may be shown."))
    _open(locked).update(decided_by=actor.user, decided_at=now, is_granted=False, decision_note=why.strip())
    locked.state, locked.put_back_by = PhotoState.WAITING, actor.user
    locked.judged_by, locked.judged_at, locked.judged_note = None, None, ""
    locked.save()
    return locked


def _open(photo: Photo) -> QuerySet[RemovalRequest]:
    return photo.requests.filter(decided_at__isnull=True)


def _hidden(photo: Photo, actor: Actor) -> Photo:
    locked = _locked(photo)
    can_watch_photos(actor, locked.account.meeting).require()
    if locked.state != PhotoState.HIDDEN:
        raise Conflict(_("Somebody else has decided about this photo already."), code=PHOTO_CHANGED)
    return locked


def _locked(photo: Photo) -> Photo:
    rows = Photo.objects.select_related(
        "account__meeting__body__territory__parent", "added_by", "judged_by", "original", "picture", "preview"
    )
    return rows.select_for_update(of=("self",)).get(pk=photo.pk)

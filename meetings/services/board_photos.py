"""Photos of boards on which a meeting was announced: a small copy without metadata, public after a second person."""

from __future__ import annotations

from io import BytesIO
from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import MeetingAnnouncement
from meetings.permissions import can_announce, can_approve_picture
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import discard, keep_made
from portal.kernel.errors import Conflict, Invalid
from portal.kit.pictures import PictureRefused, make_copies
from portal.kit.unreadable import said_of_picture

#: Longest side in points: what hangs on the board can be read.
LONGEST = 1600
#: A board is photographed by a telephone; a larger one would take too long beside a page.
MOST_BYTES = 12 * 1024 * 1024
_NAME = "board.jpg"


def keep_picture(upload: UploadedFile, actor: Actor) -> StoredFile:
    """Its copy, made at once; nothing of what was uploaded is kept. Raises Invalid (field "photo")."""
    if (upload.size or 0) > MOST_BYTES:
        raise Invalid.at(
            "photo", _("The photo is larger than 12 MB: send a smaller copy of it."), code="photo_too_large"
        )
    try:
        (copy,) = make_copies(cast("IO[bytes]", upload), (LONGEST,))
    except PictureRefused as refused:
        raise Invalid.at("photo", said_of_picture(refused.why), code=f"photo_{refused.why.value}") from refused
    return keep_made(
        actor=actor, content=BytesIO(copy.content), name=_NAME, content_type="image/jpeg", purpose=Purpose.PHOTO
    )


@transaction.atomic
def approve_picture(*, line: MeetingAnnouncement, actor: Actor) -> MeetingAnnouncement:
    """Everybody sees it from now on. Raises NotAllowed, Conflict (taken off meanwhile)."""
    locked = _locked(line)
    can_approve_picture(actor, locked).require()
    locked.picture_approved_by = actor.user
    locked.save(update_fields=["picture_approved_by"])
    return locked


@transaction.atomic
def remove_picture(*, line: MeetingAnnouncement, actor: Actor) -> MeetingAnnouncement:
    """Off the page and off the disk; the line stays. Raises NotAllowed, Conflict (taken off meanwhile)."""
    locked = _locked(line)
    can_announce(actor, locked.meeting).require()
    file, locked.picture, locked.picture_approved_by = locked.picture, None, None
    locked.save(update_fields=["picture", "picture_approved_by"])
    if file is not None:
        discard(file)
    return locked


def _locked(line: MeetingAnnouncement) -> MeetingAnnouncement:
    rows = MeetingAnnouncement.objects.select_related("picture", "meeting__body", "meeting__territory__parent__parent")
    locked = rows.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.picture is None or locked.is_withdrawn:
        raise Conflict(_("This photo was taken off already."), code="photo_gone")
    return locked

"""Photos of a held meeting: added, described, judged by a second person, put in order, taken off for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import discard, fingerprint, keep_made
from portal.holding.choices import PhotoState
from portal.holding.errors import MANY_PHOTOS, NOT_HELD, PHOTO_CHANGED
from portal.holding.models import Account, Photo
from portal.holding.permissions import can_judge_photo, can_log
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private
from portal.kit.pictures import PictureRefused, look_at
from portal.kit.unreadable import said_of_picture
from portal.kit.waking import wake_after_commit

#: Of one meeting.
MOST_PHOTOS = 30
_PREPARE = "portal.holding.tasks.prepare_photos"
#: What a file is called here: its own name may name somebody, and nobody needs it.
_NAME = "photo"
_DESCRIBED_IN = (PhotoState.NEW, PhotoState.WAITING, PhotoState.PUBLIC, PhotoState.REFUSED)


@dataclass(frozen=True)
class Said:
    """What a photo shows, in words; and of children who can be recognised who consented, when, and where that lies."""

    alt_kk: str = ""
    alt_ru: str = ""
    shows_children: bool = False
    consent: str = ""


@transaction.atomic
def add_photo(*, meeting: Meeting, upload: UploadedFile, actor: Actor, now: datetime) -> Photo:
    """Keep what was uploaded, for people of the body alone, and have its copies made; the same picture is added once.

    Raises NotAllowed, Conflict (not held, or not in the log), Invalid (field "photos"): no photo, too large, too many.
    """
    can_log(actor, meeting).require()
    if not meeting.is_held:
        raise Conflict(_("This meeting is not recorded as held: record it first."), code=NOT_HELD)
    known = _checked(upload)
    account = _account(meeting)
    sent = fingerprint(upload)
    standing = Photo.objects.filter(account=account).standing()
    same = standing.filter(sent_sha256=sent).exclude(state=PhotoState.FAILED).first()
    if same is not None:
        return same
    if standing.count() >= MOST_PHOTOS:
        sentence = _("There are %(count)d photos of this meeting already: take one off first.") % {"count": MOST_PHOTOS}
        raise Invalid.at("photos", sentence, code=MANY_PHOTOS)
    original = keep_made(
        actor=actor,
        content=cast("IO[bytes]", upload),
        name=_NAME,
        content_type=known,
        purpose=Purpose.PHOTO,
    )
    last = standing.order_by("position").last()
    photo = Photo.objects.create(
        account=account,
        original=original,
        sent_sha256=sent,
        position=last.position + 1 if last else 1,
        added_by=actor.user,
        added_at=now,
    )
    wake_after_commit(_PREPARE)
    return photo


@transaction.atomic
def describe_photo(*, photo: Photo, said: Said, seen: str, actor: Actor) -> Photo:
    """Say what it shows. A photo that was judged is judged anew, and until then nobody outside sees it.

    Raises NotAllowed, Conflict (changed since), Invalid with fields.
    """
    locked = _locked(photo)
    can_log(actor, locked.account.meeting).require()
    _require_seen(locked, seen)
    if locked.state not in _DESCRIBED_IN:
        raise _changed()
    texts = {name: getattr(said, name).strip() for name in ("alt_kk", "alt_ru")}
    errors = {
        name: [_("Leave out what belongs to one person alone: %(found)s") % {"found": ", ".join(found)}]
        for name, text in texts.items()
        if (found := find_private(text))
    }
    consent = said.consent.strip() if said.shows_children else ""
    if said.shows_children and not consent:
        errors["consent"] = [_("Write who gave the consent, when, and where it is kept.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors)
    for name, text in texts.items():
        setattr(locked, name, text)
    locked.shows_children, locked.consent = said.shows_children, consent
    if locked.state != PhotoState.NEW:
        locked.state = PhotoState.WAITING
        locked.judged_by, locked.judged_at, locked.judged_note = None, None, ""
    locked.save()
    return locked


@transaction.atomic
def approve_photo(*, photo: Photo, seen: str, actor: Actor, now: datetime) -> Photo:
    """A second person says yes to what they saw: everybody sees it at once.

    Raises NotAllowed, Conflict (changed since, not waiting), Invalid when it is not described.
    """
    locked = _to_judge(photo, seen, actor)
    if not locked.is_described:
        raise Invalid(_("First say in Kazakh and in Russian what the photo shows; of children, who consented."))
    locked.state, locked.judged_by, locked.judged_at, locked.judged_note = PhotoState.PUBLIC, actor.user, now, ""
    locked.save()
    return locked


@transaction.atomic
def refuse_photo(*, photo: Photo, note: str, seen: str, actor: Actor, now: datetime) -> Photo:
    """A second person says no, with a remark for who added it. Raises as `approve_photo`; Invalid (field "note")."""
    locked = _to_judge(photo, seen, actor)
    if not note.strip():
        raise Invalid.at("note", _("Say what is wrong with the photo."))
    locked.state, locked.judged_by, locked.judged_at = PhotoState.REFUSED, actor.user, now
    locked.judged_note = note.strip()
    locked.save()
    return locked


@transaction.atomic
def remove_photo(*, photo: Photo, actor: Actor) -> Photo:
    """Take it off for good: pictures and words are deleted. Doing it twice changes nothing. Raises NotAllowed."""
    locked = _locked(photo)
    can_log(actor, locked.account.meeting).require()
    return take_off(locked)


def take_off(locked: Photo) -> Photo:
    """Of a photo that stands locked nothing is left but that it was there. The caller knows that this is allowed."""
    files = [file for file in (locked.original, locked.picture, locked.preview) if file is not None]
    locked.state = PhotoState.REMOVED
    locked.original = locked.picture = locked.preview = None
    locked.alt_kk = locked.alt_ru = locked.alt_en = locked.consent = locked.judged_note = ""
    locked.sent_sha256 = ""
    locked.save()
    locked.requests.exclude(note="", decision_note="").update(note="", decision_note="")
    let_go(*files)
    return locked


def let_go(*files: StoredFile) -> None:
    """Off the disk, too, as soon as this is committed; contents that another photo has stay."""
    for file in files:
        discard(file)


@transaction.atomic
def move_photo(*, photo: Photo, forward: bool, actor: Actor) -> None:
    """One place nearer to the first, or to the last. At the end of the row nothing happens. Raises NotAllowed."""
    can_log(actor, photo.account.meeting).require()
    rows = list(Photo.objects.select_for_update(of=("self",)).filter(account=photo.account_id).standing())
    keys = [row.pk for row in rows]
    if photo.pk not in keys:
        return
    here = keys.index(photo.pk)
    there = here - 1 if forward else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows, start=1):
            row.position = place
        Photo.objects.bulk_update(rows, ["position"])


def _checked(upload: UploadedFile) -> str:
    try:
        return look_at(cast("IO[bytes]", upload)).content_type
    except PictureRefused as refused:
        raise Invalid.at("photos", said_of_picture(refused.why), code=f"photo_{refused.why.value}") from refused


def _account(meeting: Meeting) -> Account:
    """The account of the meeting, locked."""
    account = Account.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if account is None:
        raise Conflict(_("Record this meeting in the log first: photos belong to what is told of it."), code=NOT_HELD)
    return account


def _locked(photo: Photo) -> Photo:
    rows = Photo.objects.select_related("account__meeting__body__territory__parent", "original", "picture", "preview")
    return rows.select_for_update(of=("self",)).get(pk=photo.pk)


def _to_judge(photo: Photo, seen: str, actor: Actor) -> Photo:
    locked = _locked(photo)
    can_judge_photo(actor, locked).require()
    if locked.state != PhotoState.WAITING:
        raise _changed()
    _require_seen(locked, seen)
    return locked


def _require_seen(photo: Photo, seen: str) -> None:
    if seen != photo.mark:
        raise _changed()


def _changed() -> Conflict:
    return Conflict(_("Somebody else has changed this photo since you opened the page."), code=PHOTO_CHANGED)

"""Files of a held meeting and links to recordings: given to everybody with its results, or kept for its body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.services import publish, store, withhold
from portal.holding.choices import AttachmentKind
from portal.holding.models import Account, Attachment
from portal.holding.services.steps import Said, keep, keep_private, opened
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private

#: Of one meeting.
MOST_FILES = 30


@dataclass(frozen=True)
class Attached:
    """A file or a link, one of the two; a recording is a link."""

    kind: str
    title_kk: str
    title_ru: str
    upload: UploadedFile | None = None
    link: str = ""
    is_public: bool = True


@transaction.atomic
def add_attachment(
    *,
    account: Account,
    attached: Attached,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Attachment:
    """Of published results a public one is a correction and says so.

    Raises NotAllowed, Conflict (changed since, not held), Invalid with fields.
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    _check(locked, attached)
    file = None
    if attached.upload is not None:
        file = store(actor=actor, upload=attached.upload, purpose=Purpose.EVIDENCE)
        if attached.is_public and locked.is_published:
            publish(file)
    row = Attachment(
        account=locked,
        kind=attached.kind,
        title_kk=attached.title_kk.strip(),
        title_ru=attached.title_ru.strip(),
        file=file,
        link=attached.link.strip(),
        is_public=attached.is_public,
        added_by=actor.user,
        added_at=now,
    )
    row.save()
    _note(locked, attached.is_public, actor, today, now, said)
    return row


@transaction.atomic
def remove_attachment(
    *, attachment: Attachment, actor: Actor, today: date, now: datetime, said: Said | None = None
) -> None:
    """Nobody outside fetches it any more; the file itself stays in the record of the body.

    Raises NotAllowed, Conflict (gone already), Invalid (fields "correction_kk", "correction_ru") of published results.
    """
    locked = opened(attachment.account, actor=actor, expected_version=None)
    row = Attachment.objects.select_related("file").filter(pk=attachment.pk, account=locked).first()
    if row is None:
        raise Conflict(_("Somebody else has taken this file off already."), code="file_gone")
    if row.file is not None:
        withhold(row.file)
    is_public = row.is_public
    row.delete()
    _note(locked, is_public, actor, today, now, said)


def _note(account: Account, is_public: bool, actor: Actor, today: date, now: datetime, said: Said | None) -> None:
    if is_public:
        keep(account, actor=actor, today=today, now=now, said=said)
    else:
        keep_private(account, now=now)


def _check(account: Account, attached: Attached) -> None:
    errors: dict[str, list[str]] = {}
    for name in ("title_kk", "title_ru"):
        text = getattr(attached, name).strip()
        if not text:
            errors[name] = [_("Say in Kazakh and in Russian what it is.")]
        elif found := find_private(text):
            told = _("Leave out what belongs to one person alone: %(found)s")
            errors[name] = [told % {"found": ", ".join(found)}]
    if attached.kind == AttachmentKind.VIDEO and not attached.link:
        errors["link"] = [_("A recording is given as a link.")]
    elif bool(attached.link) == (attached.upload is not None):
        errors["file"] = [_("Attach a file or give a link.")]
    try:
        Attachment._meta.get_field("link").run_validators(attached.link)
    except ValidationError as wrong:
        errors["link"] = list(wrong.messages)
    if account.attachments.count() >= MOST_FILES:
        errors[""] = [_("There are %(count)d files of this meeting already.") % {"count": MOST_FILES}]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="attachment")

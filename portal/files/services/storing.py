"""Uploads: read what they are from their bytes, keep each content once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO, Protocol, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.rules import LIMIT_BYTES, FileKind, Refusal, RefusedError, clean_name, recognise
from portal.kernel.errors import Invalid


class Uploader(Protocol):
    """Whoever acts: the actor of the upper floors, of whom only the person is needed here."""

    @property
    def user(self) -> User: ...


def check(upload: UploadedFile) -> FileKind:
    """What the file is by content. Raises Invalid (field "file") when `store` would refuse it."""
    try:
        if (upload.size or 0) > LIMIT_BYTES:
            raise RefusedError(Refusal.TOO_LARGE)
        upload.seek(0)
        return recognise(cast("IO[bytes]", upload))
    except RefusedError as refused:
        raise _invalid(refused.refusal) from refused


def store(*, actor: Uploader, upload: UploadedFile, purpose: str) -> StoredFile:
    """Keep an upload. Whether the actor may attach it to something is decided by the caller.

    Raises Invalid (field "file") when it is empty, larger than 20 MB, or not a PDF, PNG, JPEG, DOCX or XLSX by content.
    """
    purpose = Purpose(purpose)
    size = upload.size or 0
    kind = check(upload)
    sha256 = fingerprint(upload)
    location = f"{sha256[:2]}/{sha256}"
    _keep(upload, Path(settings.MEDIA_ROOT) / location, size)
    return StoredFile.objects.create(
        sha256=sha256,
        size=size,
        content_type=kind.content_type,
        name=clean_name(upload.name or "", kind),
        purpose=purpose,
        content=location,
        uploaded_by=actor.user,
    )


def keep_made(
    *, actor: Uploader | None, content: IO[bytes], name: str, content_type: str, purpose: str = Purpose.RESULT
) -> StoredFile:
    """Keep a file that the portal made or has judged, of any kind and size; nothing of it is doubted as in `store`.

    `name` is of plain letters with its ending. The same content is kept once. Without `actor` it is of nobody.
    """
    made = File(content, name)
    made.seek(0, os.SEEK_END)
    size = made.tell()
    sha256 = fingerprint(made)
    location = f"{sha256[:2]}/{sha256}"
    _keep(made, Path(settings.MEDIA_ROOT) / location, size)
    return StoredFile.objects.create(
        sha256=sha256,
        size=size,
        content_type=content_type,
        name=name,
        purpose=Purpose(purpose),
        content=location,
        uploaded_by=actor.user if actor else None,
    )


def publish(file: StoredFile) -> None:
    """Let everybody fetch it. Called by the service that makes the fact public."""
    StoredFile.objects.filter(pk=file.pk).update(is_public=True)
    file.is_public = True


def withhold(file: StoredFile) -> None:
    """No longer public: the fact it proves was taken back."""
    StoredFile.objects.filter(pk=file.pk).update(is_public=False)
    file.is_public = False


def fingerprint(upload: File) -> str:
    """The SHA-256 under which the content is kept."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _keep(upload: File, place: Path, size: int) -> None:
    """Put the content at its place, whole or not at all: a kill leaves no half of a file under a content's name.

    If the transaction is rolled back the content stays on the disk without a row, which harms nobody.
    """
    if place.is_file() and place.stat().st_size == size:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".upload-")
    try:
        with os.fdopen(handle, "wb") as copy:
            upload.seek(0)
            for chunk in upload.chunks():
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        Path(draft).chmod(settings.FILE_UPLOAD_PERMISSIONS)
        Path(draft).replace(place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _invalid(refusal: Refusal) -> Invalid:
    message = {
        Refusal.EMPTY: _("The file is empty."),
        Refusal.TOO_LARGE: _("The file is larger than 20 MB."),
        Refusal.UNKNOWN: _("Attach a PDF, PNG, JPEG, DOCX or XLSX file: the content of this file is something else."),
        Refusal.BROKEN: _("The file is damaged or protected by a password and cannot be read."),
        Refusal.MACROS: _("The document contains macros. Save it without macros and attach it again."),
        Refusal.ACTIVE: _(
            "The file hides a page, an archive or a link to a program in itself. Save it anew and attach that."
        ),
        Refusal.BOMB: _("The document unpacks to more than 100 MB and is not accepted."),
    }[refusal]
    return Invalid.at("file", message, code=f"file_{refusal.value}")

"""A chosen file that came with a form which has to be sent again: browsers keep none, so it is kept here for a day.

There is no row of it: it lies in a folder of its person under a random name, and what the page needs to send it again
is a signed text that holds for that person alone; of whoever has no login, for who sends it. It is never served, and
judged anew when the form is taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner

from portal.accounts.models import User
from portal.files.rules import LAID_ASIDE_KEPT, LIMIT_BYTES

#: Files of one person; the oldest goes first.
PLACES = 10
#: Of all together who have no login.
PLACES_OF_STRANGERS = 300
_STRANGERS = "strangers"
_FOLDER = "laid-aside"
_NAME_LENGTH = 150

_signer = TimestampSigner(salt="portal.files.laid_aside")


@dataclass(frozen=True)
class LaidAside:
    """What a page says of the file, and the text that sends it again."""

    name: str
    size: int
    key: str


def lay_aside(*, user: User | None, upload: UploadedFile) -> LaidAside | None:
    """Keep the file for this person, or for whoever without a login sends the key again.

    None when it is empty or larger than any file the portal takes.
    """
    size = upload.size or 0
    if not 0 < size <= LIMIT_BYTES:
        return None
    folder = _folder(user)
    folder.mkdir(parents=True, exist_ok=True)
    name = uuid4()
    draft = folder / f".{name.hex}"
    try:
        with draft.open("xb") as copy:
            upload.seek(0)
            for chunk in upload.chunks():
                copy.write(chunk)
        draft.replace(folder / name.hex)
    except (OSError, ValueError):
        # A full disk, or a content that whoever read it has closed: the person chooses once more.
        draft.unlink(missing_ok=True)
        return None
    for old in _oldest_first(folder)[: -(PLACES if user else PLACES_OF_STRANGERS)]:
        old.unlink(missing_ok=True)
    shown = (upload.name or "")[:_NAME_LENGTH]
    return LaidAside(shown, size, _signer.sign_object([_owner(user), name.hex, shown, upload.content_type or ""]))


def take_up(*, user: User | None, key: str) -> UploadedFile | None:
    """The file again, open, as if it had just been sent. None for another person, too late, or a key that is none."""
    try:
        owner, name, shown, content_type = _signer.unsign_object(key, max_age=LAID_ASIDE_KEPT)
        place = _folder(user) / UUID(hex=name).hex
        if owner != _owner(user):
            return None
        # Whatever is laid aside beside it now takes the place of older ones.
        os.utime(place)
        content = place.open("rb")
    except (BadSignature, OSError, ValueError, TypeError):
        return None
    return UploadedFile(content, shown, content_type, os.fstat(content.fileno()).st_size)


def let_go(*, user: User | None, key: str) -> None:
    """The form was taken."""
    try:
        _owner, name, *_rest = _signer.unsign_object(key)
    except BadSignature:
        return
    (_folder(user) / UUID(hex=name).hex).unlink(missing_ok=True)


def clear_laid_aside(*, now: datetime) -> int:
    """Delete what was laid aside over a day ago, also halves of a killed process, and say how many files."""
    before = (now - LAID_ASIDE_KEPT).timestamp()
    count = 0
    for file in _all():
        try:
            if file.stat().st_mtime < before:
                file.unlink()
                count += 1
        except FileNotFoundError:
            continue
    return count


def _owner(user: User | None) -> int:
    return user.pk if user else 0


def _folder(user: User | None) -> Path:
    return Path(settings.MEDIA_ROOT) / _FOLDER / (str(user.pk) if user else _STRANGERS)


def _all() -> Iterator[Path]:
    return (Path(settings.MEDIA_ROOT) / _FOLDER).glob("*/*")


def _oldest_first(folder: Path) -> list[Path]:
    """A file that another process deletes meanwhile counts as old."""

    def age(file: Path) -> float:
        try:
            return file.stat().st_mtime
        except FileNotFoundError:
            return 0

    return sorted(folder.iterdir(), key=age)

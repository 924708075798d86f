"""Copies of uploaded photos: made one at a time beside the pages, after which what was uploaded is deleted.

Late, doubled or killed, what is left in the end is the same: a photo is locked while its copies are made, they are
written together with its new state, and a picture at which workers die is given up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.db import connection, transaction

from portal.accounts.models import User
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import keep_made
from portal.holding.choices import PhotoState
from portal.holding.models import Photo
from portal.holding.services.photos import let_go
from portal.kit.pictures import Copy, PictureRefused, Why, make_copies

#: Longest sides of the picture and of the small one, in points.
LONGEST = (1600, 480)
_ATTEMPTS = 3
_LOCK = 7_310_015
_NAMES = ("photo.jpg", "photo-s.jpg")


@dataclass(frozen=True)
class _By:
    user: User


def prepare_photos() -> int:
    """Make the copies of all that wait for it, in the order they came. 0 as well when another process is at it.

    A large picture takes some hundred megabytes while it is read: so one at a time in the whole portal.
    """
    with _alone() as is_alone:
        count = 0
        while is_alone and (key := _next()) is not None:
            count += _prepare(key)
        return count


def _next() -> int | None:
    """The next one, its attempt counted for good, whatever becomes of this process."""
    with transaction.atomic():
        rows = Photo.objects.to_prepare().select_for_update(of=("self",), skip_locked=True).order_by("pk")
        photo = rows.first()
        if photo is None:
            return None
        photo.attempts += 1
        photo.save(update_fields=["attempts"])
        return photo.pk


@transaction.atomic
def _prepare(key: int) -> int:
    rows = Photo.objects.to_prepare().select_related("original", "added_by").select_for_update(of=("self",))
    photo = rows.filter(pk=key).first()
    if photo is None or photo.original is None:
        return 0
    original = photo.original
    try:
        if photo.attempts > _ATTEMPTS:
            raise PictureRefused(Why.BROKEN)
        copies = _made(original)
    except (PictureRefused, FileNotFoundError) as refused:
        why = refused.why if isinstance(refused, PictureRefused) else Why.BROKEN
        photo.state, photo.failure = PhotoState.FAILED, why.value
    else:
        photo.picture, photo.preview = (
            keep_made(
                actor=_By(photo.added_by),
                content=BytesIO(copy.content),
                name=name,
                content_type="image/jpeg",
                purpose=Purpose.PHOTO,
            )
            for copy, name in zip(copies, _NAMES, strict=True)
        )
        photo.width, photo.height, photo.state = copies[0].width, copies[0].height, PhotoState.WAITING
    photo.original = None
    photo.save()
    let_go(original)
    return 1


def _made(original: StoredFile) -> list[Copy]:
    with original.content.open("rb") as content:
        return make_copies(content, LONGEST)


@contextmanager
def _alone() -> Iterator[bool]:
    """A lock of the connection: it goes with the process that holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (taken,) = cursor.fetchone()
        try:
            yield taken
        finally:
            if taken:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])

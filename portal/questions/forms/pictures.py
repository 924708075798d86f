"""A photo of somebody without a login: only a small copy of it is ever kept, and nothing of what the camera wrote."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.kit import forms, heic
from portal.kit.pictures import PictureRefused, Why, make_copies

LIMIT_BYTES = 10 * 1024 * 1024
#: Points of the longest side: what stands in a photo of a broken pump can be read.
LONGEST = 1280
#: Marks a copy that was made here before, and comes again with its form.
_MADE = "x-small-copy"
#: A large picture takes some hundred megabytes while it is read: one at a time in a process.
_alone = Lock()

_SAID = {
    Why.EMPTY: _("The file is empty."),
    Why.TOO_LARGE: _("The photo is larger than 10 MB: send a smaller copy of it."),
    Why.TOO_MANY_POINTS: _("The picture has more than 50 million points: send a smaller copy of it."),
    Why.VIDEO: _("This is a video. Send one photo."),
    Why.HEIC: _(
        "This is a HEIC picture, which the portal does not read. Send it from the phone itself, which makes a JPEG "
        "of it, or choose Settings, Camera, Formats, Most Compatible; on a computer save it as JPEG."
    ),
    Why.MOVING: _("The picture moves. Send a photo: JPEG, PNG or WebP."),
    Why.UNKNOWN: _("This is no photo. Send JPEG, PNG or WebP: the content of this file is something else."),
    Why.BROKEN: _("The file is damaged and cannot be read. Send the photo once more."),
}


class PictureField(forms.FileField):
    """Gives the bytes of a small JPEG, or None; `small_copy` makes a file of them that may be laid aside."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        types = ["image/jpeg", "image/png", "image/webp", *(["image/heic"] if heic.can_read() else [])]
        self.widget.attrs["accept"] = ",".join(types)

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        if (data.size or 0) > LIMIT_BYTES:
            raise _refusal(Why.TOO_LARGE)
        if getattr(data, _MADE, False):
            data.seek(0)
            return bytes(data.read())
        try:
            with _alone:
                return make_copies(data, (LONGEST,))[0].content
        except PictureRefused as refused:
            raise _refusal(refused.why) from refused

    def clean(self, data: Any, initial: Any = None) -> Any:
        # An empty file is told so; the framework would take it for none.
        value = self.to_python(data)
        self.validate(value)
        return value


def small_copy(content: bytes, name: str) -> UploadedFile:
    """What is laid aside in place of the photo that was sent."""
    return InMemoryUploadedFile(BytesIO(content), "photo", name, "image/jpeg", len(content), None)


def is_made(upload: UploadedFile) -> UploadedFile:
    """Say of a file that it is a copy made here: its key, which nobody else can write, came with the form."""
    setattr(upload, _MADE, True)
    return upload


def _refusal(why: Why) -> ValidationError:
    return ValidationError(_SAID[why], code=why.value)

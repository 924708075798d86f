"""Codes of refusals about what is told of held meetings."""

from __future__ import annotations

from typing import Final

#: Somebody else has saved since it was read.
CHANGED: Final = "account_changed"
#: The meeting is recorded in the log already.
LOGGED: Final = "logged"
#: Results are public: what changes now is a correction and says so.
PUBLISHED: Final = "published"
NOT_HELD: Final = "not_held"
#: Somebody has changed the photo, or what became of it, since it was looked at.
PHOTO_CHANGED: Final = "photo_changed"
MANY_PHOTOS: Final = "many_photos"

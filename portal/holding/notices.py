"""Who hears of what happened to what is told of meetings, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from meetings.queries import people_told
from portal.holding.models import Photo
from portal.kernel.wording import Lines
from portal.notices.services import Draft

PHOTO_HIDDEN = "holding.photo_hidden"

_HIDDEN = gettext_noop(
    "Somebody asked to take photos of the meeting %(number)s off. They are hidden at once; decide what becomes of them."
)


def photo_hidden(photo: Photo, *, today: date, now: datetime) -> Iterator[Draft]:
    """To people of the body, to who added the photo and to who said yes; once an hour, however many ask.

    Who asked, why and in what words stands on the page alone.
    """
    meeting = photo.account.meeting
    lines = Lines.written(partial(_hidden, number=meeting.number))
    people = {person.pk: person for person in people_told([meeting.body_id], today).get(meeting.body_id, ())}
    people |= {person.pk: person for person in (photo.added_by, photo.judged_by) if person and person.is_active}
    for person in people.values():
        yield Draft(
            user=person,
            key=f"{PHOTO_HIDDEN}:{meeting.pk}:{now:%Y%m%d%H}:{person.pk}",
            kind=PHOTO_HIDDEN,
            lines=lines,
            path=f"/work/meetings/{meeting.number}/photos/",
            thread=f"photos:{meeting.pk}",
            created_for=today,
        )


def _hidden(language: str, *, number: str) -> str:
    with translation.override(language):
        return gettext(_HIDDEN) % {"number": number}

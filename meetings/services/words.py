"""How duties name a meeting, and sentences kept for readers of every language."""

from __future__ import annotations

from django.utils import translation

from meetings.models import Meeting, meeting_title
from portal.kernel.wording import Lines

#: How much of a title a duty repeats.
_LONGEST = 300


def subject_of(pk: int) -> str:
    return f"meeting:{pk}"


def about(meeting: Meeting) -> Lines:
    """The number and the title: the day is told beside it, and may change."""

    def said(language: str) -> str:
        with translation.override(language):
            return f"{meeting.number}, {meeting_title(meeting.official, meeting.territory)}"[:_LONGEST]

    return Lines.written(said)


def in_both(sentence: str) -> str:
    """A ground has one text for readers of every language: Kazakh, then Russian."""
    said = []
    for language in ("kk", "ru"):
        with translation.override(language):
            said.append(translation.gettext(sentence))
    return " / ".join(dict.fromkeys(said))

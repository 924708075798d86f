"""Sentences over meetings. `public()` is the only door to what anybody outside may see."""

from meetings.querysets.meetings import MeetingManager, MeetingQuerySet
from meetings.querysets.recorded import recorded_bodies
from meetings.querysets.searching import LIKENESS_LETTERS, SEARCH_WORDS, with_any_of, with_words, with_words_alike
from meetings.querysets.totals import (
    ChannelManager,
    ChannelQuerySet,
    HeldManager,
    HeldQuerySet,
    MeetingTotalQuerySet,
)

__all__ = [
    "LIKENESS_LETTERS",
    "SEARCH_WORDS",
    "ChannelManager",
    "ChannelQuerySet",
    "HeldManager",
    "HeldQuerySet",
    "MeetingManager",
    "MeetingQuerySet",
    "MeetingTotalQuerySet",
    "recorded_bodies",
    "with_any_of",
    "with_words",
    "with_words_alike",
]

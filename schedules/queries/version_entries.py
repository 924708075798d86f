"""Frozen entries as pages read them, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from types import SimpleNamespace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.kernel.when import When
from portal.kit import formats
from portal.kit.translated import Words, in_language
from schedules.choices import MeetingFormat
from schedules.rules import when_of

_LANGUAGES = ("kk", "ru", "en")
#: What stands above a text of a meeting in each language.
TEXT_LABELS: dict[tuple[str, str], str | Promise] = {
    ("subject", "kk"): _("Subject in Kazakh"),
    ("subject", "ru"): _("Subject in Russian"),
    ("subject", "en"): _("Subject in English"),
    ("venue", "kk"): _("Venue in Kazakh"),
    ("venue", "ru"): _("Venue in Russian"),
    ("venue", "en"): _("Venue in English"),
    ("ground", "kk"): _("Why this region, in Kazakh"),
    ("ground", "ru"): _("Why this region, in Russian"),
    ("ground", "en"): _("Why this region, in English"),
}


def said(texts: Mapping[str, str] | None) -> Words:
    """One text of frozen content in the active language, or the nearest there is."""
    columns = {f"text_{language}": (texts or {}).get(language) or "" for language in _LANGUAGES}
    return in_language(SimpleNamespace(**columns), "text")


def when_words(entry: Mapping[str, Any]) -> str:
    """ "10 January 2027, 15:00" with every day of several, or the month, quarter or half-year."""
    begins = entry.get("start_time")
    return formats.when_text(when_of(entry), at=time.fromisoformat(begins) if begins else None)


@dataclass(frozen=True)
class FrozenEntry:
    """One meeting of a version."""

    content: Mapping[str, Any]

    @property
    def key(self) -> str:
        return str(self.content["key"])

    @property
    def body(self) -> Words:
        return said(self.content["body"]["name"])

    @property
    def official(self) -> Words:
        return said(self.content["official"]["title"])

    @property
    def full_name(self) -> Words:
        return said(self.content["official"]["full_name"])

    @property
    def who(self) -> str:
        return f"{self.official}, {self.full_name}" if self.full_name else str(self.official)

    @property
    def place(self) -> Words:
        return said(self.content["territory"]["name"])

    @property
    def when(self) -> str:
        return when_words(self.content)

    @property
    def planned(self) -> When:
        return when_of(self.content)

    @property
    def start_time(self) -> time | None:
        begins = self.content.get("start_time")
        return time.fromisoformat(begins) if begins else None

    @property
    def format(self) -> str:
        return str(MeetingFormat(self.content["format"]).label)

    @property
    def venue(self) -> Words:
        return said(self.content["venue"])

    @property
    def subject(self) -> Words:
        return said(self.content["subject"])

    @property
    def ground(self) -> Words:
        return said(self.content["ground"])

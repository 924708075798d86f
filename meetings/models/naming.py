"""What a meeting is called, of which kind it is, and from when on everybody is told that nobody has recorded it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language, pgettext

from meetings.choices import AWAITED, MeetingKind
from portal.bodies.choices import BodyKind, Post
from portal.bodies.models import Body, Official, Territory
from portal.law.windows import LOGGED_WITHIN_DAYS


def is_unrecorded(state: str, span_end: date, on: date) -> bool:
    """So long after its last day that everyone is told: nobody has said whether it took place.

    `span_end` is the day after its last one, or after the time in which its day was to be set.
    """
    return state in AWAITED and span_end + timedelta(days=LOGGED_WITHIN_DAYS) <= on


def kind_of(official: Official, body: Body, *, is_report: bool) -> MeetingKind:
    """What sort of meeting of `body` it is when `official` holds it. Only first heads report to the population."""
    if official.post != Post.FIRST_HEAD:
        return MeetingKind(official.post)
    if is_report:
        return MeetingKind.REPORT
    return MeetingKind.AKIM if body.kind == BodyKind.AKIMAT else MeetingKind.FIRST_HEAD


def meeting_title(official: Official, territory: Territory) -> str:
    """Who meets whom, in the active language: "Министр … – с жителями Кызылординской области"."""
    return pgettext("title of a meeting", "%(official)s with the residents of %(place)s") % {
        "official": official.title,
        "place": whose(territory),
    }


def whose(territory: Territory) -> str:
    """The name as it follows "residents of": Kazakh and Russian keep it in the genitive, English has no cases."""
    language = (get_language() or "kk").partition("-")[0]
    return str({"kk": territory.genitive_kk, "ru": territory.genitive_ru}.get(language) or territory.name)

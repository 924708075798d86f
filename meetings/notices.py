"""Who hears of what happened to meetings, and in what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.queries import people_told
from portal.kernel.wording import Lines
from portal.notices.services import Draft
from schedules.models import Schedule

PUBLISHED = "meetings.published"


def schedule_published(schedule: Schedule, meetings: Sequence[Meeting], *, today: date) -> Iterator[Draft]:
    """One notice to every preparer and head of a body that has meetings in the schedule; its page shows them."""
    share = Counter(meeting.body_id for meeting in meetings)
    path = _path(schedule)
    for body, people in people_told(share, today).items():
        lines = Lines.written(partial(_published, schedule=schedule, count=share[body]))
        for person in people:
            yield Draft(
                user=person,
                key=f"{PUBLISHED}:{schedule.pk}:{body}:{person.pk}",
                kind=PUBLISHED,
                lines=lines,
                path=path,
                created_for=today,
            )


def _published(language: str, *, schedule: Schedule, count: int) -> str:
    with translation.override(language):
        return ngettext(
            "The schedule of meetings for %(year)s is published. %(count)d meeting of your body is now public.",
            "The schedule of meetings for %(year)s is published. %(count)d meetings of your body are now public.",
            count,
        ) % {"year": schedule.period_key, "count": count}


def _path(schedule: Schedule) -> str:
    """The public page without its language: the reader's own is put before it when the letter is written."""
    with translation.override("kk"):
        return reverse("schedules:graph", args=[schedule.period_key]).removeprefix("/kk")

"""The list of issues row by row for machines and spreadsheets: plain values under lasting names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from issues.choices import OPEN
from issues.models import Issue, IssueTopic
from issues.querysets import IssueQuerySet
from issues.rules.showing import may_be_read
from portal.bodies.models import Body, Territory
from portal.sheets.writing import Value

COLUMNS: Final = (
    "number",
    "title_kk",
    "title_ru",
    "title_en",
    "state",
    "state_words",
    "is_disputed",
    "days_late",
    "topic",
    "place",
    "place_name",
    "body",
    "body_name",
    "origin",
    "raised_on",
    "registered_on",
    "first_due_on",
    "due_on",
    "closed_on",
    "last_news_on",
    "repeats",
    "affected",
    "followers",
    "page",
)
#: Rows taken from the database at once.
_CHUNK: Final = 2000
_PLAIN: Final = (
    *("number", "title_kk", "title_ru", "title_en", "hidden_on", "taken_on", "state", "disputed_on", "topic_id"),
    *("territory_id", "holder_id", "origin", "raised_on", "registered_on", "first_due_on", "due_on", "closed_on"),
    *("last_news_on", "repeats", "affected", "followers"),
)


def file_rows(found: IssueQuerySet, on: date, absolute: Callable[[str], str]) -> Iterator[Sequence[Value]]:
    """Of public issues, from columns alone, and no more in memory than so many at once. Four statements.

    A text that was taken away for the sake of a person is empty.
    """
    topics = dict(IssueTopic.objects.values_list("pk", "slug"))
    bodies = {body.pk: (body.slug, str(body.plain)) for body in Body.objects.all()}
    places = {place.pk: (place.kato, str(place.name)) for place in Territory.objects.all()}
    words = {value: str(label) for value, label in Issue._meta.get_field("state").flatchoices}
    before, after = absolute(reverse("issues:issue", args=["KZ-00-0000-000000"])).rsplit("KZ-00-0000-000000", 1)
    for values in found.values_list(*_PLAIN).iterator(chunk_size=_CHUNK):
        number, *titles, hidden_on, taken_on, state, disputed_on, topic, place, body = values[:11]
        origin, raised_on, registered_on, first_due_on, due_on, closed_on, last_news_on = values[11:18]
        repeats, affected, followers = values[18:]
        if not may_be_read("title", hidden_on=hidden_on, taken_on=taken_on):
            titles = ["", "", ""]
        is_late = state in OPEN and due_on is not None and due_on < on
        yield (
            *(number, *titles, state, words[state]),
            *(str(disputed_on is not None), (on - due_on).days if is_late else 0, topics[topic]),
            *(*places[place], *bodies[body], origin, raised_on, registered_on, first_due_on, due_on, closed_on),
            *(last_news_on, repeats, affected, followers, f"{before}{number}{after}"),
        )

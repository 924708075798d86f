"""The filter of the public calendar: one for the page, its subscription, its feed and the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import pgettext_lazy

from meetings.models import Meeting, MeetingTotal
from meetings.querysets import MeetingQuerySet, MeetingTotalQuerySet
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from schedules.choices import MeetingFormat

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Part:
    """How one part of the filter is asked for; the form and the API make a field of their own of it."""

    #: The verb of `MeetingQuerySet` that narrows by it.
    verb: str
    #: What a text of an address is turned into.
    of: Literal["place", "body", "choice", "words", "month", "day"]
    label: str | _StrPromise
    #: For readers of the API, in English as all of it.
    help: str
    choices: Sequence[tuple[str, str | _StrPromise]] = ()
    #: A choice of nothing in particular.
    any_label: str | _StrPromise = ""
    #: Makes another selection, and so belongs to a subscription; the time somebody looks at does not.
    lasts: bool = True
    #: Stands in the part of the form that is opened when it is needed; or in none, when links alone ask for it.
    stands: Literal["first", "more", "nowhere"] = "more"


def _part(**said: Any) -> dict[str, Part]:
    return {"part": Part(**said)}


@dataclass(frozen=True)
class CalendarFilter:
    """What a reader asked for: the one list of the filters of the calendar, its subscription, its feed and the API.

    The names are those of addresses. An empty part asks for everything. A new filter is a line here and a verb of the
    queryset.
    """

    place: Territory | None = field(
        default=None,
        metadata=_part(
            verb="in_territory",
            of="place",
            label=pgettext_lazy("filter", "Place"),
            help="Code of a place; a region includes its districts.",
            stands="first",
        ),
    )
    body: Body | None = field(
        default=None,
        metadata=_part(
            verb="for_body",
            of="body",
            label=pgettext_lazy("filter", "Body"),
            help="Slug of the body.",
            stands="first",
        ),
    )
    month: Period | None = field(
        default=None,
        metadata=_part(
            verb="in_month",
            of="month",
            label=pgettext_lazy("filter", "Month"),
            help="Like 2027-03; also what is promised for it or its quarter.",
            lasts=False,
        ),
    )
    format: str = field(
        default="",
        metadata=_part(
            verb="in_format",
            of="choice",
            label=pgettext_lazy("filter", "Format"),
            help="Where people meet.",
            choices=MeetingFormat.choices,
            any_label=pgettext_lazy("format of a meeting", "Any"),
        ),
    )
    q: str = field(
        default="",
        metadata=_part(
            verb="matching", of="words", label=pgettext_lazy("filter", "Keywords"), help="Words in any language."
        ),
    )
    day: date | None = field(
        default=None,
        metadata=_part(
            verb="on_day",
            of="day",
            label=pgettext_lazy("filter", "Day"),
            help="Meetings on this very day, be it their first or a further one.",
            lasts=False,
            stands="nowhere",
        ),
    )

    @classmethod
    def parts(cls) -> dict[str, Part]:
        """By name, in the order of the form."""
        return {each.name: each.metadata["part"] for each in fields(cls)}

    def values(self) -> list[Any]:
        """What was understood of the address, part by part."""
        return [getattr(self, name) for name in self.parts()]

    def is_narrowed(self, stands: str) -> bool:
        """Something that stands there in the form is asked for."""
        return any(getattr(self, name) for name, part in self.parts().items() if part.stands == stands)

    @property
    def is_lasting(self) -> bool:
        """More than a time is asked for."""
        return any(getattr(self, name) for name, part in self.parts().items() if part.lasts)


def chosen(asked: CalendarFilter) -> MeetingQuerySet:
    """Public meetings under all that lasts, of any time: the month and the day are not applied."""
    found = Meeting.objects.public()
    for name, part in asked.parts().items():
        value = getattr(asked, name)
        if part.lasts and value:
            found = narrowed(found, part, value)
    return found


def totals_of(asked: CalendarFilter) -> MeetingTotalQuerySet | None:
    """The numbers of what `chosen` gives; none are kept of what more than a place narrows."""
    if any(part.lasts and name != "place" and getattr(asked, name) for name, part in asked.parts().items()):
        return None
    totals = MeetingTotal.objects.public()
    return totals.of_country() if asked.place is None else totals.of([asked.place.pk])


def known_number(asked: CalendarFilter, today: date) -> int | None:
    """How many a list of it has, from totals. One statement; none when they do not say."""
    totals = totals_of(asked)
    if totals is None or asked.day is not None:
        return None
    if asked.month is not None:
        return totals.between(asked.month.start, asked.month.end).summed()
    return totals.upcoming(today).summed()


def narrowed(found: MeetingQuerySet, part: Part, value: Any) -> MeetingQuerySet:
    """By one part of the filter."""
    verb: Callable[[Any], MeetingQuerySet] = getattr(found, part.verb)
    return verb(value)

"""The filter of the public calendar: one for the page, its subscription, its feed and the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from meetings.choices import MeetingKind, MeetingState
from meetings.models import Meeting, MeetingTotal
from meetings.querysets import MeetingQuerySet, MeetingTotalQuerySet
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit.prepared import prepared
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
            help="Code of a place; a region or a district includes what lies in it.",
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
    kind: str = field(
        default="",
        metadata=_part(
            verb="of_kind",
            of="choice",
            label=pgettext_lazy("filter", "Kind of meeting"),
            help="first_head, deputy, committee_chair, akim: who meets the people; report: the yearly report to them.",
            choices=MeetingKind.choices,
            any_label=pgettext_lazy("kind of a meeting", "Any"),
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
    state: str = field(
        default="",
        metadata=_part(
            verb="in_state",
            of="choice",
            label=pgettext_lazy("filter", "State"),
            help=(
                "planned (no day yet), announced (its day is set), cancelled, not_taken_place, held, reported (its "
                "results are published) or closed. held finds what was reported and closed since, reported what was "
                "closed."
            ),
            choices=MeetingState.choices,
            any_label=pgettext_lazy("state of a meeting", "Any"),
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


@dataclass(frozen=True)
class Scope:
    """The country or one place: of these the numbers are kept, and questions are written once."""

    #: The column of a meeting that names the place.
    within: Literal["", "region", "territory"] = ""
    place: tuple[int, ...] = ()

    @property
    def totals(self) -> MeetingTotalQuerySet:
        return totals_inside(self.within, *self.place)


def totals_inside(within: str, *place: int) -> MeetingTotalQuerySet:
    return MeetingTotal.objects.public().inside(within, *place)


def scope_of(asked: CalendarFilter) -> Scope | None:
    """What `chosen` is narrowed to by a place; none when more than a place narrows it."""
    if any(part.lasts and name != "place" and getattr(asked, name) for name, part in asked.parts().items()):
        return None
    if asked.place is None:
        return Scope()
    return Scope("region" if asked.place.is_first_rank else "territory", (asked.place.pk,))


def known_number(asked: CalendarFilter, today: date) -> int | None:
    """How many a list of it has, from totals. One statement; none when they do not say."""
    scope = scope_of(asked)
    if scope is None or asked.day is not None:
        return None
    if asked.month is not None:
        (number,) = _number_between(asked.month.start, asked.month.end, *scope.place, within=scope.within)
    else:
        later = Period.containing("month", today).end
        (number,) = _number_upcoming(today, later, *scope.place, within=scope.within)
    return int(number)


def number_of_all() -> int:
    """Whatever can be read of, whenever it is. One statement."""
    (number,) = _number_of_all()
    return int(number)


@prepared
def _number_of_all() -> QuerySet[MeetingTotal, Any]:
    return MeetingTotal.objects.public().of_country().filter(by_month=True).summed_up()


@prepared
def _number_between(start: date, end: date, *place: int, within: str) -> QuerySet[MeetingTotal, Any]:
    return totals_inside(within, *place).between(start, end).summed_up()


@prepared
def _number_upcoming(on: date, later: date, *place: int, within: str) -> QuerySet[MeetingTotal, Any]:
    return totals_inside(within, *place).coming(on, later).summed_up()


def narrowed(found: MeetingQuerySet, part: Part, value: Any) -> MeetingQuerySet:
    """By one part of the filter."""
    verb: Callable[[Any], MeetingQuerySet] = getattr(found, part.verb)
    return verb(value)

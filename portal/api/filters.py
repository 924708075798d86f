"""Filters of the API's lists: the same words as in the addresses of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meetings.forms import FEED_READERS, TEXT_LENGTH, MonthField
from meetings.models import Meeting
from meetings.queries import CalendarFilter, Part, narrowed
from meetings.querysets import MeetingQuerySet
from portal.bodies.choices import BodyKind, TerritoryKind
from portal.bodies.models import Body, Territory
from portal.deadlines.choices import Level, StateKind
from portal.deadlines.forms.record import APART, CONFIRMED
from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.totals import duties_of
from portal.deadlines.querysets import STANDING_KEY, STANDING_YEAR, ObligationQuerySet
from portal.holding.choices import Fate
from portal.kernel import clock
from portal.kit import asked, forms
from portal.law.counting.states import kinds_shown
from schedules.kinds import GRAPH, kind_choices
from schedules.models import Schedule


class _CodeField(forms.CharField):
    """A lasting code, turned into the row that bears it."""

    def __init__(self, *, find: Any, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.find = find

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        found = None if "\0" in code else self.find(code)
        if found is None:
            raise ValidationError(_("Nothing bears the code “%(code)s”."), code="unknown", params={"code": code})
        return found


class TextFilter(django_filters.CharFilter):
    field_class = forms.CharField


class CodeFilter(django_filters.CharFilter):
    field_class = _CodeField


class _MonthFilter(django_filters.CharFilter):
    field_class = MonthField


def place_in_force(code: str) -> Territory | None:
    return Territory.objects.in_force(clock.today()).filter(kato=code).select_related("parent").first()


def body_called(code: str) -> Body | None:
    return Body.objects.filter(slug=code).first()


class TerritoryFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=TerritoryKind.choices)
    parent = CodeFilter(find=place_in_force, help_text="Code of the region that holds the places.")

    class Meta:
        model = Territory
        fields: list[str] = []


class BodyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=BodyKind.choices)
    place = CodeFilter(field_name="territory", find=place_in_force, help_text="Code of the body's own territory.")

    class Meta:
        model = Body
        fields: list[str] = []


class ScheduleFilter(django_filters.FilterSet):
    period = TextFilter(field_name="period_key", help_text="The year, like 2027.")
    kind = django_filters.ChoiceFilter(
        choices=kind_choices(), help_text="Schedule of first heads, or departmental plans."
    )
    body = CodeFilter(find=body_called, help_text="Slug of the body whose departmental plans are meant.")

    class Meta:
        model = Schedule
        fields: list[str] = []


def _of_calendar(part: Part) -> django_filters.Filter:
    """A filter of the calendar as the API asks for it: the same name, the same verb."""

    def narrow(found: MeetingQuerySet, name: str, value: Any) -> MeetingQuerySet:
        return narrowed(found, part, value)

    said: dict[str, Any] = {"method": narrow, "help_text": part.help}
    match part.of:
        case "place":
            return CodeFilter(find=place_in_force, **said)
        case "body":
            return CodeFilter(find=body_called, **said)
        case "choice":
            return django_filters.ChoiceFilter(choices=part.choices, **said)
        case "words":
            return TextFilter(max_length=TEXT_LENGTH, **said)
        case "month":
            return _MonthFilter(**said)
        case "day":
            return django_filters.DateFilter(**said)


#: What never changes of a meeting, and so may narrow a list of changes.
LASTING = ("changed_since", "schedule", "schedule_kind", "body")


class MeetingFilter(django_filters.FilterSet):
    """Every filter of the calendar, and what only readers of data ask for."""

    since = django_filters.DateFilter(method="upcoming", help_text="Meetings on this day or later.")
    changed_since = django_filters.IsoDateTimeFilter(
        method="changed",
        help_text=(
            "What was announced or has changed at this instant or later, the latest first. For a copy that is kept: "
            "take the whole list once, then ask from the greatest `changed_at` seen on a first page, less ten minutes, "
            "and replace what you hold by `number`. A meeting that is moved, cancelled or did not take place comes "
            "as it is now and never leaves the list. Only `schedule`, `schedule_kind` and `body` narrow this: a day "
            "or a place may change, and what left them would not be told."
        ),
    )
    schedule = TextFilter(method="of_schedule", help_text="Year of the schedule.")
    schedule_kind = django_filters.ChoiceFilter(
        field_name="schedule__kind",
        choices=kind_choices(),
        help_text="Whether it is announced by the schedule of first heads or by a departmental plan.",
    )

    class Meta:
        model = Meeting
        fields: list[str] = []

    def of_schedule(self, found: MeetingQuerySet, name: str, year: str) -> MeetingQuerySet:
        """A year alone means the schedule of first heads: so it was before there were plans."""
        found = found.filter(schedule__period_key=year)
        return found if self.data.get("schedule_kind") else found.filter(schedule__kind=GRAPH.key)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        calendar = {name: _of_calendar(part) for name, part in CalendarFilter.parts().items()}
        return {**calendar, **super().get_filters()}

    def changed(self, found: MeetingQuerySet, name: str, at: datetime) -> MeetingQuerySet:
        """Latest first: whoever walks the pages meets a row twice that changes meanwhile, and misses none for good."""
        return found.filter(changed_at__gte=at).order_by("-changed_at", "-number")

    def upcoming(self, found: MeetingQuerySet, name: str, day: Any) -> MeetingQuerySet:
        return found.upcoming(day)


#: The address of a list of meetings, told by its shape alone.
MEETING_READERS: Mapping[str, asked.Reader] = {
    **FEED_READERS,
    "since": asked.day,
    "schedule": asked.shaped("2[0-9]{3}"),
    "schedule_kind": asked.one_of(key for key, _label in kind_choices()),
    "page": asked.page,
    "page_size": asked.shaped("[1-9][0-9]{0,2}"),
}


class QuestionFilter(django_filters.FilterSet):
    """Narrows questions of a meeting by what became of them."""

    fate = django_filters.ChoiceFilter(choices=Fate.choices)


class _PastDayField(forms.DateField):
    """A day that has come."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise ValidationError(_("This day has not come yet."), code="ahead")
        return day


class _YearField(forms.RegexField):
    """A year of four digits, or the word for what is owed in every one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rf"\A(2[0-9]{{3}}|{STANDING_KEY})\Z", **options)


class _YearFilter(django_filters.CharFilter):
    field_class = _YearField


class _PastDayFilter(django_filters.DateFilter):
    field_class = _PastDayField


class ObligationFilter(django_filters.FilterSet):
    # First, for the state asked for is then that of the past day.
    as_of = _PastDayFilter(method="stood", help_text="The record as it stood on this day: what was entered by then.")
    body = CodeFilter(find=body_called, help_text="Slug of the body.")
    duty = TextFilter(help_text="Key of the duty, like B-4.3.")
    act = TextFilter(method="of_act", help_text="Letter of a regime, like B, or key of an act, like C2.")
    period = TextFilter(field_name="period_key", help_text="Like 2027 or 2026-Q4.")
    year = _YearFilter(method="of_year", help_text="Year of the period, like 2027; standing: owed at all times.")
    region = CodeFilter(find=place_in_force, method="in_region", help_text="Code of a place, with all that lies in it.")
    level = django_filters.ChoiceFilter(choices=Level.choices, method="at_level")
    q = TextFilter(method="called", max_length=TEXT_LENGTH, help_text="Words of the body's name in any language.")
    state = django_filters.ChoiceFilter(choices=StateKind.choices, method="in_state")
    text = django_filters.ChoiceFilter(
        choices=[(CONFIRMED, CONFIRMED), (APART, APART)],
        method="of_text",
        help_text="Whether the text of the duty is confirmed; those that are not are counted apart.",
    )
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Obligation
        fields: list[str] = []

    def stood(self, found: ObligationQuerySet, name: str, day: date) -> QuerySet[Obligation]:
        return found.as_of(day)

    def of_act(self, found: ObligationQuerySet, name: str, act: str) -> QuerySet[Obligation]:
        return found.filter(duty__in=duties_of(act))

    def of_year(self, found: ObligationQuerySet, name: str, year: str) -> QuerySet[Obligation]:
        return found.of_year(STANDING_YEAR if year == STANDING_KEY else int(year))

    def in_region(self, found: ObligationQuerySet, name: str, region: Territory) -> QuerySet[Obligation]:
        return found.in_region(region)

    def of_text(self, found: ObligationQuerySet, name: str, text: str) -> QuerySet[Obligation]:
        return found.filter(is_apart=text == APART)

    def at_level(self, found: ObligationQuerySet, name: str, level: str) -> QuerySet[Obligation]:
        return found.at_level(level)

    def called(self, found: ObligationQuerySet, name: str, text: str) -> QuerySet[Obligation]:
        return found.of_bodies_called(text)

    def in_state(self, found: ObligationQuerySet, name: str, state: str) -> QuerySet[Obligation]:
        if self.form.cleaned_data.get("as_of"):
            return found.filter(Q(state_kind__in=kinds_shown(state)))
        return found.in_state(state, clock.today())

"""What a row of a proposal consists of, and what is true of it before it is saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Official, Territory
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period, WrongPeriod
from portal.kernel.when import When
from schedules.choices import MeetingFormat
from schedules.kinds import GRAPH, kind_of
from schedules.models import Planned


@dataclass(frozen=True)
class RowData:
    """Typed content of a row. Exactly one of `day`, `month_key`, `quarter_key`, `half_key` is given."""

    official: Official
    territory: Territory
    day: date | None = None
    month_key: str = ""
    quarter_key: str = ""
    half_key: str = ""
    more_days: tuple[date, ...] = ()
    start_time: time | None = None
    format: str = MeetingFormat.ON_SITE
    venue_kk: str = ""
    venue_ru: str = ""
    venue_en: str = ""
    subject_kk: str = ""
    subject_ru: str = ""
    subject_en: str = ""
    ground_kk: str = ""
    ground_ru: str = ""
    ground_en: str = ""
    change_reason_kk: str = ""
    change_reason_ru: str = ""
    change_reason_en: str = ""

    @property
    def when(self) -> When:
        """Raises WrongPeriod unless days, a month, a quarter or a half-year are named, and only one of them."""
        return When.of(self.day, self.more_days, self.month_key + self.quarter_key + self.half_key)

    def write_to(self, row: Planned) -> None:
        for field in fields(self):
            setattr(row, field.name, getattr(self, field.name))
        row.more_days = list(self.more_days)
        row.span_start = self.when.start

    def is_said_by(self, row: Planned) -> bool:
        """The row says this already, word for word."""
        written = {field.name: getattr(self, field.name) for field in fields(self)}
        written["more_days"] = list(self.more_days)
        return all(getattr(row, name) == value for name, value in written.items())


def data_of(row: Planned) -> RowData:
    """What a row says, to be said again with something changed."""
    said = {field.name: getattr(row, field.name) for field in fields(RowData)}
    return RowData(**{**said, "more_days": tuple(row.more_days)})


def check_row(
    data: RowData, *, body: Body, period: Period, kind: str = GRAPH.key, bodies: Collection[int] | None = None
) -> None:
    """Raise Invalid, with the field at fault, for what no body may plan: another year, another body's official.

    `bodies` are those whose officials the rows may name; none given: of `body` alone.
    """
    try:
        when = data.when
    except WrongPeriod:
        raise Invalid.at("when", _("Name a day, or a month, or a quarter, or a half-year.")) from None
    if not period.contains(when.start):
        field = next(name for name in ("day", "month_key", "quarter_key", "half_key") if getattr(data, name))
        sentence = _("This is outside the year %(year)s the proposal is for.") % {"year": period.key}
        raise Invalid.at(field, sentence, code="outside_period")
    if data.more_days:
        _check_more_days(data, period)
    if data.start_time is not None and data.day is None:
        raise Invalid.at("start_time", _("A time can be set only when the day is known."), code="time_needs_day")
    if data.official.body_id not in ((body.pk,) if bodies is None else bodies):
        raise Invalid.at("official", _("This official is of another body."), code="other_official")
    rows = kind_of(kind).rows
    if not rows.may_name(data.official.post):
        raise Invalid.at("official", rows.refusal, code="first_head_in_plan")
    if rows.of_bodies_below and not lies_in_unit_of(data.official, data.territory):
        raise Invalid.at(
            "territory", _("Akims meet people in their own unit: this place lies outside it."), code="outside_unit"
        )


def lies_in_unit_of(official: Official, place: Territory) -> bool:
    """Whether the place is the unit of the official's akimat, or lies in it.

    The units above the place are climbed: load its parents, and the body of the official.
    """
    return official.body.territory_id in (place.pk, *(unit.pk for unit in place.above))


def _check_more_days(data: RowData, period: Period) -> None:
    if data.day is None:
        raise Invalid.at("more_days", _("Add the first day before further days."))
    in_order = sorted({data.day, *data.more_days})
    if in_order != [data.day, *data.more_days]:
        raise Invalid.at("more_days", _("Name further days in order, each once, after the first."))
    if not all(period.contains(day) for day in data.more_days):
        sentence = _("This is outside the year %(year)s the proposal is for.") % {"year": period.key}
        raise Invalid.at("more_days", sentence, code="outside_period")

"""What a row of a proposal consists of, and what is true of it before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Official, Territory
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period
from schedules.choices import MeetingFormat
from schedules.models import Planned


@dataclass(frozen=True)
class RowData:
    """Typed content of a row. Exactly one of `day`, `month_key`, `quarter_key` is given."""

    official: Official
    territory: Territory
    day: date | None = None
    month_key: str = ""
    quarter_key: str = ""
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

    @property
    def span_start(self) -> date:
        """First day of the day, month or quarter; raises WrongPeriod when none is named."""
        return self.day or Period.parse(self.month_key or self.quarter_key).start

    def write_to(self, row: Planned) -> None:
        for field in fields(self):
            setattr(row, field.name, getattr(self, field.name))
        row.span_start = self.span_start


def check_row(data: RowData, *, body: Body, period: Period) -> None:
    """Raise Invalid, with the field at fault, for what no ministry may plan: another year, another body's official."""
    named = [bool(data.day), bool(data.month_key), bool(data.quarter_key)]
    if sum(named) != 1:
        raise _refusal("when", _("Name either a day, or a month, or a quarter."), "when")
    if not period.contains(data.span_start):
        field = "day" if data.day else "month_key" if data.month_key else "quarter_key"
        sentence = _("This is outside the year %(year)s the proposal is for.") % {"year": period.key}
        raise _refusal(field, sentence, "outside_period")
    if data.start_time is not None and data.day is None:
        raise _refusal("start_time", _("A time can be set only when the day is known."), "time_needs_day")
    if data.official.body_id != body.pk:
        raise _refusal("official", _("This official is of another body."), "other_official")


def _refusal(field: str, sentence: object, code: str) -> Invalid:
    return Invalid(sentence, errors={field: [sentence]}, code=code)

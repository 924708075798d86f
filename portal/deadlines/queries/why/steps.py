"""The counting of a day in words, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.deadlines.choices import DayOffRule
from portal.deadlines.models import CalendarDay
from portal.deadlines.queries.why.happening import event_name
from portal.deadlines.queries.words import Said
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.explaining import Step, StepKind
from portal.law.counting.from_events import CountKind, CountStep

#: Names of days off by day; an ordinary Saturday or Sunday has none.
Names = dict[date, str]

#: Enough on both sides of the days known to count any term of the acts in working days, and to look past days off.
_AROUND = timedelta(days=60)


def calendar_around(days: Iterable[date]) -> tuple[WorkingCalendar, Names]:
    """The working calendar around `days`, with the names of its days off. One statement; none without days."""
    known = list(days)
    if not known:
        return WorkingCalendar(), {}
    listed = {row.date: row for row in CalendarDay.objects.within(min(known) - _AROUND, max(known) + _AROUND)}
    calendar = WorkingCalendar({day: row.kind for day, row in listed.items()})
    return calendar, {day: row.name for day, row in listed.items() if not calendar.is_working(day)}


def said(
    steps: Iterable[Step | CountStep], *, period: Period | None = None, names: Names | None = None, day_off: str = ""
) -> list[Said]:
    """Each step with its title. `names` names the holidays around, `day_off` is the rule on days off that was used."""
    return [
        _counted(one, day_off) if isinstance(one, CountStep) else _step(one, period, names or {}, day_off)
        for one in steps
    ]


def _counted(one: CountStep, day_off: str) -> Said:
    day = formats.day_weekday(one.day)
    name = event_name(one.event) if one.event else ""
    count = one.count or 0
    number = {"count": formats.number(count), "day": day}
    if one.kind is CountKind.HAPPENED:
        return Said(pgettext("event", "What happened"), _("%(day)s: %(event)s.") % {"day": day, "event": name})
    if one.kind is CountKind.LATEST:
        return Said(_("The latest of several"), _("Counting starts from the latest: %(day)s.") % {"day": day})
    if one.kind is CountKind.FIRST_DAY:
        return Said(_("First day counted"), _("The day after, %(day)s, is the first one.") % {"day": day})
    if one.kind is CountKind.CALENDAR_DAY:
        return Said(_("Added term"), _("Calendar day %(count)s: %(day)s.") % number)
    if one.kind is CountKind.WORKING_DAY:
        text = _("Working day %(count)s, days off are not counted: %(day)s.")
        return Said(_("Added term"), text % number)
    if one.kind is CountKind.COUNTED_BACK:
        return Said(_("Counted back"), _back(one, number))
    if one.kind is CountKind.DAY_BEFORE:
        return Said(
            _("Last day to be in time"), _("The day named is not in time: the last safe day is %(day)s.") % {"day": day}
        )
    return _settled(one.day, None, day_off)


def _back(one: CountStep, number: dict[str, str]) -> str:
    count = one.count or 0
    if not count:
        return _("The same day is still in time: %(day)s.") % number
    if one.unit == "working_days":
        return ngettext("%(count)s working day before: %(day)s.", "%(count)s working days before: %(day)s.", count) % (
            number
        )
    if one.unit == "months":
        return ngettext("%(count)s month before: %(day)s.", "%(count)s months before: %(day)s.", count) % number
    return ngettext("%(count)s calendar day before: %(day)s.", "%(count)s calendar days before: %(day)s.", count) % (
        number
    )


def _step(one: Step, period: Period | None, names: Names, day_off: str) -> Said:
    if one.kind is StepKind.ALWAYS:
        return Said(_("At all times"), _("The duty is owed at all times, while the act is in force."))
    if one.kind is StepKind.NO_DAY:
        return Said(_("No day is set"), _("Neither the act nor a decision sets a last day: nothing counts as late."))
    if one.kind is StepKind.WAITING:
        assert one.event is not None
        text = _("The day is not counted until this has happened: %(event)s.")
        return Said(_("Waiting for the event"), text % {"event": event_name(one.event)})
    if one.kind is StepKind.PROVISIONAL:
        assert one.event is not None
        text = _("The day moves when this has happened: %(event)s. Until then the day counted above holds.")
        return Said(_("Provisional day"), text % {"event": event_name(one.event)})
    assert one.day is not None
    if one.kind in _OF_PERIOD:
        return _term(one, one.day, period)
    return _exception(one, one.day, names, day_off)


_OF_PERIOD = {
    StepKind.YEAR,
    StepKind.PERIOD,
    StepKind.ENDED,
    StepKind.NAMED_DAY,
    StepKind.DAY_BEFORE,
    StepKind.MONTH_DAY,
    StepKind.LAST_DAY,
}


def _term(one: Step, on: date, period: Period | None) -> Said:
    day = formats.day(on)
    other = formats.day(one.other) if one.other else ""
    name = formats.period_name(period) if period else ""
    if one.kind is StepKind.YEAR:
        return Said(_("Planned year"), _("The duty is for %(period)s.") % {"period": name})
    if one.kind is StepKind.PERIOD:
        return Said(
            _("Period"),
            _("%(period)s: %(first)s – %(last)s.") % {"period": name, "first": day, "last": other},
        )
    if one.kind is StepKind.ENDED:
        return Said(_("Reported period"), _("%(period)s ended on %(day)s.") % {"period": name, "day": day})
    if one.kind is StepKind.NAMED_DAY:
        return Said(_("Day of the calendar"), _("%(day)s, inclusive.") % {"day": day})
    if one.kind is StepKind.DAY_BEFORE:
        return Said(
            _("Day of the calendar"),
            _("Before %(other)s: the last safe day is %(day)s.") % {"other": other, "day": day},
        )
    if one.kind is StepKind.LAST_DAY:
        return Said(_("Added term"), _("Within the period, to its last day inclusive: %(day)s.") % {"day": day})
    return Said(
        _("Added term"),
        _("Day %(number)s of the next month, inclusive: %(day)s.") % {"number": on.day, "day": day},
    )


def _exception(one: Step, on: date, names: Names, day_off: str) -> Said:
    day = formats.day(on)
    other = formats.day(one.other) if one.other else ""
    if one.kind is StepKind.ACT_DIFFERS:
        return Said(
            _("Decision of the portal's owner"),
            _("By the act the last day is %(other)s; on the portal it is %(day)s.") % {"other": other, "day": day},
        )
    if one.kind is StepKind.ACT_SILENT:
        return Said(
            _("Decision of the portal's owner"),
            _("The act sets no day; the decision sets %(day)s.") % {"day": day},
        )
    if one.kind is StepKind.MOVED:
        return Said(_("Changed day"), _("Moved from %(other)s to %(day)s.") % {"other": other, "day": day})
    if one.kind is StepKind.KEPT:
        text = _("The rule in force now names %(other)s; this duty was opened before and keeps %(day)s.")
        return Said(_("Kept day"), text % {"other": other, "day": day})
    if one.kind is StepKind.SETTLED:
        return _settled(on, one.other, day_off)
    if one.kind is StepKind.WORKING:
        text = _("%(day)s is a working day.")
        return Said(_("Check for a day off"), text % {"day": formats.day_weekday(on)})
    if one.kind is StepKind.OFF:
        return Said(_("Check for a day off"), _off(on, names.get(on, ""), day_off))
    text = _("The last working day before is %(day)s; reminders name it.")
    return Said(_("Warning"), text % {"day": formats.day_weekday(on)})


def _off(on: date, name: str, day_off: str) -> str:
    words = {"day": formats.day_weekday(on), "name": name}
    if day_off in (DayOffRule.NEXT, DayOffRule.PREVIOUS):
        # The day was set by hand or kept: the rule speaks of counted days only.
        return (_("%(day)s is a day off (%(name)s).") if name else _("%(day)s is a day off.")) % words
    if name:
        return _("%(day)s is a day off (%(name)s). This duty does not move to a working day.") % words
    return _("%(day)s is a day off. This duty does not move to a working day.") % words


def _settled(on: date, nominal: date | None, day_off: str) -> Said:
    words = {"day": formats.day_weekday(on), "nominal": formats.day_weekday(nominal) if nominal else ""}
    if nominal is None:
        text = _("The day counted is a day off; by the rule for this duty it becomes %(day)s.")
    elif day_off == DayOffRule.PREVIOUS:
        text = _("%(nominal)s is a day off; by the rule for this duty the working day before counts: %(day)s.")
    else:
        text = _("%(nominal)s is a day off; by the rule for this duty the next working day counts: %(day)s.")
    return Said(_("Rule on days off"), text % words)

"""What opens a duty, whom an act obliges, and when: in the words of people."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from portal.bodies.choices import Function
from portal.kernel.periods import Kind, Period
from portal.kit import formats
from portal.law.counting.due import DayAfterPeriod, DueRule, EndOfPeriod, FixedDay, due_date
from portal.law.counting.events import (
    Counting,
    DaysAfter,
    DaysBefore,
    Event,
    EventRule,
    MonthsBefore,
    OfEach,
    WorkingDaysAfter,
    WorkingDaysBefore,
)
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Always, ByPeriod, Duty, OnEvents

EVENTS = {
    Event.PLANNING: pgettext_lazy("event", "the choice of regions begins"),
    Event.MEETING_PLANNED: pgettext_lazy("event", "a meeting is set for this day"),
    Event.MEETING_ENDED: pgettext_lazy("event", "the meeting ended"),
    Event.RECEPTION_OFF: pgettext_lazy("event", "a personal reception set for this day cannot take place"),
    Event.RECEPTION_ENDED: pgettext_lazy("event", "the personal reception ended"),
    Event.SITUATION_WORSENS: pgettext_lazy("event", "the situation worsened or may worsen"),
    Event.HIGH_RISK: pgettext_lazy("event", "social risk is held to be high"),
    Event.SOCIAL_TENSION: pgettext_lazy("event", "social tension is forecast or has arisen"),
    Event.PROBLEM_RAISED: pgettext_lazy("event", "a problem that needs the Government was raised at a meeting"),
    Event.PUBLIC_DEMAND: pgettext_lazy("event", "the population asks for a meeting"),
    Event.CALENDAR_CHANGED: pgettext_lazy("event", "the approved calendar needs a correction"),
    Event.APPLICATION_REGISTERED: pgettext_lazy("event", "an application to be received was registered"),
    Event.PROTOCOL_SIGNED: pgettext_lazy("event", "the protocol of a reception was signed"),
    Event.FAULT_FOUND: pgettext_lazy("event", "an unscheduled inspection found a fault"),
}

GROUPS = {
    Group.MINISTRIES: pgettext_lazy("who owes", "central executive bodies"),
    Group.REGIONAL_AKIMATS: pgettext_lazy(
        "who owes", "akimats of regions, of cities of republican significance and of the capital"
    ),
    Group.REGIONS: pgettext_lazy("who owes", "akims of regions"),
    Group.REPUBLICAN_CITIES: pgettext_lazy("who owes", "akims of cities of republican significance and of the capital"),
    Group.DISTRICTS: pgettext_lazy("who owes", "akims of districts"),
    Group.REGIONAL_CITIES: pgettext_lazy("who owes", "akims of cities of regional significance"),
    Group.CITY_DISTRICTS: pgettext_lazy("who owes", "akims of city districts"),
    Group.DISTRICT_CITIES: pgettext_lazy("who owes", "akims of cities of district significance"),
    Group.RURAL_DISTRICTS: pgettext_lazy("who owes", "akims of rural districts"),
    Group.VILLAGES: pgettext_lazy("who owes", "akims of villages and settlements"),
    Group.MASLIKHATS: pgettext_lazy("who owes", "maslikhats"),
    Group.STATE_BODIES: pgettext_lazy("who owes", "state bodies"),
    Group.NATIONAL_COMPANIES: pgettext_lazy("who owes", "national holdings and companies"),
    Group.NATIONAL_UNIVERSITIES: pgettext_lazy("who owes", "national universities"),
    Group.APPLICANTS: pgettext_lazy("who owes", "applicants"),
}
#: Whoever holds a function, as an act names it.
HOLDERS = {
    Function.AUTHORISED_INFORMATION: pgettext_lazy("who owes", "authorised body for access to information"),
    Function.MASS_MEDIA: pgettext_lazy("who owes", "authorised body for mass media"),
    Function.SCHEDULE_APPROVAL: pgettext_lazy("who owes", "Government"),
    Function.CONTROL_GOVERNMENT: pgettext_lazy("who owes", "Government Apparatus"),
    Function.CONTROL_PRESIDENT: pgettext_lazy("who owes", "Presidential Administration"),
}
_LOWER = (
    Group.DISTRICTS,
    Group.REGIONAL_CITIES,
    Group.CITY_DISTRICTS,
    Group.DISTRICT_CITIES,
    Group.RURAL_DISTRICTS,
    Group.VILLAGES,
)
_ALL_AKIMS = pgettext_lazy("who owes", "akims of all levels")

_EVERY: dict[Kind, object] = {
    "year": pgettext_lazy("how often", "Every year"),
    "half": pgettext_lazy("how often", "Every half-year"),
    "quarter": pgettext_lazy("how often", "Every quarter"),
    "month": pgettext_lazy("how often", "Every month"),
}


def event_name(event: Event | str) -> str:
    """What happened, to stand inside a line."""
    return str(EVENTS[Event(event)])


def who_owes(addressee: Addressee) -> str:
    """Whom the act obliges: bodies together, or the holder of a function."""
    groups = addressee.groups
    if not groups:
        return str(capfirst(str(HOLDERS[Function(addressee.function)])))
    names: list[str] = []
    every_akim = Group.REGIONAL_AKIMATS in groups and set(_LOWER) <= set(groups)
    if every_akim:
        names.append(str(_ALL_AKIMS))
    skipped = {Group.REGIONAL_AKIMATS, *_LOWER} if every_akim else set()
    names += [str(GROUPS[group]) for group in groups if group not in skipped]
    who = ", ".join(names)
    if addressee.but_for:
        left_out = ", ".join(str(HOLDERS[Function(name)]) for name in addressee.but_for)
        who = pgettext("who owes", "%(who)s; except: %(left_out)s") % {"who": who, "left_out": left_out}
    return capfirst(who)


def sent_to(duty: Duty) -> str:
    """To whom it is sent, or nothing."""
    named = [name for name in (duty.recipient_function, *duty.other_recipients) if name]
    names = [str(HOLDERS[Function(name)]) for name in named]
    if duty.recipient_group is not None:
        names.append(str(GROUPS[duty.recipient_group]))
    names += [f"{GROUPS[group]} – {HOLDERS[Function(name)]}" for group, name in duty.sent_elsewhere]
    return capfirst(", ".join(names))


def due_words(duty: Duty, rule: DueRule | EventRule | None, year: int) -> str:
    """When the duty is due; days of the calendar as they fall in `year`. `rule` is the one that counts."""
    if isinstance(duty.opens, Always):
        return _("At all times; no day is set.")
    if isinstance(duty.opens, OnEvents):
        return _on_events(duty.opens, duty.opens.due if rule is None or isinstance(rule, DueRule) else rule)
    every = str(_EVERY[duty.opens.kind])
    if rule is None or not isinstance(rule, DueRule):
        return _("%(every)s; no day is set.") % {"every": every}
    return _("%(every)s; last day: %(day)s.") % {"every": every, "day": _last_days(rule, duty.opens, year)}


def _last_days(rule: DueRule, opens: ByPeriod, year: int) -> str:
    if isinstance(rule, EndOfPeriod):
        return _("the last day of the period itself")
    periods = Period.year(year).parts(opens.kind)
    if isinstance(rule, DayAfterPeriod):
        return _("day %(number)s of the month after the period") % {"number": due_date(rule, periods[0]).day}
    days = [due_date(rule, period) for period in periods]
    written = ", ".join(formats.day_month(day) for day in sorted(days, key=lambda day: (day.month, day.day)))
    if isinstance(rule, FixedDay) and rule.year_offset < 0:
        return _("%(day)s of the year before") % {"day": written}
    return written


def _on_events(opens: OnEvents, rule: EventRule | None) -> str:
    names = "; ".join(event_name(event) for event in opens.events)
    if rule is None:
        return _("When this happens: %(events)s. No day is set.") % {"events": names}
    if isinstance(rule, OfEach):
        return " ".join(_from_one(how, event_name(event)) for event, how in rule.countings)
    if len(opens.events) > 1:
        return _("%(term)s, from the latest of these: %(events)s.") % {"term": _term(rule), "events": names}
    return _from_one(rule, names)


def _from_one(rule: Counting, name: str) -> str:
    return _("%(term)s, from this: %(events)s.") % {"term": _term(rule), "events": name}


def _term(rule: Counting) -> str:
    """A term to begin a line with."""
    if isinstance(rule, DaysAfter):
        return ngettext(
            "Not later than %(count)s calendar day after", "Not later than %(count)s calendar days after", rule.days
        ) % {"count": rule.days}
    if isinstance(rule, WorkingDaysAfter):
        return ngettext(
            "Not later than %(count)s working day after", "Not later than %(count)s working days after", rule.days
        ) % {"count": rule.days}
    if isinstance(rule, DaysBefore):
        if not rule.days:
            return _("Not later than the same day")
        return ngettext(
            "Not later than %(count)s calendar day before", "Not later than %(count)s calendar days before", rule.days
        ) % {"count": rule.days}
    if isinstance(rule, WorkingDaysBefore):
        return ngettext(
            "Not later than %(count)s working day before", "Not later than %(count)s working days before", rule.days
        ) % {"count": rule.days}
    assert isinstance(rule, MonthsBefore)
    return ngettext("Not later than %(count)s month before", "Not later than %(count)s months before", rule.months) % {
        "count": rule.months
    }


def event_label(event: Event | str) -> str:
    """What happened, to begin a line with."""
    return str(capfirst(event_name(event)))

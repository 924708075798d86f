"""Words for states, steps and events: what a template prints without asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from portal.deadlines.acts import registry
from portal.deadlines.choices import StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.rules.explaining import Step, StepKind
from portal.deadlines.rules.states import State
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.kit import formats

#: Tone of the tag and its icon.
_LOOKS = {
    StateKind.MET: ("ok", "check"),
    StateKind.MET_LATE: ("warn", "clock"),
    StateKind.OVERDUE: ("danger", "warning"),
    StateKind.DUE_SOON: ("warn", "clock"),
    StateKind.UPCOMING: ("", "calendar"),
    StateKind.EXTENDED: ("info", "calendar"),
    StateKind.WAITING: ("info", "clock"),
    StateKind.WAIVED: ("info", "info"),
    StateKind.EXEMPT: ("info", "info"),
    StateKind.STANDING: ("info", "info"),
    StateKind.GONE: ("", "info"),
}


@dataclass(frozen=True)
class Tag:
    """A state as a tag shows it: tone, icon and words."""

    tone: str
    icon: str
    text: str


@dataclass(frozen=True)
class Tab:
    """A link of a row of tabs."""

    url: str
    label: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Said:
    """A step or an event in words."""

    title: str
    text: str


def in_words(lines: Lines) -> str:
    """The text in the active language."""
    return lines.get(formats.language(get_language()))


def action(obligation: Obligation) -> str:
    """What was to be done, with its period."""
    return in_words(registry.duty(obligation.duty).action_for(obligation.period))


def tag(state: State) -> Tag:
    tone, icon = _LOOKS[state.kind]
    return Tag(tone, icon, _state(state))


def _state(state: State) -> str:
    days = state.days or 0
    number = {"days": formats.number(days)}
    if state.kind == StateKind.MET_LATE:
        return ngettext("%(days)s day late", "%(days)s days late", days) % number
    if state.kind == StateKind.OVERDUE:
        return ngettext("Not done, %(days)s day late", "Not done, %(days)s days late", days) % number
    if state.kind == StateKind.EXTENDED:
        return ngettext("Term extended, %(days)s day left", "Term extended, %(days)s days left", days) % number
    if state.kind == StateKind.DUE_SOON and not days:
        return pgettext("duty", "Due today")
    if state.kind in (StateKind.DUE_SOON, StateKind.UPCOMING):
        return ngettext("%(days)s day left", "%(days)s days left", days) % number
    return str(state.kind.label)


def step(one: Step, period: Period, off_name: str) -> Said:
    """One counting step. `off_name` names the holiday on the due day, empty for a Saturday or Sunday."""
    day = formats.day(one.day)
    other = formats.day(one.other) if one.other else ""
    name = formats.period_name(period)
    if one.kind is StepKind.YEAR:
        return Said(_("Planned year"), _("The duty is for %(period)s.") % {"period": name})
    if one.kind is StepKind.ENDED:
        return Said(_("Reported period"), _("%(period)s ended on %(day)s.") % {"period": name, "day": day})
    if one.kind is StepKind.NAMED_DAY:
        return Said(_("Day of the calendar"), _("%(day)s, inclusive.") % {"day": day})
    if one.kind is StepKind.DAY_BEFORE:
        return Said(
            _("Day of the calendar"),
            _("Before %(other)s: the last safe day is %(day)s.") % {"other": other, "day": day},
        )
    if one.kind is StepKind.MONTH_DAY:
        return Said(
            _("Added term"),
            _("Day %(number)s of the next month, inclusive: %(day)s.") % {"number": one.day.day, "day": day},
        )
    return _exception(one, day, other, off_name)


def _exception(one: Step, day: str, other: str, off_name: str) -> Said:
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
    if one.kind is StepKind.WORKING:
        return Said(_("Check for a day off"), _("%(day)s is a working day.") % {"day": _with_weekday(one.day)})
    if one.kind is StepKind.OFF:
        text = _("%(day)s is a day off. This duty does not move to a working day.") % {"day": _with_weekday(one.day)}
        if off_name:
            text = _("%(day)s is a day off (%(name)s). This duty does not move to a working day.") % {
                "day": _with_weekday(one.day),
                "name": off_name,
            }
        return Said(_("Check for a day off"), text)
    return Said(
        _("Warning"),
        _("The last working day before is %(day)s; reminders name it.") % {"day": _with_weekday(one.day)},
    )


def _with_weekday(day: date) -> str:
    return formats.day_weekday(day)

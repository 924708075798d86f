"""Words for states, steps and events: what a template prints without asking."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext, pgettext

from portal.deadlines import choices
from portal.deadlines.models import Obligation
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.law import registry
from portal.law.counting.states import State
from portal.law.kinds import StateKind

#: Tone of the tag and its icon.
_LOOKS = {
    StateKind.MET: ("ok", "check"),
    StateKind.CONFIRMED: ("ok", "check"),
    StateKind.CLAIMED: ("warn", "info"),
    StateKind.MET_LATE: ("warn", "clock"),
    StateKind.RETURNED: ("warn", "warning"),
    StateKind.RETURNED_LATE: ("danger", "warning"),
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
    """What was to be done, with its period or with what it is about."""
    return in_words(action_lines(obligation))


def action_lines(obligation: Obligation) -> Lines:
    """What was to be done, in every language."""
    about = Lines(obligation.about_kk, obligation.about_ru, obligation.about_en)
    return registry.duty(obligation.duty).action_for(obligation.period, about if about.kk else None)


def tag(state: State) -> Tag:
    tone, icon = _LOOKS[state.kind]
    return Tag(tone, icon, _state(state))


def _state(state: State) -> str:
    days = state.days or 0
    number = {"days": formats.number(days)}
    if state.kind == StateKind.MET_LATE:
        return ngettext("Done, %(days)s day late", "Done, %(days)s days late", days) % number
    if state.kind == StateKind.CLAIMED:
        return (
            ngettext(
                "By its own word in time, entered %(days)s day late",
                "By its own word in time, entered %(days)s days late",
                days,
            )
            % number
        )
    if state.kind == StateKind.RETURNED and state.days is not None:
        return (
            ngettext("Returned, not replaced: %(days)s day left", "Returned, not replaced: %(days)s days left", days)
            % number
        )
    if state.kind == StateKind.RETURNED_LATE:
        return (
            ngettext("Returned, not replaced: %(days)s day late", "Returned, not replaced: %(days)s days late", days)
            % number
        )
    if state.kind == StateKind.OVERDUE:
        return ngettext("Not done, %(days)s day late", "Not done, %(days)s days late", days) % number
    if state.kind == StateKind.EXTENDED:
        return ngettext("Term extended, %(days)s day left", "Term extended, %(days)s days left", days) % number
    if state.kind == StateKind.DUE_SOON and not days:
        return pgettext("duty", "Due today")
    if state.kind in (StateKind.DUE_SOON, StateKind.UPCOMING):
        return ngettext("%(days)s day left", "%(days)s days left", days) % number
    return str(choices.StateKind(state.kind).label)

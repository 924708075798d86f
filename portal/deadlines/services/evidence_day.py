"""The days of a proof: which of them a duty takes, and by which of them it is judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.deadlines.models import Obligation
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.law import registry
from portal.law.windows import LOGGED_WITHIN_DAYS, Edge, Outside, outside

#: Whether what the duty asks to be held stood announced here for a day before that day came.
Announcer = Callable[[Obligation, date], bool]
_ANNOUNCERS: list[Announcer] = []


def announced_by(asks: Announcer) -> None:
    """Upper floors, which know what is announced, say so here when the portal starts."""
    if asks not in _ANNOUNCERS:
        _ANNOUNCERS.append(asks)


def require_day(obligation: Obligation, on: date, *, today: date, field: str = "signed_on") -> None:
    """Raises Invalid (at `field`) for a day that has not come, or on which nothing of this duty could be done."""
    if on > today:
        raise Invalid.at(field, _("This day has not come yet."), code="ahead")
    reason = refusal_of_day(obligation, on)
    if reason:
        raise Invalid.at(field, reason, code="window")


def refusal_of_day(obligation: Obligation, on: date) -> str:
    """Why a proof of this duty cannot bear the day `on`; empty when it can."""
    version = registry.version(obligation.duty, obligation.act)
    found = outside(
        version.window,
        on,
        period=obligation.period,
        happened=registry.days_of(version, obligation.happened),
        joined_on=obligation.body.joined_on,
    )
    return "" if found is None else _said(found)


def known_on(obligation: Obligation, on: date, *, entered_on: date) -> date:
    """The day by which what was done on `on` is judged.

    A meeting or reception that stood announced here before its day, and was logged in time, is judged by its own day.
    Everything else is known from its entry.
    """
    version = registry.version(obligation.duty, obligation.act)
    in_time = entered_on <= on + timedelta(days=LOGGED_WITHIN_DAYS)
    if version.is_held and in_time and any(asks(obligation, on) for asks in _ANNOUNCERS):
        return on
    return entered_on


def _said(found: Outside) -> str:
    day = {"day": "" if found.day is None else formats.day(found.day)}
    return {
        Edge.JOINED: _("The body answers here from %(day)s, when it joined the portal; nothing earlier counts."),
        Edge.PERIOD_BEGINS: _("The period begins on %(day)s: nothing of it can be done before."),
        Edge.PERIOD_ENDS: _("The period ended on %(day)s: what is to be held in it cannot be later."),
        Edge.PERIOD_IS_OVER: _("The period ends on %(day)s: nothing can be said about the whole of it before."),
        Edge.YEAR_AHEAD: _("For this period nothing counts that is dated before %(day)s."),
        Edge.EVENT_AFTER: _("It follows what happened on %(day)s and cannot be earlier."),
        Edge.EVENT_AWAITED: _("What it follows has not happened yet."),
        Edge.EVENT_BEFORE: _("It comes before what was set for %(day)s and cannot be later."),
    }[found.edge] % day

"""Whom to tell what about a duty, in ready lines. No line says how many days are left: the letter counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from portal.deadlines.acts import registry
from portal.deadlines.models import Obligation
from portal.deadlines.queries.people import People
from portal.deadlines.rules.calendar import WorkingCalendar
from portal.deadlines.rules.ladder import FIRST_DAY_LATE, rung_day
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.translated import in_language
from portal.notices.services import Draft

_REMINDER = gettext_noop("%(action)s (%(body)s)")
_REMINDER_OFF = gettext_noop("%(action)s (%(body)s). The due day is a day off; the last working day is %(working)s")
_LATE = gettext_noop("Not done in time: “%(action)s” (%(body)s)")
_ESCALATED = gettext_noop("%(body)s did not do in time: “%(action)s”")
_REMIND_NOW = gettext_noop("The authorised body reminds: “%(action)s” (%(body)s)")
_REOPENED = gettext_noop("Open again, the fulfilment was withdrawn: “%(action)s” (%(body)s)")


def thread(obligation: Obligation) -> str:
    """Ties everything said about one obligation."""
    return f"obligation:{obligation.pk}"


def rung_notices(
    obligation: Obligation, rungs: Iterable[int], *, people: People, calendar: WorkingCalendar
) -> Iterator[Draft]:
    """Notices of rungs, from the farthest: a digest tells only the latest of a thread, and that is the nearest one.

    The first day late is told to the body and goes up. A due day that is a day off does not move: the line names the
    last working day.
    """
    reminder: Lines | None = None
    for rung in sorted(rungs, reverse=True):
        own = people.of(obligation.body_id)
        if rung <= FIRST_DAY_LATE:
            late, escalated = _lines(_LATE, obligation), _lines(_ESCALATED, obligation)
            told = [(user, late) for user in own] + [(user, escalated) for user in people.above(obligation.body_id)]
        else:
            reminder = reminder or _reminder(obligation, calendar)
            told = [(user, reminder) for user in own]
        on = obligation.due_on and rung_day(obligation.due_on, rung)
        for user, lines in told:
            yield Draft(
                user=user,
                key=f"rung:{obligation.pk}:{rung}:{user.pk}",
                kind="deadline_late" if rung <= FIRST_DAY_LATE else "deadline_reminder",
                lines=lines,
                path=_page(obligation),
                thread=thread(obligation),
                due_on=obligation.due_on,
                digest=True,
                created_for=on or obligation.opened_on,
            )


def reminder_now(obligation: Obligation, on: date) -> Iterator[Draft]:
    """What a click on the intake board sends, outside the ladder: a letter of its own, once a day."""
    yield from _to_the_body(obligation, f"remind:{on.isoformat()}", "deadline_reminded", _REMIND_NOW, on)


def reopened(obligation: Obligation, event_id: int, on: date) -> Iterator[Draft]:
    """The fulfilment was withdrawn: the duty is owed again."""
    yield from _to_the_body(obligation, f"reopened:{event_id}", "deadline_reopened", _REOPENED, on)


def _to_the_body(obligation: Obligation, what: str, kind: str, text: str, on: date) -> Iterator[Draft]:
    lines = _lines(text, obligation)
    for user in People([obligation.body], on).of(obligation.body_id):
        yield Draft(
            user=user,
            key=f"{what}:{obligation.pk}:{user.pk}",
            kind=kind,
            lines=lines,
            path=_page(obligation),
            thread=thread(obligation),
            due_on=obligation.due_on,
            created_for=on,
        )


def _page(obligation: Obligation) -> str:
    return f"/work/obligations/{obligation.pk}/"


def _reminder(obligation: Obligation, calendar: WorkingCalendar) -> Lines:
    due_on = obligation.due_on
    if due_on is None or calendar.is_working(due_on):
        return _lines(_REMINDER, obligation)
    return _lines(_REMINDER_OFF, obligation, working=calendar.last_working_day(due_on))


def _lines(text: str, obligation: Obligation, **days: date) -> Lines:
    """`text` with the body, the action and `days` in each language."""
    action = registry.duty(obligation.duty).action_for(obligation.period)

    def write(language: str) -> str:
        with translation.override(language):
            return gettext(text) % {
                "body": in_language(obligation.body, "plain", language),
                "action": action.get(language),
                **{name: formats.day(day, language) for name, day in days.items()},
            }

    return Lines.written(write)

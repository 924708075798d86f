"""Whom to tell what about a duty, in ready lines. No line says how many days are left: the letter counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from portal.accounts.models import User
from portal.deadlines.choices import EventKind, Opens
from portal.deadlines.models import DueChange, Obligation, ObligationEvent, Transmittal
from portal.deadlines.queries.ladder_people import Capacity, People
from portal.deadlines.queries.words import action_lines
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.translated import in_language
from portal.law.counting.calendar import WorkingCalendar
from portal.law.ladders import FIRST_DAY_LATE, rung_day
from portal.notices.services import Draft

_REMINDER = gettext_noop("%(action)s (%(body)s)")
_REMINDER_OFF = gettext_noop("%(action)s (%(body)s). The due day is a day off; the last working day is %(working)s")
_LATE = gettext_noop("Not done in time: “%(action)s” (%(body)s)")
_COPIES = {
    Capacity.SUPERIOR: gettext_noop("%(body)s: not done in time – “%(action)s”. A copy for the higher akimat"),
    Capacity.AUTHORISED: gettext_noop("%(body)s: not done in time – “%(action)s”. A copy for the authorised body"),
    Capacity.OVERSEER: gettext_noop("%(body)s: not done in time – “%(action)s”. A copy for the overseers"),
}
_OPENED = gettext_noop("A duty is open, no day is set for it: “%(action)s” (%(body)s)")
_REMIND_NOW = gettext_noop("The authorised body reminds: “%(action)s” (%(body)s)")
_REOPENED = gettext_noop("Open again, the fulfilment was withdrawn: “%(action)s” (%(body)s)")
_ATTACHED = gettext_noop("A document is attached; close the duty by it: “%(action)s” (%(body)s)")
_RELEASED = gettext_noop("By a decision nothing more is expected: “%(action)s” (%(body)s)")
_RESUMED = gettext_noop("By a decision it must be done again: “%(action)s” (%(body)s)")
_MOVED = gettext_noop("The due day moved from %(old)s to %(new)s: “%(action)s” (%(body)s)")
_SET = gettext_noop("The due day is set, it is %(new)s: “%(action)s” (%(body)s)")

_RECEIVED = gettext_noop("A document to acknowledge: “%(title)s”. Sender: %(body)s. Duty: %(action)s")
_RECEIPT_AWAITED = gettext_noop("The receipt is still awaited: “%(title)s”. Sender: %(body)s. Duty: %(action)s")
_RETURNED = gettext_noop("A document was returned: “%(title)s”. Receiver: %(receiver)s. Duty: %(action)s")


def thread(obligation: Obligation) -> str:
    """Ties everything said about one obligation."""
    return f"obligation:{obligation.pk}"


def matter_of(obligation: Obligation) -> tuple[str, Lines]:
    """Ties the duties of a body about one event, and names it: they are one line of a letter."""
    if obligation.opens_by != Opens.EVENT:
        return "", Lines("", "", "")
    about = Lines(obligation.about_kk, obligation.about_ru, obligation.about_en or obligation.about_ru)
    named = Lines.written(lambda language: f"{about.get(language)} ({in_language(obligation.body, 'plain', language)})")
    return f"event:{obligation.body_id}:{obligation.subject}", named


def rung_notices(
    obligation: Obligation, rungs: Iterable[int], *, people: People, calendar: WorkingCalendar
) -> Iterator[Draft]:
    """Notices of rungs, from the farthest: a digest tells only the latest of a thread, and that is the nearest one.

    The first day late is told to the body, later ones go up as copies. A due day that is a day off does not move: the
    line names the last working day. The due day stands in the key: a day that moved is reminded of anew.
    """
    due_on = obligation.due_on
    assert due_on is not None
    lines: dict[tuple[Capacity, bool], Lines] = {}
    matter, named = matter_of(obligation)
    for rung in sorted(rungs, reverse=True):
        is_late = rung <= FIRST_DAY_LATE
        on = rung_day(due_on, rung, calendar)
        for receiver in people.told(obligation.body_id, rung, obligation.duty):
            capacity = receiver.capacity
            said = (capacity, is_late)
            if said not in lines:
                lines[said] = _rung_lines(obligation, capacity, is_late=is_late, calendar=calendar)
            yield Draft(
                user=receiver.user,
                key=f"rung:{obligation.pk}:{rung}:{due_on.isoformat()}:{receiver.user.pk}",
                kind="deadline_late" if is_late else "deadline_reminder",
                lines=lines[said],
                path=_page(obligation),
                thread=thread(obligation),
                due_on=due_on,
                matter=matter,
                named=named,
                digest=True,
                is_copy=receiver.is_copy,
                created_for=on,
            )


def opened(obligation: Obligation, on: date, people: People) -> Iterator[Draft]:
    """What has no day is told to its body once, when it is open; in the digest. A day set later is told by `moved`."""
    lines = _lines(_OPENED, obligation)
    matter, named = matter_of(obligation)
    for user in people.of(obligation.body_id):
        yield Draft(
            user=user,
            key=f"opened:{obligation.pk}:{user.pk}",
            kind="duty_opened",
            lines=lines,
            path=_page(obligation),
            thread=thread(obligation),
            matter=matter,
            named=named,
            digest=True,
            created_for=on,
        )


def moved(changes: Iterable[DueChange], on: date) -> Iterator[Draft]:
    """The due days moved, or were set for the first time. Rows as saved, with their obligations and bodies.

    One notice a change and person, in the digest: whatever was said of the old day before gives way to it.
    """
    rows = list(changes)
    people = People([row.obligation.body for row in rows], on)
    for row in rows:
        obligation = row.obligation
        days = {"new": row.new_due_on} if row.old_due_on is None else {"old": row.old_due_on, "new": row.new_due_on}
        lines = _lines(_SET if row.old_due_on is None else _MOVED, obligation, **days)
        matter, named = matter_of(obligation)
        for user in people.of(obligation.body_id):
            yield Draft(
                user=user,
                key=f"moved:{row.pk}:{user.pk}",
                kind="deadline_moved",
                lines=lines,
                path=_page(obligation),
                thread=thread(obligation),
                due_on=row.new_due_on,
                matter=matter,
                named=named,
                digest=True,
                created_for=on,
            )


def reminder_now(obligation: Obligation, on: date, people: People | None = None) -> Iterator[Draft]:
    """What a click on the intake board sends, outside the ladder: a letter of its own, once a day.

    `people` spares asking for them anew for each of many obligations.
    """
    yield from _to_the_body(obligation, f"remind:{on.isoformat()}", "deadline_reminded", _REMIND_NOW, on, people)


def reopened(obligation: Obligation, event_id: int, on: date) -> Iterator[Draft]:
    """The fulfilment was withdrawn: the duty is owed again."""
    yield from _to_the_body(obligation, f"reopened:{event_id}", "deadline_reopened", _REOPENED, on)


def attached(obligation: Obligation, event_id: int, heads: Iterable[User], on: date) -> Iterator[Draft]:
    """Somebody has prepared a duty for the head to close: in the digest, until it is closed."""
    yield from _about(obligation, heads, f"attached:{event_id}", "deadline_attached", _ATTACHED, on, digest=True)


def ruled(events: Iterable[ObligationEvent], on: date) -> Iterator[Draft]:
    """Released by a decision, or owed again. Rows as saved, with their obligations and bodies; in the digest."""
    rows = list(events)
    people = People([row.obligation.body for row in rows], on)
    for row in rows:
        obligation = row.obligation
        is_released = row.kind == EventKind.RELEASED
        lines = _lines(_RELEASED if is_released else _RESUMED, obligation)
        matter, named = matter_of(obligation)
        for user in people.of(obligation.body_id):
            yield Draft(
                user=user,
                key=f"ruled:{row.pk}:{user.pk}",
                kind="deadline_released" if is_released else "deadline_resumed",
                lines=lines,
                path=_page(obligation),
                thread=thread(obligation),
                due_on=None if is_released else obligation.due_on,
                matter=matter,
                named=named,
                digest=True,
                created_for=on,
            )


def _to_the_body(
    obligation: Obligation, what: str, kind: str, text: str, on: date, people: People | None = None
) -> Iterator[Draft]:
    users = (people or People([obligation.body], on)).of(obligation.body_id)
    yield from _about(obligation, users, f"{what}:{obligation.pk}", kind, text, on)


def _about(
    obligation: Obligation, users: Iterable[User], key: str, kind: str, text: str, on: date, *, digest: bool = False
) -> Iterator[Draft]:
    """One line about a duty to each of `users`; a letter of its own unless it is for the digest."""
    lines = _lines(text, obligation)
    for user in users:
        yield Draft(
            user=user,
            key=f"{key}:{user.pk}",
            kind=kind,
            lines=lines,
            path=_page(obligation),
            thread=thread(obligation),
            due_on=obligation.due_on,
            digest=digest,
            created_for=on,
        )


def sent_thread(transmittal: Transmittal) -> str:
    """Ties what the receiver of one document is told about it."""
    return f"sent:{transmittal.pk}"


def sent(
    transmittals: Iterable[Transmittal], people: Mapping[int, Iterable[User]], on: date, *, again: bool = False
) -> Iterator[Draft]:
    """Documents that wait for a receipt, told to `people` of the receiving bodies; `again` reminds once a day."""
    for row in transmittals:
        lines = _about_document(_RECEIPT_AWAITED if again else _RECEIVED, row)
        for user in people.get(row.receiver_id, ()):
            yield Draft(
                user=user,
                key=f"{sent_thread(row)}:{on.isoformat() if again else 'new'}:{user.pk}",
                kind="document_awaits_receipt" if again else "document_received",
                lines=lines,
                path=f"/work/received/{row.pk}/",
                thread=sent_thread(row),
                digest=True,
                created_for=on,
            )


def returned(transmittal: Transmittal, on: date) -> Iterator[Draft]:
    """The receiver gave a document back: a letter of its own to the people of the sender."""
    obligation = transmittal.obligation
    lines = _about_document(_RETURNED, transmittal)
    for user in People([obligation.body], on).of(obligation.body_id):
        yield Draft(
            user=user,
            key=f"returned:{transmittal.pk}:{user.pk}",
            kind="document_returned",
            lines=lines,
            path=_page(obligation),
            thread=f"returned:{transmittal.pk}",
            created_for=on,
        )


def _about_document(text: str, transmittal: Transmittal) -> Lines:
    receiver = transmittal.receiver
    return _lines(
        text,
        transmittal.obligation,
        title=Lines.written(lambda _language: transmittal.evidence.title),
        receiver=Lines.written(lambda language: in_language(receiver, "plain", language)),
    )


def _page(obligation: Obligation) -> str:
    return f"/work/obligations/{obligation.pk}/"


def _rung_lines(obligation: Obligation, capacity: Capacity, *, is_late: bool, calendar: WorkingCalendar) -> Lines:
    if capacity is not Capacity.OWN:
        return _lines(_COPIES[capacity], obligation)
    if is_late:
        return _lines(_LATE, obligation)
    due_on = obligation.due_on
    if due_on is None or calendar.is_working(due_on):
        return _lines(_REMINDER, obligation)
    return _lines(_REMINDER_OFF, obligation, working=calendar.last_working_day(due_on))


def _lines(text: str, obligation: Obligation, **more: date | Lines) -> Lines:
    """`text` with the body, the action, and `more` days and names in each language."""
    action = action_lines(obligation)

    def write(language: str) -> str:
        with translation.override(language):
            return gettext(text) % {
                "body": in_language(obligation.body, "plain", language),
                "action": action.get(language),
                **{
                    name: value.get(language) if isinstance(value, Lines) else formats.day(value, language)
                    for name, value in more.items()
                },
            }

    return Lines.written(write)

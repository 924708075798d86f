"""What happened to one obligation, and when: the day it counts for, and the day it was entered where that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.accounts.models import User
from portal.deadlines.choices import ChangeReason, EventKind, Release
from portal.deadlines.models import DueChange, Obligation, ObligationEvent, Rung
from portal.deadlines.queries.ruling.bilingual import bilingual
from portal.kit import formats
from portal.law.ladders import FIRST_DAY_LATE, TO_OVERSEERS, TO_SUPERIOR


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history. `who` is empty on public pages; `recorded_on` is set where it differs from `on`."""

    on: date
    title: str
    comment: str
    tone: str = ""
    icon: str = "clock"
    who: str = ""
    recorded_on: date | None = None


def history(obligation: Obligation, reader: User | None) -> list[HistoryRow]:
    """Events, reminders and changes of the day, in order of the days they count for. Three statements."""
    events = obligation.events.select_related("actor")
    if reader is None:
        # What is only attached is not on record.
        events = events.exclude(kind=EventKind.ATTACHED)
    # What was passed over told nobody anything: how reminders are made is of no interest to the public.
    rungs = [rung for rung in obligation.rungs.all() if rung.told or reader is not None]
    changes = obligation.due_changes.select_related("decision", "changed_by")
    rows = [
        *((event.on, 1, _event(event, obligation, reader)) for event in events),
        # A reminder comes before what happens on its day; what is told of lateness comes after it began.
        *((rung.on, 0 if rung.rung >= 0 else 3, _rung(rung)) for rung in rungs),
        *((change.on, 2, _change(change, reader)) for change in changes),
    ]
    return [row for _on, _rank, row in sorted(rows, key=lambda item: item[:2])]


#: Tone and icon of events that are good news or bad news; the rest are neutral.
_LOOKS = {
    EventKind.FULFILLED: ("ok", "check"),
    EventKind.RECEIVED: ("ok", "check"),
    EventKind.LATE: ("bad", "warning"),
    EventKind.REOPENED: ("bad", "warning"),
    EventKind.RETURNED: ("bad", "warning"),
    EventKind.SENT_BACK: ("bad", "warning"),
    EventKind.HELD: ("ok", "check"),
    EventKind.CONFIRMED: ("ok", "check"),
}
#: What is written there is between the sender and the receiver.
_CLOSED_COMMENTS = frozenset({EventKind.RETURNED, EventKind.SENT_BACK})


def _event(event: ObligationEvent, obligation: Obligation, reader: User | None) -> HistoryRow:
    titles = {
        EventKind.OPENED: _("The duty was opened"),
        EventKind.FULFILLED: _("Done"),
        EventKind.REOPENED: _("The fulfilment was withdrawn"),
        EventKind.LATE: _("First day late"),
        EventKind.CORRECTED: _("The evidence was corrected"),
        EventKind.ADDED: _("Evidence was added"),
        EventKind.ATTACHED: _("Evidence was attached"),
        EventKind.REMINDED: _("The authorised body reminded"),
        EventKind.RELEASED: _("The body was released from the duty"),
        EventKind.RESUMED: _("The duty is owed again"),
        EventKind.RECEIVED: _("The receiver acknowledged receipt"),
        EventKind.RETURNED: _("The receiver returned the document"),
        EventKind.NOT_HELD: _("What the day waited for will not be held: the day is final"),
        EventKind.FORGOTTEN: _("An event was told by mistake: it is awaited again"),
        EventKind.SENT_BACK: _("The receiver returned the document; the duty is open again"),
        EventKind.HELD: _("Held as it stood announced"),
        EventKind.CONFIRMED: _("Another body confirmed the day"),
        EventKind.REWORDED: _("The description of the evidence was corrected"),
    }
    if obligation.released_as == Release.GONE and event.comment == obligation.release_ground:
        titles[EventKind.RELEASED] = _("What it was about does not take place")
    kind = EventKind(event.kind)
    tone, icon = _LOOKS.get(kind, ("", "clock"))
    return HistoryRow(
        on=event.on,
        title=titles[kind],
        comment=event.comment if reader or kind not in _CLOSED_COMMENTS else "",
        tone=tone,
        icon=icon,
        who=event.actor.full_name if reader and event.actor else "",
        recorded_on=event.recorded_on if event.recorded_on != event.on else None,
    )


def _rung(rung: Rung) -> HistoryRow:
    comment = "" if rung.told else _("Not sent: a reminder nearer to the deadline said the same.")
    return HistoryRow(rung.on, _rung_title(rung.rung), comment, icon="bell")


def _rung_title(rung: int) -> str:
    if rung <= TO_OVERSEERS:
        return _("The overseers were notified")
    if rung <= TO_SUPERIOR:
        return _("The higher body was notified, or the authorised body where there is none")
    if rung <= FIRST_DAY_LATE:
        return _("The head and staff of the body were notified")
    if rung == 0:
        return pgettext("reminder", "Reminder on the due day")
    return ngettext("Reminder, %(days)s day before", "Reminder, %(days)s days before", rung) % {
        "days": formats.number(rung)
    }


def _change(change: DueChange, reader: User | None) -> HistoryRow:
    titles = {
        ChangeReason.DECISION: _("By a decision the due day was changed to %(day)s"),
        ChangeReason.EXTENSION: _("The term was extended to %(day)s"),
        ChangeReason.CALENDAR: _("The working calendar was changed, and with it the due day: %(day)s"),
        ChangeReason.EVENT: _("The day of the event was changed, and with it the due day: %(day)s"),
    }
    title = titles[ChangeReason(change.reason)] % {"day": formats.day(change.new_due_on)}
    parts = [change.ground]
    if change.decision is not None:
        # A ground is kept in both languages at once: that of a decision is shown in the reader's.
        if change.ground == bilingual(change.decision, "ground"):
            parts = [change.decision.ground]
        parts.insert(0, _("Decision %(number)s.") % {"number": change.decision.number})
    if change.old_due_on is not None:
        parts = [part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part]
        parts.append(_("Before it was %(day)s.") % {"day": formats.day(change.old_due_on)})
    who = change.changed_by.full_name if reader and change.changed_by else ""
    return HistoryRow(change.on, title, " ".join(part for part in parts if part), icon="calendar", who=who)

"""What the law of the portal says about one obligation, the slow way: from its facts alone, one by one, in order.

Written from the contract and not from the product, which derives the same in rules, in SQL and in kept totals. Nothing
here knows the database: `test_histories` reads the facts of the rows and compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
SOON = 7

#: Days before the last day, negative after it.
YEARLY = (30, 14, 7, 3, 1, 0, -1, -3, -7)
QUARTERLY = (14, 7, 3, 1, 0, -1, -3, -7)
MONTHLY = (7, 1, 0, -1, -3, -7)


def ladder(period_key: str) -> tuple[int, ...]:
    """The rungs of a duty counted in such a period, when nobody set others."""
    _year, _dash, part = period_key.partition("-")
    if part.startswith("Q"):
        return QUARTERLY
    return MONTHLY if part.isdigit() else YEARLY


#: What says that it is done, corrects that or takes it back.
DOING = ("fulfilled", "held", "corrected", "reopened", "sent_back")


@dataclass(frozen=True)
class Event:
    """One line of the history of an obligation, in the order in which the lines were written."""

    kind: str
    on: date
    recorded_on: date


@dataclass(frozen=True)
class Proof:
    signed_on: date
    recorded_on: date
    withdrawn_on: date | None
    replaces: bool


@dataclass(frozen=True)
class History:
    """Everything that is written down about one obligation and never changed again."""

    opened_on: date
    first_due_on: date | None
    events: tuple[Event, ...]
    moves: tuple[date, ...] = ()
    proofs: tuple[Proof, ...] = ()
    release: str = ""
    waits: bool = False

    @property
    def due_on(self) -> date | None:
        """The last move holds."""
        return self.moves[-1] if self.moves else self.first_due_on

    @property
    def every_due_on(self) -> set[date]:
        return {day for day in (self.first_due_on, *self.moves) if day is not None}

    @property
    def met_on(self) -> date | None:
        """The day of the first proof after it was last open; a correction puts its own day there."""
        done = self._done
        return done[0] if done else None

    @property
    def known_on(self) -> date | None:
        """By which day it is judged: that of its entry; of a meeting that stood announced, its own."""
        done = self._done
        return done[1] if done else None

    @property
    def is_confirmed(self) -> bool:
        """Another body confirmed the day, and it was not corrected or taken back since."""
        last = [event.kind for event in self.events if event.kind in (*DOING, "confirmed")]
        return last[-1:] == ["confirmed"]

    @property
    def is_returned(self) -> bool:
        """The receiver gave it back, and nothing took its place."""
        last = [event.kind for event in self.events if event.kind in ("fulfilled", "held", "sent_back")]
        return last[-1:] == ["sent_back"]

    @property
    def _done(self) -> tuple[date, date] | None:
        """The day of the proof that closed it since it was last open, and the day by which it is judged."""
        corrections = iter([proof.signed_on for proof in self.proofs if proof.replaces])
        done: tuple[date, date] | None = None
        for event in self.events:
            if event.kind == "fulfilled":
                done = event.on, event.recorded_on
            elif event.kind == "held":
                done = event.on, event.on
            elif event.kind in ("reopened", "sent_back"):
                done = None
            elif event.kind == "corrected":
                done = next(corrections), event.recorded_on
            elif event.kind == "reworded":
                next(corrections)
        return done

    @property
    def reopened_on(self) -> date | None:
        """Since when it is owed again: the fulfilment was withdrawn, or the release taken back."""
        days = [event.on for event in self.events if event.kind in ("reopened", "sent_back", "resumed")]
        return days[-1] if days else None

    @property
    def late_since(self) -> date | None:
        """Noted once, whatever happened later."""
        days = [event.on for event in self.events if event.kind == "late"]
        assert len(days) <= 1, days
        return days[0] if days else None

    @property
    def released_as(self) -> str:
        standing = ""
        for event in self.events:
            if event.kind == "released":
                standing = self.release
            elif event.kind == "resumed":
                standing = ""
        return standing


def state(history: History, on: date) -> tuple[str, int | None]:
    """Kind of state and its days."""
    if history.released_as:
        return history.released_as, None
    met, due, late = history.met_on, history.due_on, history.late_since
    if met is not None:
        return _done(met, history.known_on or met, late, history.is_confirmed)
    if history.is_returned:
        if due is None:
            return "returned", None
        return ("returned", (due - on).days) if due >= on else ("returned_late", (on - due).days)
    if due is None:
        return ("waiting" if history.waits else "standing"), None
    if due < on:
        return "overdue", (on - due).days
    left = (due - on).days
    if left <= SOON:
        return "due_soon", left
    return ("extended" if history.first_due_on is not None and due > history.first_due_on else "upcoming"), left


def _done(met: date, known: date, late: date | None, is_confirmed: bool) -> tuple[str, int | None]:
    """Late is what came on the first day late or after it; a day moved later forgives nothing, and nobody's word does.

    Confirmed by another body it is judged by the day it bears.
    """
    if late is None or known < late:
        return "met", None
    if is_confirmed:
        return ("confirmed", None) if met < late else ("met_late", (met - late).days + 1)
    return ("claimed" if met < late else "met_late"), (known - late).days + 1


#: In which column of the totals a state is counted.
COLUMN = {
    "met": "in_time",
    "confirmed": "confirmed",
    "met_late": "late",
    "claimed": "claimed",
    "overdue": "missing",
    "returned_late": "missing",
    "returned": "returned",
    "due_soon": "soon",
    "upcoming": "not_due",
    "extended": "not_due",
    "waiting": "waiting",
    "standing": "standing",
    "exempt": "exempt",
    "waived": "waived",
    "gone": "gone",
}
COLUMNS = (*dict.fromkeys(COLUMN.values()), "days_late")


def totals(histories: Iterable[History], on: date) -> dict[str, int]:
    """The columns of one total."""
    counts: Counter[str] = Counter(dict.fromkeys(COLUMNS, 0))
    for history in histories:
        kind, days = state(history, on)
        counts[COLUMN[kind]] += 1
        if kind in ("met_late", "claimed"):
            counts["days_late"] += days or 0
    return dict(counts)


def rung_day(due_on: date, rung: int, is_working: Callable[[date], bool]) -> date:
    """A reminder is for a working day: the last one before a day off. What is late is late on any day."""
    day = due_on - rung * DAY
    while rung >= 0 and not is_working(day):
        day -= DAY
    return day


def told_when_open(due_on: date | None, opened_on: date, looks: Iterable[date]) -> bool:
    """What has no day is told of once, at the first look at it while it is still expected: never before it opens."""
    return due_on is None and any(on >= opened_on for on in looks)


@dataclass
class Climbed:
    """The ladder of one obligation, written down look by look as the contract says.

    A rung is kept for its last day: a day that moved has a ladder of its own.
    """

    is_working: Callable[[date], bool]
    rungs: tuple[int, ...]
    #: (rung, last day): whether it was told.
    written: dict[tuple[int, date], bool] = field(default_factory=dict)

    def due(self, due_on: date, opened_on: date, reopened_on: date | None, on: date) -> list[int]:
        """What is due on `on` and not written, the farthest first.

        A reminder counts only if the duty was open on its day; what comes after the day always counts.
        """
        since = max(filter(None, [opened_on, reopened_on]))
        found = []
        for rung in sorted(self.rungs, reverse=True):
            day = rung_day(due_on, rung, self.is_working)
            if (rung, due_on) not in self.written and day <= on and (rung < 0 or day >= since):
                found.append(rung)
        return found

    def look(self, due_on: date, opened_on: date, reopened_on: date | None, on: date) -> None:
        """One look at an obligation that is still expected."""
        due = self.due(due_on, opened_on, reopened_on, on)
        reminders = [rung for rung in due if rung >= 0]
        for rung in due:
            # Of reminders that come together only the nearest makes sense, and none when the day is over.
            self.written[rung, due_on] = rung < 0 or (rung == reminders[-1] and on <= due_on)

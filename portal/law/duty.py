"""What a duty is: one obligation an act lays on bodies, in the words of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.periods import Kind, Period
from portal.kernel.wording import Lines
from portal.law.counting.due import DueRule, WrongPeriodKind
from portal.law.counting.events import Event, EventRule
from portal.law.counting.planning import Addressee, Group, Span
from portal.law.evidence import Evidence
from portal.law.kinds import DayOffRule
from portal.law.ladders import default_ladder
from portal.law.windows import Window, usual_window

#: How long before its due day a duty is put on the desk.
VISIBLE_DAYS = 60

_ROMAN = ("I", "II", "III", "IV")
_PERIODS: dict[Kind, Lines] = {
    "year": Lines("{year} жыл", "{year} год", "{year}"),
    "half": Lines("{year} жылғы {roman} жартыжылдық", "{roman} полугодие {year} года", "half-year {number} of {year}"),
    "quarter": Lines("{year} жылғы {roman} тоқсан", "{roman} квартал {year} года", "Q{number} {year}"),
    "month": Lines("{year} жылғы {month}", "{month} {year} года", "{month} {year}"),
}
_MONTHS = (
    Lines("қаңтар", "январь", "January"),
    Lines("ақпан", "февраль", "February"),
    Lines("наурыз", "март", "March"),
    Lines("сәуір", "апрель", "April"),
    Lines("мамыр", "май", "May"),
    Lines("маусым", "июнь", "June"),
    Lines("шілде", "июль", "July"),
    Lines("тамыз", "август", "August"),
    Lines("қыркүйек", "сентябрь", "September"),
    Lines("қазан", "октябрь", "October"),
    Lines("қараша", "ноябрь", "November"),
    Lines("желтоқсан", "декабрь", "December"),
)


class Closing(StrEnum):
    """What closes a duty."""

    PORTAL = "portal"  # an act done in the portal itself
    RECORD = "record"  # evidence entered by hand
    MEETING = "meeting"  # a meeting recorded here as held


class Confidence(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Act:
    """An act or one edition of it. `in_force` is empty for a draft that never came into force.

    `key` is the regime's letter with the edition, if there are several. `address` is that of the official text in the
    state register; unconfirmed where it was not seen cited and only follows the register's pattern. A draft has its day
    in `drafted_on`.
    """

    key: str
    title: Lines
    short: Lines
    note: Lines
    in_force: Span | None
    address: str
    address_confirmed: bool
    drafted_on: date | None = None

    def was_written_by(self, day: date) -> bool:
        """Whether its text was there: nobody owes what was not written yet, not even by a decision."""
        first = self.drafted_on or (self.in_force.starts_on if self.in_force else None)
        return first is not None and first <= day

    @property
    def regime(self) -> str:
        return self.key[0]


@dataclass(frozen=True)
class ByPeriod:
    """Owed once for each period."""

    kind: Kind


@dataclass(frozen=True)
class OnEvents:
    """Owed each time the first of `events` has happened, counted from the latest; `due` is empty when no day is set.

    Those after the first move the day when they happen: until then it is provisional.
    `of_others`: not by the body that holds the meeting, but by whoever supports it.
    """

    events: tuple[Event, ...]
    due: EventRule | None = None
    of_others: bool = False


@dataclass(frozen=True)
class Always:
    """Owed at all times: nothing opens it and no day ends it."""


Opening = ByPeriod | OnEvents | Always


@dataclass(frozen=True)
class Coverage:
    """How many meetings in each unit; `is_visit` when the akim of another unit travels there."""

    meetings: int
    units: tuple[Group, ...]
    is_visit: bool


@dataclass(frozen=True)
class Duty:
    """One duty of one act or edition.

    `for_periods` is the range of days for which the act itself orders it: of the first days of periods, of the days of
    events, or of all days for a duty owed always; empty for a draft. `exempt_under` names the regime whose exempt
    bodies do not owe it. `due` is empty where the act sets no day for the period; a duty that opens on events has its
    counting in `opens`. `also_in` names the drafts and editions that say the same. `doubt` says what no primary text
    confirms. `action` takes {year}, {roman} and {number}: the year and the part of the year of the period; where it
    takes none of them the period is named after it. `sent_elsewhere` pairs a group of those addressed with the function
    to whose holder it sends instead. `own_window` says which days its proof can bear where that does not follow from
    how it is counted. `on_portal_too`: the portal has the act, too, and proof of it from outside says why it is from
    there. `counted_in`: a line of the act that only sums up these duties. It is owed in them, and nothing is owed under
    it beside them.
    """

    key: str
    act: Act
    clause: Lines
    title: Lines
    action: Lines
    wording: Lines
    proof: Lines
    addressee: Addressee
    exempt_under: str
    opens: Opening
    due: DueRule | None
    for_periods: Span | None
    recipient_function: str
    control_function: str
    closing: Closing
    evidence: tuple[Evidence, ...]
    confidence: Confidence
    other_recipients: tuple[str, ...] = ()
    recipient_group: Group | None = None
    sent_elsewhere: tuple[tuple[Group, str], ...] = ()
    also_in: tuple[str, ...] = ()
    doubt: Lines | None = None
    coverage: Coverage | None = None
    day_off: DayOffRule = DayOffRule.NONE
    visible_days: int = VISIBLE_DAYS
    own_window: Window | None = None
    on_portal_too: bool = False
    counted_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.own_window is None and self._usual_window is None:
            raise ValueError(f"{self.key}: which days its proof can bear does not follow from its counting")

    @property
    def _usual_window(self) -> Window | None:
        opens = self.opens
        events = opens.events if isinstance(opens, OnEvents) else ()
        due = opens.due if isinstance(opens, OnEvents) else self.due
        return usual_window(due, events=events, is_always=isinstance(opens, Always))

    @property
    def window(self) -> Window:
        """Which days its proof can bear at all."""
        window = self.own_window or self._usual_window
        assert window is not None
        return window

    @property
    def is_ahead(self) -> bool:
        """Something is to be done before the event that opens it."""
        return self.window is Window.BEFORE_EVENT

    @property
    def is_held(self) -> bool:
        """Something is to take place within the period: the day of the meeting or reception is what counts."""
        return self.window is Window.WITHIN

    @property
    def recipients(self) -> tuple[str, ...]:
        """To whom it is sent: functions, then a group of bodies."""
        named = (self.recipient_function, *self.other_recipients, self.recipient_group or "")
        elsewhere = (function for _group, function in self.sent_elsewhere)
        return tuple(dict.fromkeys(str(name) for name in (*named, *elsewhere) if name))

    def recipients_for(self, groups: Iterable[Group]) -> tuple[str, ...]:
        """To whom a body of these groups sends it: where one of them sends elsewhere, there and nowhere else."""
        elsewhere = dict(self.sent_elsewhere)
        own = tuple(dict.fromkeys(elsewhere[group] for group in groups if group in elsewhere))
        return own or tuple(name for name in self.recipients if name not in elsewhere.values())

    @property
    def period_kind(self) -> Kind:
        """The kind of period the duty counts in. Raises WrongPeriodKind for one that counts in none."""
        if isinstance(self.opens, ByPeriod):
            return self.opens.kind
        raise WrongPeriodKind(f"{self.key} is not counted in periods")

    @property
    def ladder(self) -> tuple[int, ...]:
        """Days before the due day on which people are reminded, by how often the duty comes back."""
        return default_ladder(self.opens.kind if isinstance(self.opens, ByPeriod) else None)

    def binds_by_act(self, period: Period) -> bool:
        return self.binds_on(period.start)

    def binds_on(self, day: date) -> bool:
        """Whether the act itself orders it for an event of `day`."""
        return self.for_periods is not None and self.for_periods.holds(day)

    def action_for(self, period: Period | None, about: Lines | None = None) -> Lines:
        """What is to be done, with its period and what it is about named, in each language.

        Of what an event opened the period says nothing that the event does not.
        """

        def said(language: str) -> str:
            template = self.action.get(language)
            names = [] if about is None else [about.get(language)]
            if period is not None and "{" not in template and isinstance(self.opens, ByPeriod):
                names.append(_named(period, language))
            action = template if period is None else template.format(**_parts(period))
            return f"{action}: {', '.join(names)}" if names else action

        return Lines.written(said)


def _parts(period: Period) -> dict[str, str]:
    roman = _ROMAN[period.number - 1] if period.kind in {"quarter", "half"} else ""
    return {"year": f"{period.start.year}", "number": f"{period.number}", "roman": roman}


def _named(period: Period, language: str) -> str:
    """The period in words, as an act would name it."""
    parts = {**_parts(period), "month": _MONTHS[period.start.month - 1].get(language)}
    return _PERIODS[period.kind].get(language).format(**parts)


def since(first: date, end: date | None = None) -> Span:
    """Half-open range of days, said shortly."""
    return Span(first, end)

"""What can be computed about plans from plain values."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from portal.kernel.periods import Period
from portal.kernel.when import When

#: How long a ministry may think about the draft before silence counts as agreement. No act sets it: resolution 12 says
#: only "agreed with central executive bodies". It is the portal's own procedure: five days leave room for remarks, an
#: answer and sending between the day proposals are due and the day the draft is due.
AGREEMENT_DAYS = 5

#: How long a workbook that was given is kept, with what was read in it.
IMPORTS_KEPT = timedelta(days=30)

#: How many of the latest changes of many rows can be taken back; each keeps its rows as they were.
BULK_ACTS_KEPT = 3

#: The act whose minimum (a first head meets people at least once a quarter) and exemptions bind the schedule.
QUARTERLY_ACT = "D"
#: The act that asks ministries for proposals, and from whose duty a ministry may be exempt.
PROPOSAL_ACT = "B"

#: Duties of the ground floor that acts of this floor fulfil.
PROPOSAL_DUTY = "B-1.4-prop"
DRAFT_DUTY = "B-6.1"
HALF_DRAFT_DUTY = "D-3.1"
#: Meetings to be held: of first heads by the graph, of deputies and committee chairs by the plan.
HEADS_MEETING_DUTY = "D-1.1"
DEPUTIES_MEETING_DUTY = "B-1.4-dep"
APPROVAL_DUTY = "B-4.3"
PLAN_DUTY = "B-1.4-plan"
#: The calendar of akims: the act, its approval and corrections, its way to the Government, and all calendars on to the
#: Administration.
CALENDAR_ACT = "C"
CALENDAR_DUTY = "C-2.1"
CALENDAR_CORRECTED_DUTY = "C-2.1c"
CALENDAR_SENT_DUTY = "C-2.2"
CALENDARS_FORWARDED_DUTY = "C-5.1"

#: Texts that must be in the state language and in Russian before a row leaves the ministry; the others may be empty,
#: but once given they are given in both.
REQUIRED_TEXTS = ("subject",)
PAIRED_TEXTS = ("subject", "venue", "ground")
PUBLISHED_LANGUAGES = ("kk", "ru")


def days_late(done_on: date, due_on: date) -> int:
    """Whole days after the last day in time; 0 when in time."""
    return max((done_on - due_on).days, 0)


def answer_due_on(started_on: date) -> date:
    """Last day, inclusive, on which a ministry may answer. Counting starts the day after agreement was opened."""
    return started_on + timedelta(days=AGREEMENT_DAYS)


def plannable_years(today: date) -> tuple[str, ...]:
    """Keys of the years a proposal can be opened for: the next one, and the running one for those who are late."""
    running = Period.containing("year", today)
    return (running.next().key, running.key)


def quarter_cover(period: Period, lines: Iterable[Line]) -> dict[Period, tuple[int, int]]:
    """Meetings by quarter of `period`: (certainly there, lent by a half-year).

    A meeting planned for a half-year has no quarter yet: it fills one empty quarter of its half, the earlier first, and
    none when both have a meeting of their own.
    """
    lines = list(lines)
    certain = dict.fromkeys(period.parts("quarter"), 0)
    for line in lines:
        for quarter in line.quarters:
            if quarter in certain:
                certain[quarter] += 1
    lent = dict.fromkeys(certain, 0)
    for half in (line.half for line in lines if line.half is not None):
        empty = [quarter for quarter in half.parts("quarter") if certain.get(quarter) == 0 and not lent[quarter]]
        if empty:
            lent[empty[0]] = 1
    return {quarter: (certain[quarter], lent[quarter]) for quarter in certain}


def text_gaps(
    texts: Mapping[str, str], *, required: Collection[str] = REQUIRED_TEXTS, paired: Iterable[str] = PAIRED_TEXTS
) -> tuple[tuple[str, str], ...]:
    """(text, language) pairs that are still to be written; `texts` maps "subject_kk" and so on to what there is."""
    gaps = []
    for name in paired:
        written = {language: bool(texts[f"{name}_{language}"].strip()) for language in PUBLISHED_LANGUAGES}
        if name in required or any(written.values()):
            gaps += [(name, language) for language in PUBLISHED_LANGUAGES if not written[language]]
    return tuple(gaps)


@dataclass(frozen=True)
class Line:
    """One planned meeting as the rules see it. `key` is whatever the caller knows it by."""

    key: int
    body: int
    official: int
    region: int
    when: When
    first_head: bool

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the meeting; none while only a period is named."""
        return self.when.days

    @property
    def half(self) -> Period | None:
        """The half-year it is planned for, when nothing closer is known."""
        period = self.when.period
        return period if period is not None and period.kind == "half" else None

    @property
    def quarters(self) -> tuple[Period, ...]:
        """Quarters in which the meeting certainly is; none for a half-year, which leaves open which of the two."""
        if self.half is not None:
            return ()
        days = self.days or (self.when.start,)
        return tuple(sorted({Period.containing("quarter", day) for day in days}))


LineConcern = Literal["same_day", "day_off", "outside", "past"]


def line_concerns(
    lines: Iterable[Line], *, period: Period, today: date, days_off: frozenset[date]
) -> dict[int, tuple[LineConcern, ...]]:
    """What deserves a look, by line: same official twice in a day, a day off, outside the year, a day already gone."""
    lines = list(lines)
    by_day: dict[tuple[int, date], list[int]] = defaultdict(list)
    for line in lines:
        for day in line.days:
            by_day[line.official, day].append(line.key)
    concerns: dict[int, tuple[LineConcern, ...]] = {}
    for line in lines:
        found: list[LineConcern] = []
        if not all(period.contains(day) for day in (line.when.start, *line.days)):
            found.append("outside")
        if any(len(by_day[line.official, day]) > 1 for day in line.days):
            found.append("same_day")
        if not days_off.isdisjoint(line.days):
            found.append("day_off")
        if line.days and line.days[0] <= today:
            found.append("past")
        if found:
            concerns[line.key] = tuple(found)
    return concerns


def clashes(lines: Iterable[Line]) -> tuple[tuple[Line, ...], ...]:
    """Groups of meetings of different bodies in one region on one day, by day."""
    groups: dict[tuple[date, int], list[Line]] = defaultdict(list)
    for line in lines:
        for day in line.days:
            groups[day, line.region].append(line)
    return tuple(tuple(group) for _where, group in sorted(groups.items()) if len({line.body for line in group}) > 1)


def unvisited(regions: Iterable[int], lines: Iterable[Line]) -> tuple[int, ...]:
    """Regions, in the order given, to which nobody goes."""
    visited = {line.region for line in lines}
    return tuple(region for region in regions if region not in visited)


def canonical(content: Any) -> bytes:
    """One and only spelling of `content`: JSON in UTF-8, keys sorted, no spaces. The hash of a version is of this."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()

"""What a body writes its quarter from: rows without news first, what is noted, the balance beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from issues.choices import NEWS, OPEN, NoteKind, Verb
from issues.models import LONGEST_NOTE, Issue, IssueEvent, QuarterNote, QuarterTimer, QuarterVersion
from issues.queries.quarters.courses import courses
from issues.queries.quarters.owed import DUTIES, last_day
from issues.queries.quarters.rows import news_of
from issues.rules.balance import Balance, balance
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation
from portal.kernel.periods import Period
from schedules.querysets import of_helped_bodies

#: The last quarter that is over, and so many before it.
_OFFERED = 4


@dataclass(frozen=True)
class OpenRow:
    """An issue that is open at the end of the quarter: what is noted for it, or told already. `since` is the last news
    written after the quarter; `is_in_hand`: the body holds it today, and it is open.
    """

    issue: Issue
    note: QuarterNote | None
    line: IssueEvent | None
    since: IssueEvent | None = None
    is_in_hand: bool = False

    @property
    def is_said(self) -> bool:
        return self.line is not None or (self.note is not None and self.note.is_whole)

    @property
    def is_empty(self) -> bool:
        """Nothing is told, noted or offered."""
        return self.line is None and self.note is None and not self.offered

    @property
    def offered(self) -> dict[str, str]:
        """What was written of it since the quarter ended, for a row that is empty otherwise: nobody types it twice."""
        if self.since is None or self.line is not None or self.note is not None:
            return {}
        claim = self.since.claim if self.since.verb == Verb.CLAIM else None
        kk, ru = (claim.text_kk, claim.text_ru) if claim is not None else (self.since.note_kk, self.since.note_ru)
        if not kk or not ru or max(len(kk), len(ru)) > LONGEST_NOTE:
            return {}
        return {"kind": NoteKind.NOTHING if self.since.verb == Verb.NOTHING else NoteKind.NEWS, "kk": kk, "ru": ru}

    @property
    def said_by_line(self) -> str:
        return str(Verb(self.line.verb).label) if self.line else ""

    @property
    def told(self) -> tuple[str, str, str] | None:
        """Kind and texts of the line, as a note has them that became one."""
        return (self.line.verb, self.line.note_kk, self.line.note_ru) if self.line else None

    @property
    def stands(self) -> str:
        """What is noted now, else told, in both languages."""
        if self.note is not None:
            return f"{self.note.text_kk} / {self.note.text_ru}"
        if self.line is not None and (self.line.note_kk or self.line.note_ru):
            return f"{self.line.note_kk} / {self.line.note_ru}"
        return self.said_by_line or "–"


@dataclass(frozen=True)
class Writing:
    """The quarter of a body while it is written. `rows`: those without news first."""

    body: Body
    period: Period
    rows: list[OpenRow]
    sums: Balance
    timer: QuarterTimer | None
    last: QuarterVersion | None
    due_on: date | None
    unprinted: int

    @property
    def wanting(self) -> list[OpenRow]:
        return [row for row in self.rows if not row.is_said]

    @property
    def empty(self) -> list[OpenRow]:
        return [row for row in self.rows if row.is_empty]

    @property
    def said(self) -> list[OpenRow]:
        return [row for row in self.rows if row.is_said]

    @property
    def half(self) -> list[OpenRow]:
        """Noted in one language."""
        return [row for row in self.rows if row.note is not None and not row.note.is_whole]

    @property
    def number(self) -> int:
        """Of the version that comes next."""
        return self.last.number + 1 if self.last else 1


def writing(body: Body, period: Period, *, now: datetime) -> Writing:
    """Eleven statements, whatever the body has."""
    # Lines written at this very instant are seen, as at publication.
    before = now + datetime.resolution
    found = courses(body, period, before=before)
    open_ones = [pk for pk, way in found.items() if way.left == ""]
    notes = {note.issue_id: note for note in QuarterNote.objects.of(body, period.key)}
    known = IssueEvent.objects.order_by("id").filter(issue__in=open_ones, at__lt=before)
    lines: dict[int, IssueEvent] = {line.issue_id: line for line in news_of(known, period)}
    later = known.filter(on__gte=period.end, of_quarter="", is_public=True, verb__in=NEWS).select_related("claim")
    since: dict[int, IssueEvent] = {line.issue_id: line for line in later}
    issues = Issue.objects.filter(pk__in=open_ones).defer("search_text", "search_words", "ranked_why")
    rows = [
        OpenRow(
            issue,
            notes.get(issue.pk),
            lines.get(issue.pk),
            since.get(issue.pk),
            is_in_hand=issue.holder_id == body.pk and issue.state in OPEN,
        )
        for issue in issues.select_related("territory")
    ]
    # What has been written keeps its place on the page: only a line of the life moves a row down.
    rows.sort(key=lambda row: (row.line is not None, row.issue.number))
    return Writing(
        body=body,
        period=period,
        rows=rows,
        sums=balance(found.values()),
        timer=QuarterTimer.objects.filter(body=body, period_key=period.key).first(),
        last=QuarterVersion.objects.latest_of(body, period.key),
        due_on=last_day(body, period),
        unprinted=sum(not row.issue.is_public for row in rows),
    )


@dataclass(frozen=True)
class Owed:
    """A quarter of a body on the list of those who write it."""

    body: Body
    period: Period
    due_on: date | None
    version: QuarterVersion | None


def own_quarters(actor: Actor) -> list[Owed]:
    """The last quarters of the actor's own bodies, and of those below that owe the last one and have not published.

    What waits stands first. Three statements.
    """
    last = Period.containing("quarter", actor.on).previous()
    periods = [last]
    for _step in range(_OFFERED - 1):
        periods.append(periods[-1].previous())
    keys = {period.key: period for period in periods}
    owed = Obligation.objects.filter(of_helped_bodies(actor, "body"), duty__in=DUTIES, period_key__in=keys)
    rows = owed.select_related("body__territory").order_by("-period_key", "body__slug", "duty")
    versions = QuarterVersion.objects.filter(period_key__in=keys, body__in={row.body_id for row in rows})
    latest = {(each.body_id, each.period_key): each for each in versions.order_by("number")}
    mine = actor.bodies()
    found: dict[tuple[int, str], Owed] = {}
    for row in rows:
        key = (row.body_id, row.period_key)
        version = latest.get(key)
        if row.body_id in mine or (row.period_key == last.key and version is None):
            found.setdefault(key, Owed(row.body, keys[row.period_key], row.due_on, version))
    return sorted(found.values(), key=lambda each: (each.version is not None, each.body.pk not in mine))

"""Coverage of central bodies: ministers, their deputies and committee chairs by quarter, beside what the law asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Left
from django.utils.translation import gettext as _

from meetings.choices import HAPPENED
from meetings.models import Meeting
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official
from portal.calendars.queries import coverage_words
from portal.calendars.rules.coverage import HOW_MET, Numbers, Standing, covered_years, is_inside, standing
from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import body_facts, law
from portal.deadlines.queries.words import Tag, in_words
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kit import formats
from portal.law import registry
from portal.law.counting.planning import is_obliged
from portal.law.kinds import StateKind
from schedules.models import Schedule
from schedules.rules import HEADS_MEETING_DUTY

_POSTS = (Post.FIRST_HEAD, Post.DEPUTY, Post.COMMITTEE_CHAIR)


@dataclass(frozen=True)
class Cell:
    """A quarter of somebody: what the law asks; meetings that were held, are planned, or whose day is over unrecorded.

    `standing` is empty where the law asks nothing. `obligation` leads to "why this date".
    """

    period: Period
    owed: int
    held: int
    planned: int
    over: int
    standing: Standing | None = None
    day: date | None = None
    obligation: int | None = None

    @property
    def how(self) -> Standing | None:
        """Where the law asks nothing: what became of the meetings there are."""
        if self.standing is not None:
            return self.standing
        known = ((self.held, Standing.MET), (self.planned, Standing.PLANNED), (self.over, Standing.UNRECORDED))
        return next((how for count, how in known if count), None)

    @property
    def tag(self) -> Tag | None:
        return None if self.how is None else coverage_words.tag(self.how)

    @property
    def look(self) -> str:
        """A meeting nobody asked for is no alarm when it was not recorded."""
        is_asked = self.standing is not None or self.how in (Standing.MET, Standing.PLANNED)
        return coverage_words.look(self.how if is_asked and self.how else Standing.UNCOUNTED)

    @property
    def state(self) -> str:
        return "" if self.how is None else self.how.value

    @property
    def name(self) -> str:
        return formats.period_name(self.period)

    @property
    def is_first(self) -> bool:
        """Of several meetings the one that the state speaks of is not all there is."""
        return self.held + self.planned + self.over < 2


@dataclass(frozen=True)
class Line:
    """Somebody of a ministry. `is_owing`: the law asks a number of the person in some quarter of the year."""

    official: Official | None
    post: Post
    body: Body
    cells: tuple[Cell, ...]
    is_exempt: bool

    @property
    def title(self) -> str:
        return str(self.official.title) if self.official is not None else str(self.post.label)

    @property
    def is_owing(self) -> bool:
        return any(cell.owed for cell in self.cells)

    @property
    def asked(self) -> str:
        """What the law asks, in words."""
        if self.post is not Post.FIRST_HEAD:
            return _("No number is set: as in the plan of the ministry")
        if self.is_owing:
            return _("At least one a quarter")
        return _("Not asked: exempt") if self.is_exempt else _("Nothing is counted for this year")


@dataclass(frozen=True)
class Ministers:
    """The year. Numbers are of first heads, of whom the law asks one."""

    year: int
    lines: tuple[Line, ...]
    duty: str
    norm: str

    @property
    def numbers(self) -> Numbers:
        owed = (cell.standing for line in self.lines for cell in line.cells if cell.standing is not None)
        return Numbers(Counter(owed))

    @property
    def held_by_deputies(self) -> int:
        return sum(cell.held for line in self.lines if line.post is not Post.FIRST_HEAD for cell in line.cells)


def ministers(year: int, *, today: date) -> Ministers:
    """Ministry by ministry: the first head, then deputies and committee chairs who have posts or meetings in the year.

    Eight statements. Raises LawNotSeeded, TwoRules.
    """
    whole = Period.year(year)
    quarters = whole.parts("quarter")
    on = min(max(today, whole.start), whole.last_day)
    bodies = list(Body.objects.ministries().in_force(on).in_order(formats.language()))
    found: defaultdict[tuple[int, Post, int | None], list[_Held]] = defaultdict(list)
    for each in _meetings(whole, bodies):
        # Of a minister who left the meetings stay those of the post.
        found[each.body, each.post, None if each.post is Post.FIRST_HEAD else each.official].append(each)
    owed, exempt, kept = _owed(quarters, bodies), _exempt(bodies, on), _obligations(year, bodies, today)
    known = _officials(bodies, on, {key[2] for key in found if key[2] is not None})
    lines = []
    for body in bodies:
        heads = [one for one in known[body.pk] if one.post == Post.FIRST_HEAD]
        first = found[body.pk, Post.FIRST_HEAD, None]
        cells = tuple(
            _cell(quarter, first, today, owed=(body.pk, quarter.key) in owed, kept=kept.get((body.pk, quarter.key)))
            for quarter in quarters
        )
        lines.append(Line(heads[0] if heads else None, Post.FIRST_HEAD, body, cells, body.pk in exempt))
        for one in known[body.pk]:
            if one.post != Post.FIRST_HEAD:
                own = found[body.pk, Post(one.post), one.pk]
                cells = tuple(_cell(quarter, own, today) for quarter in quarters)
                lines.append(Line(one, Post(one.post), body, cells, body.pk in exempt))
    title = in_words(registry.duty(HEADS_MEETING_DUTY).title)
    return Ministers(year, tuple(lines), HEADS_MEETING_DUTY, title)


def years(today: date) -> list[int]:
    """Those for which a schedule is published or first heads owe anything, and the present one. Two statements."""
    owed = Obligation.objects.public().for_duty(HEADS_MEETING_DUTY).order_by().values_list(Left("period_key", 4))
    known = {*owed.distinct(), *Schedule.objects.published().graphs().values_list("period_key").distinct()}
    return [year for year in covered_years(today) if (str(year),) in known or year == today.year]


@dataclass(frozen=True)
class _Held:
    body: int
    official: int
    post: Post
    when: When
    is_held: bool


@dataclass(frozen=True)
class _Kept:
    pk: int
    how: Standing | None
    on: date | None


def _cell(
    quarter: Period, found: Sequence[_Held], today: date, *, owed: bool = False, kept: _Kept | None = None
) -> Cell:
    inside = [each for each in found if is_inside(each.when, quarter)]
    ahead = [each.when for each in inside if not each.is_held]
    days = sorted(each.when.start for each in inside if not each.when.is_open)
    how = None
    if owed:
        how = standing(quarter, ahead, today, met=kept.how if kept else None)
    return Cell(
        period=quarter,
        owed=int(owed),
        held=sum(each.is_held for each in inside),
        planned=sum(when.is_open or when.last_day >= today for when in ahead),
        over=sum(not when.is_open and when.last_day < today for when in ahead),
        standing=how,
        day=kept.on if kept and kept.how else (days[0] if days else None),
        obligation=kept.pk if kept else None,
    )


def _meetings(whole: Period, bodies: Iterable[Body]) -> Iterator[_Held]:
    """One statement."""
    rows = Meeting.objects.public().standing().in_period(whole).filter(body__in=bodies, official__post__in=_POSTS)
    columns = (
        "body", "official", "official__post", "on", "more_days", "month_key", "quarter_key", "half_key", "state",
    )  # fmt: skip
    for body, official, post, on, more, month, quarter, half, state in rows.order_by().values_list(*columns):
        when = When.of(on, more, month or quarter or half)
        yield _Held(body, official, Post(post), when, state in HAPPENED)


def _owed(quarters: Iterable[Period], bodies: Iterable[Body]) -> set[tuple[int, str]]:
    """Whose first head owes a meeting in which quarter. Four statements."""
    known = law()
    facts = body_facts(body.pk for body in bodies)
    found = set()
    for quarter in quarters:
        rule = registry.find_rule(HEADS_MEETING_DUTY, quarter, known.orders, known.calendar)
        if rule is not None:
            found |= {(each.id, quarter.key) for each in facts if is_obliged(rule.term(), each)}
    return found


def _exempt(bodies: Iterable[Body], on: date) -> set[int]:
    """One statement."""
    regime = registry.duty(HEADS_MEETING_DUTY).exempt_under
    rows = Body.objects.filter(pk__in=[body.pk for body in bodies], exemptions__act=regime)
    within = rows.filter(exemptions__starts_on__lte=on).exclude(exemptions__ends_on__lte=on)
    return set(within.values_list("pk", flat=True))


def _obligations(year: int, bodies: Iterable[Body], today: date) -> dict[tuple[int, str], _Kept]:
    """One statement."""
    rows: Any = Obligation.objects.public().for_duty(HEADS_MEETING_DUTY).filter(body__in=bodies).of_year(year)
    columns = ("body", "period_key", "pk", "state_kind", "met_on")
    return {
        (body, period): _Kept(pk, HOW_MET.get(StateKind(kind)), met_on)
        for body, period, pk, kind, met_on in rows.with_state(today).order_by().values_list(*columns)
    }


def _officials(bodies: Iterable[Body], on: date, met: set[int]) -> defaultdict[int, list[Official]]:
    """Those in office on the day, and whoever else has a meeting in the year, by the order of posts. One statement."""
    in_office = Official.objects.in_force(on).filter(body__in=bodies, post__in=_POSTS)
    found: defaultdict[int, list[Official]] = defaultdict(list)
    order = list(Post)
    rows = in_office | Official.objects.filter(pk__in=met)
    for one in sorted(rows, key=lambda each: (order.index(Post(each.post)), each.pk)):
        found[one.body_id].append(one)
    return found


COLUMNS = ("body", "name", "post", "official", "quarter", "norm", "owed", "held", "planned", "state", "day")


def file_lines(found: Ministers) -> Iterator[dict[str, object]]:
    """A line a person and quarter, for files."""
    for line in found.lines:
        for cell in line.cells:
            yield {
                "body": line.body.slug,
                "name": str(line.body.plain),
                "post": line.post.value,
                "official": line.title,
                "quarter": cell.period.key,
                "norm": found.duty if cell.owed else "",
                "owed": cell.owed,
                "held": cell.held,
                "planned": cell.planned,
                "state": cell.state,
                "day": cell.day.isoformat() if cell.day else "",
            }

"""What stands before a meeting to come: what became of the issues of the last one there, and how its region stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef

from issues.choices import CLOSED, OPEN, State
from issues.models import Issue
from issues.queries.lines import IssueLine, lines_of
from issues.queries.ranking import ranking
from issues.rules.ranking import Ranked
from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kit import formats

#: Lines of the card; the page of the last meeting has all of them.
SHOWN: Final = 8
_MOST: Final = 500
#: What is not solved comes first, then what nobody has confirmed.
_ORDER: Final = {**dict.fromkeys(OPEN, 0), State.CLAIMED: 1, State.CONFIRMED: 2, **dict.fromkeys(CLOSED, 3)}


@dataclass(frozen=True)
class SinceLast:
    """Public issues of the last meeting there, each kind counted apart."""

    meeting: Meeting
    open: int
    late: int
    disputed: int
    claimed: int
    confirmed: int
    explained: int
    closed: int
    lines: list[IssueLine]

    @property
    def in_all(self) -> int:
        return self.open + self.claimed + self.confirmed + self.explained + self.closed

    @property
    def more(self) -> int:
        return self.in_all - len(self.lines)


def since_last(meeting: Meeting) -> SinceLast | None:
    """Of a meeting to come: the latest one held before it in the same place, whoever held it, of which issues are
    public. Two statements, one when there is none.
    """
    if not meeting.is_awaited:
        return None
    of_it = Issue.objects.public().filter(meeting=OuterRef("pk"))
    before = Meeting.objects.public().happened().filter(span_end__lte=meeting.span_start)
    there = before.filter(Exists(of_it), territory=meeting.territory_id)
    last = there.select_related("official", "territory").order_by("-span_start", "-pk").first()
    if last is None:
        return None
    today = clock.today()
    rows = list(Issue.objects.public().filter(meeting=last).with_names().by_news()[:_MOST])
    states = [row.state for row in rows]
    rows.sort(key=lambda row: _ORDER[State(row.state)])
    return SinceLast(
        meeting=last,
        open=sum(row.is_open for row in rows),
        late=sum(row.is_late(today) for row in rows),
        disputed=sum(row.is_disputed for row in rows),
        claimed=states.count(State.CLAIMED),
        confirmed=states.count(State.CONFIRMED),
        explained=states.count(State.EXPLAINED),
        closed=sum(state in CLOSED and state != State.EXPLAINED for state in states),
        lines=lines_of(rows[:SHOWN], today),
    )


@dataclass(frozen=True)
class RegionBrief:
    """The region of the meeting among all, and what is late there longest."""

    ranked: Ranked[Territory]
    regions: int
    late: list[IssueLine]


def region_brief(meeting: Meeting) -> RegionBrief | None:
    """For whoever prepares it; only public issues are named. Five statements, one where nothing is open."""
    if not Issue.objects.open().filter(region=meeting.region_id).exists():
        return None
    today = clock.today()
    rows = ranking(on=today, language=formats.language())
    here = next((row for row in rows if row.place.pk == meeting.region_id), None)
    if here is None:
        return None
    late = Issue.objects.public().late(today).filter(region=meeting.region_id).with_names().order_by("due_on", "pk")
    return RegionBrief(here, len(rows), lines_of(late[:SHOWN], today))

"""The intake board of the authorised body: who has filed, late, missing, returned; what clashes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.bodies.choices import Post
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.deadlines import queries as law
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent
from portal.kernel.periods import Period
from schedules.choices import FILED, ProposalState, ProposalVerb
from schedules.models import Proposal, ProposalEvent, Schedule
from schedules.queries.clashes import Clash, find_clashes, unvisited_regions
from schedules.queries.filed import filed_rows
from schedules.queries.tags import Tag
from schedules.queries.terms import filing_days, language_order, proposing_bodies
from schedules.rules import DRAFT_DUTY, PROPOSAL_DUTY, QUARTERLY_ACT, days_late

#: What needs doing stands first.
_RANK = ("missing", "returned", "late", "submitted", "draft", "awaited", "accepted")


@dataclass(frozen=True)
class IntakeRow:
    """One ministry on the board. `status` is one of _RANK; `days` how late it is, `left` how many days it still has."""

    body: Body
    proposal: Proposal | None
    status: str
    days: int
    due_on: date | None
    meetings: int | None
    norm: int | None
    reminded_on: date | None
    is_owed: bool

    @property
    def filed_on(self) -> date | None:
        return self.proposal.submitted_on if self.proposal else None

    @property
    def tag(self) -> Tag:
        days = {"days": self.days}
        if self.status == "missing":
            return Tag("danger", "warning", ngettext("%(days)s day overdue", "%(days)s days overdue", self.days) % days)
        if self.status == "late":
            words = ngettext("Filed %(days)s day late", "Filed %(days)s days late", self.days)
            return Tag("warn", "clock", words % days)
        return {
            "returned": Tag("warn", "sync", pgettext("proposal on the board", "returned for revision")),
            "submitted": Tag("info", "document", pgettext("proposal on the board", "filed, to be reviewed")),
            "draft": Tag("", "clock", pgettext("proposal on the board", "draft, not filed")),
            "awaited": Tag("", "clock", pgettext("proposal on the board", "not begun")),
            "accepted": Tag("ok", "check", pgettext("proposal on the board", "accepted")),
        }[self.status]

    @property
    def has_figures(self) -> bool:
        return self.meetings is not None or self.norm is not None

    @property
    def is_filed(self) -> bool:
        return self.proposal is not None and self.proposal.state in FILED

    @property
    def is_to_review(self) -> bool:
        return self.status in ("submitted", "late")

    @property
    def can_be_reminded(self) -> bool:
        """Reminding is for those who have not filed and owe it already; a returned proposal has its remarks."""
        return self.is_owed and self.status in ("missing", "draft", "awaited")


@dataclass(frozen=True)
class Figure:
    value: int
    text: str
    kind: str


@dataclass(frozen=True)
class IntakeBoard:
    """The board of a year on a day."""

    period: Period
    on: date
    rows: list[IntakeRow]
    due_on: date
    days_left: int
    draft_due_on: date
    clashes: list[Clash]
    unvisited: list[Territory]
    schedule: Schedule | None
    figures: list[Figure]

    @property
    def waited_for(self) -> int:
        """Ministries that can be reminded of a proposal they owe."""
        return sum(row.can_be_reminded for row in self.rows)

    @property
    def reminded_today(self) -> bool:
        """All of them have been, so pressing again would write nothing."""
        return all(row.reminded_on == self.on for row in self.rows if row.can_be_reminded)

    @property
    def is_over(self) -> bool:
        """The last day in time has passed."""
        return self.days_left < 0

    @property
    def open_count(self) -> int:
        """Ministries from which something is still awaited."""
        return sum(row.status in ("missing", "returned", "draft", "awaited") for row in self.rows)


def intake_board(period_key: str, on: date) -> IntakeBoard:
    """Eleven statements, however many ministries and meetings; thirteen while proposals are being revised."""
    period = Period.parse(period_key)
    bodies = list(proposing_bodies(on))
    due_on, opened = filing_days(period_key)
    proposals = {proposal.body_id: proposal for proposal in Proposal.objects.for_year(period_key).for_graph()}
    # A ministry that need not file may have filed.
    asked = {body.pk for body in bodies}
    bodies += list(
        Body.objects.filter(pk__in=[pk for pk, row in proposals.items() if pk not in asked and row.state in FILED])
    )
    bound = set(
        Body.objects.ministries().obliged_under(QUARTERLY_ACT, max(on, period.start)).values_list("pk", flat=True)
    )
    reminded = _reminded(period_key)
    planned = filed_rows(Proposal.objects.for_year(period_key).for_graph())
    of_heads = Counter(row.proposal.body_id for row in planned if row.official.post == Post.FIRST_HEAD)
    norm = len(period.parts("quarter"))
    rows = [
        _row(
            body,
            proposals.get(body.pk),
            opened.get(body.pk),
            due_on,
            on,
            of_heads[body.pk],
            norm if body.pk in bound else None,
            reminded.get(body.pk),
        )
        for body in bodies
    ]
    # Sorting is stable: within a status the alphabet stays.
    rows.sort(key=lambda row: (_RANK.index(row.status), -row.days))
    return IntakeBoard(
        period=period,
        on=on,
        rows=rows,
        due_on=due_on,
        days_left=(due_on - on).days,
        draft_due_on=law.due_date(duty=DRAFT_DUTY, period_key=period_key),
        clashes=find_clashes((row, row.proposal.body) for row in planned),
        unvisited=unvisited_regions(planned, period.start) if planned else [],
        schedule=Schedule.objects.for_period(period_key).first(),
        figures=_figures(rows),
    )


def review_queue(period_key: str, actor: Actor) -> list[Body]:
    """Whose proposals wait to be judged by this person, in the alphabet of the page. One statement."""
    own = ProposalEvent.objects.filter(verb=ProposalVerb.SUBMIT, actor=actor.user)
    waiting = Proposal.objects.for_year(period_key).for_graph().awaiting_review().exclude(pk__in=own.values("proposal"))
    return list(language_order(Body.objects.filter(pk__in=waiting.values("body"))))


def _row(
    body: Body,
    proposal: Proposal | None,
    obligation: Obligation | None,
    usual_day: date,
    on: date,
    meetings: int,
    norm: int | None,
    reminded_on: date | None,
) -> IntakeRow:
    due_on: date | None = usual_day
    if obligation is not None:
        due_on = None if obligation.is_released else obligation.due_on
    is_filed = proposal is not None and proposal.state in FILED
    overdue = days_late(on, due_on) if due_on and not is_filed else 0
    if proposal is not None and proposal.state == ProposalState.SUBMITTED:
        status = "late" if proposal.days_late else "submitted"
    elif is_filed:
        assert proposal is not None
        status = proposal.state
    elif overdue:
        status = "missing"
    else:
        status = "draft" if proposal is not None else "awaited"
    return IntakeRow(
        body=body,
        proposal=proposal,
        status=status,
        days=proposal.days_late if is_filed and proposal else overdue,
        due_on=due_on,
        # What the ministry has not filed is its own affair.
        meetings=meetings if is_filed else None,
        norm=norm,
        reminded_on=reminded_on,
        is_owed=obligation is not None and not obligation.is_met and not obligation.is_released,
    )


def _reminded(period_key: str) -> dict[int, date]:
    """Day of the last click "remind" by body. One statement."""
    rows = ObligationEvent.objects.filter(
        obligation__duty=PROPOSAL_DUTY, obligation__period_key=period_key, kind=EventKind.REMINDED
    )
    return dict(rows.order_by().values_list("obligation__body").annotate(last=Max("on")))


def _figures(rows: list[IntakeRow]) -> list[Figure]:
    """Each ministry is in one figure: how it stands now."""
    count = Counter(row.status for row in rows)
    in_time = sum(row.status in ("submitted", "accepted") and not row.days for row in rows)
    late = sum(row.status in ("late", "accepted") and bool(row.days) for row in rows)
    not_filed = count["missing"]
    awaited = count["draft"] + count["awaited"]
    last = (
        Figure(not_filed, _("have not filed in time"), "danger")
        if not_filed or not awaited
        else Figure(awaited, _("have still time to file"), "")
    )
    return [
        Figure(in_time, _("filed in time"), "ok"),
        Figure(late, _("filed late"), "sun"),
        Figure(count["returned"], _("returned for revision"), "sun"),
        last,
    ]

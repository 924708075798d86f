"""Plans of which each body has its own: the body's pages and the board of those who watch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines import queries as law
from portal.deadlines.models import Obligation
from schedules.choices import IN_FORCE, ProposalState, ScheduleState
from schedules.kinds import PLAN, Kind
from schedules.models import Proposal, Schedule
from schedules.queries.intake import Figure
from schedules.queries.tags import Tag
from schedules.queries.terms import language_order, plan_due_on, planning_bodies, proposing_bodies
from schedules.rules import days_late, plannable_years

#: How a plan stands, and how that looks. "recorded": approved on paper, evidence entered by hand.
_TAGS: dict[str, tuple[str, str, str | Promise]] = {
    "awaited": ("", "clock", pgettext_lazy("departmental plan", "not begun")),
    "draft": ("", "edit", pgettext_lazy("departmental plan", "draft")),
    "submitted": ("info", "document", pgettext_lazy("departmental plan", "waits for approval")),
    "returned": ("warn", "sync", pgettext_lazy("departmental plan", "returned for revision")),
    "recorded": ("ok", "check", pgettext_lazy("departmental plan", "approved outside the portal")),
    "approved": ("ok", "check", pgettext_lazy("departmental plan", "approved, not published yet")),
    "published": ("ok", "eye", pgettext_lazy("departmental plan", "published")),
}
#: What needs doing stands first.
_RANK = ("awaited", "draft", "returned", "submitted", "approved", "recorded", "published")
_WORKED_ON = {
    ProposalState.DRAFT: "draft",
    ProposalState.SUBMITTED: "submitted",
    ProposalState.RETURNED: "returned",
}


def late_days(proposal: Proposal, today: date) -> int:
    """Days past the last day in time, if the duty to approve the plan is not met yet. At most three statements."""
    kind = proposal.its_kind
    obligation = law.obligation(duty=kind.duties.approval, body=proposal.body, period_key=proposal.period_key)
    if obligation is not None and obligation.is_met:
        return 0
    due_on = plan_due_on(proposal.body, proposal.period_key, today, kind)
    return days_late(today, due_on) if due_on else 0


@dataclass(frozen=True)
class PlanYear:
    """The plan of one body for one year, as far as it has come on a day."""

    kind: Kind
    body: Body
    period_key: str
    proposal: Proposal | None
    #: What is in force, or waits to be published.
    schedule: Schedule | None
    obligation: Obligation | None
    due_on: date | None
    on: date

    @property
    def status(self) -> str:
        if self.schedule is not None and self.schedule.state == ScheduleState.PUBLISHED:
            return "published"
        if self.schedule is not None and self.schedule.state == ScheduleState.APPROVED:
            return "approved"
        if self.proposal is not None and self.proposal.state in _WORKED_ON:
            return _WORKED_ON[ProposalState(self.proposal.state)]
        return "recorded" if self._is_met else "awaited"

    @property
    def _is_met(self) -> bool:
        return self.obligation is not None and self.obligation.is_met

    @property
    def days_late(self) -> int:
        """How late it was approved; while it is not, how many days it is overdue."""
        if self.due_on is None:
            return 0
        if self.obligation is not None and self.obligation.met_on is not None:
            return days_late(self.obligation.met_on, self.due_on)
        return 0 if self.status in ("approved", "published") else days_late(self.on, self.due_on)

    @property
    def is_missing(self) -> bool:
        """The last day has passed and nothing is approved, neither here nor on paper."""
        return not self._is_met and self.status not in ("approved", "published") and self.days_late > 0

    @property
    def days_left(self) -> int | None:
        if self.due_on is None or self._is_met or self.status in ("approved", "published"):
            return None
        return max((self.due_on - self.on).days, 0)

    @property
    def tag(self) -> Tag:
        return Tag(*_TAGS[self.status])

    @property
    def late_tag(self) -> Tag | None:
        """Beside the state: approved late, or missing."""
        days = {"days": self.days_late}
        if self.is_missing:
            words = ngettext("%(days)s day overdue", "%(days)s days overdue", self.days_late)
            return Tag("danger", "warning", words % days)
        if self.days_late:
            words = ngettext("approved %(days)s day late", "approved %(days)s days late", self.days_late)
            return Tag("warn", "clock", words % days)
        return None

    @property
    def is_public(self) -> bool:
        return self.status == "published"

    @property
    def at(self) -> dict[str, str]:
        """Addresses of its pages."""
        return self.kind.pages.urls(slug=self.body.slug, year=self.period_key)


def own_plans(actor: Actor, today: date, kind: Kind = PLAN) -> list[PlanYear]:
    """Plans of the actor's ministries, latest year first, with the years that can still be opened.

    Five statements and two a year.
    """
    mine = actor.bodies(*kind.roles)
    bodies = list(planning_bodies(kind).in_force(today).filter(pk__in=mine).order_by("slug"))
    proposals = {(each.body_id, each.period_key): each for each in Proposal.objects.of_bodies(mine).of_kind(kind)}
    schedules = _standing(Schedule.objects.of_kind(kind).filter(body__in=mine))
    years = {*plannable_years(today), *(year for _body, year in {*proposals, *schedules})}
    owing = set(proposing_bodies(today, kind).filter(pk__in=mine).values_list("pk", flat=True))
    plans = []
    for year in sorted(years, reverse=True):
        obligations, due_on = _owed(kind, year)
        plans += [
            _plan(kind, body, year, proposals, schedules, obligations, due_on if body.pk in owing else None, today)
            for body in bodies
            if year in plannable_years(today) or (body.pk, year) in proposals or (body.pk, year) in schedules
        ]
    return plans


def plan_year(kind: Kind, body: Body, period_key: str, today: date) -> PlanYear:
    """One plan. At most six statements."""
    proposal = Proposal.objects.of_kind(kind).filter(body=body, period_key=period_key).first()
    schedules = _standing(Schedule.objects.of_kind(kind).filter(body=body, period_key=period_key))
    return PlanYear(
        kind=kind,
        body=body,
        period_key=period_key,
        proposal=proposal,
        schedule=schedules.get((body.pk, period_key)),
        obligation=law.obligation(duty=kind.duties.approval, body=body, period_key=period_key),
        due_on=plan_due_on(body, period_key, today, kind),
        on=today,
    )


@dataclass(frozen=True)
class PlanBoard:
    """Plans of a year on a day."""

    period_key: str
    rows: list[PlanYear]
    due_on: date
    days_left: int
    figures: list[Figure]

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


def plan_board(kind: Kind, period_key: str, on: date) -> PlanBoard:
    """Every ministry that owes a plan, and whoever else has one approved. Six statements, however many ministries."""
    obligations, due_on = _owed(kind, period_key)
    bodies = list(proposing_bodies(on, kind))
    proposals = {(each.body_id, each.period_key): each for each in Proposal.objects.for_year(period_key).of_kind(kind)}
    schedules = _standing(Schedule.objects.of_kind(kind).filter(period_key=period_key, state__in=IN_FORCE))
    owing = {body.pk for body in bodies}
    bodies += list(language_order(Body.objects.filter(pk__in={body for body, _year in schedules} - owing)))
    rows = [
        _plan(kind, body, period_key, proposals, schedules, obligations, due_on if body.pk in owing else None, on)
        for body in bodies
    ]
    # Sorting is stable: within a state the alphabet stays.
    rows.sort(key=lambda row: (_RANK.index(row.status), -row.days_late))
    return PlanBoard(period_key, rows, due_on, (due_on - on).days, _figures(rows))


def _figures(rows: list[PlanYear]) -> list[Figure]:
    """Each ministry is in one figure."""
    count = Counter(
        "missing"
        if row.is_missing
        else "open"
        if row.status in ("awaited", "draft", "returned", "submitted")
        else "late"
        if row.days_late
        else "in_time"
        for row in rows
    )
    return [
        Figure(count["in_time"], pgettext("departmental plans", "approved in time"), "ok"),
        Figure(count["late"], pgettext("departmental plans", "approved late"), "sun"),
        Figure(count["missing"], pgettext("departmental plans", "missing"), "danger"),
        Figure(count["open"], pgettext("departmental plans", "have still time"), ""),
    ]


def _owed(kind: Kind, period_key: str) -> tuple[dict[int, Obligation], date]:
    """Two statements."""
    opened = law.obligations(duty=kind.duties.approval, period_key=period_key)
    return opened, law.due_date(duty=kind.duties.approval, period_key=period_key)


def _standing(schedules: QuerySet[Schedule]) -> dict[tuple[int, str], Schedule]:
    """What is in force of each body and year; what waits to be published where nothing is. One statement."""
    found: dict[tuple[int, str], Schedule] = {}
    for schedule in schedules.filter(state__in=IN_FORCE).order_by("pk"):
        assert schedule.body_id is not None
        key = schedule.body_id, schedule.period_key
        if key not in found or schedule.state == ScheduleState.PUBLISHED:
            found[key] = schedule
    return found


def _plan(
    kind: Kind,
    body: Body,
    year: str,
    proposals: dict[tuple[int, str], Proposal],
    schedules: dict[tuple[int, str], Schedule],
    obligations: dict[int, Obligation],
    due_on: date | None,
    on: date,
) -> PlanYear:
    obligation = obligations.get(body.pk)
    if obligation is not None:
        due_on = None if obligation.is_released else obligation.due_on
    return PlanYear(
        kind=kind,
        body=body,
        period_key=year,
        proposal=proposals.get((body.pk, year)),
        schedule=schedules.get((body.pk, year)),
        obligation=obligation,
        due_on=due_on,
        on=on,
    )

"""Reads for the ministry's own pages: its proposals, what a proposal lacks, what deserves a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Post
from portal.bodies.models import Body, Exemption
from portal.bodies.permissions import Actor
from portal.bodies.querysets import in_force_q
from portal.deadlines.queries import days_off
from portal.kernel.periods import Period
from schedules.kinds import Kind, Page
from schedules.models import Planned, Proposal, ProposalEvent, ProposalRow
from schedules.queries.filed import rows_of
from schedules.queries.row_changes import RowChange, changes_by_row
from schedules.queries.tags import Tag, proposal_tag
from schedules.queries.terms import filing_due_on, own_due_on
from schedules.queries.window import Window
from schedules.querysets import MINISTRY_ROLES
from schedules.rules import (
    PAIRED_TEXTS,
    PUBLISHED_LANGUAGES,
    QUARTERLY_ACT,
    Line,
    line_concerns,
    plannable_years,
    quarter_cover,
)
from schedules.workflow import PROPOSAL

#: What is missing, as a whole label: "subject in Kazakh".
GAP_LABELS: dict[tuple[str, str], str | Promise] = {
    ("subject", "kk"): pgettext_lazy("missing text", "subject in Kazakh"),
    ("subject", "ru"): pgettext_lazy("missing text", "subject in Russian"),
    ("venue", "kk"): pgettext_lazy("missing text", "venue in Kazakh"),
    ("venue", "ru"): pgettext_lazy("missing text", "venue in Russian"),
    ("ground", "kk"): pgettext_lazy("missing text", "ground in Kazakh"),
    ("ground", "ru"): pgettext_lazy("missing text", "ground in Russian"),
}
CONCERN_LABELS: dict[str, str | Promise] = {
    "same_day": _("The same official has another meeting on this day."),
    "day_off": _("This is a day off."),
    "outside": _("This is outside the year of the proposal."),
    "past": _("This day has passed."),
}


def row_texts(row: Planned) -> dict[str, str]:
    """The texts of a row by column, as `rules.text_gaps` reads them."""
    return {
        f"{name}_{language}": getattr(row, f"{name}_{language}")
        for name in PAIRED_TEXTS
        for language in PUBLISHED_LANGUAGES
    }


def as_line(row: Planned, body: int) -> Line:
    """The row as the rules see it; `official` and `territory` must be loaded."""
    return Line(
        key=row.pk,
        body=body,
        official=row.official_id,
        region=row.territory.region.pk,
        when=row.when,
        first_head=row.official.post == Post.FIRST_HEAD,
    )


@dataclass(frozen=True)
class RowView:
    """A row with what it lacks and what deserves a look."""

    row: ProposalRow
    number: int
    gap_fields: tuple[tuple[str, str], ...]
    concerns: tuple[str | Promise, ...]
    #: How an amendment changes it; nothing where it stands as it was approved.
    change: RowChange | None = None

    @property
    def gaps(self) -> tuple[str | Promise, ...]:
        return tuple(GAP_LABELS[gap] for gap in self.gap_fields)

    @property
    def faults(self) -> tuple[str | Promise, ...]:
        """Why this change cannot be filed like this."""
        return self.change.faults if self.change else ()


@dataclass(frozen=True)
class QuarterCover:
    """Whether the first head meets people in a quarter."""

    quarter: Period
    meetings: int
    #: A meeting of the half-year, whose quarter is still open, counts here as long as the quarter has none of its own.
    lent: bool = False

    @property
    def is_met(self) -> bool:
        return self.meetings > 0 or self.lent

    @property
    def words(self) -> str:
        if self.lent:
            return gettext("A meeting of the half-year")
        if not self.meetings:
            return gettext("No meeting yet")
        return ngettext("%(count)s meeting", "%(count)s meetings", self.meetings) % {"count": self.meetings}


@dataclass(frozen=True)
class ProposalView:
    """One proposal as its page shows it."""

    proposal: Proposal
    rows: list[RowView]
    quarters: list[QuarterCover]
    exemptions: list[Exemption]
    due_on: date | None
    days_left: int | None
    gap_count: int
    #: All rows, also when only some are shown.
    count: int

    @property
    def tag(self) -> Tag:
        return proposal_tag(self.proposal)

    @property
    def exemption(self) -> Exemption | None:
        """What frees the body of the quarterly minimum, if anything."""
        return next((each for each in self.exemptions if each.act == QUARTERLY_ACT), None)

    @property
    def days_over(self) -> int:
        """Days past the last day in time, while the proposal was never filed."""
        return -self.days_left if self.is_awaited and self.days_left is not None and self.days_left < 0 else 0

    @property
    def is_awaited(self) -> bool:
        """Never filed, and there is a day by which it should be."""
        return self.proposal.submitted_on is None and self.due_on is not None

    @property
    def lacks(self) -> bool:
        """Filing would be refused: nothing planned, a text missing, or the reason of a change."""
        is_empty = not self.count and not self.proposal.is_amending
        return is_empty or any(each.gap_fields or each.faults for each in self.rows)

    @property
    def fault_count(self) -> int:
        """Changes of approved meetings that cannot be filed like this."""
        return sum(bool(each.faults) for each in self.rows)

    @property
    def changed(self) -> list[RowView]:
        """What an amendment changes; without one there is nothing to tell apart."""
        return [each for each in self.rows if each.change]

    @property
    def unchanged(self) -> list[RowView]:
        return [each for each in self.rows if not each.change]

    @property
    def files_late(self) -> bool:
        """Filing today would be the first, and past the last day in time."""
        return self.filing_meets and self.days_left is not None and self.days_left < 0

    @property
    def filing_meets(self) -> bool:
        """Filing now would meet a duty: it is awaited, and of a kind whose filing is measured."""
        return self.is_awaited and bool(self.kind.duties.filing)

    @property
    def kind(self) -> Kind:
        return self.proposal.its_kind

    @property
    def back_url(self) -> str:
        """Where the body goes back to from here."""
        return self._url(self.kind.pages.back)

    @property
    def review_url(self) -> str:
        return self._url(self.kind.pages.review)

    @property
    def propose_url(self) -> str:
        """Where the portal proposes its rows; empty where it does not."""
        return "" if self.kind.proposer is None else self._url(self.kind.proposer)

    @property
    def done_url(self) -> str:
        """Where the body comes out once it has filed it."""
        return self._url(self.kind.pages.filed)

    def _url(self, page: Page) -> str:
        return page.url(pk=self.proposal.pk, slug=self.proposal.body.slug, year=self.proposal.period_key)

    @property
    def missing(self) -> list[Period]:
        """Quarters without a meeting that the ministry is bound to fill. The minimum is the first head's alone."""
        if self.exemption is not None or not self.kind.rows.in_every_quarter:
            return []
        return [cover.quarter for cover in self.quarters if not cover.is_met]


def proposal_view(
    proposal: Proposal, today: date, *, as_filed: bool = False, window: Window | None = None
) -> ProposalView:
    """Six statements, eight for an amendment, however many rows. Withdrawn rows are listed and count for nothing.

    `as_filed` for whoever is not of the body: its rows as they were sent. One statement more while it revises them.
    Of a long plan the rows of a `window` alone.
    """
    rows = window.rows if window is not None else rows_of(proposal, as_filed=as_filed)
    lines = [as_line(row, proposal.body_id) for row in rows if not row.is_withdrawn]
    period = proposal.period
    off = frozenset(days_off(period.start, period.last_day))
    around = [as_line(row, proposal.body_id) for row in window.beside] if window is not None else []
    concerns = line_concerns([*lines, *around], period=period, today=today, days_off=off)
    changes = changes_by_row(proposal, rows, today if PROPOSAL.allows("submit", proposal.state) else None)
    views = [
        RowView(
            row=row,
            number=number,
            gap_fields=() if row.is_withdrawn else proposal.its_kind.rows.gaps(row_texts(row)),
            concerns=tuple(CONCERN_LABELS[concern] for concern in concerns.get(row.pk, ())),
            change=changes.get(row.pk),
        )
        for number, row in enumerate(rows, start=window.first if window is not None else 1)
    ]
    cover = quarter_cover(period, (line for line in lines if line.first_head))
    due_on = own_due_on(proposal, today)
    return ProposalView(
        proposal=proposal,
        rows=views,
        quarters=[QuarterCover(quarter, count, bool(lent)) for quarter, (count, lent) in cover.items()],
        exemptions=list(Exemption.objects.filter(in_force_q(max(today, period.start)), body=proposal.body)),
        due_on=due_on,
        days_left=(due_on - today).days if due_on else None,
        gap_count=sum(bool(view.gap_fields) for view in views),
        count=window.count if window is not None else len(rows),
    )


def proposal_history(proposal: Proposal) -> list[ProposalEvent]:
    """Oldest first, with people. One statement."""
    return list(proposal.events.select_related("actor"))


@dataclass(frozen=True)
class YearView:
    """One year of one ministry on the page of own proposals; no proposal means it can be opened."""

    body: Body
    period_key: str
    proposal: Proposal | None
    due_on: date | None

    @property
    def tag(self) -> Tag:
        if self.proposal is None:
            return Tag("", "clock", pgettext("state of a proposal", "not begun"))
        return proposal_tag(self.proposal)


def own_proposals(actor: Actor, today: date) -> list[YearView]:
    """Proposals of the actor's ministries for the schedule, latest year first; years that can still be opened."""
    bodies = list(Body.objects.ministries().in_force(today).filter(pk__in=actor.bodies(*MINISTRY_ROLES)))
    own = Proposal.objects.of_bodies(actor.bodies(*MINISTRY_ROLES)).for_graph()
    proposals = list(own.select_related("body").with_row_counts())
    known = {(each.body_id, each.period_key) for each in proposals}
    views = [
        YearView(proposal.body, proposal.period_key, proposal, filing_due_on(proposal.body, proposal.period_key, today))
        for proposal in proposals
    ]
    views += [
        YearView(body, year, None, filing_due_on(body, year, today))
        for body in bodies
        for year in plannable_years(today)
        if (body.pk, year) not in known
    ]
    return sorted(views, key=lambda view: (view.body.slug, view.period_key), reverse=True)

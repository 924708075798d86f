"""A proposal as a table of cells. A cell is text in the reader's language, as it can also be typed or pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Official, Territory
from portal.kit import formats
from schedules.choices import MeetingFormat
from schedules.models import Planned, Proposal, ProposalRow, RegionFacts
from schedules.queries.amendment import approved_entries, row_changes
from schedules.queries.explained import explanations
from schedules.queries.proposals import ProposalView, RowView, proposal_view
from schedules.queries.row_bodies import officials_for
from schedules.queries.rows import places
from schedules.queries.warnings import Warnings, proposal_warnings
from schedules.queries.window import Window

#: Columns in order, with what stands above each.
CELLS: dict[str, str | Promise] = {
    "official": gettext_lazy("Who meets the people"),
    "place": gettext_lazy("Place"),
    "when": gettext_lazy("When"),
    "time": pgettext_lazy("column", "Begins at"),
    "format": gettext_lazy("Format"),
    "subject_kk": gettext_lazy("Subject in Kazakh"),
    "subject_ru": gettext_lazy("Subject in Russian"),
    "venue_kk": gettext_lazy("Venue in Kazakh"),
    "venue_ru": gettext_lazy("Venue in Russian"),
    "ground_kk": gettext_lazy("Why this region, in Kazakh"),
    "ground_ru": gettext_lazy("Why this region, in Russian"),
}
#: Without these nobody can tell which meeting is meant.
NEEDED = ("official", "place", "when", "format")
#: Also asked of every row that an amendment changes.
REASONS: dict[str, str | Promise] = {
    "change_reason_kk": gettext_lazy("Why it is changed, in Kazakh"),
    "change_reason_ru": gettext_lazy("Why it is changed, in Russian"),
}


#: A long plan says where and when; what a meeting is about comes with its announcement.
_OF_LONG = ("official", "place", "when", "time", "venue_kk", "venue_ru", "format")


def is_long(proposal: Proposal) -> bool:
    """Its rows are shown page by page, and its names looked up when a cell is opened."""
    return proposal.its_kind.rows.of_bodies_below


def columns(proposal: Proposal) -> dict[str, str | Promise]:
    cells = {name: CELLS[name] for name in _OF_LONG} if is_long(proposal) else CELLS
    return cells | REASONS if proposal.is_amending else cells


# -- cells -----------------------------------------------------------------------------------------------------------
def official_labels(officials: Iterable[Official]) -> dict[int, str]:
    """What a cell says of each; namesakes in one post are told apart by a number."""
    labels: dict[int, str] = {}
    for official in officials:
        label = plain = f"{official.title}, {official.full_name}" if official.full_name else str(official.title)
        number = 2
        while label in labels.values():
            label, number = f"{plain} ({number})", number + 1
        labels[official.pk] = label
    return labels


def place_label(place: Territory, *, inside_region: bool = False) -> str:
    """A district with its region: many share a name. In a plan of one region a village with what it lies in."""
    if inside_region:
        above = place.parent if place.kind == TerritoryKind.LOCALITY else None
        return str(place.name) if above is None else f"{place.name}, {above.name}"
    return str(place.name) if place.is_first_rank else f"{place.name}, {place.region.name}"


def when_cell(row: Planned) -> str:
    """Days in digits, or the name of the month, quarter or half-year."""
    return formats.when_text(row.when, write=formats.day_digits)


def row_cells(
    row: ProposalRow, names: Iterable[str], labels: Mapping[int, str], *, inside_region: bool = False
) -> dict[str, str]:
    """The row as texts by column; `official` and `territory` must be loaded."""
    told = {
        "official": labels.get(row.official_id) or official_labels([row.official])[row.official_id],
        "place": place_label(row.territory, inside_region=inside_region),
        "when": when_cell(row),
        "time": formats.clock_time(row.start_time) if row.start_time else "",
        "format": str(row.get_format_display()),
    }
    return {name: told[name] if name in told else getattr(row, name) for name in names}


# -- regions -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RegionView:
    """A region with the latest that is known of it; nothing until somebody notes it."""

    region: Territory
    facts: RegionFacts | None

    @property
    def words(self) -> str:
        """What is known, in one line."""
        name = str(self.region.name)
        if self.facts is None:
            return _("%(region)s: no facts of this region yet") % {"region": name}
        visit = self.facts.last_visit_on
        told = [
            ngettext("%(count)s unresolved question", "%(count)s unresolved questions", self.facts.open)
            % {"count": self.facts.open},
            ngettext("%(count)s late", "%(count)s late", self.facts.late) % {"count": self.facts.late},
            ngettext("%(count)s asked repeatedly", "%(count)s asked repeatedly", self.facts.repeated)
            % {"count": self.facts.repeated},
            _("last visit: %(day)s") % {"day": formats.day(visit)} if visit else _("no visit is known"),
            _("rank: %(rank)s") % {"rank": self.facts.rank},
            _("as of %(day)s") % {"day": formats.day(self.facts.as_of)},
        ]
        return f"{name}: {'; '.join(told)}"


def known_regions(regions: Iterable[Territory], on: date) -> list[RegionView]:
    """Regions by rank, those of which nothing is known after them in the order given. One statement."""
    regions = list(regions)
    known = {facts.territory_id: facts for facts in RegionFacts.objects.known_on(on)}
    views = [RegionView(region, known.get(region.pk)) for region in regions]
    return sorted(views, key=lambda view: (view.facts is None, view.facts.rank if view.facts else 0))


# -- the page --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cell:
    name: str
    label: str | Promise
    text: str
    is_lacking: bool

    @property
    def lang(self) -> str:
        """A text in a language of its own says so."""
        return self.name[-2:] if self.name[-3:-2] == "_" else ""


@dataclass(frozen=True)
class GridRow:
    cells: list[Cell]
    view: RowView | None = None
    warnings: tuple[str, ...] = ()
    #: Why it has its day, where the portal proposed it.
    why: str = ""

    @property
    def row(self) -> ProposalRow | None:
        return self.view.row if self.view else None

    @property
    def region(self) -> str:
        return self.row.territory.region.kato if self.row else ""

    @property
    def lacking(self) -> str:
        """Names of columns without their text, for the script."""
        return " ".join(cell.name for cell in self.cells if cell.is_lacking)

    @property
    def missing(self) -> str:
        return ", ".join(str(cell.label) for cell in self.cells if cell.is_lacking)

    @property
    def said(self) -> str:
        """Warnings, a line each, for the script."""
        return "\n".join(self.warnings)

    @property
    def has_say(self) -> bool:
        return bool(self.warnings or self.lacking or (self.row and self.row.comment))


@dataclass(frozen=True)
class Grid:
    """The whole editor: rows with what they lack, what deserves a look, who and where can be chosen."""

    proposal: Proposal
    view: ProposalView
    warnings: Warnings
    officials: dict[int, str]
    regions: list[RegionView]
    places: list[str]
    #: Of rows that an amendment changes, the columns of reasons that are not given; by row.
    unexplained: dict[int, tuple[str, ...]]
    #: Why proposed rows have their days, by row.
    whys: dict[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, str | Promise]:
        return columns(self.proposal)

    @property
    def width(self) -> int:
        """Columns of the table, with the number and what can be done."""
        return len(self.columns) + 2

    @property
    def needed(self) -> str:
        """For the script."""
        return " ".join(NEEDED)

    @property
    def formats(self) -> list[str]:
        return [str(label) for label in MeetingFormat.labels]

    @property
    def first_format(self) -> str:
        return self.formats[0]

    @property
    def first_official(self) -> str:
        return next(iter(self.officials.values()), "")

    @property
    def blank(self) -> GridRow:
        return GridRow([Cell(name, label, "", False) for name, label in self.columns.items()])

    @property
    def is_long(self) -> bool:
        return is_long(self.proposal)

    @property
    def knows_regions(self) -> bool:
        return any(each.facts for each in self.regions)

    def rows(self, views: Iterable[RowView]) -> list[GridRow]:
        return [self.row(view) for view in views]

    def row(self, view: RowView) -> GridRow:
        lacks = {*_lacking(view), *self.unexplained.get(view.row.pk, ())}
        texts = row_cells(view.row, self.columns, self.officials, inside_region=self.is_long)
        cells = [Cell(name, label, texts[name], name in lacks) for name, label in self.columns.items()]
        return GridRow(cells, view, self.warnings.by_row.get(view.row.pk, ()), self.whys.get(view.row.pk, ""))


def grid(proposal: Proposal, on: date, *, as_filed: bool = False, window: Window | None = None) -> Grid:
    """Fourteen statements, however many rows; sixteen while others revise theirs, one more in an amendment.

    A page of a long plan takes eleven with its window: names to choose from are asked for when a cell is opened.
    """
    view = proposal_view(proposal, on, as_filed=as_filed, window=window)
    if window is not None:
        whys = explanations(proposal, window.rows)
        return Grid(proposal, view, proposal_warnings(view), {}, [], [], _unexplained(view), whys)
    regions, districts = places(max(on, proposal.period.start))
    return Grid(
        proposal=proposal,
        view=view,
        warnings=proposal_warnings(view),
        officials=official_labels(officials_for(proposal, on)),
        regions=known_regions(regions, on),
        places=[place_label(place) for place in (*regions, *districts)],
        unexplained=_unexplained(view),
    )


@dataclass(frozen=True)
class Live:
    """What every answer to the editor tells anew: what rows lack, what deserves a look, what is left to do."""

    view: ProposalView
    warnings: Warnings
    unexplained: dict[int, tuple[str, ...]]

    @property
    def says(self) -> dict[int, dict[str, list[str]]]:
        """By row, for those of which there is something to say."""
        said = {}
        for each in self.view.rows:
            lacks = [*_lacking(each), *self.unexplained.get(each.row.pk, ())]
            warns = self.warnings.by_row.get(each.row.pk, ())
            if lacks or warns:
                said[each.row.pk] = {"lacks": lacks, "warns": list(warns)}
        return said


def live(proposal: Proposal, on: date, *, as_filed: bool = False, window: Window | None = None) -> Live:
    """Ten statements, however many rows; twelve while others revise theirs, one more in an amendment."""
    view = proposal_view(proposal, on, as_filed=as_filed, window=window)
    return Live(view, proposal_warnings(view), _unexplained(view))


def _lacking(view: RowView) -> list[str]:
    return [f"{name}_{language}" for name, language in view.gap_fields]


def _unexplained(view: ProposalView) -> dict[int, tuple[str, ...]]:
    """By row that is not as it was approved: the columns of reasons still empty. One statement in an amendment."""
    if not view.proposal.is_amending:
        return {}
    changes = row_changes([each.row for each in view.rows], approved_entries(view.proposal))
    rows = [change.reason for change in changes if change.reason is not None and not change.has_reason]
    return {row.pk: tuple(name for name in REASONS if not getattr(row, name).strip()) for row in rows}

"""How rows of an amendment differ from what is in force: from what, to what, why, and what is at fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.bodies.models import Official, Territory
from portal.kit import formats
from portal.kit.translated import Words
from schedules.models import Planned, Proposal, ProposalRow
from schedules.queries.amendment import Change, approved_entries, change_faults, proposal_scope, row_changes
from schedules.queries.tags import Tag, difference_tag
from schedules.queries.version_entries import TEXT_LABELS
from schedules.queries.version_list import Pair

#: What a table of meetings shows in a cell of its own.
_CELLS = ("when", "place", "official")


@dataclass(frozen=True)
class RowChange:
    """One row that is not as it was approved. `faults`: why it cannot be filed like this."""

    change: Change
    css: str
    tag: Tag
    #: What differs, by name: when, place, official, format, and each text.
    pairs: dict[str, Pair]
    faults: tuple[str | Promise, ...]

    @property
    def beside(self) -> list[Pair]:
        """What differs and has no cell of its own in a table of meetings."""
        return [pair for name, pair in self.pairs.items() if name not in _CELLS]

    @property
    def reason(self) -> Words | None:
        return self.change.reason.change_reason if self.change.has_any_reason and self.change.reason else None


def changes_by_row(proposal: Proposal, rows: list[ProposalRow], today: date | None) -> dict[int, RowChange]:
    """By row id; nothing unless the proposal is open for an amendment. Two statements.

    `today` is given while the proposal may still be filed: afterwards its time was judged on the day of filing.
    """
    if not proposal.is_amending:
        return {}
    scope = proposal_scope(proposal)
    found = {}
    for change in row_changes(rows, approved_entries(proposal)):
        assert change.reason is not None
        css, tag = difference_tag(change.kind, is_moved=_is_moved(change))
        faults = tuple(sentence for _code, sentence in change_faults(change, scope=scope, today=today))
        found[change.reason.pk] = RowChange(change, css, tag, _pairs(change), faults)
    return found


def _is_moved(change: Change) -> bool:
    return change.kind == "changed" and len(set(change.times)) > 1


def _pairs(change: Change) -> dict[str, Pair]:
    was, now = change.was, change.row
    if was is None or now is None:
        return {}
    told = {
        "when": Pair(_("When"), _when(was), _when(now)),
        "place": Pair(_("Place"), _place(was.territory), _place(now.territory)),
        "official": Pair(_("Who meets the people"), _who(was.official), _who(now.official)),
        "format": Pair(_("Format"), str(was.get_format_display()), str(now.get_format_display())),
    }
    for (name, language), label in TEXT_LABELS.items():
        text = f"{name}_{language}"
        told[text] = Pair(str(label), getattr(was, text), getattr(now, text))
    return {name: pair for name, pair in told.items() if pair.was != pair.now}


def _when(row: Planned) -> str:
    return formats.when_text(row.when, write=formats.day_weekday, at=row.start_time)


def _who(official: Official) -> str:
    return f"{official.title}, {official.full_name}" if official.full_name else str(official.title)


def _place(place: Territory) -> str:
    return str(place.name) if place.is_first_rank else f"{place.name}, {place.region.name}"

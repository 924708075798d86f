"""Reads for the preview of a workbook: what was understood, what is to be mended, what was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.models import Territory
from schedules.choices import ImportState
from schedules.models import Import, ImportRow
from schedules.querysets import ImportRowQuerySet

#: Tabs of the preview, in order.
MEND, UNDERSTOOD, LEFT_OUT, SKIPPED = "mend", "understood", "left_out", "skipped"

_OFFICIAL = "unknown_official"


@dataclass(frozen=True)
class Counts:
    """Rows by what becomes of them."""

    mend: int
    understood: int
    left_out: int
    skipped: int

    @property
    def rows(self) -> int:
        return self.mend + self.understood + self.left_out


def import_counts(imported: Import) -> Counts:
    """One statement."""
    rows = list(imported.rows.values_list("problems", "is_left_out"))
    left_out = sum(1 for _problems, is_left_out in rows if is_left_out)
    mend = sum(1 for problems, is_left_out in rows if problems and not is_left_out)
    return Counts(mend, len(rows) - left_out - mend, left_out, len(imported.skipped))


def first_tab(counts: Counts) -> str:
    """What the preview opens with: what needs a person, else what was understood."""
    return MEND if counts.mend else UNDERSTOOD


def rows_of(imported: Import, tab: str) -> ImportRowQuerySet:
    rows = imported.rows.with_places().order_by("pk")
    if tab == MEND:
        return rows.puzzling()
    return rows.left_out() if tab == LEFT_OUT else rows.understood()


def choices_of(rows: Iterable[ImportRow]) -> dict[str, Territory]:
    """Places that problems of these rows ask about, by code. One statement."""
    codes = {code for row in rows for problem in row.problems for code in problem["choices"]}
    if not codes:
        return {}
    found = Territory.objects.filter(kato__in=codes).select_related("parent").order_by("kato", "-starts_on")
    return {place.kato: place for place in found}


def problem_sentence(problem: Mapping[str, Any], sentences: Mapping[str, Any]) -> str:
    """What is wrong at the cell, in the active language."""
    if problem["code"] == _OFFICIAL:
        if not problem["written"]:
            return _("Nobody is named here. Choose who meets the people.")
        return _("“%(written)s” names nobody of this body for certain. Choose who meets the people.") % {
            "written": problem["written"]
        }
    return str(sentences[problem["code"]]) % {"written": problem["written"], "cell": problem["cell"]}


def tab_labels() -> dict[str, str]:
    return {
        MEND: pgettext("rows of a workbook", "To correct"),
        UNDERSTOOD: pgettext("rows of a workbook", "Recognised"),
        LEFT_OUT: pgettext("rows of a workbook", "Skipped"),
        SKIPPED: pgettext("rows of a workbook", "Not meetings"),
    }


def open_imports(proposal_id: int) -> list[Import]:
    """Workbooks read and not taken over yet, newest first. One statement."""
    waiting = Import.objects.filter(proposal=proposal_id, state__in=(ImportState.READY, ImportState.READING))
    return list(waiting.order_by("-pk")[:5])

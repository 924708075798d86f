"""Reads for the preview of a workbook: what was understood, what is to be mended, what was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.models import Territory
from portal.kernel.when import When
from portal.kernel.wording import LANGUAGES
from portal.kit import formats
from schedules.choices import ImportState
from schedules.models import Import, ImportRow
from schedules.models.imports import WHOLE_ROW
from schedules.querysets import ImportRowQuerySet

#: Tabs of the preview, in order.
MEND, UNDERSTOOD, LEFT_OUT, SKIPPED = "mend", "understood", "left_out", "skipped"

_OFFICIAL = "unknown_official"
_TEXTS = ("subject", "venue", "ground")


@dataclass(frozen=True)
class Noted:
    """Rows that wait for one and the same word: how many, and what the first of them says."""

    code: str
    written: str
    count: int


@dataclass(frozen=True)
class Counts:
    """Rows by what becomes of them; `without_kk` are those that would come without their Kazakh text, by its name."""

    mend: int
    understood: int
    left_out: int
    skipped: int
    noted: tuple[Noted, ...] = ()
    without_kk: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.mend + self.understood + self.left_out


def import_counts(imported: Import) -> Counts:
    """One statement."""
    rows = list(imported.rows.order_by("pk").values_list("problems", "is_left_out", "texts"))
    left_out = sum(1 for _problems, is_left_out, _texts in rows if is_left_out)
    mend = sum(1 for problems, is_left_out, _texts in rows if problems and not is_left_out)
    taken = [(problems, texts) for problems, is_left_out, texts in rows if not is_left_out]
    noted: dict[str, Noted] = {}
    for problems, _texts in taken:
        for problem in problems:
            if problem["field"] == WHOLE_ROW:
                known = noted.get(problem["code"]) or Noted(problem["code"], problem["written"], 0)
                noted[problem["code"]] = replace(known, count=known.count + 1)
    without = {name: sum(1 for _problems, texts in taken if _lacks_kazakh(name, texts)) for name in _TEXTS}
    return Counts(
        mend,
        len(rows) - left_out - mend,
        left_out,
        len(imported.skipped),
        tuple(noted.values()),
        {name: count for name, count in without.items() if count},
    )


def _lacks_kazakh(name: str, texts: Mapping[str, str]) -> bool:
    """A venue may be unknown in every language; a subject and its grounds are asked for in both."""
    return not texts.get(f"{name}_kk") and (name != "venue" or bool(texts.get("venue_ru")))


@dataclass(frozen=True)
class Told:
    """A cell of the preview: its column in the workbook, and what was understood of it, or what stands there."""

    key: str
    label: str
    letter: str
    texts: tuple[tuple[str, str], ...] = ()
    is_wrong: bool = False

    @property
    def is_told(self) -> bool:
        return bool(self.letter or self.texts or self.is_wrong)


def told_cells(row: ImportRow) -> list[Told]:
    """The cells of one row in the order of the preview. No statement."""
    wrong = {problem["field"] for problem in row.problems}
    shown: dict[str, tuple[tuple[str, str], ...]] = {
        "place": _alone(str(row.territory.name)) if row.territory else (),
        "date": _alone(formats.when_text(When(tuple(row.dates)) if row.days else When.parse(row.period_when)))
        if row.days or row.period_when
        else (),
        "time": _alone(formats.clock_time(row.start_time)) if row.start_time else (),
        "who": _alone(str(row.official.title)) if row.official else (),
        "format": _alone(str(row.get_format_display())) if row.format else (),
    }
    for name in _TEXTS:
        shown[name] = tuple(
            (code, row.texts[f"{name}_{code}"]) for code in LANGUAGES if row.texts.get(f"{name}_{code}")
        )
    return [
        Told(
            key,
            label,
            _letters(row, key),
            shown[key] or (_alone(_written(row, key)) if key in wrong else ()),
            key in wrong,
        )
        for key, label in column_labels().items()
    ]


def column_labels() -> dict[str, str]:
    return {
        "place": _("Region"),
        "date": pgettext("of a meeting", "When"),
        "time": _("Begins at"),
        "who": _("Who meets the people"),
        "format": _("Format"),
        "subject": pgettext("of a meeting", "Subject"),
        "venue": pgettext("of a meeting", "Venue"),
        "ground": _("Why this region"),
    }


def _alone(text: str) -> tuple[tuple[str, str], ...]:
    return (("", text),) if text else ()


def _letters(row: ImportRow, key: str) -> str:
    """ "F, G" of a text that has a column in each language."""
    addresses = [address for name, address in row.cells.items() if name.partition("_")[0] == key]
    return ", ".join(dict.fromkeys(address.rstrip("0123456789") for address in addresses if address))


def _written(row: ImportRow, key: str) -> str:
    return next((text for name, text in row.written.items() if name.partition("_")[0] == key), "")


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
    return str(sentences[problem["code"]]) % {"written": problem["written"], "cell": problem.get("cell", "")}


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

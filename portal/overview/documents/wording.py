"""What stands in the half-year summary, in one language, ready to be laid out by any printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.deadlines.queries.record.totals import Sum
from portal.kit import formats
from portal.overview.queries.summary import COMPARED_FROM, Line, MissingLine, Summary

Cell = str | int
#: Duties not met that a text lists one by one; the workbook has them all.
LISTED = 300
#: Tables of the numbers, and with the list of what was not done.
OVERVIEW = ("levels", "regions", "ministries", "duties")
PARTS = (*OVERVIEW, "missing")


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page's breadth. Numbers are numbers, so that a workbook can add them up."""

    title: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    note: str = ""

    @property
    def labelled(self) -> list[list[tuple[str, Cell, bool]]]:
        """Each cell with its header and whether it is a number: what a page prints."""
        return [
            [(header, cell, isinstance(cell, int)) for header, cell in zip(self.headers, row, strict=True)]
            for row in self.rows
        ]


@dataclass(frozen=True)
class SummaryWords:
    """Every word and number of the document."""

    language: str
    title: str
    subtitle: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    definitions_title: str
    definitions: tuple[str, ...]
    address: str
    foot: str
    page: str
    made_on: date


def summary_words(
    found: Summary, *, language: str, address: str, whole: bool = False, parts: Sequence[str] = PARTS
) -> SummaryWords:
    """The summary in `language`; `address` is where it is made on the portal. `whole` lists everything not met."""
    with override(language):
        period = formats.period_name(found.half)
        return SummaryWords(
            language=language,
            title=_("Summary of how deadlines for meetings with the population were kept"),
            subtitle=_("Reporting period: %(period)s") % {"period": period},
            paragraphs=tuple(_paragraphs(found, language)),
            tables=tuple(_table(part, found, language, whole=whole) for part in parts),
            definitions_title=_("How the numbers are counted"),
            definitions=tuple(_definitions()),
            address=address,
            foot=_("Cut-off day: %(day)s") % {"day": formats.day(found.on)},
            page=pgettext("foot of a document", "page"),
            made_on=found.on,
        )


def number_headers() -> tuple[str, ...]:
    return (
        pgettext("column of a document", "Owed"),
        pgettext("column of a document", "Counted"),
        pgettext("column of a document", "In time"),
        pgettext("column of a document", "In time, %"),
        pgettext("column of a document", "Late"),
        pgettext("column of a document", "Days late, in all"),
        pgettext("column of a document", "Not done"),
        pgettext("column of a document", "Term extended"),
        pgettext("column of a document", "Waived"),
    )


def numbers(one: Sum, extended: int) -> tuple[Cell, ...]:
    """The numbers of a line, in the order of `number_headers`; without a base there is no share."""
    share: Cell = one.share(one.done_in_time) if one.counted else "—"
    return (
        one.owed, one.counted, one.done_in_time, share, one.done_late, one.days_late, one.missing, extended,
        one.waived + one.exempt,
    )  # fmt: skip


# -- text ------------------------------------------------------------------------------------------------------------
def _paragraphs(found: Summary, language: str) -> Iterable[str]:
    one = found.total.sum
    half = found.half
    yield _(
        "This summary is made of the public record of deadlines for the days from %(first)s to %(last)s, both included."
        " The numbers stand as of the cut-off day: %(on)s."
    ) % {"first": formats.day(half.start), "last": formats.day(half.last_day), "on": formats.day(found.on)}
    if not one.owed:
        yield _("No duty had its last day in the reporting period.")
        return
    yield _("State bodies that had duties: %(bodies)s. Duties whose last day fell in the period: %(owed)s.") % {
        "bodies": formats.number(found.bodies),
        "owed": formats.number(one.owed),
    }
    yield from _kept(found)
    yield _("Terms extended: %(extended)s. Duties waived or exempt: %(waived)s.") % {
        "extended": formats.number(found.total.extended),
        "waived": formats.number(one.waived + one.exempt),
    }
    if found.best:
        yield _("Everything was done in time by: %(names)s.") % {"names": _named(found.best, language, "counted")}
    if found.worst:
        yield _("Most was left undone by: %(names)s.") % {"names": _named(found.worst, language, "missing")}
    yield from _received(found)


def _kept(found: Summary) -> Iterable[str]:
    one = found.total.sum
    if not one.counted:
        yield _("No duty of the period is counted yet: their last days are still ahead.")
        return
    yield _(
        "Of the duties counted (%(counted)s), done in time: %(in_time)s (%(in_time_share)s %%); done late: %(late)s"
        " (%(late_share)s %%); not done: %(missing)s (%(missing_share)s %%)."
    ) % {
        "counted": formats.number(one.counted),
        **_shared("in_time", one, one.done_in_time),
        **_shared("late", one, one.done_late),
        **_shared("missing", one, one.missing),
    }
    if one.confirmed or one.claimed:
        yield _(
            "Of those done in time, %(confirmed)s were entered late and their day was confirmed by another body; of"
            " those done late, %(claimed)s are in time by the body’s own word alone."
        ) % {"confirmed": formats.number(one.confirmed), "claimed": formats.number(one.claimed)}
    if one.done_late:
        yield _("Days by which duties were late, on average: %(days)s.") % {
            "days": formats.number(round(one.days_late / one.done_late, 1))
        }
    before = found.before
    if before.counted:
        yield _("For comparison, the share of duties done in time in the half-year before: %(share)s %%.") % {
            "share": before.share(before.done_in_time)
        }


def _shared(name: str, one: Sum, count: int) -> dict[str, str]:
    return {name: formats.number(count), f"{name}_share": formats.number(one.share(count))}


def _named(lines: Sequence[Line], language: str, name: str) -> str:
    return "; ".join(f"{line.name.get(language)} ({formats.number(getattr(line.sum, name))})" for line in lines)


def _received(found: Summary) -> Iterable[str]:
    got = found.reception
    if not got.sent:
        return
    yield _(
        "Documents sent to receivers in the period: %(sent)s. Receipt acknowledged: %(acknowledged)s; returned:"
        " %(returned)s; without an answer: %(waiting)s."
    ) % {
        "sent": formats.number(got.sent),
        "acknowledged": formats.number(got.acknowledged),
        "returned": formats.number(got.returned),
        "waiting": formats.number(got.waiting),
    }


# -- tables ----------------------------------------------------------------------------------------------------------
def _table(part: str, found: Summary, language: str, *, whole: bool) -> Table:
    if part == "levels":
        return _counted(_("By levels of state bodies"), _("Level"), found.levels, language, total=found.total)
    if part == "regions":
        return _counted(_("By regions"), _("Region"), found.regions, language)
    if part == "ministries":
        return _counted(_("By ministries"), pgettext("filter", "Body"), found.ministries, language)
    if part == "duties":
        return _counted(_("By duties"), pgettext("filter", "Duty"), found.duties, language)
    return _missing(found.missing, language, whole=whole)


def _counted(title: str, head: str, lines: Sequence[Line], language: str, *, total: Line | None = None) -> Table:
    rows = [(line.name.get(language), *numbers(line.sum, line.extended)) for line in lines]
    if total is not None and rows:
        rows.append((pgettext("row of a document", "In all"), *numbers(total.sum, total.extended)))
    return Table(title, (head, *number_headers()), (38, *[16] * 9), tuple(rows), _("There is nothing to count."))


def _missing(lines: Sequence[MissingLine], language: str, *, whole: bool) -> Table:
    shown = lines if whole else lines[:LISTED]
    rows = tuple(
        (
            line.body.get(language),
            ": ".join(filter(None, [line.action.get(language), line.about.get(language)])),
            formats.day_digits(line.due_on),
            line.days,
        )
        for line in shown
    )
    note = ""
    if len(shown) < len(lines):
        note = _("Shown: %(shown)s of %(all)s. The workbook of this summary lists them all.") % {
            "shown": formats.number(len(shown)),
            "all": formats.number(len(lines)),
        }
    headers = (
        pgettext("filter", "Body"),
        pgettext("filter", "Duty"),
        pgettext("column of a document", "Last day"),
        pgettext("column of a document", "Days late"),
    )
    return Table(_("Duties that were not done"), headers, (55, 80, 23, 20), rows, _("Everything was done."), note)


def _definitions() -> Iterable[str]:
    yield _(
        "Owed: public duties whose last day, with extensions, falls in the reporting period, in whatever state they"
        " are. Duties that no primary text confirms are not counted anywhere."
    )
    yield _("Counted (the denominator): done in time, done late, and not done although the last day is over.")
    yield _("In time: done not later than the last day, inclusive. Its share is of those counted; shares are rounded.")
    yield _("Late: done after the last day. Days late are counted from the first day late to the day it was done.")
    yield _("Not done: the last day is over on the cut-off day, and there is no evidence.")
    yield _("Term extended: the last day was moved to a later one; such duties are in the other columns too.")
    yield _("Waived: nothing is expected any more, by decision or by exemption; such duties are in no share.")
    yield _("Best: bodies with everything in time and at least %(number)s duties counted. Worst: most not done.") % {
        "number": formats.number(COMPARED_FROM)
    }

"""A published quarter to take away: PDF and DOCX as a form, XLSX as a table. From what was frozen alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from issues.choices import Came
from issues.models import QuarterVersion
from issues.queries.quarters.compared import beside
from issues.queries.quarters.published import Shown, printed, shown, sum_line, terms
from portal.holding.documents.form import Form, Section, Table, Text
from portal.holding.documents.making import print_form
from portal.kit import formats
from portal.kit.documents import kept_document
from portal.sheets.writing import Column, Sheet, Value, workbook_bytes

#: Shares of the page: number, issue, way to solve it, who answers, term, progress, state.
_WIDTHS = (21, 27, 25, 19, 13, 31, 21)


def quarter_document(version: QuarterVersion, ending: str, language: str) -> bytes:
    """Made once an hour for all who ask; texts that are not read any more, or later versions of quarters before, make
    another.
    """
    rows = _rows(version, language)
    told = tuple((row.number, row.is_taken, row.has_page, row.beside.was, row.beside.quiet) for row in rows)
    key = ("quarter", version.pk, version.sha256, told, language, ending, settings.KEZDESU_BASE_URL)
    return kept_document(key, lambda: print_form(quarter_form(version, rows, language=language), ending))


def quarter_form(version: QuarterVersion, rows: Iterable[Shown], *, language: str) -> Form:
    with override(language):
        sums = terms(version)
        pairs = [(_("State body"), Text(str(version.body.plain), language))]
        pairs += [(_("Balance"), Text(sum_line(sums), language))]
        pairs += [(term.label, Text(formats.number(term.value), language)) for term in sums]
        pairs += [
            (_("Without information"), Text(formats.number(version.silent), language)),
            (_("Past their term"), Text(formats.number(version.late), language)),
            (_("Counted and not printed"), Text(formats.number(version.unprinted), language)),
        ]
        table = _table(list(rows), language)
        page = reverse("issues:quarter", args=[version.body.slug, version.period_key])
        empty = Text(_("There is no issue to print."), language)
        return Form(
            language=language,
            title=_("Progress on issues"),
            subtitle=formats.period_name(version.period),
            pairs=tuple(pairs),
            sections=(Section(_("Issues"), paragraphs=() if table else (empty,), table=table),),
            signatures=(),
            draft_mark="",
            foot=foot_of(version),
            address=f"{settings.KEZDESU_BASE_URL}{page}",
            qr_alt=_("QR code with the address of this document on the portal"),
            page=pgettext("foot of a document", "page"),
            made_on=version.published_on,
            upright=False,
        )


def foot_of(version: QuarterVersion) -> str:
    """By whom and when, and the hash by which it is known."""
    told = {"day": formats.day(version.published_on), "number": version.number}
    if version.by_portal:
        said = _("Version %(number)d, published by the portal on %(day)s: the body was silent until its last day.")
    elif version.is_late:
        said = _("Version %(number)d, published late, on %(day)s.")
    else:
        said = _("Version %(number)d, published on %(day)s.")
    return f"{said % told} SHA-256: {version.sha256}"


def quarter_workbook(version: QuarterVersion, language: str) -> bytes:
    """Every printed row."""
    with override(language):
        columns = [Column(name, width) for name, width in zip(_headers(), (22, 44, 44, 30, 14, 60, 26), strict=True)]
        columns += [Column(_("Came into the quarter"), 24), Column(_("Place"), 30)]
        columns += [Column(_("State in the last quarter"), 26), Column(_("Quarters without news"), 12)]
        rows: Iterator[list[Value]] = (_book_row(row, language) for row in _rows(version, language))
        heading = _("Progress on issues")
        title = f"{heading}, {formats.period_name(version.period)}: {version.body.plain}"
        sheet = Sheet(pgettext("sheet of a workbook", "Issues"), columns, rows, title=[title, foot_of(version)])
        return workbook_bytes([sheet], title=title, made_on=version.published_on)


def _book_row(row: Shown, language: str) -> list[Value]:
    cells: list[Value] = [cell.text for cell in _cells(row, language)]
    cells[-1] = row.way
    return [*cells, str(Came(row.row.came).label), row.place.text, row.beside.was_words, row.beside.quiet]


def _rows(version: QuarterVersion, language: str) -> list[Shown]:
    with override(language):
        rows = list(printed(version))
        return list(shown(rows, language, beside(version, rows)))


def _headers() -> tuple[str, ...]:
    return (
        pgettext("column of a document", "No."),
        pgettext("column of a document", "Issue"),
        pgettext("column of a document", "Way to solve"),
        pgettext("column of a document", "Who answers"),
        pgettext("column of a document", "Term"),
        pgettext("column of a document", "Progress"),
        pgettext("column of a document", "State"),
    )


def _table(rows: list[Shown], language: str) -> Table | None:
    cells = tuple(_cells(row, language) for row in rows)
    return Table(_headers(), _WIDTHS, cells) if cells else None


def _cells(row: Shown, language: str) -> tuple[Text, ...]:
    def plain(text: str) -> Text:
        return Text(text, language)

    news = row.news or plain(_("No information supplied") if row.row.is_silent else "—")
    return (
        plain(row.number),
        row.title or plain(row.gone),
        row.measure or plain("—"),
        row.position or plain("—"),
        plain(formats.day(row.due_on) if row.due_on else "—"),
        news,
        plain("; ".join(said for said in (row.way, row.change, row.stood) if said)),
    )

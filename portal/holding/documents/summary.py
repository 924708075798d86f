"""A summary of meetings as a form, from its frozen content alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.holding.choices import SummaryKind
from portal.holding.documents.form import Form, Section, Table, Text, chosen
from portal.holding.documents.making import print_form
from portal.holding.models import Summary
from portal.holding.queries.summaries import lines
from portal.kernel.when import When
from portal.kit import formats
from portal.kit.documents import kept_document


def summary_document(summary: Summary, *, ending: str, language: str) -> bytes:
    """Made once and kept, as a summary never changes."""
    return kept_document(
        ("summary", summary.pk, summary.sha256, summary.sent_on, language, ending, settings.KEZDESU_BASE_URL),
        lambda: print_form(summary_form(summary, language=language), ending),
    )


def summary_form(summary: Summary, *, language: str) -> Form:
    with override(language):
        content = summary.content
        is_quarter = summary.kind == SummaryKind.QUARTER
        return Form(
            language=language,
            title=_("Summary of held meetings") if is_quarter else _("Results of meetings"),
            subtitle=formats.period_name(summary.period),
            pairs=((_("State body"), _said(content["body"], language)), *_sums(content["sums"], language)),
            sections=(
                Section(
                    _("Meetings") if is_quarter else _("Central executive bodies"),
                    paragraphs=() if content["rows"] else (Text(_("There was no meeting in this time."), language),),
                    table=(_of_meetings if is_quarter else _of_bodies)(content["rows"], language),
                ),
            ),
            signatures=((pgettext("signature", "Head of the body"), ""),),
            draft_mark="" if summary.sent_on else pgettext("mark on a document", "DRAFT"),
            foot=_("As of %(day)s; SHA-256 of the content: %(sha256)s")
            % {"day": formats.day(summary.made_on), "sha256": summary.sha256},
            address=f"{settings.KEZDESU_BASE_URL}{reverse('holding:summary', args=[summary.pk])}",
            qr_alt=_("QR code with the address of this document on the portal"),
            page=pgettext("foot of a document", "page"),
            made_on=summary.made_on,
            upright=False,
        )


def _sums(sums: dict[str, int], language: str) -> tuple[tuple[str, Text], ...]:
    def plain(name: str) -> Text:
        return Text(formats.number(sums[name]), language)

    return (
        (_("Meetings whose day is over"), plain("meetings")),
        (_("Held"), plain("held")),
        (_("Cancelled or did not take place"), plain("off")),
        (_("Took place? Not recorded"), plain("unrecorded")),
        (_("People who came"), plain("came")),
        (_("Questions asked"), plain("asked")),
        (_("Questions taken"), plain("taken")),
    )


def _of_meetings(rows: list[dict[str, Any]], language: str) -> Table | None:
    headers = (
        pgettext("column of a document", "No."),
        pgettext("column of a document", "Date"),
        pgettext("column of a document", "Who meets the people"),
        pgettext("column of a document", "Place"),
        pgettext("column of a document", "State"),
        pgettext("column of a document", "Came"),
        pgettext("column of a document", "Report, min"),
        pgettext("column of a document", "Answers, min"),
        pgettext("column of a document", "Asked"),
        pgettext("column of a document", "Taken"),
    )
    cells = tuple(
        (
            Text(row["number"], language),
            Text(formats.when_text(When.parse(row["when"])), language),
            _said(row["official"], language),
            _said(row["place"], language),
            Text(_state(row["state"]), language),
            *(_number(row[name], language) for name in ("came", "talk", "answers", "asked", "taken")),
        )
        for row in rows
    )
    return Table(headers, (32, 32, 67, 46, 34, 27, 29, 29, 26, 33), cells, numbers=(5, 6, 7, 8, 9)) if cells else None


def _of_bodies(rows: list[dict[str, Any]], language: str) -> Table | None:
    headers = (
        pgettext("column of a document", "State body"),
        pgettext("column of a document", "Meetings"),
        pgettext("column of a document", "Held"),
        pgettext("column of a document", "Did not take place"),
        pgettext("column of a document", "Not recorded"),
        pgettext("column of a document", "Came"),
        pgettext("column of a document", "Asked"),
        pgettext("column of a document", "Taken"),
    )
    names = ("meetings", "held", "off", "unrecorded", "came", "asked", "taken")
    cells = tuple((_said(row["body"], language), *(_number(row[name], language) for name in names)) for row in rows)
    return Table(headers, (46, 14, 14, 16, 16, 14, 14, 14), cells, numbers=(1, 2, 3, 4, 5, 6, 7)) if cells else None


def _state(state: str) -> str:
    return {
        "held": pgettext("state of a meeting", "held"),
        "off": pgettext("state of a meeting", "did not take place"),
        "unrecorded": _("not recorded"),
    }[state]


def _number(value: int | None, language: str) -> Text:
    return Text("—" if value is None else formats.number(value), language)


def _said(texts: dict[str, str], language: str) -> Text:
    return chosen(lines(texts), language, note=_("no text in this language"))

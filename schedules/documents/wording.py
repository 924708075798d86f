"""What stands in the document of a plan, in one language, ready to be laid out by any printer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from portal.kernel.wording import LANGUAGES, Lines
from portal.kit import formats
from schedules.choices import MeetingFormat
from schedules.kinds import filled, kind_of
from schedules.queries.documents import PlanLine, PlanSheet

#: Official documents are written in the state language and in Russian.
OFFICIAL = ("kk", "ru")
#: Columns of the table; a departmental plan is of one body, so it does not repeat it.
COLUMNS = ("number", "body", "official", "place", "when", "format", "venue", "subject")
#: A longer word may be divided: columns are narrow, and Kazakh words are long.
_LONGEST_WORD = 15
_WORD = re.compile(rf"[^\W\d_]{{{_LONGEST_WORD + 1},}}")
_SYLLABLE = re.compile("([аәеёиоөуұүыіэюя])([^аәеёиоөуұүыіэюяьъй][аәеёиоөуұүыіэюя])", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Text:
    """A text with the language it really is in; `note` says that the wanted one is missing."""

    text: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class PlanWords:
    """Every word of the document. `cells` has a Text for each column of `headers`, row by row."""

    language: str
    title: str
    subtitle: str
    corner: tuple[str, ...]
    draft_mark: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    cells: tuple[tuple[Text, ...], ...]
    empty: str
    count: str
    version: str
    sha256: str
    hash_note: str
    address: str
    address_label: str
    qr_alt: str
    page: str
    made_on: date

    @property
    def widths(self) -> tuple[int, ...]:
        """Shares of the page's breadth, by column."""
        return (4, 21, 17, 16, 15, 14, 19, 28) if "body" in self.columns else (4, 23, 18, 17, 14, 24, 34)


def plan_words(sheet: PlanSheet, *, language: str, address: str) -> PlanWords:
    """The document in `language`; `address` is where the version or the working copy is read on the portal."""
    kind = kind_of(sheet.kind)
    columns = tuple(column for column in COLUMNS if column != "body" or kind.is_common)
    with override(language):
        return PlanWords(
            language=language,
            title=filled(kind.words.document, {"year": sheet.year}),
            subtitle="" if kind.is_common else _chosen(sheet.body, language).text,
            corner=_corner(sheet, language),
            draft_mark=pgettext("mark on a document", "DRAFT") if sheet.is_draft else "",
            columns=columns,
            headers=_headers(columns),
            cells=tuple(_cells(number, line, columns, language) for number, line in enumerate(sheet.lines, start=1)),
            empty=_("No meetings are planned."),
            count=ngettext("%(count)s meeting in all", "%(count)s meetings in all", len(sheet.lines))
            % {"count": len(sheet.lines)},
            version=_version(sheet, language),
            sha256=sheet.sha256,
            hash_note=_("SHA-256 of the content: %(sha256)s") % {"sha256": sheet.sha256} if sheet.sha256 else "",
            address=address,
            address_label=_("Address on the portal: %(address)s") % {"address": address},
            qr_alt=_("QR code with the address of this document on the portal"),
            page=pgettext("foot of a document", "page"),
            made_on=sheet.made_on,
        )


def when_words(line: PlanLine, language: str) -> str:
    """Every day of the meeting with the hour, or the period in which its day is to be set."""
    if line.when.is_open:
        return formats.when_text(line.when, language)
    days = ", ".join(_days_of_month(list(days), language) for _month, days in groupby(line.when.days, _month_of))
    return f"{days}, {formats.clock_time(line.start_time, language)}" if line.start_time else days


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _days_of_month(days: list[date], language: str) -> str:
    """ "17, 18 October 2027": the month is named once. In every language a no-break space follows the number."""
    last = formats.day(days[-1], language)
    number = f"{days[-1].day}{formats.NBSP}"
    return last.replace(number, ", ".join(str(day.day) for day in days) + formats.NBSP, 1)


def format_words(line: PlanLine) -> str:
    """In the active language."""
    return str(MeetingFormat(line.format).label)


def _corner(sheet: PlanSheet, language: str) -> tuple[str, ...]:
    """Who approved it and by what, in the upper right corner; a draft says that it is one."""
    if sheet.is_draft or sheet.act_on is None:
        return (pgettext("corner of a document", "Draft"),)
    by = {"number": sheet.act_number, "day": formats.day(sheet.act_on, language)}
    return tuple(filled(kind_of(sheet.kind).words.corner, by).split("\n"))


def _version(sheet: PlanSheet, language: str) -> str:
    if sheet.is_draft:
        return _("Draft as of: %(day)s") % {"day": formats.day(sheet.made_on, language)}
    return _("Version %(number)s") % {"number": sheet.number}


def _headers(columns: tuple[str, ...]) -> tuple[str, ...]:
    said = {
        "number": pgettext("column of a document", "No."),
        "body": pgettext("column of a document", "State body"),
        "official": pgettext("column of a document", "Who meets the people"),
        "place": pgettext("column of a document", "Region"),
        "when": pgettext("column of a document", "Date"),
        "format": pgettext("column of a document", "Format"),
        "venue": pgettext("column of a document", "Venue"),
        "subject": pgettext("column of a document", "Subject"),
    }
    return tuple(said[column] for column in columns)


def _cells(number: int, line: PlanLine, columns: tuple[str, ...], language: str) -> tuple[Text, ...]:
    said = {
        "number": Text(str(number), language),
        "body": _chosen(line.body, language),
        "official": _official(line, language),
        "place": _chosen(line.place, language),
        "when": Text(when_words(line, language), language),
        "format": Text(format_words(line), language),
        "venue": _chosen(line.venue, language),
        "subject": _chosen(line.subject, language),
    }
    return tuple(replace(said[column], text=breakable(said[column].text)) for column in columns)


def _official(line: PlanLine, language: str) -> Text:
    """The title, and the name where the version has it in the same language."""
    title = _chosen(line.official, language)
    name = line.person.get(title.language).strip()
    return replace(title, text=f"{title.text}, {name}") if name else title


def breakable(text: str) -> str:
    """Long words with soft hyphens between syllables, never beside a single letter."""
    return _WORD.sub(lambda found: _divided(found.group()), text)


def _divided(word: str) -> str:
    inner = _SYLLABLE.sub(rf"\1{_SOFT_HYPHEN}\2", word[2:-2])
    return word[:2] + inner + word[-2:]


def _chosen(texts: Lines, language: str) -> Text:
    """The text in `language`, else in the first other one with a note; a dash when there is none at all."""
    if written := texts.get(language).strip():
        return Text(written, language)
    for other in LANGUAGES:
        if written := texts.get(other).strip():
            return Text(written, other, _("no text in this language"))
    return Text("—", language)

"""What stands on the poster of a meeting and on its pictures for networks, in one language."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.kernel.when import When
from portal.kernel.wording import LANGUAGES, Lines
from portal.kit import formats
from portal.questions.queries.kit import KitSheet
from portal.questions.rules.times import CLOSES_AT

#: Official texts are written in the state language and in Russian.
OFFICIAL = ("kk", "ru")
#: A longer word is let break anywhere: an address somebody typed as a venue must not run off the paper.
_LONGEST_WORD, _PART = 26, 10
_BREAK = "\u200b"


@dataclass(frozen=True)
class Said:
    """A text with the language it really is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Fact:
    """A line of the poster: what it is, what stands large, and what is said below."""

    icon: str
    label: str
    value: Said
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Way:
    """One way to ask; an address stands on a line of its own and never breaks."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Poster:
    """Every word of a poster and of a picture; printers know no more."""

    language: str
    title: str
    brand: str
    tagline: str
    body: Said
    is_cancelled: bool
    day: str
    month: str
    weekday: str
    headline: Said
    lead: str
    note: str
    facts: tuple[Fact, ...]
    share: str
    ask_title: str
    ways: tuple[Way, ...]
    address: str
    qr_label: str
    qr_alt: str
    appeal: str
    mark: str
    made_on: tuple[int, int, int] = field(default=(0, 0, 0))

    def data(self) -> dict[str, Any]:
        return asdict(self)


def poster_of(sheet: KitSheet, *, language: str, address: str) -> Poster:
    """Of a sheet that is printed; `address` is the short one that its code leads to."""
    with override(language):
        first = sheet.days[0]
        off = sheet.is_cancelled
        return Poster(
            language=language,
            title=f"{sheet.headline.get(language)}. {formats.day(first)}",
            brand=_("Kezdesu"),
            tagline=_("portal of public meetings"),
            body=said(sheet.body, language),
            is_cancelled=off,
            day=str(first.day),
            month=formats.month_of_day(first),
            weekday=f"{formats.weekday(first)}, {first.year}",
            headline=said(sheet.headline, language),
            lead=_("The meeting is cancelled") if off else pgettext("poster", "Ask your question and hear the answer"),
            note=_note(sheet, language),
            facts=tuple(_facts(sheet, language)),
            share="" if off else shared(),
            ask_title=pgettext("poster", "What now") if off else _("How to ask a question"),
            ways=ways(sheet, address),
            address=bare(address),
            qr_label=pgettext("poster", "More about it") if off else pgettext("poster", "Ask a question"),
            qr_alt=_("QR code with the address: %(address)s") % {"address": bare(address)},
            appeal=no_appeal(),
            mark=mark(sheet),
            made_on=(sheet.made_on.year, sheet.made_on.month, sheet.made_on.day),
        )


def no_appeal() -> str:
    return _("A question at a meeting is not an official appeal. Appeals are taken by eOtinish.")


def shared() -> str:
    return pgettext("poster", "Only a quarter of the time is for the report: the rest is for your questions.")


def mark(sheet: KitSheet) -> str:
    """Which announcement it is: a paper on a board is compared with what stands now."""
    return pgettext("announcement", "%(number)s, version %(version)s") % {
        "number": sheet.number,
        "version": sheet.version,
    }


def ways(sheet: KitSheet, address: str) -> tuple[Way, ...]:
    """How to ask: in the hall, here until the day before, through an office; of a cancelled one what is left."""
    if sheet.is_cancelled:
        return (
            Way(pgettext("poster", "if a new day is set, it will stand here"), bare(address)),
            Way(pgettext("poster", "an official appeal is filed through eOtinish at any time")),
        )
    in_person = (
        pgettext("poster", "during the broadcast") if sheet.is_online else pgettext("poster", "in the hall, in person")
    )
    office = (
        pgettext("poster", "on paper or in person: at the office of the akim")
        if sheet.of_akimat
        else pgettext("poster", "on paper or in person: at the akimat of the place")
    )
    here = pgettext("poster", "on the portal; questions are taken until: %(day)s, %(time)s") % _until(sheet)
    return (Way(in_person), Way(here, bare(address)), Way(office))


def closes(sheet: KitSheet) -> str:
    """Until when questions are taken, as a sentence."""
    return pgettext("poster", "Questions are taken until: %(day)s, %(time)s") % _until(sheet)


def _until(sheet: KitSheet) -> dict[str, str]:
    assert sheet.closes_on is not None
    return {"day": formats.day_month(sheet.closes_on), "time": formats.clock_time(time(CLOSES_AT))}


def hours(sheet: KitSheet) -> str:
    """Every day, with the hour if it is known."""
    days = ", ".join(formats.day_weekday(day) for day in sheet.days)
    return f"{days}, {formats.clock_time(sheet.start_time)}" if sheet.start_time else days


def was(sheet: KitSheet) -> str:
    """Of a moved meeting when it was to be."""
    if not sheet.was:
        return ""
    return _("The day has changed. It was: %(when)s") % {"when": formats.when_text(When.parse(sheet.was))}


def _note(sheet: KitSheet, language: str) -> str:
    """Of a moved meeting when it was to be; of a cancelled one why it is off."""
    reason = said(sheet.reason, language).text
    if sheet.is_cancelled:
        return pgettext("poster", "Why: %(reason)s") % {"reason": reason} if reason else ""
    return was(sheet)


def _facts(sheet: KitSheet, language: str) -> list[Fact]:
    facts = [_time(sheet, language), _where(sheet, language)]
    people = [each for each in (said(sheet.person, language), said(sheet.taking_part, language)) if each.text]
    facts.append(Fact("person", _("Who meets the people"), said(sheet.official, language), tuple(people)))
    subject = said(sheet.subject, language)
    if subject.text:
        facts.append(Fact("question", pgettext("meeting", "Subject"), subject))
    return facts


def _time(sheet: KitSheet, language: str) -> Fact:
    if sheet.start_time is None:
        value = _("Time to be confirmed")
    else:
        value = formats.clock_time(sheet.start_time)
    notes = [pgettext("poster", "also on %(day)s") % {"day": formats.day_weekday(day)} for day in sheet.days[1:]]
    return Fact(
        "clock", pgettext("poster", "Time"), Said(value, language), tuple(Said(note, language) for note in notes)
    )


def _where(sheet: KitSheet, language: str) -> Fact:
    venue, place = said(sheet.venue, language), said(sheet.place, language)
    label = _("Place of the meeting")
    if venue.text:
        return Fact("place", label, venue, (place,))
    unknown = pgettext("poster", "online") if sheet.is_online else _("Venue to be confirmed")
    return Fact("place", label, place, (Said(unknown, language),))


def said(texts: Lines, language: str, *, breaks: bool = True) -> Said:
    """The text in `language`, else in the first other one that has it; on paper its long words can break."""
    for code in (language, *LANGUAGES):
        if written := texts.get(code).strip():
            return Said(breaking(written) if breaks else written, code)
    return Said("", language)


def breaking(text: str) -> str:
    return " ".join(
        word if len(word) <= _LONGEST_WORD else _BREAK.join(word[at : at + _PART] for at in range(0, len(word), _PART))
        for word in text.split(" ")
    )


def bare(address: str) -> str:
    """As people type it: without the scheme."""
    return address.partition("://")[2] or address

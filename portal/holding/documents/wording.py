"""What stands in the protocol of a meeting and in its action plan, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from meetings.choices import Attendee
from portal.holding.choices import Fate, Obtained, VisitPart
from portal.holding.documents.form import Form, Section, Table, Text, chosen
from portal.holding.queries.protocol import PartLine, ProtocolSheet, QuestionLine
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.questions.choices import Topic
from schedules.choices import MeetingFormat


def protocol_form(sheet: ProtocolSheet, *, language: str, address: str) -> Form:
    """The protocol; `address` is the page of the meeting on the portal."""
    with override(language):
        return Form(
            language=language,
            title=_title(sheet),
            subtitle=_("of the meeting with the population"),
            pairs=tuple(_pairs(sheet, language)),
            sections=tuple(_sections(sheet, language)),
            signatures=(
                (pgettext("signature", "Chair"), _chosen(sheet.person, language).text.replace("—", "")),
                (pgettext("signature", "Secretary"), _chosen(sheet.secretary, language).text.replace("—", "")),
            ),
            **_frame(sheet, address),
        )


def plan_form(sheet: ProtocolSheet, *, language: str, address: str) -> Form:
    """The list of issues with the action plan: issue, measure, term, who answers (clause 3.5 of Decree 826)."""
    with override(language):
        rows = tuple(_plan_row(sheet, line, language) for line in sheet.taken)
        table = Table(
            headers=(
                pgettext("column of a document", "No."),
                pgettext("column of a document", "Issue"),
                pgettext("column of a document", "Measure"),
                pgettext("column of a document", "Term"),
                pgettext("column of a document", "Responsible"),
            ),
            widths=(15, 33, 33, 14, 25),
            rows=rows,
        )
        empty = Text(_("No question was taken at this meeting."), language)
        return Form(
            language=language,
            title=_("List of issues and action plan"),
            subtitle=_("by the results of the meeting of %(day)s") % {"day": formats.day(sheet.held_on)},
            pairs=tuple(_about(sheet, language)),
            sections=(
                Section(
                    _("Issues raised at the meeting"),
                    paragraphs=() if rows else (empty,),
                    table=table if rows else None,
                ),
            ),
            signatures=(),
            upright=False,
            **_frame(sheet, address),
        )


def _frame(sheet: ProtocolSheet, address: str) -> dict[str, Any]:
    return {
        "draft_mark": pgettext("mark on a document", "DRAFT") if sheet.is_draft else "",
        "foot": _("Meeting %(number)s") % {"number": sheet.number},
        "address": address,
        "qr_alt": _("QR code with the address of this document on the portal"),
        "page": pgettext("foot of a document", "page"),
        "made_on": sheet.made_on,
    }


def _title(sheet: ProtocolSheet) -> str:
    if sheet.protocol_number:
        return _("PROTOCOL No. %(number)s") % {"number": sheet.protocol_number}
    return pgettext("title of a document", "PROTOCOL")


def _about(sheet: ProtocolSheet, language: str) -> Iterator[tuple[str, Text]]:
    held_by = _chosen(sheet.official, language)
    name = sheet.person.get(held_by.language).strip()
    yield _("Who met the people"), Text(f"{held_by.text}, {name}" if name else held_by.text, held_by.language)
    yield _("State body"), _chosen(sheet.body, language)
    yield pgettext("of a meeting", "Place"), _chosen(sheet.place, language)


def _pairs(sheet: ProtocolSheet, language: str) -> Iterator[tuple[str, Text]]:
    def plain(text: str) -> Text:
        return Text(text, language)

    yield _("Day"), plain(formats.day_weekday(sheet.held_on))
    hours = f"{formats.clock_time(sheet.start_time)}–{formats.clock_time(sheet.end_time)}"
    yield _("Beginning and end"), plain(hours)
    yield from _about(sheet, language)
    yield _("Venue"), _chosen(sheet.venue, language)
    yield _("Format"), plain(str(MeetingFormat(sheet.format).label))
    came = ngettext("%(count)s person", "%(count)s people", sheet.attendance) % {
        "count": formats.number(sheet.attendance)
    }
    if sheet.viewers:
        came = _("%(came)s; online: %(viewers)s") % {"came": came, "viewers": formats.number(sheet.viewers)}
    yield _("Came"), plain(came)
    roles = ", ".join(str(Attendee(code).label) for code in sheet.attendees)
    yield _("Took part"), plain(roles or "—")
    yield _("Secretary"), _chosen(sheet.secretary, language)
    yield _("How the time was shared"), plain(_split(sheet))
    if sheet.split_note != Lines("", "", ""):
        yield _("What the body says of it"), _chosen(sheet.split_note, language)
    if sheet.asked_in_all is not None:
        yield _("Questions asked"), plain(formats.number(sheet.asked_in_all))


def _split(sheet: ProtocolSheet) -> str:
    if sheet.talk_minutes is None or sheet.questions_minutes is None:
        return _("not recorded")
    whole = sheet.talk_minutes + sheet.questions_minutes
    share = round(100 * sheet.talk_minutes / whole) if whole else 0
    said = _("report: %(talk)s min (%(share)s %%), questions and answers: %(questions)s min; %(how)s")
    return said % {
        "talk": sheet.talk_minutes,
        "share": share,
        "questions": sheet.questions_minutes,
        "how": Obtained(sheet.obtained).label,
    }


def _sections(sheet: ProtocolSheet, language: str) -> Iterator[Section]:
    if sheet.summary != Lines("", "", ""):
        yield Section(_("What was spoken of"), (_chosen(sheet.summary, language),))
    yield _asked(sheet, language)
    if sheet.taken:
        yield Section(_("Instructions"), table=_instructions(sheet, language))
    if sheet.parts:
        yield Section(_("Beside the meeting"), tuple(_part(line, language) for line in sheet.parts))


def _asked(sheet: ProtocolSheet, language: str) -> Section:
    title = _("Questions of people")
    shown = [line for line in sheet.questions if any((line.text.kk, line.text.ru, line.text.en))]
    if not shown:
        return Section(title, (Text(_("No question is recorded."), language),))
    rows = tuple(
        (
            Text(str(line.number), language),
            _chosen(line.text, language),
            _chosen(line.place, language),
            Text(str(Topic(line.topic).label), language),
            _outcome(line, language),
        )
        for line in shown
    )
    headers = (
        pgettext("column of a document", "No."),
        pgettext("column of a document", "Question"),
        pgettext("column of a document", "Place"),
        pgettext("column of a document", "Topic"),
        pgettext("column of a document", "Outcome"),
    )
    return Section(title, table=Table(headers, (8, 40, 19, 23, 28), rows, numbers=(0,)))


def _outcome(line: QuestionLine, language: str) -> Text:
    answer = _chosen(line.answer, language)
    fate = str(Fate(line.fate).label)
    return Text(fate if answer.text == "—" else f"{fate}: {answer.text}", language, answer.note)


def _instructions(sheet: ProtocolSheet, language: str) -> Table:
    rows = tuple(
        (
            Text(str(line.number), language),
            _chosen(line.measure, language),
            _responsible(line, language),
            Text(formats.day(line.due_on) if line.due_on else "—", language),
        )
        for line in sheet.taken
    )
    headers = (
        pgettext("column of a document", "No."),
        pgettext("column of a document", "Measure"),
        pgettext("column of a document", "Responsible"),
        pgettext("column of a document", "Term"),
    )
    return Table(headers, (8, 52, 36, 22), rows, numbers=(0,))


def _plan_row(sheet: ProtocolSheet, line: QuestionLine, language: str) -> tuple[Text, ...]:
    return (
        Text(f"{sheet.number}/{line.number}", language),
        _chosen(line.text, language),
        _chosen(line.measure, language),
        Text(formats.day(line.due_on) if line.due_on else "—", language),
        _responsible(line, language),
    )


def _responsible(line: QuestionLine, language: str) -> Text:
    body = _chosen(line.body, language)
    post = line.responsible.get(body.language).strip()
    return Text(f"{body.text}, {post}" if post else body.text, body.language, body.note)


def _part(line: PartLine, language: str) -> Text:
    name = str(VisitPart(line.kind).label)
    name = name[0].upper() + name[1:]
    if line.held_on is None:
        reason = _chosen(line.missed_reason, language)
        return Text(_("%(part)s: did not take place. %(reason)s") % {"part": name, "reason": reason.text}, language)
    said = f"{name}: {formats.day(line.held_on)}"
    if line.people is not None:
        people = ngettext("%(count)s person", "%(count)s people", line.people)
        said = f"{said}, {people % {'count': formats.number(line.people)}}"
    note = _chosen(line.note, language)
    return Text(said if note.text == "—" else f"{said}. {note.text}", language, note.note)


def _chosen(texts: Lines, language: str) -> Text:
    return chosen(texts, language, note=_("no text in this language"))

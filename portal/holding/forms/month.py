"""What an office filled in in the workbook of a month: each row as it is understood, or its problems at their cells.

Saves nothing. What only the database can tell (two meetings of one official at once) is told when a row is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from meetings.choices import Attendee
from meetings.models import MOST_PEOPLE, Meeting, MeetingEvent
from meetings.services.held import Facts
from portal.bodies.permissions import Actor
from portal.holding.choices import Obtained
from portal.holding.forms.month_holders import Holders, holders_of
from portal.holding.forms.questions import recognise
from portal.holding.models import LONGEST_QUESTION, Account
from portal.holding.queries.log import places_of
from portal.holding.rules.lines import MOST_QUESTIONS, lines_of
from portal.holding.services.logging import Asked, Log
from portal.holding.services.month import MonthRow
from portal.holding.workbooks.month import MonthLine, yes_and_no
from portal.kernel.folding import fold
from portal.kit import formats, forms
from portal.kit.fields import DateTextField
from portal.kit.texts import longest
from portal.sheets.cells import shown
from portal.sheets.reading import Value
from portal.sheets.times import read_time

_NUMBER = re.compile(r"[0-9]{4}-[0-9]{6}")
_DAY_MINUTES = 24 * 60
_SEVERAL = re.compile(r"[;\n]")


class WorkbookForm(forms.Form):
    """The filled workbook."""

    file = forms.FileField(
        label=gettext_lazy("The filled workbook"),
        help_text=gettext_lazy("XLSX, up to 10 MB. It is read first and shown; you record it with the next button."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    use_required_attribute = False


@dataclass
class Entry:
    """A row: recorded already, ready to be recorded, or with problems, each at its cell."""

    line: MonthLine
    meeting: Meeting | None = None
    is_done: bool = False
    facts: Facts | None = None
    log: Log | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return self.facts is not None and not self.problems and not self.is_done

    @property
    def questions(self) -> int:
        return len(lines_of(self.asked))

    def row(self, sequence: int) -> MonthRow:
        """For the service, with its questions recognised. Some statements where there are any."""
        number = number_of(self.line)
        if self.is_done or not self.is_ready:
            wrong = "; ".join(f"{cell}: {sentence}" for cell, sentence in self.problems)
            return MonthRow(number, is_done=self.is_done, wrong=wrong)
        assert self.meeting is not None
        assert self.log is not None
        asked = recognise(self.asked, {}, places_of(self.meeting)) if self.asked else []
        log = replace(self.log, questions=tuple(Asked(row.text, row.place, row.topic, row.fate) for row in asked))
        return MonthRow(
            number,
            meeting=self.meeting,
            facts=self.facts,
            log=log,
            reasons=self.reasons,
            sequence=sequence,
        )

    def at(self, key: str, sentence: str) -> None:
        self.problems.append((self.line.cell(key), sentence))


def check_month(lines: Iterable[MonthLine], *, actor: Actor) -> list[Entry]:
    """Every row in which something was filled in. Three statements."""
    filled = [Entry(line) for line in lines if line.is_filled]
    numbers = {number for entry in filled if (number := number_of(entry.line))}
    rows = Meeting.objects.public().recorded_by(actor).filter(number__in=numbers).with_names()
    meetings = {meeting.number: meeting for meeting in rows.select_related("schedule", "region", "body__territory")}
    told = set(
        Account.objects.filter(meeting__in=[each.pk for each in meetings.values()]).values_list("meeting", flat=True)
    )
    holders = holders_of(each.body_id for each in meetings.values())
    seen: set[str] = set()
    for entry in filled:
        number = number_of(entry.line)
        entry.meeting = meetings.get(number)
        if entry.meeting is None:
            # The same sentence for one of somebody else and for one that never was.
            entry.at("number", _("There is no such meeting among those you record."))
        elif number in seen:
            entry.at("number", _("This meeting stands in the workbook twice."))
        elif entry.meeting.pk in told:
            entry.is_done = True
        else:
            _read(entry, entry.meeting, holders, actor.on)
        seen.add(number)
    return filled


def number_of(line: MonthLine) -> str:
    written = shown(line.value("number")).strip()
    return written if _NUMBER.fullmatch(written) else ""


def _read(entry: Entry, meeting: Meeting, holders: Holders, today: date) -> None:
    if not meeting.is_awaited and not meeting.is_held:
        entry.at("number", _("This meeting was cancelled, or it is declared that it did not take place."))
        return
    announced = _day(entry, "day")
    if announced is not None and announced != meeting.on:
        sentence = _("The meeting was moved since: it stands announced for %(when)s.")
        entry.at("day", sentence % {"when": formats.when_text(meeting.when)})
    held_on = _held_on(entry, meeting, today)
    start, end = _time(entry, "start_time"), _time(entry, "end_time")
    if start and end and end <= start:
        entry.at("end_time", _("A meeting ends after its beginning."))
    people = _whole(entry, "attendance", 1, MOST_PEOPLE, is_needed=True)
    talk, questions = (_whole(entry, key, 0, _DAY_MINUTES) for key in ("talk_minutes", "questions_minutes"))
    _check_minutes(entry, talk, questions, start, end)
    obtained = _choice(entry, "obtained", _obtained(), _("Choose how the minutes are known from the list."))
    entry.asked = _text(entry, "questions")
    _check_questions(entry)
    entry.log = Log(
        talk_minutes=talk,
        questions_minutes=questions,
        obtained=(obtained or Obtained.STATED) if talk is not None else "",
        attendees=_attendees(entry),
    )
    held_by, wrong = holders.find(_text(entry, "held_by"), meeting, held_on or today)
    if wrong:
        entry.at("held_by", wrong)
    if held_on and start and end and people:
        entry.facts = Facts(held_on, start, end, held_by, people)


def _held_on(entry: Entry, meeting: Meeting, today: date) -> date | None:
    """The day it was held; another than announced has its reasons."""
    typed = _day(entry, "held_on")
    said = _choice(entry, "as_planned", _yes_no(), _("Write yes or no."))
    if said == "yes" and typed not in (None, meeting.on):
        entry.at("held_on", _("Held as announced, and on another day: one of the two is wrong."))
    if said == "no" and typed is None:
        entry.at("held_on", _("Give the day it was held."))
        return None
    held_on = typed or meeting.on
    if held_on is None:
        entry.at("held_on", _("Give the day it was held."))
        return None
    if held_on > today:
        entry.at("held_on" if typed else "number", _("This day has not come yet."))
    entry.reasons = {key: _text(entry, key) for key in ("reason_kk", "reason_ru")}
    most = longest(MeetingEvent, "reason") or _DAY_MINUTES
    for key, text in entry.reasons.items():
        if held_on != meeting.on and not text:
            entry.at(key, _("People were told of another day: say why it changed, in Kazakh and in Russian."))
        elif len(text) > most:
            entry.at(key, _("At most %(most)s characters are taken.") % {"most": most})
    if held_on == meeting.on:
        entry.reasons = dict.fromkeys(entry.reasons, "")
    return held_on


def _check_minutes(entry: Entry, talk: int | None, questions: int | None, start: time | None, end: time | None) -> None:
    if (talk is None) != (questions is None):
        key = "talk_minutes" if talk is None else "questions_minutes"
        entry.at(key, _("Give the minutes of talk and of questions, both or none."))
    elif talk is not None and questions is not None and start and end and end > start:
        lasted = (end.hour - start.hour) * 60 + end.minute - start.minute
        if talk + questions > lasted:
            sentence = _("Talk and questions together are longer than the meeting: it lasted %(lasted)s minutes.")
            entry.at("talk_minutes" if talk > lasted else "questions_minutes", sentence % {"lasted": lasted})


def _check_questions(entry: Entry) -> None:
    lines = lines_of(entry.asked)
    if len(lines) > MOST_QUESTIONS:
        entry.at("questions", _("At most %(most)s questions are taken at once.") % {"most": MOST_QUESTIONS})
    elif any(len(line) > LONGEST_QUESTION for line in lines):
        entry.at("questions", _("A question has at most %(most)s characters. Shorten it.") % {"most": LONGEST_QUESTION})


# -- one cell ----------------------------------------------------------------------------------------------------------
def _text(entry: Entry, key: str) -> str:
    """Lines of a cell stay lines."""
    value = entry.line.value(key)
    return value.strip() if isinstance(value, str) else shown(value).strip()


def _day(entry: Entry, key: str) -> date | None:
    value = entry.line.value(key)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    try:
        return DateTextField(required=False).to_python(shown(value))
    except ValidationError as wrong:
        if key != "day":
            entry.at(key, wrong.messages[0])
        return None


def _time(entry: Entry, key: str) -> time | None:
    value = entry.line.value(key)
    if value is None:
        entry.at(key, _("Give the time, for example 11:00."))
        return None
    found = value.time().replace(second=0, microsecond=0) if isinstance(value, datetime) else read_time(shown(value))
    if found is None:
        entry.at(key, _("Give the time, for example 11:00."))
    return found


def _whole(entry: Entry, key: str, least: int, most: int, *, is_needed: bool = False) -> int | None:
    value: Value | None = entry.line.value(key)
    if value is None and not is_needed:
        return None
    text = shown(value).strip() if value is not None else ""
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        sentence = _("Write a whole number from %(least)s to %(most)s.")
        entry.at(key, sentence % {"least": formats.number(least), "most": formats.number(most)})
        return None
    return int(text)


def _choice(entry: Entry, key: str, known: dict[str, str], sentence: str) -> str:
    text = _text(entry, key)
    if not text:
        return ""
    if (found := known.get(fold(text))) is None:
        entry.at(key, sentence)
    return found or ""


def _attendees(entry: Entry) -> tuple[str, ...]:
    known, found = _roles(), []
    for part in _SEVERAL.split(_text(entry, "attendees")):
        if not part.strip():
            continue
        role = known.get(fold(part.strip()))
        if role is None:
            sentence = _("Nobody is named here, only roles as the portal lists them: “%(part)s” is none.")
            entry.at("attendees", sentence % {"part": part.strip()[:60]})
        elif role not in found:
            found.append(role)
    return tuple(found)


@lru_cache(maxsize=1)
def _obtained() -> dict[str, str]:
    return _in_all(lambda: [(str(label), value) for value, label in Obtained.choices])


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return _in_all(lambda: [(str(label), value) for value, label in Attendee.choices])


@lru_cache(maxsize=1)
def _yes_no() -> dict[str, str]:
    return _in_all(lambda: list(zip(yes_and_no(), ("yes", "no"), strict=True)))


def _in_all(write: Callable[[], list[tuple[str, Any]]]) -> dict[str, str]:
    """Words of every language, folded, with what they stand for."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(word): str(value) for word, value in write()}
    return found

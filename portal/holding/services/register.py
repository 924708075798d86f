"""The register of questions: what each says to everybody, who answers for it, what is done and until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meetings.models import MeetingHeld
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.errors import PUBLISHED
from portal.holding.models import Account, Question
from portal.holding.services.above import require_free
from portal.holding.services.steps import Said, keep, opened
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats
from portal.questions.choices import Topic
from portal.questions.models import AskedQuestion

#: More questions than anybody asks in one hall.
MOST_QUESTIONS = 500
#: A term further ahead is a slip of the finger.
LONGEST_TERM = timedelta(days=3660)


@dataclass(frozen=True)
class Entry:
    """One question as it is to stand."""

    text_kk: str = ""
    text_ru: str = ""
    territory: Territory | None = None
    topic: str = Topic.OTHER
    fate: str = Fate.TAKEN
    answer_kk: str = ""
    answer_ru: str = ""
    body: Body | None = None
    responsible_kk: str = ""
    responsible_ru: str = ""
    measure_kk: str = ""
    measure_ru: str = ""
    due_on: date | None = None
    minute: int | None = None
    asked_before: AskedQuestion | None = None


#: Which question it is of those asked before is said once, when it is added.
_NAMES = tuple(field.name for field in fields(Entry) if field.name != "asked_before")


@transaction.atomic
def set_question(
    *,
    account: Account,
    number: int,
    entry: Entry,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Account:
    """Raises NotAllowed, Conflict (changed since, not held, no such question, something was made of it that stays),
    Invalid with fields.
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    row = _rows(locked, [number])[0]
    _check(entry, _held_on(locked), today)
    if row.fate == Fate.TAKEN and entry.fate != Fate.TAKEN:
        require_free(row)
    changed = [name for name in _NAMES if getattr(row, name) != getattr(entry, name)]
    if not changed:
        return locked
    _write(row, entry)
    row.save()
    return keep(locked, actor=actor, today=today, now=now, said=said)


@transaction.atomic
def set_many(
    *,
    account: Account,
    numbers: Collection[int],
    values: dict[str, Any],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> int:
    """Give several taken questions the same body, term, measure or topic. Says how many. Raises as `set_question`."""
    locked = opened(account, actor=actor, expected_version=expected_version)
    given = {name: value for name, value in values.items() if value not in (None, "") and name in _NAMES}
    if not numbers:
        raise Invalid.at("numbers", _("Tick the questions it is for."))
    if not given:
        raise Invalid(_("Say what the questions that are ticked get."), code="nothing")
    _check(Entry(**given), _held_on(locked), today)
    rows = [row for row in _rows(locked, numbers) if row.fate == Fate.TAKEN]
    for row in rows:
        for name, value in given.items():
            setattr(row, name, value)
    Question.objects.bulk_update(rows, list(given))
    keep(locked, actor=actor, today=today, now=now, said=said)
    return len(rows)


@transaction.atomic
def add_question(
    *,
    account: Account,
    asked: str,
    actor: Actor,
    today: date,
    now: datetime,
    fate: str = Fate.TAKEN,
    entry: Entry | None = None,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Question:
    """One that was left out of the log; its number follows the last that was ever given.

    `entry` says at once what it is to everybody. Of published results it is asked for, in both languages, and whole:
    the question is a correction. Raises NotAllowed, Conflict, Invalid with fields.
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    last = locked.questions.aggregate(last=Max("number"))["last"] or 0
    if not asked.strip():
        raise Invalid.at("asked", _("Write the question."))
    if last >= MOST_QUESTIONS:
        raise Invalid.at("asked", _("There are as many questions as there may be."))
    if locked.is_published:
        _require_text(entry)
    if entry is not None:
        _check(entry, _held_on(locked), today)
    row = Question(account=locked, number=last + 1, asked=asked.strip(), fate=fate, territory=locked.meeting.territory)
    if entry is not None:
        _write(row, entry)
        row.asked_before = entry.asked_before
    row.territory = row.territory or locked.meeting.territory
    row.save()
    keep(locked, actor=actor, today=today, now=now, said=said)
    return row


@transaction.atomic
def withdraw_question(
    *,
    account: Account,
    number: int,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Account:
    """It was no question, or stood twice: it is taken out, and its number is never given again."""
    locked = opened(account, actor=actor, expected_version=expected_version)
    row = _rows(locked, [number])[0]
    require_free(row)
    row.withdrawn_on = today
    row.save(update_fields=["withdrawn_on"])
    return keep(locked, actor=actor, today=today, now=now, said=said)


def _rows(account: Account, numbers: Collection[int]) -> list[Question]:
    rows = list(Question.objects.standing().filter(account=account, number__in=numbers).order_by("number"))
    if len(rows) != len(set(numbers)):
        raise Conflict(_("Some of these questions are not there any more."), code="gone")
    return rows


def _held_on(account: Account) -> date:
    return MeetingHeld.objects.get(meeting=account.meeting_id, withdrawn_on__isnull=True).held_on


def _write(row: Question, entry: Entry) -> None:
    for name in _NAMES:
        setattr(row, name, getattr(entry, name))
    if row.fate != Fate.TAKEN:
        row.body = row.due_on = None
        row.measure_kk = row.measure_ru = row.responsible_kk = row.responsible_ru = ""


def _require_text(entry: Entry | None) -> None:
    texts = {name: getattr(entry, name, "") for name in ("text_kk", "text_ru")}
    sentence = _("The results are published: write the question for everyone in both languages.")
    if missing := {name: [sentence] for name, text in texts.items() if not text.strip()}:
        raise Invalid(sentence, errors=missing, code=PUBLISHED)


def _check(entry: Entry, held_on: date, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if entry.due_on is not None:
        if entry.due_on < held_on:
            day = {"day": formats.day(held_on)}
            errors["due_on"] = [_("The term is not before the meeting on %(day)s.") % day]
        elif entry.due_on > today + LONGEST_TERM:
            errors["due_on"] = [_("The term is too far ahead.")]
    for name in ("answer", "responsible", "measure"):
        kk, ru = getattr(entry, f"{name}_kk"), getattr(entry, f"{name}_ru")
        if bool(kk) != bool(ru):
            errors[f"{name}_ru" if kk else f"{name}_kk"] = [_("Write it in both languages.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="question")

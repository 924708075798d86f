"""The answerable body says what it will do, until when and who answers, and what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import OPEN, TOLD_OF, Competence, Risk, State, Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import LONGEST_MEASURE, LONGEST_TEXT, LONGEST_TITLE, Issue, IssueTopic
from issues.rules.times import LONGEST_TERM
from issues.services.steps import (
    Line,
    is_said,
    note_line,
    opened,
    require_clean,
    require_free,
    require_unchanged,
    require_unclaimed,
    step,
)
from issues.services.words import LONGEST_INTERNAL, LONGEST_POSITION, both, require_short
from portal.bodies.permissions import Actor
from portal.holding.models import Account, Question
from portal.holding.services.steps import locked as account_locked
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats

_LONGEST = {"position": LONGEST_POSITION, "measure": LONGEST_MEASURE, "instruction": LONGEST_MEASURE}


@dataclass(frozen=True)
class Assignment:
    """Who answers (a position, no person), what is done, and until when; the instruction is for offices alone."""

    due_on: date | None = None
    position_kk: str = ""
    position_ru: str = ""
    measure_kk: str = ""
    measure_ru: str = ""
    instruction_kk: str = ""
    instruction_ru: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known of an issue beside its texts; None of what stays as it is."""

    topic: IssueTopic | None = None
    competence: str | None = None
    affected: int | None = None
    risk: str | None = None


_ASSIGNED = tuple(each.name for each in fields(Assignment) if each.name != "due_on")
_TEXTS = tuple(f"{name}_{language}" for name in ("title", "text") for language in ("kk", "ru", "en"))


@transaction.atomic
def assign(
    *,
    issue: Issue,
    assignment: Assignment,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Say who answers, the measure and the first term; of one that is only registered, somebody works on it from now.

    Once there is a term it is changed by `set_term` alone, which asks for a reason. Raises NotAllowed, Conflict
    (changed since, closed, handed over), Invalid with fields.
    """
    row = opened(issue, actor=actor)
    values = {name: getattr(assignment, name).strip() for name in _ASSIGNED}
    due_on = assignment.due_on or row.due_on
    same = due_on == row.due_on and all(getattr(row, name) == value for name, value in values.items())
    if same and row.state != State.REGISTERED:
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if row.state not in OPEN:
        raise Conflict(MOVED_ON, code=CHANGED)
    _check_assigned(values)
    if due_on is None:
        raise Invalid.at("due_on", _("Say until when it is to be done."))
    was = row.due_on
    if was is None:
        require_term(row, due_on, today)
        row.due_on = row.first_due_on = due_on
    elif due_on != was:
        raise Invalid.at("due_on", _("The term stands already: change it apart, with a reason."))
    for name, value in values.items():
        setattr(row, name, value)
    line = Line(due_on=due_on if was is None else None)
    act = step if row.state == State.REGISTERED else note_line
    act(row, Verb.ASSIGN, now=now, today=today, actor=actor, line=line)
    return row


@transaction.atomic
def set_term(
    *,
    issue: Issue,
    due_on: date,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Another last day, with the reason, which everybody reads beside the old day. The first promise stays on record.

    A day that has passed is no term. Raises NotAllowed, Conflict, Invalid (fields "due_on", "reason_kk", "reason_ru").
    """
    row = opened(issue, actor=actor)
    if row.due_on == due_on:
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if row.state not in OPEN:
        raise Conflict(MOVED_ON, code=CHANGED)
    if row.due_on is None:
        raise Invalid.at("due_on", _("There is no term yet: say first who answers and what is done."))
    require_term(row, due_on, today)
    line = Line(note=both("reason", reason_kk, reason_ru), was_due_on=row.due_on, due_on=due_on)
    row.due_on = due_on
    note_line(row, Verb.TERM, now=now, today=today, actor=actor, line=line)
    return row


@transaction.atomic
def note_news(
    *,
    issue: Issue,
    note_kk: str = "",
    note_ru: str = "",
    internal: str = "",
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """What has been done, for everybody; `internal` for offices. With inner words alone nobody outside sees a line.

    Pressed twice it is written once. Raises NotAllowed, Conflict, Invalid ("note_kk", "note_ru", "internal").
    """
    row = opened(issue, actor=actor)
    inner = internal.strip()
    note = both("note", note_kk, note_ru, is_asked=not inner)
    require_short({"internal": inner}, LONGEST_INTERNAL)
    line = Line(note=note, internal=inner, is_public=bool(note["kk"]))
    return _told(row, Verb.NEWS, line, actor=actor, today=today, now=now, expected=expected_version)


@transaction.atomic
def note_nothing(
    *,
    issue: Issue,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """There is nothing new, and why. Raises NotAllowed, Conflict, Invalid ("reason_kk", "reason_ru")."""
    row = opened(issue, actor=actor)
    line = Line(note=both("reason", reason_kk, reason_ru))
    return _told(row, Verb.NOTHING, line, actor=actor, today=today, now=now, expected=expected_version)


@transaction.atomic
def correct(
    *,
    issue: Issue,
    texts: Mapping[str, str],
    internal: str | None = None,
    facts: Facts | None = None,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Mend title and text ("title_kk" …) and what is known of it but its place (`placing`); what is not named stays.

    One that has its title now, and waited for nothing else, becomes public. Texts that are hidden stay so until a
    second person shows them (`hiding`); others, and the topic, stay as they are while people answer a claim.

    Raises NotAllowed, Conflict (changed since, people answer), Invalid with fields.
    """
    account = _account_of(issue)
    row = opened(issue, actor=actor)
    values: dict[str, Any] = {name: text.strip() for name, text in texts.items() if name in _TEXTS}
    if internal is not None:
        values["internal"] = internal.strip()
    values |= {each.name: value for each in fields(Facts) if facts and (value := getattr(facts, each.name)) is not None}
    values = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not values:
        return row
    require_unchanged(row, expected_version)
    if row.hidden_on is None and values.keys() & {*_TEXTS, "topic"}:
        require_unclaimed(row)
    _check_corrected(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    has_title = bool(row.title_kk and row.title_ru)
    note_line(row, Verb.EDIT, now=now, today=today, actor=actor)
    if has_title and not row.is_public and (account is None or account.is_published):
        row.published_on = today
        note_line(row, Verb.PUBLISH, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


def require_term(issue: Issue, due_on: date, today: date) -> None:
    """Raises Invalid at "due_on" for a day before the registration, one that has passed, or one too far ahead."""
    if due_on < issue.registered_on:
        day = {"day": formats.day(issue.registered_on)}
        raise Invalid.at("due_on", _("The term is not before the registration on %(day)s.") % day)
    if due_on < today:
        raise Invalid.at("due_on", _("This day has passed."))
    if due_on > today + LONGEST_TERM:
        raise Invalid.at("due_on", _("The term is too far ahead."))


def _account_of(issue: Issue) -> Account | None:
    """Whose results make it public, locked before it, as those do who publish them; none of what an office entered."""
    question = Question.objects.select_related("account").filter(issue=issue).first()
    return account_locked(question.account) if question is not None else None


def _told(
    row: Issue, verb: Verb, line: Line, *, actor: Actor, today: date, now: datetime, expected: int | None
) -> Issue:
    if is_said(row, verb, actor=actor, line=line, today=today, expected=expected):
        return row
    require_unchanged(row, expected)
    if row.state not in TOLD_OF:
        raise Conflict(MOVED_ON, code=CHANGED)
    note_line(row, verb, now=now, today=today, actor=actor, line=line)
    return row


def _check_assigned(values: Mapping[str, str]) -> None:
    sentence = _("Write it in both languages.")
    errors: dict[str, list[str]] = {}
    for name in _LONGEST:
        kk, ru = values[f"{name}_kk"], values[f"{name}_ru"]
        if bool(kk) != bool(ru):
            errors[f"{name}_ru" if kk else f"{name}_kk"] = [sentence]
    if errors:
        raise Invalid(sentence, errors=errors, code="both_languages")
    for name, longest in _LONGEST.items():
        require_short({each: values[each] for each in (f"{name}_kk", f"{name}_ru")}, longest)
    require_clean(values)


def _check_corrected(row: Issue, values: Mapping[str, Any]) -> None:
    texts = {name: values.get(name, getattr(row, name)) for name in _TEXTS}
    require_short({name: text for name, text in texts.items() if name.startswith("title")}, LONGEST_TITLE)
    require_short({name: text for name, text in texts.items() if name.startswith("text")}, LONGEST_TEXT)
    require_clean({name: text for name, text in values.items() if name in _TEXTS})
    is_asked = row.is_public and row.hidden_on is None
    if is_asked or texts["title_kk"] or texts["title_ru"]:
        _require_title(texts)
    topic = values.get("topic")
    if topic is not None and topic.closed_on is not None:
        raise Invalid.at("topic", _("This topic takes no new issues."))
    if values.get("competence", Competence.DISTRICT) not in Competence.values:
        raise Invalid.at("competence", _("Choose one of the list."))
    if values.get("risk", Risk.NONE) not in Risk.values:
        raise Invalid.at("risk", _("Choose one of the list."))


def _require_title(texts: Mapping[str, str]) -> None:
    both("title", texts["title_kk"], texts["title_ru"], longest=LONGEST_TITLE)

"""What is still wanting before results can be published, each with where it is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from meetings.models import MeetingHeld
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.kernel.private import find_private
from portal.law.sharing import is_talk_in_measure

#: Texts of an account that everybody reads once its results are published.
TEXTS = ("split_note", "venue", "stream_none", "summary", "report", "secretary")
_OF_QUESTION = ("text", "answer", "responsible", "measure")
_OF_PART = ("note", "missed_reason")


@dataclass(frozen=True)
class Wanting:
    """`section` is the page of the close-out on which it is filled in; `question` the number of one at fault."""

    section: str
    sentence: str
    question: int | None = None


def whole(account: Account) -> Account:
    """The account with everything that is judged: four statements whatever it has."""
    asked = Question.objects.standing().select_related("body", "territory").order_by("number")
    held = MeetingHeld.objects.filter(withdrawn_on__isnull=True).select_related("held_by")
    rows = Account.objects.select_related("meeting__body__territory", "meeting__territory", "meeting__official")
    return rows.prefetch_related(
        Prefetch("questions", queryset=asked), "parts", Prefetch("meeting__holdings", queryset=held)
    ).get(pk=account.pk)


def wanting(account: Account) -> list[Wanting]:
    """Of an account as `whole` reads it, in the order of the pages."""
    return list(_wanting(account))


def is_lacking(row: Question) -> bool:
    """Whether something of the question is wanting."""
    return any(True for _each in _of_question(row)) or bool(_found(row, _OF_QUESTION))


def _wanting(account: Account) -> Iterator[Wanting]:
    if not account.meeting.holdings.all():
        yield Wanting("times", _("The meeting is not recorded as held."))
    talk, questions = account.talk_minutes, account.questions_minutes
    if talk is None or questions is None:
        yield Wanting("times", _("Say how many minutes the talk took and how many the questions."))
    elif not is_talk_in_measure(talk_minutes=talk, questions_minutes=questions) and not _is_in_both(
        account, "split_note"
    ):
        yield Wanting("times", _("The talk took more than a quarter of the time: explain why, in both languages."))
    if not _is_in_both(account, "summary"):
        yield Wanting("words", _("Write the summary in Kazakh and in Russian."))
    for row in account.questions.all():
        yield from _of_question(row)
    yield from _private(account)


def _of_question(row: Question) -> Iterator[Wanting]:
    if row.fate != Fate.TAKEN:
        return
    lacks = []
    if not _is_in_both(row, "text"):
        lacks.append(_("its text in both languages"))
    if row.body_id is None:
        lacks.append(_("the responsible body"))
    if not _is_in_both(row, "measure"):
        lacks.append(_("the measure in both languages"))
    if row.due_on is None:
        lacks.append(_("the term"))
    if lacks:
        said = _("Question %(number)d lacks: %(what)s.") % {"number": row.number, "what": ", ".join(lacks)}
        yield Wanting("questions", said, row.number)


def _private(account: Account) -> Iterator[Wanting]:
    for section, names in (
        ("times", TEXTS[:1]),
        ("audience", TEXTS[1:3]),
        ("words", TEXTS[3:5]),
        ("protocol", TEXTS[5:]),
    ):
        if found := _found(account, names):
            yield Wanting(section, _said(found))
    for part in account.parts.all():
        if found := _found(part, _OF_PART):
            yield Wanting("visit", _said(found))
    for row in account.questions.all():
        if found := _found(row, _OF_QUESTION):
            said = _("Question %(number)d: %(what)s") % {"number": row.number, "what": _said(found)}
            yield Wanting("questions", said, row.number)


def _found(thing: object, names: Iterable[str]) -> list[str]:
    texts = [getattr(thing, f"{name}_{language}") for name in names for language in ("kk", "ru", "en")]
    return [piece for text in texts for piece in find_private(text)]


def _said(found: list[str]) -> str:
    return _("personal data must not be published: %(what)s.") % {"what": ", ".join(dict.fromkeys(found))}


def _is_in_both(thing: object, name: str) -> bool:
    return all(getattr(thing, f"{name}_{language}").strip() for language in ("kk", "ru"))

"""How a question or a demand changes: locked, compared with what was read, and with a line of its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import overload

from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict
from portal.questions.choices import Verb
from portal.questions.errors import CHANGED
from portal.questions.models import AskedQuestion, Demand, DemandEvent, QuestionEvent
from portal.questions.workflow import DEMANDS, QUESTIONS

#: Words in three languages by the ending of their column.
Told = Mapping[str, str]


@overload
def locked(sent: AskedQuestion, *, expected: int | None = None) -> AskedQuestion: ...
@overload
def locked(sent: Demand, *, expected: int | None = None) -> Demand: ...
def locked(sent: AskedQuestion | Demand, *, expected: int | None = None) -> AskedQuestion | Demand:
    """The row as it stands, locked. Raises Conflict when `expected` is another version than that."""
    row: AskedQuestion | Demand
    if isinstance(sent, AskedQuestion):
        questions = AskedQuestion.objects.select_related("meeting__body__territory", "territory", "person")
        row = questions.select_for_update(of=("self",)).get(pk=sent.pk)
    else:
        demands = Demand.objects.select_related("body__territory", "territory", "person")
        row = demands.select_for_update(of=("self",)).get(pk=sent.pk)
    require_unchanged(row, expected)
    return row


def require_unchanged(sent: AskedQuestion | Demand, expected: int | None) -> None:
    """Raises Conflict when `expected` is another version than that of the locked row."""
    if expected is not None and expected != sent.version:
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)


def step(
    sent: AskedQuestion | Demand,
    verb: str,
    *,
    now: datetime,
    today: date,
    actor: Actor | None = None,
    note: Told | None = None,
) -> None:
    """Move a locked row by `verb` of its machine, save it whole, and write the line. Raises IllegalTransition."""
    machine = QUESTIONS if isinstance(sent, AskedQuestion) else DEMANDS
    before = sent.state
    sent.state = machine.apply(verb, before)
    _save(sent)
    _tell(sent, Verb(verb), before, now=now, today=today, actor=actor, note=note)


def note_line(
    sent: AskedQuestion | Demand,
    verb: Verb,
    *,
    now: datetime,
    today: date,
    actor: Actor | None = None,
    note: Told | None = None,
) -> None:
    """Save a locked row that changed within its state, and write the line."""
    _save(sent)
    _tell(sent, verb, sent.state, now=now, today=today, actor=actor, note=note)


def _save(sent: AskedQuestion | Demand) -> None:
    if sent.pk is not None:
        sent.version += 1
    sent.save()


def _tell(
    sent: AskedQuestion | Demand,
    verb: Verb,
    before: str,
    *,
    now: datetime,
    today: date,
    actor: Actor | None,
    note: Told | None,
) -> None:
    told = {f"note_{language}": words for language, words in (note or {}).items()}
    line = {
        "verb": verb,
        "from_state": before,
        "to_state": sent.state,
        "actor": actor.user if actor else None,
        "at": now,
        "on": today,
        **told,
    }
    if isinstance(sent, AskedQuestion):
        QuestionEvent.objects.create(question=sent, **line)
    else:
        DemandEvent.objects.create(demand=sent, **line)

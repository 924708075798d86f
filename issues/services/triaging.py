"""What becomes of a question that was taken at a meeting: an issue with a body and a term, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from issues.choices import Verb
from issues.models import LONGEST_TITLE, Issue
from issues.permissions import can_register_for
from issues.queries.triage import root_of, title_of, to_triage, topic_of
from issues.services.closing import close
from issues.services.handing import hand_over
from issues.services.joining import join
from issues.services.ranking_by_hand import rank
from issues.services.register import Raised, take
from issues.services.working import Assignment, assign
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.holding.services.register import Entry, set_question
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private
from portal.kernel.wording import Lines

#: Questions of which one press makes issues; pressed again the others follow.
AT_ONCE: Final = 100
_WHY: Final = gettext_noop("Raised at the meeting %(number)s; it lies with this body.")
_ENTRY: Final = tuple(name for name in Entry.__dataclass_fields__ if name != "asked_before")


@dataclass(frozen=True)
class Place:
    """In the ranking, set by hand in place of the score."""

    number: int
    why: str


@transaction.atomic
def register_and_assign(
    *,
    question: Question,
    raised: Raised,
    assignment: Assignment,
    body: Body | None,
    place: Place | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Issue:
    """An issue with measure and term, in one act. The body of the meeting holds it; another `body` is asked to take it
    over, and answers for it once it accepts.

    Raises NotAllowed, Conflict (somebody else was first, the question was not taken), Invalid with fields.
    """
    said: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    _require_mine(question, actor)
    issue = take(question=question, raised=raised, **said)
    if place is not None:
        issue = rank(issue=issue, place=place.number, why=place.why, **said)
    issue = assign(issue=issue, assignment=assignment, **said)
    if body is not None and body.pk != issue.holder_id:
        why = _why(question)
        hand_over(issue=issue, to_body=body, why_kk=why.kk, why_ru=why.ru, **said)
    return issue


@transaction.atomic
def register_and_join(
    *, question: Question, raised: Raised, to: Issue, actor: Actor, today: date, now: datetime
) -> Issue:
    """It has its number, and stands with the issue of the same that is open. Raises as `take` and `joining.join`."""
    _require_mine(question, actor)
    issue = take(question=question, raised=raised, actor=actor, today=today, now=now)
    return join(issue=issue, to=to, actor=actor, today=today, now=now)


@transaction.atomic
def answered_in_hall(
    *,
    question: Question,
    raised: Raised,
    is_outside: bool,
    answer_kk: str,
    answer_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Issue | None:
    """It was answered on the spot, or is outside the powers of the body: while nothing is published the account says
    so and there is no issue. What everybody has read as taken becomes an issue that is closed with the answer.

    Raises NotAllowed, Conflict, Invalid (fields "answer_kk", "answer_ru").
    """
    said: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    account = question.account
    can_register_for(actor, account.meeting.body).require()
    if not account.is_published:
        values = {name: getattr(question, name) for name in _ENTRY}
        fate = Fate.OUTSIDE if is_outside else Fate.ANSWERED
        entry = replace(Entry(**values), fate=fate, body=None, due_on=None, answer_kk=answer_kk, answer_ru=answer_ru)
        set_question(account=account, number=question.number, entry=entry, **said)
        return None
    _require_mine(question, actor)
    issue = take(question=question, raised=raised, **said)
    how = Verb.OUTSIDE if is_outside else Verb.EXPLAIN
    try:
        return close(issue=issue, how=how, reason_kk=answer_kk, reason_ru=answer_ru, **said)
    except Invalid as refusal:
        named = {name.replace("reason_", "answer_"): sentences for name, sentences in refusal.errors.items()}
        raise Invalid(refusal.message, errors=named, code=refusal.code) from refusal


def register_rest(*, account: Account, actor: Actor, today: date, now: datetime) -> tuple[int, int]:
    """Of all that waits an issue, as its account says it: with a body and a term where it names them in time. At most
    `AT_ONCE`, each in a transaction of its own. Says how many were made and how many wait still. Raises NotAllowed.
    """
    can_register_for(actor, account.meeting.body).require()
    waiting = to_triage(today).filter(account=account).order_by("number")
    rows = waiting.select_related("account__meeting__body__territory", "account__meeting__territory__parent")
    made = 0
    for question in list(rows.select_related("territory__parent", "body")[:AT_ONCE]):
        with transaction.atomic():
            issue = take(question=question, raised=as_it_stands(question), actor=actor, today=today, now=now)
        made += 1
        assignment = assigned_of(question)
        if assignment.due_on is not None and assignment.due_on >= today:
            _assign_as_it_stands(issue, question, assignment, actor, today, now)
    return made, waiting.count()


def as_it_stands(question: Question) -> Raised:
    """As the account says it. A text with what belongs to one person alone is left for somebody to mend."""
    texts = {}
    if question.text_kk.strip() and question.text_ru.strip() and not _is_private(question):
        for language in ("kk", "ru"):
            whole = getattr(question, f"text_{language}").strip()
            texts[f"title_{language}"] = title_of(whole, LONGEST_TITLE)
            texts[f"text_{language}"] = whole if texts[f"title_{language}"] != whole else ""
    return Raised(
        territory=question.territory or question.account.meeting.territory,
        topic=root_of(topic_of(question)),
        texts=texts,
        internal=question.asked,
    )


def assigned_of(question: Question) -> Assignment:
    """What its account says is done, by whom and until when."""
    return Assignment(
        due_on=question.due_on,
        position_kk=question.responsible_kk,
        position_ru=question.responsible_ru,
        measure_kk=question.measure_kk,
        measure_ru=question.measure_ru,
    )


def _assign_as_it_stands(
    issue: Issue, question: Question, assignment: Assignment, actor: Actor, today: date, now: datetime
) -> None:
    """What the account says may lack something: then the issue is registered and waits for its body and term."""
    said: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    try:
        with transaction.atomic():
            assign(issue=issue, assignment=assignment, **said)
            if question.body is not None and question.body_id != issue.holder_id:
                why = _why(question)
                hand_over(issue=issue, to_body=question.body, why_kk=why.kk, why_ru=why.ru, **said)
    except (Invalid, Conflict):
        return


def _why(question: Question) -> Lines:
    def said(language: str) -> str:
        with translation.override(language):
            return _(_WHY) % {"number": question.account.meeting.number}

    return Lines.written(said)


def _is_private(question: Question) -> bool:
    return bool(find_private(question.text_kk) or find_private(question.text_ru))


def _require_mine(question: Question, actor: Actor) -> None:
    """Raises Conflict where somebody else has made an issue of it since it was read. One's own second press goes on."""
    made = Issue.objects.filter(question=question).first()
    if made is not None and made.events.order_by("id").values_list("actor", flat=True)[0] != actor.user.pk:
        raise Conflict(
            _("Somebody else has made the issue %(number)s of this question.") % {"number": made.number},
            code="issue_made",
        )

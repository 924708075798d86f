"""What people raised is registered: from a question of a meeting, or entered by an office. It is never lost again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from issues.choices import Competence, Origin, Risk, Verb
from issues.models import Aside, Issue, IssueTopic
from issues.permissions import can_register_for
from issues.queries.triage import asked_by
from issues.services.askers import askers_of_question
from issues.services.numbers import take_numbers
from issues.services.steps import Line, locked, note_line, require_clean
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Question
from portal.holding.services.steps import locked as account_locked
from portal.kernel.errors import Conflict, Invalid
from portal.questions.models import AskedQuestion
from portal.questions.services.fate import name_issue

_TEXTS: Final = tuple(f"{name}_{language}" for name in ("title", "text") for language in ("kk", "ru", "en"))


@dataclass(frozen=True)
class Raised:
    """What is registered. Public texts may wait, without them it is not public; `internal` is as it was said."""

    territory: Territory
    topic: IssueTopic
    texts: dict[str, str] = field(default_factory=dict)
    internal: str = ""
    competence: str = Competence.DISTRICT
    affected: int | None = None
    risk: str = Risk.NONE


@transaction.atomic
def take(*, question: Question, raised: Raised, actor: Actor, today: date, now: datetime) -> Issue:
    """Make the issue of a question that was taken at a meeting. Twice it is made once.

    It is public with the results of the meeting, when it has its title in both languages. Raises NotAllowed, Conflict
    (the question was not taken, or is out of the account), Invalid with fields.
    """
    # Before the question: what makes the issue public, or takes that back, waits until it is made, or is done.
    account = account_locked(question.account)
    entry = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    entry.account = account
    known = Issue.objects.filter(question=entry).first()
    if known is not None:
        return known
    can_register_for(actor, account.meeting.body).require()
    if entry.fate != Fate.TAKEN or entry.withdrawn_on is not None:
        raise Conflict(_("This question was not taken to be solved."), code="not_taken")
    asked = entry.asked_before
    issue = _registered(
        raised,
        origin=Origin.QUESTION if asked is not None else Origin.MEETING,
        body=account.meeting.body,
        raised_on=account.meeting.on or account.meeting.span_start,
        actor=actor,
        today=today,
        now=now,
        question=entry,
        asked=asked,
        is_public=account.is_published,
        repeats=asked_by([asked.pk]).get(asked.pk, 0) if asked is not None else 0,
    )
    # Why it was left aside before waits for nobody any more; that somebody left it stays.
    Aside.objects.filter(question=entry).update(reason_kk="", reason_ru="", reason_en="")
    if asked is not None:
        askers_of_question(issue=issue, question=asked, today=today, now=now)
        name_issue(question=asked, number=issue.number)
    return issue


@transaction.atomic
def enter(
    *,
    raised: Raised,
    origin: str,
    body: Body,
    raised_on: date,
    actor: Actor,
    today: date,
    now: datetime,
    key: UUID | None = None,
) -> Issue:
    """Register what came by a reception or later. Public at once when its title stands in both languages.

    Sent twice with one `key` it is one. Raises NotAllowed, Invalid with fields.
    """
    can_register_for(actor, body).require()
    if key is not None and (known := Issue.objects.filter(sent_key=key).first()):
        return known
    if origin not in (Origin.RECEPTION, Origin.ENTERED):
        raise Invalid.at("origin", _("Say where it was raised."))
    if raised_on > today:
        raise Invalid.at("raised_on", _("This day has not come yet."))
    if not raised.internal.strip() and not raised.texts.get("title_kk", "").strip():
        raise Invalid.at("title_kk", _("Write what was raised."))
    try:
        with transaction.atomic():
            return _registered(
                raised,
                origin=origin,
                body=body,
                raised_on=raised_on,
                actor=actor,
                today=today,
                now=now,
                is_public=True,
                key=key,
            )
    except IntegrityError:
        # Two windows sent it at once.
        if key is not None and (known := Issue.objects.filter(sent_key=key).first()):
            return known
        raise


@transaction.atomic
def publish(*, issue: Issue, actor: Actor | None, today: date, now: datetime) -> Issue:
    """Everybody reads it from now on. A second time nothing changes; without a title in both languages it waits."""
    row = locked(issue)
    if row.is_public or not (row.title_kk and row.title_ru):
        return row
    row.published_on = today
    note_line(row, Verb.PUBLISH, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


@transaction.atomic
def unpublish(*, issue: Issue, actor: Actor, today: date, now: datetime) -> Issue:
    """The results that alone made it public were taken back. Its number, its life and whoever follows it stay.

    One stays public on whose claim people answered or may answer, or that a public one was joined with. Twice nothing
    changes.
    """
    row = locked(issue)
    if not row.is_public or row.claims.exists() or row.joined.public().exists():
        return row
    row.published_on = None
    note_line(row, Verb.UNPUBLISH, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


def _registered(
    raised: Raised,
    *,
    origin: str,
    body: Body,
    raised_on: date,
    actor: Actor,
    today: date,
    now: datetime,
    is_public: bool,
    question: Question | None = None,
    asked: AskedQuestion | None = None,
    repeats: int = 0,
    key: UUID | None = None,
) -> Issue:
    texts = {name: raised.texts.get(name, "").strip() for name in _TEXTS}
    require_clean(texts)
    if raised.topic.closed_on is not None:
        raise Invalid.at("topic", _("This topic takes no new issues."))
    has_title = bool(texts["title_kk"] and texts["title_ru"])
    if bool(texts["title_kk"]) != bool(texts["title_ru"]):
        wanting = "title_ru" if texts["title_kk"] else "title_kk"
        raise Invalid.at(wanting, _("Write it in both languages."))
    region = raised.territory.region
    issue = Issue(
        number=take_numbers(region, today.year)[0],
        origin=origin,
        question=question,
        asked_question=asked,
        meeting=question.account.meeting if question else None,
        raised_on=raised_on,
        minute=question.minute if question else None,
        registered_on=today,
        registered_by=body,
        region=region,
        territory=raised.territory,
        topic=raised.topic,
        internal=raised.internal.strip(),
        published_on=today if is_public and has_title else None,
        competence=raised.competence,
        holder=body,
        affected=raised.affected,
        risk=raised.risk,
        repeats=repeats,
        sent_key=key,
        last_news_on=today,
        **texts,
    )
    note_line(issue, Verb.REGISTER, now=now, today=today, actor=actor, line=Line(body=body), before="")
    return issue

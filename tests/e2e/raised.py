"""Issues of the demonstration's places, in the states a reader meets."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.db import transaction

from issues.choices import State, Verb
from issues.models import Answer, Claim, Issue, IssueTopic, Milestone, Proof, ReplyTemplate
from issues.services import beside
from issues.services.handing import hand_over
from issues.services.steps import Line, locked, note_line
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.files.services.storing import keep_made, publish
from portal.holding.models import Account
from portal.kernel import clock
from tests.e2e import happened
from tests.factories.files import PDF
from tests.factories.issues import ClaimFactory, IssueFactory
from tests.factories.pictures import picture

_OPEN = "KZ-43-2026-900001"
_HANDED = "KZ-43-2026-900002"
_LIKE = "KZ-43-2026-900003"
_JOINED = "KZ-43-2026-900009"
_DISPUTED = "KZ-43-2026-900010"


def in_work() -> tuple[str]:
    """Of the akimat of the region, with news."""
    with transaction.atomic():
        if Issue.objects.filter(number=_OPEN).exists():
            return (_OPEN,)
        issue = IssueFactory(
            number=_OPEN,
            registered_by=Body.objects.get(slug="akimat-430000000"),
            raised_on=clock.today(),
            registered_on=clock.today(),
            due_on=clock.today(),
        )
        _news(issue)
    return (_OPEN,)


def handed() -> tuple[str]:
    """Another body is asked to take it from the akimat of the region, with a step and a body beside."""
    with transaction.atomic():
        if Issue.objects.filter(number=_HANDED).exists():
            return (_HANDED,)
        issue = IssueFactory(
            number=_HANDED,
            registered_by=Body.objects.get(slug="akimat-430000000"),
            raised_on=clock.today(),
            registered_on=clock.today(),
            due_on=clock.today(),
        )
        actor = actor_for(User.objects.get(email="officer@kezdesu.example"), clock.today())
        act: dict[str, Any] = {"issue": issue, "actor": actor, "today": clock.today(), "now": clock.now()}
        beside.add_step(text_kk="Жоба жасау", text_ru="Подготовить проект", due_on=clock.today(), **act)
        beside.set_co_executors(bodies=[Body.objects.get(slug="transport")], **act)
        hand_over(to_body=Body.objects.get(slug="water"), why_kk="Су желісі.", why_ru="Водопровод.", **act)
    return (_HANDED,)


def disputed() -> tuple[str]:
    """Claimed as solved with a photo and a document, and disputed in words; a step and another term are to come."""
    with transaction.atomic():
        if Issue.objects.filter(number=_DISPUTED).exists():
            return (_DISPUTED,)
        today, body = clock.today(), Body.objects.get(slug="akimat-430000000")
        term = {"due_on": today - timedelta(days=9), "first_due_on": today - timedelta(days=60)}
        issue = IssueFactory(
            number=_DISPUTED, registered_by=body, raised_on=today, registered_on=today, repeats=5, followers=212,
            text_kk="Кешкі алтыдан кейін су келмейді.", text_ru="После шести вечера воды нет.", **term,
        )  # fmt: skip
        claim = ClaimFactory(
            issue=issue, claimed_at=clock.now(), claimed_on=today, until=today + timedelta(days=14), yes=2, no=14,
            outcome="disputed", settled_on=today,
        )  # fmt: skip
        _shown(claim, "after", "Жаңа сорғы", "Новый насос", picture("JPEG", size=(640, 480)))
        _shown(claim, "document", "Қабылдау актісі", "Акт приёмки", PDF)
        user = User.objects.get(email="officer@kezdesu.example")
        Answer.objects.create(
            claim=claim, standing="follower", says="no", mailbox="a" * 64, at=clock.now(), published_by=user,
            published_at=clock.now(), text_kk="Су бұрынғыдай жоқ.", text_ru="Воды как не было, так и нет.",
        )  # fmt: skip
        Milestone.objects.create(issue=issue, text_kk="Құбырды ауыстыру", text_ru="Замена трубы", due_on=today)
        said = Line(claim=claim, body=body)
        for verb, line in ((Verb.REGISTER, Line(body=body)), (Verb.CLAIM, said), (Verb.DISPUTE, said)):
            note_line(locked(issue), verb, now=clock.now(), today=today, line=line)
    return (_DISPUTED,)


def _shown(claim: Claim, kind: str, alt_kk: str, alt_ru: str, content: bytes) -> None:
    """Public, by the yes of a second person."""
    adder, second = (actor_for(user, clock.today()) for user in User.objects.order_by("pk")[:2])
    ending, type_of = ("pdf", "application/pdf") if kind == "document" else ("jpg", "image/jpeg")
    file = keep_made(actor=adder, content=BytesIO(content), name=f"proof.{ending}", content_type=type_of)
    publish(file)
    Proof.objects.create(
        claim=claim, kind=kind, file=file, alt_kk=alt_kk, alt_ru=alt_ru, added_by=adder.user,
        published_by=second.user,
        published_at=clock.now(),
    )  # fmt: skip


def _news(issue: Issue) -> None:
    actor: Actor = actor_for(User.objects.get(email="officer@kezdesu.example"), clock.today())
    line = Line(note={"kk": "Сорғы сатып алынды.", "ru": "Насос куплен."}, body=issue.holder)
    note_line(locked(issue), Verb.NEWS, now=clock.now(), today=clock.today(), actor=actor, line=line)


def to_triage() -> tuple[str]:
    """A meeting of a ministry with a question that waits, and an issue like it."""
    (number,) = happened.accounted()
    account = Account.objects.select_related("meeting__body", "meeting__territory").get(meeting__number=number)
    if not Issue.objects.filter(number=_LIKE).exists():
        account.questions.update(text_kk="Неге кешке су жоқ?", text_ru="Почему вечером нет воды?", topic="water")
        IssueFactory(
            number=_LIKE,
            registered_by=account.meeting.body,
            territory=account.meeting.territory,
            raised_on=clock.today(),
            registered_on=clock.today(),
            due_on=clock.today(),
        )
    return (number,)


def question_to_triage() -> tuple[str, str]:
    (number,) = to_triage()
    return (number, str(Account.objects.get(meeting__number=number).questions.earliest("number").number))


def like() -> tuple[str]:
    """An issue of the ministry, with another like it."""
    to_triage()
    return (_LIKE,)


def joined() -> tuple[str]:
    """One that was joined with that."""
    to_triage()
    issue = Issue.objects.get(number=_LIKE)
    if not Issue.objects.filter(number=_JOINED).exists():
        IssueFactory(
            number=_JOINED,
            registered_by=issue.holder,
            territory=issue.territory,
            raised_on=clock.today(),
            registered_on=clock.today(),
            due_on=clock.today(),
            state=State.DUPLICATE,
            closed_on=clock.today(),
            joined_to=issue,
        )
    return (_JOINED,)


def branch() -> tuple[str]:
    """A topic below that of water."""
    root = IssueTopic.objects.get(slug="water")
    names = {"name_kk": "Ауызсу", "name_ru": "Питьевая вода", "name_en": "Drinking water"}
    row, _is_new = IssueTopic.objects.get_or_create(
        slug="water-drinking", defaults={"topic": root.topic, "parent": root, **names}
    )
    return (row.slug,)


def reply() -> tuple[int]:
    """Of the ministry that holds those meetings."""
    texts = {"title_kk": "Құбыр", "title_ru": "Труба", "text_kk": "Құбыр тартылады.", "text_ru": "Трубу проложат."}
    body = Body.objects.get(slug="water")
    return (ReplyTemplate.objects.get_or_create(body=body, kind="explain", defaults=texts)[0].pk,)

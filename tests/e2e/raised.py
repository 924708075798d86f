"""Issues of the demonstration's places, in the states a reader meets."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from issues.choices import Verb
from issues.models import Issue
from issues.services import beside
from issues.services.handing import hand_over
from issues.services.steps import Line, locked, note_line
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from tests.factories.issues import IssueFactory

_OPEN = "KZ-43-2026-900001"
_HANDED = "KZ-43-2026-900002"


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


def _news(issue: Issue) -> None:
    actor: Actor = actor_for(User.objects.get(email="officer@kezdesu.example"), clock.today())
    line = Line(note={"kk": "Сорғы сатып алынды.", "ru": "Насос куплен."}, body=issue.holder)
    note_line(locked(issue), Verb.NEWS, now=clock.now(), today=clock.today(), actor=actor, line=line)

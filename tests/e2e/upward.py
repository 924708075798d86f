"""Systemic problems of the region of the demonstration, in packages of each state, and an act above."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from issues.choices import HighKind
from issues.models import HighAct, IssueTopic, Package, SystemicProblem
from issues.services.high import record_high
from issues.services.packages import prepare_package, register_package, send_package
from issues.services.problems import gather, state_problem
from portal.accounts.models import User
from portal.bodies.models import Body, BodyFunction
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.e2e import raised

_TEXTS = {
    "title_kk": "Ауылдарда газ жоқ",
    "title_ru": "В сёлах нет газа",
    "proposal_kk": "Газ құбырын салу",
    "proposal_ru": "Построить газопровод",
}


def problem() -> tuple[int]:
    """Of the region, for the ministry of water, with an issue under it."""
    officer, region, water = _people()
    standing = SystemicProblem.objects.filter(body=region, addressee=water).first()
    if standing is not None:
        return (standing.pk,)
    with transaction.atomic():
        made = state_problem(
            body=region,
            addressee=water,
            topic=IssueTopic.objects.get(slug="energy"),
            texts=_TEXTS,
            actor=officer,
            today=officer.on,
        )
        gather(problem=made, numbers=raised.in_work(), actor=officer)
    return (made.pk,)


def draft() -> tuple[int]:
    """Of the half-year before the last."""
    return (_package(back=2).pk,)


def sent() -> tuple[int]:
    """Of the last half-year."""
    officer = _people()[0]
    package = _package(back=1)
    if package.sent_on is None:
        send_package(package=package, number="12-5/77", actor=officer, today=officer.on, now=clock.now())
    return (package.pk,)


def registered() -> tuple[int]:
    """Of the running half-year: its receiver may answer."""
    officer = _people()[0]
    package = _package(back=0)
    if package.sent_on is None:
        send_package(package=package, number="12-5/78", actor=officer, today=officer.on, now=clock.now())
        preparer = _actor("preparer")
        register_package(package=package, number="ВХ-9", actor=preparer, today=preparer.on)
    return (package.pk,)


def act() -> tuple[int]:
    """Issues that need central bodies, collected by the Government's approver."""
    sent()
    known = HighAct.objects.standing().filter(kind=HighKind.COLLECTED).first()
    if known is not None:
        return (known.pk,)
    approver = _actor("approver")
    body = BodyFunction.objects.in_force(approver.on).get(function="schedule_approval").body
    said: dict[str, Any] = {"on": approver.on, "number": "17", "text_kk": "", "text_ru": ""}
    made = record_high(
        kind=HighKind.COLLECTED, body=body, period_key=_half(1), actor=approver, today=approver.on, **said
    )
    return (made.pk,)


def _package(*, back: int) -> Package:
    officer, region, water = _people()
    problem()
    known = Package.objects.filter(body=region, to_body=water, period_key=_half(back)).first()
    return known or prepare_package(body=region, to_body=water, period_key=_half(back), actor=officer, today=officer.on)


def _half(back: int) -> str:
    period = Period.containing("half", clock.today())
    for _number in range(back):
        period = period.previous()
    return period.key


def _people() -> tuple[Actor, Body, Body]:
    return _actor("officer"), Body.objects.get(slug="akimat-430000000"), Body.objects.get(slug="water")


def _actor(name: str) -> Actor:
    return actor_for(User.objects.get(email=f"{name}@kezdesu.example"), clock.today())

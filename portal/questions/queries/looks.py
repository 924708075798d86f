"""Who looked at who asked: for the head of the body and for those who oversee; nothing of those who asked."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from portal.questions.models import AskedQuestion, Demand, PersonRead


def looks(actor: Actor) -> QuerySet[PersonRead]:
    """The latest first. Twin of `permissions.can_see_looks`, which asks whether there is anything to see."""
    rows = PersonRead.objects.select_related("reader").order_by("-at", "-pk")
    if actor.is_overseer:
        return rows
    mine = actor.bodies(Role.HEAD)
    questions = AskedQuestion.objects.filter(meeting__body__in=mine).values("number")
    demands = Demand.objects.filter(body__in=mine).values("number")
    return rows.filter(Q(of__in=questions) | Q(of__in=demands))

"""Answers that an akimat owes to residents who demanded a meeting."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.permissions import Actor
from portal.kit import formats
from portal.questions.models import Demand
from schedules.queries import DeskItem
from schedules.querysets import PLANNING_ROLES

#: Of one person on one desk; the nearest come first.
_SHOWN = 20


def answers_owed(actor: Actor) -> list[DeskItem]:
    """Demands whose voices are enough, with the last day of the answer: of bodies at which the actor plans, for nobody
    answers for another. One statement for people who plan, none for others.
    """
    mine = actor.bodies(*PLANNING_ROLES)
    if not mine:
        return []
    rows = Demand.objects.owed().filter(body__in=mine).with_voices().order_by("answer_due_on", "pk")[:_SHOWN]
    return [
        DeskItem(
            kind="demand",
            title=_("Demand of people, answer owed: %(number)s") % {"number": demand.number},
            note=_("Voices: %(count)s. %(text)s")
            % {"count": formats.number(vars(demand)["voice_count"]), "text": demand.text},
            url=reverse("questions:demand_answer", args=[demand.number]),
            action=pgettext("desk", "Answer it"),
            due_on=demand.answer_due_on,
        )
        for demand in rows
    ]

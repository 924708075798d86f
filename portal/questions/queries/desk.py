"""What of people's questions and demands waits on a desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.bodies.models import RoleGrant
from portal.bodies.permissions import Actor
from portal.kernel import clock
from portal.questions.choices import PUBLIC_DEMANDS, PUBLIC_STATES, State
from portal.questions.models import AskedQuestion, Demand
from schedules.queries import DeskItem
from schedules.querysets import PLANNING_ROLES

#: "waiting" and "sent" are called the same of both.
_WAITS = Q(state=State.WAITING) | Q(state=State.SENT) & ~Q(held="")


def desk_items(actor: Actor) -> list[DeskItem]:
    """Two lines of each kind at most. Of an akimat below only where nobody else is there to do it.

    Two statements for people who plan, none for others, nor for the menu of the same page.
    """
    return [
        item
        for found, words in zip(_found(actor), (_questions, _demands), strict=False)
        for item in _items(found, words)
    ]


def count_waiting(actor: Actor) -> int:
    """For the menu: what this person is to judge. Statements as for `desk_items`."""
    return sum(found["waits"] for found in _found(actor))


def _found(actor: Actor) -> list[dict[str, Any]]:
    """Of questions and of demands: asked once a request."""
    if "questions_to_do" not in actor.known:
        actor.known["questions_to_do"] = _counted(actor) if actor.bodies(*PLANNING_ROLES) else []
    found: list[dict[str, Any]] = actor.known["questions_to_do"]
    return found


def _counted(actor: Actor) -> list[dict[str, Any]]:
    found = []
    for rows, path, public in (
        (AskedQuestion.objects.moderated_by(actor), "meeting__body", PUBLIC_STATES),
        (Demand.objects.moderated_by(actor), "body", PUBLIC_DEMANDS),
    ):
        removal = Q(state__in=public, removal_by__isnull=False) & ~Q(removal_by=actor.user.pk)
        counted = _to_do(rows, actor, path).aggregate(
            waits=Count("pk", filter=_WAITS),
            since=Min("sent_at", filter=_WAITS),
            removals=Count("pk", filter=removal),
        )
        found.append(counted)
    return found


def _to_do(rows: Any, actor: Actor, path: str) -> Any:
    mine = actor.bodies(*PLANNING_ROLES)
    people = RoleGrant.objects.in_force(actor.on).filter(body=OuterRef(path), role__in=PLANNING_ROLES)
    # Who asked for a removal does not decide about it: where there is nobody else, the akimat above is asked.
    others = people.exclude(user=OuterRef("removal_by"))
    alone = ~Exists(people) | Q(removal_by__isnull=False) & ~Exists(others)
    return rows.order_by().filter(Q(**{f"{path}__in": mine}) | alone)


def _items(found: dict[str, Any], words: Any) -> list[DeskItem]:
    here = reverse("questions:work_questions")
    waits, removals = words(found["waits"], found["removals"])
    items = []
    if found["waits"]:
        since = clock.civil_date(found["since"])
        items.append(DeskItem(kind="questions", title=waits, note="", url=here, action=_("Read them"), since=since))
    if found["removals"]:
        url = f"{here}?tab=removal"
        items.append(DeskItem(kind="questions_removal", title=removals, note="", url=url, action=_("Decide")))
    return items


def _questions(waits: int, removals: int) -> tuple[str, str]:
    return (
        ngettext("%(count)d question of people waits for you", "%(count)d questions of people wait for you", waits)
        % {"count": waits},
        ngettext(
            "Somebody asks for %(count)d published question to be removed",
            "Somebody asks for %(count)d published questions to be removed",
            removals,
        )
        % {"count": removals},
    )


def _demands(waits: int, removals: int) -> tuple[str, str]:
    return (
        ngettext("%(count)d demand for a meeting waits for you", "%(count)d demands for meetings wait for you", waits)
        % {"count": waits},
        ngettext(
            "Somebody asks for %(count)d published demand to be removed",
            "Somebody asks for %(count)d published demands to be removed",
            removals,
        )
        % {"count": removals},
    )

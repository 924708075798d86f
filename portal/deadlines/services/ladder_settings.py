"""Reminders of a duty as administrators set them, and copies as people want them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.models import CopyChoice, Ladder
from portal.deadlines.permissions import can_set_ladders
from portal.deadlines.queries.ladder import own_ladder
from portal.deadlines.services.ladder_next_look import look_again
from portal.kernel.errors import Invalid
from portal.law.ladders import MOST_RUNGS, fault


def set_ladder(*, duty: str, rungs: Iterable[int], actor: Actor, today: date) -> tuple[int, ...]:
    """Remind of `duty` on these rungs from now on, and say how they stand. Open duties are looked at again.

    What was written stays; a rung added late is told only where it still says something. Raises NotAllowed,
    UnknownDuty, Invalid (fields "before", "after").
    """
    can_set_ladders(actor).require()
    ladder = tuple(sorted(set(rungs), reverse=True))
    _refuse_faults(ladder)
    if ladder == own_ladder(duty):
        reset_ladder(duty=duty, actor=actor, today=today)
        return ladder
    with transaction.atomic():
        Ladder.objects.update_or_create(
            duty=duty, defaults={"rungs": list(ladder), "changed_on": today, "changed_by": actor.user}
        )
        look_again(duties=[duty], on=today)
    return ladder


def reset_ladder(*, duty: str, actor: Actor, today: date) -> bool:
    """Remind as the duty itself has it. False when it did already. Raises NotAllowed."""
    can_set_ladders(actor).require()
    with transaction.atomic():
        gone, _kinds = Ladder.objects.filter(duty=duty).delete()
        if gone:
            look_again(duties=[duty], on=today)
    return bool(gone)


def choose_copies(*, actor: Actor, given_up: Collection[str], today: date) -> None:
    """From now on the person gets copies about every duty but these; "" among them: about none at all.

    One's own duties are told whatever is chosen. A choice made before keeps its day.
    """
    with transaction.atomic():
        CopyChoice.objects.filter(user=actor.user).exclude(duty__in=given_up).delete()
        CopyChoice.objects.bulk_create(
            [CopyChoice(user=actor.user, duty=duty, since=today) for duty in sorted(set(given_up))],
            ignore_conflicts=True,
        )


def _refuse_faults(ladder: tuple[int, ...]) -> None:
    sentences = {
        "empty": ("before", _("Leave at least one reminder before the day, on it, or after it.")),
        "far": ("before", _("A reminder can be set at most 180 days before the last day.")),
        "long": ("after", _("A reminder can be set at most 90 days after the last day.")),
        "many": ("before", _("There are at most %(count)s reminders.") % {"count": MOST_RUNGS}),
    }
    found = fault(ladder)
    if found:
        field, sentence = sentences[found]
        raise Invalid.at(field, sentence, code=found)

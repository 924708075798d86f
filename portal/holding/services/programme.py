"""How the time of a meeting is to be shared, as its body announces it before the day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.holding.models import Programme
from portal.holding.models.account import DAY_MINUTES
from portal.holding.permissions import can_log
from portal.kernel.errors import Conflict, Invalid
from portal.law.sharing import is_talk_in_measure


@transaction.atomic
def set_programme(
    *, meeting: Meeting, talk_minutes: int, questions_minutes: int, actor: Actor, today: date
) -> Programme:
    """Public at once; what was planned stands as it was once the day has come.

    Raises NotAllowed, Conflict (its day has come, cancelled), Invalid with fields: over a quarter, too long.
    """
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    can_log(actor, locked).require()
    if not locked.is_awaited or locked.span_start <= today:
        raise Conflict(
            _("The day of this meeting has come: what was planned stays as it was told."), code="day_has_come"
        )
    if not questions_minutes:
        raise Invalid.at("questions_minutes", _("Leave time for questions and answers."))
    if talk_minutes + questions_minutes > DAY_MINUTES:
        raise Invalid.at("questions_minutes", _("No day is that long."))
    if not is_talk_in_measure(talk_minutes=talk_minutes, questions_minutes=questions_minutes):
        raise Invalid.at("talk_minutes", _("The talk takes at most a quarter of the time."))
    values = {"talk_minutes": talk_minutes, "questions_minutes": questions_minutes}
    programme, _made = Programme.objects.update_or_create(
        meeting=locked, defaults={**values, "set_on": today, "set_by": actor.user}
    )
    return programme

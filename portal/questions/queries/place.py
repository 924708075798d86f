"""What people asked and demand in a place and inside it, for the page of the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.bodies.models import Territory
from portal.questions.models import AskedQuestion, Demand

#: Of each kind on the page of the place; the lists have all of them.
SHOWN = 5
#: Questions older than a year tell little of how it is now.
_ASKED_WITHIN = timedelta(days=365)


@dataclass(frozen=True)
class Voices:
    """The newest published questions of the last year, and the newest demands."""

    questions: list[AskedQuestion]
    demands: list[Demand]


def voices_of(place: Territory, now: datetime) -> Voices:
    """Two statements."""
    inside = Territory.objects.lying_in(place).values("pk")
    asked = AskedQuestion.objects.public().filter(territory__in=inside, sent_at__gte=now - _ASKED_WITHIN)
    demanded = Demand.objects.public().filter(territory__in=inside).with_names().with_voices()
    return Voices(
        questions=list(asked.with_names().with_voices().order_by("-sent_at", "-pk")[:SHOWN]),
        demands=list(demanded.order_by("-opened_on", "-pk")[:SHOWN]),
    )

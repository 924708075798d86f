"""Published questions like one that somebody is about to send."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThanOrEqual

from portal.bodies.models import Territory
from portal.questions.choices import Topic
from portal.questions.models import AskedQuestion

#: Of the place and the topic the newest so many are compared: over everything it would take seconds.
NEWEST: Final = 500
SHOWN: Final = 4
#: Less alike are questions that only share their topic.
_LEAST: Final = 0.2


def similar(*, text: str, topic: str, place: Territory) -> list[AskedQuestion]:
    """Of the place and all inside it, of whichever meeting, the likest first. One statement; of the topic "other",
    which says nothing, all topics are looked through. Each has `voice_count` and the names of its meeting.
    """
    public = AskedQuestion.objects.public().filter(territory__in=Territory.objects.lying_in(place).values("pk"))
    if topic and topic != Topic.OTHER:
        public = public.filter(topic=topic)
    newest = public.order_by("-sent_at", "-pk").values("pk")[:NEWEST]
    alike = Greatest(TrigramSimilarity("text_kk", text), TrigramSimilarity("text_ru", text))
    rows = AskedQuestion.objects.filter(pk__in=newest).with_names().with_voices()
    found = rows.annotate(alike=alike).filter(GreaterThanOrEqual(F("alike"), _LEAST))
    return list(found.order_by(F("alike").desc(), "-sent_at")[:SHOWN])

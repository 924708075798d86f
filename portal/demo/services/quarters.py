"""Quarters of the demonstration: most bodies publish in time, an akimat late, and the portal for who is silent."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.db import transaction

from issues.choices import NoteKind, Verb
from issues.models import Issue, IssueEvent, QuarterVersion
from issues.queries.quarters.owed import DUTIES
from issues.queries.quarters.writing import writing
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation
from portal.deadlines.services import undo
from portal.demo.content import lives as words
from portal.demo.content.words import LATE_REASONS, NOT_PUBLISHED
from portal.demo.owed import Left, left_to_publish
from portal.demo.raising import LATE_ONES
from portal.demo.services.asking import settle_letters
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period

#: So many bodies publish in one transaction.
_CHUNK: Final = 20
#: At these hours it is written and published; the portal comes some minutes after midnight.
_WRITTEN_AT, _PUBLISHED_AT, _MINUTES = 14, 15, 5
_A_DAY: Final = timedelta(days=1)
#: Of so many rows that want news one stays without; of those who are late one has any.
_ONE_OF: Final = 5


def bring_quarters(today: date) -> list[Step]:
    """Quarters that are over and not published, the oldest first: what is said of one stands before the next is made.
    Two statements.
    """
    by_period: defaultdict[str, list[Left]] = defaultdict(list)
    for each in left_to_publish(today):
        by_period[each.period.key].append(each)
    return [
        partial(_publish_all, quarters=found[first : first + _CHUNK], today=today)
        for _key, found in sorted(by_period.items())
        for first in range(0, len(found), _CHUNK)
    ]


def _publish_all(crew: Crew, *, quarters: list[Left], today: date) -> None:
    held = IssueEvent.objects.filter(holder__in=[each.body for each in quarters]).order_by()
    having = set(held.values_list("holder", flat=True).distinct())
    for each in quarters:
        body = crew.bodies[each.slug]
        night = clock.at(each.due_on + _A_DAY, 0, _MINUTES)
        # Where the beat is at it, it is left to the next run.
        if each.is_silent and not publish_silence(now=night, period_key=each.period.key, body=body):
            continue
        if each.on is not None:
            _publish_or_be_silent(each, crew, today, is_said=each.body in having)
    settle_letters(today)


def _publish_or_be_silent(left: Left, crew: Crew, today: date, *, is_said: bool) -> None:
    """Of whose issues nothing can be said any more of that day, for their lives have gone on: who is late supplies it
    today, and for who was to be in time the portal publishes, and the record says so.
    """
    assert left.on is not None
    body = crew.bodies[left.slug]
    is_missed = left.on <= left.due_on < today
    for on in [left.on] if is_missed else [left.on, today]:
        actor = crew.speaker(body, on)
        try:
            with transaction.atomic():
                if is_said:
                    _say(body, left.period, actor)
                _publish(left, body, actor)
            return
        except (Conflict, Invalid) as refused:
            if refused.code not in ("no_information", "nothing_new"):
                raise
    assert is_missed, f"{left.slug} has nothing to say of {left.period.key} even today"
    publish_silence(now=clock.at(left.due_on + _A_DAY, 0, _MINUTES), period_key=left.period.key, body=body)
    _unsay(left, body, crew)


def _unsay(left: Left, body: Body, crew: Crew) -> None:
    """What the record of deadlines said was done in time was not."""
    actor = crew.closer(body, left.due_on + _A_DAY)
    owed = Obligation.objects.for_body(body).for_period(left.period.key).filter(duty__in=DUTIES)
    for duty in owed.prefetch_related("evidence"):
        for address in {each.address for each in duty.evidence.all()}:
            undo(
                duty=duty.duty,
                body=body,
                period_key=left.period.key,
                address=address,
                reason=NOT_PUBLISHED,
                actor=actor,
            )


def _publish(left: Left, body: Body, actor: Actor) -> None:
    last = QuarterVersion.objects.latest_of(body, left.period.key)
    publish_quarter(
        body=body,
        period_key=left.period.key,
        number=last.number + 1 if last else 1,
        actor=actor,
        today=actor.on,
        now=clock.at(actor.on, _PUBLISHED_AT),
        late_reason=LATE_REASONS[left.body % len(LATE_REASONS)] if actor.on > left.due_on else "",
    )


def _say(body: Body, period: Period, actor: Actor) -> None:
    """What is new of issues of which the quarter says nothing, or why nothing is. A life that has gone on since is left
    as it is: its lines stand in their order.
    """
    now = clock.at(actor.on, _WRITTEN_AT)
    wanting = [row.issue.pk for row in writing(body, period, now=now).wanting]
    gone_on = IssueEvent.objects.filter(issue__in=wanting, on__gt=actor.on).order_by().values_list("issue", flat=True)
    told = Counter(
        IssueEvent.objects.filter(issue__in=wanting, verb=Verb.NEWS).order_by().values_list("issue", flat=True)
    )
    issues = Issue.objects.filter(pk__in=wanting).exclude(pk__in=list(gone_on)).select_related("topic__parent")
    found = list(issues.order_by("number"))
    is_late = body.slug in LATE_ONES
    said = [note for issue in found if (note := _said(issue, told[issue.pk], period, is_late=is_late)) is not None]
    if found and not said:
        # Whoever says nothing at all has nothing to publish.
        said = [_words_of(found[0], told[found[0].pk], period)]
    if said:
        save_notes(body=body, period_key=period.key, said=said, actor=actor, today=actor.on, now=now)


def _said(issue: Issue, told: int, period: Period, *, is_late: bool) -> Said | None:
    luck = random.Random(f"{issue.number} {period.key}").randrange(_ONE_OF)  # noqa: S311 - a demonstration
    return _words_of(issue, told, period) if (luck == 0) is is_late else None


def _words_of(issue: Issue, told: int, period: Period) -> Said:
    news = words.saying(issue.topic.topic).news
    if told < len(news):
        return Said(issue.pk, NoteKind.NEWS, news[told].kk, news[told].ru)
    why = words.NOTHING[(issue.pk + period.number) % len(words.NOTHING)]
    return Said(issue.pk, NoteKind.NOTHING, why.kk, why.ru)

"""Which issues stand under a systemic problem or could stand there, as far as whoever works on it may read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse

from issues.choices import OPEN, Competence, State
from issues.models import Issue, SystemicProblem
from issues.queries.lines import PUBLIC_PAGE
from issues.queries.office import PAGE
from issues.queries.showing import title_of
from issues.querysets import IssueQuerySet
from portal.bodies.permissions import Actor

_SUGGESTED: Final = 20


def to_gather(actor: Actor) -> IssueQuerySet:
    """What the actor may put under a problem: what everybody reads, and what they read as an office."""
    everybodys = Q(published_on__isnull=False, hidden_on__isnull=True)
    return Issue.objects.filter(everybodys | Q(pk__in=Issue.objects.read_by(actor).order_by().values("pk")))


@dataclass(frozen=True)
class Under:
    """An issue under a problem, or one that could stand there. Of one that the actor may not read the number alone."""

    number: str
    page: str
    title: str
    holder: str


def under(problem: SystemicProblem, actor: Actor) -> list[Under]:
    """By number. Three statements, and those of the actor's offices."""
    issues = problem.issues.select_related("holder").order_by("number")
    known = set(to_gather(actor).filter(problems=problem).values_list("pk", flat=True))
    return _under(issues, known, actor)


def _under(issues: QuerySet[Issue], known: Collection[int], actor: Actor) -> list[Under]:
    inner = set(Issue.objects.read_by(actor).filter(pk__in=[issue.pk for issue in issues]).values_list("pk", flat=True))
    found = []
    for issue in issues:
        page = PAGE if issue.pk in inner else PUBLIC_PAGE if issue.is_public else ""
        is_known = issue.pk in known
        title, holder = (title_of(issue), issue.holder.plain) if is_known else ("", "")
        found.append(Under(issue.number, reverse(page, args=[issue.number]) if page else "", title, holder))
    return found


def suggested(problem: SystemicProblem, actor: Actor) -> list[Under]:
    """Open issues of the region and topic that need somebody above and stand under no problem of this body yet."""
    above = (Competence.CENTRAL, Competence.COMPANY)
    taken = SystemicProblem.issues.through.objects.filter(problem__body=problem.body)
    rows = to_gather(actor).filter(state__in=OPEN, topic__topic=problem.topic.topic)
    rows = rows.filter(Q(competence__in=above) | Q(state=State.CONTROL, level__in=above))
    if problem.region_id is not None:
        rows = rows.filter(region=problem.region_id)
    found = rows.exclude(pk__in=taken.values("issue")).select_related("holder").by_news()[:_SUGGESTED]
    return _under(found, {issue.pk for issue in found}, actor)

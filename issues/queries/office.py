"""Issues of the actor's offices as a list: what presses first, narrowed by what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import pgettext_lazy

from issues.choices import CLOSED, OPEN, SOLVED
from issues.models import HandOver, Issue
from issues.queries.lines import IssueLine, line_of
from issues.querysets import IssueQuerySet
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.kernel.folding import fold
from portal.kernel.periods import Period
from portal.kit.formats import language
from schedules.querysets import PLANNING_ROLES, of_helped_bodies

#: Of what was said, where there is no title.
SHOWN_LETTERS: Final = 200
#: A list goes no further: whoever seeks more narrows it.
MOST_ROWS: Final = 10_000
PAGE: Final = "issues:work_issue"


class Tab(StrEnum):
    OPEN = "open"
    LATE = "late"
    SILENT = "silent"
    HANDED = "handed"
    SOLVED = "solved"
    CLOSED = "closed"


TABS: Final = {
    Tab.OPEN: pgettext_lazy("tab of issues", "Open"),
    Tab.LATE: pgettext_lazy("tab of issues", "Late"),
    Tab.SILENT: pgettext_lazy("tab of issues", "Without news this quarter"),
    Tab.HANDED: pgettext_lazy("tab of issues", "Hand-overs that wait"),
    Tab.SOLVED: pgettext_lazy("tab of issues", "Claimed and confirmed"),
    Tab.CLOSED: pgettext_lazy("tab of issues", "Closed without a solution"),
}


class Scope(StrEnum):
    """Of the very bodies, of those below them too, or whatever is read inside."""

    OWN = "own"
    BELOW = "below"
    READ = "read"


SCOPES: Final = {
    Scope.OWN: pgettext_lazy("issues of whom", "of my bodies"),
    Scope.BELOW: pgettext_lazy("issues of whom", "of my bodies and of those below them"),
    Scope.READ: pgettext_lazy("issues of whom", "all that I read inside"),
}


@dataclass(frozen=True)
class Asked:
    """What of all is shown. `state` is one of `choices.State`, `topic` and `region` keys; each "" or None of all."""

    tab: Tab = Tab.OPEN
    scope: Scope = Scope.OWN
    words: str = ""
    state: str = ""
    topic: int | None = None
    region: int | None = None


@dataclass(frozen=True)
class Row:
    """`hand_over` waits; `is_mine` says that this person's bodies answer it. `version` is what is read here."""

    issue: Issue
    line: IssueLine
    hand_over: HandOver | None
    is_mine: bool
    is_silent: bool
    may_work: bool

    @property
    def key(self) -> str:
        return f"{self.issue.number}:{self.issue.version}"


def sees_everything(actor: Actor) -> bool:
    """Reads inside of whatever body's issues there are: who oversees, and administrators. See `can_read`."""
    return actor.is_overseer or actor.is_administrator


def usual_scope(actor: Actor) -> Scope:
    """Whoever oversees and works at no body that has issues begins with all that is overseen."""
    return Scope.READ if sees_everything(actor) and not actor.bodies(*PLANNING_ROLES) else Scope.OWN


def regions_to_choose(actor: Actor) -> list[Territory]:
    """For whom there is more than a page can hold. One statement of who sees everything, none of others."""
    if not sees_everything(actor):
        return []
    return list(Territory.objects.regions().in_force(actor.on).in_order(language()))


def rows_asked(actor: Actor, asked: Asked) -> IssueQuerySet:
    """What presses comes first. To be paged: a statement to count, one to read."""
    rows = _of_tab(_of_scope(actor, asked), actor, asked)
    if asked.words:
        number = asked.words.strip().upper()
        of_title = Q(title_kk__icontains=asked.words) | Q(title_ru__icontains=asked.words)
        if _is_everything(actor, asked.scope):
            # Of a country's issues only what an index knows: the texts everybody reads.
            of_title = Q(search_text__contains=fold(asked.words))
        rows = rows.filter(Q(number__endswith=number) | of_title)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.topic is not None:
        rows = rows.filter(Q(topic=asked.topic) | Q(topic__parent=asked.topic))
    if asked.region is not None:
        rows = rows.filter(region=asked.region)
    if asked.tab in (Tab.SOLVED, Tab.CLOSED):
        return rows.order_by("-closed_on", "-id")
    return rows.order_by(F("due_on").asc(nulls_first=True), "id")


def rows_of(page: Iterable[Issue], actor: Actor) -> list[Row]:
    """In the order given. Two statements."""
    issues = list(page)
    waits = HandOver.objects.pending().filter(issue__in=[issue.pk for issue in issues])
    pending = {each.issue_id: each for each in waits.select_related("from_body", "to_body")}
    mine = set(_worked(actor, [issue.pk for issue in issues]))
    answered = actor.bodies(*PLANNING_ROLES)
    return [
        Row(
            issue=issue,
            line=replace(line_of(issue, actor.on, page=PAGE), title=_called(issue)),
            hand_over=pending.get(issue.pk),
            is_mine=issue.pk in pending and pending[issue.pk].to_body_id in answered,
            is_silent=issue.is_open and issue.last_news_on < quarter_start(actor.on),
            may_work=issue.pk in mine,
        )
        for issue in issues
    ]


def counts(actor: Actor, scope: Scope) -> dict[Tab, int | None]:
    """How many stand under each tab, whatever is filtered; of a whole country nothing is counted. Two statements."""
    if _is_everything(actor, scope):
        return dict.fromkeys(Tab)
    asked = Asked(scope=scope)
    found = (
        _of_scope(actor, asked)
        .order_by()
        .aggregate(**{tab.value: Count("pk", filter=_condition(actor, tab)) for tab in Tab if tab != Tab.HANDED})
    )
    handed = _of_tab(Issue.objects.all(), actor, replace(asked, tab=Tab.HANDED)).order_by().count()
    return {tab: handed if tab == Tab.HANDED else found[tab.value] for tab in Tab}


def found_by_number(actor: Actor, typed: str) -> Issue | None:
    """What the actor reads of this number, whole or its last digits."""
    number = typed.strip().upper()
    return Issue.objects.read_by(actor).filter(number=number).first() if number.startswith("KZ-") else None


def quarter_start(on: date) -> date:
    return Period.containing("quarter", on).start


def _called(issue: Issue) -> str:
    """Hidden or not: whoever works on it reads it."""
    return issue.title or issue.internal[:SHOWN_LETTERS] or issue.number


def _is_everything(actor: Actor, scope: Scope) -> bool:
    return scope == Scope.READ and sees_everything(actor)


def _worked(actor: Actor, keys: list[int]) -> Iterable[int]:
    return Issue.objects.worked_by(actor).filter(pk__in=keys).order_by().values_list("pk", flat=True)


def _of_scope(actor: Actor, asked: Asked) -> IssueQuerySet:
    rows = Issue.objects.all()
    if asked.tab == Tab.HANDED:
        # Whose it is now, and who is asked to take it: both see that it waits.
        return rows
    if asked.scope == Scope.READ:
        return rows.read_by(actor)
    if asked.scope == Scope.BELOW:
        return rows.worked_by(actor)
    return rows.filter(holder__in=actor.bodies(*PLANNING_ROLES))


def _of_tab(rows: IssueQuerySet, actor: Actor, asked: Asked) -> IssueQuerySet:
    if asked.tab != Tab.HANDED:
        return rows.filter(_condition(actor, asked.tab))
    waits = HandOver.objects.pending().filter(issue=OuterRef("pk"))
    if not _is_everything(actor, asked.scope):
        waits = waits.filter(of_helped_bodies(actor, "to_body") | of_helped_bodies(actor, "from_body"))
    return rows.filter(Exists(waits))


def _condition(actor: Actor, tab: Tab) -> Q:
    is_open = Q(state__in=OPEN)
    return {
        Tab.OPEN: is_open,
        Tab.LATE: is_open & Q(due_on__lt=actor.on),
        Tab.SILENT: is_open & Q(last_news_on__lt=quarter_start(actor.on)),
        Tab.SOLVED: Q(state__in=SOLVED),
        Tab.CLOSED: Q(state__in=CLOSED),
    }[tab]

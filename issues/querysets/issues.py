"""Sentences over issues and the lines of their lives. `public()` is the only door to what anybody outside may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Sum, When

from issues.choices import CLOSED, OPEN, Grain, HandOverState, State
from meetings.querysets import with_any_of, with_words
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.kernel.wording import LANGUAGES
from schedules.querysets import of_helped_bodies

if TYPE_CHECKING:
    from issues.models import HandOver, Issue, IssueEvent, IssueTopic, IssueTotal

#: Sets of states that lists are asked for by one word; every state is such a word itself. Late and disputed are marks.
OPEN_SET, CLOSED_SET, LATE, DISPUTED = "open", "closed", "late", "disputed"
STATE_SETS: Final[dict[str, tuple[State, ...]]] = {
    OPEN_SET: OPEN,
    LATE: OPEN,
    DISPUTED: OPEN,
    CLOSED_SET: CLOSED,
    **{state.value: (state,) for state in State},
}


def is_shown_as(state: str, on: date) -> Q:
    """Whether an issue is of one of `STATE_SETS`; an empty word asks for all."""
    if not state:
        return Q()
    if state == LATE:
        return Q(state__in=OPEN, due_on__lt=on)
    return Q(disputed_on__isnull=False) if state == DISPUTED else Q(state__in=STATE_SETS[state])


_TEXTS_OF_A_LINE: Final = ("title", "holder__plain", "territory__name", "topic__name")


class _Itself(Func):
    """A column that no index has. In the order of an index the database would look at each row for the words, at all of
    a million for a word that few have; so these are found first, and sorted then.
    """

    template = "coalesce(%(expressions)s, %(expressions)s)"
    arity = 1


class IssueQuerySet(models.QuerySet["Issue"]):
    def public(self) -> IssueQuerySet:
        """Everybody reads them. One whose texts were taken away for a person's sake stands there without them."""
        return self.filter(published_on__isnull=False)

    def open(self) -> IssueQuerySet:
        return self.filter(state__in=OPEN)

    def late(self, on: date) -> IssueQuerySet:
        """Open after their last day. Twin of `Issue.is_late`."""
        return self.shown_as(LATE, on)

    def disputed(self) -> IssueQuerySet:
        return self.filter(disputed_on__isnull=False)

    def shown_as(self, state: str, on: date) -> IssueQuerySet:
        """Of one of `STATE_SETS`; an empty word asks for all."""
        return self.filter(is_shown_as(state, on)) if state else self

    def in_place(self, place: Territory) -> IssueQuerySet:
        """Of the place and of whatever lies in it. Of a region by its own column, which the index has."""
        if place.is_first_rank:
            return self.filter(region=place)
        return self.filter(territory__in=Territory.objects.lying_in(place).values("pk"))

    def about(self, topic: IssueTopic) -> IssueQuerySet:
        """Of the topic and of the branches under it."""
        if topic.parent_id is not None:
            return self.filter(topic=topic)
        return self.filter(topic__in=type(topic).objects.of(topic).values("pk"))

    def matching(self, text: str) -> IssueQuerySet:
        """Every word occurs in number, public texts, place or body, in any language: see `with_words`."""
        return with_words(self, text)

    def with_any_of(self, choices: Sequence[Sequence[str]]) -> IssueQuerySet:
        """Of each of these choices at least one word occurs as it stands: see `queries.spelling`."""
        return with_any_of(self, choices)

    def worked_by(self, actor: Actor) -> IssueQuerySet:
        """Twin of `permissions.can_work`."""
        return self.filter(of_helped_bodies(actor, "holder"))

    def read_by(self, actor: Actor) -> IssueQuerySet:
        """Inner texts too. Twin of `permissions.can_read`."""
        if actor.is_overseer or actor.is_administrator:
            return self
        mine = actor.bodies()
        beside: Any = self.model._meta.get_field("co_executors").related_model
        handed: Any = self.model._meta.get_field("hand_overs").related_model
        of_issue = Q(issue=OuterRef("pk"))
        # Also whoever may answer for an office of one person.
        asked = Q(to_body__in=mine) | of_helped_bodies(actor, "to_body")
        return self.filter(
            of_helped_bodies(actor, "holder")
            | Q(registered_by__in=mine)
            | Exists(beside.objects.filter(of_issue, body__in=mine))
            | Exists(handed.objects.filter(of_issue & asked, state=HandOverState.PENDING))
        )

    def with_names(self) -> IssueQuerySet:
        """Brings what a line of a list prints (`queries.lines`), and leaves behind what a search looks in.

        `claim_until` is the last day on which people answer its open claim, if there is one; `joined_number` the number
        of the public issue it was joined with.
        """
        claims: Any = self.model._meta.get_field("claims").related_model
        open_claim = claims.objects.open().filter(issue=OuterRef("pk"))
        rows = self.select_related("holder", "territory", "topic__parent").defer("search_text", "search_words")
        return rows.annotate(
            claim_until=Subquery(open_claim.values("until")[:1]),
            joined_number=Case(When(joined_to__published_on__isnull=False, then=F("joined_to__number"))),
        )

    def for_lines(self) -> IssueQuerySet:
        """As `with_names`, and no column that a line does not print: of a hundred and thirty a quarter is left."""
        return self.with_names().only(*_OF_A_LINE)

    def by_news(self, *, of_few: bool = False) -> IssueQuerySet:
        """`of_few`: known to be few of all, by words that they have."""
        return self.order_by(_column("last_news_on", of_few).desc(), "-id")

    def by_term(self) -> IssueQuerySet:
        """Those that are open, the term that comes first or has passed longest before the others."""
        return self.open().order_by(F("due_on").asc(nulls_last=True), "id")

    def by_number(self, *, of_few: bool = False) -> IssueQuerySet:
        return self.order_by(_column("number", of_few))

    def by_followers(self) -> IssueQuerySet:
        return self.order_by("-followers", "-last_news_on", "-id")


#: What `queries.lines` reads. Whoever reads more of such a row asks the database again.
_OF_A_LINE: Final = (
    *("number", "state", "level", "plan_year", "published_on", "registered_on", "closed_on", "due_on", "disputed_on"),
    *("hidden_on", "taken_on", "holder__id", "territory__id", "topic__topic", "topic__parent"),
    *(f"{text}_{language}" for text in _TEXTS_OF_A_LINE for language in LANGUAGES),
)


def _column(name: str, of_few: bool) -> F | _Itself:
    return _Itself(F(name)) if of_few else F(name)


class IssueTotalQuerySet(models.QuerySet["IssueTotal"]):
    """Numbers of public issues. Each sentence says whose (`of_country`, `in_place`, `of_each`) and by what (`by`)."""

    def of_country(self) -> IssueTotalQuerySet:
        return self.filter(place__isnull=True)

    def in_place(self, place: Territory | None) -> IssueTotalQuerySet:
        """The twin of `IssueQuerySet.in_place`: a region has a total of its own, a district those of all inside it."""
        if place is None:
            return self.of_country()
        if place.is_first_rank:
            return self.filter(place=place)
        return self.filter(place__in=Territory.objects.lying_in(place).values("pk"))

    def by(self, grain: Grain) -> IssueTotalQuerySet:
        return self.filter(grain=grain)

    def shown_as(self, state: str) -> IssueTotalQuerySet:
        """The twin of `IssueQuerySet.shown_as`, but for what is late, which no total knows."""
        if not state:
            return self
        return self.filter(is_disputed=True) if state == DISPUTED else self.filter(state__in=STATE_SETS[state])

    def summed_by(self, *names: str) -> models.QuerySet[Any, Any]:
        """How many of each, as `number_of`; what was and is no more is left out."""
        return self.order_by().values(*names).annotate(number_of=Sum("number")).filter(number_of__gt=0)


class EventQuerySet(models.QuerySet["IssueEvent"]):
    def public(self) -> EventQuerySet:
        """Lines everybody reads, of issues everybody sees."""
        return self.filter(is_public=True, issue__published_on__isnull=False)


class TopicQuerySet(models.QuerySet["IssueTopic"]):
    def offered(self) -> TopicQuerySet:
        return self.filter(closed_on__isnull=True).select_related("parent")

    def roots(self) -> TopicQuerySet:
        return self.filter(parent__isnull=True)

    def of(self, topic: IssueTopic) -> TopicQuerySet:
        """The topic and the branches under it."""
        return self.filter(Q(pk=topic.pk) | Q(parent=topic)).order_by()


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def pending(self) -> HandOverQuerySet:
        return self.filter(state=HandOverState.PENDING)

    def accepted(self) -> HandOverQuerySet:
        """Whoever handed it over answered for it until then."""
        return self.filter(state=HandOverState.ACCEPTED)

    def late(self, on: date) -> HandOverQuerySet:
        """The receiver's last day has passed, and it has not answered."""
        return self.filter(state=HandOverState.PENDING, answer_by__lt=on)


IssueManager = models.Manager.from_queryset(IssueQuerySet)
EventManager = models.Manager.from_queryset(EventQuerySet)
TopicManager = models.Manager.from_queryset(TopicQuerySet)
HandOverManager = models.Manager.from_queryset(HandOverQuerySet)

"""Sentences over issues. `public()` is the only door to what anybody outside may see of one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, When

from issues.choices import CLOSED, OPEN, Grain, HandOverState, Outcome, PackageState, Review, Says, State
from meetings.querysets import with_words, with_words_alike
from portal.bodies.choices import Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from schedules.querysets import PLANNING_ROLES, of_helped_bodies

if TYPE_CHECKING:
    from issues.models import (
        Answer,
        Asker,
        Claim,
        Follow,
        HandOver,
        HighAct,
        Issue,
        IssueEvent,
        IssueTopic,
        IssueTotal,
        Package,
        QuarterNote,
        QuarterRow,
        QuarterVersion,
        SystemicProblem,
    )

#: Sets of states that lists are asked for by one word; every state is such a word itself. Late and disputed are marks.
OPEN_SET, CLOSED_SET, LATE, DISPUTED = "open", "closed", "late", "disputed"
STATE_SETS: Final[dict[str, tuple[State, ...]]] = {
    OPEN_SET: OPEN,
    LATE: OPEN,
    DISPUTED: OPEN,
    CLOSED_SET: CLOSED,
    **{state.value: (state,) for state in State},
}


class IssueQuerySet(models.QuerySet["Issue"]):
    def public(self) -> IssueQuerySet:
        """Everybody reads them. One whose texts were taken away for a person's sake stands there without them."""
        return self.filter(published_on__isnull=False)

    def open(self) -> IssueQuerySet:
        return self.filter(state__in=OPEN)

    def late(self, on: date) -> IssueQuerySet:
        """Open after their last day. Twin of `Issue.is_late`."""
        return self.filter(state__in=OPEN, due_on__lt=on)

    def disputed(self) -> IssueQuerySet:
        return self.filter(disputed_on__isnull=False)

    def shown_as(self, state: str, on: date) -> IssueQuerySet:
        """Of one of `STATE_SETS`; an empty word asks for all."""
        if not state:
            return self
        if state == LATE:
            return self.late(on)
        return self.disputed() if state == DISPUTED else self.filter(state__in=STATE_SETS[state])

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

    def nearly_matching(self, text: str) -> IssueQuerySet:
        """Every longer word is spelled nearly so somewhere in it: see `with_words_alike`."""
        return with_words_alike(self, text)

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

    def by_news(self) -> IssueQuerySet:
        return self.order_by("-last_news_on", "-id")

    def by_term(self) -> IssueQuerySet:
        """Those that are open, the term that comes first or has passed longest before the others."""
        return self.open().order_by(F("due_on").asc(nulls_last=True), "id")

    def by_followers(self) -> IssueQuerySet:
        return self.order_by("-followers", "-last_news_on", "-id")


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


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> ClaimQuerySet:
        return self.filter(outcome=Outcome.OPEN)

    def to_ask(self, on: date) -> ClaimQuerySet:
        """People may answer, and not everybody with a voice has been written to."""
        return self.filter(outcome=Outcome.OPEN, asked_at=None, until__gte=on)

    def over(self, on: date) -> ClaimQuerySet:
        """Their last day has passed, and nobody has settled them."""
        return self.filter(outcome=Outcome.OPEN, until__lt=on)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def counted(self) -> AnswerQuerySet:
        """At once, or after another body's look; who does not know says neither."""
        return self.filter(review__in=[Review.NO, Review.UPHELD]).exclude(says=Says.NOT_MINE)

    def held(self) -> AnswerQuerySet:
        return self.filter(review__in=[Review.NETWORK, Review.SECOND])

    def to_moderate(self) -> AnswerQuerySet:
        """With words or a picture that nobody has looked at."""
        return self.filter(~Q(own_text="") | Q(picture__isnull=False), says=Says.NO, published_at__isnull=True)

    def public(self) -> AnswerQuerySet:
        """Whose words everybody reads."""
        return self.counted().filter(claim__issue__published_on__isnull=False).exclude(text_kk="", text_ru="")

    def reviewed_by(self, actor: Actor) -> AnswerQuerySet:
        """Twin of `permissions.can_review`."""
        mine = actor.bodies(*PLANNING_ROLES, Role.OVERSEER)
        rows = self.filter(review_body__in=mine)
        return rows.exclude(review_body=F("claim__body")).exclude(review_body=F("claim__issue__holder"))


class AskerQuerySet(models.QuerySet["Asker"]):
    def of_issue(self, issue: Issue) -> AskerQuerySet:
        """Who raised it, here or as one that was joined with it."""
        return self.filter(Q(issue=issue) | Q(issue__joined_to=issue))

    def standing(self) -> AskerQuerySet:
        """Reached by mail: confirmed, and not withdrawn."""
        return self.filter(confirmed_at__isnull=False, withdrawn_on__isnull=True, person__isnull=False)


class FollowQuerySet(models.QuerySet["Follow"]):
    def standing(self) -> FollowQuerySet:
        return self.filter(person__confirmed_at__isnull=False)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def pending(self) -> HandOverQuerySet:
        return self.filter(state=HandOverState.PENDING)

    def late(self, on: date) -> HandOverQuerySet:
        """The receiver's last day has passed, and it has not answered."""
        return self.filter(state=HandOverState.PENDING, answer_by__lt=on)


class TopicQuerySet(models.QuerySet["IssueTopic"]):
    def offered(self) -> TopicQuerySet:
        return self.filter(closed_on__isnull=True).select_related("parent")

    def roots(self) -> TopicQuerySet:
        return self.filter(parent__isnull=True)

    def of(self, topic: IssueTopic) -> TopicQuerySet:
        """The topic and the branches under it."""
        return self.filter(Q(pk=topic.pk) | Q(parent=topic)).order_by()


class QuarterVersionQuerySet(models.QuerySet["QuarterVersion"]):
    """What was published is public: there is nothing else here."""

    def of(self, body: Body, period_key: str) -> QuarterVersionQuerySet:
        return self.filter(body=body, period_key=period_key)

    def latest_of(self, body: Body, period_key: str) -> QuarterVersion | None:
        return self.of(body, period_key).order_by("-number").first()

    def standing(self) -> QuarterVersionQuerySet:
        """Of each body and quarter the last version."""
        later = QuarterVersionQuerySet(self.model).filter(
            body=OuterRef("body"), period_key=OuterRef("period_key"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))


class QuarterRowQuerySet(models.QuerySet["QuarterRow"]):
    def printed(self) -> QuarterRowQuerySet:
        return self.filter(is_printed=True)


class QuarterNoteQuerySet(models.QuerySet["QuarterNote"]):
    def of(self, body: Body, period_key: str) -> QuarterNoteQuerySet:
        return self.filter(body=body, period_key=period_key)


class ProblemQuerySet(models.QuerySet["SystemicProblem"]):
    def public(self) -> ProblemQuerySet:
        """Sent up in a package: before, they are a working paper of their body."""
        return self.filter(sent_in__package__in=_packages(self).public().values("pk")).distinct()

    def standing(self) -> ProblemQuerySet:
        return self.filter(closed_on__isnull=True)

    def written_by(self, actor: Actor) -> ProblemQuerySet:
        """Twin of `permissions.can_write_problem`."""
        return self.filter(body__in=actor.bodies(*PLANNING_ROLES))


def _packages(problems: ProblemQuerySet) -> PackageQuerySet:
    of: Any = problems.model._meta.apps.get_model("issues", "Package")
    return of.objects.all()


class PackageQuerySet(models.QuerySet["Package"]):
    def public(self) -> PackageQuerySet:
        return self.exclude(state=PackageState.DRAFT)

    def seen_by(self, actor: Actor) -> PackageQuerySet:
        """Of the own bodies, drafts too; sent to them; overseers, whatever was sent. Twin of `can_see_package`."""
        mine = actor.bodies(*PLANNING_ROLES)
        return self.filter(Q(body__in=mine) | Q(to_body__in=mine, sent_on__isnull=False) | self._overseen(actor))

    def _overseen(self, actor: Actor) -> Q:
        sees = actor.is_overseer or actor.is_administrator
        return Q(sent_on__isnull=False) if sees else Q(pk__in=[])

    def waiting(self) -> PackageQuerySet:
        """Sent, and not answered."""
        return self.filter(state__in=[PackageState.SENT, PackageState.REGISTERED])

    def late(self, on: date) -> PackageQuerySet:
        return self.waiting().filter(answer_by__lt=on)

    def with_names(self) -> PackageQuerySet:
        return self.select_related("body", "to_body", "meeting")


class HighActQuerySet(models.QuerySet["HighAct"]):
    def standing(self) -> HighActQuerySet:
        return self.filter(replaced_by__isnull=True)


IssueManager = models.Manager.from_queryset(IssueQuerySet)
EventManager = models.Manager.from_queryset(EventQuerySet)
ClaimManager = models.Manager.from_queryset(ClaimQuerySet)
AnswerManager = models.Manager.from_queryset(AnswerQuerySet)
HandOverManager = models.Manager.from_queryset(HandOverQuerySet)
TopicManager = models.Manager.from_queryset(TopicQuerySet)
QuarterNoteManager = models.Manager.from_queryset(QuarterNoteQuerySet)
ProblemManager = models.Manager.from_queryset(ProblemQuerySet)
PackageManager = models.Manager.from_queryset(PackageQuerySet)
HighActManager = models.Manager.from_queryset(HighActQuerySet)

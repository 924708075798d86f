"""What was taken at meetings and is no issue yet: questions of accounts, no copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from issues.models import Aside, Issue, IssueTopic
from issues.queries.similar import Alike, Known, known, similar
from issues.rules.alike import Marks, marks
from issues.rules.score import Score, score
from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.questions.choices import State, Topic
from portal.questions.models import AskedQuestion
from portal.questions.rules.topics import guess
from schedules.querysets import PLANNING_ROLES, of_helped_bodies

#: Of a queue so many are shown beside the one that is looked at.
LISTED: Final = 30
_LANGUAGES: Final = ("kk", "ru", "en")


@dataclass(frozen=True)
class Waiting:
    """A question that waits. `asked_by` supported it or asked the same before the meeting."""

    question: Question
    topic: str
    asked_by: int
    alike: tuple[Alike, ...]
    days_open: int
    score: Score

    @property
    def repeats(self) -> int:
        """How often it was raised beside this time."""
        return self.asked_by + sum(row.is_repeated for row in self.alike)

    @property
    def oldest(self) -> Issue | None:
        """The open issue on which the same has waited longest."""
        return min(_repeated(self.alike), key=lambda issue: issue.raised_on, default=None)

    @property
    def title(self) -> str:
        return title_of(str(self.question.text) or self.question.asked)

    @property
    def language(self) -> str:
        """Of the title; "" where nobody knows it."""
        text: Any = self.question.text
        return str(text.lang) if text else ""

    @property
    def topic_label(self) -> str:
        return str(Topic(self.topic).label)

    def scored(self, affected: int | None, risk: str) -> Score:
        """With what an officer knows of it beside."""
        return score(affected=affected, repeats=self.repeats, risk=risk, days_open=self.days_open)


def to_triage(on: date) -> QuerySet[Question, Question]:
    """Taken, standing in its account, no issue, and not left aside on that day."""
    aside = Aside.objects.filter(Q(until__isnull=True) | Q(until__gt=on), question=OuterRef("pk"))
    taken = Question.objects.standing().filter(fate=Fate.TAKEN, issue__isnull=True)
    return taken.exclude(Exists(aside))


def triaged_accounts(actor: Actor) -> QuerySet[Account, Account]:
    """Accounts whose questions the actor makes issues of. Twin of `permissions.can_register_for`."""
    held = Meeting.objects.public().filter(of_helped_bodies(actor, "body"))
    return Account.objects.filter(meeting__in=held.values("pk"))


def meetings_to_triage(actor: Actor) -> Any:
    """Accounts with something that waits, with their meetings and `waiting`; the oldest meeting first."""
    waiting = to_triage(actor.on).filter(account__in=triaged_accounts(actor))
    counted = Count("questions", filter=Q(questions__in=waiting.values("pk")))
    rows = triaged_accounts(actor).filter(pk__in=waiting.values("account")).annotate(waiting=counted)
    return rows.select_related("meeting__official__body", "meeting__territory").order_by("meeting__on", "pk")


def count_to_triage(actor: Actor) -> int:
    """For the desk: at meetings of the actor's own bodies. One statement."""
    own = Meeting.objects.public().filter(body__in=actor.bodies(*PLANNING_ROLES))
    return to_triage(actor.on).filter(account__meeting__in=own.values("pk")).count()


def queue(account: Account, actor: Actor) -> list[Waiting]:
    """What waits of a meeting, the most urgent first. Three statements, however many there are."""
    rows = list(
        to_triage(actor.on)
        .filter(account=account)
        .select_related("territory__parent", "body", "account__meeting__territory", "asked_before")
        .order_by("number")
    )
    if not rows:
        return []
    supported = asked_by(row.asked_before_id for row in rows)
    topics = {row.pk: topic_of(row) for row in rows}
    among = known(topics=set(topics.values()), place=account.meeting.territory, actor=actor)
    raised_on = account.meeting.on or account.meeting.span_start
    found = [
        _waiting(row, topics[row.pk], supported.get(row.asked_before_id or 0, 0), among, raised_on, actor.on)
        for row in rows
    ]
    return sorted(found, key=lambda each: (-each.score.total, each.question.number))


def done_and_all(account: Account, on: date) -> tuple[int, int]:
    """How many of the questions that were taken wait no more, and how many there are. One statement."""
    taken = Question.objects.standing().filter(account=account, fate=Fate.TAKEN)
    said = taken.aggregate(all=Count("pk"), left=Count("pk", filter=Q(pk__in=to_triage(on).values("pk"))))
    return said["all"] - said["left"], said["all"]


def asides_of(account: Account, on: date) -> QuerySet[Aside, Aside]:
    """What is left aside now, so that it can be taken back."""
    held = Aside.objects.filter(Q(until__isnull=True) | Q(until__gt=on), question__account=account)
    return held.filter(question__issue__isnull=True).select_related("question", "by").order_by("question__number")


def asked_by(keys: Any) -> dict[int, int]:
    """Of questions asked before a meeting: how many support each or asked the same. One statement."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    same = Count("joined", filter=Q(joined__state=State.JOINED), distinct=True)
    rows = AskedQuestion.objects.filter(pk__in=wanted).with_voices().annotate(same=same)
    return {pk: voices + more for pk, voices, more in rows.values_list("pk", "voice_count", "same")}


def topic_of(question: Question) -> str:
    """As its account says; where that says nothing, as its words do."""
    if question.topic != Topic.OTHER:
        return question.topic
    return guess(f"{question.asked} {question.text_kk} {question.text_ru}")


def root_of(topic: str) -> IssueTopic:
    return IssueTopic.objects.roots().get(topic=topic)


def title_of(text: str, longest: int = 160) -> str:
    """A text as one line; a long one ends at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    # The letter after the cut tells whether a word ended there.
    cut = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return f"{cut.rstrip(' ,.;:–-')}…"


def marks_of(question: Question) -> list[Marks]:
    texts = [getattr(question, f"text_{each}") for each in _LANGUAGES]
    return [marks(text) for text in (*texts, question.asked) if text.strip()]


def _waiting(row: Question, topic: str, supported: int, among: list[Known], raised_on: date, on: date) -> Waiting:
    found = similar(marks_of(row), among)
    since = min([raised_on, *(issue.raised_on for issue in _repeated(tuple(found)))])
    repeats = supported + sum(each.is_repeated for each in found)
    days = (on - since).days
    return Waiting(
        row, topic, supported, tuple(found), days, score(affected=None, repeats=repeats, risk="", days_open=days)
    )


def _repeated(alike: tuple[Alike, ...]) -> list[Issue]:
    return [row.issue for row in alike if row.is_repeated and row.issue.is_open]

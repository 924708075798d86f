"""The page of one issue: what stands, what was done, what comes next. `life_steps` puts its life into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, Final, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import JSONObject
from django.urls import reverse

from issues.choices import Outcome, Verb
from issues.models import Answer, Claim, CoExecutor, HandOver, Issue, IssueEvent, Laid, Milestone, Proof
from issues.queries.lines import Tag, state_tag
from issues.queries.showing import is_silent, shown
from meetings.models import Meeting
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries.law import law
from portal.kernel.periods import Period
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.translated import Words, in_language
from portal.law.errors import LawGap
from portal.questions.models import AskedQuestion

#: What it is made of: names of bodies, places and meetings, and the law, change with the first.
READS: Final = (MEETINGS, ISSUES)
#: Lines printed on a page, the newest; whoever wants all of them says so.
SHOWN: Final = 60
#: Texts of people printed beside a claim, the newest.
ANSWERS: Final = 20
#: The quarterly publication a body owes: of all that are no akimat the one of central bodies.
_PROGRESS: Final = {BodyKind.AKIMAT: "C-3.5d"}
_PROGRESS_OF_OTHERS: Final = "B-1.7"
_LANGUAGES = ("kk", "ru", "en")

Told = TypeVar("Told", Proof, Answer)


@dataclass(frozen=True)
class Ahead:
    """A step that is to be done, and the days since its term when that has passed."""

    text: Words
    due_on: date
    days_late: int


@dataclass(frozen=True)
class Session:
    """Laid before a session of a maslikhat; `decision` once there is one, and it may be read."""

    maslikhat: Words
    on: date
    decision: str


@dataclass(frozen=True)
class Beside:
    """A body that works on it beside the holder."""

    name: Words
    slug: str

    def get_absolute_url(self) -> str:
        return reverse("overview:body", args=[self.slug])


@dataclass(frozen=True)
class Receiver:
    """Who was asked to take it over, and until when it answers."""

    name: Words
    slug: str
    answer_by: date

    def get_absolute_url(self) -> str:
        return reverse("overview:body", args=[self.slug])


@dataclass(frozen=True)
class Other:
    """An issue that was joined; without a title when nobody reads it."""

    number: str
    title: str
    url: str


@dataclass(frozen=True)
class IssuePage:
    issue: Issue
    today: date
    tag: Tag
    events: list[IssueEvent]
    #: Earlier lines that are not among `events`.
    earlier: int = 0
    proofs: Mapping[int, list[Proof]] = field(default_factory=dict)
    answers: Mapping[int, list[Answer]] = field(default_factory=dict)
    ahead: tuple[Ahead, ...] = ()
    sessions: tuple[Session, ...] = ()
    beside: tuple[Beside, ...] = ()
    receiver: Receiver | None = None
    #: Last day of the next publication of its body's progress; of an open issue.
    published_by: date | None = None

    @property
    def days_late(self) -> int:
        """Whole days after the last day of its term; none of one that is not open."""
        late = self.issue.is_late(self.today) and self.issue.due_on is not None
        return (self.today - self.issue.due_on).days if late and self.issue.due_on is not None else 0

    @property
    def is_silent(self) -> bool:
        """No word of anybody is shown."""
        return is_silent(self.issue)

    @property
    def text(self) -> str:
        return shown(self.issue, "text")

    @property
    def position(self) -> str:
        return shown(self.issue, "position")

    @property
    def measure(self) -> str:
        return shown(self.issue, "measure")

    @property
    def claim(self) -> Claim | None:
        """The latest that was made: only that one counts."""
        found = [event.claim for event in self.events if event.claim is not None]
        return max(found, key=lambda claim: claim.number, default=None)

    @property
    def asks_people(self) -> bool:
        """People answer its claim now."""
        return self.claim is not None and self.claim.outcome == Outcome.OPEN and self.today <= self.claim.until

    @property
    def gathered(self) -> list[Other]:
        """Public issues that were joined with this one and still are."""
        joined = {event.about.pk: event.about for event in self.events if event.verb == Verb.GATHER and event.about}
        return [_other(each) for each in joined.values() if each.joined_to_id == self.issue.pk and each.is_public]

    @property
    def joined_to(self) -> Other | None:
        """Where it is told of now, if everybody reads that."""
        other = self.issue.joined_to
        return _other(other) if other is not None and other.is_public else None

    @property
    def solved_days(self) -> int | None:
        """From registration to the day of the claim that stands."""
        issue = self.issue
        is_solved = issue.closed_on is not None and self.claim is not None and not issue.is_open
        return (issue.closed_on - issue.registered_on).days if is_solved and issue.closed_on is not None else None


def issue_page(number: str, today: date, *, is_whole: bool = False) -> IssuePage:
    """A public issue. Two statements, two more once it was claimed, another while it is open: five at most.

    Raises Issue.DoesNotExist.
    """
    issue = _found(number)
    events, earlier = _lines(issue, is_whole=is_whole)
    claims = {event.claim_id for event in events if event.claim_id is not None}
    told = vars(issue)
    return IssuePage(
        issue=issue,
        today=today,
        tag=state_tag(issue, today),
        events=events,
        earlier=earlier,
        proofs=_by_claim(_proofs(claims)) if claims else {},
        answers=_by_claim(_answers(claims)) if claims else {},
        ahead=tuple(_ahead(row, today) for row in told["told_ahead"]) if issue.is_open else (),
        sessions=tuple(_session(row, issue) for row in told["told_sessions"]),
        beside=tuple(Beside(_text(row, "name"), row["slug"]) for row in told["told_beside"]),
        receiver=next((_receiver(row) for row in told["told_asked"]), None),
        published_by=_published_by(issue.holder, today) if issue.is_open else None,
    )


def _found(number: str) -> Issue:
    # What there is little of comes with the row itself: a page asks the database six times at most.
    meetings = Meeting.objects.public().filter(pk=OuterRef("meeting"))
    voices: QuerySet[Any] = AskedQuestion.objects.public().with_voices().filter(pk=OuterRef("asked_question"))
    rows = Issue.objects.public().with_names().defer("internal", "search_text", "search_words")
    rows = rows.select_related("territory__parent__parent__parent", "registered_by", "joined_to", "question")
    rows = rows.select_related("meeting__official", "meeting__territory__parent", "asked_question")
    return rows.annotate(
        shows_meeting=Exists(meetings),
        # Nothing when not everybody may read the question.
        question_voices=Subquery(voices.values("voice_count")[:1]),
        told_ahead=_few(
            Milestone.objects.filter(done_on__isnull=True).order_by("due_on", "id"), on="due_on", **_in_all("text")
        ),
        told_sessions=_few(
            Laid.objects.order_by("session_on", "id"),
            on="session_on",
            **_in_all("maslikhat", "maslikhat__plain"),
            **_in_all("decision"),
        ),
        told_beside=_few(CoExecutor.objects.order_by("id"), slug="body__slug", **_in_all("name", "body__plain")),
        told_asked=_few(
            HandOver.objects.pending(), on="answer_by", slug="to_body__slug", **_in_all("name", "to_body__plain")
        ),
    ).get(number=number)


def _in_all(name: str, column: str = "") -> dict[str, str]:
    return {f"{name}_{code}": f"{column or name}_{code}" for code in _LANGUAGES}


def _few(rows: QuerySet[Any], **named: str) -> ArraySubquery:
    """Rows of the issue as plain values under these names."""
    return ArraySubquery(rows.filter(issue=OuterRef("pk")).annotate(told=JSONObject(**named)).values("told"))


def _text(row: Mapping[str, Any], name: str) -> Words:
    return in_language(SimpleNamespace(**row), name)


def _day(row: Mapping[str, Any]) -> date:
    return date.fromisoformat(row["on"])


def _ahead(row: Mapping[str, Any], today: date) -> Ahead:
    return Ahead(_text(row, "text"), _day(row), max(0, (today - _day(row)).days))


def _session(row: Mapping[str, Any], issue: Issue) -> Session:
    return Session(_text(row, "maslikhat"), _day(row), "" if is_silent(issue) else _text(row, "decision"))


def _other(issue: Issue) -> Other:
    return Other(issue.number, shown(issue, "title"), issue.get_absolute_url())


def _receiver(row: Mapping[str, Any]) -> Receiver:
    return Receiver(_text(row, "name"), row["slug"], _day(row))


def _lines(issue: Issue, *, is_whole: bool) -> tuple[list[IssueEvent], int]:
    """Public lines, oldest first, the newest of them when there are many; and how many earlier ones there are."""
    rows = IssueEvent.objects.public().filter(issue=issue).exclude(verb=Verb.RANK)
    rows = rows.select_related("body", "holder", "other", "about", "claim__body", "was_place", "place")
    rows = rows.defer("internal")
    newest: QuerySet[IssueEvent] = rows.annotate(number_of=Window(Count("pk"))).order_by("-id")
    found: list[IssueEvent] = list(newest if is_whole else newest[:SHOWN])
    in_all = vars(found[0])["number_of"] if found else 0
    return found[::-1], in_all - len(found)


def _proofs(claims: set[int]) -> QuerySet[Proof]:
    """Those a second person has said yes to."""
    shown = Proof.objects.filter(claim__in=claims, published_at__isnull=False, file__is_public=True)
    return shown.select_related("file").order_by("id")


def _answers(claims: set[int]) -> QuerySet[Answer]:
    """Texts of people that a moderator accepted, of answers that count."""
    told = Answer.objects.public().filter(claim__in=claims)
    return told.select_related("picture").defer("own_text", "mailbox", "network").order_by("-id")[:ANSWERS]


def _by_claim(rows: QuerySet[Told]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for row in rows:
        found.setdefault(row.claim_id, []).append(row)
    return found


def _published_by(body: Body, today: date) -> date | None:
    """The day until which `body` publishes its progress next; none where the law gives none. One statement."""
    duty = _PROGRESS.get(BodyKind(body.kind), _PROGRESS_OF_OTHERS)
    running = Period.containing("quarter", today)
    try:
        known = law()
        days = [known.rule(duty, period.key).due_on for period in (running.previous(), running)]
    except (LawNotSeeded, LawGap):
        return None
    return next((day for day in days if day >= today), None)

"""One issue as its offices work on it: what stands, what may be done, and its whole life, inner lines too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from issues.choices import CLOSED, OPEN, TOLD_OF, Outcome, State
from issues.errors import CHANGED, MOVED_ON, UNREAD
from issues.models import Claim, HandOver, Issue, IssueEvent, IssueTopic, Laid, Milestone, Proof, ReplyTemplate
from issues.permissions import can_answer_hand_over, can_correct_place, can_decide_hidden, can_work
from issues.queries.lines import Tag, state_tag
from issues.queries.showing import is_silent
from issues.rules.score import Score, score
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.files.queries import link
from portal.kernel.errors import Conflict
from portal.kit.named import Names

#: Of the life, the newest; the whole of it is a link away.
SHOWN_LINES = 40
#: More nobody reads through beside a form.
SHOWN_REPLIES = 60


@dataclass(frozen=True)
class ShownProof:
    """A photo or a document with an address that this person may follow; `may_publish`: as the second person."""

    proof: Proof
    url: str
    may_publish: bool


@dataclass(frozen=True)
class WorkPage:
    issue: Issue
    tag: Tag
    may: dict[str, bool]
    #: What is done next, of what may be done; "" when nothing waits for this person.
    main: str
    hand_over: HandOver | None
    claim: Claim | None
    claims: list[tuple[Claim, list[ShownProof]]]
    bodies_beside: list[Body]
    steps: list[Milestone]
    laid: list[Laid]
    lines: list[IssueEvent]
    has_more_lines: bool
    score: Score
    #: Why what one would expect cannot be done, in words.
    hindered: str
    is_answer_late: bool


def find(actor: Actor, number: str) -> Issue | None:
    """Of what the actor reads inside. One statement, and those of who the actor is."""
    rows = Issue.objects.read_by(actor).with_names().select_related("holder__territory__parent__parent")
    rows = rows.select_related("territory__parent__parent", "registered_by", "meeting", "asked_question", "joined_to")
    return rows.filter(number=number).first()


def work_page(issue: Issue, actor: Actor, *, whole: bool = False) -> WorkPage:
    """At most ten statements, however long its life is, unless the `whole` of it is asked for."""
    waits = issue.hand_overs.pending().select_related("from_body", "to_body__territory__parent__parent").first()
    claims = list(issue.claims.select_related("body").order_by("-number"))
    claim = next((each for each in claims if each.outcome == Outcome.OPEN), None)
    lines = list(_life(issue)[: None if whole else SHOWN_LINES + 1])
    laid = list(issue.laid.select_related("maslikhat"))
    may = _may(issue, actor, waits, claim, undecided=any(each.decided_on is None for each in laid))
    return WorkPage(
        issue=issue,
        tag=state_tag(issue, actor.on),
        may=may,
        main=next((name for name in _MAIN if may[name]), ""),
        hand_over=waits,
        claim=claim,
        claims=_with_proofs(claims, actor, works=may["proofs"]),
        bodies_beside=[each.body for each in issue.co_executors.select_related("body")],
        steps=list(issue.milestones.all()),
        laid=laid,
        lines=lines if whole else lines[:SHOWN_LINES],
        has_more_lines=not whole and len(lines) > SHOWN_LINES,
        score=score_of(issue, actor.on),
        hindered=_hindered(issue, waits, claim, may),
        is_answer_late=waits is not None and waits.answer_by < actor.on,
    )


def open_claim(issue: Issue) -> Claim:
    """That on which people are answering. Raises Conflict when there is none: it was settled meanwhile."""
    claim = issue.claims.open().first()
    if claim is None:
        raise Conflict(MOVED_ON, code=CHANGED)
    return claim


def is_asked(issue: Issue) -> bool:
    """Whether people are answering what they read of it: its texts stay as they are. One statement."""
    return issue.hidden_on is None and issue.claims.open().exists()


def score_of(issue: Issue, on: date) -> Score:
    """Of one that is over its waiting ends with it."""
    until = issue.closed_on or on
    return score(
        affected=issue.affected,
        repeats=issue.repeats,
        risk=issue.risk,
        days_open=(until - issue.registered_on).days,
        by_hand=issue.ranked,
    )


def receivers(issue: Issue, on: date, kinds: list[str]) -> Names:
    """Bodies of these kinds that may be asked: akimats of its region, and whoever is no akimat. One statement."""
    region = issue.region_id
    place = {"territory": region, "territory__parent": region, "territory__parent__parent": region}
    here = Q(territory__parent__parent__parent=region)
    for path, key in place.items():
        here |= Q(**{path: key})
    wanted = ~Q(kind=BodyKind.AKIMAT) | here if region else ~Q(kind=BodyKind.AKIMAT) | Q(territory__parent=None)
    rows = Body.objects.in_force(on).filter(wanted, kind__in=kinds).exclude(pk=issue.holder_id)
    return Names(rows.select_related("territory__parent").order_by("kind", "pk"), _where)


def replies(issue: Issue, waits: HandOver | None) -> list[ReplyTemplate]:
    """Prepared for everybody, for the holder, and for whoever is asked to take it. One statement."""
    bodies = [issue.holder_id, *([waits.to_body_id] if waits is not None else [])]
    rows = ReplyTemplate.objects.filter(Q(body__isnull=True) | Q(body__in=bodies), closed_on__isnull=True)
    return list(rows.order_by("kind", "pk")[:SHOWN_REPLIES])


def maslikhats(issue: Issue, on: date) -> list[Body]:
    """Of its place and of the units it lies in. One statement."""
    around = [issue.territory_id, *(place.pk for place in issue.territory.above)]
    rows = Body.objects.in_force(on).filter(kind=BodyKind.MASLIKHAT, territory__in=around)
    return list(rows.order_by("pk"))


def topics_to_choose(issue: Issue) -> list[IssueTopic]:
    """Those that take issues, and the one it has. One statement."""
    rows = IssueTopic.objects.filter(Q(closed_on__isnull=True) | Q(pk=issue.topic_id)).select_related("parent")
    return sorted(rows, key=lambda topic: ((topic.parent or topic).position, topic.parent_id or 0, topic.position))


def _with_proofs(claims: list[Claim], actor: Actor, *, works: bool) -> list[tuple[Claim, list[ShownProof]]]:
    """Those that are not public yet are for who works on it alone. One statement."""
    found: dict[int, list[ShownProof]] = {}
    for proof in Proof.objects.filter(claim__in=claims).select_related("file"):
        is_public = proof.published_at is not None
        if is_public or works:
            may_publish = works and not is_public and proof.added_by_id != actor.user.pk
            found.setdefault(proof.claim_id, []).append(ShownProof(proof, link(proof.file, actor.user), may_publish))
    return [(claim, found.get(claim.pk, [])) for claim in claims]


def _life(issue: Issue) -> QuerySet[IssueEvent]:
    named = ("actor", "holder", "other", "about", "body", "was_place", "place")
    return issue.events.select_related(*named).order_by("-id")


#: In the order in which they are asked for.
_MAIN = ("accept", "assign", "news", "reopen")


def _may(
    issue: Issue, actor: Actor, waits: HandOver | None, claim: Claim | None, *, undecided: bool
) -> dict[str, bool]:
    works = bool(can_work(actor, issue))
    is_open = issue.state in OPEN
    acts = works and is_open and waits is None and claim is None
    answers = waits is not None and bool(can_answer_hand_over(actor, waits))
    decides = works and issue.hidden_on is not None and bool(can_decide_hidden(actor, issue))
    reopens = issue.state in (*CLOSED, State.CLAIMED, State.CONFIRMED) and issue.state != State.DUPLICATE
    return {
        "assign": acts and (issue.state == State.REGISTERED or issue.due_on is None),
        "change_assigned": acts and issue.state != State.REGISTERED and issue.due_on is not None,
        "term": acts and issue.due_on is not None,
        "news": works and issue.state in TOLD_OF,
        "plan": acts,
        "control": acts,
        "take_up": acts and issue.state in (State.PLANNED, State.CONTROL),
        "close": acts,
        "claim": acts and issue.state != State.REGISTERED and issue.is_public and not is_silent(issue),
        "unclaim": works and claim is not None,
        "proof": works and claim is not None,
        "proofs": works,
        "reopen": works and reopens and claim is None,
        "hand": acts,
        "accept": answers,
        "recall": works and waits is not None,
        "correct": works,
        "place": waits is None and claim is None and bool(can_correct_place(actor, issue)),
        "hide": works and issue.is_public and not is_silent(issue),
        "take_away": decides and is_silent(issue),
        "show": decides,
        "beside": works and is_open,
        "decide": works and undecided,
    }


def _hindered(issue: Issue, waits: HandOver | None, claim: Claim | None, may: dict[str, bool]) -> str:
    if claim is not None and may["correct"]:
        return _("People are answering whether it is solved. Until then nothing but news is written.")
    if waits is not None and may["recall"] and issue.state in OPEN:
        return _("Until the receiver answers, you answer for it, and its term goes on. News may be written.")
    if (not issue.is_public or is_silent(issue)) and may["correct"] and issue.state in OPEN:
        return str(UNREAD)
    return ""


def _where(body: Body) -> str:
    place = body.territory
    return str(place.parent.name) if place is not None and place.parent is not None else ""

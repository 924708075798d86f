"""How an issue changes: locked, compared with what was read, and with a line of its life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.choices import CLOSED, OPEN, SOLVED, State, Verb
from issues.errors import CHANGED, CLAIMED, PENDING, PRIVATE
from issues.models import Claim, Issue, IssueEvent, PastText
from issues.permissions import can_work
from issues.queries.showing import shows
from issues.services.letters import tell_step
from issues.workflow import ISSUES
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.folding import fold
from portal.kernel.private import find_private

_LANGUAGES = ("kk", "ru", "en")
#: Lines that are no news of the issue: corrections, and what no body wrote about what it did.
_NO_NEWS = frozenset(
    {
        *(Verb.EDIT, Verb.PLACE, Verb.HIDE, Verb.RANK, Verb.GATHER, Verb.PART),
        *(Verb.CONFIRM, Verb.DISPUTE, Verb.SILENCE),
    }
)
#: Texts that a published quarter prints.
_FROZEN = ("title", "measure", "position")


@dataclass(frozen=True)
class Line:
    """What a line of the life tells beside its verb. `note` for everybody, `internal` for offices alone."""

    note: Mapping[str, str] = field(default_factory=dict)
    internal: str = ""
    is_public: bool = True
    body: Body | None = None
    other: Body | None = None
    about: Issue | None = None
    claim: Claim | None = None
    was_due_on: date | None = None
    due_on: date | None = None
    was_place: Territory | None = None
    place: Territory | None = None
    of_quarter: str = ""
    #: Where it bears an earlier moment than this.
    written_at: datetime | None = None


_PLAIN = Line()


def locked(issue: Issue, *, expected: int | None = None) -> Issue:
    """The row as it stands, locked. Raises Conflict when `expected` is another version than that."""
    rows = Issue.objects.select_related(
        "holder__territory__parent__parent", "territory", "topic__parent", "registered_by", "region"
    )
    found = rows.select_for_update(of=("self",))
    try:
        row = found.get(pk=issue.pk)
    except Issue.DoesNotExist:
        # Its holder, place or topic changed while this waited: the database had joined the former one and drops the
        # row. Asked again it is seen as it stands now; one that is not there is not there again.
        row = found.get(pk=issue.pk)
    require_unchanged(row, expected)
    row.texts_read = _past(row)
    return row


def locked_all(keys: Callable[[], set[int]]) -> list[Issue]:
    """The rows with these keys, locked, the smaller first. They are asked for again until nothing is new: an issue that
    is being joined is waited for.
    """
    held: dict[int, Issue] = {}
    while missing := keys() - held.keys():
        rows = Issue.objects.select_for_update(of=("self",)).filter(pk__in=missing).order_by("pk")
        held |= {row.pk: row for row in rows}
    return [held[key] for key in sorted(held)]


def opened(issue: Issue, *, actor: Actor) -> Issue:
    """The row as it stands, locked for whoever works on it. Raises NotAllowed."""
    row = locked(issue)
    can_work(actor, row).require()
    return row


def require_unchanged(issue: Issue, expected: int | None) -> None:
    """Raises Conflict when `expected` is another version than that of the locked row."""
    if expected is not None and expected != issue.version:
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)


def require_free(issue: Issue) -> None:
    """Raises Conflict while people answer a claim on the locked row, or a receiver has not answered a hand-over: what
    they were asked about stays as it is until then.
    """
    require_unclaimed(issue)
    if issue.hand_overs.pending().exists():
        raise Conflict(_("It was handed over and waits for an answer: take it back first."), code=PENDING)


def require_unclaimed(issue: Issue) -> None:
    """Raises Conflict while people answer a claim on the locked row."""
    if issue.claims.open().exists():
        raise Conflict(_("People are answering whether it is solved: take the claim back first."), code=CLAIMED)


def is_said(issue: Issue, verb: Verb, *, actor: Actor, line: Line, today: date, expected: int | None) -> bool:
    """Whether the latest line of the locked row is this very one, of today: a button that was pressed twice. Who has
    read that line (`expected`) says the same once more and means it.
    """
    if expected == issue.version:
        return False
    last = issue.events.order_by("-id").first()
    if last is None or last.verb != verb or last.actor_id != actor.user.pk or last.on != today:
        return False
    notes = all(getattr(last, f"note_{language}") == line.note.get(language, "") for language in _LANGUAGES)
    days = (last.was_due_on, last.due_on) == (line.was_due_on, line.due_on)
    return notes and days and last.internal == line.internal and last.is_public == line.is_public


def step(
    issue: Issue, verb: Verb, *, now: datetime, today: date, actor: Actor | None = None, line: Line = _PLAIN
) -> IssueEvent:
    """Move a locked row by `verb` of its machine, save it whole, and write the line. Raises IllegalTransition.

    What belongs to the state that is left goes with it: reason, plan, level, dispute, day of closing.
    """
    before = issue.state
    issue.state = ISSUES.apply(verb.value, before, comment=line.note.get("kk", ""))
    _leave(issue)
    if issue.state in (*SOLVED, *CLOSED):
        issue.closed_on = issue.closed_on if before in SOLVED and issue.state in SOLVED else today
    if verb == Verb.DISPUTE:
        issue.disputed_on = today
    return note_line(issue, verb, now=now, today=today, actor=actor, line=line, before=before)


def note_line(
    issue: Issue,
    verb: Verb,
    *,
    now: datetime,
    today: date,
    actor: Actor | None = None,
    line: Line = _PLAIN,
    before: str | None = None,
) -> IssueEvent:
    """Save a locked row and write the line of what changed within its state."""
    if line.is_public and verb not in _NO_NEWS:
        issue.last_news_on = max(issue.last_news_on, today)
    _keep_past(issue, now)
    keep(issue)
    told: dict[str, Any] = {f"note_{language}": line.note.get(language, "") for language in _LANGUAGES}
    event = IssueEvent.objects.create(
        issue=issue,
        verb=verb,
        from_state=issue.state if before is None else before,
        to_state=issue.state,
        holder=issue.holder,
        other=line.other,
        about=line.about,
        claim=line.claim,
        actor=actor.user if actor else None,
        body=line.body,
        at=now,
        on=today,
        written_at=line.written_at,
        is_public=line.is_public,
        internal=line.internal,
        was_due_on=line.was_due_on,
        due_on=line.due_on,
        was_place=line.was_place,
        place=line.place,
        of_quarter=line.of_quarter,
        **told,
    )
    tell_step(event, now=line.written_at or now)
    return event


def keep(issue: Issue) -> None:
    """Save a locked row whole, with what a search looks in."""
    if issue.pk is not None:
        issue.version += 1
    issue.search_text = _search_text(issue)
    issue.save()


def require_clean(texts: Mapping[str, str]) -> None:
    """Raises Invalid at each field whose text shows what belongs to one person alone."""
    found = {name: find_private(text) for name, text in texts.items()}
    sentence = _("Take out what belongs to one person alone: %(pieces)s.")
    errors = {name: [sentence % {"pieces": ", ".join(pieces)}] for name, pieces in found.items() if pieces}
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code=PRIVATE)


def require_pair(texts: Mapping[str, str], *names: str) -> None:
    """Raises Invalid at each field of a text that is wanting in Kazakh or in Russian."""
    wanting = [f"{name}_{language}" for name in names for language in ("kk", "ru")]
    missing = [name for name in wanting if not texts.get(name, "").strip()]
    if missing:
        sentence = _("Write it in both languages.")
        raise Invalid(sentence, errors={name: [sentence] for name in missing}, code="both_languages")


def _leave(issue: Issue) -> None:
    if issue.state != State.PLANNED:
        issue.plan_year = None
    if issue.state != State.CONTROL:
        issue.level = ""
    if issue.state in OPEN:
        issue.closed_on = None
        issue.reason_kk = issue.reason_ru = issue.reason_en = ""
    else:
        issue.disputed_on = None
    if issue.state != State.DUPLICATE:
        issue.joined_to = None


def _past(issue: Issue) -> dict[str, str]:
    return {f"{name}_{language}": getattr(issue, f"{name}_{language}") for name in _FROZEN for language in _LANGUAGES}


def _keep_past(issue: Issue, now: datetime) -> None:
    """Texts that are being corrected are kept for what is published as of a moment before; of hidden ones none, for
    they may be what was hidden.
    """
    read = getattr(issue, "texts_read", None)
    texts = _past(issue)
    if issue.pk is not None and shows(issue, "title") and read not in (None, texts) and _was_public(issue):
        PastText.objects.create(issue=issue, until=now, **read)
    issue.texts_read = texts


def _was_public(issue: Issue) -> bool:
    """Now, or until its results were taken back."""
    return issue.is_public or issue.events.filter(verb=Verb.UNPUBLISH).exists()


def _search_text(issue: Issue) -> str:
    """Number, public texts, names of place and body in every language, folded, each once; "" while it is not public."""
    if not issue.is_public or not shows(issue, "title"):
        return fold(issue.number) if issue.is_public else ""
    words = [
        issue.number,
        *(getattr(issue, f"{name}_{language}") for name in ("title", "text") for language in _LANGUAGES),
        *(getattr(of, f"name_{language}") for of in (issue.territory, issue.holder) for language in _LANGUAGES),
    ]
    return "\n".join(dict.fromkeys(fold(word) for word in words if word))

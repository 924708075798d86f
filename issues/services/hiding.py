"""Words that must not be read are hidden at once by one person; another takes them away for good or shows them again.

The issue itself stays, with its number, its body and its days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from issues.choices import Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import Answer, Claim, Issue, IssueEvent, Laid, Milestone, Proof
from issues.permissions import can_decide_hidden
from issues.queries.showing import is_silent, taken_away_in_all
from issues.queries.taking_away import Place, standing_words
from issues.services.quarters.taking_away import take_away_other_words, take_away_published
from issues.services.steps import Line, note_line, opened, require_clean, require_unchanged
from issues.services.words import LONGEST_INTERNAL, require_short
from portal.bodies.permissions import Actor
from portal.files.models import StoredFile
from portal.files.services import publish, withhold
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.wording import LANGUAGES
from portal.kit.waking import wake_after_commit

#: Texts without which their row would say nothing: a sentence that they were taken away stands in their place.
_KEEPS_PLACE: Final = {(Issue, "reason"), (Claim, "text"), (Milestone, "text"), (Laid, "decision")}


@transaction.atomic
def hide_text(
    *, issue: Issue, why: str, actor: Actor, today: date, now: datetime, expected_version: int | None = None
) -> Issue:
    """Nobody outside reads any word of it, or fetches what was shown, from now on, until a second person decides; why
    is said for offices. Also when words were taken away before, and others must go now.

    Raises NotAllowed, Conflict, Invalid ("why").
    """
    row = opened(issue, actor=actor)
    if is_silent(row):
        return row
    require_unchanged(row, expected_version)
    if not row.is_public:
        raise Conflict(MOVED_ON, code=CHANGED)
    if not why.strip():
        raise Invalid.at("why", _("Say why it must not be read."))
    require_short({"why": why.strip()}, LONGEST_INTERNAL)
    # The words that are to go must not come back in the reason.
    require_clean({"why": why})
    row.hidden_on, row.taken_on = row.hidden_on or today, None
    for file in _files(row):
        withhold(file)
    note_line(row, Verb.HIDE, now=now, today=today, actor=actor, line=Line(internal=why.strip()))
    # Words of it alone go from those that misspelled ones are compared with.
    wake_after_commit("issues.tasks.gather_words")
    return row


@transaction.atomic
def take_away_text(
    *,
    issue: Issue,
    words: Collection[str] = (),
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """A second person empties title and text for good, and the words named by their keys (`queries.taking_away`),
    wherever in the issue they stand; what was frozen of it in published quarters and acts goes, too. All other words
    are read again.

    Raises NotAllowed for who hid it, Conflict (changed since, decided already), Invalid ("words").
    """
    row = _hidden(issue, actor, expected_version)
    if not is_silent(row):
        raise Conflict(MOVED_ON, code=CHANGED)
    for language in LANGUAGES:
        setattr(row, f"title_{language}", "")
        setattr(row, f"text_{language}", "")
    standing = {said.key: said for said in standing_words(row)}
    if not set(words) <= set(standing):
        raise Invalid.at("words", _("Choose of the words that stand there now."))
    gone = [standing[key] for key in dict.fromkeys(words)]
    _empty(row, [place for said in gone for place in said.places])
    for file in _files(row):
        publish(file)
    # For offices a step was written down in one language when it was added.
    row.events.filter(internal__in={text for said in gone for text in said.words.values() if text}).update(internal="")
    row.taken_on = today
    note_line(row, Verb.HIDE, now=now, today=today, actor=actor)
    take_away_published(issue=row, today=today)
    return row


@transaction.atomic
def show_text(*, issue: Issue, actor: Actor, today: date, now: datetime, expected_version: int | None = None) -> Issue:
    """A second person finds nothing private in what stands there now, written anew or not.

    What was published of other words than these goes, for they may be what was hidden. Raises NotAllowed for who hid
    it, Conflict, Invalid where a text is wanting or shows what belongs to one person.
    """
    row = _hidden(issue, actor, expected_version)
    if not row.is_public:
        # Its life would say that it became public.
        raise Conflict(_("It is not public now: its text is shown when its results are published again."), code=CHANGED)
    names = [f"{name}_{language}" for name in ("title", "text") for language in LANGUAGES]
    require_clean({name: getattr(row, name) for name in names})
    if not (row.title_kk and row.title_ru):
        raise Invalid(_("Write the title anew first, in both languages."), code="both_languages")
    take_away_other_words(issue=row, today=today)
    for file in _files(row):
        publish(file)
    row.hidden_on = row.taken_on = None
    note_line(row, Verb.PUBLISH, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


def _hidden(issue: Issue, actor: Actor, expected: int | None) -> Issue:
    row = opened(issue, actor=actor)
    require_unchanged(row, expected)
    if row.hidden_on is None:
        raise Conflict(MOVED_ON, code=CHANGED)
    can_decide_hidden(actor, row).require()
    return row


def _files(issue: Issue) -> list[StoredFile]:
    """What somebody has made public of its photos and documents; of what has lost its words nothing."""
    proofs = Proof.objects.filter(claim__issue=issue, published_at__isnull=False).exclude(alt_kk="")
    answers = Answer.objects.filter(claim__issue=issue, published_at__isnull=False).exclude(text_kk="")
    shown = answers.exclude(picture_alt_kk="").filter(picture__isnull=False)
    return list(StoredFile.objects.filter(Q(pk__in=proofs.values("file")) | Q(pk__in=shown.values("picture"))))


def _empty(issue: Issue, places: Iterable[Place]) -> None:
    """The locked issue is saved by whoever calls."""
    instead = taken_away_in_all()
    for place in places:
        row = place.row
        keeps = (type(row), place.text) in _KEEPS_PLACE
        texts = {f"{place.text}_{language}": instead.get(language) if keeps else "" for language in LANGUAGES}
        if isinstance(row, Issue):
            for name, text in texts.items():
                setattr(issue, name, text)
        elif isinstance(row, IssueEvent):
            # Nothing else of a line may change; the database keeps watch.
            IssueEvent.objects.filter(pk=row.pk).update(**texts, internal="")
        else:
            type(row).objects.filter(pk=row.pk).update(**texts)
            # What was shown with words is not shown without them.
            if isinstance(row, Answer) and row.picture is not None:
                withhold(row.picture)
            elif isinstance(row, Proof):
                withhold(row.file)

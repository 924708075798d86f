"""A text that must not be read is hidden at once by one person; another takes it away for good or shows it again.

The issue itself stays, with its number, its body and its days.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import Issue
from issues.permissions import can_decide_hidden
from issues.services.quarters.taking_away import take_away_other_words, take_away_published
from issues.services.steps import Line, note_line, opened, require_clean, require_unchanged
from issues.services.words import LONGEST_INTERNAL, require_short
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid

_LANGUAGES = ("kk", "ru", "en")


@transaction.atomic
def hide_text(
    *, issue: Issue, why: str, actor: Actor, today: date, now: datetime, expected_version: int | None = None
) -> Issue:
    """Nobody outside reads its texts from now on; why is said for offices.

    Raises NotAllowed, Conflict, Invalid ("why").
    """
    row = opened(issue, actor=actor)
    if row.hidden_on is not None:
        return row
    require_unchanged(row, expected_version)
    if not row.is_public:
        raise Conflict(MOVED_ON, code=CHANGED)
    if not why.strip():
        raise Invalid.at("why", _("Say why it must not be read."))
    require_short({"why": why.strip()}, LONGEST_INTERNAL)
    # The words that are to go must not come back in the reason.
    require_clean({"why": why})
    row.hidden_on = today
    note_line(row, Verb.HIDE, now=now, today=today, actor=actor, line=Line(internal=why.strip()))
    return row


@transaction.atomic
def take_away_text(
    *,
    issue: Issue,
    lines: Collection[int] = (),
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """A second person empties title and text for good, and the words of the lines named by their keys; what was frozen
    of them in a published quarter goes, too.

    Raises NotAllowed for who hid it, Conflict.
    """
    row = _hidden(issue, actor, expected_version)
    for language in _LANGUAGES:
        setattr(row, f"title_{language}", "")
        setattr(row, f"text_{language}", "")
    # Nothing else of a line may change; the database keeps watch.
    row.events.filter(pk__in=lines).update(note_kk="", note_ru="", note_en="", internal="")
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
    names = [f"{name}_{language}" for name in ("title", "text") for language in _LANGUAGES]
    require_clean({name: getattr(row, name) for name in names})
    if not (row.title_kk and row.title_ru):
        raise Invalid(_("Write the title anew first, in both languages."), code="both_languages")
    take_away_other_words(issue=row, today=today)
    row.hidden_on = None
    note_line(row, Verb.PUBLISH, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


def _hidden(issue: Issue, actor: Actor, expected: int | None) -> Issue:
    row = opened(issue, actor=actor)
    require_unchanged(row, expected)
    if row.hidden_on is None:
        raise Conflict(MOVED_ON, code=CHANGED)
    can_decide_hidden(actor, row).require()
    return row

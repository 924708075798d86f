"""Words of an issue that a second person may take away: each once, with every place in which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.models import Answer, Issue, Proof
from issues.queries.showing import taken_away_in_all
from portal.kernel.wording import LANGUAGES, Lines
from portal.kit import formats

#: Of the key of some words.
_LETTERS: Final = 16


@dataclass(frozen=True)
class Place:
    """A text of a row; `label` says what it is."""

    row: Any
    text: str
    label: str


@dataclass(frozen=True)
class Said:
    """The same words, by language, wherever they stand: taken from one place they must not stay in another."""

    words: dict[str, str]
    places: list[Place] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Of the words alone: whoever ticked them means these and no others."""
        return sha256("\0".join(self.words.values()).encode()).hexdigest()[:_LETTERS]

    @property
    def label(self) -> str:
        return "; ".join(dict.fromkeys(place.label for place in self.places))


def standing_words(issue: Issue) -> list[Said]:
    """All but title and text, which always go, in the order of the page; what is for offices alone is no part of it.

    Seven statements.
    """
    found: dict[tuple[str, ...], Said] = {}
    gone = taken_away_in_all()
    for place in _places(issue):
        words = {language: getattr(place.row, f"{place.text}_{language}") for language in LANGUAGES}
        if any(words.values()) and Lines(**words) != gone:
            found.setdefault(tuple(words.values()), Said(words)).places.append(place)
    return list(found.values())


def _places(issue: Issue) -> Iterator[Place]:
    yield Place(issue, "position", pgettext("issue", "Who answers"))
    yield Place(issue, "measure", pgettext("action plan", "Measure"))
    yield Place(issue, "reason", _("Why it is closed"))
    for line in issue.events.filter(is_public=True).order_by("id"):
        yield Place(line, "note", _on(line.get_verb_display(), line.on))
    for claim in issue.claims.order_by("number"):
        yield Place(claim, "text", _on(claim._meta.verbose_name, claim.claimed_on))
        yield Place(claim, "no_proof", _on(claim._meta.verbose_name, claim.claimed_on))
    for proof in Proof.objects.filter(claim__issue=issue).select_related("claim").order_by("id"):
        yield Place(proof, "alt", _on(proof.get_kind_display(), proof.claim.claimed_on))
    for answer in Answer.objects.filter(claim__issue=issue).select_related("picture").order_by("id"):
        yield Place(answer, "text", _on(answer._meta.verbose_name, answer.at))
        yield Place(answer, "picture_alt", _on(answer._meta.verbose_name, answer.at))
    for step in issue.milestones.order_by("due_on", "id"):
        yield Place(step, "text", _on(step._meta.verbose_name, step.due_on))
    for laid in issue.laid.order_by("session_on", "id"):
        yield Place(laid, "decision", _on(laid._meta.verbose_name, laid.session_on))
    for hand_over in issue.hand_overs.order_by("id"):
        yield Place(hand_over, "why", _on(hand_over._meta.verbose_name, hand_over.asked_on))
        yield Place(hand_over, "answer", _on(hand_over._meta.verbose_name, hand_over.asked_on))


def _on(what: object, day: date) -> str:
    return f"{str(what).capitalize()}, {formats.day(day)}"

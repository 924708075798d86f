"""What a duty asks as proof, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.deadlines.models import Evidence as EvidenceRow
from portal.deadlines.models import Obligation
from portal.deadlines.queries.sending_received import Edition, goes_to_receivers
from portal.deadlines.queries.words import in_words
from portal.kit import formats
from portal.law import registry
from portal.law.duty import Duty
from portal.law.evidence import PAGES, Evidence, genre_name, genres, still_missing

#: Key of the period of what is owed at all times.
STANDING = "standing"


@dataclass(frozen=True)
class AskedProof:
    """What proves the duty: `missing` in words, `takes_pages` when links are among it."""

    missing: tuple[str, ...]
    takes_pages: bool


@dataclass(frozen=True)
class AskedReasons:
    """What is asked of whoever closes a duty: why it is late, why it was done outside; all false for others."""

    late: bool = False
    outside: bool = False
    must_say_outside: bool = False


def reasons_asked(obligation: Obligation, today: date) -> AskedReasons:
    """What closing the open duty today asks. Three statements at most."""
    duty = version_of(obligation)
    too = duty.on_portal_too
    return AskedReasons(
        late=obligation.due_on is not None and today > obligation.due_on,
        outside=too or goes_to_receivers(obligation, genres(duty.evidence), today),
        must_say_outside=too,
    )


def version_of(obligation: Obligation) -> Duty:
    """The edition of the duty by which the obligation was opened. Raises UnknownDuty."""
    return next(
        (duty for duty in registry.duties(obligation.duty) if duty.act.key == obligation.act),
        registry.duty(obligation.duty),
    )


def genre_options(obligation: Obligation, given: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Kinds of document to choose from; what nothing was given for yet stands first, receipts last of all."""
    there = {*given, Evidence.RECEIPTS.value}
    ordered = sorted(genres(version_of(obligation).evidence), key=lambda genre: genre in there)
    return [(genre, capfirst(in_words(genre_name(genre)))) for genre in ordered]


def page_genre(obligation: Obligation) -> str:
    """The kind of document that several links are recorded as; empty where none is asked."""
    return next((kind.value for kind in version_of(obligation).evidence if kind in PAGES), "")


def asked_of(obligation: Obligation, evidence: Iterable[EvidenceRow], editions: Iterable[Edition]) -> AskedProof:
    """What of the proof is missing after `evidence`. Receipts of what the portal delivered are not asked by hand."""
    kinds = version_of(obligation).evidence
    given = {row.genre for row in evidence if not row.is_withdrawn}
    if any(editions):
        given.add(Evidence.RECEIPTS.value)
    return AskedProof(
        missing=tuple(in_words(genre_name(kind.value)) for kind in still_missing(kinds, given)),
        takes_pages=any(kind in PAGES for kind in kinds),
    )


def period_words(period_key: str) -> str:
    """The name of a period; what is owed at all times has none."""
    return _("at all times") if period_key == STANDING else formats.period_name(period_key)

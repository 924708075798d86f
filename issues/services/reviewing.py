"""Another body than the answerable one judges answers that are held, and makes words of disputes public.

`seen` is the version of the answer that was looked at: its author may say something else meanwhile, or send another
picture, and nobody judges or publishes what they have not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Review, Says
from issues.errors import CHANGED
from issues.models import LONGEST_ANSWER, Answer
from issues.notices.claims import HELD, thread_of
from issues.permissions import can_review
from issues.queries.showing import is_silent
from issues.services.settling import locked_claim, settle
from issues.services.steps import locked, require_clean, require_pair
from issues.services.words import require_short
from portal.bodies.permissions import Actor
from portal.files.services import discard, publish, withhold
from portal.kernel.errors import Conflict
from portal.notices.services import withdraw as take_back_notices

_HELD = (Review.NETWORK, Review.SECOND)
_NOTE = 500


@dataclass(frozen=True)
class PublicWords:
    """What everybody reads of a dispute. `alt` says what the picture shows; empty ones leave it private."""

    text_kk: str
    text_ru: str
    text_en: str = ""
    shows_picture: bool = False
    alt_kk: str = ""
    alt_ru: str = ""


@transaction.atomic
def uphold(*, answer: Answer, actor: Actor, today: date, now: datetime, seen: str | None = None) -> Answer:
    """It counts from now on, and the claim is settled by it if its days are over or who asked disputes.

    Raises NotAllowed, Conflict (changed since, it waits for nobody any more).
    """
    return _judge(answer, Review.UPHELD, {}, actor, today, now, seen)


@transaction.atomic
def set_aside(
    *,
    answer: Answer,
    note_kk: str,
    note_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    seen: str | None = None,
) -> Answer:
    """It counts nothing, with a reason its author reads. Raises NotAllowed, Conflict, Invalid with fields."""
    note = {"note_kk": note_kk.strip(), "note_ru": note_ru.strip()}
    require_pair(note, "note")
    require_short(note, _NOTE)
    require_clean(note)
    return _judge(answer, Review.SET_ASIDE, note, actor, today, now, seen)


@transaction.atomic
def publish_words(
    *, answer: Answer, words: PublicWords, actor: Actor, now: datetime, seen: str | None = None
) -> Answer:
    """Everybody reads these words from now on, in place of those that were public before.

    Raises NotAllowed, Conflict (changed since, no dispute, or its author has withdrawn), Invalid with fields: what
    belongs to one person alone stands in them.
    """
    # Its author may be sending other words: the issue is what both wait for.
    issue = locked(answer.claim.issue)
    row = _locked(answer)
    can_review(actor, row).require()
    _require_seen(row, seen)
    _require_words(row)
    texts = {name: getattr(words, name).strip() for name in ("text_kk", "text_ru", "text_en")}
    alt = {name: getattr(words, name).strip() for name in ("alt_kk", "alt_ru")} if words.shows_picture else {}
    require_pair(texts, "text")
    if alt:
        require_pair(alt, "alt")
    require_short(texts, LONGEST_ANSWER)
    require_short(alt, 250)
    require_clean({**texts, **alt})
    for name, text in texts.items():
        setattr(row, name, text)
    row.picture_alt_kk, row.picture_alt_ru = alt.get("alt_kk", ""), alt.get("alt_ru", "")
    row.published_by, row.published_at = actor.user, now
    row.save()
    if row.picture is not None:
        (publish if words.shows_picture and not is_silent(issue) else withhold)(row.picture)
    return row


@transaction.atomic
def keep_private(*, answer: Answer, actor: Actor, now: datetime, seen: str | None = None) -> Answer:
    """Somebody looked, and nothing of it is public, or is any more. It counts as it did. Raises as `publish_words`."""
    locked(answer.claim.issue)
    row = _locked(answer)
    can_review(actor, row).require()
    _require_seen(row, seen)
    _require_words(row)
    row.text_kk = row.text_ru = row.text_en = row.picture_alt_kk = row.picture_alt_ru = row.picture_alt_en = ""
    row.published_by, row.published_at = actor.user, now
    picture, row.picture = row.picture, None
    row.save()
    if picture is not None:
        withhold(picture)
        discard(picture)
    return row


def _judge(
    answer: Answer, review: Review, note: dict[str, str], actor: Actor, today: date, now: datetime, seen: str | None
) -> Answer:
    issue = locked(answer.claim.issue)
    claim = locked_claim(answer.claim_id, issue)
    row = _locked(answer)
    row.claim = claim
    can_review(actor, row).require()
    _require_seen(row, seen)
    if row.review not in _HELD:
        raise Conflict(_("This answer was judged already. See what stands."))
    row.review, row.reviewed_by, row.reviewed_at = review, actor.user, now
    row.review_note_kk, row.review_note_ru = note.get("note_kk", ""), note.get("note_ru", "")
    row.save()
    if not Answer.objects.held().filter(claim=claim).exists():
        take_back_notices(thread=thread_of(HELD, claim))
        claim.times_judged += 1
        claim.save(update_fields=["times_judged"])
    settle(claim, today=today, now=now)
    return row


def _locked(answer: Answer) -> Answer:
    rows = Answer.objects.select_related("claim__issue", "review_body", "picture")
    row = rows.select_for_update(of=("self",)).filter(pk=answer.pk).first()
    if row is None:
        # Its author withdrew while this waited.
        raise _nothing_here()
    return row


def _require_seen(answer: Answer, seen: str | None) -> None:
    if seen is not None and seen != answer.version:
        raise Conflict(_("The person has answered otherwise meanwhile. Look at what is said now."), code=CHANGED)


def _require_words(answer: Answer) -> None:
    if answer.says != Says.NO or (not answer.own_text and answer.picture is None):
        raise _nothing_here()


def _nothing_here() -> Conflict:
    return Conflict(_("There are no words of a person here any more."))

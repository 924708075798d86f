"""Somebody with a voice answers a claim. One mailbox, one answer, which may be changed until the claim is settled."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Outcome, Review, Says, State
from issues.errors import NO_VOICE, OVER
from issues.models import LONGEST_ANSWER, Answer, Claim
from issues.notices.claims import answers_held
from issues.queries.voices import review_body, standing_of
from issues.rules.times import NETWORK_ANSWERS
from issues.services.settling import locked_claim, settle
from issues.services.steps import locked
from issues.services.words import require_short
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import discard, keep_made, withhold
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.notices.services import tell_many
from portal.questions.models import Person
from portal.questions.services.origin import network_of

_PICTURE: Final = "answer.jpg"
_JUDGED: Final = (Review.UPHELD, Review.SET_ASIDE)


@transaction.atomic
def answer_claim(
    *,
    claim: Claim,
    person: Person,
    says: str,
    text: str = "",
    picture: bytes | None = None,
    keeps_picture: bool = False,
    address: str,
    today: date,
    now: datetime,
) -> Answer:
    """Take the answer of whoever came by the link of a letter. The same once more changes nothing.

    A dispute of who asked opens the issue again at once; from the third answer of one network all of them wait for
    another body, and so does the dispute of somebody who disputed an earlier claim. Words and picture belong to a
    dispute; `picture` is a small JPEG, `keeps_picture` leaves the one that came before.

    Raises NotAllowed (no voice on this claim), Conflict (too late, settled, or judged already), Invalid with fields.
    """
    row = locked(claim.issue)
    found = locked_claim(claim.pk, row)
    standing = standing_of(found, person)
    if standing is None:
        raise NotAllowed(_("This address has no voice on this claim."), code=NO_VOICE)
    said = Says(says) if says in Says.values else None
    if said is None:
        raise Invalid.at("says", _("Choose an answer."))
    words = text.strip() if said == Says.NO else ""
    require_short({"text": words}, LONGEST_ANSWER)
    answer = Answer.objects.filter(claim=found, mailbox=person.mailbox).select_related("picture").first()
    if answer is not None and (answer.says, answer.own_text) == (said, words) and picture is None and keeps_picture:
        return answer
    _require_open(found, answer, today)
    answer = answer or Answer(claim=found, mailbox=person.mailbox)
    old = answer.picture
    answer.person, answer.standing, answer.says, answer.own_text, answer.at = person, standing, said, words, now
    if said != Says.NO or not keeps_picture or picture is not None:
        answer.picture = _keep(picture) if picture is not None and said == Says.NO else None
    if answer.picture is not None and answer.picture.is_public:
        # It was public with other words: these are judged anew, and the picture with them.
        withhold(answer.picture)
    answer.published_by = answer.published_at = None
    answer.text_kk = answer.text_ru = answer.text_en = ""
    network, is_shared = network_of(address)
    answer.network = network
    _review(found, answer, is_shared, today)
    if old is not None and old.pk != answer.picture_id:
        withhold(old)
        discard(old)
    settle(found, today=today, now=now)
    return answer


def _require_open(claim: Claim, answer: Answer | None, today: date) -> None:
    if claim.outcome != Outcome.OPEN or claim.issue.state != State.CLAIMED or today > claim.until:
        raise Conflict(_("Answers to this claim are taken no more."), code=OVER)
    if answer is not None and answer.review in _JUDGED:
        raise Conflict(_("Your answer was judged already, and is not changed any more."), code=OVER)


def _review(claim: Claim, answer: Answer, is_shared: bool, today: date) -> None:
    """Save it, held if it has to be; and hold with it what came from its network before."""
    judge = review_body(claim, today)
    answer.review = _held(claim, answer)
    answer.review_body = judge if answer.review or answer.own_text or answer.picture_id else None
    if judge is None:
        # Nobody stands above the body: an answer is not lost for that.
        answer.review = Review.NO
        answer.save()
        return
    answer.save()
    limit = NETWORK_ANSWERS * (settings.KEZDESU_SHARED_TIMES if is_shared else 1)
    together = Answer.objects.filter(claim=claim, network=answer.network)
    if together.count() >= limit:
        together.filter(review=Review.NO).update(review=Review.NETWORK, review_body=judge)
        answer.refresh_from_db(fields=["review", "review_body"])
    if answer.review in (Review.NETWORK, Review.SECOND):
        tell_many(answers_held(claim, judge, today=today))


def _held(claim: Claim, answer: Answer) -> Review:
    """A network that was full stays held, whatever is said now; so does a second dispute."""
    if answer.review == Review.NETWORK:
        return Review.NETWORK
    return Review.SECOND if answer.says == Says.NO and _has_disputed(claim, answer.mailbox) else Review.NO


def _has_disputed(claim: Claim, mailbox: str) -> bool:
    """An earlier claim that was settled: on one that its body took back no dispute stood."""
    earlier = Answer.objects.filter(claim__issue=claim.issue, claim__number__lt=claim.number, mailbox=mailbox)
    return earlier.filter(says=Says.NO).exclude(claim__outcome=Outcome.TAKEN_BACK).exists()


def _keep(picture: bytes) -> StoredFile:
    content = BytesIO(picture)
    return keep_made(actor=None, content=content, name=_PICTURE, content_type="image/jpeg", purpose=Purpose.PHOTO)

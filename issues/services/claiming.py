"""Solved is a claim with proof: what was done, with photos or a document, or why there is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Outcome, ProofKind, State, Verb
from issues.errors import NOT_PUBLIC, UNREAD
from issues.models import LONGEST_CLAIM, LONGEST_NO_PROOF, Claim, Issue, Proof
from issues.permissions import can_publish_proof
from issues.queries.showing import is_silent
from issues.rules.times import answered_until
from issues.services.claim_letters import ask_askers
from issues.services.settling import locked_claim, take_back
from issues.services.steps import (
    Line,
    locked,
    note_line,
    opened,
    require_clean,
    require_free,
    require_pair,
    require_unchanged,
    step,
)
from issues.services.words import LONGEST_WHY, require_short
from issues.workflow import ISSUES
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.services import discard, keep_made, publish, store, withhold
from portal.kernel.errors import Conflict, Invalid
from portal.kit.translated import written_in_all
from schedules.querysets import PLANNING_ROLES

#: Of one claim.
MOST_PROOFS: Final = 10
_LANGUAGES: Final = ("kk", "ru", "en")
#: What a file is called here: its own name may name somebody.
_PHOTO: Final = "photo.jpg"
#: How a claim that is taken back is written, by what people had made of it; of one that is open again as a line alone.
_TAKES_BACK: Final = {State.CLAIMED: (step, Verb.UNCLAIM), State.CONFIRMED: (step, Verb.REOPEN)}
_LONGEST: Final = {"text": LONGEST_CLAIM, "no_proof": LONGEST_NO_PROOF, "alt": 250, "note": LONGEST_WHY}


@dataclass(frozen=True)
class NewProof:
    """A photo is the bytes of a small JPEG in which nothing is left but what is seen (`questions.forms.pictures`); a
    document is what was uploaded. `alt` says what is seen, or what the document is.
    """

    kind: str
    content: bytes | UploadedFile
    alt_kk: str = ""
    alt_ru: str = ""
    alt_en: str = ""
    taken_on: date | None = None


@transaction.atomic
def claim(
    *,
    issue: Issue,
    texts: Mapping[str, str],
    proofs: Sequence[NewProof] = (),
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Claim:
    """The body says that it is solved. Who asked is asked about it at once, everybody else with a voice by the beat
    (`claim_letters`). A second time it is the next number.

    `texts` has `text_kk`, `text_ru` and, without proofs, `no_proof_kk`, `no_proof_ru`. Raises NotAllowed, Conflict (a
    hand-over waits, not public or hidden, changed since), IllegalTransition, Invalid with fields.
    """
    row = opened(issue, actor=actor)
    require_unchanged(row, expected_version)
    ISSUES.apply(Verb.CLAIM.value, row.state)
    require_free(row)
    if not row.is_public or is_silent(row):
        raise Conflict(UNREAD, code=NOT_PUBLIC)
    said = _said(texts, "text", "no_proof")
    require_pair(said, "text")
    if proofs:
        said |= {f"no_proof_{language}": "" for language in _LANGUAGES}
    else:
        require_pair(said, "no_proof")
    last = Claim.objects.filter(issue=row).order_by("-number").values_list("number", flat=True).first()
    made = Claim.objects.create(
        issue=row,
        number=(last or 0) + 1,
        body=claiming_body(actor, row),
        actor=actor.user,
        claimed_at=now,
        claimed_on=today,
        until=answered_until(today),
        **said,
    )
    for proof in proofs:
        _add(made, proof, actor, today)
    step(row, Verb.CLAIM, now=now, today=today, actor=actor, line=Line(body=made.body, claim=made))
    ask_askers(claim=made, now=now)
    return made


@transaction.atomic
def unclaim(
    *,
    issue: Issue,
    note: Mapping[str, str],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """The body takes its claim back, with a reason in both languages: people are not asked any more, it is open again.

    What people have said by then stays said (`settling.take_back`): one that they dispute is disputed, and one whose
    days are over comes to that first. `note` is by language. Raises NotAllowed, Conflict, IllegalTransition, Invalid
    with fields.
    """
    row = opened(issue, actor=actor)
    require_unchanged(row, expected_version)
    ISSUES.apply(Verb.UNCLAIM.value, row.state)
    said = _said({f"note_{language}": text for language, text in note.items()}, "note")
    require_pair(said, "note")
    last = Claim.objects.filter(issue=row).order_by("-number").first()
    if last is not None:
        take_back(locked_claim(last.pk, row), today=today, now=now)
    told = {language: said[f"note_{language}"] for language in _LANGUAGES}
    line = Line(note=told, body=claiming_body(actor, row), claim=last)
    # Disputed it is open already, confirmed it is opened again; the reason of the body stands in its life each time.
    write, verb = _TAKES_BACK.get(State(row.state), (note_line, Verb.UNCLAIM))
    write(row, verb, now=now, today=today, actor=actor, line=line)
    return row


def claiming_body(actor: Actor, issue: Issue) -> Body:
    """For whom somebody acts who may work on it: the holder, or the nearest akimat above it that helps."""
    mine = actor.bodies(*PLANNING_ROLES)
    if issue.holder_id in mine or issue.holder.territory is None:
        return issue.holder
    above = [place.pk for place in reversed(issue.holder.territory.above)]
    found = {body.territory_id: body for body in Body.objects.akimats().filter(pk__in=mine, territory__in=above)}
    return next((found[place] for place in above if place in found), issue.holder)


# -- proofs ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def add_proof(*, claim: Claim, proof: NewProof, actor: Actor, today: date) -> Proof:
    """While people are being asked. Everybody sees it once a second person has said yes.

    Raises NotAllowed, Conflict, Invalid with fields.
    """
    row = opened(claim.issue, actor=actor)
    standing = Claim.objects.filter(pk=claim.pk, outcome=Outcome.OPEN).first()
    if standing is None or row.state != State.CLAIMED:
        raise Conflict(_("This claim is settled: nothing is added to it any more."))
    Claim.objects.filter(pk=claim.pk, **_taken_off()).update(**dict.fromkeys(_taken_off(), ""))
    return _add(standing, proof, actor, today)


@transaction.atomic
def publish_proof(*, proof: Proof, actor: Actor, now: datetime) -> Proof:
    """A second person says yes to what they saw: everybody sees it at once, or when the texts of its issue are shown
    again. A second time nothing changes.
    """
    issue, row = locked(proof.claim.issue), _locked_proof(proof)
    if row.published_at is not None:
        return row
    can_publish_proof(actor, row).require()
    row.published_by, row.published_at = actor.user, now
    row.save(update_fields=["published_by", "published_at"])
    if not is_silent(issue):
        publish(row.file)
    return row


@transaction.atomic
def remove_proof(*, proof: Proof, actor: Actor) -> None:
    """Take it off for good, public or not: a face was seen, or it was the wrong one. Of the last one the claim says so,
    where it would say why there is none. Raises NotAllowed.
    """
    opened(proof.claim.issue, actor=actor)
    row = _locked_proof(proof)
    file, claim = row.file, row.claim
    row.delete()
    if not claim.no_proof_kk and not claim.proofs.exists():
        Claim.objects.filter(pk=claim.pk).update(**_taken_off())
    withhold(file)
    discard(file)


def _add(claim: Claim, proof: NewProof, actor: Actor, today: date) -> Proof:
    if Proof.objects.filter(claim=claim).count() >= MOST_PROOFS:
        raise Invalid.at("proofs", _("At most %(count)d photos and documents.") % {"count": MOST_PROOFS})
    if proof.kind not in ProofKind.values:
        raise Invalid.at("kind", _("Choose what it shows."))
    alt = _said({f"alt_{language}": getattr(proof, f"alt_{language}") for language in _LANGUAGES}, "alt")
    require_pair(alt, "alt")
    if proof.taken_on is not None and proof.taken_on > today:
        raise Invalid.at("taken_on", _("This day has not come yet."))
    if isinstance(proof.content, bytes):
        content = BytesIO(proof.content)
        file = keep_made(actor=actor, content=content, name=_PHOTO, content_type="image/jpeg", purpose=Purpose.PHOTO)
    else:
        file = store(actor=actor, upload=proof.content, purpose=Purpose.EVIDENCE)
    return Proof.objects.create(
        claim=claim, kind=ProofKind(proof.kind), file=file, taken_on=proof.taken_on, added_by=actor.user, **alt
    )


def _taken_off() -> dict[str, str]:
    """What stands in place of a reason why there is neither a photo nor a document."""
    said = written_in_all(lambda: _("The photo or document was taken off."))
    return {f"no_proof_{language}": said.get(language) for language in _LANGUAGES}


def _locked_proof(proof: Proof) -> Proof:
    rows = Proof.objects.select_related("claim__body__territory", "claim__issue__holder__territory", "file")
    return rows.select_for_update(of=("self",)).get(pk=proof.pk)


def _said(texts: Mapping[str, str], *names: str) -> dict[str, str]:
    """Texts of three languages, stripped. Raises Invalid at what is too long, or shows what belongs to one person."""
    columns = [f"{name}_{language}" for name in names for language in _LANGUAGES]
    said = {column: texts.get(column, "").strip() for column in columns}
    for name in names:
        require_short({f"{name}_{language}": said[f"{name}_{language}"] for language in _LANGUAGES}, _LONGEST[name])
    require_clean(said)
    return said

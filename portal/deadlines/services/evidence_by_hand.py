"""Evidence entered by hand for what was done outside the portal: an order, a letter, a publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, EvidenceKind
from portal.deadlines.models import Evidence, Obligation, ObligationEvent
from portal.deadlines.permissions import can_add_evidence, can_correct_evidence, can_record_evidence
from portal.deadlines.queries.evidence_asked import version_of
from portal.deadlines.services.chain import chain_correction
from portal.deadlines.services.evidence import Proof, add_evidence, add_more, close, lock, withdraw_evidence
from portal.deadlines.services.ladder import note_late
from portal.files.choices import Purpose
from portal.files.services import store
from portal.kernel.errors import Invalid
from portal.kit.addresses import is_web_address
from portal.law.counting.states import days_late
from portal.law.evidence import NEWSPAPER, genres

_HAND = (EvidenceKind.FILE, EvidenceKind.LINK)


def record_evidence(
    *,
    obligation: Obligation,
    proof: Proof,
    actor: Actor,
    today: date,
    upload: UploadedFile | None = None,
    late_reason: str = "",
) -> Obligation:
    """Close a duty by evidence: it counts as done on the day the document was signed or published.

    That day is not the day of entry, and both are shown. After the due day a reason is required. `upload` becomes the
    file of the proof. Raises NotAllowed, Invalid (fields "genre", "file", "address", "title", "number", "outlet",
    "signed_on", "late_reason").
    """
    with transaction.atomic():
        locked = lock(obligation)
        can_record_evidence(actor, locked).require()
        signed_on = _checked(proof, locked, today, upload)
        _require_reason(locked, signed_on, late_reason)
        proof = _with_file(proof, upload, actor)
        close(locked, proof=proof, on=signed_on, actor=replace(actor, on=today), late_reason=late_reason)
    return locked


def add_to_record(
    *, obligation: Obligation, proof: Proof, actor: Actor, today: date, upload: UploadedFile | None = None
) -> Obligation:
    """Put another document beside the first: a second kind the duty asks for, a new edition. The day done stays.

    The same document once more changes nothing. Raises NotAllowed, Invalid (fields as of `record_evidence`).
    """
    with transaction.atomic():
        locked = lock(obligation)
        can_add_evidence(actor, locked).require()
        signed_on = _checked(proof, locked, today, upload)
        add_more(locked, _with_file(proof, upload, actor), on=signed_on, actor=replace(actor, on=today))
    return locked


def record_links(
    *, obligation: Obligation, pages: Sequence[Proof], actor: Actor, today: date, late_reason: str = ""
) -> int:
    """Record several pages at once, all or none, and say how many. The first closes a duty that is open.

    Raises NotAllowed, Invalid (fields "pages", "signed_on", "late_reason").
    """
    with transaction.atomic():
        locked = lock(obligation)
        (can_add_evidence if locked.is_met else can_record_evidence)(actor, locked).require()
        if not pages:
            raise Invalid.at("pages", _("Give the address of at least one page."))
        for proof in pages:
            if not is_web_address(proof.address):
                raise Invalid.at("pages", _("This is no address of a page: %(address)s") % {"address": proof.address})
        days = [_checked(proof, locked, today, None) for proof in pages]
        doer = replace(actor, on=today)
        if not locked.is_met:
            _require_reason(locked, days[0], late_reason)
        for proof, day in zip(pages, days, strict=True):
            close(locked, proof=proof, on=day, actor=doer, late_reason=late_reason)
    return len(pages)


def correct_evidence(
    *,
    evidence: Evidence,
    proof: Proof,
    reason: str,
    actor: Actor,
    today: date,
    upload: UploadedFile | None = None,
) -> Evidence:
    """Put another proof in the place of a mistaken one, which stays visible as withdrawn.

    The day the duty was done follows the corrected document; a lateness that was noted stays noted. A correction that
    makes the day late needs no other reason than its own. A file that is not replaced is carried over. Raises
    NotAllowed, Invalid.
    """
    with transaction.atomic():
        locked = lock(evidence.obligation)
        standing = Evidence.objects.select_related("file").select_for_update(of=("self",)).get(pk=evidence.pk)
        can_correct_evidence(actor, locked, standing).require()
        if proof.kind == EvidenceKind.FILE and upload is None and proof.file is None:
            proof = replace(proof, file=standing.file)
        signed_on = _checked(proof, locked, today, upload, also=standing.genre)
        said = reason.strip()
        if not said:
            raise Invalid.at("reason", _("Write what was wrong."))
        proof, doer = _with_file(proof, upload, actor), replace(actor, on=today)
        withdraw_evidence(standing, reason=said, actor=actor, today=today)
        # After the withdrawal: a file that is carried over is given out again.
        row = add_evidence(locked, proof, on=signed_on, actor=doer, replaces=standing)
        _move_day(locked, signed_on, said)
        ObligationEvent.objects.create(
            obligation=locked, kind=EventKind.CORRECTED, on=today, recorded_on=today, actor=actor.user, comment=said
        )
        chain_correction(row, user=actor.user, today=today)
    return row


def _move_day(obligation: Obligation, signed_on: date, reason: str) -> None:
    """`signed_on` becomes the day the duty was met; late only from the first day late on."""
    note_late([obligation], signed_on)
    obligation.met_on = signed_on
    if obligation.is_met_late and not obligation.late_reason:
        obligation.late_reason = reason
    elif not obligation.is_met_late:
        obligation.late_reason = ""
    obligation.save(update_fields=["met_on", "late_reason"])


def _with_file(proof: Proof, upload: UploadedFile | None, actor: Actor) -> Proof:
    """Keep the upload, once everything else is in order. Raises Invalid for a file that is not accepted."""
    return proof if upload is None else replace(proof, file=store(actor=actor, upload=upload, purpose=Purpose.EVIDENCE))


def _require_reason(obligation: Obligation, signed_on: date, late_reason: str) -> None:
    if obligation.due_on and days_late(obligation.due_on, signed_on) and not late_reason.strip():
        raise Invalid.at("late_reason", _("It was done after the due day: write why."))


def _checked(proof: Proof, obligation: Obligation, today: date, upload: UploadedFile | None, *, also: str = "") -> date:
    """The day of the document, when the proof is whole. Raises Invalid with every field that is not.

    `also` is a kind of document taken as it stands: that of the proof which is corrected.
    """
    errors: dict[str, list[str]] = {}
    if proof.kind not in _HAND:
        raise Invalid(_("Attach a file or give a link."), code="kind")
    if proof.genre and proof.genre != also and proof.genre not in genres(version_of(obligation).evidence):
        errors["genre"] = [_("This duty is not proved by a document of this kind.")]
    if proof.kind == EvidenceKind.FILE and proof.file is None and upload is None:
        errors["file"] = [_("Attach the document.")]
    if proof.kind == EvidenceKind.LINK and not is_web_address(proof.address):
        errors["address"] = [_("Give the address of the page, beginning with https://")]
    if not proof.title.strip():
        errors["title"] = [_("Name the document.")]
    if proof.signed_on is None:
        errors["signed_on"] = [_("Give the day it was signed or published.")]
    elif proof.signed_on > today:
        errors["signed_on"] = [_("This day has not come yet.")]
    if proof.genre == NEWSPAPER:
        if not proof.outlet.strip():
            errors["outlet"] = [_("Name the newspaper.")]
        if not proof.number.strip():
            errors["number"] = [_("Give the number of the issue.")]
        if proof.kind != EvidenceKind.FILE:
            errors["file"] = [_("Attach a scan of the page of the newspaper.")]
    if errors:
        raise Invalid(_("The evidence is not complete."), errors=errors, code="evidence")
    assert proof.signed_on is not None
    return proof.signed_on

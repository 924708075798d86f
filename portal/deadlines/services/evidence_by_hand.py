"""Evidence entered by hand for what was done outside the portal: an order, a letter, a publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, EvidenceKind
from portal.deadlines.models import Evidence, Obligation, ObligationEvent
from portal.deadlines.notices import attached
from portal.deadlines.permissions import (
    can_add_evidence,
    can_attach_evidence,
    can_close,
    can_correct_evidence,
    heads_of,
    is_head_of,
)
from portal.deadlines.queries.evidence_asked import version_of
from portal.deadlines.queries.sending_received import goes_to_receivers
from portal.deadlines.services.chain import chain_correction
from portal.deadlines.services.evidence import Proof, add_evidence, add_more, close, lock, withdraw_evidence
from portal.deadlines.services.evidence_day import refusal_of_day, require_day
from portal.deadlines.services.ladder import note_late
from portal.deadlines.services.reopening import CONFIRMED, clear_confirmation
from portal.files.choices import Purpose
from portal.files.services import store
from portal.kernel.errors import Invalid
from portal.kit.addresses import is_web_address, wanted
from portal.law.evidence import NEWSPAPER, genres
from portal.notices.services import tell_many

_HAND = (EvidenceKind.FILE, EvidenceKind.LINK)


@dataclass(frozen=True)
class Reasons:
    """What is said with a closing: why it comes late, and why it was done outside although the portal has the act."""

    late: str = ""
    outside: str = ""


def attach_evidence(
    *, obligation: Obligation, proof: Proof, actor: Actor, today: date, upload: UploadedFile | None = None
) -> Obligation:
    """Put a document to an open duty, for whoever answers for the body to close it by. The duty stays open.

    Raises NotAllowed, Invalid (fields as of `record_evidence`, but for the reasons).
    """
    with transaction.atomic():
        locked = lock(obligation)
        can_attach_evidence(actor, locked).require()
        signed_on = _checked(proof, locked, today, upload)
        if add_more(locked, _with_file(proof, upload, actor), on=signed_on, actor=replace(actor, on=today)):
            _tell_heads(locked, actor, today)
    return locked


def _tell_heads(obligation: Obligation, actor: Actor, today: date) -> None:
    """They close what was attached; whoever is a head and attaches knows it."""
    event = obligation.events.filter(kind=EventKind.ATTACHED).latest("pk")
    grants = heads_of(obligation, today).exclude(user=actor.user).select_related("user").order_by("user_id")
    heads = {grant.user_id: grant.user for grant in grants}
    tell_many(attached(obligation, event.pk, heads.values(), today))


def record_evidence(
    *,
    obligation: Obligation,
    proof: Proof,
    actor: Actor,
    today: date,
    upload: UploadedFile | None = None,
    late_reason: str = "",
    outside_reason: str = "",
) -> Obligation:
    """Close a duty by evidence, and say who closed it: the head, or a named officer where the body has no head here.

    What the portal sends to a receiver is done on the day it is sent, whatever day the document bears; what was sent
    outside, or approved there, says why, and is done on the day of the document. Entered after the last day a reason
    is required. `upload` becomes the file of the proof. Raises NotAllowed, Invalid (fields "genre", "file", "address",
    "title", "number", "outlet", "signed_on", "late_reason", "outside_reason").
    """
    with transaction.atomic():
        locked = lock(obligation)
        can_close(actor, locked).require()
        signed_on = _checked(proof, locked, today, upload)
        reasons = _given(locked, Reasons(late_reason, outside_reason), proof.genre, today=today)
        proof = _with_file(proof, upload, actor)
        _close(locked, proof, signed_on, reasons, (proof.genre,), replace(actor, on=today))
    return locked


def close_by_attached(
    *, obligation: Obligation, actor: Actor, today: date, late_reason: str = "", outside_reason: str = ""
) -> Obligation:
    """Close a duty by the documents attached to it: done on the day of the latest of them, known from today.

    Raises NotAllowed, Invalid (fields "late_reason", "outside_reason", and "attached" when there is none, or one whose
    day does not fit any more).
    """
    with transaction.atomic():
        locked = lock(obligation)
        can_close(actor, locked).require()
        attached = list(locked.evidence.attached())
        if not attached:
            raise Invalid.at("attached", _("No document is attached yet."), code="nothing_attached")
        day = max(row.signed_on for row in attached)
        require_day(locked, day, today=today, field="attached")
        genres_given = tuple(row.genre for row in attached)
        reasons = _given(locked, Reasons(late_reason, outside_reason), *genres_given, today=today)
        _close(locked, None, day, reasons, genres_given, replace(actor, on=today))
    return locked


def _close(
    locked: Obligation, proof: Proof | None, day: date, reasons: Reasons, genres_given: Sequence[str], actor: Actor
) -> None:
    is_sent_here = not reasons.outside and goes_to_receivers(locked, genres_given, actor.on)
    close(
        locked,
        proof=proof,
        on=actor.on if is_sent_here else day,
        actor=actor,
        late_reason=reasons.late,
        outside_reason=reasons.outside,
        by_officer=not is_head_of(actor, locked),
    )


def _given(obligation: Obligation, reasons: Reasons, *genres_given: str, today: date) -> Reasons:
    """The reasons, trimmed; one for doing outside what the portal does too is needed, elsewhere it says nothing."""
    late, outside = reasons.late.strip(), reasons.outside.strip()
    if version_of(obligation).on_portal_too:
        if not outside:
            raise Invalid.at(
                "outside_reason", _("The portal has this act: say why it was done outside."), code="outside"
            )
    elif not goes_to_receivers(obligation, genres_given, today):
        outside = ""
    if obligation.due_on is not None and today > obligation.due_on and not late:
        raise Invalid.at("late_reason", _("It is entered after the due day: write why."), code="late")
    return Reasons(late, outside)


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
    *,
    obligation: Obligation,
    pages: Sequence[Proof],
    actor: Actor,
    today: date,
    late_reason: str = "",
    outside_reason: str = "",
) -> int:
    """Record several pages at once, all or none, and say how many. The first closes a duty that is open.

    Whoever may not close it attaches them. Raises NotAllowed, Invalid (fields "pages", "signed_on", "late_reason",
    "outside_reason").
    """
    with transaction.atomic():
        locked = lock(obligation)
        closes = not locked.is_met and bool(can_close(actor, locked))
        (can_add_evidence if locked.is_met else can_attach_evidence)(actor, locked).require()
        if not pages:
            raise Invalid.at("pages", _("Give the address of at least one page."))
        for proof in pages:
            if not is_web_address(proof.address):
                raise Invalid.at("pages", _("This is no address of a page: %(address)s") % {"address": proof.address})
        days = [_checked(proof, locked, today, None) for proof in pages]
        doer = replace(actor, on=today)
        if closes:
            kinds = tuple(proof.genre for proof in pages)
            reasons = _given(locked, Reasons(late_reason, outside_reason), *kinds, today=today)
            _close(locked, pages[0], days[0], reasons, kinds, doer)
        added = [add_more(locked, proof, on=day, actor=doer) for proof, day in zip(pages, days, strict=True)]
        if any(added) and not locked.is_met and not locked.is_released:
            _tell_heads(locked, actor, today)
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

    The day the duty was done follows the corrected document, and is known from the day of the correction: another
    document, or another day, entered after the last day is late until somebody else confirms it. Where only its title,
    number or signer change, nothing else does. A lateness that was noted stays noted, and a correction needs no other
    reason than its own. A file that is not replaced is carried over. Raises NotAllowed, Invalid.
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
        kind = EventKind.REWORDED
        if locked.is_met and not locked.is_released and not _proves_the_same(row, standing):
            kind = EventKind.CORRECTED
            _move_day(locked, signed_on, said, today)
        ObligationEvent.objects.create(
            obligation=locked, kind=kind, on=today, recorded_on=today, actor=actor.user, comment=said
        )
        chain_correction(row, user=actor.user, today=today)
    return row


def _proves_the_same(row: Evidence, old: Evidence) -> bool:
    """Whether document, kind and day are the same: then only its description was corrected."""
    names = ("kind", "address", "file_id", "genre", "signed_on")
    return all(getattr(row, name) == getattr(old, name) for name in names)


def _move_day(obligation: Obligation, signed_on: date, reason: str, today: date) -> None:
    """`signed_on` becomes the day the duty was met, known from today; late from the first day late on."""
    note_late([obligation], today)
    obligation.met_on, obligation.entered_on, obligation.known_on = signed_on, today, today
    clear_confirmation(obligation)
    if obligation.was_entered_late and not obligation.late_reason:
        obligation.late_reason = reason
    elif not obligation.was_entered_late:
        obligation.late_reason = ""
    obligation.save(update_fields=["met_on", "entered_on", "known_on", "late_reason", *CONFIRMED])


def _with_file(proof: Proof, upload: UploadedFile | None, actor: Actor) -> Proof:
    """Keep the upload, once everything else is in order. Raises Invalid for a file that is not accepted."""
    return proof if upload is None else replace(proof, file=store(actor=actor, upload=upload, purpose=Purpose.EVIDENCE))


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
        errors["address"] = [wanted()]
    if not proof.title.strip():
        errors["title"] = [_("Name the document.")]
    if proof.signed_on is None:
        errors["signed_on"] = [_("Give the day it was signed or published.")]
    elif proof.signed_on > today:
        errors["signed_on"] = [_("This day has not come yet.")]
    elif reason := refusal_of_day(obligation, proof.signed_on):
        errors["signed_on"] = [reason]
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

"""Evidence of one obligation, and where it was sent, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Evidence, Obligation, Transmittal
from portal.deadlines.permissions import can_correct_evidence, has_head
from portal.deadlines.queries.words import Tag, in_words
from portal.files.queries import link
from portal.kit import formats
from portal.law.evidence import genre_name

#: Pages of the workspace: their address is of no use to the public.
_WORKSPACE = "/work/"


@dataclass(frozen=True)
class EvidenceRow:
    evidence: Evidence
    kind: str
    url: str
    is_withdrawn: bool
    is_attached: bool
    may_correct: bool
    signer: str
    recorded_by: str
    genre: str = ""


@dataclass(frozen=True)
class SentRow:
    """One document on its way to one receiver. `reason` is for the workspace alone."""

    receiver: str
    title: str
    sent_on: date
    answered_on: date | None
    tag: Tag
    reason: str


def evidence_rows(obligation: Obligation, actor: Actor | None) -> list[EvidenceRow]:
    """What was recorded, the withdrawn included; what is only attached, to the workspace alone. Two statements."""
    reader = actor.user if actor else None
    known = obligation.evidence.all() if actor else obligation.evidence.filed()
    rows = list(known.select_related("file", "recorded_by").order_by("pk"))
    led = has_head(obligation, actor.on) if actor and rows else False
    return [
        EvidenceRow(
            evidence=row,
            kind=row.get_kind_display(),
            url=proof_url(row, reader),
            is_withdrawn=row.is_withdrawn,
            is_attached=not row.is_filed and not row.is_withdrawn,
            may_correct=actor is not None and bool(can_correct_evidence(actor, obligation, row, has_head=led)),
            # Who pressed a button of the portal is not for the public; who signed a document is.
            signer=row.signer if reader or row.kind != EvidenceKind.ACT else "",
            recorded_by=row.recorded_by.full_name if reader else "",
            genre=capfirst(in_words(genre_name(row.genre))) if row.genre else "",
        )
        for row in rows
    ]


def sent_rows(obligation: Obligation, actor: Actor | None) -> list[SentRow]:
    """Who was sent what, and what came of it. One statement."""
    rows = obligation.transmittals.select_related("receiver", "evidence").order_by("sent_on", "receiver__slug", "pk")
    return [
        SentRow(
            receiver=row.receiver.plain,
            title=row.evidence.title,
            sent_on=row.sent_on,
            answered_on=row.acknowledged_on or row.returned_on,
            tag=_answer(row),
            reason=row.return_reason if actor else "",
        )
        for row in rows
    ]


def _answer(row: Transmittal) -> Tag:
    if row.acknowledged_on is not None:
        return Tag("ok", "check", pgettext("sent document", "Received"))
    if row.returned_on is not None:
        return Tag("warn", "warning", pgettext("sent document", "Returned"))
    return Tag("info", "clock", pgettext("sent document", "Not answered yet"))


def proof_url(evidence: Evidence, reader: User | None) -> str:
    """Where the proof can be seen by this reader, or nothing."""
    if evidence.file is not None:
        return link(evidence.file, reader) if reader or evidence.file.is_public else ""
    if evidence.kind != EvidenceKind.ACT:
        return "" if evidence.is_withdrawn and reader is None else evidence.address
    if reader is None and evidence.address.startswith(_WORKSPACE):
        return ""
    return f"/{formats.language()}{evidence.address}"

"""The session of a maslikhat before which an issue of a meeting was laid, as a proof of the duty about that meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext_noop

from issues.models import Issue, Laid
from meetings.services.words import in_both, subject_of
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind, Opens
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil
from portal.deadlines.services.evidence import add_more, lock
from portal.deadlines.services.evidence_day import refusal_of_day

#: Akims systematise the issues of a meeting, and bring their funding before a session: a list, and a maslikhat.
DUTY: Final = "C-3.5b"
_LAID = gettext_noop("The issue %(number)s was considered by a session of the maslikhat")


def note_session(*, issue: Issue, laid: Laid, actor: Actor, today: date) -> None:
    """A decided session meets the duty about the issue's meeting when the list of its issues stands there already.

    Before that it is attached, for the head to close the duty by. Of what no meeting or no duty asks for nothing is
    written. Idempotent.
    """
    if issue.meeting is None or laid.decided_on is None:
        return
    owed = Obligation.objects.filter(opens_by=Opens.EVENT, duty=DUTY, subject=subject_of(issue.meeting.pk))
    row = owed.select_related("body").filter(body=issue.meeting.body).first()
    if row is None or refusal_of_day(row, laid.decided_on):
        return
    doer = replace(actor, on=today)
    proof = Proof(
        kind=EvidenceKind.ACT,
        title=in_both(_LAID) % {"number": issue.number},
        address=f"/issues/{issue.number}/#laid-{laid.pk}",
        signed_on=laid.decided_on,
        signer=actor.user.full_name,
    )
    has_list = row.evidence.standing().exclude(address__startswith="/issues/").exists()
    if not has_list:
        add_more(lock(row), proof, on=laid.decided_on, actor=doer)
        return
    fulfil(
        duty=row.duty,
        body=row.body,
        period_key=row.period_key,
        subject=row.subject,
        on=laid.decided_on,
        evidence=proof,
        actor=doer,
    )

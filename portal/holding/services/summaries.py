"""Summaries of held meetings: made from what the portal knows, sent to who is to receive them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.audit.rules import fingerprint
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil
from portal.holding.choices import SummaryKind
from portal.holding.models import Summary
from portal.holding.permissions import can_summarise
from portal.holding.queries.summaries import DUTY, summary_content
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law.counting.planning import Key
from portal.law.evidence import Evidence

_TITLES = {
    SummaryKind.QUARTER: gettext_noop("Summary of held meetings, %(period)s"),
    SummaryKind.HALF: gettext_noop("Results of meetings, %(period)s"),
}


@transaction.atomic
def make_summary(*, kind: str, body: Body, period_key: str, actor: Actor, today: date, now: datetime) -> Summary:
    """Freeze what the portal knows of the period today. The same once more is the same row.

    One that says something else takes the place of the earlier, which stays readable. Raises NotAllowed, Invalid (a
    quarter that is not over, a period of another kind).
    """
    can_summarise(actor, kind, body).require()
    period = Period.parse(period_key)
    if period.kind != kind or period.start > today or (kind == SummaryKind.QUARTER and period.last_day >= today):
        raise Invalid.at("period_key", _("This period is not over yet."))
    # Two hands that make the same one wait for each other here.
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    content = summary_content(kind, body, period, today)
    sha256 = fingerprint(content)
    before = Summary.objects.standing().filter(kind=kind, body=body, period_key=period_key).first()
    if before is not None and before.sha256 == sha256:
        return before
    made = Summary.objects.create(
        kind=kind,
        body=body,
        period_key=period_key,
        content=content,
        sha256=sha256,
        made_by=actor.user,
        made_on=today,
        made_at=now,
    )
    if before is not None:
        Summary.objects.filter(pk=before.pk).update(replaced_by=made)
    return made


@transaction.atomic
def send_summary(*, summary: Summary, actor: Actor, today: date, late_reason: str = "") -> Summary:
    """Send it: from now on everybody reads it, its receiver acknowledges or returns it, and the duty is met today.

    One that replaces what was sent before is sent beside it. Raises NotAllowed, Conflict (sent already, replaced),
    Invalid (field "late_reason").
    """
    locked = Summary.objects.select_related("body").select_for_update(of=("self",)).get(pk=summary.pk)
    can_summarise(actor, locked.kind, locked.body).require()
    if locked.sent_on is not None:
        raise Conflict(_("This summary was sent already."), code="sent_already")
    if locked.replaced_by_id is not None:
        raise Conflict(_("A later summary has taken the place of this one."), code="replaced")
    duty, said = DUTY[SummaryKind(locked.kind)], late_reason.strip()
    is_late = is_sent_late(locked, today)
    if is_late and not said:
        raise Invalid.at("late_reason", _("It is sent late: say why."))
    locked.sent_on, locked.sent_by = today, actor.user
    locked.save(update_fields=["sent_on", "sent_by"])
    fulfil(
        duty=duty,
        body=locked.body,
        period_key=locked.period_key,
        on=today,
        evidence=Proof(
            kind=EvidenceKind.ACT,
            genre=Evidence.REPORT,
            title=_title(locked),
            address=f"/summaries/{locked.pk}/",
            signed_on=today,
            signer=actor.user.full_name,
            sha256=locked.sha256,
        ),
        actor=replace(actor, on=today),
        late_reason=said if is_late else "",
    )
    return locked


def _title(summary: Summary) -> str:
    """One text for readers of every language: Kazakh, then Russian."""
    said = []
    for language in ("kk", "ru"):
        with translation.override(language):
            said.append(_(_TITLES[SummaryKind(summary.kind)]) % {"period": formats.period_name(summary.period)})
    return " / ".join(dict.fromkeys(said))


def is_sent_late(summary: Summary, today: date) -> bool:
    """The day of its duty is over, and nothing was sent in time. One statement."""
    key = Key(DUTY[SummaryKind(summary.kind)], summary.body_id, summary.period_key, "")
    owed = Obligation.objects.with_key(key).first()
    return owed is not None and not owed.is_met and owed.due_on is not None and owed.due_on < today

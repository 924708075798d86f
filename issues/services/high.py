"""What is done above the regions, with what the portal knew that day; it meets the duty where one is owed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import HighKind
from issues.models import HighAct
from issues.permissions import can_record_high
from issues.queries.high import high_content
from issues.rules.high import DUTIES
from issues.services.owed import meet
from issues.services.steps import require_clean
from issues.services.words import both, in_both
from portal.audit.rules import fingerprint
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.services import Proof
from portal.kernel.errors import Invalid
from portal.kernel.periods import Kind as PeriodKind
from portal.kernel.periods import Period, WrongPeriod


@transaction.atomic
def record_high(
    *,
    kind: str,
    body: Body,
    period_key: str,
    on: date,
    number: str,
    text_kk: str,
    text_ru: str,
    actor: Actor,
    today: date,
    late_reason: str = "",
) -> HighAct:
    """One that says the same of the same period is the same row; another takes its place, and it stays readable.

    It counts for today, whatever day the document bears; nothing is owed unless the duty is in force or ordered.
    Raises NotAllowed, Invalid with fields.
    """
    can_record_high(actor, kind, body).require()
    owed = DUTIES[HighKind(kind).value]
    period = _period(period_key, owed.period, today)
    if on > today:
        raise Invalid.at("on", _("This day has not come yet."))
    require_clean({"number": number})
    is_words = kind in (HighKind.MEASURES, HighKind.REVIEW)
    words = both("text", text_kk, text_ru, longest=2000, is_asked=is_words)
    # Two of them wait for each other; whoever names the body in other rows, as a line of an issue does, waits for none.
    Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    content = {**high_content(kind, period), "text": words, "number": number.strip(), "on": on.isoformat()}
    sha256 = fingerprint(content)
    before = HighAct.objects.standing().filter(kind=kind, body=body, period_key=period_key).first()
    if before is not None and before.sha256 == sha256:
        return before
    made = HighAct.objects.create(
        kind=kind,
        body=body,
        period_key=period_key,
        on=on,
        number=number.strip()[:60],
        text_kk=words["kk"],
        text_ru=words["ru"],
        content=content,
        sha256=sha256,
        made_by=actor.user,
        made_on=today,
    )
    if before is not None:
        HighAct.objects.filter(pk=before.pk).update(replaced_by=made)
    if owed.duty:
        meet(
            duty=owed.duty,
            body=body,
            period_key=period_key,
            proof=Proof(
                kind=EvidenceKind.ACT,
                genre=owed.genre,
                title=in_both(lambda: str(HighKind(kind).label)),
                address=f"/issues/acts/{made.pk}/",
                number=made.number,
                signed_on=on,
                signer=actor.user.full_name,
                sha256=sha256,
            ),
            actor=actor,
            today=today,
            late_reason=late_reason,
        )
    return made


def _period(period_key: str, of: PeriodKind, today: date) -> Period:
    try:
        period = Period.parse(period_key)
    except WrongPeriod:
        period = None
    if period is None or period.kind != of or period.start > today:
        raise Invalid.at("period_key", _("Choose a period that has begun."))
    return period

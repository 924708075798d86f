"""Decisions: what the portal's owner settles about duties, acts and single bodies. Append-only and reversible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import ChangeReason
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.permissions import can_decide, can_revoke
from portal.deadlines.queries.ladder_people import People
from portal.deadlines.queries.ruling.bilingual import bilingual
from portal.deadlines.queries.ruling.effects import (
    Changes,
    change_of_one,
    change_of_units,
    changes,
    decisions_in_force,
    duties_of_act,
    whole_calendar,
)
from portal.deadlines.queries.ruling.forecast import not_there, owed_differently
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.rules.content import decision_content
from portal.deadlines.services.chain import chain_decisions
from portal.deadlines.services.ruling_checks import check_draft, check_papers, check_wording
from portal.deadlines.services.ruling_effects import carry_out
from portal.files.choices import Purpose
from portal.files.services import publish, store
from portal.kernel.errors import Conflict, Invalid
from portal.kit.translated import sentence
from portal.law.counting.planning import Span
from portal.law.opening import doubtful

#: Name of the database lock of those who number decisions: any constant number that no other lock of the portal has.
_LOCK = 7_310_021
#: What is filled in after the preview was shown, and does not change what it shows.
_LATER = (
    *("number", "wording_kk", "wording_ru", "wording_en", "ground_kk", "ground_ru", "ground_en"),
    *("recorded_by_id", "decided_on", "document_id", "document_address", "document_number"),
)


@dataclass(frozen=True)
class Preview:
    """What a decision would do now. `opens`: by the next sweep; `told`: people."""

    changes: Changes
    opens: int
    told: int
    fingerprint: str


class Stale(Conflict):
    """What the decision does is not what was shown any more: `preview` is the present."""

    code = "preview_stale"

    def __init__(self, preview: Preview) -> None:
        super().__init__(_("Meanwhile something changed. Look at what the decision does now, and confirm again."))
        self.preview = preview


def preview(draft: Decision, *, today: date) -> Preview:
    """What saving `draft` would do: which days move, what closes, whom it tells. Writes nothing.

    Raises Invalid at the field of what cannot be decided so, a conflict with another decision included.
    """
    check_draft(draft, today)
    return _preview(draft, today, lock=False)


def preview_reversal(decision: Decision, *, today: date) -> Preview:
    """What revoking `decision` would do. Writes nothing."""
    return _preview(reversal_of(decision), today, lock=False)


def record_decision(
    *, draft: Decision, seen: str, actor: Actor, today: date, upload: UploadedFile | None = None
) -> Decision:
    """Save a decision and carry it out, exactly as the preview with the fingerprint `seen` showed it.

    `upload` is its document. The number goes on from the last one. Raises NotAllowed, Invalid, Stale.
    """
    with transaction.atomic():
        _one_at_a_time()
        can_decide(actor).require()
        check_draft(draft, today)
        return _record(draft, seen=seen, actor=actor, today=today, upload=upload)


def revoke_decision(
    *,
    decision: Decision,
    draft: Decision,
    seen: str,
    actor: Actor,
    today: date,
    upload: UploadedFile | None = None,
) -> Decision:
    """Reverse a decision by another one, which `draft` (see `reversal_of`) gives its ground and document.

    Days it moved go back, what it released is owed again, as far as nobody is made late backwards by that.
    Raises NotAllowed, Invalid, Stale.
    """
    with transaction.atomic():
        _one_at_a_time()
        standing = Decision.objects.select_related("revoked_by").get(pk=decision.pk)
        can_revoke(actor, standing).require()
        draft.revokes = standing
        return _record(draft, seen=seen, actor=actor, today=today, upload=upload)


def reversal_of(decision: Decision) -> Decision:
    """An empty reversal, not saved: about the same duty or act and the same periods."""
    return Decision(
        duty=decision.duty,
        act=decision.act,
        applies_from=decision.applies_from,
        applies_to=decision.applies_to,
        revokes=decision,
    )


def _record(draft: Decision, *, seen: str, actor: Actor, today: date, upload: UploadedFile | None) -> Decision:
    if upload is not None:
        draft.document = store(actor=actor, upload=upload, purpose=Purpose.ACT)
    check_papers(draft, today)
    check_wording(draft)
    shown = _preview(draft, today, lock=True)
    if shown.fingerprint != seen:
        raise Stale(shown)
    draft.number = (Decision.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    draft.recorded_by = actor.user
    draft.save()
    carry_out(
        shown.changes,
        reason=ChangeReason.EXTENSION if _concerns_one(draft) else ChangeReason.DECISION,
        ground=bilingual(draft, "ground"),
        decision=draft,
        actor=actor,
        today=today,
    )
    if draft.document is not None and Decision.objects.public().filter(pk=draft.pk).exists():
        publish(draft.document)
    chain_decisions([draft])
    return draft


def _preview(draft: Decision, today: date, *, lock: bool) -> Preview:
    decisions, calendar = decisions_in_force(), whole_calendar()
    rest = [row for row in decisions if row.pk != draft.revokes_id]
    before = Reading(decisions, calendar, today)
    after = Reading(rest if draft.revokes_id else [*rest, draft], calendar, today)
    _check_one_rule(draft, before, after)
    found = _changes(draft, before, after, today, lock=lock)
    opens = 0
    if before.orders != after.orders:
        owed = owed_differently(before, after, duties_of(draft), today)
        opens = not_there(owed.fresh | owed.gained)
        change_of_units(found, owed.gained, owed.lost, after, today, lock=lock)
    people = told_people(found, today)
    said = {name: value for name, value in decision_content(draft).items() if name not in _LATER}
    return Preview(found, opens, people, found.fingerprint(opens, people, sorted(said.items(), key=str)))


def _changes(draft: Decision, before: Reading, after: Reading, today: date, *, lock: bool) -> Changes:
    one = draft.revokes if draft.revokes is not None else draft
    if not one.is_ruling:
        return changes(before, after, duties_of(draft), today, lock=lock)
    rows = Obligation.objects.with_key(one.ruled_key).select_related("body")
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    return Changes() if row is None else change_of_one(before, after, row, today)


def _check_one_rule(draft: Decision, before: Reading, after: Reading) -> None:
    """Two decisions may not say two things of one period or event, far ahead of today either. Raises Invalid.

    What was doubtful before is not held against whoever mends something else.
    """
    if before.orders == after.orders:
        return
    within = Span(draft.applies_from, draft.applies_to)
    was = doubtful(duties_of(draft), before.orders, within)
    for key, two in doubtful(duties_of(draft), after.orders, within).items():
        if key not in was:
            raise Invalid.at("act" if draft.act else "duty", sentence(two.message), code="two_rules")


def duties_of(decision: Decision) -> tuple[str, ...]:
    """Keys of the duties a decision speaks of."""
    if decision.act:
        return duties_of_act(decision.act)
    return (decision.duty,)


def told_people(found: Changes, today: date) -> int:
    """How many people the changes are told to. Five statements at most."""
    rows: Iterable[Obligation] = found.bodies
    bodies = {row.body_id: row.body for row in rows}
    people = People(bodies.values(), today)
    return len({user.pk for pk in bodies for user in people.of(pk)})


def _concerns_one(draft: Decision) -> bool:
    return draft.is_ruling or (draft.revokes is not None and draft.revokes.is_ruling)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

"""Hearing the maslikhat: sending it the calendar, its answer, its silence, and links for one without people here."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.law.decree_826_akims.maslikhat import silence
from portal.notices.services import tell_many
from schedules.choices import HearingState, Manner, ProposalState, ProposalVerb
from schedules.errors import HEARING_MOVED_ON, PROPOSAL_MOVED_ON
from schedules.models import Hearing, HearingLink, Proposal
from schedules.notices import hearings as notices
from schedules.permissions import can_answer_hearing, can_edit_proposal
from schedules.queries.hearings import heard, is_heard, manner_of, maslikhat_of
from schedules.services.steps import locked_proposal, note_proposal
from schedules.workflow import HEARING

#: How long a link can be used, and how many may be made for one hearing.
LINK_DAYS = 14
MOST_LINKS = 20


@transaction.atomic
def send_to_maslikhat(*, proposal: Proposal, actor: Actor, today: date, expected_version: int | None = None) -> Hearing:
    """Send the submitted calendar: for agreement or as a notice, as the law of its year asks.

    A notice is met by sending. Sent twice it is one: raises Conflict. Refused, it may be sent again as it is.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    if not proposal.its_kind.hears_maslikhat or proposal.state != ProposalState.SUBMITTED:
        raise Conflict(PROPOSAL_MOVED_ON, code="not_submitted")
    if expected_version is not None and expected_version != proposal.version:
        raise Conflict(PROPOSAL_MOVED_ON, code="stale_proposal")
    body = maslikhat_of(proposal.body, today)
    if body is None:
        raise Conflict(_("The portal knows no maslikhat of this region: ask the administrator."), code="no_maslikhat")
    known = heard(proposal)
    if known is not None and known.state != HearingState.REFUSED:
        raise Conflict(_("The maslikhat was sent this very calendar already."), code="sent_already")
    manner = manner_of(proposal)
    asks = manner is Manner.AGREEMENT
    hearing = Hearing.objects.create(
        proposal=proposal,
        body=body,
        manner=manner,
        state=HearingState.ASKED if asks else HearingState.TOLD,
        proposal_version=proposal.version,
        sent_on=today,
        sent_by=actor.user,
        due_on=silence(today).answer_due_on(today) if asks else None,
    )
    verb = ProposalVerb.ASK_MASLIKHAT if asks else ProposalVerb.TELL_MASLIKHAT
    event = note_proposal(proposal, verb, proposal.state, actor=actor, today=today)
    tell_many(notices.sent_to_maslikhat(hearing, event))
    return hearing


def require_heard(proposal: Proposal) -> Hearing | None:
    """How it was heard, before the calendar is approved; None of a kind whose maslikhat is not. Raises Conflict."""
    if not proposal.its_kind.hears_maslikhat:
        return None
    manner, hearing = manner_of(proposal), heard(proposal)
    if is_heard(proposal, hearing, manner):
        return hearing
    if manner is Manner.AGREEMENT:
        raise Conflict(_("The maslikhat has not agreed to this calendar yet."), code="maslikhat_not_agreed")
    raise Conflict(_("The maslikhat was not notified of this calendar yet."), code="maslikhat_not_told")


@transaction.atomic
def answer_hearing(*, hearing: Hearing, agrees: bool, remarks: str, actor: Actor, today: date) -> Hearing:
    """The maslikhat's own people agree, refuse with words, or remark on what they were told of."""
    hearing = _locked(hearing)
    can_answer_hearing(actor, hearing).require()
    return _answered(hearing, agrees=agrees, remarks=remarks, actor=actor, today=today)


@transaction.atomic
def answer_by_link(
    *, key: str, name: str, post: str, agrees: bool, remarks: str, now: datetime, today: date
) -> Hearing:
    """Somebody who has the link answers, once, saying who they are. Raises Conflict (code "dead_key"), Invalid."""
    link = find_link(key=key, now=now)
    if link is None:
        raise dead_link()
    hearing = _locked(link.hearing)
    # Looked for again under the lock: a link is used once.
    locked = HearingLink.objects.usable(now).select_for_update(of=("self",)).filter(pk=link.pk).first()
    if locked is None:
        raise dead_link()
    errors: dict[str, list[object]] = {}
    if not name.strip():
        errors["name"] = [_("Write your full name.")]
    if not post.strip():
        errors["post"] = [_("Write your post.")]
    if errors:
        raise Invalid(_("The answer was not taken."), errors=errors, code=next(iter(errors)))
    hearing = _answered(hearing, agrees=agrees, remarks=remarks, actor=None, today=today)
    locked.used_at, locked.signer_name, locked.signer_post = now, name.strip(), post.strip()
    locked.save(update_fields=["used_at", "signer_name", "signer_post"])
    return hearing


def close_silent_hearings(*, today: date) -> int:
    """Count silence as agreement where the last day has passed; how many. Late, twice or at once: each once."""
    due = Hearing.objects.silent_by(today).values_list("pk", flat=True)
    return sum(_close_silent(pk, today) for pk in due.order_by("pk"))


@transaction.atomic
def _close_silent(pk: int, today: date) -> int:
    hearing = _locked(Hearing.objects.get(pk=pk))
    if not Hearing.objects.silent_by(today).filter(pk=pk).exists():
        return 0
    hearing.state = HEARING.apply("fall_silent", hearing.state)
    hearing.answered_on = today
    hearing.save()
    proposal = hearing.proposal
    event = note_proposal(proposal, ProposalVerb.HEARD_SILENCE, proposal.state, actor=None, today=today)
    tell_many(notices.maslikhat_heard(hearing, event))
    return 1


# -- links -------------------------------------------------------------------------------------------------------------
@transaction.atomic
def make_link(*, hearing: Hearing, actor: Actor, now: datetime) -> tuple[HearingLink, str]:
    """A new link and its key, which is told once and kept nowhere; an open link of before is dead from now on."""
    hearing = _locked(hearing)
    can_edit_proposal(actor, hearing.proposal).require()
    if hearing.answered_on is not None:
        raise Conflict(HEARING_MOVED_ON, code="answered")
    if hearing.links.count() >= MOST_LINKS:
        raise Conflict(_("Too many links were made for this calendar already."), code="too_many_links")
    hearing.links.open().update(revoked_at=now)
    # With digits all over, so that logs know it for a key and hide it.
    key = secrets.token_hex(32)
    link = HearingLink.objects.create(
        hearing=hearing,
        key_sha256=digest_of(key),
        made_by=actor.user,
        made_at=now,
        expires_at=now + timedelta(days=LINK_DAYS),
    )
    return link, key


@transaction.atomic
def revoke_link(*, hearing: Hearing, actor: Actor, now: datetime) -> int:
    """The open link of the hearing is dead at once; how many were."""
    hearing = _locked(hearing)
    can_edit_proposal(actor, hearing.proposal).require()
    return hearing.links.open().update(revoked_at=now)


def find_link(*, key: str, now: datetime) -> HearingLink | None:
    """The link this key opens now, or None: used, revoked, run out, answered otherwise, of rows since changed."""
    found = HearingLink.objects.usable(now).filter(key_sha256=digest_of(key))
    link = found.select_related("hearing__proposal__body__territory", "hearing__body").first()
    return link if link is not None and _is_open(link.hearing) else None


def digest_of(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def dead_link() -> Conflict:
    return Conflict(_("The link does not work any more."), code="dead_key")


# -- steps -------------------------------------------------------------------------------------------------------------
def _locked(hearing: Hearing) -> Hearing:
    """The hearing as it is now; the proposal is locked first, as everywhere."""
    Proposal.objects.select_for_update(of=("self",)).get(pk=hearing.proposal_id)
    rows = Hearing.objects.select_related("proposal__body", "body")
    return rows.select_for_update(of=("self",)).get(pk=hearing.pk)


def _is_open(hearing: Hearing) -> bool:
    """Speaks of the rows as they are now, and was not answered. Remarks on a notice are taken after approval, too."""
    proposal = hearing.proposal
    states = {ProposalState.SUBMITTED} if hearing.asks_agreement else {ProposalState.SUBMITTED, ProposalState.ACCEPTED}
    return hearing.answered_on is None and hearing.proposal_version == proposal.version and proposal.state in states


def _answered(hearing: Hearing, *, agrees: bool, remarks: str, actor: Actor | None, today: date) -> Hearing:
    said = remarks.strip()
    if not _is_open(hearing) or (hearing.due_on is not None and today > hearing.due_on):
        raise Conflict(HEARING_MOVED_ON, code="hearing_moved_on")
    if hearing.asks_agreement:
        verb = "agree" if agrees else "refuse"
    else:
        verb = "remark" if said else "receive"
    hearing.state = HEARING.apply(verb, hearing.state, comment=said)
    hearing.remarks = said
    hearing.answered_on = today
    hearing.answered_by = actor.user if actor else None
    hearing.save()
    proposal = hearing.proposal
    event = note_proposal(proposal, ProposalVerb.HEARD, proposal.state, actor=actor, today=today, comment=said)
    tell_many(notices.maslikhat_heard(hearing, event))
    return hearing

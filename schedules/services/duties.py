"""Which duties of the ground floor the acts of this floor meet.

`fulfil` itself knows who owes what: a ministry that is not asked for a proposal may file one, and meets nothing by it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from functools import partial

from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.bodies.queries import holder
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries.law import is_in_force
from portal.deadlines.services import Proof, call_off, fulfil, happen, move_event, undo
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.law.evidence import Evidence
from schedules.choices import HearingState, ProposalVerb
from schedules.kinds import Text, filled
from schedules.models import Hearing, Proposal, ProposalEvent, Schedule, ScheduleVersion
from schedules.rules import DRAFT_DUTY, HALF_DRAFT_DUTY

logger = logging.getLogger(__name__)

_AS_APPROVED = gettext_lazy("The calendar was left as it was approved.")
#: The maslikhat's part of an approval, by how it was heard.
_HEARD = {
    HearingState.TOLD: gettext_lazy("Notice to the maslikhat of the calendar for %(year)s"),
    HearingState.AGREED: gettext_lazy("Agreement of the maslikhat to the calendar for %(year)s"),
    HearingState.SILENT: gettext_lazy("Silence of the maslikhat, counted as agreement to the calendar for %(year)s"),
}


def planning_begun(proposal: Proposal, *, actor: Actor | None, today: date) -> None:
    """The ministry begins to choose regions for its first head: the day on which its proposal for the year was opened.

    Told each time the proposal is opened or filed, and heard once. Where the law is not loaded yet nobody is held up.
    """
    kind = proposal.its_kind
    if not kind.duties.of_planning:
        return
    begun = proposal.events.filter(verb=ProposalVerb.OPEN).order_by("pk").values_list("on", flat=True).first()
    if begun is None:
        return
    try:
        happen(
            event=Event.PLANNING,
            subject=f"planning:{proposal.period_key}",
            about=_in_all(kind.words.name, proposal.period_key),
            on=begun,
            bodies=[proposal.body],
            today=today,
            actor=actor,
        )
    except LawNotSeeded:
        logger.warning("The law is not loaded: no duty was opened by the planning of %s", proposal.period_key)


def proposal_filed(proposal: Proposal, *, actor: Actor, today: date) -> None:
    """The body has sent its proposal. Nothing of a kind whose filing is no duty."""
    kind = proposal.its_kind
    if not kind.duties.filing:
        return
    fulfil(
        duty=kind.duties.filing,
        body=proposal.body,
        period_key=proposal.period_key,
        on=today,
        evidence=Proof(
            kind=EvidenceKind.ACT,
            title=in_both(kind.words.proposal, proposal.period_key),
            address=address_of(proposal.get_absolute_url()),
            signer=actor.user.full_name,
        ),
        actor=replace(actor, on=today),
        late_reason=proposal.late_reason,
    )


def filing_taken_back(proposal: Proposal, *, actor: Actor, today: date) -> None:
    """The body's first filing was taken back by the body itself: it meets no duty. Nothing of a kind without one."""
    kind = proposal.its_kind
    if kind.duties.filing:
        undo(
            duty=kind.duties.filing,
            body=proposal.body,
            period_key=proposal.period_key,
            address=address_of(proposal.get_absolute_url()),
            reason=in_both(kind.words.taken_back, proposal.period_key),
            actor=replace(actor, on=today),
        )


def draft_sent(schedule: Schedule, *, actor: Actor, today: date, late_reason: str) -> None:
    """The authorised body has sent the draft to the Government: of the year, which holds its two half-years.

    A revision of one half-year is the draft of that half-year alone; of an amendment of a year nothing is measured.
    """
    proof = Proof(
        kind=EvidenceKind.ACT,
        title=in_both(gettext_lazy("Draft schedule for %(year)s"), schedule.period_key),
        address=address_of(schedule.get_work_url()),
        signer=actor.user.full_name,
    )
    body = holder(Function.AUTHORISED_INFORMATION, today)
    drafted: list[tuple[str, str]] = []
    if schedule.amends_id is None:
        drafted = [(DRAFT_DUTY, schedule.period_key)]
        drafted += [(HALF_DRAFT_DUTY, half.key) for half in schedule.period.parts("half")]
    elif schedule.scope is not None:
        drafted = [(HALF_DRAFT_DUTY, schedule.scope.key)]
    for duty, period_key in drafted:
        # The draft of half-years is asked for by an act, so only for those it was in force for.
        if duty == DRAFT_DUTY or is_in_force(duty=duty, period_key=period_key):
            fulfil(
                duty=duty,
                body=body,
                period_key=period_key,
                on=today,
                evidence=proof,
                actor=replace(actor, on=today),
                late_reason=late_reason,
            )


def approved(
    schedule: Schedule,
    version: ScheduleVersion,
    *,
    actor: Actor,
    today: date,
    late_reason: str,
    hearing: Hearing | None = None,
) -> None:
    """The schedule is approved: evidence is the act or the order, with the hash of what it approved.

    What is common to all bodies is owed by the body that approves it, a body's own plan by that body. It counts by the
    day of the act. Entered after the last day, that day is somebody's word until it is confirmed. How the maslikhat was
    heard stands beside it.
    """
    kind = schedule.its_kind
    body = schedule.body or holder(Function.SCHEDULE_APPROVAL, today)
    met = partial(_met_by_act, schedule, version, body=body, actor=replace(actor, on=today))
    met(duty=kind.duties.approval, period_key=schedule.period_key, hearing=hearing, late_reason=late_reason)


def correction_begun(event: ProposalEvent, *, actor: Actor, today: date) -> None:
    """What is in force needs a correction: its body has opened the change. Nothing of a kind without such a duty."""
    proposal = event.proposal
    kind = proposal.its_kind
    if not kind.duties.correction:
        return
    try:
        happen(
            event=Event.CALENDAR_CHANGED,
            subject=_correction(event),
            about=_in_all(kind.words.name, proposal.period_key),
            on=event.on,
            bodies=[proposal.body],
            today=today,
            actor=actor,
        )
    except LawNotSeeded:
        logger.warning("The law is not loaded: no duty was opened by the change of %s", proposal.period_key)


def correction_dropped(proposal: Proposal, *, actor: Actor, today: date) -> None:
    """Everything stays as it was approved: no correction is needed."""
    begun = _begun(proposal)
    if proposal.its_kind.duties.correction and begun is not None:
        call_off(subject=_correction(begun), reason=in_both(_AS_APPROVED, ""), today=today, actor=actor)


def corrected(
    schedule: Schedule,
    version: ScheduleVersion,
    proposal: Proposal,
    *,
    actor: Actor,
    today: date,
    hearing: Hearing | None,
) -> None:
    """A correction of what is in force is approved. An act dated before the change was opened here moves its beginning:
    nobody approves what is not needed yet. Nothing of a kind without such a duty."""
    duty, begun = schedule.its_kind.duties.correction, _begun(proposal)
    if not duty or begun is None:
        return
    assert schedule.act_on is not None
    subject = _correction(begun)
    if schedule.act_on < begun.on:
        move_event(event=Event.CALENDAR_CHANGED, subject=subject, on=schedule.act_on, today=today, actor=actor)
    met = partial(_met_by_act, schedule, version, body=proposal.body, actor=replace(actor, on=today))
    met(duty=duty, period_key=f"{begun.on.year}", subject=subject, hearing=hearing, genre=Evidence.AMENDMENT)


def _begun(proposal: Proposal) -> ProposalEvent | None:
    """The opening of the change that is under way."""
    return proposal.events.filter(verb=ProposalVerb.AMEND).order_by("pk").last()


def _correction(begun: ProposalEvent) -> str:
    return f"correction:{begun.pk}"


def _met_by_act(
    schedule: Schedule,
    version: ScheduleVersion,
    *,
    duty: str,
    body: Body,
    period_key: str,
    actor: Actor,
    hearing: Hearing | None,
    subject: str = "",
    genre: str = "",
    late_reason: str = "",
) -> None:
    assert schedule.act_on is not None
    kind, address = schedule.its_kind, address_of(schedule.get_absolute_url())
    done = partial(fulfil, duty=duty, body=body, period_key=period_key, subject=subject, actor=actor)
    met = done(
        on=schedule.act_on,
        field="act_on",
        evidence=Proof(
            kind=EvidenceKind.ACT,
            genre=genre,
            title=in_both(kind.words.name, schedule.period_key),
            address=address,
            number=schedule.act_number,
            signed_on=schedule.act_on,
            signer=actor.user.full_name,
            sha256=version.sha256,
            is_taken_up=hearing is not None,
        ),
        late_reason=late_reason,
    )
    if met is None or hearing is None:
        return
    title = in_both(_HEARD[HearingState(hearing.state)], schedule.period_key)
    heard_on = hearing.answered_on if hearing.asks_agreement else hearing.sent_on
    # Who of the maslikhat answered stands with the hearing alone.
    proof = Proof(kind=EvidenceKind.ACT, genre=Evidence.MASLIKHAT, title=title, address=address, signed_on=heard_on)
    done(on=heard_on or hearing.sent_on, evidence=proof)


def in_both(message: Text, year: str) -> str:
    """Evidence has one title for readers of every language: Kazakh, then Russian."""
    titles = []
    for language in ("kk", "ru"):
        with translation.override(language):
            titles.append(filled(message, {"year": year}))
    return " / ".join(dict.fromkeys(titles))


def _in_all(message: Text, year: str) -> Lines:
    def said(language: str) -> str:
        with translation.override(language):
            return filled(message, {"year": year})

    return Lines.written(said)


def address_of(url: str) -> str:
    """Address without the language."""
    return "/" + url.split("/", 2)[2]

"""Which duties of the ground floor the acts of this floor meet.

`fulfil` itself knows who owes what: a ministry that is not asked for a proposal may file one, and meets nothing by it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.bodies.choices import Function
from portal.bodies.permissions import Actor
from portal.bodies.queries import holder
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries.law import is_in_force
from portal.deadlines.services import Proof, fulfil, happen, undo
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from schedules.choices import ProposalVerb
from schedules.kinds import Text, filled
from schedules.models import Proposal, Schedule, ScheduleVersion
from schedules.rules import DRAFT_DUTY, HALF_DRAFT_DUTY

logger = logging.getLogger(__name__)


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


def approved(schedule: Schedule, version: ScheduleVersion, *, actor: Actor, today: date, late_reason: str) -> None:
    """The schedule is approved: evidence is the act or the order, with the hash of what it approved.

    What is common to all bodies is owed by the body that approves it, a body's own plan by that body. It counts by the
    day of the act. Entered after the last day, that day is somebody's word until it is confirmed.
    """
    assert schedule.act_on is not None
    kind = schedule.its_kind
    fulfil(
        duty=kind.duties.approval,
        body=schedule.body or holder(Function.SCHEDULE_APPROVAL, today),
        period_key=schedule.period_key,
        on=schedule.act_on,
        field="act_on",
        evidence=Proof(
            kind=EvidenceKind.ACT,
            title=in_both(kind.words.name, schedule.period_key),
            address=address_of(schedule.get_absolute_url()),
            number=schedule.act_number,
            signed_on=schedule.act_on,
            signer=actor.user.full_name,
            sha256=version.sha256,
        ),
        actor=replace(actor, on=today),
        late_reason=late_reason,
    )


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

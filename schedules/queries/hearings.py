"""How the maslikhat is to be heard about a calendar, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.queries import law
from portal.kernel.wording import Lines
from portal.law.decree_826_akims import maslikhat
from schedules.choices import HEARD, Manner, ProposalState
from schedules.models import Hearing, HearingLink, Proposal
from schedules.permissions import can_edit_proposal


def manner_of(proposal: Proposal) -> Manner:
    """What the law of the year asks. Statements of `law`. Raises NoRule, TwoRules."""
    duty = proposal.its_kind.duties.approval
    found = law.rule(duty, proposal.period_key).duty
    return Manner(maslikhat.manner(found.act.key, duty=duty, period_key=proposal.period_key))


def maslikhat_of(body: Body, on: date) -> Body | None:
    """The maslikhat of the same unit. One statement."""
    return Body.objects.filter(kind=BodyKind.MASLIKHAT, territory=body.territory_id).in_force(on).first()


def heard(proposal: Proposal) -> Hearing | None:
    """What the maslikhat was sent of the rows as they are now, the latest. One statement."""
    return proposal.hearings.filter(proposal_version=proposal.version).select_related("body").first()


def is_heard(proposal: Proposal, hearing: Hearing | None, manner: Manner) -> bool:
    """Whether the calendar may be approved as it is. Pure."""
    return (
        hearing is not None
        and hearing.proposal_version == proposal.version
        and hearing.manner == manner
        and hearing.state in HEARD
    )


@dataclass(frozen=True)
class HearingView:
    """How the page of the year shows it to the region."""

    manner: Manner
    maslikhat: Body | None
    hearing: Hearing | None
    #: Of earlier versions of the rows, and refused ones.
    earlier: list[Hearing]
    links: list[HearingLink]
    silence: Lines
    is_heard: bool
    #: What this person may do now.
    may_send: bool
    may_link: bool

    @property
    def asks_agreement(self) -> bool:
        return self.manner == Manner.AGREEMENT


def hearing_view(actor: Actor, proposal: Proposal, today: date) -> HearingView | None:
    """At most six statements; nothing of a kind whose maslikhat is not heard."""
    if not proposal.its_kind.hears_maslikhat:
        return None
    manner, body = manner_of(proposal), maslikhat_of(proposal.body, today)
    hearings = list(proposal.hearings.select_related("body"))
    current = next((each for each in hearings if each.proposal_version == proposal.version), None)
    own = bool(can_edit_proposal(actor, proposal))
    submitted = proposal.state == ProposalState.SUBMITTED
    is_open = current is not None and current.state != "refused"
    return HearingView(
        manner=manner,
        maslikhat=body,
        hearing=current,
        earlier=[each for each in hearings if each is not current],
        links=list(current.links.select_related("made_by")) if current is not None and own else [],
        silence=maslikhat.silence(current.sent_on if current is not None else today).wording,
        is_heard=is_heard(proposal, current, manner),
        may_send=own and submitted and body is not None and not is_open,
        may_link=own and current is not None and current.answered_on is None,
    )

"""What of hearing the maslikhat waits for a person: of the region to send, of the maslikhat to answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from schedules.choices import ProposalState
from schedules.kinds import KINDS, filled
from schedules.models import Hearing, Proposal
from schedules.queries.desk_items import DeskItem
from schedules.queries.hearings import heard
from schedules.querysets import of_own_bodies


def hearing_items(actor: Actor) -> list[DeskItem]:
    """At most two statements, and one a calendar that was submitted."""
    items = []
    kinds = [kind for kind in KINDS.values() if kind.hears_maslikhat and actor.bodies(*kind.roles)]
    if kinds:
        submitted = Proposal.objects.filter(
            of_own_bodies(actor), kind__in=[kind.key for kind in kinds], state=ProposalState.SUBMITTED
        )
        found = submitted.select_related("body").order_by("period_key")
        items = [_to_send(proposal) for proposal in found if _is_unsent(proposal)]
    if actor.has(Role.MASLIKHAT):
        asked = Hearing.objects.of_what_stands().filter(body__in=actor.bodies(Role.MASLIKHAT), answered_on=None)
        items += [_to_answer(hearing) for hearing in asked.select_related("proposal__body").order_by("pk")]
    return items


def _is_unsent(proposal: Proposal) -> bool:
    known = heard(proposal)
    return known is None or known.state == "refused"


def _to_send(proposal: Proposal) -> DeskItem:
    year = {"year": proposal.period_key}
    return DeskItem(
        kind="maslikhat_send",
        title=_("Send the calendar of akims' meetings for %(year)s to the maslikhat") % year,
        note=proposal.body.plain,
        url=proposal.its_kind.pages.work.url(slug=proposal.body.slug, **year),
        action=_("Open"),
        since=proposal.refiled_on or proposal.submitted_on,
    )


def _to_answer(hearing: Hearing) -> DeskItem:
    proposal = hearing.proposal
    return DeskItem(
        kind="maslikhat_answer",
        title=filled(proposal.its_kind.words.name, {"year": proposal.period_key}),
        note=_("The akimat asks for agreement.") if hearing.asks_agreement else _("The akimat notifies the maslikhat."),
        url=hearing.get_absolute_url(),
        action=_("Read"),
        since=hearing.sent_on,
        due_on=hearing.due_on,
    )

"""Giving a calendar out to the akimats below, their ready marks, and going on without those that are not ready."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.calendars import notices
from portal.calendars.models import Delegation, Part
from portal.calendars.permissions import can_fill_part
from portal.calendars.queries.parts import given_bodies
from portal.calendars.querysets import AKIMAT_ROLES
from portal.kernel.errors import Conflict, Invalid
from portal.kit.formats import day
from portal.notices.services import tell_many
from schedules.choices import ProposalVerb
from schedules.models import Proposal
from schedules.permissions import can_edit_proposal
from schedules.queries.terms import own_due_on
from schedules.services.delegation import delegated_by
from schedules.services.steps import locked_proposal, require_open


@transaction.atomic
def give_out(*, proposal: Proposal, due_on: date, actor: Actor, today: date) -> Delegation:
    """Let every akimat below fill in its part until `due_on`; done again it sets another day and opens parts anew.

    Ready marks stay. A correction, which the region has opened, is given out by itself: nobody below writes in it
    before, and marks of the calendar or of another correction say nothing of it. Raises Invalid at "due_on" for a day
    that is over, or not before the day the region owes.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    require_open(proposal)
    if not proposal.its_kind.rows.of_bodies_below:
        raise Conflict(_("This calendar is not filled in by parts."), code="no_parts")
    change = proposal.events.filter(verb=ProposalVerb.AMEND).order_by("pk").last() if proposal.is_amending else None
    last = None if change is not None else own_due_on(proposal, today)
    if due_on < today:
        raise Invalid.at("due_on", _("This day has passed."))
    if last is not None and today <= last <= due_on:
        sentence = _("Choose a day before %(day)s, the last day on which the region approves.") % {"day": day(last)}
        raise Invalid.at("due_on", sentence, code="too_late")
    delegation, is_new = Delegation.objects.get_or_create(
        proposal=proposal,
        defaults={"due_on": due_on, "opened_by": actor.user, "opened_on": today, "change": change},
    )
    if not is_new:
        if delegation.change != change:
            delegation.change, delegation.opened_by, delegation.opened_on = change, actor.user, today
            delegation.parts.update(ready_on=None, ready_by=None)
        delegation.due_on = due_on
        delegation.closed_on, delegation.closed_by, delegation.closed_reason = None, None, ""
        delegation.save()
    assert proposal.body.territory_id is not None
    below = Body.objects.akimats_within(proposal.body.territory_id).in_force(today).exclude(pk=proposal.body_id)
    known = set(delegation.parts.values_list("body", flat=True))
    Part.objects.bulk_create(Part(delegation=delegation, body=body) for body in below if body.pk not in known)
    delegation.proposal = proposal
    tell_many(notices.given_out(delegation, delegation.parts.unready().select_related("body"), today))
    return delegation


@transaction.atomic
def mark_ready(*, part: Part, actor: Actor, today: date) -> Part:
    """The akimat says that its part is done. Said twice it is said once; nothing waits for it."""
    part = _locked(part)
    can_fill_part(actor, part).require()
    _require_open(part)
    if part.ready_on is None:
        part.ready_on, part.ready_by = today, actor.user
        part.save()
        tell_many(notices.part_marked(part, _above(part), today, ready=True, actor=actor.user.pk))
    return part


@transaction.atomic
def take_ready_back(*, part: Part, actor: Actor, today: date) -> Part:
    """The akimat works on its part again."""
    part = _locked(part)
    can_fill_part(actor, part).require()
    _require_open(part)
    _unmark([part], actor, today)
    return part


@transaction.atomic
def go_on(*, delegation: Delegation, actor: Actor, today: date, reason: str = "") -> Delegation:
    """The region goes on with what there is; parts are written no more. Before the inner day it says why."""
    proposal = locked_proposal(delegation.proposal)
    can_edit_proposal(actor, proposal).require()
    delegation = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if delegation.closed_on is not None:
        raise Conflict(_("The region has gone on already."), code="gone_on")
    said = reason.strip()
    if today <= delegation.due_on and not said and delegation.parts.unready().exists():
        raise Invalid.at("reason", _("The inner deadline has not passed: say why you go on."))
    delegation.closed_on, delegation.closed_by, delegation.closed_reason = today, actor.user, said
    delegation.save()
    return delegation


def rows_written(proposal: Proposal, bodies: Collection[int], actor: Actor, today: date) -> None:
    """Rows of these akimats were written by people of an akimat below the region: what was ready is so no more."""
    own = actor.bodies(*AKIMAT_ROLES)
    parts = Part.objects.filter(delegation__proposal=proposal, body__in={*bodies, *own}, ready_on__isnull=False)
    _unmark(list(parts.select_related("delegation__proposal__body", "body__territory")), actor, today)


def told_at_the_start() -> None:
    """The lower floor asks these two."""
    delegated_by(given_bodies, rows_written)


# -- steps -------------------------------------------------------------------------------------------------------------
def _locked(part: Part) -> Part:
    """The part as it is now; the proposal is locked first, as everywhere."""
    Proposal.objects.select_for_update(of=("self",)).get(pk=part.delegation.proposal_id)
    rows = Part.objects.select_related("delegation__proposal__body", "body__territory")
    return rows.select_for_update(of=("self",)).get(pk=part.pk)


def _require_open(part: Part) -> None:
    if not Part.objects.open().filter(pk=part.pk).exists():
        raise Conflict(_("The region has gone on: this part is not filled in any more."), code="part_closed")


def _unmark(parts: list[Part], actor: Actor, today: date) -> None:
    for part in parts:
        if part.ready_on is None:
            continue
        part.ready_on = part.ready_by = None
        part.save()
        tell_many(notices.part_marked(part, _above(part), today, ready=False, actor=actor.user.pk))


def _above(part: Part) -> list[int]:
    """The akimat right above, unless that is the region itself, which is told anyway. One statement."""
    territory = part.body.territory
    assert territory is not None
    above = Part.objects.filter(delegation=part.delegation, body__territory=territory.parent_id)
    return list(above.values_list("body", flat=True))

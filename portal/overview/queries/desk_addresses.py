"""Where a duty of the desk is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import pgettext

from issues.queries.duties import PROGRESS, where_done
from portal.bodies.permissions import Actor
from portal.deadlines.queries import DeskDuty
from schedules.kinds import AKIM_CALENDAR, own_kinds
from schedules.models import Proposal, Schedule
from schedules.rules import (
    APPROVAL_DUTY,
    CALENDAR_SENT_DUTY,
    CALENDARS_FORWARDED_DUTY,
    DRAFT_DUTY,
    PROPOSAL_DUTY,
)

_OWN_PLANS = {kind.duties.approval: kind for kind in own_kinds()}


class Addresses:
    """Where a duty is done: on the page of the act that closes it, or where its evidence is recorded."""

    def __init__(self, actor: Actor, duties: Iterable[DeskDuty]) -> None:
        self._actor = actor
        closed_here = {duty.duty for duty in duties}
        self._proposals = (
            {
                (body, year): pk
                for body, year, pk in Proposal.objects.of_bodies(actor.bodies())
                .for_graph()
                .values_list("body", "period_key", "pk")
            }
            if PROPOSAL_DUTY in closed_here
            else {}
        )
        self._years = (
            set(Schedule.objects.visible_to(actor).graphs().values_list("period_key", flat=True))
            if APPROVAL_DUTY in closed_here
            else set()
        )

    def of(self, duty: DeskDuty) -> tuple[str, str]:
        if duty.duty == PROPOSAL_DUTY:
            return self._proposal(duty)
        own = _OWN_PLANS.get(duty.duty)
        if own is not None and own.tasks is not None and self._actor.has_any(own.roles, duty.body):
            return own.pages.work.url(slug=duty.body.slug, year=duty.period_key), str(own.tasks.open)
        if duty.duty == CALENDAR_SENT_DUTY and self._actor.has_any(AKIM_CALENDAR.roles, duty.body):
            url = AKIM_CALENDAR.pages.work.url(slug=duty.body.slug, year=duty.period_key)
            return url, pgettext("action", "Open the calendar")
        if duty.duty == CALENDARS_FORWARDED_DUTY:
            return reverse("schedules:forwarding", args=[duty.period_key]), pgettext("action", "Open")
        if duty.duty == DRAFT_DUTY or (duty.duty == APPROVAL_DUTY and duty.period_key in self._years):
            return reverse("schedules:work_graph", args=[duty.period_key]), pgettext("action", "Open the schedule")
        if (found := where_done(self._actor, duty.duty, duty.body, duty.period_key)) is not None:
            return found
        if duty.closing == "record" and duty.duty not in PROGRESS:
            return duty.url, pgettext("action", "Record what was done")
        return duty.url, pgettext("action", "Open")

    def _proposal(self, duty: DeskDuty) -> tuple[str, str]:
        pk = self._proposals.get((duty.body.pk, duty.period_key))
        if pk is None:
            return reverse("schedules:proposals"), pgettext("action", "Begin")
        return reverse("schedules:proposal", args=[pk]), pgettext("action", "Continue")

"""Whom to tell what when a proposal or a schedule moves on. Lines are ready in three languages; services send them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.kit.formats import day, period_name
from portal.kit.translated import in_language
from portal.notices.services import Draft
from schedules.kinds import Who, filled
from schedules.models import AgreementSlot, Proposal, ProposalEvent, Schedule, ScheduleEvent
from schedules.notices.drafting import (
    address,
    authorised,
    drafts_for,
    letter_of,
    ministry,
    planners,
    thread_of,
    who_hears,
)


def proposal_submitted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To whoever reviews it."""
    return letter_of(proposal.its_kind.letters.filed, proposal, event, again=proposal.refiled_on is not None)


def proposal_returned(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the body that filed it."""
    return letter_of(proposal.its_kind.letters.returned, proposal, event)


def proposal_taken_back(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To whoever would have reviewed it, then to the others of the body; each person is told once."""
    letters = proposal.its_kind.letters
    drafts = letter_of(letters.taken_back, proposal, event)
    told = {draft.user.pk for draft in drafts}
    own = letter_of(letters.taken_back_own, proposal, event)
    return drafts + [draft for draft in own if draft.user.pk not in told]


def proposal_accepted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the body that filed it; nobody is told of a kind whose acceptance is its approval."""
    accepted = proposal.its_kind.letters.accepted
    return letter_of(accepted, proposal, event) if accepted else []


def agreement_started(schedule: Schedule, event: ScheduleEvent, slots: Iterable[AgreementSlot]) -> list[Draft]:
    """To every ministry asked."""
    return _awaited(schedule, event, slots, "agreement_started")


def agreement_awaited(schedule: Schedule, event: ScheduleEvent, slots: Iterable[AgreementSlot]) -> list[Draft]:
    """To every ministry that has not answered yet, once more."""
    return _awaited(schedule, event, slots, "agreement_awaited")


def _awaited(schedule: Schedule, event: ScheduleEvent, slots: Iterable[AgreementSlot], kind: str) -> list[Draft]:
    drafts: list[Draft] = []
    for slot in slots:

        def write(language: str, slot: AgreementSlot = slot) -> str:
            return _(
                "The draft schedule of meetings for %(year)s awaits the answer of %(body)s. "
                "Silence after %(day)s counts as agreement."
            ) % {
                "body": in_language(slot.body, "name", language),
                "year": schedule.period_key,
                "day": day(slot.due_on, language),
            }

        drafts += drafts_for(
            ministry(slot.body_id, event.on),
            event,
            kind,
            write,
            address("schedules:slot", schedule.period_key, slot.body.slug),
            thread_of(schedule),
            due_on=slot.due_on,
        )
    return drafts


def remarks_given(schedule: Schedule, event: ScheduleEvent, slot: AgreementSlot) -> list[Draft]:
    """To the authorised body."""

    def write(language: str) -> str:
        return _("%(body)s has given remarks on the draft schedule for %(year)s: %(remarks)s") % {
            "body": in_language(slot.body, "name", language),
            "year": schedule.period_key,
            "remarks": slot.remarks,
        }

    path = address("schedules:slot", schedule.period_key, slot.body.slug)
    return drafts_for(authorised(event.on), event, "remarks_given", write, path, thread_of(schedule))


def remarks_answered(schedule: Schedule, event: ScheduleEvent, slot: AgreementSlot) -> list[Draft]:
    """To the ministry that gave the remarks."""

    def write(language: str) -> str:
        return _("The remarks of %(body)s on the draft schedule for %(year)s were answered: %(answer)s") % {
            "body": in_language(slot.body, "name", language),
            "year": schedule.period_key,
            "answer": slot.answer,
        }

    path = address("schedules:slot", schedule.period_key, slot.body.slug)
    return drafts_for(ministry(slot.body_id, event.on), event, "remarks_answered", write, path, thread_of(schedule))


def agreement_complete(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the authorised body: the last ministry has answered or fallen silent."""

    def write(_language: str) -> str:
        return _("Every ministry has answered on the draft schedule for %(year)s.") % {"year": schedule.period_key}

    path = address("schedules:work_graph", schedule.period_key)
    return drafts_for(authorised(event.on), event, "agreement_complete", write, path, thread_of(schedule))


def schedule_reopened(schedule: Schedule, event: ScheduleEvent, bodies: Iterable[int]) -> list[Draft]:
    """To the ministries that were asked: they will be asked again."""

    def write(_language: str) -> str:
        return _("The draft schedule for %(year)s was taken back for changes: %(comment)s") % {
            "year": schedule.period_key,
            "comment": event.comment,
        }

    path = address("schedules:proposals")
    drafts: list[Draft] = []
    for body in bodies:
        drafts += drafts_for(ministry(body, event.on), event, "schedule_reopened", write, path, thread_of(schedule))
    return drafts


def schedule_sent(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the Government's approvers."""

    def write(_language: str) -> str:
        return _("The draft schedule of meetings for %(year)s was sent to the Government for approval.") % {
            "year": schedule.period_key
        }

    approvers = who_hears(Who.GOVERNMENT, None, event.on)
    path = address("schedules:decide", schedule.period_key)
    return drafts_for(approvers, event, "schedule_sent", write, path, thread_of(schedule))


def schedule_returned(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the authorised body."""

    def write(_language: str) -> str:
        return _("The Government has returned the draft schedule for %(year)s: %(comment)s") % {
            "year": schedule.period_key,
            "comment": event.comment,
        }

    path = address("schedules:work_graph", schedule.period_key)
    return drafts_for(authorised(event.on), event, "schedule_returned", write, path, thread_of(schedule))


def schedule_approved(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To whoever publishes it."""
    return letter_of(schedule.its_kind.letters.approved, schedule, event)


def amendment_opened(schedule: Schedule, event: ScheduleEvent, bodies: Iterable[Body]) -> list[Draft]:
    """To every ministry whose proposal is open again."""
    proposals = dict(Proposal.objects.for_schedule(schedule).values_list("body_id", "pk"))
    drafts: list[Draft] = []
    for body in bodies:

        def write(language: str, body: Body = body) -> str:
            values = {
                "body": in_language(body, "name", language),
                "year": schedule.period_key,
                "reason": in_language(schedule, "amendment_reason", language),
            }
            if schedule.scope_key:
                values["half"] = period_name(schedule.scope_key, language)
                return (
                    _("%(body)s is asked to review its meetings: revision of the schedule, %(half)s. %(reason)s")
                    % values
                )
            return filled(schedule.its_kind.words.told_amendment_opened, values)

        path = address("schedules:proposal", proposals[body.pk])
        drafts += drafts_for(planners(body.pk, event.on), event, "amendment_opened", write, path, thread_of(schedule))
    return drafts


def change_proposed(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """A body wants to change what is in force: to whoever reviews it."""
    return letter_of(proposal.its_kind.letters.change_proposed, proposal, event)

"""Whom to tell what when a proposal or a schedule moves on. Lines are ready in three languages; services send them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.queries import holder, people
from portal.kernel.wording import Lines
from portal.kit.formats import day, period_name
from portal.kit.translated import in_language
from portal.notices.services import Draft
from schedules.choices import ScheduleKind
from schedules.models import AgreementSlot, Proposal, ProposalEvent, Schedule, ScheduleEvent
from schedules.querysets import MINISTRY_ROLES


def proposal_submitted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the authorised body."""
    again = proposal.refiled_on is not None

    def write(language: str) -> str:
        values = {"body": in_language(proposal.body, "name", language), "year": proposal.period_key}
        if again:
            return _("%(body)s has filed its proposal for %(year)s again after revision.") % values
        return _("%(body)s has filed its proposal for %(year)s.") % values

    path = _path("schedules:review", proposal.period_key, proposal.body.slug)
    return _drafts(_authorised(event.on), event, "proposal_submitted", write, path, _thread(proposal), digest=True)


def proposal_returned(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the ministry."""

    def write(language: str) -> str:
        return _("The proposal of %(body)s for %(year)s was returned for revision: %(comment)s") % {
            "body": in_language(proposal.body, "name", language),
            "year": proposal.period_key,
            "comment": event.comment,
        }

    path = _path("schedules:proposal", proposal.pk)
    return _drafts(_ministry(proposal.body_id, event.on), event, "proposal_returned", write, path, _thread(proposal))


def proposal_accepted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the ministry."""

    def write(language: str) -> str:
        return _("The proposal of %(body)s for %(year)s was accepted.") % {
            "body": in_language(proposal.body, "name", language),
            "year": proposal.period_key,
        }

    path = _path("schedules:proposal", proposal.pk)
    return _drafts(_ministry(proposal.body_id, event.on), event, "proposal_accepted", write, path, _thread(proposal))


def agreement_started(schedule: Schedule, event: ScheduleEvent, slots: Iterable[AgreementSlot]) -> list[Draft]:
    """To every ministry asked."""
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

        drafts += _drafts(
            _ministry(slot.body_id, event.on),
            event,
            "agreement_started",
            write,
            _path("schedules:slot", schedule.period_key, slot.body.slug),
            _thread(schedule),
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

    path = _path("schedules:slot", schedule.period_key, slot.body.slug)
    return _drafts(_authorised(event.on), event, "remarks_given", write, path, _thread(schedule))


def remarks_answered(schedule: Schedule, event: ScheduleEvent, slot: AgreementSlot) -> list[Draft]:
    """To the ministry that gave the remarks."""

    def write(language: str) -> str:
        return _("The remarks of %(body)s on the draft schedule for %(year)s were answered: %(answer)s") % {
            "body": in_language(slot.body, "name", language),
            "year": schedule.period_key,
            "answer": slot.answer,
        }

    path = _path("schedules:slot", schedule.period_key, slot.body.slug)
    return _drafts(_ministry(slot.body_id, event.on), event, "remarks_answered", write, path, _thread(schedule))


def agreement_complete(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the authorised body: the last ministry has answered or fallen silent."""

    def write(_language: str) -> str:
        return _("Every ministry has answered on the draft schedule for %(year)s.") % {"year": schedule.period_key}

    path = _path("schedules:work_graph", schedule.period_key)
    return _drafts(_authorised(event.on), event, "agreement_complete", write, path, _thread(schedule))


def schedule_reopened(schedule: Schedule, event: ScheduleEvent, bodies: Iterable[int]) -> list[Draft]:
    """To the ministries that were asked: they will be asked again."""

    def write(_language: str) -> str:
        return _("The draft schedule for %(year)s was taken back for changes: %(comment)s") % {
            "year": schedule.period_key,
            "comment": event.comment,
        }

    path = _path("schedules:proposals")
    drafts: list[Draft] = []
    for body in bodies:
        drafts += _drafts(_ministry(body, event.on), event, "schedule_reopened", write, path, _thread(schedule))
    return drafts


def schedule_sent(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the Government's approvers."""

    def write(_language: str) -> str:
        return _("The draft schedule of meetings for %(year)s was sent to the Government for approval.") % {
            "year": schedule.period_key
        }

    approvers = people(holder(Function.SCHEDULE_APPROVAL, event.on), Role.APPROVER, on=event.on)
    path = _path("schedules:decide", schedule.period_key)
    return _drafts(approvers, event, "schedule_sent", write, path, _thread(schedule))


def schedule_returned(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the authorised body."""

    def write(_language: str) -> str:
        return _("The Government has returned the draft schedule for %(year)s: %(comment)s") % {
            "year": schedule.period_key,
            "comment": event.comment,
        }

    path = _path("schedules:work_graph", schedule.period_key)
    return _drafts(_authorised(event.on), event, "schedule_returned", write, path, _thread(schedule))


def schedule_approved(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the authorised body: it publishes."""

    def write(language: str) -> str:
        assert schedule.act_on is not None
        return _("The schedule of meetings for %(year)s was approved by act No. %(number)s of %(day)s.") % {
            "year": schedule.period_key,
            "number": schedule.act_number,
            "day": day(schedule.act_on, language),
        }

    path = _path("schedules:work_graph", schedule.period_key)
    return _drafts(_authorised(event.on), event, "schedule_approved", write, path, _thread(schedule))


def amendment_opened(schedule: Schedule, event: ScheduleEvent, bodies: Iterable[Body]) -> list[Draft]:
    """To every ministry whose proposal is open again."""
    proposals = dict(
        Proposal.objects.for_year(schedule.period_key).filter(kind=schedule.kind).values_list("body_id", "pk")
    )
    drafts: list[Draft] = []
    for body in bodies:

        def write(language: str, body: Body = body) -> str:
            values = {
                "body": in_language(body, "name", language),
                "year": schedule.period_key,
                "reason": in_language(schedule, "amendment_reason", language),
            }
            if schedule.body is not None:
                text = _("%(body)s: the departmental plan for %(year)s is open for an amendment. %(reason)s")
            elif schedule.scope_key:
                values["half"] = period_name(schedule.scope_key, language)
                text = _("%(body)s is asked to review its meetings: revision of the schedule, %(half)s. %(reason)s")
            else:
                text = _("The schedule for %(year)s is amended: %(body)s is asked to look at its meetings. %(reason)s")
            return text % values

        path = _path("schedules:proposal", proposals[body.pk])
        drafts += _drafts(_ministry(body.pk, event.on), event, "amendment_opened", write, path, _thread(schedule))
    return drafts


def change_proposed(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the authorised body: a ministry wants to change what is in force."""

    def write(language: str) -> str:
        values = {
            "body": in_language(proposal.body, "name", language),
            "year": proposal.period_key,
            "reason": event.comment,
        }
        if proposal.kind == ScheduleKind.PLAN:
            return _("%(body)s: a change of the departmental plan for %(year)s is prepared: %(reason)s") % values
        return (
            _("%(body)s: a change of its meetings in the schedule for %(year)s is being prepared: %(reason)s") % values
        )

    if proposal.kind == ScheduleKind.PLAN:
        # The plan is the ministry's own: its head hears of it.
        path = _path("schedules:proposal", proposal.pk)
        heads = people(proposal.body_id, Role.HEAD, on=event.on)
        return _drafts(heads, event, "plan_change_proposed", write, path, _thread(proposal), digest=True)
    path = _path("schedules:intake", proposal.period_key)
    return _drafts(_authorised(event.on), event, "change_proposed", write, path, _thread(proposal), digest=True)


# -- departmental plans ------------------------------------------------------------------------------------------------
def plan_submitted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the head of the ministry."""

    def write(language: str) -> str:
        return _("%(body)s: the departmental plan for %(year)s waits for your approval.") % {
            "body": in_language(proposal.body, "name", language),
            "year": proposal.period_key,
        }

    path = _path("schedules:plan_review", proposal.body.slug, proposal.period_key)
    heads = people(proposal.body_id, Role.HEAD, on=event.on)
    return _drafts(heads, event, "plan_submitted", write, path, _thread(proposal))


def plan_returned(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the people of the ministry."""

    def write(language: str) -> str:
        return _("%(body)s: the departmental plan for %(year)s was returned for revision: %(comment)s") % {
            "body": in_language(proposal.body, "name", language),
            "year": proposal.period_key,
            "comment": event.comment,
        }

    path = _path("schedules:proposal", proposal.pk)
    return _drafts(_ministry(proposal.body_id, event.on), event, "plan_returned", write, path, _thread(proposal))


def plan_approved(schedule: Schedule, event: ScheduleEvent) -> list[Draft]:
    """To the people of the ministry: they publish it."""
    body = schedule.body
    assert body is not None

    def write(language: str) -> str:
        assert schedule.act_on is not None
        return _("%(body)s: the departmental plan for %(year)s was approved by order No. %(number)s of %(day)s.") % {
            "body": in_language(body, "name", language),
            "year": schedule.period_key,
            "number": schedule.act_number,
            "day": day(schedule.act_on, language),
        }

    path = _path("schedules:work_plan", body.slug, schedule.period_key)
    return _drafts(_ministry(body.pk, event.on), event, "plan_approved", write, path, _thread(schedule))


# -- how a draft is made -----------------------------------------------------------------------------------------------
def _authorised(on: date) -> Iterable[User]:
    return people(holder(Function.AUTHORISED_INFORMATION, on), *MINISTRY_ROLES, on=on)


def _ministry(body: int, on: date) -> Iterable[User]:
    return people(body, *MINISTRY_ROLES, on=on)


def _drafts(
    users: Iterable[User],
    event: ProposalEvent | ScheduleEvent,
    kind: str,
    write: Callable[[str], str],
    path: str,
    thread: str,
    *,
    due_on: date | None = None,
    digest: bool = False,
) -> list[Draft]:
    """One draft a person; whoever did it is not told of it."""
    lines = _lines(write)
    return [
        Draft(
            user=user,
            key=f"{kind}:{event.pk}:{user.pk}",
            kind=kind,
            lines=lines,
            path=path,
            created_for=event.on,
            thread=thread,
            due_on=due_on,
            digest=digest,
        )
        for user in users
        if user.pk != event.actor_id
    ]


def _lines(write: Callable[[str], str]) -> Lines:
    def in_that(language: str) -> str:
        with translation.override(language):
            return write(language)

    return Lines.written(in_that)


def _path(name: str, *args: object) -> str:
    """Address without the language, which the letter puts in front."""
    return "/" + reverse(name, args=args).split("/", 2)[2]


def _thread(thing: Proposal | Schedule) -> str:
    return f"{type(thing).__name__.lower()}:{thing.pk}"

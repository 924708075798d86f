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
from schedules.kinds import Letter, Who, filled
from schedules.models import AgreementSlot, Proposal, ProposalEvent, Schedule, ScheduleEvent
from schedules.querysets import MINISTRY_ROLES, PLANNING_ROLES


def proposal_submitted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To whoever reviews it."""
    return _letter(proposal.its_kind.letters.filed, proposal, event, again=proposal.refiled_on is not None)


def proposal_returned(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the body that filed it."""
    return _letter(proposal.its_kind.letters.returned, proposal, event)


def proposal_taken_back(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To whoever would have reviewed it, then to the others of the body; each person is told once."""
    letters = proposal.its_kind.letters
    drafts = _letter(letters.taken_back, proposal, event)
    told = {draft.user.pk for draft in drafts}
    own = _letter(letters.taken_back_own, proposal, event)
    return drafts + [draft for draft in own if draft.user.pk not in told]


def proposal_accepted(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """To the body that filed it; nobody is told of a kind whose acceptance is its approval."""
    accepted = proposal.its_kind.letters.accepted
    return _letter(accepted, proposal, event) if accepted else []


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

        drafts += _drafts(
            _ministry(slot.body_id, event.on),
            event,
            kind,
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

    approvers = _recipients(Who.GOVERNMENT, None, event.on)
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
    """To whoever publishes it."""
    return _letter(schedule.its_kind.letters.approved, schedule, event)


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

        path = _path("schedules:proposal", proposals[body.pk])
        drafts += _drafts(_planners(body.pk, event.on), event, "amendment_opened", write, path, _thread(schedule))
    return drafts


def change_proposed(proposal: Proposal, event: ProposalEvent) -> list[Draft]:
    """A body wants to change what is in force: to whoever reviews it."""
    return _letter(proposal.its_kind.letters.change_proposed, proposal, event)


# -- how a draft is made -----------------------------------------------------------------------------------------------
def _letter(
    letter: Letter, about: Proposal | Schedule, event: ProposalEvent | ScheduleEvent, *, again: bool = False
) -> list[Draft]:
    """The letter of the kind, in its own words, to those it is for."""
    body = about.body
    known = {"slug": body.slug if body else "", "year": about.period_key, "pk": about.pk}

    def write(language: str) -> str:
        values = {"year": about.period_key, "comment": event.comment, "reason": event.comment}
        if body is not None:
            values["body"] = in_language(body, "name", language)
        if isinstance(about, Schedule) and about.act_on is not None:
            values |= {"number": about.act_number, "day": day(about.act_on, language)}
        return filled((again and letter.again) or letter.text, values)

    recipients = _recipients(letter.to, body, event.on)
    path = _without_language(letter.page.url(**known))
    return _drafts(recipients, event, letter.key, write, path, _thread(about), digest=letter.digest)


def _recipients(who: Who, body: Body | None, on: date) -> Iterable[User]:
    """Everybody who acts in that capacity."""
    if who is Who.AUTHORISED:
        return _authorised(on)
    if who is Who.GOVERNMENT:
        return people(holder(Function.SCHEDULE_APPROVAL, on), Role.APPROVER, on=on)
    assert body is not None
    return people(body.pk, Role.HEAD, on=on) if who is Who.HEAD else _planners(body.pk, on)


def _authorised(on: date) -> Iterable[User]:
    return people(holder(Function.AUTHORISED_INFORMATION, on), *MINISTRY_ROLES, on=on)


def _planners(body: int, on: date) -> Iterable[User]:
    """Whoever of the body works on what it plans."""
    return people(body, *PLANNING_ROLES, on=on)


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
    return _without_language(reverse(name, args=args))


def _without_language(url: str) -> str:
    """The letter puts the language of its reader in front."""
    return "/" + url.split("/", 2)[2]


def _thread(thing: Proposal | Schedule) -> str:
    return f"{type(thing).__name__.lower()}:{thing.pk}"

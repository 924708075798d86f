"""How a draft is made: for whom, in which words, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import translation

from portal.accounts.models import User
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.queries import holder, people
from portal.kernel.wording import Lines
from portal.kit.formats import day
from portal.kit.translated import in_language
from portal.notices.services import Draft
from schedules.kinds import Letter, Who, filled
from schedules.models import Proposal, ProposalEvent, Schedule, ScheduleEvent
from schedules.querysets import MINISTRY_ROLES, PLANNING_ROLES


def letter_of(
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

    recipients = who_hears(letter.to, body, event.on)
    path = without_language(letter.page.url(**known))
    return drafts_for(recipients, event, letter.key, write, path, thread_of(about), digest=letter.digest)


def who_hears(who: Who, body: Body | None, on: date) -> Iterable[User]:
    """Everybody who acts in that capacity."""
    if who is Who.AUTHORISED:
        return authorised(on)
    if who is Who.GOVERNMENT:
        return people(holder(Function.SCHEDULE_APPROVAL, on), Role.APPROVER, on=on)
    assert body is not None
    return people(body.pk, Role.HEAD, on=on) if who is Who.HEAD else planners(body.pk, on)


def authorised(on: date) -> Iterable[User]:
    return people(holder(Function.AUTHORISED_INFORMATION, on), *MINISTRY_ROLES, on=on)


def planners(body: int, on: date) -> Iterable[User]:
    """Whoever of the body works on what it plans."""
    return people(body, *PLANNING_ROLES, on=on)


def ministry(body: int, on: date) -> Iterable[User]:
    return people(body, *MINISTRY_ROLES, on=on)


def drafts_for(
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
    lines = written(write)
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


def written(write: Callable[[str], str]) -> Lines:
    def in_that(language: str) -> str:
        with translation.override(language):
            return write(language)

    return Lines.written(in_that)


def address(name: str, *args: object) -> str:
    return without_language(reverse(name, args=args))


def without_language(url: str) -> str:
    """The letter puts the language of its reader in front."""
    return "/" + url.split("/", 2)[2]


def thread_of(thing: Proposal | Schedule) -> str:
    return f"{type(thing).__name__.lower()}:{thing.pk}"

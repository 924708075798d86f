"""Who asked: copied from the question an issue was made of, or written down by the office; and who withdraws."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from issues.choices import Outcome
from issues.models import Answer, Asker, Follow, Issue
from issues.permissions import can_read_askers
from issues.queries.joined import joined_together
from issues.rules.times import KEPT_DAYS
from issues.services.bringing import bring_askers, confirm_as, follows_as, locked_above
from issues.services.letters import tell_askers
from issues.services.steps import locked_all, opened
from portal.bodies.permissions import Actor
from portal.files.services import discard, withhold
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import MailKind, Purpose, ReadReason
from portal.questions.errors import KEY
from portal.questions.models import AskedQuestion, Person, PersonRead, Voice
from portal.questions.services.confirming import require_fresh
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.telling import joined_with

#: Written down by an office for one issue: more than a hall of people is a slip, or a flood.
MOST_ASKERS: Final = 200


@transaction.atomic
def askers_of_question(*, issue: Issue, question: AskedQuestion, today: date, now: datetime) -> int:
    """Copy every confirmed mailbox of a question, and of what was joined with it, to the issue it has become: authors
    as who asked, supporters as who follows. Each is told; a second time nobody is new. Says how many are.
    """
    keys = [question.pk, *joined_with(question)]
    # Who confirms at this very moment is waited for, or finds the issue made (`late_comers`).
    list(AskedQuestion.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    questions = AskedQuestion.objects.filter(pk__in=keys).select_related("person").order_by("pk")
    known = set(Asker.objects.filter(issue=issue).values_list("asked_question", flat=True))
    standing = Asker.objects.filter(issue=issue).exclude(mailbox="").select_related("person")
    mailboxes = {row.mailbox: row for row in standing}
    new = 0
    for asked in questions:
        author = asked.person
        if author is None or not author.email or not author.is_confirmed or asked.pk in known:
            continue
        if author.mailbox in mailboxes:
            confirm_as(mailboxes[author.mailbox], author.confirmed_at)
            continue
        person = copy_of(author, Purpose.ISSUE, today)
        mailboxes[author.mailbox] = Asker.objects.create(
            issue=issue,
            asked_question=asked,
            person=person,
            mailbox=person.mailbox,
            confirmed_at=person.confirmed_at,
        )
        new += 1
    supporters = Person.objects.filter(voice__in=Voice.objects.counted().filter(question__in=keys)).exclude(email="")
    new += add_followers(issue, supporters.exclude(mailbox__in=mailboxes), today, now)
    if new:
        tell_askers(issue=issue, now=now)
    return new


@transaction.atomic
def add_asker(
    *,
    issue: Issue,
    email: str = "",
    name: str = "",
    phone: str = "",
    language: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Asker:
    """Somebody who agreed to be told, as the office wrote them down. One letter asks to confirm the address; until then
    there is no voice. The same mailbox once more is the same one.

    Raises NotAllowed, Invalid with fields.
    """
    row = opened(issue, actor=actor)
    if not email.strip() and not phone.strip():
        raise Invalid.at("email", _("Write an address of e-mail or a telephone."))
    mailbox = mailbox_of(email)
    standing = Asker.objects.filter(issue=row, mailbox=mailbox).first() if mailbox else None
    if standing is not None:
        return standing
    if Asker.objects.filter(issue=row).count() >= MOST_ASKERS:
        raise Invalid.at(
            "email", _("At most %(count)d people are written down for one issue.") % {"count": MOST_ASKERS}
        )
    person = Person.objects.create(
        purpose=Purpose.ISSUE,
        email=email.strip(),
        mailbox=mailbox,
        name=name.strip(),
        phone=phone.strip(),
        language=language,
        nonce=new_nonce(),
        sent_at=now,
        consented_at=now,
        erase_on=today + timedelta(days=KEPT_DAYS),
    )
    asker = Asker.objects.create(issue=row, person=person, mailbox=mailbox)
    write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now)
    return asker


@transaction.atomic
def confirm_asker(*, person: Person, now: datetime) -> Asker:
    """By the button of the page behind the letter's link; also at what the issue was joined with. A second time it
    changes nothing.

    Raises Conflict when the time of the link is over, or somebody withdrew meanwhile.
    """
    asked = Issue.objects.filter(askers__person=person).first()
    above = locked_above(asked) if asked is not None else []
    row = Asker.objects.select_related("person").select_for_update(of=("self",)).filter(person=person).first()
    if row is None:
        raise Conflict(_("This link opens nothing any more"), code=KEY)
    if row.confirmed_at is not None or row.person is None:
        return row
    require_fresh(row.person, now)
    confirm_as(row, now)
    for issue in above:
        bring_askers([row], issue)
    return row


@transaction.atomic
def withdraw(*, asker: Asker, today: date) -> None:
    """Address, mailbox and words go at once, also those that were public, at the issue and at all that it was joined
    with or that were joined with it, also by way of others; the issues stay, and tell nothing of it.

    An answer to a claim on which people are being asked goes with its author; one that was settled stays counted.
    Doing it twice changes nothing.
    """
    first = Asker.objects.select_related("issue").get(pk=asker.pk)
    rows, keys = Q(pk=first.pk), {first.issue_id}
    if first.mailbox:
        keys = {issue.pk for issue in locked_all(lambda: joined_together(first.issue))}
        rows |= Q(issue__in=keys, mailbox=first.mailbox)
        answers = Answer.objects.filter(claim__issue__in=keys, mailbox=first.mailbox).order_by("pk")
        for answer in answers.select_related("claim", "picture").select_for_update(of=("self",)):
            _withdraw_answer(answer)
    standing = Asker.objects.filter(rows, withdrawn_on=None).select_related("person").order_by("pk")
    for row in standing.select_for_update(of=("self",)):
        person = row.person
        row.person, row.mailbox, row.withdrawn_on = None, "", today
        row.save(update_fields=["person", "mailbox", "withdrawn_on"])
        if person is not None:
            person.delete()


def _withdraw_answer(answer: Answer) -> None:
    if answer.claim.outcome == Outcome.OPEN:
        _without_picture(answer)
        answer.delete()
    else:
        empty_answer(answer, with_public=True)


def withdraw_question(question: AskedQuestion, today: date, now: datetime) -> None:
    """Who withdraws a question withdraws from the issue it has become."""
    for asker in Asker.objects.filter(asked_question=question, withdrawn_on=None).order_by("pk"):
        withdraw(asker=asker, today=today)


@transaction.atomic
def read_askers(*, issue: Issue, reason: str, actor: Actor, now: datetime) -> list[Asker]:
    """Who asked, with a record of each look, written before anything is shown. Raises NotAllowed, Invalid ("why")."""
    can_read_askers(actor, issue).require()
    if reason not in ReadReason.values:
        raise Invalid.at("why", _("Choose why you look at who asked."))
    rows = Asker.objects.filter(issue=issue, person__isnull=False).select_related("person").order_by("pk")
    found = list(rows[:MOST_ASKERS])
    PersonRead.objects.bulk_create(
        PersonRead(person_key=row.person_id or 0, of=issue.number, reader=actor.user, at=now, reason=ReadReason(reason))
        for row in found
    )
    return found


def empty_answer(answer: Answer, *, with_public: bool) -> None:
    """Nothing leads from it to a person any more; that somebody answered so stays counted."""
    picture = answer.picture
    answer.mailbox = answer.own_text = answer.network = ""
    answer.person = None
    if with_public:
        answer.text_kk = answer.text_ru = answer.text_en = ""
        answer.picture_alt_kk = answer.picture_alt_ru = answer.picture_alt_en = ""
    if picture is not None and (with_public or not picture.is_public):
        _without_picture(answer)
    answer.save()


def _without_picture(answer: Answer) -> None:
    picture, answer.picture = answer.picture, None
    if picture is not None:
        answer.save(update_fields=["picture"])
        withhold(picture)
        discard(picture)


def copy_of(of: Person, purpose: Purpose, today: date, *, since: datetime | None = None) -> Person:
    """A row of its own with a day of its own; confirmed as the one it is of, or `since` it came."""
    return Person.objects.create(
        purpose=purpose,
        email=of.email,
        mailbox=of.mailbox,
        name=of.name,
        phone=of.phone,
        language=of.language,
        nonce=new_nonce(),
        sent_at=of.sent_at,
        confirmed_at=since or of.confirmed_at,
        consented_at=of.consented_at,
        erase_on=today + timedelta(days=KEPT_DAYS),
    )


def add_followers(
    issue: Issue, people: Iterable[Person], today: date, now: datetime, *, since: datetime | None = None
) -> int:
    """A copy of each whose mailbox is confirmed and does not follow it yet; says how many are new. `since` as of
    `copy_of`.
    """
    found = [person for person in people if person.is_confirmed]
    rows = Follow.objects.filter(issue=issue, mailbox__in=[person.mailbox for person in found])
    standing, new = {row.mailbox: row for row in rows.select_related("person")}, 0
    for person in found:
        there = standing.get(person.mailbox)
        if there is None:
            copy = copy_of(person, Purpose.FOLLOW, today, since=since)
            follows = Follow.objects.create(issue=issue, person=copy, mailbox=copy.mailbox, told_until=now)
            standing[person.mailbox] = follows
            new += 1
        else:
            new += follows_as(there, since or person.confirmed_at, now)
    if new:
        Issue.objects.filter(pk=issue.pk).update(followers=F("followers") + new)
    return new

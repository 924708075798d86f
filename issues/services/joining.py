"""An issue that was raised before is joined with the one that stands; whoever asked goes on hearing of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import OPEN, State, Verb
from issues.errors import CHANGED
from issues.models import Asker, Follow, Issue
from issues.permissions import can_work
from issues.services.steps import Line, locked, note_line, require_free, require_pair, require_unchanged, step
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.questions.models import Person
from portal.questions.services.keys import new_nonce

#: Nobody joins so many in a row; a longer one is a fault.
_LONGEST_CHAIN: Final = 20
_COPIED: Final = (
    "purpose", "email", "mailbox", "name", "phone", "language", "sent_at", "confirmed_at", "consented_at", "erase_on"
)  # fmt: skip


@transaction.atomic
def join(
    *, issue: Issue, to: Issue, actor: Actor, today: date, now: datetime, expected_version: int | None = None
) -> Issue:
    """`issue` becomes a duplicate of `to`, or of what that was joined with. Twice it is joined once.

    Both are of bodies the actor works for: with the issue of another body nobody joins their own to be rid of it, they
    hand it over. A public one is joined with a public one, so that its readers find where it goes on. Each mailbox that
    asked or follows is kept at both, once, so that parted again it hears of both.

    Raises NotAllowed, Conflict (changed since, a claim or a hand-over waits), Invalid (field "to").
    """
    root = root_of(to)
    if root.pk == issue.pk:
        raise Invalid.at("to", _("An issue is not joined with itself."))
    # Two people who join two issues with each other must not wait for each other: the smaller key first.
    rows = {key: locked(Issue(pk=key)) for key in sorted((issue.pk, root.pk))}
    row, root = rows[issue.pk], rows[root.pk]
    for each in (row, root):
        can_work(actor, each).require()
    if row.state == State.DUPLICATE and row.joined_to_id == root.pk:
        return row
    require_unchanged(row, expected_version)
    _check(row, root)
    row.joined_to = root
    step(row, Verb.JOIN, now=now, today=today, actor=actor, line=Line(about=root, is_public=root.is_public))
    root.repeats += 1 + row.repeats
    _bring_askers(row, root)
    root.followers = _bring_followers(row, root)
    told = Line(about=row, is_public=row.is_public)
    note_line(root, Verb.GATHER, now=now, today=today, actor=actor, line=told)
    return row


@transaction.atomic
def part(
    *,
    issue: Issue,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """It was no duplicate: it is worked on again by itself, and counted again. Whoever asked hears of both from now on.

    Raises NotAllowed, Conflict (changed since), IllegalTransition, Invalid (fields "reason_kk", "reason_ru").
    """
    chain = joined_above(issue)
    rows = {key: locked(Issue(pk=key)) for key in sorted({issue.pk, *(each.pk for each in chain)})}
    row = rows[issue.pk]
    can_work(actor, row).require()
    require_unchanged(row, expected_version)
    if row.state != State.DUPLICATE:
        raise Conflict(_("This issue is not joined with another one."), code=CHANGED)
    texts = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    require_pair(texts, "reason")
    note = {"kk": texts["reason_kk"], "ru": texts["reason_ru"]}
    was = row.joined_to
    step(row, Verb.REOPEN, now=now, today=today, actor=actor, line=Line(note=note, about=was))
    for each in chain:
        other = rows[each.pk]
        other.repeats = max(0, other.repeats - 1 - row.repeats)
        told = Line(about=row, is_public=row.is_public)
        note_line(other, Verb.PART, now=now, today=today, actor=actor, line=told)
    return row


def root_of(issue: Issue) -> Issue:
    """What it was joined with in the end; itself when it was not."""
    chain = joined_above(issue)
    return chain[-1] if chain else issue


def joined_above(issue: Issue) -> list[Issue]:
    """What it was joined with, and that with, in this order."""
    found: list[Issue] = []
    row = Issue.objects.select_related("joined_to").get(pk=issue.pk)
    while row.joined_to_id is not None and len(found) < _LONGEST_CHAIN:
        row = Issue.objects.get(pk=row.joined_to_id)
        found.append(row)
    return found


def _check(row: Issue, root: Issue) -> None:
    require_free(row)
    if root.state not in OPEN:
        raise Invalid.at("to", _("Choose an issue that is open: what was solved or closed is opened again first."))
    if row.is_public and not root.is_public:
        raise Invalid.at("to", _("This issue is public: it is joined with one that is public, too."))


def _bring_askers(row: Issue, root: Issue) -> None:
    """A copy of each with a day of its own, as every mailbox behind an issue has it."""
    known = set(root.askers.exclude(mailbox="").values_list("mailbox", flat=True))
    asked: set[int | None] = set(root.askers.values_list("asked_question", flat=True))
    standing = row.askers.filter(person__isnull=False, withdrawn_on__isnull=True).select_related("person")
    for asker in standing.order_by("pk"):
        assert asker.person is not None
        if asker.mailbox and asker.mailbox in known:
            continue
        known.add(asker.mailbox)
        question = asker.asked_question_id if asker.asked_question_id not in asked else None
        asked |= {question}
        Asker.objects.create(
            issue=root,
            asked_question_id=question,
            person=_copy(asker.person),
            mailbox=asker.mailbox,
            confirmed_at=asker.confirmed_at,
        )


def _bring_followers(row: Issue, root: Issue) -> int:
    """Says how many follow the root now."""
    known = set(root.follows.values_list("mailbox", flat=True))
    for follow in row.follows.standing().select_related("person").exclude(mailbox__in=known).order_by("pk"):
        Follow.objects.create(
            issue=root,
            person=_copy(follow.person),
            mailbox=follow.mailbox,
            told_until=follow.told_until,
            told_on=follow.told_on,
        )
    return root.follows.standing().count()


def _copy(person: Person) -> Person:
    return Person.objects.create(nonce=new_nonce(), **{name: getattr(person, name) for name in _COPIED})

"""An issue that was raised before is joined with the one that stands; whoever asked goes on hearing of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import OPEN, State, Verb
from issues.errors import CHANGED, CLAIMED
from issues.models import LONGEST_MEASURE, Claim, Issue
from issues.permissions import can_work
from issues.queries.joined import joined_above, root_of
from issues.services.bringing import bring_askers, bring_followers
from issues.services.steps import Line, locked, note_line, require_free, require_unchanged, step
from issues.services.words import both
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid


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
    standing = row.askers.filter(person__isnull=False, withdrawn_on__isnull=True)
    bring_askers(standing.select_related("person").order_by("pk"), root)
    bring_followers(row.follows.standing().select_related("person").order_by("pk"), root)
    root.followers = root.follows.standing().count()
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

    Raises NotAllowed, Conflict (changed since, people answer a claim on what it was joined with: who asked answers by
    a letter of this one), IllegalTransition, Invalid (fields "reason_kk", "reason_ru").
    """
    chain = joined_above(issue)
    rows = {key: locked(Issue(pk=key)) for key in sorted({issue.pk, *(each.pk for each in chain)})}
    row = rows[issue.pk]
    can_work(actor, row).require()
    require_unchanged(row, expected_version)
    if row.state != State.DUPLICATE:
        raise Conflict(_("This issue is not joined with another one."), code=CHANGED)
    if Claim.objects.open().filter(issue__in=chain).exists():
        raise Conflict(
            _("People are answering whether the issue it is joined with is solved. Part it once they have answered."),
            code=CLAIMED,
        )
    note = both("reason", reason_kk, reason_ru, longest=LONGEST_MEASURE)
    was = row.joined_to
    step(row, Verb.REOPEN, now=now, today=today, actor=actor, line=Line(note=note, about=was))
    for each in chain:
        other = rows[each.pk]
        other.repeats = max(0, other.repeats - 1 - row.repeats)
        told = Line(about=row, is_public=row.is_public)
        note_line(other, Verb.PART, now=now, today=today, actor=actor, line=told)
    return row


def _check(row: Issue, root: Issue) -> None:
    require_free(row)
    if root.state not in OPEN:
        raise Invalid.at("to", _("Choose an issue that is open: what was solved or closed is opened again first."))
    if row.is_public and not root.is_public:
        raise Invalid.at("to", _("This issue is public: it is joined with one that is public, too."))

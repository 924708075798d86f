"""Who has a voice on a claim: mailboxes confirmed before it, of who asked and of who follows the issue or its place.

Nobody of the answerable body: no mailbox of whoever holds or held a role there, at the body that claims, at one that
answered for the issue before, whose figures count its confirmation too, or at an office below them, and no host of mail
that is theirs. Nobody of the body that judges what is held either: they would judge what they said themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, SmallIntegerField, When

from issues.choices import Standing
from issues.models import Asker, Claim, Follow, HandOver
from issues.permissions import REVIEW_ROLES
from issues.querysets import AskerQuerySet
from issues.rules.mailboxes import host_of, is_of, own_hosts
from portal.bodies.choices import BodyKind, Function
from portal.bodies.models import Body, RoleGrant
from portal.bodies.queries import superior
from portal.questions.models import Person, Subscription
from portal.questions.querysets import PersonQuerySet
from portal.questions.services.keys import mailbox_of

#: Above a central body, a company or the akimat of a region; the first of them that is another body judges.
_ABOVE = (Function.CONTROL_GOVERNMENT, Function.CONTROL_PRESIDENT, Function.AUTHORISED_INFORMATION)


@dataclass(frozen=True)
class OwnPeople:
    """Mailboxes and hosts of the answerable body, and of the one that judges."""

    mailboxes: frozenset[str]
    hosts: frozenset[str]

    def has(self, person: Person) -> bool:
        return person.mailbox in self.mailboxes or is_of(host_of(person.email), self.hosts)


def own_people(claim: Claim) -> OwnPeople:
    """Three statements, and those of `review_body`."""
    answerable = Q(pk__in=[claim.body_id, claim.issue.holder_id]) | Q(pk__in=_gave_away(claim))
    inside = Q()
    for body in Body.objects.filter(answerable):
        inside |= Q(pk=body.pk)
        if body.kind == BodyKind.AKIMAT and body.territory_id is not None:
            inside |= Q(pk__in=Body.objects.akimats_within(body.territory_id).values("pk"))
    judge = review_body(claim, claim.claimed_on)
    if judge is not None:
        inside |= Q(pk=judge.pk)
    bodies = list(Body.objects.filter(inside).values_list("pk", flat=True))
    # An invitation that nobody has taken up says nothing: a body could invite whomever it does not want to hear.
    held = RoleGrant.objects.filter(body__in=bodies).values_list("user__email", flat=True)
    emails = set(held.distinct().order_by())
    return OwnPeople(frozenset(map(mailbox_of, emails)), own_hosts(emails))


def standing_of(claim: Claim, person: Person) -> Standing | None:
    """In what capacity somebody who came by a key answers; None of whoever has no voice. At most nine statements,
    and those of `review_body`.

    `person` is of this issue or of its place, and who asked answers as such whichever of their letters they opened.
    `claim.issue.territory`, `claim.issue.holder` and `claim.body` must be loaded.
    """
    if not person.mailbox or not any(rows.filter(pk=person.pk).exists() for rows in _reached(claim)):
        return None
    if own_people(claim).has(person):
        return None
    asked = _askers(claim).filter(mailbox=person.mailbox)
    return Standing.ASKER if asked.exists() else Standing.FOLLOWER


def people_to_ask(claim: Claim, *, only_askers: bool = False) -> Iterator[Person]:
    """Whoever has a voice, each mailbox once; who asked comes first. Each time in the same order."""
    own, seen = own_people(claim), set[str]()
    for rows in _reached(claim)[: 1 if only_askers else None]:
        for person in rows.iterator():
            if person.mailbox not in seen and not own.has(person):
                seen.add(person.mailbox)
                yield person


def review_body(claim: Claim, on: date) -> Body | None:
    """The body above the answerable one: the nearest akimat above the one that claims, else who controls on behalf of
    the Government; never one that gave the issue away, for its figures count what comes of it. Where nobody works there
    who could judge (`permissions.can_review`), the next one above; None where nobody stands above it. At most twelve
    statements.
    """
    answerable = {claim.body_id, claim.issue.holder_id, *_gave_away(claim)}
    above, found = superior(claim.body, on), list[Body]()
    while above is not None:
        found.append(above)
        above = superior(above, on)
    for function in _ABOVE:
        found += Body.objects.holding(function, on)[:1]
    found = [body for body in found if body.pk not in answerable]
    in_force = RoleGrant.objects.in_force(on)
    grants = in_force.filter(body__in=[body.pk for body in found], role__in=REVIEW_ROLES).exclude(user=claim.actor_id)
    partial = in_force.filter(body__in=answerable).values("user")
    manned = set(grants.exclude(user__in=partial).values_list("body_id", flat=True))
    return next((body for body in found if body.pk in manned), next(iter(found), None))


def _gave_away(claim: Claim) -> QuerySet[HandOver, int]:
    """Bodies that answered for the issue before it was handed over."""
    return HandOver.objects.accepted().filter(issue=claim.issue_id).values_list("from_body", flat=True)


def _askers(claim: Claim) -> AskerQuerySet:
    return Asker.objects.standing().of_issue(claim.issue).filter(confirmed_at__lt=claim.claimed_at)


def _reached(claim: Claim) -> list[PersonQuerySet]:
    """People confirmed before the claim, in the order in which they are written to: who asked, who follows the issue,
    who follows its place or one around it.
    """
    issue = claim.issue
    # Of somebody who asked what was joined with it, too, the row of this very issue: it stays when that is parted.
    is_own = Case(When(asker__issue=issue, then=0), default=1, output_field=SmallIntegerField())
    places = [issue.territory_id, *(place.pk for place in issue.territory.above)]
    before = Person.objects.filter(confirmed_at__lt=claim.claimed_at)
    follows = Follow.objects.standing().filter(issue=issue)
    around = Subscription.objects.standing().filter(territory__in=places)
    return [
        before.filter(pk__in=_askers(claim).values("person")).order_by(is_own, "pk"),
        before.filter(pk__in=follows.values("person")).order_by("pk"),
        before.filter(pk__in=around.values("person")).order_by("pk"),
    ]

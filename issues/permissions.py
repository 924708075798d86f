"""Who registers, works on and judges what people raised, and who may see who they are. Default is denied."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.choices import HighKind, Verb
from issues.models import Answer, HandOver, Issue, Package, Proof
from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from portal.questions.services.keys import mailbox_of
from schedules.permissions import helps
from schedules.querysets import MINISTRY_ROLES, PLANNING_ROLES, of_helped_bodies

#: Who works at a body that judges answers to claims; above central bodies these are its overseers.
REVIEW_ROLES = (*PLANNING_ROLES, Role.OVERSEER)

#: Who states what it cannot solve alone, and who can solve it.
STATES_PROBLEMS = (BodyKind.AKIMAT, BodyKind.MINISTRY)
SOLVES_PROBLEMS = (BodyKind.MINISTRY, BodyKind.COMPANY)

_NOT_ITS_JUDGE = denied("other_body", _("Another body than the answerable one judges this answer."))
_OTHER_BODY = denied("other_body", _("Only people of the responsible body, or of an akimat above it, work on this."))


def can_register_for(actor: Actor, body: Body) -> Verdict:
    """Enter what people raised at `body`: its own people, or those of an akimat above it. `body.territory` loaded."""
    if helps(actor, body):
        return ALLOWED
    return denied("other_body", _("Only people of the body, or of an akimat above it, register what was raised there."))


def can_work(actor: Actor, issue: Issue) -> Verdict:
    """Set term and measure, write what is new, claim or close it. Twin of `worked_by`. `holder.territory` loaded."""
    return ALLOWED if helps(actor, issue.holder) else _OTHER_BODY


def can_read(actor: Actor, issue: Issue) -> Verdict:
    """Inner texts too: who works on it, who registered it, who works beside, who is asked to take it over, and those
    who oversee. Twin of `read_by`.
    """
    if actor.is_overseer or actor.is_administrator or helps(actor, issue.holder):
        return ALLOWED
    mine = actor.bodies()
    if issue.registered_by_id in mine:
        return ALLOWED
    if issue.co_executors.filter(body__in=mine).exists():
        return ALLOWED
    asked = Q(to_body__in=mine) | of_helped_bodies(actor, "to_body")
    if HandOver.objects.pending().filter(asked, issue=issue).exists():
        return ALLOWED
    return denied("other_body", _("Only bodies that have a part in it read this."))


def can_correct_place(actor: Actor, issue: Issue) -> Verdict:
    """Say that it lies elsewhere: who works on it, and people of the body that registered it, which may have written
    the place wrongly. `holder.territory` loaded.
    """
    return ALLOWED if actor.has_any(PLANNING_ROLES, issue.registered_by_id) else can_work(actor, issue)


def can_answer_hand_over(actor: Actor, hand_over: HandOver) -> Verdict:
    """Accept or return: people of the receiver, or of an akimat above it that does not hand it down itself; never who
    handed it over. `to_body.territory` must be loaded.
    """
    if hand_over.asked_by_id == actor.user.pk:
        return denied("second_person", _("Who handed it over does not accept it: somebody else has to."))
    if actor.has_any(PLANNING_ROLES, hand_over.to_body):
        return ALLOWED
    if helps(actor, hand_over.to_body) and not actor.has_any(PLANNING_ROLES, hand_over.from_body):
        return ALLOWED
    return denied("other_body", _("Only the body it was handed to accepts or returns it."))


def can_recall(actor: Actor, hand_over: HandOver) -> Verdict:
    """Take it back: whoever works for the body that handed it over, also when that body answers no more, so that who
    comes after the acceptance is told of it. `from_body.territory` must be loaded.
    """
    return ALLOWED if helps(actor, hand_over.from_body) else _OTHER_BODY


def can_decide_hidden(actor: Actor, issue: Issue) -> Verdict:
    """Take hidden texts away, or show them again: a second person who works on it, never who hid them last."""
    last = issue.events.filter(verb=Verb.HIDE).order_by("-id").first()
    if last is not None and last.actor_id == actor.user.pk:
        return denied("second_person", _("Two people decide about a hidden text: somebody else has to agree."))
    return can_work(actor, issue)


def can_read_askers(actor: Actor, issue: Issue) -> Verdict:
    """See who asked, each time on record: people of the very body that answers, never of one above it."""
    if actor.has_any(PLANNING_ROLES, issue.holder):
        return ALLOWED
    return denied("other_body", _("Only people of the body that answers see who asked."))


def can_publish_proof(actor: Actor, proof: Proof) -> Verdict:
    """A second person, who works for the body that claims. `claim.body.territory` must be loaded."""
    if proof.added_by_id == actor.user.pk:
        return denied("second_person", _("A second person looks at a photo or a document before it is public."))
    return ALLOWED if helps(actor, proof.claim.body) else _OTHER_BODY


def can_review(actor: Actor, answer: Answer) -> Verdict:
    """Judge an answer that is held, and moderate its words: people of the body named for it who work for none that
    gains by it, never whoever claimed or whose own answer it is. Twin of `reviewed_by`.
    """
    body, claim = answer.review_body, answer.claim
    gave_away = HandOver.objects.accepted().filter(issue=claim.issue_id).values_list("from_body", flat=True)
    gains = {claim.body_id, claim.issue.holder_id, *gave_away}
    is_own = answer.mailbox != "" and answer.mailbox == mailbox_of(actor.user.email)
    if body is None or not actor.has_any(REVIEW_ROLES, body) or gains & actor.bodies():
        return _NOT_ITS_JUDGE
    return _NOT_ITS_JUDGE if is_own or claim.actor_id == actor.user.pk else ALLOWED


def can_publish_quarter(actor: Actor, body: Body) -> Verdict:
    """Say what is new of its issues for a quarter and publish it: its people, or those of an akimat above it, which
    helps an office of one person. `body.territory` loaded.
    """
    if helps(actor, body):
        return ALLOWED
    return denied("other_body", _("Only people of the body, or of an akimat above it, publish its quarter."))


def can_see_ranking(actor: Actor) -> Verdict:
    """Where a visit is needed most, in numbers alone: whoever holds a role."""
    if actor.grants:
        return ALLOWED
    return denied("no_role", _("Only people with a role see the ranking of regions."))


def can_edit_topics(actor: Actor) -> Verdict:
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator changes the topics of issues."))


def can_edit_replies(actor: Actor, body: Body | None) -> Verdict:
    """Prepared replies of a body are its own people's; those of everybody an administrator's."""
    if actor.is_administrator or (body is not None and actor.has_any(PLANNING_ROLES, body)):
        return ALLOWED
    return denied("other_body", _("Only people of the body change its prepared replies."))


def can_write_problem(actor: Actor, body: Body) -> Verdict:
    """State a systemic problem and send it up: people of the body that states it, an akimat or a ministry."""
    if body.kind in STATES_PROBLEMS and actor.has_any(PLANNING_ROLES, body):
        return ALLOWED
    return denied("other_body", _("Only people of the body that states a problem write and send it."))


def can_answer_package(actor: Actor, package: Package) -> Verdict:
    """Register and answer: people of the receiver."""
    if actor.has_any(PLANNING_ROLES, package.to_body):
        return ALLOWED
    return denied("other_body", _("Only people of the receiver register and answer a package."))


def can_see_package(actor: Actor, package: Package) -> Verdict:
    """Twin of `PackageQuerySet.seen_by`."""
    is_sent = package.sent_on is not None
    if actor.has_any(PLANNING_ROLES, package.body_id):
        return ALLOWED
    if is_sent and (actor.has_any(PLANNING_ROLES, package.to_body_id) or actor.is_overseer or actor.is_administrator):
        return ALLOWED
    return denied("other_body", _("Only bodies that have a part in it read this."))


def can_record_high(actor: Actor, kind: str, body: Body) -> Verdict:
    """Record what is done above the regions: of the Government its approver, of the Administration its overseer, of
    the yearly evaluation people of the authorised body. `body` is the one that has the capacity on this day.
    """
    function, roles = HIGH_BY[HighKind(kind)]
    if (function.value, body.pk) in actor.functions and actor.has_any(roles, body):
        return ALLOWED
    return denied("not_its_act", _("This is recorded by the body that does it."))


#: In which capacity each act above the regions is done, and by people of which roles.
HIGH_BY: Final[dict[HighKind, tuple[Function, tuple[str, ...]]]] = {
    HighKind.COLLECTED: (Function.SCHEDULE_APPROVAL, (Role.APPROVER,)),
    HighKind.INFORMATION: (Function.CONTROL_PRESIDENT, (Role.OVERSEER,)),
    HighKind.MEASURES: (Function.SCHEDULE_APPROVAL, (Role.APPROVER,)),
    HighKind.REVIEW: (Function.SCHEDULE_APPROVAL, (Role.APPROVER,)),
    HighKind.EVALUATION: (Function.AUTHORISED_INFORMATION, MINISTRY_ROLES),
}

"""Who reads and answers what people sent, and who may see who they are. Default is denied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import BodyKind, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from portal.questions.models import AskedQuestion, Demand
from schedules.permissions import helps
from schedules.querysets import PLANNING_ROLES


def body_of(sent: AskedQuestion | Demand) -> Body:
    """Whose office reads it: the body that holds the meeting, or whose akim is to come."""
    return sent.meeting.body if isinstance(sent, AskedQuestion) else sent.body


def can_moderate_for(actor: Actor, body: Body) -> Verdict:
    """Read what people sent to `body`, make it public or refuse it: its own people, or those of an akimat above it,
    which helps an office of one person. `body.territory` must be loaded; one statement at most.
    """
    if helps(actor, body):
        return ALLOWED
    return denied("other_body", _("Only people of the body, or of an akimat above it, read what was sent to it."))


def can_moderate(actor: Actor, sent: AskedQuestion | Demand) -> Verdict:
    """Twin of `moderated_by` of both query sets."""
    return can_moderate_for(actor, body_of(sent))


def can_read_person(actor: Actor, sent: AskedQuestion | Demand) -> Verdict:
    """See who sent it, each time on record: people of the very body that is to answer, never of one above it."""
    if actor.has_any(PLANNING_ROLES, body_of(sent)):
        return ALLOWED
    return denied("other_body", _("Only people of the body that answers see who asked."))


def can_decide_removal(actor: Actor, sent: AskedQuestion | Demand) -> Verdict:
    """Remove a published text for good: a second person, never who asked for it."""
    if sent.removal_by_id == actor.user.pk:
        return denied("second_person", _("A text is removed by two people: somebody else has to agree."))
    return can_moderate(actor, sent)


def can_answer_demand(actor: Actor, demand: Demand) -> Verdict:
    """Appoint, join or decline: people of the body whose akim is to come."""
    if actor.has_any(PLANNING_ROLES, demand.body):
        return ALLOWED
    return denied("other_body", _("Only people of the body answer what is demanded of it."))


def can_publish_policy(actor: Actor, body: Body) -> Verdict:
    """How many voices an akimat asks for is the word of its head."""
    if body.kind == BodyKind.AKIMAT and actor.has(Role.HEAD, body):
        return ALLOWED
    return denied("not_head", _("Only the head of the akimat publishes its rules for demands."))


def can_see_looks(actor: Actor) -> Verdict:
    """Who looked at who asked: the head of a body, of what was asked there; an overseer, of all."""
    if actor.is_overseer or actor.has(Role.HEAD):
        return ALLOWED
    return denied("not_the_head", _("Who looked is seen by the head of the body and by those who oversee."))

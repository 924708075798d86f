"""A claim as people see it who are asked about it, and what another body judges of their answers."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from issues.choices import Review
from issues.models import Answer, Claim, Proof
from issues.queries.showing import is_silent
from issues.querysets import AnswerQuerySet
from portal.bodies.permissions import Actor


def asked_claim(number: str) -> Claim | None:
    """The last claim of the issue with this number, with all that its answers are judged by. One statement."""
    rows = Claim.objects.select_related("issue__territory__parent__parent__parent", "issue__holder", "body")
    return rows.filter(issue__number=number).order_by("-number").first()


def public_proofs(claim: Claim) -> QuerySet[Proof]:
    """Those a second person has said yes to; none while no word of its issue is read. `claim.issue` loaded."""
    if is_silent(claim.issue):
        return Proof.objects.none()
    shown = Proof.objects.filter(claim=claim, published_at__isnull=False, file__is_public=True)
    return shown.select_related("file").order_by("pk")


def answers_to_judge(actor: Actor) -> AnswerQuerySet:
    """Held, or with words nobody has looked at, where this person judges; the longest waiting first."""
    waiting = Q(pk__in=Answer.objects.held().values("pk")) | Q(pk__in=Answer.objects.to_moderate().values("pk"))
    return judged_by(actor).filter(waiting).order_by("claim__until", "pk")


def judged_by(actor: Actor) -> AnswerQuerySet:
    """Everything this person may judge or has judged, with what a page prints of it."""
    rows = Answer.objects.reviewed_by(actor)
    return rows.select_related(
        "claim__issue__holder", "claim__issue__territory", "claim__body", "picture", "review_body"
    )


def is_held(answer: Answer) -> bool:
    return answer.review in (Review.NETWORK, Review.SECOND)

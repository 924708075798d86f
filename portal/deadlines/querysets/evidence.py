"""Sentences over evidence and over documents on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor

if TYPE_CHECKING:
    from portal.deadlines.models import Evidence, Transmittal

#: Who answers for what is sent to a body.
RECEIVING_ROLES = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER, Role.MASLIKHAT, Role.OVERSEER)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_on__isnull=True)

    def attached(self) -> EvidenceQuerySet:
        """Waiting for the head to close the duty by it."""
        return self.standing().filter(is_filed=False)

    def filed(self) -> EvidenceQuerySet:
        """What everyone may see of a public duty; the withdrawn included."""
        return self.filter(is_filed=True)


class TransmittalQuerySet(models.QuerySet["Transmittal"]):
    def received_by(self, actor: Actor) -> TransmittalQuerySet:
        """Sent to the bodies for which the actor answers. Twin of `can_answer_transmittal`, answered ones included."""
        return self.filter(receiver__in=actor.bodies(*RECEIVING_ROLES))

    def waiting_for(self, actor: Actor) -> TransmittalQuerySet:
        """What the actor has to acknowledge or return: of documents that stand."""
        return self.received_by(actor).unanswered().filter(evidence__withdrawn_on__isnull=True)

    def unanswered(self) -> TransmittalQuerySet:
        """Neither acknowledged nor returned."""
        return self.filter(acknowledged_on__isnull=True, returned_on__isnull=True)

    def answered(self) -> TransmittalQuerySet:
        return self.exclude(acknowledged_on__isnull=True, returned_on__isnull=True)

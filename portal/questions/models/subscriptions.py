"""Somebody wants to hear of a place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Territory
from portal.questions import querysets
from portal.questions.models.people import Person


class Subscription(models.Model):
    """One mailbox, one place. It stands while its person is confirmed; who leaves is deleted at once, with the row.

    `told_until` is up to when what happened there has been told, `told_on` the day of the latest letter: one a day.
    """

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="subscriptions", verbose_name=_("place"))
    person = models.OneToOneField(Person, models.CASCADE, related_name="subscription", verbose_name=_("person"))
    mailbox = models.CharField(max_length=64)
    told_until = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)

    objects = querysets.SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to a place")
        verbose_name_plural = _("subscriptions to places")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "mailbox"], name="questions_subscription_once"),
            models.CheckConstraint(condition=~Q(mailbox=""), name="questions_subscription_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}"

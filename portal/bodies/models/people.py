"""Roles that people hold at bodies, between dates."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.bodies import querysets
from portal.bodies.choices import Role
from portal.bodies.models.institutions import Body
from portal.bodies.models.ranges import span


class RoleGrant(models.Model):
    """A role that a person holds at a body between dates."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    body = models.ForeignKey(Body, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    # An acting person holds the role of somebody absent, between dates of an order.
    acting_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="acting", verbose_name=_("acting for")
    )
    ground = models.CharField(_("order"), max_length=200, blank=True)
    # When the person's sessions were ended because the role had ended; empty while it has not, or not yet.
    sessions_ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = querysets.RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        ordering = ["body_id", "role", "id"]
        indexes = [models.Index(fields=["body", "role"], name="bodies_grant_body_role")]
        constraints = [
            # A role may end on the day it began: it was then never in force.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="bodies_grant_dates",
                violation_error_message=_("The end must not be earlier than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(acting_for__isnull=True) | Q(ends_on__isnull=False),
                name="bodies_grant_acting_ends",
                violation_error_message=_("An acting person acts to a last day."),
            ),
            ExclusionConstraint(
                name="bodies_grant_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The person holds this role at this body in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.body}"

    @property
    def last_day(self) -> date | None:
        """The last day with the role, as people count; None while it has no end."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=1)

"""Who: bodies, what acts leave them out of and in what capacity they act, and their officials."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies import querysets
from portal.bodies.choices import BodyKind, Function, Post
from portal.bodies.facts.territories import RECORD_BEGINS
from portal.bodies.models.places import Territory
from portal.bodies.models.ranges import dates_in_order, span
from portal.kit.texts import ShortText


class Body(models.Model):
    """An institution of state."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind)
    name = ShortText(max_length=250)
    #: The name people use on pages: without "of the Republic of Kazakhstan".
    plain = ShortText(max_length=250)
    short = ShortText(max_length=120)
    head_title = ShortText(max_length=200)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("territory")
    )
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    # Empty while an office that was only raised from the classifier has not joined: it owes nothing until it does.
    joined_on = models.DateField(
        _("on the portal since"),
        null=True,
        blank=True,
        help_text=_("Duties due before this day do not count for the body."),
    )

    objects: ClassVar[querysets.BodyManager[Body]] = querysets.BodyManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.BodyManager[Body]]
        name_kk = name_ru = name_en = ""
        plain_kk = plain_ru = plain_en = ""
        short_kk = short_ru = short_en = ""
        head_title_kk = head_title_ru = head_title_en = ""

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["slug"]
        indexes = [models.Index(fields=["kind", "slug"], name="bodies_body_kind")]
        constraints = [
            dates_in_order("bodies_body_dates"),
            models.CheckConstraint(
                condition=Q(kind__in=[BodyKind.AKIMAT, BodyKind.MASLIKHAT], territory__isnull=False)
                | (~Q(kind__in=[BodyKind.AKIMAT, BodyKind.MASLIKHAT]) & Q(territory__isnull=True)),
                name="bodies_body_territory",
                violation_error_message=_("An akimat or maslikhat has a territory; a central body has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ru

    def get_absolute_url(self) -> str:
        return reverse("overview:body", args=[self.slug])


class Exemption(models.Model):
    """A body that an act leaves out, between dates."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="exemptions")
    act = models.CharField(_("act"), max_length=8)
    ground = ShortText(max_length=250)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    if TYPE_CHECKING:
        ground_kk = ground_ru = ground_en = ""

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["act", "body_id", "starts_on"]
        constraints = [
            dates_in_order("bodies_exemption_dates"),
            ExclusionConstraint(
                name="bodies_exemption_once",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("act", RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.body}"


class BodyFunction(models.Model):
    """A capacity named by acts, held by one body at a time."""

    function = models.CharField(_("function"), max_length=32, choices=Function)
    body = models.ForeignKey(Body, models.PROTECT, related_name="functions")
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = querysets.BodyFunctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("function of a body")
        verbose_name_plural = _("functions of bodies")
        ordering = ["function", "starts_on"]
        constraints = [
            dates_in_order("bodies_function_dates"),
            ExclusionConstraint(
                name="bodies_function_one_holder",
                expressions=[("function", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another body holds this function in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function}: {self.body}"

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)

    @property
    def is_of_old(self) -> bool:
        """Held since the record begins: the true first day is that day, earlier, or not confirmed."""
        return self.starts_on <= RECORD_BEGINS

    @property
    def last_day(self) -> date | None:
        """The last day with the function, as people count; None while it has no end."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=1)


class Official(models.Model):
    """A post at a body and, where it is published, the name of who holds it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="officials")
    post = models.CharField(_("post"), max_length=20, choices=Post)
    title = ShortText(max_length=200)
    full_name = ShortText(max_length=200, blank=True)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[querysets.OfficialManager[Official]] = querysets.OfficialManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.OfficialManager[Official]]
        title_kk = title_ru = title_en = ""
        full_name_kk = full_name_ru = full_name_en = ""

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["body_id", "post", "id"]
        constraints = [
            dates_in_order("bodies_official_dates"),
            ExclusionConstraint(
                name="bodies_official_one_first_head",
                expressions=[("body", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(post=Post.FIRST_HEAD),
                violation_error_message=_("The body has another first head in these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_ru

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)

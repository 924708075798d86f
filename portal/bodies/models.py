"""Who and where: places, bodies, functions, officials and the roles people hold, each between dates.

All date ranges are half-open: `starts_on` is the first day, `ends_on` the first day no longer.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies import querysets
from portal.bodies.choices import FIRST_RANK, BodyKind, Function, Post, Role, TerritoryKind
from portal.bodies.facts.territories import RECORD_BEGINS
from portal.kit.translated import Translated


class DateRange(Func):
    """`[starts_on, ends_on)` as a range, for exclusion constraints."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _span() -> DateRange:
    return DateRange("starts_on", "ends_on", RangeBoundary())


def _dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
        name=name,
        violation_error_message=_("The end must be later than the beginning."),
    )


class Territory(models.Model):
    """A place. A classifier code given to another place later is another row."""

    kato = models.CharField(_("code"), max_length=9, validators=[RegexValidator(r"\A[0-9]{9}\Z")])
    kind = models.CharField(_("kind"), max_length=20, choices=TerritoryKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside")
    )
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    short_kk = models.CharField(max_length=60)
    short_ru = models.CharField(max_length=60)
    short_en = models.CharField(max_length=60)
    genitive_kk = models.CharField(max_length=120)
    genitive_ru = models.CharField(max_length=120)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = querysets.TerritoryQuerySet.as_manager()

    name = Translated("name")
    short = Translated("short")

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["kato", "starts_on"]
        constraints = [
            _dates_in_order("bodies_territory_dates"),
            models.CheckConstraint(
                condition=Q(kind__in=FIRST_RANK, parent__isnull=True)
                | (~Q(kind__in=FIRST_RANK) & Q(parent__isnull=False)),
                name="bodies_territory_parent",
                violation_error_message=_("A district or city lies inside a region; a region lies inside none."),
            ),
            ExclusionConstraint(
                name="bodies_territory_one_place_a_code",
                expressions=[("kato", RangeOperators.EQUAL), (_span(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another place bears this code in these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ru

    def get_absolute_url(self) -> str:
        return reverse("overview:territory", args=[self.kato])

    @property
    def is_first_rank(self) -> bool:
        return self.kind in FIRST_RANK

    @property
    def region(self) -> Territory:
        """The unit of the first rank this place lies in, or the place itself."""
        return self if self.parent is None else self.parent

    @property
    def tile(self) -> str:
        """Two digits that place the region on the tile map."""
        return self.kato[:2]


class Body(models.Model):
    """An institution of state."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind)
    name_kk = models.CharField(max_length=250)
    name_ru = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    #: The name people use on pages: without "of the Republic of Kazakhstan".
    plain_kk = models.CharField(max_length=250)
    plain_ru = models.CharField(max_length=250)
    plain_en = models.CharField(max_length=250)
    short_kk = models.CharField(max_length=120)
    short_ru = models.CharField(max_length=120)
    short_en = models.CharField(max_length=120)
    head_title_kk = models.CharField(max_length=200)
    head_title_ru = models.CharField(max_length=200)
    head_title_en = models.CharField(max_length=200)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("territory")
    )
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    joined_on = models.DateField(
        _("on the portal since"), help_text=_("Duties due before this day are not counted against the body.")
    )

    objects = querysets.BodyQuerySet.as_manager()

    name = Translated("name")
    plain = Translated("plain")
    short = Translated("short")
    head_title = Translated("head_title")

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["slug"]
        indexes = [models.Index(fields=["kind", "slug"], name="bodies_body_kind")]
        constraints = [
            _dates_in_order("bodies_body_dates"),
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
    ground_kk = models.CharField(max_length=250)
    ground_ru = models.CharField(max_length=250)
    ground_en = models.CharField(max_length=250)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    ground = Translated("ground")

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["act", "body_id", "starts_on"]
        constraints = [
            _dates_in_order("bodies_exemption_dates"),
            ExclusionConstraint(
                name="bodies_exemption_once",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("act", RangeOperators.EQUAL),
                    (_span(), RangeOperators.OVERLAPS),
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
            _dates_in_order("bodies_function_dates"),
            ExclusionConstraint(
                name="bodies_function_one_holder",
                expressions=[("function", RangeOperators.EQUAL), (_span(), RangeOperators.OVERLAPS)],
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
    title_kk = models.CharField(max_length=200)
    title_ru = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    full_name_kk = models.CharField(max_length=200, blank=True)
    full_name_ru = models.CharField(max_length=200, blank=True)
    full_name_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = querysets.OfficialQuerySet.as_manager()

    title = Translated("title")
    full_name = Translated("full_name")

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["body_id", "post", "id"]
        constraints = [
            _dates_in_order("bodies_official_dates"),
            ExclusionConstraint(
                name="bodies_official_one_first_head",
                expressions=[("body", RangeOperators.EQUAL), (_span(), RangeOperators.OVERLAPS)],
                condition=Q(post=Post.FIRST_HEAD),
                violation_error_message=_("The body has another first head in these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_ru


class RoleGrant(models.Model):
    """A role that a person holds at a body between dates."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    body = models.ForeignKey(Body, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
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
            ExclusionConstraint(
                name="bodies_grant_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (_span(), RangeOperators.OVERLAPS),
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

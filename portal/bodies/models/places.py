"""Where: the places that have a page, hold meetings and have an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bodies import querysets
from portal.bodies.choices import FIRST_RANK, TerritoryKind
from portal.bodies.facts.territories import CAPITAL
from portal.bodies.models.ranges import dates_in_order, span
from portal.kit.texts import ShortText


class Territory(models.Model):
    """A place. A classifier code given to another place later is another row."""

    kato = models.CharField(_("code"), max_length=9, validators=[RegexValidator(r"\A[0-9]{9}\Z")])
    kind = models.CharField(_("kind"), max_length=20, choices=TerritoryKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside")
    )
    name = ShortText(max_length=120)
    short = ShortText(max_length=60)
    genitive_kk = models.CharField(max_length=120)
    genitive_ru = models.CharField(max_length=120)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[querysets.TerritoryManager[Territory]] = querysets.TerritoryManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.TerritoryManager[Territory]]
        name_kk = name_ru = name_en = ""
        short_kk = short_ru = short_en = ""

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["kato", "starts_on"]
        # A page that asks for the twenty regions does not look at thousands of villages.
        indexes = [models.Index(fields=["kind"], name="bodies_territory_kind")]
        constraints = [
            dates_in_order("bodies_territory_dates"),
            models.CheckConstraint(
                condition=Q(kind__in=FIRST_RANK, parent__isnull=True)
                | (~Q(kind__in=FIRST_RANK) & Q(parent__isnull=False)),
                name="bodies_territory_parent",
                violation_error_message=_("A district or city lies inside a region; a region lies inside none."),
            ),
            ExclusionConstraint(
                name="bodies_territory_one_place_a_code",
                expressions=[("kato", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another place has this code in these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ru

    def get_absolute_url(self) -> str:
        return reverse("overview:territory", args=[self.kato])

    @property
    def kind_name(self) -> str:
        """As `kind` is called; of the two that share one, the capital is no other city of republican significance."""
        if self.kind != TerritoryKind.REPUBLICAN_CITY:
            return str(self.get_kind_display())
        return gettext("capital") if self.kato == CAPITAL else gettext("city of republican significance")

    @property
    def is_first_rank(self) -> bool:
        return self.kind in FIRST_RANK

    @property
    def region(self) -> Territory:
        """The unit of the first rank this place lies in, or the place itself.

        Two ranks are climbed with `select_related("parent")`; each deeper one costs a statement.
        """
        return self if self.parent is None else self.parent.region

    @property
    def above(self) -> list[Territory]:
        """The units this place lies in, the largest first. Statements as in `region`."""
        return [] if self.parent is None else [*self.parent.above, self.parent]

    @property
    def tile(self) -> str:
        """Two digits that place the region on the tile map."""
        return self.kato[:2]

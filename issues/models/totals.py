"""How many issues there are, by what lists of them count by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import State
from issues.models.topics import IssueTopic
from portal.bodies.models import Body, Territory


class IssueTotal(models.Model):
    """How many more public issues are alike in all that lists count by; triggers add rows, the beat gathers them.

    Of a very place, of a region with all inside it, and of the whole country (no place): by state and year alone, by
    topic as well, or by body as well; `grain` is one of `choices.Grain`. What there is is the sum of `number`: nobody
    who writes an issue waits for anybody. What is late depends on the day, and no total knows it.
    """

    place = models.ForeignKey(
        Territory, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    grain = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(
        IssueTopic, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    holder = models.ForeignKey(
        Body, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State)
    is_disputed = models.BooleanField()
    number = models.IntegerField()
    is_gathered = models.BooleanField()

    objects = querysets.IssueTotalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("numbers of issues")
        indexes = [
            # With all that is asked of a total beside it.
            models.Index(
                fields=["place", "grain", "topic", "holder"],
                include=["year", "state", "is_disputed", "number"],
                name="issues_totals",
            ),
            models.Index(fields=["id"], condition=models.Q(is_gathered=False), name="issues_totals_new"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.state}: {self.number}"

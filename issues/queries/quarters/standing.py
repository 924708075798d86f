"""What a body has done about a quarter, told by the versions that are published of it: in time, late, or silent. What
nobody owes to anybody is none of these.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, OuterRef, Value, When

from issues.choices import QuarterStanding
from issues.models import QuarterVersion
from issues.queries.quarters.owed import owed_in_public
from issues.querysets import QuarterVersionQuerySet
from portal.bodies.models import Body


def standing_by(published: models.QuerySet[QuarterVersion]) -> Case:
    """Of the versions of a body's quarter that `published` names by OuterRef: who was in time stays so, whatever is
    mended later.
    """
    return Case(
        When(Exists(published.filter(by_portal=False, is_late=False)), then=Value(QuarterStanding.IN_TIME.value)),
        When(Exists(published.filter(is_late=True)), then=Value(QuarterStanding.LATE.value)),
        When(Exists(published), then=Value(QuarterStanding.SILENT.value)),
        default=Value(QuarterStanding.WAITED.value),
        output_field=models.CharField(),
    )


def with_standing(versions: QuarterVersionQuerySet) -> QuarterVersionQuerySet:
    """Each with what its body had done by it, as `standing`; None of a quarter that is not owed in public."""
    owed = owed_in_public().filter(body=OuterRef("body"), period_key=OuterRef("period_key"))
    until = QuarterVersion.objects.filter(
        body=OuterRef("body"), period_key=OuterRef("period_key"), number__lte=OuterRef("number")
    )
    standing = Case(When(Exists(owed), then=standing_by(until)), output_field=models.CharField())
    return versions.annotate(standing=standing)


def latest_versions(body: Body | None, most: int) -> list[QuarterVersion]:
    """What was published last, of everybody or of one body, with `body` and `standing`. One statement."""
    found = QuarterVersion.objects.select_related("body").order_by("-pk")
    return list(with_standing(found if body is None else found.filter(body=body))[:most])

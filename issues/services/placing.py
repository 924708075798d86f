"""An issue lies elsewhere than was written: the place is corrected with a reason, and the number stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Verb
from issues.models import Issue
from issues.permissions import can_correct_place
from issues.queries.placing import places_to_correct
from issues.services.steps import Line, locked, note_line, require_free, require_unchanged
from issues.services.words import both
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid


@transaction.atomic
def correct_place(
    *,
    issue: Issue,
    territory: Territory,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Say where it lies and why that is corrected, for everybody to read. Lists and figures of both places follow; its
    number, which begins with the region it was registered in, and whoever registered it and answers stay.

    While people answer a claim the place stays: who follows it has a voice. Twice it is corrected once. Raises
    NotAllowed, Conflict (changed since, claimed, handed over), Invalid ("territory", "reason_kk", "reason_ru").
    """
    row = locked(issue)
    can_correct_place(actor, row).require()
    if row.territory_id == territory.pk:
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if not places_to_correct(row, actor).filter(pk=territory.pk).exists():
        raise Invalid.at("territory", _("Choose a place inside the territory of your body."))
    line = Line(note=both("reason", reason_kk, reason_ru), was_place=row.territory, place=territory)
    row.territory, row.region = territory, territory.region
    note_line(row, Verb.PLACE, now=now, today=today, actor=actor, line=line)
    return row

"""Reads for the form of one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.bodies.models import Territory
from portal.kit import formats
from schedules.choices import MeetingFormat
from schedules.models import Planned


def places(on: date) -> tuple[list[Territory], list[Territory]]:
    """Regions, and districts and cities with them, in force on that day, by name. Two statements."""
    language = formats.language()
    in_force = Territory.objects.in_force(on).in_order(language)
    return list(in_force.regions()), list(in_force.districts().select_related("parent"))


@dataclass(frozen=True)
class Difference:
    """One thing that two people wrote differently: what is saved now, and what this person typed."""

    label: str
    saved: str
    typed: str


def row_differences(saved: Planned, typed: Planned) -> list[Difference]:
    """In the order of the form; nothing for what is the same. Texts are compared in each language."""
    pairs = zip(_said(saved), _said(typed), strict=True)
    return [Difference(label, old, new) for (label, old), (_label, new) in pairs if old != new]


def when_in_words(row: Planned) -> str:
    """ "10 January 2027, 15:00", "March 2027" or "Q1 2027", in the active language; every day of several."""
    return formats.when_text(row.when, at=row.start_time)


def _said(row: Planned) -> list[tuple[str, str]]:
    return [
        (_("Who meets the people"), str(row.official.title)),
        (_("Place"), str(row.territory.name)),
        (_("When"), when_in_words(row)),
        (_("Format"), str(MeetingFormat(row.format).label)),
        (_("Subject in Kazakh"), row.subject_kk),
        (_("Subject in Russian"), row.subject_ru),
        (_("Venue in Kazakh"), row.venue_kk),
        (_("Venue in Russian"), row.venue_ru),
        (_("Why this region, in Kazakh"), row.ground_kk),
        (_("Why this region, in Russian"), row.ground_ru),
        (_("Subject in English"), row.subject_en),
        (_("Venue in English"), row.venue_en),
        (_("Why this region, in English"), row.ground_en),
    ]

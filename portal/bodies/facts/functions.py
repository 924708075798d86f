"""Functions that acts name without naming the body, and who holds them, as dated facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.bodies.facts.territories import RECORD_BEGINS


@dataclass(frozen=True)
class Holding:
    """The body `slug` holds `function` between dates (half-open; None is open)."""

    function: str
    slug: str
    starts_on: date
    ends_on: date | None = None


def holdings() -> tuple[Holding, ...]:
    """Who holds what. The holders of before 2023, bodies that are no more, are not held here.

    Information and mass media came to the Ministry of Culture and Information with the decree of 1 September 2023; the
    Apparatus of the Government took over from the Chancellery of the Prime Minister by the decree of 2 January 2023.
    """
    ministry_since = date.fromisoformat("2023-09-01")
    apparatus_since = date.fromisoformat("2023-01-02")
    return (
        Holding("authorised_information", "culture", ministry_since),
        Holding("mass_media", "culture", ministry_since),
        Holding("schedule_approval", "government", RECORD_BEGINS),
        Holding("control_government", "government-apparatus", apparatus_since),
        Holding("control_president", "administration", RECORD_BEGINS),
    )

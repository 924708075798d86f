"""What a floor above tells of a meeting on its public page: told at the start, as templates and what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from meetings.models import Meeting


@dataclass(frozen=True)
class Told:
    """What is shown, and by which template, as `panel`."""

    template: str
    panel: object


#: Finds what is shown of a public meeting; nothing when there is nothing to show.
Find = Callable[[Meeting], object | None]
_TOLD: list[tuple[str, Find]] = []


def told_by(template: str, find: Find) -> None:
    """The floor above says so when the portal starts."""
    if (template, find) not in _TOLD:
        _TOLD.append((template, find))


def told_of(meeting: Meeting) -> list[Told]:
    """What there is to show, in the order in which it was said."""
    found = ((template, find(meeting)) for template, find in _TOLD)
    return [Told(template, panel) for template, panel in found if panel is not None]

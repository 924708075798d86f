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
    #: Of a meeting to come it stands where the page says how to ask.
    is_about_asking: bool = False

    @property
    def asks(self) -> bool:
        """Whether a question can be asked there now, as its panel says by `is_open`."""
        return self.is_about_asking and bool(getattr(self.panel, "is_open", False))


#: Finds what is shown of a public meeting; nothing when there is nothing to show.
Find = Callable[[Meeting], object | None]
_TOLD: list[tuple[str, Find, bool]] = []


def told_by(template: str, find: Find, *, is_about_asking: bool = False) -> None:
    """The floor above says so when the portal starts."""
    if (template, find, is_about_asking) not in _TOLD:
        _TOLD.append((template, find, is_about_asking))


def told_of(meeting: Meeting) -> list[Told]:
    """What there is to show, in the order in which it was said."""
    found = ((template, find(meeting), about_asking) for template, find, about_asking in _TOLD)
    return [Told(template, panel, about_asking) for template, panel, about_asking in found if panel is not None]

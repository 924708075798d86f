"""What a floor above tells of a meeting on its public page, and in the brief with which its office prepares: told when
the portal starts, as templates and what they show.
"""

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
    #: Of a meeting to come it stands before all else: what was promised there the last time.
    opens: bool = False

    @property
    def asks(self) -> bool:
        """Whether a question can be asked there now, as its panel says by `is_open`."""
        return self.is_about_asking and bool(getattr(self.panel, "is_open", False))


#: Finds what is shown of a public meeting; nothing when there is nothing to show.
Find = Callable[[Meeting], object | None]
_TOLD: list[tuple[str, Find, bool, bool]] = []
_BRIEF: list[tuple[str, Find]] = []


def told_by(template: str, find: Find, *, is_about_asking: bool = False, opens: bool = False) -> None:
    """The floor above says so when the portal starts."""
    if (template, find, is_about_asking, opens) not in _TOLD:
        _TOLD.append((template, find, is_about_asking, opens))


def brief_told_by(template: str, find: Find) -> None:
    """The same, of a section of the brief."""
    if (template, find) not in _BRIEF:
        _BRIEF.append((template, find))


def told_of(meeting: Meeting) -> list[Told]:
    """What there is to show, in the order in which it was said."""
    found = ((template, find(meeting), asking, opens) for template, find, asking, opens in _TOLD)
    return [Told(template, panel, asking, opens) for template, panel, asking, opens in found if panel is not None]


def brief_of(meeting: Meeting) -> list[Told]:
    """Its sections, in the order in which they were said; none of a meeting that is over or off."""
    if not meeting.is_awaited:
        return []
    found = ((template, find(meeting)) for template, find in _BRIEF)
    return [Told(template, panel) for template, panel in found if panel is not None]

"""Until when questions are taken and links hold, and when what is private goes: the portal's own rules, no law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: Questions to a meeting are taken until this hour of the day before it.
CLOSES_AT: Final = 18
CLOSES_DAYS_BEFORE: Final = 1
#: A link that confirms holds so long; what was not confirmed goes two days after it was sent.
CONFIRM_HOURS: Final = 24
UNCONFIRMED_DAYS: Final = 2
#: What is held waits for somebody of the office first, over days off too.
HELD_DAYS: Final = 10
#: So many letters of confirmation go to one person, and no two of them within so many seconds.
CONFIRM_LETTERS: Final = 3
CONFIRM_PAUSE: Final = 60
#: Who asked, and the words as they were written, go so long after the meeting or the answer.
KEPT_DAYS: Final = 365
#: Hashes of network addresses.
MARK_DAYS: Final = 30
#: How long a moderator may take before the desk calls it late.
MODERATED_WORKING_DAYS: Final = 1


def closes_on(meeting_on: date) -> date:
    """The civil day on which questions are taken until `CLOSES_AT` o'clock."""
    return meeting_on - timedelta(days=CLOSES_DAYS_BEFORE)


def unconfirmed_until(sent_on: date, *, is_held: bool) -> date:
    """When everything of a sending goes that nobody confirms."""
    return sent_on + timedelta(days=HELD_DAYS if is_held else UNCONFIRMED_DAYS)


def erased_on(last: date) -> date:
    """When private data goes that was needed until `last`."""
    return last + timedelta(days=KEPT_DAYS)

"""Days of the portal's own rules about issues, no law: how long people answer, how long a receiver may wait."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: People answer a claim so many days, the last one included.
CLAIM_DAYS: Final = 14
#: The receiver of a hand-over accepts or returns it within so many working days.
HAND_OVER_WORKING_DAYS: Final = 3
#: So many answers from one network on one claim are held for another body.
NETWORK_ANSWERS: Final = 3
#: Who asked is kept so long after the issue was solved or closed, so that a reopened one reaches them.
KEPT_DAYS: Final = 365
#: A term further ahead than this is a slip of the finger.
LONGEST_TERM: Final = timedelta(days=3660)


def answered_until(claimed_on: date) -> date:
    """The last civil day on which people answer a claim."""
    return claimed_on + timedelta(days=CLAIM_DAYS)


#: A package of systemic problems is answered so many days after it was sent.
PACKAGE_DAYS: Final = 30


def package_answered_by(sent_on: date) -> date:
    """The last civil day for the answer to a package."""
    return sent_on + timedelta(days=PACKAGE_DAYS)

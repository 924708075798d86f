"""Where exactly a meeting is, as people write it. What only says that it is still to be found is no venue."""

from __future__ import annotations

import re

from portal.kernel.folding import fold

# Folded words. Nobody can go there.
_STILL_TO_BE_FOUND = re.compile(
    r"(?:место |орны )?(?:по (?:дополнительному )?согласованию(?: с \w+(?: \w+)?)?"
    r"|(?:будет )?(?:уточняется|уточнен[оа]?|уточнится|определяется|определен[оа]?)|на уточнении"
    r"|келисим бойынша|келисилед\w*|келисилуде|нактыланады|нактылануда|аныкталады|аныкталуда"
    r"|tbd|tbc|to be confirmed|\W+)\W*"
)


def is_venue(text: str) -> bool:
    """Whether a text of the column of venues names one."""
    return bool(text) and _STILL_TO_BE_FOUND.fullmatch(fold(text)) is None

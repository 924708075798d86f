"""Which words of an issue everybody may read, by the days on which it was hidden and judged."""

from __future__ import annotations

from datetime import date

import pytest

from issues.rules.showing import may_be_read

DAY = date(2027, 3, 18)


@pytest.mark.parametrize(
    ("hidden_on", "taken_on", "raised", "other"),
    [(None, None, True, True), (DAY, None, False, False), (DAY, DAY, False, True)],
)
def test_hidden_no_word_is_read_and_judged_all_but_what_people_raised(
    hidden_on: date | None, taken_on: date | None, *, raised: bool, other: bool
) -> None:
    days = {"hidden_on": hidden_on, "taken_on": taken_on}
    assert [may_be_read(text, **days) for text in ("title", "text")] == [raised, raised]
    assert [may_be_read(text, **days) for text in ("measure", "note", "claim")] == [other, other, other]

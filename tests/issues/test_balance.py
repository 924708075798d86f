"""The balance of a quarter, and its hashes, from plain values; against a slow recount over random lives."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.choices import CLOSED, OPEN, Came, Left, State
from issues.rules.balance import CAME, LEFT, Standing, balance, course
from issues.rules.sealing import root_hash, row_hash

MINE, OTHER = 1, 2


def at(text: str) -> Standing:
    """Like "work" of ours, or "work@" of another body."""
    return Standing(OTHER if text.endswith("@") else MINE, text.removesuffix("@"))


@pytest.mark.parametrize(
    ("before", "lines", "came", "left"),
    [
        ("work", "", "opening", ""),
        ("work", "control planned work", "opening", ""),
        ("work", "claimed", "opening", "claimed"),
        ("work", "claimed confirmed", "opening", "confirmed"),
        ("work", "claimed work", "opening", ""),
        ("work", "explained", "opening", "closed"),
        ("work", "claimed duplicate", "opening", "closed"),
        ("work", "work@", "opening", "handed"),
        ("work", "work@ claimed@", "opening", "handed"),
        ("work", "work@ work", "opening", ""),
        ("", "registered work", "registered", ""),
        ("", "registered claimed confirmed", "registered", "confirmed"),
        ("", "registered claimed work claimed", "registered", "claimed"),
        ("", "registered work@", "registered", "handed"),
        ("", "registered@ work", "received", ""),
        ("work@", "work", "received", ""),
        ("work@", "work work@", "received", "handed"),
        ("claimed", "work", "reopened", ""),
        ("refused", "work refused", "reopened", "closed"),
        ("claimed", "confirmed", None, None),
        ("work@", "claimed@", None, None),
        ("", "registered@", None, None),
        ("refused", "", None, None),
    ],
)
def test_course(before: str, lines: str, came: str | None, left: str | None) -> None:
    found = course(MINE, at(before) if before else None, [at(line) for line in lines.split()])
    assert (found and found.came, found and found.left) == (came, left)


def test_words_of_the_rule_are_those_that_are_stored() -> None:
    assert (CAME, ("", *LEFT)) == (tuple(Came.values), tuple(Left.values))
    assert [state for state in State.values if Standing(MINE, state).is_in_hand(MINE)] == list(OPEN)


_STANDING = st.builds(Standing, st.sampled_from((MINE, OTHER)), st.sampled_from(State.values))
_LIFE = st.tuples(st.none() | _STANDING, st.lists(_STANDING, max_size=6))


@settings(max_examples=150, deadline=None)
@given(st.lists(_LIFE, max_size=12))
def test_the_balance_is_even_and_equals_a_slow_recount(lives: list[tuple[Standing | None, list[Standing]]]) -> None:
    lives = [(before, lines) for before, lines in lives if before or lines]
    found = {body: [course(body, before, lines) for before, lines in lives] for body in (MINE, OTHER)}
    for body, courses in found.items():
        sums = balance(each for each in courses if each)
        assert sums.is_even

        def open_here(standing: Standing | None, body: int = body) -> bool:
            return standing is not None and standing.holder == body and standing.state in OPEN

        assert sums.opening == sum(open_here(before) for before, _lines in lives)
        assert sums.closing == sum(open_here([before, *lines][-1]) for before, lines in lives)
        ended = [[before, *lines][-1] for before, lines in lives if any(map(open_here, [before, *lines]))]
        here = [standing.state for standing in ended if standing and standing.holder == body]
        assert (sums.claimed, sums.confirmed) == (here.count("claimed"), here.count("confirmed"))
        assert sums.closed == sum(state in CLOSED for state in here)


def test_the_hash_of_a_row_and_of_the_whole_can_be_done_by_anybody() -> None:
    content = {"number": "KZ-43-2027-000001", "title": {"kk": "Су", "ru": "Вода"}}
    spelled = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert row_hash("ab12", content) == hashlib.sha256(b"ab12" + spelled.encode()).hexdigest()
    rows = [row_hash("ab12", content), "f" * 64]
    assert root_hash({"version": 1}, rows) != root_hash({"version": 1}, rows[::-1])
    assert root_hash({"version": 1}, rows) != root_hash({"version": 2}, rows)

"""Random histories of issues: figures are those of the timeline, one body answers each day, and no act makes a body's
share of confirmed ones larger but the word of mailboxes that were confirmed before the claim.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from issues.errors import CLAIMED, NOT_PUBLIC, PENDING
from tests.ground import GROUND
from tests.issues.lives import STRANGERS, Bodies, Lives, make_bodies, undone

pytestmark = pytest.mark.django_db

#: Days that pass, and then an act of `Lives` with its numbers.
Act = tuple[str, tuple[int, ...]]
History = list[tuple[int, Act]]

_issue, _who, _body, _yes_no = st.integers(0, 2), st.integers(0, STRANGERS + 1), st.integers(0, 3), st.integers(0, 1)
_days = st.sampled_from((0, 0, 0, 1, 3, 15, 16))


def _acts() -> st.SearchStrategy[Act]:
    """A name of an act of `Lives` and its numbers: a failing history prints as what was done in it."""
    often = [
        st.tuples(st.just("claim"), st.tuples(_issue, _yes_no)),
        st.tuples(st.just("answer"), st.tuples(_issue, _who, st.integers(0, 2), _yes_no)),
        st.tuples(st.just("settle"), st.just(())),
        st.tuples(st.just("ask"), st.tuples(_issue, _who)),
        st.tuples(st.just("receive"), st.tuples(_issue, st.integers(0, 2))),
    ]
    return st.one_of(
        *often, *often,
        st.tuples(st.just("register"), st.tuples(st.integers(0, 5))),
        st.tuples(st.just("assign"), st.tuples(_issue, st.integers(0, 30))),
        st.tuples(st.just("term"), st.tuples(_issue, st.integers(0, 60))),
        st.tuples(st.just("news"), st.tuples(_issue)),
        st.tuples(st.just("close"), st.tuples(_issue, st.integers(0, 3))),
        st.tuples(st.just("put_off"), st.tuples(_issue, _yes_no)),
        st.tuples(st.just("reopen"), st.tuples(_issue)),
        st.tuples(st.just("hand"), st.tuples(_issue, _body)),
        st.tuples(st.just("move"), st.tuples(_issue, _body, _yes_no)),
        st.tuples(st.just("join"), st.tuples(_issue, _issue)),
        st.tuples(st.just("part"), st.tuples(_issue)),
        st.tuples(st.just("unclaim"), st.tuples(_issue)),
        st.tuples(st.just("judge"), st.tuples(_issue)),
        st.tuples(st.just("follow"), st.tuples(_issue, _who)),
        st.tuples(st.just("withdraw"), st.tuples(_issue, _who)),
    )  # fmt: skip


HISTORIES = st.lists(st.tuples(_days, _acts()), min_size=6, max_size=22)

_BEGIN: History = [(0, ("register", (2,))), (0, ("register", (4,))), (1, ("assign", (0, 5)))]
#: Lived through each time, whatever chance brings. Confirmed by a stranger, and by nobody else who tried:
CONFIRMED: History = [
    *_BEGIN,
    (0, ("ask", (0, 0))),
    (0, ("ask", (0, 4))),
    (1, ("claim", (0, 0))),
    (0, ("ask", (0, 1))),
    (1, ("answer", (0, 4, 0, 0))),
    (0, ("answer", (0, 1, 0, 0))),
    (0, ("answer", (0, 0, 0, 0))),
    (15, ("settle", ())),
]
#: Claimed, and those who may answer do not; then handed on, refused there, accepted late, claimed again, disputed.
SILENT_AND_ROUND: History = [
    *_BEGIN,
    (0, ("ask", (0, 0))),
    (0, ("claim", (0, 0))),
    (16, ("settle", ())),
    (0, ("unclaim", (0,))),
    (0, ("hand", (0, 3))),
    (1, ("receive", (0, 0))),
    (0, ("hand", (0, 3))),
    (15, ("receive", (0, 1))),
    (0, ("claim", (0, 0))),
    (0, ("answer", (0, 0, 1, 0))),
    (0, ("hand", (0, 1))),
    (0, ("receive", (0, 1))),
]
#: What is not solved is joined, closed and given away: the share of what is confirmed stays what it was.
RID_OF_THE_REST: History = [
    *CONFIRMED,
    (0, ("register", (2,))),
    (0, ("register", (2,))),
    (0, ("register", (2,))),
    (0, ("join", (2, 3))),
    (1, ("close", (3, 3))),
    (0, ("hand", (4, 1))),
    (0, ("receive", (4, 1))),
    (3, ("part", (2,))),
]
#: Three from one network wait for another body, which counts them.
HELD: History = [
    *_BEGIN,
    *((0, ("ask", (0, who))) for who in range(STRANGERS)),
    (1, ("claim", (0, 0))),
    *((0, ("answer", (0, who, 0, 1))) for who in range(STRANGERS)),
    (16, ("settle", ())),
    *((0, ("judge", (0,))) for _time in range(STRANGERS)),
    (1, ("settle", ())),
]
#: Moved by the akimat above and back; refused outside the land of a body, while another is asked, while people answer.
MOVED: History = [
    *_BEGIN,
    (0, ("move", (0, 1, 1))),
    (0, ("move", (0, 0, 0))),
    (0, ("move", (0, 1, 0))),
    (0, ("hand", (0, 3))),
    (0, ("move", (0, 1, 1))),
    (1, ("receive", (0, 1))),
    (0, ("move", (0, 2, 0))),
    (0, ("move", (0, 1, 1))),
    (0, ("claim", (0, 0))),
    (0, ("move", (0, 0, 0))),
]
#: People of the body that gave it away say that it is solved, for its figures count that too.
GIVEN_AWAY: History = [
    *_BEGIN,
    (0, ("follow", (0, 4))),
    (0, ("hand", (0, 1))),
    (1, ("receive", (0, 1))),
    (0, ("claim", (0, 0))),
    (0, ("answer", (0, 4, 0, 0))),
    (15, ("settle", ())),
]
#: Two disagree, and on the last day the claim is taken back, to claim it anew. What nobody may read is not claimed.
TAKEN_BACK: History = [
    *_BEGIN,
    (0, ("follow", (0, 0))),
    (0, ("follow", (0, 1))),
    (1, ("claim", (0, 0))),
    (0, ("answer", (0, 0, 1, 0))),
    (0, ("answer", (0, 1, 1, 0))),
    (13, ("unclaim", (0,))),
    (0, ("claim", (0, 0))),
    (16, ("settle", ())),
    (0, ("register", (0,))),
    (0, ("assign", (2, 5))),
    (0, ("claim", (2, 0))),
]
EXAMPLES = {
    "moved": MOVED, "given": GIVEN_AWAY, "back": TAKEN_BACK,
    "confirmed": CONFIRMED, "silent": SILENT_AND_ROUND, "rid": RID_OF_THE_REST, "held": HELD,
}  # fmt: skip


@GROUND.fixture
def lived_bodies() -> Bodies:
    return make_bodies()


def _live(bodies: Bodies, history: History) -> Lives:
    with undone():
        lives = Lives(bodies)
        for days, (act, numbers) in history:
            lives.live(days, act, numbers)
        lives.check()
    return lives


@pytest.mark.parametrize(
    ("name", "confirmed", "refused"),
    [
        # A mailbox of the body, and one that was confirmed after the claim.
        ("confirmed", 1, [("answer", "no_voice")] * 2),
        ("silent", 0, []),
        ("given", 0, [("answer", "no_voice")]),
        ("back", 0, [("claim", NOT_PUBLIC)]),
        ("moved", 0, [("move", code) for code in ("territory", PENDING, "other_body", CLAIMED)]),
        ("rid", 1, [("answer", "no_voice")] * 2),
        ("held", 1, []),
    ],
)
def test_a_history_that_is_known_comes_to_what_it_should(
    lived_bodies: Bodies, name: str, confirmed: int, refused: list[tuple[str, str]]
) -> None:
    lives = _live(lived_bodies, EXAMPLES[name])
    [(figures, _holders)] = [lives.days[max(lives.days)]]
    assert (sum(each.confirmed for each in figures.values()), lives.refused) == (confirmed, refused)


_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=_HEALTH,
    database=None,
    # Explaining a fault costs more time than finding it.
    phases=(Phase.explicit, Phase.generate),
)
@given(history=HISTORIES)
def test_any_history_comes_to_what_its_lines_tell(lived_bodies: Bodies, history: History) -> None:
    _live(lived_bodies, history)


#: In parts, so that none takes as long as a test that hangs.
_PARTS = 4


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
@settings(
    max_examples=int(os.environ.get("KEZDESU_HISTORIES", "200")) // _PARTS,
    deadline=None,
    suppress_health_check=_HEALTH,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
@given(history=HISTORIES)
def test_hundreds_of_histories_come_to_what_their_lines_tell(lived_bodies: Bodies, part: int, history: History) -> None:
    _live(lived_bodies, history)

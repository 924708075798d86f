from __future__ import annotations

import pytest

from portal.kernel.errors import IllegalTransition, Invalid, NotAllowed
from portal.kernel.verdicts import ALLOWED, denied
from portal.kernel.wording import Lines
from portal.kernel.workflow import Comment, Machine, Transition

DOOR = Machine(
    "The door cannot do this now.",
    [
        Transition("open", frozenset({"closed"}), "opened"),
        Transition("close", frozenset({"opened", "ajar"}), "closed"),
        Transition("lock", frozenset({"closed"}), "locked", Comment("Say who has the key.", "key")),
    ],
)


def test_apply_from_a_source_gives_the_target() -> None:
    assert DOOR.apply("close", "ajar") == "closed"


def test_apply_from_another_state_is_refused_with_the_machines_text() -> None:
    with pytest.raises(IllegalTransition) as refusal:
        DOOR.apply("open", "opened")
    assert refusal.value.message == "The door cannot do this now."
    assert refusal.value.status == 409
    assert refusal.value.params == {"transition": "open", "state": "opened"}


def test_apply_with_the_comment_that_a_verb_asks_for() -> None:
    assert DOOR.apply("lock", "closed", comment="The caretaker.") == "locked"


@pytest.mark.parametrize("comment", ["", " \n"])
def test_apply_without_the_comment_that_a_verb_asks_for_is_refused_at_its_field(comment: str) -> None:
    with pytest.raises(Invalid) as refusal:
        DOOR.apply("lock", "closed", comment=comment)
    assert (refusal.value.code, refusal.value.errors) == ("key", {"key": ["Say who has the key."]})


def test_apply_from_another_state_is_refused_before_the_comment_is_asked_for() -> None:
    with pytest.raises(IllegalTransition):
        DOOR.apply("lock", "opened")


def test_apply_of_an_unknown_verb_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        DOOR.apply("paint", "opened")


def test_allowed_lists_the_verbs_of_a_state() -> None:
    assert [step.name for step in DOOR.allowed("opened")] == ["close"]
    assert DOOR.allowed("painted") == ()


def test_machine_with_a_verb_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Machine("", [Transition("open", frozenset({"a"}), "b"), Transition("open", frozenset({"b"}), "c")])


def test_verdict_denied_is_falsy_and_raises_its_reason() -> None:
    verdict = denied("own_document", "Another person must accept it.")
    assert not verdict
    with pytest.raises(NotAllowed) as refusal:
        verdict.require()
    assert (refusal.value.code, refusal.value.message) == ("own_document", "Another person must accept it.")


def test_verdict_allowed_is_truthy_and_requires_nothing() -> None:
    assert ALLOWED
    ALLOWED.require()


def test_lines_of_an_unknown_language_are_kazakh() -> None:
    lines = Lines.written(lambda language: f"text {language}")
    assert lines.get("ru") == "text ru"
    assert lines.get("de") == "text kk"

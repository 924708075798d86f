"""Answers kept in the cache: found again, in so many places, and never an error."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.cache import cache

from portal.kit import kept as module
from portal.kit.failing_open import FailingOpenCache
from portal.kit.kept import kept


def ask(key: object, made: list[object], *, places: int = 8) -> object:
    def make() -> object:
        made.append(key)
        return f"answer to {key}"

    return kept("test", (key,), make, seconds=60, places=places)


def test_what_was_made_is_found_again_by_its_key() -> None:
    made: list[object] = []
    assert [ask("a", made), ask("b", made), ask("a", made)] == ["answer to a", "answer to b", "answer to a"]
    assert made == ["a", "b"]


def test_ever_new_keys_fill_so_many_places_and_no_more() -> None:
    made: list[object] = []
    for number in range(200):
        ask(number, made, places=8)
    assert len(made) == 200
    there = [cache.get(f"test:{place}") for place in range(200)]
    assert len([found for found in there if found is not None]) == 8


def test_two_keys_in_one_place_never_answer_for_each_other() -> None:
    made: list[object] = []
    assert [ask(key, made, places=1) for key in ("a", "b", "a")] == ["answer to a", "answer to b", "answer to a"]
    assert made == ["a", "b", "a"]


def test_answer_is_made_when_the_cache_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody listens there.
    monkeypatch.setattr(module, "cache", FailingOpenCache("redis://127.0.0.1:1/1", {}))
    made: list[object] = []
    assert ask("a", made) == "answer to a"
    assert made == ["a"]


# -- what takes long -------------------------------------------------------------------------------------------------
def test_what_takes_long_is_made_once_however_many_ask() -> None:
    made, given = [], []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.3)
        return b"document"

    def ask_it() -> None:
        given.append(kept("test", ("slow",), make, seconds=60, places=8, making=10))

    readers = [threading.Thread(target=ask_it) for _reader in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (given, made) == ([b"document"] * 3, [1])


def test_what_failed_is_made_by_the_next() -> None:
    def fail() -> bytes:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        kept("test", ("broken",), fail, seconds=60, places=8, making=10)
    assert kept("test", ("broken",), lambda: b"document", seconds=60, places=8, making=10) == b"document"


def test_what_takes_long_is_made_by_each_when_the_cache_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cache", FailingOpenCache("redis://127.0.0.1:1/2", {}))
    began = time.monotonic()
    assert kept("test", ("gone",), lambda: b"document", seconds=60, places=8, making=10) == b"document"
    assert time.monotonic() - began < 5

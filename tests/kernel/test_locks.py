"""Advisory locks of the database are plain numbers shared by the whole portal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LOCK = re.compile(r"^_LOCK = (?P<number>[0-9_]+)$", re.MULTILINE)
_TAKEN = re.compile(r"pg_(try_)?advisory_(xact_)?lock")


def _modules() -> Iterator[str]:
    for folder in ("portal", "schedules", "meetings", "issues"):
        for module in (ROOT / folder).rglob("*.py"):
            yield module.read_text(encoding="utf-8")


def test_advisory_locks_have_each_their_own_number() -> None:
    numbers = Counter(int(found["number"]) for text in _modules() for found in _LOCK.finditer(text))

    assert 7_310_041 in numbers
    assert {number: count for number, count in numbers.items() if count > 1} == {}


def test_whoever_takes_an_advisory_lock_has_its_number_where_it_is_looked_for() -> None:
    taking = [text for text in _modules() if _TAKEN.search(text)]

    assert len(taking) > 8
    assert [text[:80] for text in taking if len(_LOCK.findall(text)) != 1] == []

"""Advisory locks of the database are plain numbers shared by the whole portal."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LOCK = re.compile(r"^_LOCK = (?P<number>[0-9_]+)$", re.MULTILINE)


def test_advisory_locks_have_each_their_own_number() -> None:
    numbers = Counter(
        int(found["number"])
        for folder in ("portal", "schedules", "meetings")
        for module in (ROOT / folder).rglob("*.py")
        for found in _LOCK.finditer(module.read_text(encoding="utf-8"))
    )

    assert len(numbers) >= 3
    assert set(numbers.values()) == {1}

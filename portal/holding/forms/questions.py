"""The recognised questions: each line with its place, topic and fate, which a person can mend in place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.bodies.models import Territory
from portal.holding.choices import Fate
from portal.holding.rules.lines import lines_of, place_in
from portal.kernel.private import find_private
from portal.questions.choices import Topic
from portal.questions.rules.topics import guess

#: So many are mended on one page; a longer list is mended later, question by question.
MENDED_AT_ONCE = 60


@dataclass(frozen=True)
class Row:
    """`key` follows the text, not the line: what was mended stays with its question when others are added above."""

    number: int
    text: str
    key: str
    place: Territory
    topic: str
    fate: str
    is_unclear: bool
    is_private: bool

    @property
    def topic_name(self) -> str:
        return str(Topic(self.topic).label)

    @property
    def fate_name(self) -> str:
        return str(Fate(self.fate).label)

    @property
    def is_mended_here(self) -> bool:
        return self.number <= MENDED_AT_ONCE


def recognise(
    text: str,
    said: Mapping[str, str],
    places: Sequence[Territory],
    stems: Mapping[int, tuple[tuple[str, ...], ...]],
) -> list[Row]:
    """`places` begin with that of the meeting, which stands where the text names none. `said` is what was mended."""
    seen: Counter[str] = Counter()
    by_key = {str(place.pk): place for place in places}
    rows = []
    for number, line in enumerate(lines_of(text), 1):
        mark = hashlib.sha256(line.encode()).hexdigest()[:10]
        seen[mark] += 1
        key = f"{mark}-{seen[mark]}"
        named = place_in(line, stems)
        chosen = by_key.get(said.get(f"place-{key}", ""))
        topic, fate = said.get(f"topic-{key}", ""), said.get(f"fate-{key}", "")
        guessed = guess(line)
        rows.append(
            Row(
                number=number,
                text=line,
                key=key,
                place=chosen or by_key.get(str(named), places[0]),
                topic=topic if topic in Topic.values else guessed,
                fate=fate if fate in Fate.values else Fate.TAKEN.value,
                is_unclear=chosen is None and named is None and len(places) > 1,
                is_private=bool(find_private(line)),
            )
        )
    return rows

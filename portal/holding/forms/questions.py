"""The recognised questions: each line with its place, topic and fate, which a person can mend in place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.bodies.models import Territory
from portal.holding.choices import Fate
from portal.holding.rules.lines import lines_of, place_in, stem_of
from portal.kernel.private import find_private
from portal.kit.named import Names
from portal.questions.choices import Topic
from portal.questions.rules.topics import guess

#: So many are shown at once to be mended, in parts of the page.
MENDED_AT_ONCE = 60
_LONG = 19
#: What is mended of a question, by the beginnings of the names of its fields.
MENDED = ("place", "topic", "fate")


@dataclass(frozen=True)
class Row:
    """`key` follows the text, not the line: what was mended stays with its question when others are added above.

    `place_typed` is what stands in the field; `is_lost` says that it is the name of no place here.
    """

    number: int
    text: str
    key: str
    place: Territory
    place_typed: str
    topic: str
    fate: str
    is_unclear: bool
    is_lost: bool
    is_private: bool

    @property
    def topic_name(self) -> str:
        return str(Topic(self.topic).label)

    @property
    def fate_name(self) -> str:
        return str(Fate(self.fate).label)


def recognise(text: str, said: Mapping[str, str], places: Names) -> list[Row]:
    """`places` begin with that of the meeting, which stands where the text names none. `said` is what was mended."""
    known, by_key = stems(places.rows), {place.pk: place for place in places.rows}
    rows = []
    for number, (line, key) in enumerate(_keyed(lines_of(text)), 1):
        guessed = by_key.get(place_in(line, known) or 0)
        typed = said.get(f"place-{key}", "").strip()
        # Drafts of before have its key.
        if typed.isdecimal() and len(typed) < _LONG and int(typed) in by_key:
            typed = places.label(by_key[int(typed)])
        chosen = places.find(typed) if typed else None
        topic, fate = said.get(f"topic-{key}", ""), said.get(f"fate-{key}", "")
        rows.append(
            Row(
                number=number,
                text=line,
                key=key,
                place=chosen or guessed or places.rows[0],
                place_typed=typed or (places.label(guessed) if guessed is not None else ""),
                topic=topic if topic in Topic.values else guess(line),
                fate=fate if fate in Fate.values else Fate.TAKEN.value,
                is_unclear=chosen is None and guessed is None and len(places.rows) > 1,
                is_lost=bool(typed) and chosen is None,
                is_private=bool(find_private(line)),
            )
        )
    return rows


def _keyed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with a key of its own, made of its text; the same text twice has two."""
    seen: Counter[str] = Counter()
    for line in lines:
        mark = hashlib.sha256(line.encode()).hexdigest()[:10]
        seen[mark] += 1
        yield line, f"{mark}-{seen[mark]}"


def stems(places: Sequence[Territory]) -> dict[int, tuple[tuple[str, ...], ...]]:
    return {place.pk: tuple({stem_of(place.name_kk), stem_of(place.name_ru)}) for place in places}


@dataclass(frozen=True)
class Part:
    """The questions that are shown of a long list; the others wait on the other parts."""

    rows: Sequence[Row]
    number: int
    #: First and last question of each part.
    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, rows: Sequence[Row], asked: str) -> Part:
        """The part that was asked for; the nearest there is when there is no such."""
        count = max(1, -(-len(rows) // MENDED_AT_ONCE))
        number = min(max(int(asked), 1), count) if asked.isdecimal() and len(asked) < 6 else 1
        first = (number - 1) * MENDED_AT_ONCE
        ends = [(at * MENDED_AT_ONCE + 1, min((at + 1) * MENDED_AT_ONCE, len(rows))) for at in range(count)]
        return cls(rows[first : first + MENDED_AT_ONCE], number, ends if count > 1 else ())


def part_of(row: Row) -> str:
    return str((row.number - 1) // MENDED_AT_ONCE + 1)

"""What people of the demonstration raised before akims of each kind and before each ministry, read from its tables.

Of each: who is answerable (a kind of office, else a ministry), topic, people affected, risk or "-"; title, text and
what is to be done, each in Kazakh, then Russian.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from portal.demo.content.asked import Both
from portal.demo.content.raised_of_akims import OF_AKIMS
from portal.demo.content.raised_of_ministries import OF_MINISTRIES

#: Who works on it: a post of an office, of a ministry.
_POSTS: Final = {
    "office": Both("Аппараттың бас маманы", "Главный специалист аппарата"),
    "district": Both("Аудандық бейінді бөлімнің басшысы", "Руководитель профильного отдела района"),
    "region": Both("Облыстық бейінді басқарманың басшысы", "Руководитель профильного управления области"),
}
_POST_OF_MINISTRY: Final = Both("Бейінді департаменттің директоры", "Директор профильного департамента")

#: Lines of one of them.
_LINES: Final = 7


@dataclass(frozen=True)
class Matter:
    """What was raised, and what is to be done. `of`: "office", "district" or "region", else a ministry."""

    of: str
    topic: str
    affected: int
    risk: str
    title: Both
    text: Both
    measure: Both

    @property
    def post(self) -> Both:
        return post_of(self.of)


def post_of(kind: str) -> Both:
    return _POSTS.get(kind, _POST_OF_MINISTRY)


@cache
def matters(of: str) -> tuple[Matter, ...]:
    """Those of a kind of office, or of a ministry."""
    return tuple(each for each in _all() if each.of == of)


@cache
def _all() -> tuple[Matter, ...]:
    lines = [*OF_AKIMS.strip().splitlines(), *OF_MINISTRIES.strip().splitlines()]
    found = []
    for start in range(0, len(lines), _LINES):
        of, topic, affected, risk = lines[start].split()
        said = [line.strip() for line in lines[start + 1 : start + _LINES]]
        title, text, measure = (Both(*said[place : place + 2]) for place in (0, 2, 4))
        found.append(Matter(of, topic, int(affected), risk.strip("-"), title, text, measure))
    return tuple(found)

"""Parts that died are started anew: servers first, then whoever uses them."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable

from .children import ChildDied, Children
from .progress import Progress

#: A part that dies so often within so many seconds has a reason that another start does not mend.
OFTEN, WITHIN_SECONDS = 5, 60.0


class Keeper:
    """Knows how each part is started, and how often it died lately."""

    def __init__(self, children: Children, say: Progress) -> None:
        self._children = children
        self._say = say
        #: In the order of starting.
        self._starters: dict[str, Callable[[], object]] = {}
        self._deaths: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=OFTEN))
        self._missing: set[str] = set()

    def keep(self, name: str, start: Callable[[], object]) -> None:
        """From now on `start` brings this part back."""
        self._starters[name] = start

    def look(self) -> None:
        """Start anew what died since the last look. Raises Stopped, and ChildDied for what dies again and again."""
        self._children.interrupts.check()
        self._bury()
        while self._missing:
            name = next(name for name in self._starters if name in self._missing)
            try:
                # Its last start may have been broken off by the death of another.
                if not any(child.name == name for child in self._children.running):
                    self._starters[name]()
                self._missing.discard(name)
            except ChildDied:
                self._bury()

    def _bury(self) -> None:
        for child in self._children.dead():
            said, deaths = child.describe_end(), self._deaths[child.name]
            if child.name not in self._starters:
                raise ChildDied(said)
            deaths.append(time.monotonic())
            if len(deaths) == OFTEN and deaths[-1] - deaths[0] < WITHIN_SECONDS:
                raise ChildDied(f"{said}\n{child.name} died {OFTEN} times within {WITHIN_SECONDS:.0f} s.")
            self._say(f"{said.partition('. The end of ')[0].removesuffix('.')}; it is started anew")
            self._children.stop(child)
            self._missing.add(child.name)

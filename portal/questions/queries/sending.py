"""What somebody is told before a question goes out: pieces that belong to one person alone, and questions like it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from portal.bodies.models import Territory
from portal.kernel.private import find_private
from portal.questions.models import AskedQuestion
from portal.questions.queries.similar import similar


@dataclass(frozen=True)
class Before:
    """Whoever has seen all of it goes on: `mark` comes back with the form and says what was seen."""

    private: list[str]
    similar: list[AskedQuestion]
    topic: str

    @property
    def mark(self) -> str:
        """ "" when there is nothing to tell. The same pieces and questions in whatever order make the same."""
        if not self.private and not self.similar:
            return ""
        told = [*sorted(self.private), *sorted(question.number for question in self.similar)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]


def before_sending(*, text: str, topic: str, place: Territory) -> Before:
    """One statement."""
    return Before(find_private(text), similar(text=text, topic=topic, place=place), topic)

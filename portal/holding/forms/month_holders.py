"""Who held a meeting, as an office writes it in the workbook of a month: by office, by title, or somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.models import Meeting
from portal.bodies.choices import Post
from portal.bodies.models import Official
from portal.holding.workbooks.month import somebody_else
from portal.kernel.folding import fold

#: Titles named in one sentence.
_NAMED = 5


@dataclass(frozen=True)
class Holders:
    """Officials of the bodies of a workbook."""

    by_body: dict[int, list[Official]]

    def find(self, text: str, meeting: Meeting, on: date) -> tuple[Official | None, str]:
        """Who it was, None for somebody else in their place; or what is wrong with the cell.

        An empty cell means whom the meeting was announced for, and so does the office that this person holds.
        """
        announced, asked = meeting.official, fold(text)
        if not asked:
            return announced, ""
        if asked in _somebody_else():
            return None, ""
        there = [each for each in self.by_body.get(meeting.body_id, []) if each.is_in_force(on)]
        post = _posts().get(asked)
        found = [each for each in there if (each.post == post if post else asked in _titles(each))]
        if announced.post == post or asked in _titles(announced):
            return announced, ""
        if len(found) == 1:
            return found[0], ""
        if found:
            titles = "; ".join(str(each.title) for each in found[:_NAMED])
            return None, _("Several people hold this office: write the title of one of them: %(titles)s.") % {
                "titles": titles
            }
        if post:
            return None, _("Nobody of the body held this office on that day.")
        return None, _("Choose who held it from the list, or write the title of an official of the body.")


def holders_of(bodies: Iterable[int]) -> Holders:
    """One statement."""
    by_body: defaultdict[int, list[Official]] = defaultdict(list)
    for official in Official.objects.filter(body__in=set(bodies)).order_by("pk"):
        by_body[official.body_id].append(official)
    return Holders(dict(by_body))


def _titles(official: Official) -> set[str]:
    return {fold(title) for title in (official.title_kk, official.title_ru, official.title_en) if title}


@lru_cache(maxsize=1)
def _posts() -> dict[str, str]:
    """Offices in every language, folded."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(label)): str(value) for value, label in Post.choices}
    return found


@lru_cache(maxsize=1)
def _somebody_else() -> frozenset[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(fold(somebody_else()))
    return frozenset(found)

"""A text that is taken away for a person's sake goes from what was published, too; its hash stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction

from issues.choices import HighKind
from issues.models import HighAct, Issue, PastText, QuarterNote, QuarterRow
from portal.kernel.wording import LANGUAGES

#: What tells of no words: stays when the texts go.
_STAYS: Final = ("came", "left", "state", "late", "silent", "number", "due_on", "place", "to")
#: Texts of the issue itself, which may be written anew while they are hidden.
_WRITTEN: Final = ("title", "measure", "position")


@transaction.atomic
def take_away_published(*, issue: Issue, today: date) -> int:
    """Empty every row that was published of a locked issue, in whatever version, and its title in acts above the
    regions; how many rows. The salt goes with the words, so that nobody finds them by trying. Called by whoever takes
    the texts of the issue itself away.
    """
    issue.past_texts.all().delete()
    QuarterNote.objects.filter(issue=issue).delete()
    _from_acts(issue)
    return _empty(_sealed(issue), today)


@transaction.atomic
def take_away_other_words(*, issue: Issue, today: date) -> int:
    """The same of what reads otherwise than the issue does now. Called when its texts, hidden and perhaps written anew,
    are shown again: nobody has looked at the others, and what was hidden may stand in them.
    """
    kept = PastText.objects.filter(issue=issue)
    kept.filter(pk__in=[each.pk for each in kept if _texts(each) != _texts(issue)]).delete()
    said = _texts(issue)
    # One that was hidden or not public when its quarter was published has no texts.
    _from_acts(issue, but=said["title"])
    printed = [row for row in _sealed(issue) if "title" in row.content]
    return _empty([row for row in printed if {name: row.content[name] for name in _WRITTEN} != said], today)


def _sealed(issue: Issue) -> Iterable[QuarterRow]:
    return QuarterRow.objects.filter(issue=issue).exclude(salt="").order_by("pk").select_for_update()


def _empty(rows: Iterable[QuarterRow], today: date) -> int:
    emptied = 0
    for row in rows:
        content = {name: row.content[name] for name in _STAYS if name in row.content}
        emptied += QuarterRow.objects.filter(pk=row.pk).update(content=content, salt="", taken_on=today)
    return emptied


def _texts(written: Issue | PastText) -> dict[str, Any]:
    return {name: {each: getattr(written, f"{name}_{each}") for each in LANGUAGES} for name in _WRITTEN}


def _from_acts(issue: Issue, *, but: Any = None) -> None:
    """Its number stays in the lists; the hash of an act is of what was recorded, and stays as well. `but`: a title that
    may stand.
    """
    named = HighAct.objects.filter(kind=HighKind.COLLECTED, content__contains={"rows": [{"number": issue.number}]})
    for act in named.order_by("pk").select_for_update(of=("self",)):
        rows = [
            row | {"title": None} if row["number"] == issue.number and row["title"] != but else row
            for row in act.content["rows"]
        ]
        if rows != act.content["rows"]:
            HighAct.objects.filter(pk=act.pk).update(content=act.content | {"rows": rows})

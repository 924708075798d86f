"""What a published quarter says of each issue, as plain data in three languages: as things stood before an instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q

from issues.choices import NEWS, Verb
from issues.models import Issue, IssueEvent
from issues.queries.quarters.past import past_names, past_places, past_terms, past_texts, seen
from issues.rules.balance import Course
from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES
from portal.kit.translated import written_in_all

#: Texts of an issue that stand in a published quarter.
TEXTS = ("title", "measure", "position")
_CHUNK = 500
#: News of a row as it is frozen: kind, day, texts.
Noted = dict[str, Any]
_NO_NOTES: Mapping[int, Noted] = MappingProxyType({})


@dataclass(frozen=True)
class Frozen:
    """One row. `taken_on`: its texts had been taken away before; `is_printed`: it has a public text at all."""

    issue: int
    course: Course
    is_late: bool
    is_silent: bool
    is_printed: bool
    content: dict[str, Any]
    taken_on: date | None = None


def frozen_rows(
    found: Mapping[int, Course], period: Period, *, before: datetime, notes: Mapping[int, Noted] = _NO_NOTES
) -> list[Frozen]:
    """By number, what is not printed last; `notes` stand for the lines they become. Nine statements for each 500."""
    rows: list[Frozen] = []
    wanted = sorted(found)
    for first in range(0, len(wanted), _CHUNK):
        rows += _rows({pk: found[pk] for pk in wanted[first : first + _CHUNK]}, period, before, notes)
    return sorted(rows, key=lambda row: (not row.is_printed, row.content.get("number", ""), row.issue))


def _rows(
    found: Mapping[int, Course], period: Period, before: datetime, notes: Mapping[int, Noted]
) -> Iterator[Frozen]:
    known = IssueEvent.objects.order_by("id").filter(issue__in=found, at__lt=before)
    told = {line.issue_id: line for line in news_of(known, period).select_related("claim")}
    rows = Issue.objects.filter(pk__in=found).select_related("territory").order_by()
    issues = list(rows.defer("search_text", "search_words", "internal", "ranked_why"))
    terms, past = past_terms(found, period, before=before), past_texts(found, before=before)
    stood = seen(issues, before=before)
    receivers = Body.objects.in_bulk({each.end.holder for each in found.values() if each.left == "handed"})
    bodies = past_names(receivers, "plain", before=before)
    moved = past_places(found, before=before)
    lay = {issue.pk: moved.get(issue.pk, issue.territory) for issue in issues}
    places = past_names({place.pk: place for place in lay.values()}, "name", before=before)
    for issue in issues:
        way, line = found[issue.pk], told.get(issue.pk)
        due_on = terms.get(issue.pk, issue.due_on)
        is_late = way.left == "" and due_on is not None and due_on < period.end
        is_silent = way.left == "" and line is None and issue.pk not in notes
        content = {"came": way.came, "left": way.left, "state": way.end.state, "late": is_late, "silent": is_silent}
        is_printed = stood[issue.pk].is_public
        # What was hidden then is not frozen though it is shown now, nor what is hidden now though it was shown then.
        taken_on = (stood[issue.pk].hidden_on or issue.hidden_on) if is_printed else None
        if is_printed:
            content |= {
                "number": issue.number,
                "place": places[lay[issue.pk].pk],
                "due_on": due_on.isoformat() if due_on else None,
                "to": bodies[way.end.holder] if way.left == "handed" else None,
            }
        if is_printed and taken_on is None:
            content |= {name: _texts(past.get(issue.pk, issue), name) for name in TEXTS}
            content["news"] = notes.get(issue.pk) or (_news(line) if line is not None else None)
        yield Frozen(issue.pk, way, is_late, is_silent, is_printed, content, taken_on)


def news_of(lines: Any, period: Period) -> Any:
    """Lines everybody reads that tell of this quarter: of its days, or written for it afterwards."""
    of_days = Q(of_quarter="", on__gte=period.start, on__lt=period.end)
    return lines.filter(Q(of_quarter=period.key) | of_days, is_public=True, verb__in=NEWS)


def _news(line: IssueEvent) -> dict[str, Any]:
    """Its words, of a claim those of the claim; where there are none, what happened."""
    said = _texts(line, "note")
    if not any(said.values()) and line.claim is not None and line.verb == Verb.CLAIM:
        said = _texts(line.claim, "text")
    if not any(said.values()):
        label = written_in_all(lambda: str(Verb(line.verb).label))
        said = {language: label.get(language) for language in LANGUAGES}
    return {"kind": line.verb, "on": line.on.isoformat(), **said}


def _texts(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}

"""What a published quarter says of each issue, as plain data in three languages: as things stood before an instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q

from issues.choices import NEWS, Verb
from issues.models import Issue, IssueEvent, PastText
from issues.rules.balance import Course
from portal.bodies.models import Body, Territory
from portal.kernel import clock
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
    """By number, what is not printed last; `notes` stand for the lines they become. Seven statements for each 500."""
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
    terms = _terms(found, period, before)
    past, places = _past_texts(found, before), _past_places(found, before)
    ends = {each.end.holder for each in found.values() if each.left == "handed"}
    bodies = Body.objects.in_bulk(ends)
    issues = Issue.objects.filter(pk__in=found).select_related("territory")
    for issue in issues.defer("search_text", "search_words", "internal", "ranked_why").order_by():
        way, line = found[issue.pk], told.get(issue.pk)
        due_on = terms.get(issue.pk, issue.due_on)
        is_late = way.left == "" and due_on is not None and due_on < period.end
        is_silent = way.left == "" and line is None and issue.pk not in notes
        content = {"came": way.came, "left": way.left, "state": way.end.state, "late": is_late, "silent": is_silent}
        is_printed = issue.published_on is not None and clock.at(issue.published_on, 0) < before
        if is_printed:
            content |= {
                "number": issue.number,
                "place": _texts(places.get(issue.pk, issue.territory), "name"),
                "due_on": due_on.isoformat() if due_on else None,
                "to": _texts(bodies[way.end.holder], "plain") if way.left == "handed" else None,
            }
        if is_printed and issue.hidden_on is None:
            content |= {name: _texts(past.get(issue.pk, issue), name) for name in TEXTS}
            content["news"] = notes.get(issue.pk) or (_news(line) if line is not None else None)
        taken_on = issue.hidden_on if is_printed else None
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


def _terms(found: Iterable[int], period: Period, before: datetime) -> dict[int, date | None]:
    """The term at the end of the quarter of those whose term a line tells of: by the last line, or by what the first
    one after it says it was.
    """
    lines = IssueEvent.objects.filter(issue__in=found, due_on__isnull=False).order_by("issue_id", "id")
    terms: dict[int, date | None] = {}
    later: set[int] = set()
    for line in lines.only("issue_id", "on", "at", "due_on", "was_due_on"):
        if line.on < period.end and line.at < before:
            terms[line.issue_id] = line.due_on
        elif line.issue_id not in terms and line.issue_id not in later:
            terms[line.issue_id] = line.was_due_on
            later.add(line.issue_id)
    return terms


def _past_texts(found: Iterable[int], before: datetime) -> dict[int, PastText]:
    """Of those corrected since: the texts that stood then."""
    rows = PastText.objects.filter(issue__in=found, until__gte=before).order_by("issue_id", "until", "id")
    return {row.issue_id: row for row in rows.distinct("issue_id")}


def _past_places(found: Iterable[int], before: datetime) -> dict[int, Territory]:
    """Of those whose place was corrected since: the one that was written then."""
    rows = IssueEvent.objects.filter(issue__in=found, at__gte=before, was_place__isnull=False)
    first = rows.select_related("was_place").order_by("issue_id", "id").distinct("issue_id")
    return {row.issue_id: row.was_place for row in first if row.was_place is not None}


def _texts(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}

"""How issues stood before an instant, whatever was changed since: from lines, kept texts and the history of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models

from issues.choices import Verb
from issues.models import Issue, IssueEvent, PastText
from portal.audit.queries import held_before
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES

_SEEN: Final = (Verb.PUBLISH, Verb.UNPUBLISH, Verb.HIDE)


@dataclass(frozen=True)
class Seen:
    """Whether everybody saw it then, and since which day its texts were hidden."""

    is_public: bool
    hidden_on: date | None = None


def seen(issues: Iterable[Issue], *, before: datetime) -> dict[int, Seen]:
    """By the id of the issue. One statement."""
    asked = {issue.pk: issue for issue in issues}
    rows = IssueEvent.objects.filter(issue__in=list(asked), verb__in=_SEEN).order_by("issue_id", "id")
    lines: dict[int, list[tuple[str, datetime, date]]] = defaultdict(list)
    for pk, verb, at, on in rows.values_list("issue_id", "verb", "at", "on"):
        lines[pk].append((verb, at, on))
    return {pk: _seen(issue, lines[pk], before) for pk, issue in asked.items()}


def _seen(issue: Issue, lines: list[tuple[str, datetime, date]], before: datetime) -> Seen:
    if not lines:
        # Public since it was registered, or never.
        return Seen(issue.published_on is not None and clock.at(issue.published_on, 0) < before)
    # What is taken back or hidden first was public from the beginning.
    is_public, hidden_on = lines[0][0] != Verb.PUBLISH, None
    for verb, at, on in lines:
        if at >= before:
            continue
        if verb == Verb.HIDE:
            hidden_on = hidden_on or on
        elif verb == Verb.UNPUBLISH:
            is_public = False
        elif is_public:
            # Of what is public already the same line says that its texts are shown again.
            hidden_on = None
        else:
            is_public = True
    return Seen(is_public, hidden_on)


def past_terms(found: Iterable[int], period: Period, *, before: datetime) -> dict[int, date | None]:
    """The term at the end of the quarter of those whose term a line tells of: by the last line, or by what the first
    one after it says it was. One statement.
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


def past_texts(found: Iterable[int], *, before: datetime) -> dict[int, PastText]:
    """Of those corrected since: the texts that stood then. One statement."""
    rows = PastText.objects.filter(issue__in=found, until__gte=before).order_by("issue_id", "until", "id")
    return {row.issue_id: row for row in rows.distinct("issue_id")}


def past_places(found: Iterable[int], *, before: datetime) -> dict[int, Territory]:
    """Of those whose place was corrected since: the one that was written then. One statement."""
    rows = IssueEvent.objects.filter(issue__in=found, at__gte=before, was_place__isnull=False)
    first = rows.select_related("was_place").order_by("issue_id", "id").distinct("issue_id")
    return {row.issue_id: row.was_place for row in first if row.was_place is not None}


def past_names(rows: Mapping[int, models.Model], name: str, *, before: datetime) -> dict[int, dict[str, str]]:
    """What places or bodies were called then, by their ids, in every language. One statement."""
    held = held_before(rows.values(), before=before)
    columns = {language: f"{name}_{language}" for language in LANGUAGES}
    return {
        pk: {language: held.get(pk, {}).get(column, getattr(row, column)) for language, column in columns.items()}
        for pk, row in rows.items()
    }

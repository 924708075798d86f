"""What is done above the regions: what the portal knew of it on the day, the list that is frozen, and its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from issues.choices import OPEN, Competence, HighKind, State
from issues.models import HighAct, Issue, Package, PackageItem
from issues.permissions import HIGH_BY, can_record_high
from issues.queries.showing import shows, taken_away
from issues.queries.upward import beside_items, nearest, texts_of
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.periods import Period


def high_content(kind: str, period: Period) -> dict[str, Any]:
    """What the portal knows today of that kind of act, of the period alone. A few statements, rows bounded by what is
    open.
    """
    if kind == HighKind.COLLECTED:
        return {"period": period.key, "rows": _collected(period)}
    if kind == HighKind.EVALUATION:
        return {"period": period.key, "rows": _evaluated(period)}
    return {"period": period.key, "rows": _problems_of(period)}


def _collected(period: Period) -> list[dict[str, Any]]:
    """Open issues that need a central body or a company, with the proposal they were sent up with last. What came after
    the period is of the next.
    """
    above = (Competence.CENTRAL, Competence.COMPANY)
    needs = Q(competence__in=above) | Q(state=State.CONTROL, level__in=above)
    rows = Issue.objects.public().filter(needs, state__in=OPEN, registered_on__lt=period.end)
    rows = rows.select_related("region", "holder", "topic__parent")
    proposals = _proposals()
    return [
        {
            "number": issue.number,
            # One whose title nobody may read is told by its number.
            "title": texts_of(issue, "title") if shows(issue, "title") else None,
            "region": texts_of(issue.region, "name") if issue.region else None,
            "holder": texts_of(issue.holder, "name"),
            "due_on": issue.due_on.isoformat() if issue.due_on else None,
            "proposal": proposals.get(issue.pk),
        }
        for issue in rows.order_by("number").iterator(chunk_size=1000)
    ]


def _proposals() -> dict[int, dict[str, str]]:
    """By the keys of issues, in the words that were sent: how a problem stands since is a working paper. One that is
    closed proposes nothing. Three statements.
    """
    standing = PackageItem.objects.filter(package=OuterRef("pk"), problem__closed_on__isnull=True)
    packages = Package.objects.public().filter(Exists(standing)).order_by("-sent_on", "-pk")
    found: dict[int, dict[str, str]] = {}
    for package in packages.prefetch_related("items__problem"):
        for said, item in beside_items(package, package.items.all()):
            if item is not None and item.problem.closed_on is None:
                for issue in item.sent_issues:
                    found.setdefault(issue, said["proposal"])
    return found


def _evaluated(period: Period) -> list[dict[str, Any]]:
    """Of each central body: issues that everybody reads and it answers for, registered in the year, by their state."""
    rows = Issue.objects.public().filter(registered_on__gte=period.start, registered_on__lt=period.end)
    states = rows.filter(holder__in=Body.objects.ministries()).order_by().values("holder", "state")
    counted: dict[int, dict[str, int]] = {}
    for row in states.annotate(number=Count("pk")):
        counted.setdefault(row["holder"], {})[row["state"]] = row["number"]
    bodies = Body.objects.in_bulk(counted)
    return [
        {"body": texts_of(bodies[pk], "name"), "slug": bodies[pk].slug, "all": sum(of.values()), "states": of}
        for pk, of in sorted(counted.items(), key=lambda pair: bodies[pair[0]].slug)
    ]


def _problems_of(period: Period) -> list[dict[str, Any]]:
    """Every package that was sent for the half-year, with what was decided about each of its problems."""
    packages = Package.objects.public().filter(period_key=period.key).order_by("body__slug", "to_body__slug")
    return [
        {
            **package.content,
            "sent_on": package.sent_on.isoformat() if package.sent_on else None,
            "answered_on": package.answered_on.isoformat() if package.answered_on else None,
            "fates": [item.fate for item in package.items.all()],
            "address": package.pk,
        }
        for package in packages.prefetch_related("items")
    ]


@dataclass(frozen=True)
class HighLine:
    """One line of a frozen list: what it is called, what is said of it, and where it is read, if it has a page."""

    head: str
    said: str
    more: str = ""
    url: str = ""


def high_act(pk: int) -> HighAct:
    """An act above the regions; its list is `content["rows"]`. Raises HighAct.DoesNotExist. One statement."""
    return HighAct.objects.select_related("body", "replaced_by").get(pk=pk)


def high_lines(act: HighAct, rows: Sequence[dict[str, Any]]) -> list[HighLine]:
    """Some of what the portal knew on the day of the act, of issues by another statement.

    Of an issue whose title nobody may read any more, the frozen one is not read either.
    """
    if act.kind == HighKind.COLLECTED:
        return _collected_lines(rows)
    return [_LINES[HighKind(act.kind)](row) for row in rows]


def _collected_lines(rows: Sequence[dict[str, Any]]) -> list[HighLine]:
    public = Issue.objects.public().filter(number__in=[row["number"] for row in rows])
    issues = {issue.number: issue for issue in public.only("number", "hidden_on", "taken_on")}
    return [_collected_line(row, issues.get(row["number"])) for row in rows]


def _collected_line(row: dict[str, Any], issue: Issue | None) -> HighLine:
    proposal = nearest(row["proposal"]) if row["proposal"] else ""
    if issue is None:
        return HighLine(row["number"], "", proposal)
    is_taken = row["title"] is None or not shows(issue, "title")
    return HighLine(
        row["number"], taken_away() if is_taken else nearest(row["title"]), proposal, issue.get_absolute_url()
    )


def _evaluated_line(row: dict[str, Any]) -> HighLine:
    states = ", ".join(f"{State(state).label}: {count}" for state, count in sorted(row["states"].items()))
    listed = f"{reverse('issues:issues')}?{urlencode({'body': row['slug']})}"
    return HighLine(nearest(row["body"]), str(row["all"]), states, listed)


def _package_line(row: dict[str, Any]) -> HighLine:
    titles = "; ".join(nearest(problem["title"]) for problem in row["problems"])
    url = reverse("issues:package", args=[row["address"]])
    return HighLine(f"{nearest(row['from'])} → {nearest(row['to'])}", titles, url=url)


_LINES = {
    HighKind.EVALUATION: _evaluated_line,
    HighKind.INFORMATION: _package_line,
    HighKind.MEASURES: _package_line,
    HighKind.REVIEW: _package_line,
}


#: Of acts, on one page.
_MOST = 100


def high_acts() -> list[HighAct]:
    """The latest that stand, of every kind. One statement."""
    return list(HighAct.objects.standing().select_related("body")[:_MOST])


def high_of(actor: Actor) -> list[tuple[HighKind, Body]]:
    """Which acts the actor may record, and for which body. One statement."""
    held = dict(actor.functions)
    bodies = Body.objects.in_bulk(held.values())
    offered = [(kind, bodies.get(held.get(HIGH_BY[kind][0].value, 0))) for kind in HighKind]
    return [(kind, body) for kind, body in offered if body is not None and can_record_high(actor, kind, body)]

"""A package as the offices read it that send and answer it."""

from __future__ import annotations

from dataclasses import dataclass

from issues.models import Issue, Package, PackageItem
from issues.queries.lines import title_of
from issues.queries.upward import nearest, sent_problems


@dataclass(frozen=True)
class Listed:
    """An issue as everybody reads it: of one that is not public the number alone."""

    number: str
    is_public: bool
    title: str
    address: str


@dataclass(frozen=True)
class Told:
    """A problem of a package as its offices read it; `issues` under it, once it is sent public ones alone."""

    item: PackageItem
    title: str
    text: str
    proposal: str
    issues: list[Listed]


def told_problems(package: Package) -> list[Told]:
    """While it is being prepared as its problems stand, in the words that were sent afterwards. Two statements."""
    if package.sent_on is None:
        items = package.items.select_related("problem").prefetch_related("problem__issues").order_by("id")
        return [_told(item) for item in items]
    sent = sent_problems(package)
    named = {number for said, _item in sent for number in said["issues"]}
    public = {issue.number: _listed(issue) for issue in Issue.objects.public().filter(number__in=named)}
    return [
        Told(
            item=item,
            title=nearest(said["title"]),
            text=nearest(said["text"]),
            proposal=nearest(said["proposal"]),
            issues=[public[number] for number in said["issues"] if number in public],
        )
        for said, item in sent
        if item is not None
    ]


def _told(item: PackageItem) -> Told:
    problem = item.problem
    issues = sorted(problem.issues.all(), key=lambda issue: str(issue.number))
    return Told(
        item=item,
        title=problem.title,
        text=problem.text,
        proposal=problem.proposal,
        issues=[_listed(issue) for issue in issues],
    )


def _listed(issue: Issue) -> Listed:
    title = title_of(issue) if issue.is_public else ""
    return Listed(issue.number, issue.is_public, title, issue.get_absolute_url())

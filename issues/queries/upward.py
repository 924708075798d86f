"""What goes up and comes back: contents of packages, lists of offices and of everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Q, QuerySet

from issues.models import Issue, Package, PackageItem, SystemicProblem
from issues.permissions import SOLVES_PROBLEMS, STATES_PROBLEMS
from issues.queries.lines import IssueLine, lines_of
from meetings.choices import OFF
from meetings.models import Meeting
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES
from portal.kit.translated import Words, in_language
from schedules.querysets import PLANNING_ROLES


def items_to_send(package: Package) -> list[PackageItem]:
    """With their problems and the issues under them. Two statements."""
    rows = package.items.select_related("problem__topic__parent").prefetch_related("problem__issues")
    return list(rows.order_by("id"))


def package_content(package: Package, items: Iterable[PackageItem]) -> dict[str, Any]:
    """What everybody reads of the package for good, as plain data; `items` are those of `items_to_send`."""
    return {
        "from": texts_of(package.body, "name"),
        "to": texts_of(package.to_body, "name"),
        "period": package.period_key,
        "problems": [{"item": item.pk, **_problem(item.problem)} for item in items],
    }


def _problem(problem: SystemicProblem) -> dict[str, Any]:
    # Of an issue without a public text its number alone would lead nowhere: it is counted.
    numbers = sorted(issue.number for issue in problem.issues.all() if issue.is_public)
    return {
        "title": texts_of(problem, "title"),
        "text": texts_of(problem, "text"),
        "proposal": texts_of(problem, "proposal"),
        "topic": problem.topic.topic,
        "issues": numbers,
        "gathered": len(problem.issues.all()),
    }


def texts_of(row: Any, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}


@dataclass(frozen=True)
class Work:
    """`overseen`: packages of others, for whoever watches over all of them."""

    problems: list[SystemicProblem]
    sent: list[Package]
    received: list[Package]
    overseen: list[Package]


def stating_bodies(actor: Actor) -> list[Body]:
    """The actor's own akimats and ministries, which may state problems. One statement."""
    mine = Body.objects.in_force(actor.on).filter(pk__in=actor.bodies(*PLANNING_ROLES))
    return list(mine.filter(kind__in=STATES_PROBLEMS).order_by("slug"))


def receivers(on: date, *, stated_by: list[Body] | None = None) -> list[Body]:
    """Central bodies, holdings and companies; those alone to whom `stated_by` have standing problems. One statement."""
    rows = Body.objects.in_force(on).filter(kind__in=SOLVES_PROBLEMS)
    if stated_by is not None:
        standing = SystemicProblem.objects.standing().filter(body__in=stated_by)
        rows = rows.filter(pk__in=standing.values("addressee"))
    return list(rows.order_by("kind", "slug"))


def work_of(actor: Actor) -> Work:
    """Three statements, and one for whoever oversees; of each the latest hundred."""
    mine = actor.bodies(*PLANNING_ROLES)
    problems = SystemicProblem.objects.standing().written_by(actor).select_related("addressee", "topic__parent")
    counted = problems.annotate(gathered_count=Count("gathered"))
    packages = Package.objects.seen_by(actor).with_names()
    return Work(
        problems=list(counted[:_MOST]),
        sent=list(packages.filter(body__in=mine)[:_MOST]),
        received=list(packages.filter(to_body__in=mine).exclude(body__in=mine)[:_MOST]),
        overseen=list(packages.exclude(Q(body__in=mine) | Q(to_body__in=mine))[:_MOST]) if _oversees(actor) else [],
    )


def _oversees(actor: Actor) -> bool:
    return actor.is_overseer or actor.is_administrator


_MOST = 100


def visits(package: Package) -> QuerySet[Meeting]:
    """Meetings of the receiver in the region that are not off."""
    region = package.body.territory.region if package.body.territory is not None else None
    rows = Meeting.objects.public().filter(body=package.to_body).exclude(state__in=OFF).with_names()
    return rows.filter(region=region) if region is not None else rows


def packages_of_everybody(on: date) -> list[tuple[Period, list[Package]]]:
    """What was sent, the latest half-year first. One statement, the last four half-years."""
    period = Period.containing("half", on)
    keys = [period.key]
    for _number in range(3):
        period = period.previous()
        keys.append(period.key)
    rows = Package.objects.public().with_names().filter(period_key__in=keys).order_by("-period_key", "body__slug")
    by_half: dict[str, list[Package]] = {}
    for package in rows:
        by_half.setdefault(package.period_key, []).append(package)
    return [(Period.parse(key), packages) for key, packages in by_half.items()]


@dataclass(frozen=True)
class Sent:
    """A problem as it was sent, in the active language or the nearest, and what was decided."""

    title: str
    text: str
    proposal: str
    gathered: int
    item: PackageItem | None
    issues: list[IssueLine]


@dataclass(frozen=True)
class PackagePage:
    package: Package
    rows: list[Sent]
    is_late: bool


def package_page(pk: int, on: date) -> PackagePage:
    """A package that was sent: frozen words, what was decided, and its public issues as they are now. Three statements.

    Raises Package.DoesNotExist.
    """
    package = Package.objects.public().with_names().get(pk=pk)
    said = package.content["problems"]
    numbers = {number for problem in said for number in problem["issues"]}
    found = Issue.objects.public().with_names().filter(number__in=numbers)
    issues = {line.number: line for line in lines_of(found, on)}
    rows = [
        Sent(
            title=nearest(problem["title"]),
            text=nearest(problem["text"]),
            proposal=nearest(problem["proposal"]),
            gathered=problem["gathered"],
            item=item,
            issues=[issues[number] for number in problem["issues"] if number in issues],
        )
        for problem, item in sent_problems(package)
    ]
    is_late = package.answer_by is not None and (package.answered_on or on) > package.answer_by
    return PackagePage(package, rows, is_late)


def sent_problems(package: Package) -> list[tuple[dict[str, Any], PackageItem | None]]:
    """What was sent of each problem, beside its item. One statement."""
    return beside_items(package, package.items.select_related("problem").order_by("id"))


def beside_items(package: Package, items: Iterable[PackageItem]) -> list[tuple[dict[str, Any], PackageItem | None]]:
    """What was sent of each problem, beside that of `items`, which stand by their keys. The first packages did not name
    their items: they stand in their order.
    """
    own = {item.pk: item for item in items}
    in_order = iter(own.values())
    return [
        (said, own.get(said["item"]) if "item" in said else next(in_order, None))
        for said in package.content["problems"]
    ]


def nearest(texts: Mapping[str, str]) -> Words:
    """Of a frozen text, in the active language or the nearest there is."""
    return in_language(SimpleNamespace(**{f"text_{code}": text for code, text in texts.items()}), "text")

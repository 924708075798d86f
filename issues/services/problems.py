"""Systemic problems: stated, gathering single issues, and no longer standing. The issues stay where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import PackageState
from issues.errors import CHANGED
from issues.models import LONGEST_PROBLEM, LONGEST_TITLE, Gathered, IssueTopic, Package, SystemicProblem
from issues.permissions import SOLVES_PROBLEMS, can_write_problem
from issues.queries.gathering import to_gather
from issues.services.steps import require_clean, require_pair
from issues.services.words import require_short
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid

_TEXTS: Final = ("title", "text", "proposal")
_COLUMNS: Final = tuple(f"{name}_{language}" for name in _TEXTS for language in ("kk", "ru", "en"))


@transaction.atomic
def state_problem(
    *, body: Body, addressee: Body, topic: IssueTopic, texts: Mapping[str, str], actor: Actor, today: date
) -> SystemicProblem:
    """Title, what it is about and how it could be solved, the title and the proposal in both languages.

    Raises NotAllowed, Invalid with fields.
    """
    can_write_problem(actor, body).require()
    _require_receiver(body, addressee, today)
    problem = SystemicProblem(
        body=body,
        addressee=addressee,
        region=_region(body),
        topic=topic,
        stated_on=today,
        stated_by=actor.user,
        **_checked(texts),
    )
    problem.save()
    return problem


@transaction.atomic
def correct_problem(
    *,
    problem: SystemicProblem,
    addressee: Body,
    topic: IssueTopic,
    texts: Mapping[str, str],
    actor: Actor,
    today: date,
    expected_version: int | None = None,
) -> SystemicProblem:
    """What was sent keeps its words, frozen in the package. Raises NotAllowed, Conflict, Invalid with fields."""
    row = _locked(problem, actor, expected_version)
    _require_receiver(row.body, addressee, today)
    if addressee.pk != row.addressee_id and row.sent_in.exists():
        raise Invalid.at("addressee", _("It stands in a package to this receiver: state another problem for another."))
    row.addressee, row.topic = addressee, topic
    for name, value in _checked(texts).items():
        setattr(row, name, value)
    return _kept(row)


@transaction.atomic
def gather(*, problem: SystemicProblem, numbers: Iterable[str], actor: Actor) -> int:
    """Put issues under the problem, by their numbers; says how many are new. One of another region stands under none.

    One that the actor may not read is as one that is not there. Raises NotAllowed, Invalid (field "numbers").
    """
    row = _locked(problem, actor, None)
    wanted = {number.strip().upper() for number in numbers if number.strip()}
    found = {issue.number: issue for issue in to_gather(actor).filter(number__in=wanted)}
    if unknown := sorted(wanted - set(found)):
        raise Invalid.at("numbers", _("There is no such issue: %(numbers)s.") % {"numbers": ", ".join(unknown)})
    strangers = sorted(number for number, issue in found.items() if row.region_id not in (None, issue.region_id))
    if strangers:
        raise Invalid.at("numbers", _("Not of this region: %(numbers)s.") % {"numbers": ", ".join(strangers)})
    before = row.gathered.count()
    Gathered.objects.bulk_create(
        [Gathered(problem=row, issue=issue) for issue in found.values()], ignore_conflicts=True
    )
    _kept(row)
    return row.gathered.count() - before


@transaction.atomic
def let_go(*, problem: SystemicProblem, number: str, actor: Actor) -> None:
    """The issue is none of this problem. What was sent keeps it."""
    row = _locked(problem, actor, None)
    row.gathered.filter(issue__number=number).delete()
    _kept(row)


@transaction.atomic
def close_problem(*, problem: SystemicProblem, actor: Actor, today: date) -> SystemicProblem:
    """It is not systemic any more, or was stated by mistake. In no package that is still being prepared."""
    row = _locked(problem, actor, None)
    if row.closed_on is None:
        # A package that is being sent meanwhile keeps its problems: which are drafts is asked when they are locked.
        drafts = Package.objects.filter(items__problem=row).order_by("pk").select_for_update(of=("self",))
        being_prepared = [package.pk for package in drafts if package.state == PackageState.DRAFT]
        row.sent_in.filter(package__in=being_prepared).delete()
        row.closed_on = today
        _kept(row)
    return row


def _locked(problem: SystemicProblem, actor: Actor, expected: int | None) -> SystemicProblem:
    rows = SystemicProblem.objects.select_related("body__territory", "addressee", "region")
    row = rows.select_for_update(of=("self",)).get(pk=problem.pk)
    can_write_problem(actor, row.body).require()
    if expected is not None and expected != row.version:
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)
    return row


def _kept(row: SystemicProblem) -> SystemicProblem:
    row.version += 1
    row.save()
    return row


def _region(body: Body) -> Territory | None:
    return body.territory.region if body.territory is not None else None


def _require_receiver(body: Body, addressee: Body, today: date) -> None:
    in_force = Body.objects.in_force(today).filter(pk=addressee.pk, kind__in=SOLVES_PROBLEMS).exists()
    if addressee.pk == body.pk or not in_force:
        raise Invalid.at("addressee", _("Choose a central body, a national holding or company."))


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    values = {name: texts.get(name, "").strip() for name in _COLUMNS}
    require_pair(values, "title", "proposal")
    if values["text_kk"] or values["text_ru"]:
        require_pair(values, "text")
    require_short({name: text for name, text in values.items() if name.startswith("title")}, LONGEST_TITLE)
    require_short(values, LONGEST_PROBLEM)
    require_clean(values)
    return values

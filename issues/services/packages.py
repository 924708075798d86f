"""Half-yearly packages of systemic problems: prepared, sent, registered, answered; each issue hears of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Fate, PackageState, Verb
from issues.errors import CHANGED
from issues.models import Issue, Package, PackageItem, SystemicProblem
from issues.permissions import can_answer_package, can_write_problem
from issues.queries.duties import PROBLEMS
from issues.queries.upward import items_to_send, package_content
from issues.rules.times import package_answered_by
from issues.services.owed import meet
from issues.services.steps import Line, locked, note_line, require_clean
from issues.services.words import LONGEST_NOTE, both, in_both
from meetings.models import Meeting
from portal.audit.rules import fingerprint
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.services import Proof
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period, WrongPeriod
from portal.law.evidence import Evidence

#: Of a proof of a duty.
_LONGEST_TITLE = 250


@transaction.atomic
def prepare_package(*, body: Body, to_body: Body, period_key: str, actor: Actor, today: date) -> Package:
    """The package of a half-year for one receiver, with every standing problem it could solve. While it is being
    prepared, doing it again adds what is new.

    Raises NotAllowed, Conflict (sent already), Invalid (no half-year that has begun, nothing to send, a receiver that
    is no more).
    """
    can_write_problem(actor, body).require()
    _require_half(period_key, today)
    _require_receiver(to_body, today)
    # Whoever sends a package holds it and names its body in other rows, which this lock lets them.
    Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    # Problems before packages, as whoever closes one of them locks both.
    standing = SystemicProblem.objects.standing().filter(body=body, addressee=to_body)
    problems = list(standing.select_for_update(of=("self",), no_key=True).order_by("id"))
    made, _is_new = Package.objects.get_or_create(body=body, to_body=to_body, period_key=period_key)
    package = _locked(made, None)
    if package.state != PackageState.DRAFT:
        raise Conflict(_("The package of this half-year was sent already."), code="sent_already")
    items = [PackageItem(package=package, problem=problem) for problem in problems]
    if not items:
        raise Invalid(_("No systemic problem is stated for this receiver."), code="nothing")
    PackageItem.objects.bulk_create(items, ignore_conflicts=True)
    return package


@transaction.atomic
def send_package(
    *,
    package: Package,
    number: str,
    actor: Actor,
    today: date,
    now: datetime,
    late_reason: str = "",
    expected_version: int | None = None,
) -> Package:
    """Freeze it and send it: everybody reads it, each gathered issue says so, and the duty of the half-year is met.

    Raises NotAllowed, Conflict (changed, sent already), Invalid (fields "number", "late_reason"; a receiver that is no
    more).
    """
    row = _locked(package, expected_version)
    can_write_problem(actor, row.body).require()
    if row.state != PackageState.DRAFT:
        raise Conflict(_("The package of this half-year was sent already."), code="sent_already")
    _require_receiver(row.to_body, today)
    if not number.strip():
        raise Invalid.at("number", _("Write the number of the letter."))
    require_clean({"number": number})
    items = items_to_send(row)
    if not items:
        raise Invalid(_("No systemic problem is stated for this receiver."), code="nothing")
    # What stands under the problems is read once: the content, the lines and the answer are of the same issues.
    for item in items:
        item.sent_issues = sorted(issue.pk for issue in item.problem.issues.all())
    PackageItem.objects.bulk_update(items, ["sent_issues"])
    row.content = package_content(row, items)
    row.sha256 = fingerprint(row.content)
    row.state, row.number = PackageState.SENT, number.strip()[:60]
    row.sent_on, row.sent_by, row.answer_by = today, actor.user, package_answered_by(today)
    _keep(row)
    up = Line(body=row.body, other=row.to_body)
    lines = {issue: [up] for item in items for issue in item.sent_issues}
    _tell_issues(lines, Verb.UP, actor=actor, today=today, now=now)
    meet(
        duty=PROBLEMS,
        body=row.body,
        period_key=row.period_key,
        proof=Proof(
            kind=EvidenceKind.ACT,
            genre=Evidence.LETTER,
            title=in_both(lambda: f"{row.body.plain} → {row.to_body.plain}")[:_LONGEST_TITLE],
            address=f"/issues/packages/{row.pk}/",
            number=row.number,
            signed_on=today,
            signer=actor.user.full_name,
            sha256=row.sha256,
        ),
        actor=actor,
        today=today,
        late_reason=late_reason,
    )
    return row


@transaction.atomic
def register_package(*, package: Package, number: str, actor: Actor, today: date) -> Package:
    """The receiver has it, under a number of its own. A second time nothing changes.

    Raises NotAllowed, Conflict (not sent yet), Invalid (field "number").
    """
    row = _locked(package, None)
    can_answer_package(actor, row).require()
    if row.state == PackageState.DRAFT:
        raise Conflict(_("This package was not sent yet."), code=CHANGED)
    if row.state != PackageState.SENT:
        return row
    if not number.strip():
        raise Invalid.at("number", _("Write the number under which it is registered."))
    require_clean({"number": number})
    row.state, row.registered_number = PackageState.REGISTERED, number.strip()[:60]
    row.registered_on, row.registered_by = today, actor.user
    return _keep(row)


@transaction.atomic
def answer_package(
    *,
    package: Package,
    answers: Mapping[int, Mapping[str, str]],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Package:
    """Answer every problem: `answers` has "fate", "answer_kk" and "answer_ru" by the key of its item. Each issue that
    was sent under one says so, in these very words; under two it says both. What was answered stays.

    Raises NotAllowed, Conflict (changed, not registered, answered), Invalid with fields "<item>-fate" and so on.
    """
    row = _locked(package, expected_version)
    can_answer_package(actor, row).require()
    if row.state != PackageState.REGISTERED:
        raise Conflict(_("Only a package that is registered is answered, once."), code=CHANGED)
    items = list(row.items.select_related("problem"))
    errors: dict[str, list[Any]] = {}
    for item in items:
        _take_answer(item, answers.get(item.pk, {}), errors)
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="answers")
    PackageItem.objects.bulk_update(items, ["fate", "answer_kk", "answer_ru"])
    row.state, row.answered_on, row.answered_by = PackageState.ANSWERED, today, actor.user
    _keep(row)
    lines: dict[int, list[Line]] = defaultdict(list)
    for item in items:
        down = Line(note={"kk": item.answer_kk, "ru": item.answer_ru}, body=row.to_body, other=row.body)
        for issue in item.sent_issues:
            lines[issue].append(down)
    _tell_issues(lines, Verb.DOWN, actor=actor, today=today, now=now)
    return row


@transaction.atomic
def take_up(*, package: Package, meeting: Meeting | None, actor: Actor) -> Package:
    """The visit on which the receiver takes it up: a meeting of the receiver in the region. None takes the link away.

    Raises NotAllowed, Invalid (field "meeting").
    """
    row = _locked(package, None)
    can_answer_package(actor, row).require()
    region = row.body.territory.region if row.body.territory is not None else None
    if meeting is not None and (
        meeting.body_id != row.to_body_id
        or meeting.is_off
        or (region is not None and meeting.territory.region.pk != region.pk)
    ):
        raise Invalid.at("meeting", _("Choose a meeting of the receiver in this region."))
    row.meeting = meeting
    return _keep(row)


def _take_answer(item: PackageItem, said: Mapping[str, str], errors: dict[str, list[Any]]) -> None:
    fate = said.get("fate", "")
    if fate not in Fate.values:
        errors[f"{item.pk}-fate"] = [_("Choose what is decided.")]
    try:
        words = both("answer", said.get("answer_kk", ""), said.get("answer_ru", ""), longest=LONGEST_NOTE)
    except Invalid as refused:
        errors.update({f"{item.pk}-{name}": list(texts) for name, texts in refused.errors.items()})
        return
    item.fate, item.answer_kk, item.answer_ru = fate, words["kk"], words["ru"]


def _tell_issues(lines: Mapping[int, Iterable[Line]], verb: Verb, *, actor: Actor, today: date, now: datetime) -> None:
    """Each line on the life of its issue, by the key of it; the smaller keys are locked first."""
    for pk in sorted(lines):
        for line in lines[pk]:
            note_line(locked(Issue(pk=pk)), verb, now=now, today=today, actor=actor, line=line)


def _require_half(period_key: str, today: date) -> None:
    try:
        period = Period.parse(period_key)
    except WrongPeriod:
        period = None
    if period is None or period.kind != "half" or period.start > today:
        raise Invalid.at("period_key", _("Choose a half-year that has begun."))


def _require_receiver(to_body: Body, today: date) -> None:
    if not Body.objects.in_force(today).filter(pk=to_body.pk).exists():
        raise Invalid.at("", _("This receiver is no more: name another who can solve the problem."), code="receiver")


def _locked(package: Package, expected: int | None) -> Package:
    rows = Package.objects.select_related("body__territory", "to_body")
    row = rows.select_for_update(of=("self",)).get(pk=package.pk)
    if expected is not None and expected != row.version:
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)
    return row


def _keep(row: Package) -> Package:
    row.version += 1
    row.save()
    return row

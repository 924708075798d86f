"""Decisions as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.deadlines.models import Decision, DueChange, Obligation
from portal.deadlines.queries.ruling.bilingual import name_key
from portal.deadlines.queries.ruling.effects import duties_of_act
from portal.deadlines.queries.ruling.words import act_title, duty_title, period_words, settled, span_words
from portal.deadlines.queries.words import Tag, action
from portal.deadlines.querysets import DecisionQuerySet
from portal.files.queries import link
from portal.kit import formats


@dataclass(frozen=True)
class Filter:
    """What of the decisions is asked for."""

    act: str = ""
    duty: str = ""


@dataclass(frozen=True)
class DecisionRow:
    decision: Decision
    about: str
    settles: str
    span: str
    tag: Tag

    @property
    def is_said(self) -> bool:
        """Whether the wording says all of it in the same words."""
        return self.settles in self.decision.wording and self.span in self.decision.wording


@dataclass(frozen=True)
class Document:
    """The paper of a decision; `url` is empty where there is none to fetch."""

    number: str
    url: str


@dataclass(frozen=True)
class MovedRow:
    obligation: Obligation
    action: str
    old: str
    new: str


@dataclass(frozen=True)
class PublicDecision:
    """Rows of one number and wording together: for the public list."""

    number: int
    wording: str
    ground: str
    spans: tuple[str, ...]
    about: tuple[str, ...]
    decided: str
    document: Document | None


def decisions(asked: Filter) -> DecisionQuerySet:
    """All of them, those that stand first, from the latest number. A page is two statements."""
    rows = Decision.objects.select_related("body", "revokes", "revokes__body", "revoked_by", "document", "recorded_by")
    if asked.duty:
        rows = rows.filter(duty=asked.duty)
    if asked.act:
        rows = rows.about_act(asked.act, duties_of_act(asked.act))
    stands = Case(
        When(revokes__isnull=True, revoked_by__isnull=True, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.order_by(stands, "-number", "duty", "pk")


def decision_rows(rows: Iterable[Decision]) -> list[DecisionRow]:
    """Rows in words; no statement."""
    return [DecisionRow(row, about(row), settled(row) or row.wording, _span(row), _tag(row)) for row in rows]


def about(decision: Decision) -> str:
    """The duty, the act, or the body with the duty and period."""
    if decision.act:
        return act_title(decision.act)
    title = duty_title(decision.duty)
    if decision.body is not None:
        return f"{decision.body.plain}: {title}, {period_words(decision.period_key)}"
    return title


def document(decision: Decision, reader: User | None = None) -> Document | None:
    """The paper as this reader can fetch it."""
    if not decision.document_number and decision.document_id is None and not decision.document_address:
        return None
    url = decision.document_address
    if decision.document is not None:
        url = link(decision.document, reader) if reader or decision.document.is_public else url
    return Document(decision.document_number, url)


def moved_by(decision: Decision) -> list[MovedRow]:
    """Days the decision moved, what is the same together and bodies by name; the first hundred. One statement."""
    rows = DueChange.objects.filter(decision=decision).select_related("obligation", "obligation__body")
    moved = [
        MovedRow(
            row.obligation,
            action(row.obligation),
            "" if row.old_due_on is None else formats.day(row.old_due_on),
            formats.day(row.new_due_on),
        )
        for row in rows.order_by("obligation", "pk")[:100]
    ]
    return sorted(moved, key=lambda row: (row.obligation.period_key, row.action, name_key(row.obligation.body.plain)))


def ruled_obligation(decision: Decision) -> Obligation | None:
    """The obligation a ruling speaks of, when it is there. One statement."""
    one = decision.revokes if decision.revokes is not None else decision
    if not one.is_ruling:
        return None
    return Obligation.objects.with_key(one.ruled_key).select_related("body").first()


def public_decisions() -> list[PublicDecision]:
    """What stands, by number, for everyone. One statement."""
    rows = Decision.objects.in_force().public().select_related("body", "revokes", "document")
    ordered = rows.order_by("number", "wording_ru", "duty", "pk")
    return [
        _public(list(same))
        for _key, same in groupby(ordered, key=lambda row: (row.number, row.wording_ru, row.body_id))
    ]


def _public(rows: list[Decision]) -> PublicDecision:
    first = rows[0]
    decided = first.decided_on
    return PublicDecision(
        number=first.number,
        wording=first.wording,
        ground=first.ground,
        spans=tuple(dict.fromkeys(_span_unsaid(row) for row in rows if _span_unsaid(row))),
        about=tuple(about(row) for row in rows),
        decided=formats.day(decided) if decided else "",
        document=document(first),
    )


def _span(decision: Decision) -> str:
    return "" if decision.is_ruling or decision.is_reversal else span_words(decision)


def _span_unsaid(decision: Decision) -> str:
    """The span, unless the wording says it already."""
    span = _span(decision)
    return "" if span in decision.wording else span


def _tag(decision: Decision) -> Tag:
    if decision.is_reversal:
        return Tag("info", "info", pgettext("decision", "Reversal"))
    if decision.is_reversed:
        return Tag("", "info", _("Revoked by decision %(number)s") % {"number": decision.revoked_by.number})
    return Tag("ok", "check", pgettext("decision", "Stands"))

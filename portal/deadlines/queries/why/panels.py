"""What stands beside a day: the act's own words, and the decisions that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import Release
from portal.deadlines.models import Decision
from portal.deadlines.queries.why.happening import due_words, sent_to, who_owes
from portal.deadlines.queries.words import in_words
from portal.files.queries import link
from portal.kit import formats
from portal.law.duty import Confidence, Duty
from portal.law.owner_decisions import Order
from portal.law.registry import event_rule


@dataclass(frozen=True)
class DecisionPanel:
    """A decision of the portal's owner; `outcome` is what a ruling about one body gave it."""

    number: int
    wording: str
    ground: str
    span: str
    outcome: str = ""
    document: str = ""
    document_url: str = ""


@dataclass(frozen=True)
class ActPanel:
    """The act's own words beside the decision."""

    key: str
    title: str
    address: str
    address_confirmed: bool
    clause: str
    wording: str
    note: str
    day: str
    when: str
    who: str
    sent_to: str
    doubt: str


def act_panel(version: Duty, *, act_due_on: date | None, year: int) -> ActPanel:
    """What one edition says. `year` is the one whose days are named."""
    # A term counted from events is a day only once they have happened; `when` says it.
    day = "" if event_rule(version) else _("The act sets no day.")
    if act_due_on is not None:
        day = _("By the act the last day is %(day)s.") % {"day": formats.day(act_due_on)}
    return ActPanel(
        key=version.act.key,
        title=in_words(version.act.title),
        address=version.act.address,
        address_confirmed=version.act.address_confirmed,
        clause=in_words(version.clause),
        wording=in_words(version.wording),
        note=in_words(version.act.note),
        day=day,
        when=due_words(version, version.due, year),
        who=who_owes(version.addressee),
        sent_to=sent_to(version),
        doubt=doubt_of(version),
    )


def doubt_of(version: Duty) -> str:
    """What no primary text confirms, or nothing."""
    if version.confidence is not Confidence.UNVERIFIED:
        return ""
    if version.doubt is not None:
        return in_words(version.doubt)
    return _("That this clause stands unchanged is not confirmed by a primary text.")


def decision_rows(version: Duty) -> list[Decision]:
    """Decisions that stand about a duty or its act, rulings about single bodies among them. One statement."""
    about = Q(duty=version.key) | Q(act__in={version.act.key, version.act.regime})
    return list(Decision.objects.in_force().filter(about).select_related("document"))


def decision_panels(
    standing: Iterable[Order], rows: Sequence[Decision], actor: Actor | None = None
) -> list[DecisionPanel]:
    """Decisions in order of number, with their documents; a ground they share is said once, with the last."""
    documents = {row.number: row for row in rows if row.body_id is None}
    panels = [_with_document(_decision(order), documents.get(order.number), actor) for order in standing]
    return [
        replace(panel, ground="") if following and following.ground == panel.ground else panel
        for panel, following in zip_longest(panels, panels[1:])
        if panel
    ]


def ruling_panel(row: Decision, actor: Actor | None = None) -> DecisionPanel:
    """A ruling about one body: what it gives it."""
    if row.extended_to is not None:
        outcome = _("For this body the last day is %(day)s.") % {"day": formats.day(row.extended_to)}
    elif row.released_as == Release.EXEMPT:
        outcome = _("This body is exempt from the duty this time.")
    else:
        outcome = _("The duty is waived for this body this time.")
    span = _("For this body alone. It can be reversed.")
    return _with_document(DecisionPanel(row.number, row.wording, row.ground, span, outcome), row, actor)


def _decision(order: Order) -> DecisionPanel:
    if order.applies_to is None:
        span = _("For periods from %(first)s, with no end. It can be reversed.") % {
            "first": formats.day(order.applies_from)
        }
    else:
        span = _("For periods from %(first)s and before %(last)s. It can be reversed.") % {
            "first": formats.day(order.applies_from),
            "last": formats.day(order.applies_to),
        }
    return DecisionPanel(order.number, in_words(order.wording), in_words(order.ground), span)


def _with_document(panel: DecisionPanel, row: Decision | None, actor: Actor | None) -> DecisionPanel:
    if row is None:
        return panel
    url = row.document_address
    if row.document is not None and (actor or row.document.is_public):
        url = link(row.document, actor.user if actor else None)
    return replace(panel, document=row.document_number, document_url=url)

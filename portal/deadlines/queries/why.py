""" "Why this date": the counting, the decision, the act, the proof and what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.accounts.models import User
from portal.bodies.permissions import Actor
from portal.deadlines.acts import registry
from portal.deadlines.acts.decisions import Order
from portal.deadlines.acts.duty import Confidence, Duty
from portal.deadlines.acts.registry import Rule
from portal.deadlines.choices import EventKind, EvidenceKind, StandsBy
from portal.deadlines.models import CalendarDay, DueChange, Evidence, Obligation, ObligationEvent, Rung
from portal.deadlines.permissions import can_correct_evidence
from portal.deadlines.queries.days import working_calendar
from portal.deadlines.queries.law import orders
from portal.deadlines.queries.wording import Said, Tag, action, in_words, step, tag
from portal.deadlines.rules.explaining import explain
from portal.deadlines.rules.ladder import FIRST_DAY_LATE
from portal.files.queries import link
from portal.kit import formats

#: Pages of the workspace: their address is of no use to the public.
_WORKSPACE = "/work/"


@dataclass(frozen=True)
class DecisionPanel:
    number: int
    wording: str
    ground: str
    span: str


@dataclass(frozen=True)
class ActPanel:
    """The act's own words beside the decision."""

    title: str
    clause: str
    wording: str
    note: str
    day: str
    doubt: str


@dataclass(frozen=True)
class EvidenceRow:
    evidence: Evidence
    kind: str
    url: str
    is_withdrawn: bool
    may_correct: bool
    signer: str
    recorded_by: str


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history. `who` is empty on public pages."""

    on: date
    title: str
    comment: str
    tone: str = ""
    icon: str = "clock"
    who: str = ""


@dataclass(frozen=True)
class Why:
    obligation: Obligation
    action: str
    tag: Tag
    lead: str
    stands_by: str
    is_ordered: bool
    steps: list[Said]
    decisions: list[DecisionPanel]
    act: ActPanel
    proof: str
    evidence: list[EvidenceRow]
    history: list[HistoryRow]


def why(obligation: Obligation, on: date, *, actor: Actor | None = None) -> Why:
    """Everything about one obligation in words. Seven statements.

    `actor` is the person of a workspace page: names and links of the workspace are then shown. Without one the page
    is public: what happened, not who pressed the button.
    """
    reader = actor.user if actor else None
    known = orders()
    rule = registry.find_rule(obligation.duty, obligation.period, known)
    version = rule.duty if rule else _version(obligation)
    standing = rule.orders if rule else ()
    return Why(
        obligation=obligation,
        action=action(obligation),
        tag=tag(obligation.state(on)),
        lead=f"{obligation.body.plain}: {action(obligation)}",
        stands_by=str(StandsBy(obligation.stands_by).label),
        is_ordered=obligation.stands_by == StandsBy.DECISION,
        steps=_steps(obligation, rule),
        decisions=_decisions(standing),
        act=_act(version, obligation),
        proof=in_words(version.proof),
        evidence=_evidence(obligation, actor),
        history=_history(obligation, reader),
    )


def _version(obligation: Obligation) -> Duty:
    """The edition by which the obligation was opened, when no rule is in force for its period any more."""
    return next(duty for duty in registry.duties(obligation.duty) if duty.act.key == obligation.act)


def _steps(obligation: Obligation, rule: Rule | None) -> list[Said]:
    if rule is None or rule.due is None or obligation.due_on is None:
        return []
    day = obligation.due_on
    steps = explain(
        period=obligation.period,
        rule=rule.due,
        act_rule=rule.duty.due,
        due_on=day,
        calendar=working_calendar(day, day),
    )
    holiday = CalendarDay.objects.within(day, day).first()
    return [step(one, obligation.period, holiday.name if holiday else "") for one in steps]


def _decisions(orders_in_force: tuple[Order, ...]) -> list[DecisionPanel]:
    """Decisions in order of number; a ground they share is said once, with the last."""
    panels = [_decision(order) for order in orders_in_force]
    return [
        replace(panel, ground="") if following and following.ground == panel.ground else panel
        for panel, following in zip_longest(panels, panels[1:])
        if panel
    ]


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


def _act(version: Duty, obligation: Obligation) -> ActPanel:
    day = _("The act sets no day.")
    if obligation.act_due_on is not None:
        day = _("By the act the last day is %(day)s.") % {"day": formats.day(obligation.act_due_on)}
    doubt = ""
    if version.confidence is Confidence.UNVERIFIED:
        doubt = _("That this clause stands unchanged is not confirmed by a primary text.")
    return ActPanel(
        title=in_words(version.act.title),
        clause=in_words(version.clause),
        wording=in_words(version.wording),
        note=in_words(version.act.note),
        day=day,
        doubt=doubt,
    )


def _evidence(obligation: Obligation, actor: Actor | None) -> list[EvidenceRow]:
    reader = actor.user if actor else None
    rows = obligation.evidence.select_related("file", "recorded_by").order_by("pk")
    return [
        EvidenceRow(
            evidence=row,
            kind=row.get_kind_display(),
            url=_url(row, reader),
            is_withdrawn=row.is_withdrawn,
            may_correct=actor is not None and bool(can_correct_evidence(actor, obligation, row)),
            # Who pressed a button of the portal is not for the public; who signed a document is.
            signer=row.signer if reader or row.kind != EvidenceKind.ACT else "",
            recorded_by=row.recorded_by.full_name if reader else "",
        )
        for row in rows
    ]


def _url(evidence: Evidence, reader: User | None) -> str:
    """Where the proof can be seen by this reader, or nothing."""
    if evidence.file is not None:
        return link(evidence.file, reader) if reader or evidence.file.is_public else ""
    if evidence.kind != EvidenceKind.ACT:
        return "" if evidence.is_withdrawn and reader is None else evidence.address
    if reader is None and evidence.address.startswith(_WORKSPACE):
        return ""
    return f"/{formats.language()}{evidence.address}"


def _history(obligation: Obligation, reader: User | None) -> list[HistoryRow]:
    """Events, reminders and changes of the day, in order of the days they count for. Three statements."""
    events = obligation.events.select_related("actor")
    rows = [
        *((event.on, 1, _event(event, reader)) for event in events),
        *((rung.on, 0, _rung(rung)) for rung in obligation.rungs.all()),
        *((change.on, 2, _change(change)) for change in obligation.due_changes.all()),
    ]
    return [row for _on, _rank, row in sorted(rows, key=lambda item: item[:2])]


#: Tone and icon of events that are good news or bad news; the rest are neutral.
_LOOKS = {
    EventKind.FULFILLED: ("ok", "check"),
    EventKind.LATE: ("bad", "warning"),
    EventKind.REOPENED: ("bad", "warning"),
}


def _event(event: ObligationEvent, reader: User | None) -> HistoryRow:
    titles = {
        EventKind.OPENED: _("The duty was opened"),
        EventKind.FULFILLED: _("Done"),
        EventKind.REOPENED: _("The fulfilment was withdrawn"),
        EventKind.LATE: _("First day late"),
        EventKind.CORRECTED: _("The evidence was corrected"),
        EventKind.ADDED: _("Evidence was added"),
        EventKind.REMINDED: _("The authorised body reminded"),
    }
    kind = EventKind(event.kind)
    who = event.actor.full_name if reader and event.actor else ""
    tone, icon = _LOOKS.get(kind, ("", "clock"))
    return HistoryRow(event.on, titles[kind], event.comment, tone, icon, who)


def _rung(rung: Rung) -> HistoryRow:
    if rung.rung <= FIRST_DAY_LATE:
        title = _("Told to the authorised body and to those who control")
    elif rung.rung == 0:
        title = pgettext("reminder", "Reminder on the due day")
    else:
        title = ngettext("Reminder, %(days)s day before", "Reminder, %(days)s days before", rung.rung) % {
            "days": formats.number(rung.rung)
        }
    return HistoryRow(rung.on, title, "", icon="bell")


def _change(change: DueChange) -> HistoryRow:
    title = _("The due day was changed to %(day)s") % {"day": formats.day(change.new_due_on)}
    return HistoryRow(change.on, title, change.ground, icon="calendar")

"""What was sent to whom, and what the receivers said: the inbox of a body, the receipts of a duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor
from portal.deadlines.models import Evidence, Obligation, Transmittal
from portal.deadlines.queries.law import groups_of
from portal.deadlines.queries.words import Tab, Tag, action
from portal.deadlines.querysets import RECEIVING_ROLES, TransmittalQuerySet
from portal.files.queries import link
from portal.law import registry
from portal.law.counting.planning import Group
from portal.law.duty import Closing, Duty
from portal.law.evidence import is_sent

WAITING, ANSWERED = "waiting", "answered"


@dataclass(frozen=True)
class Sought:
    """What a reader of the inbox looks for; an empty part asks for everything."""

    duty: str = ""
    period_key: str = ""
    sender: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Sought()


@dataclass(frozen=True)
class Options:
    """What the inbox can be narrowed to, each pair a value and its name's source."""

    duties: tuple[str, ...]
    periods: tuple[str, ...]
    senders: tuple[Body, ...]


@dataclass(frozen=True)
class ReceivedRow:
    """One document of the inbox."""

    transmittal: Transmittal
    action: str
    sender: Body
    tag: Tag
    url: str
    is_waiting: bool


@dataclass(frozen=True)
class Receipt:
    """What one receiver said of one document."""

    receiver: Body
    tag: Tag
    on: date | None
    reason: str


@dataclass(frozen=True)
class Edition:
    """One document with what its receivers said, those who have not answered first."""

    evidence: Evidence
    receipts: tuple[Receipt, ...]
    acknowledged: int
    returned: int

    @property
    def total(self) -> int:
        return len(self.receipts)

    @property
    def waiting(self) -> int:
        return self.total - self.acknowledged - self.returned


def receivers(obligation: Obligation, on: date) -> list[Body]:
    """Bodies on the portal that are to receive what proves the duty; never its sender. Three statements at most.

    A maslikhat receives from the akimat of its own unit. Applicants are people, to whom the portal delivers nothing.
    """
    sender = obligation.body
    duty = registry.duty(obligation.duty)
    present = Body.objects.in_force(on).on_the_portal().filter(joined_on__lte=on).exclude(pk=obligation.body_id)
    found: dict[int, Body] = {}
    for name in _names(duty, sender):
        if name == Group.MINISTRIES:
            rows = present.ministries()
        elif name == Group.REGIONAL_AKIMATS:
            rows = present.regional_akimats()
        elif name == Group.MASLIKHATS:
            rows = present.filter(kind=BodyKind.MASLIKHAT, territory=sender.territory_id)
        elif name in Function.values:
            rows = present.holding(name, on)
        else:
            continue
        found.update((body.pk, body) for body in rows)
    return list(found.values())


def goes_to_receivers(obligation: Obligation, genres: Iterable[str], on: date) -> bool:
    """Whether the portal itself delivers a document of these kinds: the duty is done on the day it is sent here."""
    if registry.duty(obligation.duty).closing is not Closing.RECORD or not any(is_sent(genre) for genre in genres):
        return False
    return bool(receivers(obligation, on))


def _names(duty: Duty, sender: Body) -> tuple[str, ...]:
    """Whom the act names for this sender; where it parts nobody, its place is not looked up."""
    if not duty.sent_elsewhere:
        return duty.recipients
    return duty.recipients_for(groups_of(sender.kind, sender.territory.kind if sender.territory else None))


def awaited(rows: QuerySet[Transmittal]) -> list[Transmittal]:
    """Rows with everything a notice of them says. One statement."""
    return list(rows.select_related("evidence", "obligation__body", "receiver"))


def receiving_people(rows: Iterable[Transmittal], on: date) -> dict[int, list[User]]:
    """By receiving body: who answers for what is sent to it. One statement."""
    people: defaultdict[int, dict[int, User]] = defaultdict(dict)
    grants = RoleGrant.objects.in_force(on).filter(body__in={row.receiver_id for row in rows}, role__in=RECEIVING_ROLES)
    for grant in grants.select_related("user").order_by("user_id"):
        people[grant.body_id][grant.user_id] = grant.user
    return {body: list(users.values()) for body, users in people.items()}


def received(actor: Actor, show: str, sought: Sought) -> TransmittalQuerySet:
    """Documents sent to the actor's bodies: those that wait from the longest, answered ones from the last."""
    if show == ANSWERED:
        rows = Transmittal.objects.received_by(actor).answered().order_by("-sent_on", "-pk")
    else:
        rows = Transmittal.objects.waiting_for(actor).order_by("sent_on", "pk")
    if sought.duty:
        rows = rows.filter(obligation__duty=sought.duty)
    if sought.period_key:
        rows = rows.filter(obligation__period_key=sought.period_key)
    if sought.sender:
        rows = rows.filter(obligation__body__slug=sought.sender)
    return rows.select_related("evidence", "obligation__body", "receiver")


def received_options(actor: Actor, language: str) -> Options:
    """What the documents of the actor's bodies can be narrowed to. Two statements."""
    rows = set(
        Transmittal.objects.received_by(actor)
        .order_by()
        .values_list("obligation__duty", "obligation__period_key", "obligation__body")
        .distinct()
    )
    senders = Body.objects.filter(pk__in={body for _duty, _period, body in rows}).in_order(language) if rows else ()
    return Options(
        duties=tuple(key for key in registry.KEYS if any(duty == key for duty, _period, _body in rows)),
        periods=tuple(sorted({period for _duty, period, _body in rows}, reverse=True)),
        senders=tuple(senders),
    )


def received_tabs(actor: Actor, show: str) -> list[Tab]:
    """One statement."""
    waiting = Transmittal.objects.waiting_for(actor).count()
    return [
        Tab(f"?show={WAITING}", pgettext("documents", "To be answered"), show != ANSWERED, waiting),
        Tab(f"?show={ANSWERED}", pgettext("documents", "Answered"), show == ANSWERED),
    ]


def received_rows(rows: Iterable[Transmittal]) -> list[ReceivedRow]:
    """Rows in words; no statement."""
    return [received_row(row) for row in rows]


def received_row(row: Transmittal) -> ReceivedRow:
    return ReceivedRow(
        transmittal=row,
        action=action(row.obligation),
        sender=row.obligation.body,
        tag=receipt_tag(row),
        url=row.get_absolute_url(),
        is_waiting=not row.is_answered and not row.evidence.is_withdrawn,
    )


def document_url(evidence: Evidence, reader: User) -> str:
    """Where a receiver reads the document: its file, or its page."""
    return link(evidence.file, reader) if evidence.file is not None else evidence.address


def receipt_tag(row: Transmittal) -> Tag:
    """What became of a document at its receiver, as a tag shows it."""
    if row.acknowledged_on is not None:
        return Tag("ok", "check", pgettext("receipt", "Acknowledged"))
    if row.returned_on is not None:
        return Tag("warn", "undo", pgettext("receipt", "Returned"))
    if row.evidence.is_withdrawn:
        return Tag("", "info", pgettext("receipt", "Withdrawn by the sender"))
    return Tag("warn", "clock", pgettext("receipt", "Receipt is awaited"))


def receipts(obligation: Obligation) -> list[Edition]:
    """Every document that was sent, the latest first, with its receipts. One statement."""
    rows = (
        Transmittal.objects.filter(obligation=obligation)
        .select_related("evidence", "receiver")
        .order_by("-evidence_id", "pk")
    )
    by_evidence: defaultdict[int, list[Transmittal]] = defaultdict(list)
    for row in rows:
        by_evidence[row.evidence_id].append(row)
    return [_edition(each) for each in by_evidence.values()]


def _edition(rows: list[Transmittal]) -> Edition:
    ordered = sorted(rows, key=lambda row: (row.acknowledged_on is not None, row.returned_on is not None))
    return Edition(
        evidence=rows[0].evidence,
        receipts=tuple(
            Receipt(row.receiver, receipt_tag(row), row.acknowledged_on or row.returned_on, row.return_reason)
            for row in ordered
        ),
        acknowledged=sum(row.acknowledged_on is not None for row in rows),
        returned=sum(row.returned_on is not None for row in rows),
    )

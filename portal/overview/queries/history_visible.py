"""Which changes of a governed table its reader may see: those of rows whose pages are open to the reader.

A draft of somebody else is on no page, so it is in no history. What is typed into a proposal is in the history once it
was sent: what its body typed since the last filing is the body's alone (`schedules.queries.filed`).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Case, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from meetings.models import Meeting
from portal.audit.choices import Operation
from portal.audit.models import Change
from portal.audit.querysets import ChangeQuerySet
from portal.bodies.permissions import Actor
from portal.calendars.models import RiskSignal
from schedules.choices import ProposalState
from schedules.models import AgreementSlot, Proposal, ProposalRow, Schedule, ScheduleEntry, ScheduleVersion
from schedules.querysets import of_own_bodies


def seen_by(found: ChangeQuerySet, actor: Actor) -> ChangeQuerySet:
    """Without what the pages of the reader hide. One statement of its own: when each proposal was sent last."""
    schedules = Schedule.objects.visible_to(actor)
    announced = Q(schedule__isnull=True, published_at__isnull=False)
    meetings = Meeting.objects.filter(Q(schedule__in=schedules) | announced)
    found = _with_whole(found, {ProposalRow: "proposal_id", **dict.fromkeys(_PARTS_OF_SCHEDULES, "schedule_id")})
    return found.filter(
        ~_of(Proposal, ProposalRow, Schedule, Meeting, RiskSignal, *_PARTS_OF_SCHEDULES)
        | _of(Proposal) & Q(row__in=Proposal.objects.visible_to(actor).values("pk"))
        | _of(ProposalRow) & _sent_or_own(actor)
        | _of(Schedule) & Q(row__in=schedules.values("pk"))
        | _of(*_PARTS_OF_SCHEDULES) & Q(whole__in=schedules.values("pk"))
        | _of(RiskSignal) & Q(row__in=RiskSignal.objects.visible_to(actor).values("pk"))
        | _of(Meeting) & Q(row__in=meetings.values("pk"))
    )


_PARTS_OF_SCHEDULES: tuple[type[models.Model], ...] = (ScheduleEntry, ScheduleVersion, AgreementSlot)


def _of(*tables: type[models.Model]) -> Q:
    return Q(table__in=[table._meta.db_table for table in tables])


def _with_whole(found: ChangeQuerySet, columns: dict[Any, str]) -> ChangeQuerySet:
    """Each change of a part with what it is a part of: `whole`. Of what was removed since, as it was then."""
    whens = []
    for model, column in columns.items():
        there = model.objects.filter(pk=OuterRef("row")).order_by().values(column)[:1]
        removed = (
            Change.objects.filter(table=model._meta.db_table, row=OuterRef("row"), operation=Operation.REMOVED)
            .order_by("-id")
            .annotate(of=Cast(KT(f"before__{column}"), BigIntegerField()))
            .values("of")[:1]
        )
        whens.append(When(_of(model), then=Coalesce(Subquery(there), Subquery(removed))))
    return found.annotate(whole=Case(*whens, default=None, output_field=BigIntegerField()))


def _sent_or_own(actor: Actor) -> Q:
    """Rows of own proposals; of those one sees, what stood when they were sent last, and the remarks of a return."""
    own = Proposal.objects.filter(of_own_bodies(actor)).values("pk")
    visible = set(Proposal.objects.visible_to(actor).values_list("pk", flat=True))
    filings = (
        Change.objects.filter(_of(Proposal), row__in=visible, after__state=ProposalState.SUBMITTED)
        .order_by()
        .values_list("row")
        .annotate(last=Max("id"))
    )
    sent = Case(
        *(When(whole=proposal, then=Value(last)) for proposal, last in filings),
        default=Value(0),
        output_field=BigIntegerField(),
    )
    remark = Q(whole__in=visible, operation=Operation.CHANGED, after__has_key="comment")
    return Q(whole__in=own) | Q(id__lte=sent) | remark

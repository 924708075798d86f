"""Proposals and schedules. A trait puts the thing in a state as if it had come there by its services.

The planned year is 2027, proposals are due on 1 December 2026.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from schedules.choices import MeetingFormat, ProposalState, ScheduleState, SlotState
from schedules.models import AgreementSlot, Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.services.steps import keep_filed
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, TerritoryFactory

YEAR = "2027"


class _PlannedFactory(factory.django.DjangoModelFactory):
    """A meeting on a day; `month=True` and `quarter=True` leave the day to be set; `bare=True` has no texts."""

    class Meta:
        abstract = True

    class Params:
        month = factory.Trait(day=None, month_key="2027-05", span_start=date(2027, 5, 1))
        quarter = factory.Trait(day=None, quarter_key="2027-Q3", span_start=date(2027, 7, 1))
        bare = factory.Trait(subject_kk="", subject_ru="", subject_en="")

    territory = factory.SubFactory(TerritoryFactory)
    day = date(2027, 3, 16)
    month_key = ""
    quarter_key = ""
    span_start = factory.LazyAttribute(lambda row: row.day)
    format = MeetingFormat.ON_SITE
    subject_kk = factory.Sequence(lambda n: f"Ауыз су {n}")
    subject_ru = factory.Sequence(lambda n: f"Питьевая вода {n}")
    subject_en = factory.Sequence(lambda n: f"Drinking water {n}")
    position = factory.Sequence(lambda n: n)


class ProposalFactory(factory.django.DjangoModelFactory):
    """A draft of a ministry. Traits: `submitted`, `returned`, `accepted`, `late`; `rows=N` adds meetings."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    class Params:
        filed = factory.Trait(submitted_by=factory.SubFactory(UserFactory), submitted_on=date(2026, 11, 20))
        submitted = factory.Trait(filed=True, state=ProposalState.SUBMITTED)
        returned = factory.Trait(filed=True, state=ProposalState.RETURNED, return_comment="Add the third quarter")
        accepted = factory.Trait(
            filed=True,
            state=ProposalState.ACCEPTED,
            accepted_by=factory.SubFactory(UserFactory),
            accepted_on=date(2026, 11, 23),
        )
        late = factory.Trait(submitted_on=date(2026, 12, 3), days_late=2, late_reason="The minister was replaced")

    body = factory.SubFactory(BodyFactory)
    period_key = YEAR
    state = ProposalState.DRAFT

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        for _number in range(extracted or 0):
            ProposalRowFactory(proposal=self, **kwargs)
        if self.state == ProposalState.RETURNED:
            keep_filed(self)
            self.save()


class ProposalRowFactory(_PlannedFactory):
    class Meta:
        model = ProposalRow

    proposal = factory.SubFactory(ProposalFactory)
    official = factory.LazyAttribute(lambda row: first_head(row.proposal.body))


class ScheduleFactory(factory.django.DjangoModelFactory):
    """A draft schedule. Traits: `agreement`, `government`, `approved`, `published`; `entries=N` adds meetings."""

    class Meta:
        model = Schedule
        skip_postgeneration_save = True

    class Params:
        agreement = factory.Trait(state=ScheduleState.AGREEMENT)
        sent = factory.Trait(sent_by=factory.SubFactory(UserFactory), sent_on=date(2026, 12, 14))
        government = factory.Trait(sent=True, state=ScheduleState.GOVERNMENT)
        acted = factory.Trait(
            sent=True,
            act_number="12",
            act_on=date(2027, 1, 8),
            approved_by=factory.SubFactory(UserFactory),
            approved_on=date(2027, 1, 8),
        )
        approved = factory.Trait(acted=True, state=ScheduleState.APPROVED)
        published = factory.Trait(
            acted=True, state=ScheduleState.PUBLISHED, published_at=datetime(2027, 1, 9, 4, tzinfo=UTC)
        )

        superseded = factory.Trait(
            acted=True, state=ScheduleState.SUPERSEDED, published_at=datetime(2027, 1, 9, 4, tzinfo=UTC)
        )
        abandoned = factory.Trait(
            state=ScheduleState.ABANDONED,
            amends=factory.SubFactory("tests.factories.schedules.ScheduleFactory", superseded=True),
        )

    period_key = YEAR
    state = ScheduleState.DRAFT

    @factory.post_generation
    def entries(self, create, extracted, **kwargs):
        for _number in range(extracted or 0):
            ScheduleEntryFactory(schedule=self, **kwargs)

    @factory.post_generation
    def frozen(self, create, extracted, **kwargs):
        """A version, as approval makes it, for a schedule that is approved or published."""
        if self.is_in_force and extracted is not False:
            from schedules.queries.version_content import version_content
            from schedules.rules import fingerprint

            content = version_content(self)
            self.versions.create(
                number=1,
                content=content,
                sha256=fingerprint(content),
                act_number=self.act_number,
                act_on=self.act_on,
                approved_on=self.approved_on,
                published_at=self.published_at,
            )


class ScheduleEntryFactory(_PlannedFactory):
    class Meta:
        model = ScheduleEntry

    schedule = factory.SubFactory(ScheduleFactory)
    body = factory.SubFactory(BodyFactory)
    official = factory.LazyAttribute(lambda entry: first_head(entry.body))
    key = factory.Sequence(lambda n: f"{n:012x}")


class AgreementSlotFactory(factory.django.DjangoModelFactory):
    """An awaited answer. Traits: `agreed`, `remarks_given`, `answered`, `silent`."""

    class Meta:
        model = AgreementSlot

    class Params:
        agreed = factory.Trait(state=SlotState.AGREED, decided_on=date(2026, 12, 8))
        remarks_given = factory.Trait(
            state=SlotState.REMARKS, remarks="Another day in May", decided_on=date(2026, 12, 8)
        )
        answered = factory.Trait(remarks_given=True, answer="The day stands", answered_on=date(2026, 12, 9))
        silent = factory.Trait(state=SlotState.SILENT, decided_on=date(2026, 12, 11))

    schedule = factory.SubFactory(ScheduleFactory, agreement=True)
    body = factory.SubFactory(BodyFactory)
    due_on = date(2026, 12, 10)


def first_head(body):
    """The body's first head; made when there is none: a body has one at a time."""
    return body.officials.filter(post="first_head").first() or OfficialFactory(body=body)


def many_rows(proposal, count, territory):
    """Rows in bulk, for pages that must not mind how many there are."""
    given = {"proposal": proposal, "territory": territory, "official": first_head(proposal.body)}
    return ProposalRow.objects.bulk_create(ProposalRowFactory.build_batch(count, **given))


def many_entries(schedule, body, count, territory):
    """Entries in bulk."""
    given = {"schedule": schedule, "body": body, "territory": territory, "official": first_head(body)}
    return ScheduleEntry.objects.bulk_create(ScheduleEntryFactory.build_batch(count, **given))

"""What must always be true, kept by the database itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, connection, transaction

from portal.kernel.periods import Period
from portal.kernel.when import When
from schedules.models import Proposal, ProposalRow, Schedule, ScheduleEntry
from tests.factories.accounts import UserFactory
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
)

pytestmark = pytest.mark.django_db


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    "when",
    [
        {"day": None, "month_key": "", "quarter_key": ""},
        {"day": date(2027, 3, 1), "month_key": "2027-03"},
        {"day": None, "month_key": "2027-13"},
        {"day": None, "quarter_key": "2027-Q5"},
        {"day": None, "month_key": "2027-03", "quarter_key": "2027-Q1"},
    ],
)
def test_row_without_exactly_one_when_is_refused(when: dict) -> None:
    row = ProposalRowFactory()
    with refused("schedules_proposalrow_when"):
        ProposalRow.objects.filter(pk=row.pk).update(**when)


def test_entry_without_exactly_one_when_is_refused() -> None:
    entry = ScheduleEntryFactory()
    with refused("schedules_scheduleentry_when"):
        ScheduleEntry.objects.filter(pk=entry.pk).update(quarter_key="2027-Q1")


def test_row_with_a_time_but_no_day_is_refused() -> None:
    row = ProposalRowFactory(month=True)
    with refused("schedules_proposalrow_time_needs_day"):
        ProposalRow.objects.filter(pk=row.pk).update(start_time=time(15))


def test_second_proposal_of_a_body_for_a_year_is_refused() -> None:
    proposal = ProposalFactory()
    with refused("schedules_proposal_once"):
        Proposal.objects.create(body=proposal.body, period_key=proposal.period_key)


@pytest.mark.parametrize(
    ("traits", "changes", "constraint"),
    [
        ({}, {"state": "submitted"}, "schedules_proposal_filed"),
        ({"submitted": True}, {"state": "draft"}, "schedules_proposal_filed"),
        ({"submitted": True}, {"state": "accepted"}, "schedules_proposal_accepted"),
        ({"accepted": True}, {"accepted_on": None}, "schedules_proposal_accepted"),
        ({"submitted": True}, {"days_late": 3}, "schedules_proposal_late_reason"),
        ({}, {"period_key": "27"}, "schedules_proposal_year"),
    ],
)
def test_proposal_in_a_half_state_is_refused(traits: dict, changes: dict, constraint: str) -> None:
    proposal = ProposalFactory(**traits)
    with refused(constraint):
        Proposal.objects.filter(pk=proposal.pk).update(**changes)


def test_proposal_accepted_by_who_filed_it_is_refused() -> None:
    person = UserFactory()
    with refused("schedules_proposal_two_people"):
        ProposalFactory(accepted=True, submitted_by=person, accepted_by=person)


@pytest.mark.parametrize(
    ("traits", "changes", "constraint"),
    [
        ({}, {"act_number": "7"}, "schedules_schedule_act"),
        ({"government": True}, {"state": "approved"}, "schedules_schedule_act"),
        ({"approved": True}, {"act_number": ""}, "schedules_schedule_act"),
        ({"approved": True}, {"act_on": None}, "schedules_schedule_act"),
        ({"approved": True}, {"state": "published"}, "schedules_schedule_published"),
        ({"published": True}, {"published_at": None}, "schedules_schedule_published"),
        ({}, {"publish_at": datetime(2027, 1, 9, tzinfo=UTC)}, "schedules_schedule_planned"),
    ],
)
def test_schedule_in_a_half_state_is_refused(traits: dict, changes: dict, constraint: str) -> None:
    schedule = ScheduleFactory(**traits)
    with refused(constraint):
        Schedule.objects.filter(pk=schedule.pk).update(**changes)


def test_schedule_approved_by_who_sent_it_is_refused() -> None:
    person = UserFactory()
    with refused("schedules_schedule_two_people"):
        ScheduleFactory(approved=True, sent_by=person, approved_by=person)


def test_second_working_copy_of_a_year_is_refused() -> None:
    ScheduleFactory()
    with refused("schedules_schedule_one_copy"):
        ScheduleFactory()


def test_second_published_schedule_of_a_year_is_refused() -> None:
    ScheduleFactory(published=True)
    with refused("schedules_schedule_one_published"):
        ScheduleFactory(published=True)


def test_working_copy_stands_beside_the_published_schedule_it_amends() -> None:
    published = ScheduleFactory(published=True)
    amendment = ScheduleFactory(amends=published, scope_key="2027-H2")
    assert list(Schedule.objects.for_period("2027")) == [amendment, published]


def test_plan_without_a_body_is_refused() -> None:
    with refused("schedules_schedule_whose"):
        ScheduleFactory(kind="plan")


def test_revision_of_a_half_year_amends_something() -> None:
    with refused("schedules_schedule_scope"):
        ScheduleFactory(scope_key="2027-H2")


def test_two_entries_of_a_schedule_with_one_key_are_refused() -> None:
    entry = ScheduleEntryFactory()
    with refused("schedules_entry_key"):
        ScheduleEntryFactory(schedule=entry.schedule, key=entry.key)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "agreed"}, "schedules_slot_decided"),
        ({"state": "remarks", "decided_on": date(2026, 12, 8)}, "schedules_slot_remarks"),
        ({"remarks": "Another day"}, "schedules_slot_remarks"),
    ],
)
def test_slot_in_a_half_state_is_refused(changes: dict, constraint: str) -> None:
    slot = AgreementSlotFactory()
    with refused(constraint):
        type(slot).objects.filter(pk=slot.pk).update(**changes)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET comment = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize("table", ["schedules_proposalevent", "schedules_scheduleevent"])
def test_history_can_be_neither_changed_nor_deleted(table: str, statement: str) -> None:
    proposal, schedule = ProposalFactory(), ScheduleFactory()
    proposal.events.create(verb="open", to_state="draft", on=date(2026, 11, 2))
    schedule.events.create(verb="assemble", to_state="draft", on=date(2026, 12, 2))
    with refused("never changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))


@pytest.mark.parametrize(
    "column", ["content = '{}'::jsonb", "sha256 = repeat('0', 64)", "act_number = '8'", "number = 2"]
)
def test_version_content_can_not_be_changed(column: str) -> None:
    ScheduleFactory(approved=True, entries=1)
    with refused("never changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE schedules_scheduleversion SET {column}")


def test_version_can_be_marked_published_but_not_deleted() -> None:
    version = ScheduleFactory(approved=True, entries=1).versions.get()
    version.published_at = datetime(2027, 1, 9, tzinfo=UTC)
    version.save()
    with refused("never changed or deleted"), transaction.atomic():
        version.delete()


@pytest.mark.parametrize(
    ("traits", "when", "quarter"),
    [
        ({}, When((date(2027, 3, 16),)), Period.quarter(2027, 1)),
        ({"month": True}, When(period=Period.month(2027, 5)), Period.quarter(2027, 2)),
        ({"quarter": True}, When(period=Period.quarter(2027, 3)), Period.quarter(2027, 3)),
    ],
)
def test_when_and_quarter_of_a_row(traits: dict, when: object, quarter: Period) -> None:
    row = ProposalRowFactory(**traits)
    assert (row.when, row.quarter) == (when, quarter)

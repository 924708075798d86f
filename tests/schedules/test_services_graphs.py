"""The schedule: assembling, agreement, the Government, publication; who is told; which duties are met."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.deadlines.models import Obligation
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.law.kinds import StateKind
from portal.notices.models import Notice
from schedules.choices import ProposalState
from schedules.models import Proposal, Schedule
from schedules.rules import fingerprint
from schedules.services import graphs
from schedules.services.proposals import return_proposal
from schedules.tasks import close_silent_slots
from tests.conftest import TODAY
from tests.factories.bodies import ExemptionFactory, OfficialFactory, RoleGrantFactory
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
)
from tests.schedules.conftest import World

QUARTER_DAYS = (date(2027, 2, 16), date(2027, 5, 18), date(2027, 8, 17), date(2027, 11, 16))
SENT = date(2026, 12, 14)
LATE_SENT = date(2026, 12, 17)
APPROVED = date(2027, 1, 8)
LATE_APPROVED = date(2027, 1, 12)


def accepted(world: World, *bodies: str, days: tuple[date, ...] = QUARTER_DAYS) -> None:
    for name in bodies:
        proposal = ProposalFactory(body=getattr(world, name), accepted=True)
        for day in days:
            ProposalRowFactory(proposal=proposal, territory=world.region, day=day)


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__full_name", flat=True))


def agreed_schedule(world: World) -> Schedule:
    """Under agreement, every slot closed, every quarter filled for every ministry."""
    schedule = ScheduleFactory(agreement=True)
    for body in (world.ministry, world.neighbour, world.authorised):
        for day in QUARTER_DAYS:
            ScheduleEntryFactory(schedule=schedule, body=body, territory=world.region, day=day)
        AgreementSlotFactory(schedule=schedule, body=body, agreed=True)
    return schedule


# -- assembling --------------------------------------------------------------------------------------------------------
def test_assemble_copies_rows_of_accepted_proposals_only(world: World) -> None:
    accepted(world, "ministry")
    ProposalFactory(body=world.neighbour, submitted=True, rows=2)
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    assert [(entry.body, entry.day, entry.subject_kk) for entry in schedule.entries.in_order()] == [
        (world.ministry, row.day, row.subject_kk) for row in Proposal.objects.get(body=world.ministry).rows.in_order()
    ]
    assert (schedule.state, schedule.created_by) == ("draft", world.people["intake"])


def test_assemble_again_follows_proposals_and_keeps_keys(world: World) -> None:
    accepted(world, "ministry")
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    keys = dict(schedule.entries.values_list("source_id", "key"))
    rows = list(Proposal.objects.get(body=world.ministry).rows.in_order())
    rows[0].delete()
    rows[1].subject_ru, rows[1].version = "Дороги", 2
    rows[1].save()
    again = graphs.assemble_draft(period_key="2027", actor=world.actor("intake_head"), today=TODAY)
    assert again == schedule
    assert dict(again.entries.values_list("source_id", "key")) == {row.pk: keys[row.pk] for row in rows[1:]}
    assert again.entries.get(source=rows[1]).subject_ru == "Дороги"


def test_assemble_with_nothing_accepted_is_refused_and_leaves_nothing(world: World) -> None:
    ProposalFactory(body=world.ministry, submitted=True, rows=1)
    with pytest.raises(Invalid) as refusal:
        graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "nothing_accepted"
    assert not Schedule.objects.exists()


# -- agreement ---------------------------------------------------------------------------------------------------------
def test_start_agreement_asks_every_ministry_until_the_fifth_day(world: World) -> None:
    accepted(world, "ministry")
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    graphs.start_agreement(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert {(slot.body.slug, slot.state, slot.due_on) for slot in schedule.slots.all()} == {
        (slug, "pending", date(2026, 11, 29)) for slug in ("culture", "finance", "water")
    }
    assert told("agreement_started") == {"preparer", "head", "neighbour", "intake_head"}


def test_start_agreement_skips_ministries_exempt_from_proposing_unless_they_have_a_meeting(world: World) -> None:
    ExemptionFactory(body=world.neighbour, act="B")
    accepted(world, "ministry")
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    graphs.start_agreement(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert set(schedule.slots.values_list("body__slug", flat=True)) == {"culture", "water"}


def test_start_agreement_on_a_draft_that_proposals_have_left_behind_is_refused(world: World) -> None:
    accepted(world, "ministry")
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=TODAY)
    return_proposal(proposal=Proposal.objects.get(), comment="A quarter", actor=world.actor("intake"), today=TODAY)
    with pytest.raises(Conflict) as refusal:
        graphs.start_agreement(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "stale_draft"


def test_start_agreement_again_asks_everybody_anew(world: World) -> None:
    accepted(world, "ministry")
    intake = world.actor("intake")
    schedule = graphs.assemble_draft(period_key="2027", actor=intake, today=TODAY)
    graphs.start_agreement(schedule=schedule, actor=intake, today=TODAY)
    graphs.agree(schedule=schedule, body=world.ministry, actor=world.actor("preparer"), today=TODAY)
    graphs.object_with_remarks(
        schedule=schedule, body=world.neighbour, remarks="May", actor=world.actor("neighbour"), today=TODAY
    )
    graphs.reopen_draft(schedule=schedule, comment="May is moved", actor=intake, today=TODAY)
    assert told("schedule_reopened") == {"preparer", "head", "neighbour", "intake_head"}
    graphs.start_agreement(schedule=schedule, actor=intake, today=TODAY)
    assert set(schedule.slots.values_list("state", "remarks", "decided_on")) == {("pending", "", None)}


def test_object_after_the_last_day_is_refused(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    day_after = date(2026, 12, 11)
    with pytest.raises(IllegalTransition):
        graphs.object_with_remarks(
            schedule=slot.schedule,
            body=world.ministry,
            remarks="Another day",
            actor=world.actor("preparer", day_after),
            today=day_after,
        )


def test_object_on_the_last_day_tells_the_authorised_body(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    AgreementSlotFactory(schedule=slot.schedule, body=world.neighbour)
    graphs.object_with_remarks(
        schedule=slot.schedule,
        body=world.ministry,
        remarks="Another day",
        actor=world.actor("preparer", slot.due_on),
        today=slot.due_on,
    )
    slot.refresh_from_db()
    assert (slot.state, slot.remarks, slot.decided_by) == ("remarks", "Another day", world.people["preparer"])
    assert told("remarks_given") == {"intake", "intake_head"}
    assert told("agreement_complete") == set()


def test_object_without_words_is_refused(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    with pytest.raises(Invalid) as refusal:
        graphs.object_with_remarks(
            schedule=slot.schedule, body=world.ministry, remarks=" ", actor=world.actor("preparer"), today=TODAY
        )
    assert list(refusal.value.errors) == ["remarks"]


def test_agree_as_the_last_one_tells_the_authorised_body(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    graphs.agree(schedule=slot.schedule, body=world.ministry, actor=world.actor("head"), today=TODAY)
    assert told("agreement_complete") == {"intake", "intake_head"}


def test_agree_for_another_ministry_is_refused(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    with pytest.raises(NotAllowed):
        graphs.agree(schedule=slot.schedule, body=world.ministry, actor=world.actor("neighbour"), today=TODAY)


def test_answer_where_there_are_no_remarks_is_refused(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    with pytest.raises(Conflict):
        graphs.answer_remarks(
            schedule=slot.schedule, body=world.ministry, answer="No", actor=world.actor("intake"), today=TODAY
        )


def test_answer_tells_the_ministry(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry, remarks_given=True)
    graphs.answer_remarks(
        schedule=slot.schedule, body=world.ministry, answer="It stands", actor=world.actor("intake"), today=TODAY
    )
    slot.refresh_from_db()
    assert (slot.answer, slot.answered_on) == ("It stands", TODAY)
    assert told("remarks_answered") == {"preparer", "head"}


@pytest.mark.parametrize(("today", "closed"), [(date(2026, 12, 10), 0), (date(2026, 12, 11), 1), (date(2027, 1, 5), 1)])
def test_close_silent_slots_counts_silence_from_the_day_after_the_last(world: World, today: date, closed: int) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    AgreementSlotFactory(schedule=slot.schedule, body=world.neighbour, agreed=True)
    assert graphs.close_silent_slots(today=today) == closed
    slot.refresh_from_db()
    assert slot.state == ("silent" if closed else "pending")


def test_close_silent_slots_twice_changes_nothing_more(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    day = date(2026, 12, 11)
    assert [graphs.close_silent_slots(today=day) for _time in range(2)] == [1, 0]
    assert slot.schedule.events.filter(verb="fall_silent", actor=None, body=world.ministry).count() == 1
    assert told("agreement_complete") == {"intake", "intake_head"}


@pytest.mark.parametrize("traits", [{}, {"government": True}, {"published": True}])
def test_close_silent_slots_leaves_schedules_that_are_not_under_agreement(world: World, traits: dict) -> None:
    AgreementSlotFactory(schedule=ScheduleFactory(**traits), body=world.ministry)
    assert graphs.close_silent_slots(today=date(2026, 12, 31)) == 0


def test_task_closes_silent_slots_on_the_day_of_the_clock(world: World) -> None:
    import time_machine

    slot = AgreementSlotFactory(body=world.ministry)
    with time_machine.travel("2026-12-10 19:30Z", tick=False):  # 11 December in Kazakhstan
        close_silent_slots()
    slot.refresh_from_db()
    assert slot.state == "silent"


# -- to the Government -------------------------------------------------------------------------------------------------
def test_send_meets_the_duty_and_tells_the_approvers(world: World) -> None:
    schedule = agreed_schedule(world)
    sent = graphs.send_to_government(schedule=schedule, actor=world.actor("intake", SENT), today=SENT)
    assert (sent.state, sent.sent_on, sent.quarter_reason) == ("government", SENT, "")
    assert Obligation.objects.get(duty="B-6.1", period_key="2027", body=world.authorised).met_on == SENT
    assert told("schedule_sent") == {"approver", "second_approver"}


@pytest.mark.parametrize(("traits", "code"), [({}, "slots_pending"), ({"remarks_given": True}, "remarks_unanswered")])
def test_send_with_an_open_slot_is_refused(world: World, traits: dict, code: str) -> None:
    schedule = agreed_schedule(world)
    schedule.slots.filter(body=world.ministry).delete()
    AgreementSlotFactory(schedule=schedule, body=world.ministry, **traits)
    with pytest.raises(Invalid) as refusal:
        graphs.send_to_government(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == code


def test_send_with_answered_remarks_and_silence_goes(world: World) -> None:
    schedule = agreed_schedule(world)
    schedule.slots.exclude(body=world.authorised).delete()
    AgreementSlotFactory(schedule=schedule, body=world.ministry, answered=True)
    AgreementSlotFactory(schedule=schedule, body=world.neighbour, silent=True)
    sent = graphs.send_to_government(schedule=schedule, actor=world.actor("intake", SENT), today=SENT)
    assert sent.state == "government"


def test_send_with_a_quarter_missing_needs_a_reason(world: World) -> None:
    schedule = agreed_schedule(world)
    schedule.entries.filter(body=world.ministry, day=QUARTER_DAYS[2]).delete()
    with pytest.raises(Invalid) as refusal:
        graphs.send_to_government(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert list(refusal.value.errors) == ["quarter_reason"]
    sent = graphs.send_to_government(
        schedule=schedule, actor=world.actor("intake"), today=TODAY, quarter_reason="The post is vacant"
    )
    assert sent.quarter_reason == "The post is vacant"


def test_send_counts_meetings_of_deputies_for_nothing(world: World) -> None:
    schedule = agreed_schedule(world)
    deputy = OfficialFactory(body=world.ministry, post="deputy")
    schedule.entries.filter(body=world.ministry, day=QUARTER_DAYS[2]).update(official=deputy)
    with pytest.raises(Invalid) as refusal:
        graphs.send_to_government(schedule=schedule, actor=world.actor("intake"), today=TODAY)
    assert refusal.value.code == "quarter_reason"


def test_send_does_not_ask_quarters_of_a_ministry_exempt_under_the_act(world: World) -> None:
    ExemptionFactory(body=world.ministry, act="D", starts_on=date(2027, 1, 1))
    schedule = agreed_schedule(world)
    schedule.entries.filter(body=world.ministry).delete()
    assert graphs.send_to_government(schedule=schedule, actor=world.actor("intake"), today=TODAY).state == "government"


def test_send_late_needs_a_reason_and_is_recorded_late(world: World) -> None:
    schedule = agreed_schedule(world)
    actor = world.actor("intake", LATE_SENT)
    with pytest.raises(Invalid) as refusal:
        graphs.send_to_government(schedule=schedule, actor=actor, today=LATE_SENT)
    assert list(refusal.value.errors) == ["late_reason"]
    graphs.send_to_government(schedule=schedule, actor=actor, today=LATE_SENT, late_reason="Remarks took long")
    owed = Obligation.objects.get(duty="B-6.1", body=world.authorised)
    assert (owed.met_on, owed.late_since, owed.late_reason) == (LATE_SENT, date(2026, 12, 16), "Remarks took long")


def test_send_again_after_a_return_keeps_the_first_day(world: World) -> None:
    schedule = agreed_schedule(world)
    graphs.send_to_government(schedule=schedule, actor=world.actor("intake", SENT), today=SENT)
    graphs.return_by_government(schedule=schedule, comment="Too few", actor=world.actor("approver"), today=SENT)
    assert told("schedule_returned") == {"intake", "intake_head"}
    Schedule.objects.update(state="agreement")
    again = graphs.send_to_government(schedule=schedule, actor=world.actor("intake", LATE_SENT), today=LATE_SENT)
    assert again.sent_on == LATE_SENT
    assert Obligation.objects.get(duty="B-6.1", body=world.authorised).met_on == SENT


# -- approval ----------------------------------------------------------------------------------------------------------
def approve(schedule: Schedule, world: World, today: date = APPROVED, **changes: object) -> Schedule:
    given = {"act_number": " 12 ", "act_on": APPROVED, **changes}
    return graphs.approve_schedule(schedule=schedule, actor=world.actor("approver", today), today=today, **given)


def test_approve_meets_the_duty_with_the_act_as_evidence(world: World) -> None:
    schedule = approve(ScheduleFactory(government=True, entries=2), world)
    assert (schedule.state, schedule.act_number, schedule.act_on, schedule.approved_on) == (
        "approved",
        "12",
        APPROVED,
        APPROVED,
    )
    owed = Obligation.objects.get(duty="B-4.3", body=world.government, period_key="2027")
    proof = owed.evidence.get()
    assert (owed.met_on, proof.number, proof.signed_on, proof.address, proof.sha256) == (
        APPROVED,
        "12",
        APPROVED,
        "/schedules/graph/2027/",
        schedule.versions.get().sha256,
    )
    assert told("schedule_approved") == {"intake", "intake_head"}


def test_approve_freezes_a_version_that_shares_nothing_with_the_working_copy(world: World) -> None:
    schedule = ScheduleFactory(government=True)
    entry = ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, month=True)
    approve(schedule, world)
    version = schedule.versions.get()
    assert (version.number, version.act_number, version.published_at) == (1, "12", None)
    assert version.sha256 == fingerprint(version.content)
    assert version.content["entries"] == [
        {
            "key": entry.key,
            "body": {
                "slug": "water",
                "name": {
                    "kk": world.ministry.name_kk,
                    "ru": world.ministry.name_ru,
                    "en": world.ministry.name_en,
                },
            },
            "official": {
                "post": "first_head",
                "title": {
                    "kk": world.ministry.head_title_kk,
                    "ru": world.ministry.head_title_ru,
                    "en": world.ministry.head_title_en,
                },
                "full_name": {"kk": "", "ru": "", "en": ""},
            },
            "territory": {
                "kato": "430000000",
                "name": {"kk": world.region.name_kk, "ru": world.region.name_ru, "en": world.region.name_en},
            },
            "day": None,
            "month": "2027-05",
            "quarter": None,
            "half": None,
            "more_days": [],
            "start_time": None,
            "format": "on_site",
            "venue": {"kk": "", "ru": "", "en": ""},
            "subject": {"kk": entry.subject_kk, "ru": entry.subject_ru, "en": entry.subject_en},
            "ground": {"kk": "", "ru": "", "en": ""},
            "reason": {"kk": "", "ru": "", "en": ""},
        }
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"act_number": "  "}, "act_number"),
        ({"act_on": date(2027, 1, 9)}, "act_on"),
        ({"act_on": date(2026, 12, 13)}, "act_on"),
    ],
)
def test_approve_with_an_impossible_act_names_the_field(world: World, changes: dict, field: str) -> None:
    schedule = ScheduleFactory(government=True, entries=1)
    with pytest.raises(Invalid) as refusal:
        approve(schedule, world, **changes)
    assert list(refusal.value.errors) == [field]
    schedule.refresh_from_db()
    assert (schedule.state, schedule.versions.count()) == ("government", 0)


def test_approve_with_an_act_older_than_the_sending_needs_confirmation(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1)
    assert approve(schedule, world, act_on=date(2026, 12, 13), act_precedes_sending=True).state == "approved"


def test_approve_late_needs_a_reason(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1)
    with pytest.raises(Invalid) as refusal:
        approve(schedule, world, today=LATE_APPROVED)
    assert list(refusal.value.errors) == ["late_reason"]
    approve(schedule, world, today=LATE_APPROVED, late_reason="The act itself is of 8 January")
    owed = Obligation.objects.get(duty="B-4.3", body=world.government)
    # The day of the act is told by nobody but whoever entered it late.
    assert (owed.met_on, owed.entered_on, owed.late_since) == (date(2027, 1, 8), LATE_APPROVED, date(2027, 1, 11))
    assert owed.state(LATE_APPROVED).kind == StateKind.CLAIMED


def test_approve_with_a_text_missing_is_refused(world: World) -> None:
    schedule = ScheduleFactory(government=True)
    ScheduleEntryFactory(schedule=schedule, bare=True)
    with pytest.raises(Invalid) as refusal:
        approve(schedule, world)
    assert refusal.value.code == "texts"


@pytest.mark.parametrize("verb", ["assemble", "start_agreement", "send"])
def test_approve_by_who_prepared_the_schedule_is_refused(world: World, verb: str) -> None:
    schedule = ScheduleFactory(government=True, entries=1)
    schedule.events.create(verb=verb, to_state="government", actor=world.people["approver"], on=date(2026, 12, 14))
    with pytest.raises(NotAllowed) as refusal:
        approve(schedule, world)
    assert refusal.value.code == "own_sending"


def test_person_of_both_bodies_who_did_not_prepare_may_approve(world: World) -> None:
    RoleGrantFactory(user=world.people["approver"], role="preparer", body=world.authorised)
    assert approve(ScheduleFactory(government=True, entries=1), world).state == "approved"


# -- publication -------------------------------------------------------------------------------------------------------
NOW = datetime(2027, 1, 8, 7, tzinfo=UTC)
TOMORROW = datetime(2027, 1, 9, 4, tzinfo=UTC)


def test_plan_and_cancel_publication(world: World) -> None:
    schedule = ScheduleFactory(approved=True)
    intake = world.actor("intake", APPROVED)
    planned = graphs.plan_publication(schedule=schedule, publish_at=TOMORROW, actor=intake, today=APPROVED, now=NOW)
    assert (planned.publish_at, planned.events.get().comment) == (TOMORROW, "09.01.2027 09:00")
    assert list(Schedule.objects.due_for_publication(TOMORROW)) == [schedule]
    cancelled = graphs.cancel_planned_publication(schedule=schedule, actor=intake, today=APPROVED)
    assert cancelled.publish_at is None
    with pytest.raises(Conflict):
        graphs.cancel_planned_publication(schedule=schedule, actor=intake, today=APPROVED)


def test_plan_publication_in_the_past_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        graphs.plan_publication(
            schedule=ScheduleFactory(approved=True),
            publish_at=NOW,
            actor=world.actor("intake", APPROVED),
            today=APPROVED,
            now=NOW,
        )
    assert list(refusal.value.errors) == ["publish_at"]


@pytest.mark.parametrize("name", ["intake", None])
def test_mark_published_opens_the_schedule_and_its_version(world: World, name: str | None) -> None:
    schedule = ScheduleFactory(approved=True, entries=1, publish_at=TOMORROW)
    actor = world.actor(name, APPROVED) if name else None
    published = graphs.mark_published(schedule=schedule, at=TOMORROW, actor=actor, today=APPROVED)
    assert (published.state, published.published_at, published.publish_at) == ("published", TOMORROW, None)
    assert schedule.versions.get().published_at == TOMORROW
    assert published.events.get().actor == (world.people[name] if name else None)


def test_proposal_states_are_named_as_the_tables_name_them() -> None:
    assert ProposalState.values == ["draft", "submitted", "returned", "accepted"]

"""Pages of amendments and of the log of announcements: for whom, what they refuse, what they keep."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.kernel.errors import Conflict, Invalid, NotAllowed
from schedules.models import Proposal, Schedule, ScheduleAnnouncement
from schedules.services.announcements import record_announcement, withdraw_announcement
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, ScheduleEntryFactory, ScheduleFactory
from tests.schedules.conftest import World

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def in_force(world: World) -> Schedule:
    schedule = ScheduleFactory(published=True, act_on=TODAY, period_key="2027")
    proposal = ProposalFactory(body=world.ministry, accepted=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, source=row, territory=world.region)
    return schedule


def page(client: Client, world: World, role: str, name: str, *args: object, **data: object):
    client.force_login(world.people[role])
    path = reverse(f"schedules:{name}", args=args)
    return client.post(path, data) if data else client.get(path)


STATUSES = {
    # Of the authorised body alone; those who see everything filed are told why, others find nothing to amend.
    "amend": {"intake": 200, "intake_head": 200, "overseer": 403, "preparer": 403, "approver": 403, "nobody": 403},
    "announcements": {"intake": 200, "overseer": 200, "administrator": 200, "preparer": 404, "approver": 404},
}


@pytest.mark.parametrize("name", STATUSES)
def test_pages_open_to_whom_they_are_for(world: World, in_force: Schedule, client: Client, name: str) -> None:
    seen = {role: page(client, world, role, name, "2027").status_code for role in STATUSES[name]}
    assert seen == STATUSES[name]


def test_opening_keeps_what_was_typed_and_then_tells_the_ministry(
    world: World, in_force: Schedule, client: Client
) -> None:
    refused = page(client, world, "intake", "amend", "2027", scope="some", bodies=["water"], reason_kk="Себебі бар")
    assert refused.context["form"].errors.keys() == {"reason_ru"}
    assert "Себебі бар" in refused.content.decode()
    done = page(
        client, world, "intake", "amend", "2027", scope="some", bodies=["water"], reason_kk="Себеп", reason_ru="Причина"
    )
    assert done.status_code == 302
    copy = Schedule.objects.unfinished().get()
    assert (copy.amends, copy.amendment_reason_ru) == (in_force, "Причина")
    assert Proposal.objects.get().is_amending
    assert page(client, world, "intake", "work_graph", "2027").context["schedule"] == copy
    # The ministry still sees what is in force: a draft is not shown to it.
    assert page(client, world, "preparer", "work_graph", "2027").context["schedule"] == in_force


def test_ministry_opens_its_proposal_again_and_leaves_it(world: World, in_force: Schedule, client: Client) -> None:
    proposal = Proposal.objects.get()
    for verb, name in (("submit", "head"), ("accept", "intake")):
        proposal.events.create(verb=verb, to_state="accepted", actor=world.people[name], on=TODAY)
    assert page(client, world, "neighbour", "propose_change", proposal.pk).status_code == 404
    assert page(client, world, "intake", "propose_change", proposal.pk).status_code == 403
    assert "reason" in page(client, world, "preparer", "propose_change", proposal.pk, reason=" ").context["form"].errors
    assert page(client, world, "preparer", "propose_change", proposal.pk, reason="Trip").status_code == 302
    assert page(client, world, "preparer", "drop_change", proposal.pk).status_code == 200
    assert page(client, world, "preparer", "drop_change", proposal.pk, yes="1").status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_amending) == ("accepted", False)


def test_giving_up_needs_a_reason_and_what_is_in_force_stands(world: World, in_force: Schedule, client: Client) -> None:
    page(client, world, "intake", "amend", "2027", scope="2027-H2", reason_kk="Себеп", reason_ru="Причина")
    assert page(client, world, "intake", "changes", "2027").status_code == 200
    assert page(client, world, "intake", "abandon", "2027", comment=" ").status_code == 200
    assert page(client, world, "intake", "abandon", "2027", comment="No").status_code == 302
    assert Schedule.objects.for_period("2027").get() == in_force


# -- the log of announcements ------------------------------------------------------------------------------------------
def record(world: World, role: str = "intake", **what: object) -> ScheduleAnnouncement:
    given = {"period_key": "2027", "channel": "newspaper", "announced_on": TODAY, "link": "https://example.kz/1"}
    return record_announcement(actor=world.actor(role), today=TODAY, **{**given, **what})


def test_announcement_is_recorded_by_the_authorised_body_alone(world: World, in_force: Schedule) -> None:
    for role in world.people:
        if role in ("intake", "intake_head"):
            assert record(world, role).recorded_by == world.people[role]
        else:
            with pytest.raises(NotAllowed):
                record(world, role)


@pytest.mark.parametrize(
    ("what", "field", "code"),
    [
        ({"announced_on": TODAY.replace(year=2027)}, "announced_on", "in_future"),
        ({"announced_on": TODAY.replace(year=2025)}, "announced_on", "before_the_act"),
        ({"link": " "}, "link", "no_proof"),
        ({"link": "javascript:alert(1)"}, "link", "link"),
        ({"link": "https://["}, "link", "link"),
        (
            {"link": "", "photo": SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")},
            "photo",
            None,
        ),
    ],
)
def test_announcement_names_the_field_at_fault(
    world: World, in_force: Schedule, what: dict, field: str, code: str | None
) -> None:
    with pytest.raises(Invalid) as refused:
        record(world, **what)
    assert list(refused.value.errors) == [field]
    assert code is None or refused.value.code == code
    assert not ScheduleAnnouncement.objects.exists()


def test_announcement_waits_for_publication(world: World) -> None:
    ScheduleFactory(approved=True)
    with pytest.raises(Conflict) as refused:
        record(world)
    assert refused.value.code == "not_published"


def test_wrong_line_is_taken_back_once_and_corrected_once_and_stays_readable(
    world: World, in_force: Schedule, client: Client
) -> None:
    wrong = record(world, note_kk="«Егемен»", note_ru="«Егемен Казахстан»")
    given = {"announcement": wrong, "actor": world.actor("intake"), "today": TODAY}
    with pytest.raises(Invalid) as refused:
        withdraw_announcement(reason_kk="Күні қате", reason_ru="", **given)
    assert set(refused.value.errors) == {"reason_ru"}
    with pytest.raises(Conflict):
        record(world, corrects=wrong)
    withdraw_announcement(reason_kk="Күні қате", reason_ru="Неверный день", **given)
    with pytest.raises(Conflict):
        withdraw_announcement(reason_kk="Күні қате", reason_ru="Неверный день", **given)
    wrong.refresh_from_db()
    right = record(world, corrects=wrong)
    with pytest.raises(Conflict):
        record(world, corrects=wrong)
    public = client.get("/ru/schedules/graph/2027/").content.decode()
    assert "Неверный день" in public
    assert right.corrects == wrong


def test_announcement_form_takes_a_photo_that_everyone_can_see(
    world: World, in_force: Schedule, client: Client
) -> None:
    with time_machine.travel(datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC), tick=False):
        sent = page(
            client,
            world,
            "intake",
            "announcements",
            "2027",
            channel="place",
            announced_on=TODAY.strftime("%d.%m.%Y"),
            photo=SimpleUploadedFile("board.png", PNG),
        )
    assert sent.status_code == 302, sent.context["form"].errors
    photo = ScheduleAnnouncement.objects.get().photo
    assert photo is not None
    assert (photo.is_public, photo.purpose, photo.content_type) == (True, "evidence", "image/png")
    taken = page(client, world, "intake", "announcement_back", "2027", ScheduleAnnouncement.objects.get().pk)
    assert taken.status_code == 200

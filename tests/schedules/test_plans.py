"""Departmental plans: who does what in which state, the duty they meet, what is shown to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from meetings.models import Meeting
from meetings.services.moving_inside_approved import fix_day
from meetings.services.publication import plan_schedule_publication, publish_planned, publish_schedule
from portal.audit.models import Link
from portal.bodies.choices import Post
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_attach_evidence, can_correct_evidence
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.choices import ProposalState, ScheduleState
from schedules.kinds import PLAN
from schedules.models import Proposal, ProposalRow, Schedule
from schedules.permissions import can_see_proposal, can_see_schedule
from schedules.queries.desk import desk_items
from schedules.queries.intake import intake_board
from schedules.queries.plans import own_plans, plan_board, plan_year
from schedules.queries.proposals import own_proposals
from schedules.services import graphs
from schedules.services.plans import approve_plan
from schedules.services.proposals import accept_proposal, open_proposal, return_proposal, save_row, submit_proposal
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, first_head
from tests.ground import GROUND
from tests.schedules.conftest import World, make_world

EVERYBODY = (
    "preparer", "head", "neighbour", "neighbour_head", "intake", "intake_head", "approver", "overseer",
    "administrator", "officer", "maslikhat", "nobody",
)  # fmt: skip
IN_TIME, LATE = date(2026, 12, 15), date(2026, 12, 16)
PUBLISHED_AT = datetime(2026, 12, 17, 5, tzinfo=UTC)
PUBLISHED_ON = date(2026, 12, 17)
MARCH = date(2027, 3, 1)


#: A world and the plan of its ministry.
Planned = tuple[World, Schedule]


def make_people() -> World:
    """A head of the neighbour too, and a deputy in either ministry."""
    world = make_world()
    world.people["neighbour_head"] = UserFactory(full_name="neighbour_head")
    RoleGrantFactory(user=world.people["neighbour_head"], role="head", body=world.neighbour)
    for body in (world.ministry, world.neighbour):
        OfficialFactory(body=body, post=Post.DEPUTY, title_ru="Вице-министр")
    return world


@GROUND.fixture
def plan_ground() -> World:
    return make_people()


@pytest.fixture
def world(plan_ground: World) -> World:
    return plan_ground


def deputy(body: Any) -> Any:
    return body.officials.get(post=Post.DEPUTY)


def make_plan(world: World, state: str = "", rows: int = 2) -> Proposal:
    """A plan of the ministry, submitted by its preparer when it is not a draft."""
    traits = {state: True} if state else {}
    if state:
        traits["submitted_by"] = world.people["preparer"]
    proposal: Proposal = ProposalFactory(body=world.ministry, kind=PLAN.key, **traits)
    for month in range(rows):
        ProposalRowFactory(
            proposal=proposal, official=deputy(world.ministry), territory=world.region, day=date(2027, 4 + month, 6)
        )
    return proposal


def approved(world: World, on: date = IN_TIME, **order: Any) -> Schedule:
    proposal = make_plan(world, "submitted")
    given = {"act_number": "77-Н", "act_on": on, **order}
    return approve_plan(proposal=proposal, actor=world.actor("head", on), today=on, **given)


def published(world: World) -> Schedule:
    schedule = approved(world)
    publish_schedule(schedule=schedule, actor=world.actor("preparer"), today=PUBLISHED_ON, now=PUBLISHED_AT)
    schedule.refresh_from_db()
    return schedule


@GROUND.fixture
def approved_plan() -> Planned:
    world = make_people()
    return world, approved(world)


@GROUND.fixture
def published_plan() -> Planned:
    world = make_people()
    return world, published(world)


# -- who, in which state -----------------------------------------------------------------------------------------------
def _submit(world: World, name: str, plan: Proposal) -> object:
    return submit_proposal(proposal=plan, actor=world.actor(name), today=TODAY)


def _return(world: World, name: str, plan: Proposal) -> object:
    return return_proposal(proposal=plan, comment="Add the autumn", actor=world.actor(name), today=TODAY)


def _approve(world: World, name: str, plan: Proposal) -> object:
    return approve_plan(proposal=plan, act_number="7", act_on=TODAY, actor=world.actor(name), today=TODAY)


VERBS: dict[str, tuple[Callable[..., object], tuple[str, ...], tuple[str, ...]]] = {
    "submit": (_submit, ("preparer", "head"), ("", "returned")),
    "return": (_return, ("head",), ("submitted",)),
    "approve": (_approve, ("head",), ("submitted",)),
}


@pytest.mark.parametrize("verb", VERBS)
def test_verb_is_for_its_people_only(world: World, verb: str) -> None:
    act, allowed, states = VERBS[verb]
    plan = make_plan(world, states[0])
    for name in EVERYBODY:
        if name not in allowed:
            with pytest.raises(NotAllowed):
                act(world, name, plan)
    act(world, allowed[0], plan)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ["", "submitted", "returned", "accepted"])
def test_verb_is_for_its_states_only(world: World, verb: str, state: str) -> None:
    act, allowed, states = VERBS[verb]
    plan = make_plan(world, state)
    # An accepted plan that nobody has made a schedule of can still go back: its schedule is not there yet.
    if state in states or (verb, state) == ("return", "accepted"):
        act(world, allowed[0], plan)
        return
    with pytest.raises(IllegalTransition):
        act(world, allowed[0], plan)


def test_whoever_submitted_may_not_approve_but_may_take_it_back(world: World) -> None:
    plan = make_plan(world)
    submit_proposal(proposal=plan, actor=world.actor("head"), today=TODAY)
    with pytest.raises(NotAllowed) as refusal:
        _approve(world, "head", plan)
    assert refusal.value.code == "own_filing"
    assert _return(world, "head", plan).state == ProposalState.RETURNED  # type: ignore[attr-defined]


def test_a_second_head_approves_what_the_first_submitted(world: World) -> None:
    plan = make_plan(world)
    submit_proposal(proposal=plan, actor=world.actor("head"), today=TODAY)
    RoleGrantFactory(user=world.people["preparer"], role="head", body=world.ministry)
    assert _approve(world, "preparer", plan).state == ScheduleState.APPROVED  # type: ignore[attr-defined]


def test_accepting_a_plan_without_an_order_is_refused(world: World) -> None:
    with pytest.raises(Conflict):
        accept_proposal(proposal=make_plan(world, "submitted"), actor=world.actor("head"), today=TODAY)


def test_a_proposal_for_the_graph_is_not_approved_as_a_plan(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, rows=1)
    with pytest.raises(IllegalTransition):
        _approve(world, "head", proposal)


def test_a_plan_is_neither_assembled_nor_agreed_nor_sent(world: World) -> None:
    make_plan(world, "accepted")
    for name in ("intake", "head"):
        with pytest.raises(NotAllowed):
            graphs.assemble_draft(period_key="2027", kind="plan", actor=world.actor(name), today=TODAY)
    schedule = Schedule.objects.create(kind="plan", body=world.ministry, period_key="2027")
    for act in (graphs.start_agreement, graphs.send_to_government):
        with pytest.raises(NotAllowed):
            act(schedule=schedule, actor=world.actor("intake"), today=TODAY)


# -- rows --------------------------------------------------------------------------------------------------------------
def test_the_first_head_is_refused_in_a_plan_at_the_field(world: World) -> None:
    plan = make_plan(world, rows=0)
    data = RowData(official=first_head(world.ministry), territory=world.region, day=date(2027, 4, 6))
    with pytest.raises(Invalid) as refusal:
        save_row(proposal=plan, row=None, data=data, expected_version=None, actor=world.actor("preparer"), today=TODAY)
    assert (refusal.value.code, list(refusal.value.errors)) == ("first_head_in_plan", ["official"])
    by_deputy = RowData(official=deputy(world.ministry), territory=world.region, day=date(2027, 4, 6))
    save_row(proposal=plan, row=None, data=by_deputy, expected_version=None, actor=world.actor("preparer"), today=TODAY)


# -- approving ---------------------------------------------------------------------------------------------------------
def test_approval_freezes_a_version_meets_the_duty_and_tells_the_ministry(
    approved_plan: Planned,
) -> None:
    world, schedule = approved_plan
    version = schedule.versions.get()
    assert (schedule.state, schedule.kind, schedule.body, schedule.act_number) == (
        "approved", "plan", world.ministry, "77-Н",
    )  # fmt: skip
    assert (version.number, version.content["kind"], version.content["body"], len(version.content["entries"])) == (
        1, "plan", "water", 2,
    )  # fmt: skip
    obligation = Obligation.objects.get(duty="B-1.4-plan", body=world.ministry, period_key="2027")
    evidence = obligation.evidence.get()
    assert (obligation.met_on, obligation.was_entered_late) == (IN_TIME, False)
    assert (evidence.number, evidence.signed_on, evidence.address, evidence.sha256) == (
        "77-Н", IN_TIME, "/schedules/plan/water/2027/", version.sha256,
    )  # fmt: skip
    assert set(Notice.objects.filter(kind="plan_approved").values_list("user__full_name", flat=True)) == {"preparer"}
    assert Link.objects.filter(subject=f"version:{version.pk}", digest=version.sha256).count() == 1


def test_approval_after_the_last_day_needs_a_reason(world: World) -> None:
    plan = make_plan(world, "submitted")
    order = {"act_number": "78", "act_on": LATE, "actor": world.actor("head", LATE), "today": LATE}
    with pytest.raises(Invalid) as refusal:
        approve_plan(proposal=plan, **order)
    plan.refresh_from_db()
    assert (refusal.value.code, plan.state, Schedule.objects.count()) == ("late_reason", "submitted", 0)
    approve_plan(proposal=plan, late_reason="A new minister", **order)
    obligation = Obligation.objects.get(duty="B-1.4-plan", body=world.ministry, period_key="2027")
    assert (obligation.was_entered_late, obligation.late_reason) == (True, "A new minister")


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"act_number": " "}, "act_number"),
        ({"act_on": date(2026, 12, 16)}, "act_in_future"),
        ({"act_on": date(2026, 11, 19)}, "act_before_filing"),
    ],
)
def test_approval_with_a_wrong_order_is_refused(world: World, order: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        approved(world, **order)
    assert (refusal.value.code, Schedule.objects.count()) == (code, 0)


def test_an_order_confirmed_as_earlier_is_taken(world: World) -> None:
    assert approved(world, act_on=date(2026, 11, 19), act_precedes_filing=True).act_on == date(2026, 11, 19)


def test_what_was_read_is_what_is_approved(world: World) -> None:
    plan = make_plan(world, "submitted")
    with pytest.raises(Conflict):
        approve_plan(
            proposal=plan,
            act_number="7",
            act_on=TODAY,
            expected_version=plan.version - 1,
            actor=world.actor("head"),
            today=TODAY,
        )


def test_evidence_by_hand_stays_possible_until_the_portal_has_its_own(world: World) -> None:
    plan = make_plan(world, "submitted")
    preparer = world.actor("preparer")
    open_duty = Obligation.objects.filter(duty="B-1.4-plan", body=world.ministry, period_key="2027")
    assert not open_duty.exists()
    approve_plan(proposal=plan, act_number="7", act_on=TODAY, actor=world.actor("head"), today=TODAY)
    obligation = open_duty.get()
    assert can_attach_evidence(preparer, obligation).code == "met"
    assert can_correct_evidence(preparer, obligation, obligation.evidence.get()).code == "closed_by_act"


def test_submitting_meets_no_duty_and_tells_the_head_alone(world: World) -> None:
    submit_proposal(proposal=make_plan(world), actor=world.actor("preparer", LATE), today=LATE)
    assert not Obligation.objects.filter(duty__in=["B-1.4-plan", "B-1.4-prop"], met_on__isnull=False).exists()
    assert set(Notice.objects.values_list("user__full_name", "kind")) == {("head", "plan_submitted")}


# -- publishing --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", EVERYBODY)
def test_the_ministry_publishes_its_plan(approved_plan: Planned, name: str) -> None:
    world, schedule = approved_plan
    given = {"schedule": schedule, "actor": world.actor(name), "today": PUBLISHED_ON, "now": PUBLISHED_AT}
    if name in ("preparer", "head"):
        assert len(publish_schedule(**given)) == 2
        return
    with pytest.raises(NotAllowed):
        publish_schedule(**given)
    assert not Meeting.objects.exists()


def test_published_once_each_row_is_a_meeting(published_plan: Planned) -> None:
    world, schedule = published_plan
    meetings = list(Meeting.objects.public().order_by("number").values_list("number", "body__slug", "on"))
    assert [of for _number, *of in meetings] == [["water", date(2027, 4, 6)], ["water", date(2027, 5, 6)]]
    first, second = (int(number.removeprefix("2027-")) for number, *_of in meetings)
    assert second == first + 1
    with pytest.raises(IllegalTransition):
        publish_schedule(schedule=schedule, actor=world.actor("head"), today=PUBLISHED_ON, now=PUBLISHED_AT)
    assert Meeting.objects.count() == 2


def test_planned_publication_of_a_plan_is_carried_out_once(approved_plan: Planned) -> None:
    world, schedule = approved_plan
    before = datetime(2026, 12, 16, 5, tzinfo=UTC)
    plan_schedule_publication(
        schedule=schedule, actor=world.actor("preparer"), publish_at=PUBLISHED_AT, today=LATE, now=before
    )
    assert [publish_planned(now=before), publish_planned(now=PUBLISHED_AT), publish_planned(now=PUBLISHED_AT)] == [
        0, 1, 0,
    ]  # fmt: skip
    assert Meeting.objects.public().count() == 2


def test_the_day_is_set_inside_the_approved_quarter(world: World) -> None:
    plan = make_plan(world, "submitted", rows=0)
    ProposalRowFactory(proposal=plan, official=deputy(world.ministry), territory=world.region, quarter=True)
    schedule = approve_plan(proposal=plan, act_number="7", act_on=TODAY, actor=world.actor("head"), today=TODAY)
    publish_schedule(schedule=schedule, actor=world.actor("preparer"), today=PUBLISHED_ON, now=PUBLISHED_AT)
    given = {"meeting": Meeting.objects.get(), "today": MARCH, "now": datetime(2027, 3, 1, 6, tzinfo=UTC)}
    with pytest.raises(NotAllowed):
        fix_day(day=date(2027, 8, 10), actor=world.actor("neighbour", MARCH), **given)
    with pytest.raises(Invalid) as refusal:
        fix_day(day=date(2027, 10, 5), actor=world.actor("preparer", MARCH), **given)
    assert refusal.value.code == "needs_amendment"
    assert fix_day(day=date(2027, 8, 10), actor=world.actor("preparer", MARCH), **given).on == date(2027, 8, 10)


# -- amending ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", EVERYBODY)
def test_only_the_head_opens_an_amendment(published_plan: Planned, name: str) -> None:
    world, schedule = published_plan
    given = {"reason_kk": "Себеп", "reason_ru": "Причина", "actor": world.actor(name), "today": MARCH}
    if name == "head":
        copy = graphs.open_amendment(schedule=schedule, bodies=[world.ministry], **given)
        assert (copy.amends, copy.kind, Proposal.objects.get(kind="plan").is_amending) == (schedule, "plan", True)
        return
    with pytest.raises(NotAllowed):
        graphs.open_amendment(schedule=schedule, bodies=[world.ministry], **given)


def test_an_amendment_takes_the_place_of_the_plan(published_plan: Planned) -> None:
    world, schedule = published_plan
    head = world.actor("head", MARCH)
    graphs.open_amendment(
        schedule=schedule, bodies=[world.ministry], reason_kk="Себеп", reason_ru="Причина", actor=head, today=MARCH
    )
    plan = Proposal.objects.get(kind="plan")
    ProposalRow.objects.filter(proposal=plan, day=date(2027, 4, 6)).update(
        day=date(2027, 6, 8), span_start=date(2027, 6, 8), version=2,
        change_reason_kk="Сапар", change_reason_ru="Командировка",
    )  # fmt: skip
    submit_proposal(proposal=plan, actor=world.actor("preparer", MARCH), today=MARCH)
    amended = approve_plan(proposal=plan, act_number="12-Н", act_on=MARCH, actor=head, today=MARCH)
    assert (amended.amends, amended.versions.get().number) == (schedule, 2)
    publish_schedule(schedule=amended, actor=head, today=MARCH, now=datetime(2027, 3, 1, 6, tzinfo=UTC))
    schedule.refresh_from_db()
    assert schedule.state == "superseded"
    moved = Meeting.objects.earliest("number")
    assert (moved.on, moved.moved_from, moved.schedule) == (date(2027, 6, 8), "2027-04-06", amended)
    # The head approves year after year: only what was submitted since the last approval counts.
    assert Obligation.objects.get(duty="B-1.4-plan", body=world.ministry).evidence.count() == 1


def test_an_amendment_that_changes_nothing_is_refused(published_plan: Planned) -> None:
    world, schedule = published_plan
    head = world.actor("head", MARCH)
    graphs.open_amendment(
        schedule=schedule, bodies=[world.ministry], reason_kk="Себеп", reason_ru="Причина", actor=head, today=MARCH
    )
    plan = Proposal.objects.get(kind="plan")
    submit_proposal(proposal=plan, actor=world.actor("preparer", MARCH), today=MARCH)
    with pytest.raises(Conflict) as refusal:
        approve_plan(proposal=plan, act_number="1", act_on=MARCH, actor=head, today=MARCH)
    assert refusal.value.code == "nothing_changed"


# -- who sees what -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["", "submitted", "returned", "accepted"])
def test_a_plan_in_work_is_seen_by_its_ministry_alone(world: World, state: str) -> None:
    plan = make_plan(world, state)
    for name in EVERYBODY:
        actor = world.actor(name)
        seen = name in ("preparer", "head")
        assert bool(can_see_proposal(actor, plan)) is seen
        assert Proposal.objects.visible_to(actor).filter(pk=plan.pk).exists() is seen


def test_an_approved_plan_is_seen_by_its_ministry_and_those_who_watch(approved_plan: Planned) -> None:
    world, schedule = approved_plan
    watching = ("preparer", "head", "intake", "intake_head", "overseer", "administrator")
    for name in EVERYBODY:
        actor = world.actor(name)
        assert bool(can_see_schedule(actor, schedule)) is (name in watching)
        assert Schedule.objects.visible_to(actor).filter(pk=schedule.pk).exists() is (name in watching)


def test_plans_do_not_mix_with_proposals_for_the_graph(world: World) -> None:
    make_plan(world, "submitted")
    ProposalFactory(body=world.ministry, rows=1)
    assert [view.proposal.kind for view in own_proposals(world.actor("preparer"), TODAY) if view.proposal] == ["graph"]
    board = {row.body.slug: row.status for row in intake_board("2027", TODAY).rows}
    assert board["water"] == "draft"
    assert [item.kind for item in desk_items(world.actor("intake"), TODAY)] == []
    assert sorted(item.kind for item in desk_items(world.actor("head"), TODAY)) == ["draft", "plan_review"]
    assert [item.kind for item in desk_items(world.actor("preparer"), TODAY)] == ["draft"]


@pytest.mark.parametrize(("state", "status"), [("", "draft"), ("submitted", "submitted"), ("returned", "returned")])
def test_status_of_a_plan_in_work(world: World, state: str, status: str) -> None:
    make_plan(world, state)
    plan = plan_year(PLAN, world.ministry, "2027", IN_TIME)
    assert (plan.status, plan.is_missing, plan.days_left) == (status, False, 0)
    assert plan_year(PLAN, world.ministry, "2027", LATE).is_missing


@pytest.mark.usefixtures("approved_plan")
def test_board_tells_states_and_costs_the_same_for_many(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    board = {row.body.slug: (row.status, row.days_late) for row in plan_board(PLAN, "2027", LATE).rows}
    assert board == {"culture": ("awaited", 1), "finance": ("awaited", 1), "water": ("approved", 0)}
    for _number in range(30):
        ProposalFactory(body=BodyFactory(), kind=PLAN.key)
    with django_assert_max_num_queries(6):
        assert len(plan_board(PLAN, "2027", LATE).rows) == 33


def test_own_plans_cost_the_same_for_many_years(
    world: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    make_plan(world)
    actor = world.actor("preparer")
    with django_assert_max_num_queries(8):
        lines = own_plans(actor, TODAY)
    assert [(line.period_key, line.status) for line in lines] == [("2027", "draft"), ("2026", "awaited")]


# -- pages -------------------------------------------------------------------------------------------------------------
def _get(client: Client, user: Any, name: str, *args: object, **query: str) -> Any:
    client.force_login(user)
    with override("kk"):
        return client.get(reverse(name, args=args), query)


PAGES = ("work_plan", "plan_review", "plan_amend", "plan_announcements")


@pytest.mark.parametrize("name", EVERYBODY)
def test_pages_of_a_plan_are_not_there_for_others(published_plan: Planned, client: Client, name: str) -> None:
    world, _schedule = published_plan
    own = name in ("preparer", "head")
    codes = {page: _get(client, world.people[name], f"schedules:{page}", "water", "2027").status_code for page in PAGES}
    if own:
        is_head = name == "head"
        assert codes == {
            "work_plan": 200,
            "plan_review": 302 if is_head else 403,
            "plan_amend": 200 if is_head else 403,
            "plan_announcements": 200,
        }
    else:
        assert set(codes.values()) == {404}
    board = _get(client, world.people[name], "schedules:plan_board", "2027").status_code
    # A page of the menu: it is there, and not for them.
    assert board == (200 if name in ("intake", "intake_head", "overseer", "administrator") else 403)


@time_machine.travel(datetime(2026, 12, 1, 5, tzinfo=UTC), tick=False)
def test_the_head_decides_on_the_page(world: World, client: Client) -> None:
    plan = make_plan(world, "submitted")
    client.force_login(world.people["head"])
    address = "/ru/work/plans/water/2027/review/"
    assert client.get(address).status_code == 200
    typed = {"version": plan.version, "decision": "approve", "act_number": "", "act_on": "24.11.2026"}
    again = client.post(address, typed)
    assert again.status_code == 200
    assert again.context["form"].errors.keys() == {"act_number"}
    answer = client.post(address, {**typed, "act_number": "7"})
    assert (answer.status_code, answer["Location"]) == (302, "/ru/work/plans/water/2027/")
    page = client.get("/ru/work/plans/water/2027/").content.decode()
    assert "/ru/work/plans/water/2027/publish/" in page
    assert client.get("/ru/work/plans/water/2027/publish/").status_code == 200
    assert client.post("/ru/work/plans/water/2027/publish/", {"when": "now", "sure": "on"}).status_code == 302
    assert Meeting.objects.public().count() == 2


def test_public_pages_of_a_plan_answer_only_once_it_is_published(world: World, client: Client) -> None:
    parts = ("", "v1/", "v1.json", "v1.xlsx", "changes.atom")
    schedule = approved(world)
    addresses = [f"/ru/schedules/plan/water/2027/{part}" for part in parts]
    assert [client.get(address).status_code for address in addresses] == [404] * len(parts)
    assert "plan/water" not in client.get("/ru/schedules/").content.decode()
    publish_schedule(schedule=schedule, actor=world.actor("preparer"), today=PUBLISHED_ON, now=PUBLISHED_AT)
    assert [client.get(address).status_code for address in addresses] == [200] * len(parts)
    assert client.get("/ru/schedules/graph/2027/").status_code == 404
    for page in ("/ru/schedules/", "/ru/bodies/water/", f"/ru/meetings/{Meeting.objects.earliest('number')}/"):
        assert "/ru/schedules/plan/water/2027/" in client.get(page).content.decode()
    assert client.get("/ru/schedules/plan/finance/2027/").status_code == 404


@pytest.mark.usefixtures("published_plan")
def test_api_tells_of_plans_only_when_asked(client: Client) -> None:
    def found(query: str) -> list[tuple[str, Any]]:
        rows = client.get(f"/api/v1/schedules/{query}").json()["results"]
        return [(row["kind"], row["body"] and row["body"]["slug"]) for row in rows]

    assert found("") == []
    assert found("?kind=plan") == found("?body=water") == [("plan", "water")]
    assert client.get("/api/v1/schedules/2027/").status_code == 404
    assert client.get("/api/v1/meetings/?schedule=2027").json()["count"] == 0
    assert client.get("/api/v1/meetings/?schedule=2027&schedule_kind=plan").json()["count"] == 2


def test_opening_a_plan_twice_gives_the_same_one(world: World) -> None:
    given = {"body": world.ministry, "period_key": "2027", "kind": "plan", "today": TODAY}
    first = open_proposal(actor=world.actor("preparer"), **given)
    assert open_proposal(actor=world.actor("head"), **given) == first
    for name in ("neighbour", "intake", "overseer"):
        with pytest.raises(NotAllowed):
            open_proposal(actor=world.actor(name), **given)

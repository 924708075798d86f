"""What a ministry types after its proposal was returned is its own until it is sent: others see what was sent."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from io import BytesIO

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from openpyxl import load_workbook

from schedules.models import Proposal, ProposalRow
from schedules.queries.filed import rows_of
from schedules.queries.intake import intake_board
from schedules.queries.proposals import proposal_view
from schedules.queries.warnings import proposal_warnings
from schedules.services.proposals import return_proposal, submit_proposal
from tests.factories.schedules import ProposalFactory, ProposalRowFactory
from tests.meetings.counting import counted
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
SENT, UNSENT = "Отправленная тема", "Неотправленная тема"
OTHERS = ("intake", "intake_head", "overseer", "administrator")


@pytest.fixture
def returned(world: World) -> Proposal:
    """Sent with one meeting, returned with a remark; then the meeting was rewritten and another one added."""
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(
        proposal=proposal, subject_ru=SENT, day=date(2027, 3, 16), more_days=[date(2027, 3, 17)], territory=world.region
    )
    submit_proposal(proposal=proposal, actor=world.actor("head"), today=TODAY)
    return_proposal(
        proposal=proposal,
        comment="Revise",
        row_comments={row.pk: "Too early"},
        actor=world.actor("intake"),
        today=TODAY,
    )
    ProposalRow.objects.filter(pk=row.pk).update(
        subject_ru=UNSENT, day=date(2027, 5, 4), span_start=date(2027, 5, 4), more_days=[]
    )
    ProposalRowFactory(proposal=proposal, subject_ru=UNSENT, day=date(2027, 6, 1))
    return Proposal.objects.get(pk=proposal.pk)


def signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name])
    return client


def surfaces(proposal: Proposal) -> dict[str, str]:
    return {
        "page": f"/ru/work/proposals/{proposal.pk}/",
        "rows": f"/ru/work/proposals/{proposal.pk}/grid/",
        "workbook": f"/ru/work/proposals/{proposal.pk}/meetings.xlsx",
        "review": f"/ru/work/intake/2027/{proposal.body.slug}/",
        "intake": "/ru/work/intake/2027/",
    }


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = answer.getvalue()
    if "spreadsheet" in answer.headers["Content-Type"]:
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    if "json" in answer.headers["Content-Type"]:
        return json.dumps(json.loads(content), ensure_ascii=False)
    return content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("name", OTHERS)
def test_others_see_what_was_sent(world: World, returned: Proposal, name: str):
    client = signed_in(world, name)
    told = {surface: said(client, address) for surface, address in surfaces(returned).items()}
    assert {surface for surface, text in told.items() if UNSENT in text} == set()
    assert {surface for surface, text in told.items() if SENT in text} == {"page", "rows", "workbook", "review"}
    assert "Too early" in told["page"]


def test_the_ministry_sees_what_it_types(world: World, returned: Proposal):
    client = signed_in(world, "preparer")
    for surface in ("page", "rows", "workbook"):
        text = said(client, surfaces(returned)[surface])
        assert (UNSENT in text, SENT in text) == (True, False), surface


def test_what_is_sent_again_is_seen_by_all(world: World, returned: Proposal):
    submit_proposal(proposal=returned, actor=world.actor("head"), today=TODAY)
    for name in OTHERS:
        assert UNSENT in said(signed_in(world, name), surfaces(returned)["review"])
    assert Proposal.objects.get(pk=returned.pk).filed_rows is None


def test_the_board_counts_what_was_sent(world: World, returned: Proposal):
    board = intake_board("2027", TODAY)
    assert [row.meetings for row in board.rows if row.body == world.ministry] == [1]
    clashing = ProposalFactory(body=world.neighbour, submitted=True)
    for day in (date(2027, 3, 17), date(2027, 5, 4)):
        ProposalRowFactory(proposal=clashing, day=day, territory=world.region)
    assert [clash.day for clash in intake_board("2027", TODAY).clashes] == [date(2027, 3, 16)]


def test_another_ministry_is_warned_of_what_was_sent_alone(world: World, returned: Proposal):
    own = ProposalFactory(body=world.neighbour)
    sent, unsent = (
        ProposalRowFactory(proposal=own, day=day, territory=world.region)
        for day in (date(2027, 3, 17), date(2027, 5, 4))
    )
    assert set(proposal_warnings(proposal_view(own, TODAY)).by_row) == {sent.pk}
    assert unsent.pk not in proposal_warnings(proposal_view(own, TODAY)).by_row


def test_the_kept_rows_cost_a_known_number_of_statements(world: World, returned: Proposal):
    def asked() -> int:
        with counted() as found:
            proposal_view(Proposal.objects.select_related("body").get(pk=returned.pk), TODAY, as_filed=True)
        return len(found)

    few = asked()
    Proposal.objects.filter(pk=returned.pk).update(filed_rows=returned.filed_rows * 50)
    assert asked() == few == 7


def test_what_went_back_before_is_found_in_the_history(world: World, returned: Proposal):
    kept = [each["fields"] for each in returned.filed_rows]
    rows = Proposal.objects.get(pk=returned.pk).rows
    rows.get(subject_ru=UNSENT, day=date(2027, 5, 4)).delete()
    Proposal.objects.filter(pk=returned.pk).update(filed_rows=None)
    past = (
        MigrationLoader(connection, replace_migrations=False)
        .project_state(("schedules", "0011_what_was_sent_before"))
        .apps
    )
    import_module("schedules.migrations.0011_what_was_sent_before").keep_what_was_sent(past, None)
    again = Proposal.objects.get(pk=returned.pk)
    assert [each["fields"] for each in again.filed_rows] == kept
    assert [(row.subject_ru, row.days) for row in rows_of(again, as_filed=True)] == [
        (SENT, [date(2027, 3, 16), date(2027, 3, 17)])
    ]

"""An akimat below writes its part in the same table as the region: its rows and nothing else of the calendar."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal.calendars.models import Delegation, Part
from portal.calendars.services.parts import give_out, go_on, mark_ready
from schedules.models import Proposal, ProposalRow
from schedules.services.proposals import submit_proposal
from tests.conftest import TODAY
from tests.factories.land import DISTRICT, NEIGHBOUR, REGION, RURAL, Land, filled_calendar, make_land
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 20)
MARCH, MAY, JUNE = date(2027, 3, 12), date(2027, 5, 14), date(2027, 6, 10)


@GROUND.fixture
def shared_ground() -> tuple[Land, Proposal]:
    """With a meeting of the neighbour, too."""
    land = make_land()
    proposal = filled_calendar(land)
    land.row(proposal, NEIGHBOUR, NEIGHBOUR, MAY)
    give_out(proposal=proposal, due_on=DUE, actor=land.actor("officer"), today=TODAY)
    proposal.refresh_from_db()
    return land, proposal


@pytest.fixture
def shared(shared_ground: tuple[Land, Proposal]) -> tuple[Land, Proposal]:
    return shared_ground


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        yield


def of(land: Land, name: str) -> Client:
    client = Client()
    client.force_login(land.people[name])
    return client


def row_of(land: Land, kato: str) -> ProposalRow:
    return ProposalRow.objects.get(official=land.akims[kato])


def table(proposal: Proposal, more: str = "") -> str:
    return f"/ru/work/proposals/{proposal.pk}/{more}"


def cells(client: Client, proposal: Proposal, row: ProposalRow) -> dict[str, str]:
    """As the table of whoever may see the row has them."""
    rows = client.get(table(proposal, "grid/")).json()["rows"]
    return next(each["cells"] for each in rows if each["id"] == row.pk)


def post(client: Client, address: str, content: Any) -> Any:
    return client.post(address, json.dumps(content), content_type="application/json")


def save(client: Client, proposal: Proposal, row: ProposalRow, typed: dict[str, str]) -> Any:
    return post(client, table(proposal, "grid/row/"), {"id": row.pk, "version": row.version, "cells": typed})


@pytest.mark.parametrize(
    ("name", "katos"),
    [("district", {DISTRICT, RURAL}), ("rural", {RURAL}), ("neighbour", {NEIGHBOUR})],
)
def test_the_table_of_a_part_shows_its_rows_alone(shared: tuple[Land, Proposal], name: str, katos: set[str]) -> None:
    land, proposal = shared
    client = of(land, name)
    mine = {row_of(land, kato).pk for kato in katos}
    page = client.get(table(proposal)).content.decode()
    assert {row.pk for row in proposal.rows.all() if f'id="row-{row.pk}"' in page} == mine
    told = client.get(table(proposal, "grid/")).json()
    assert ({each["id"] for each in told["rows"]}, told["editable"]) == (mine, True)
    assert told["csrf"]
    # Neither what the region does with the whole, nor its history.
    for address in ("submit/", "import/", "shift/", "copy/", "undo/", "beside/", "meetings.xlsx"):
        assert table(proposal, address) not in page
        assert client.get(table(proposal, address)).status_code == 404, address
    assert land.people["officer"].full_name not in page


@pytest.mark.parametrize("name", ["maslikhat", "nobody", "overseer", "intake", "approver", "administrator"])
def test_whoever_was_given_no_part_finds_nothing(shared: tuple[Land, Proposal], name: str) -> None:
    land, proposal = shared
    client, row = of(land, name), row_of(land, RURAL)
    assert client.get(table(proposal)).status_code in (403, 404)
    for address in ("grid/", "grid/names/"):
        assert client.get(table(proposal, address)).status_code in (403, 404), address
    for address in (f"rows/{row.pk}/", "rows/new/", f"rows/{row.pk}/delete/"):
        assert client.get(table(proposal, address)).status_code in (403, 404), address
    assert save(client, proposal, row, {}).status_code in (403, 404)


def test_names_to_choose_from_are_those_of_the_part(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    named = of(land, "rural").get(table(proposal, "grid/names/")).json()
    assert named["official"] == [str(land.akims[RURAL].title_ru)]
    assert len(named["place"]) == 1
    above = of(land, "district").get(table(proposal, "grid/names/")).json()
    assert (len(above["official"]), len(above["place"])) == (2, 2)
    form = of(land, "rural").get(table(proposal, "rows/new/"), follow=True).content.decode()
    assert str(land.akims[RURAL].title_ru) in form
    assert str(land.akims[NEIGHBOUR].title_ru) not in form


def test_a_row_of_the_part_is_saved_and_its_ready_mark_is_taken_off(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    part, row = Part.objects.get(body=land.akimats[RURAL]), row_of(land, RURAL)
    mark_ready(part=part, actor=land.actor("rural"), today=TODAY)
    client = of(land, "rural")
    typed = cells(client, proposal, row) | {"when": "10.06.2027", "time": "16:00"}
    answer = save(client, proposal, row, typed)
    assert (answer.status_code, answer.json()["row"]["cells"]["when"]) == (200, "10.06.2027")
    assert row_of(land, RURAL).day == JUNE
    part.refresh_from_db()
    assert part.ready_on is None


def test_a_row_of_a_neighbour_is_refused_and_says_nothing_of_itself(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    theirs, client = row_of(land, RURAL), of(land, "neighbour")
    written = cells(of(land, "rural"), proposal, theirs)
    for typed in (written | {"when": "10.06.2027"}, written):
        answer = save(client, proposal, theirs, typed)
        assert (answer.status_code, answer.json()["row"], answer.json()["code"]) == (409, None, "row_gone")
    gone = post(client, table(proposal, "grid/row/"), {"id": theirs.pk, "version": theirs.version, "delete": True})
    assert gone.json()["row"] is None
    probed = {"rows": [{"id": theirs.pk, "version": theirs.version, "key": "", "cells": written}]}
    assert post(client, table(proposal, "grid/said/"), probed).json() == {"said": [False]}
    assert post(of(land, "rural"), table(proposal, "grid/said/"), probed).json() == {"said": [True]}
    now = row_of(land, RURAL)
    assert (now.day, now.version) == (theirs.day, theirs.version)


def test_what_is_pasted_names_the_own_akims_and_places_alone(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    own = cells(of(land, "neighbour"), proposal, row_of(land, NEIGHBOUR))
    others = cells(of(land, "rural"), proposal, row_of(land, RURAL))
    keys = [f"4e1b7f0c-0000-4000-8000-00000000000{number}" for number in range(3)]
    pasted = [
        {"key": keys[0], "cells": own | {"when": "10.06.2027"}},
        {"key": keys[1], "cells": others | {"when": "11.06.2027"}},
        {"key": keys[2], "cells": own | {"place": others["place"], "when": "12.06.2027"}},
    ]
    answer = post(of(land, "neighbour"), table(proposal, "grid/rows/"), {"rows": pasted})
    statuses = [result["status"] for result in answer.json()["results"]]
    assert (answer.status_code, statuses) == (200, [200, 422, 422])
    assert "official" in answer.json()["results"][1]["errors"]
    assert set(proposal.rows.filter(day__gte=JUNE, day__lte=date(2027, 6, 12)).values_list("day", flat=True)) == {JUNE}


def test_of_two_officers_on_one_row_the_second_sees_the_first_and_loses_nothing(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    row, rural, district = row_of(land, RURAL), of(land, "rural"), of(land, "district")
    written = cells(rural, proposal, row)
    assert save(rural, proposal, row, written | {"venue_kk": "Клуб"}).status_code == 200
    late = save(district, proposal, row, written | {"venue_kk": "Мектеп"})
    assert (late.status_code, late.json()["row"]["cells"]["venue_kk"]) == (409, "Клуб")
    assert row_of(land, RURAL).venue_kk == "Клуб"
    again = {"id": row.pk, "version": late.json()["row"]["version"], "cells": written | {"venue_kk": "Мектеп"}}
    assert post(district, table(proposal, "grid/row/"), again).status_code == 200
    assert row_of(land, RURAL).venue_kk == "Мектеп"


def test_pages_of_single_rows_are_those_of_the_part(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    client, mine, other = of(land, "rural"), row_of(land, RURAL), row_of(land, DISTRICT)
    assert client.get(table(proposal, f"rows/{mine.pk}/")).status_code == 200
    assert client.get(table(proposal, f"rows/{other.pk}/")).status_code == 404
    assert client.post(table(proposal, f"rows/{other.pk}/delete/"), {"version": other.version}).status_code == 302
    assert ProposalRow.objects.filter(pk=other.pk).exists()
    copied = client.get(table(proposal, f"rows/new/?copy={other.pk}"), follow=True).content.decode()
    assert "14.05.2027" not in copied
    assert client.post(table(proposal, f"rows/{mine.pk}/delete/"), {"version": mine.version}).status_code == 302
    assert not ProposalRow.objects.filter(pk=mine.pk).exists()


def test_after_the_region_has_gone_on_or_filed_there_is_no_table_of_a_part(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    client, row = of(land, "rural"), row_of(land, RURAL)
    written = cells(client, proposal, row)
    go_on(delegation=Delegation.objects.get(), actor=land.actor("officer"), today=TODAY, reason="Асығамыз")
    assert client.get(table(proposal)).status_code == 404
    assert save(client, proposal, row, written | {"venue_kk": "Клуб"}).status_code == 404
    give_out(proposal=proposal, due_on=DUE, actor=land.actor("officer"), today=TODAY)
    assert client.get(table(proposal)).status_code == 200
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    assert client.get(table(proposal)).status_code == 404
    assert row_of(land, RURAL).venue_kk == ""


def test_statements_do_not_grow_with_rows(shared: tuple[Land, Proposal], django_assert_max_num_queries: Any) -> None:
    land, proposal = shared
    client = of(land, "district")
    client.get(table(proposal))
    with django_assert_max_num_queries(60) as few:
        client.get(table(proposal))
    row = row_of(land, RURAL)
    for number in range(40):
        row.pk, row.position, row.sent_key = None, 10 + number, ""
        row.save(force_insert=True)
    with django_assert_max_num_queries(len(few)):
        page = client.get(table(proposal))
    assert page.content.count(b'id="row-') == 42


def test_a_region_sees_all_rows_as_before(shared: tuple[Land, Proposal]) -> None:
    land, proposal = shared
    told = of(land, "second_officer").get(table(proposal, "grid/")).json()
    assert {each["id"] for each in told["rows"]} == set(proposal.rows.values_list("pk", flat=True))
    assert row_of(land, REGION).pk in {each["id"] for each in told["rows"]}

"""The table of a proposal: cells understood, many rows at once, two people, what is answered in the background."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from portal.kernel.errors import Invalid, NotAllowed
from portal.kernel.periods import Period
from schedules.errors import RowConflict, RowGone
from schedules.forms.grid import CellReader
from schedules.models import Proposal, ProposalRow
from schedules.queries.amendment import APPROVED_FIELDS
from schedules.queries.grid import grid, live, row_cells
from schedules.queries.proposals import proposal_view
from schedules.queries.row_bodies import officials_for
from schedules.queries.warnings import proposal_warnings
from schedules.services.facts import note_region
from schedules.services.proposals import delete_row, save_row, save_rows
from schedules.services.rows import RowChange
from tests.conftest import TODAY
from tests.factories.bodies import ExemptionFactory, OfficialFactory, TerritoryFactory
from tests.factories.schedules import (
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
    first_head,
    many_rows,
)
from tests.schedules.conftest import World
from tests.schedules.test_queries import statements
from tests.schedules.test_services_proposals import data, draft
from tests.schedules.test_views import browser, url


def typed(world: World, **changes: str) -> dict[str, str]:
    return {
        "official": str(first_head(world.ministry).title),
        "place": world.region.name_ru,
        "when": "18.05.2027",
        "time": "",
        "format": "on site",
        "subject_kk": "Ауыз су",
        "subject_ru": "Питьевая вода",
        **changes,
    }


# -- cells -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "understood"),
    [
        ("18.05.2027", {"day": date(2027, 5, 18)}),
        ("2027-05-18", {"day": date(2027, 5, 18)}),
        ("03-04.07.2027", {"day": date(2027, 7, 3), "more_days": (date(2027, 7, 4),)}),
        ("15 и 17.07.2027", {"day": date(2027, 7, 15), "more_days": (date(2027, 7, 17),)}),
        ("март", {"month_key": "2027-03"}),
        ("II квартал", {"quarter_key": "2027-Q2"}),
        ("I полугодие", {"half_key": "2027-H1"}),
        ("12.04.2027 в 15:00", {"day": date(2027, 4, 12), "start_time": time(15)}),
        # Lines of one cell, as the clipboard has them.
        ("12.04.2027\n14.04.2027", {"day": date(2027, 4, 12), "more_days": (date(2027, 4, 14),)}),
        ("12 апреля\n2027 г.", {"day": date(2027, 4, 12)}),
        ("12 сәуір\n12 апреля", {"day": date(2027, 4, 12)}),
    ],
)
def test_cells_are_understood_as_people_write_them(world: World, when: str, understood: dict) -> None:
    read = CellReader(draft(world), TODAY).read(typed(world, when=when))
    empty = {"day": None, "more_days": (), "month_key": "", "quarter_key": "", "half_key": "", "start_time": None}
    assert {name: getattr(read, name) for name in empty} == empty | understood
    assert (read.official, read.territory, read.format) == (first_head(world.ministry), world.region, "on_site")


def test_cells_are_read_with_letters_in_two_characters_made_whole(world: World) -> None:
    cells = typed(world, subject_ru="Питьево\u0438\u0306", ground_ru="Все\u0308")
    read = CellReader(draft(world), TODAY).read(cells)
    assert (read.subject_ru, read.ground_ru) == ("Питьевой", "Всё")


def test_cells_hold_no_more_than_a_text_may(world: World) -> None:
    cells = typed(world, subject_kk="\u200b", subject_ru="Питье\x01вая\x0bвода", ground_ru="Одно\r\nДругое\ud800")
    read = CellReader(draft(world), TODAY).read(cells)
    assert (read.subject_kk, read.subject_ru, read.ground_ru) == ("", "Питьевая вода", "Одно\nДругое")


@pytest.mark.parametrize("written", ["Министр", "министр", "Министр water", "Бірінші басшы", "Minister"])
def test_pasted_post_is_whom_the_import_takes_it_for(world: World, written: str) -> None:
    OfficialFactory(body=world.ministry, post="deputy")
    read = CellReader(draft(world), TODAY).read(typed(world, official=written))
    assert read.official == first_head(world.ministry)


@pytest.mark.parametrize("written", ["Вице-министр", "Председатель комитета", "Иванов И. И."])
def test_pasted_post_that_two_hold_or_nobody_is_asked(world: World, written: str) -> None:
    OfficialFactory.create_batch(2, body=world.ministry, post="deputy")
    with pytest.raises(Invalid) as refusal:
        CellReader(draft(world), TODAY).read(typed(world, official=written))
    assert list(refusal.value.errors) == ["official"]


@pytest.mark.parametrize("written", ["уточняется", "по согласованию", "Келісім бойынша", "—", "TBD"])
def test_pasted_words_for_what_is_open_are_empty_as_in_a_workbook(world: World, written: str) -> None:
    read = CellReader(draft(world), TODAY).read(typed(world, time=written, venue_kk=written, venue_ru=written))
    assert (read.start_time, read.venue_kk, read.venue_ru) == (None, "", "")


def test_a_short_plan_has_its_names_on_the_page_and_no_list_to_ask_for(world: World, client: Client) -> None:
    client.force_login(world.people["preparer"])
    assert client.get(f"/ru/work/proposals/{draft(world).pk}/grid/names/").status_code == 404


def test_pasted_place_of_two_lines_is_the_one_the_import_finds(world: World) -> None:
    district = TerritoryFactory(
        district=True,
        parent=world.region,
        kato=f"{world.region.kato[:2]}3200000",
        name_kk="Арал ауданы",
        name_ru="Аральский район",
    )
    written = f"{world.region.name_ru}\nАральский район"
    read = CellReader(draft(world), TODAY).read(typed(world, place=written))
    assert read.territory == district


def test_venue_that_stands_in_the_row_stays_as_it_was_accepted(world: World) -> None:
    proposal = draft(world, rows=0)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, venue_ru="по согласованию")
    read = CellReader(proposal, TODAY).read(typed(world, venue_ru="по согласованию", venue_kk="келісім бойынша"), row)
    assert (read.venue_ru, read.venue_kk) == ("по согласованию", "")


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"official": ""}, "official"),
        ({"official": "Somebody else"}, "official"),
        ({"place": "Атлантида"}, "place"),
        ({"place": ""}, "place"),
        ({"when": "soon"}, "when"),
        ({"when": "31.02.2027"}, "when"),
        ({"when": "18.05.2028"}, "when"),
        ({"time": "noon"}, "time"),
        ({"time": "15:00 уточняется"}, "time"),
        ({"format": "by pigeon"}, "format"),
        ({"subject_ru": "в" * 301}, "subject_ru"),
    ],
)
def test_cells_that_are_not_understood_are_named(world: World, changes: dict[str, str], cell: str) -> None:
    with pytest.raises(Invalid) as refusal:
        CellReader(draft(world), TODAY).read(typed(world, **changes))
    assert list(refusal.value.errors) == [cell]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"month": True},
        {"quarter": True},
        {"day": None, "half_key": "2027-H2", "span_start": date(2027, 7, 1)},
        {"more_days": [date(2027, 3, 17)], "start_time": time(9, 30), "venue_kk": "Зал", "ground_ru": "Жалобы\nлюдей"},
    ],
)
def test_cells_of_a_row_are_read_back_as_the_same_row(world: World, traits: dict, language: str) -> None:
    district = TerritoryFactory(district=True, parent=world.region, name_kk="Арал ауданы", name_ru="Аральский район")
    proposal = draft(world, rows=0)
    row = ProposalRowFactory(proposal=proposal, territory=district, **traits)
    with translation.override(language):
        shown = grid(proposal, TODAY)
        cells = row_cells(proposal.rows.with_places().get(), shown.columns, shown.officials)
        read = CellReader(proposal, TODAY).read(cells, row)
    assert read.is_said_by(row)


def test_cells_keep_what_the_table_has_no_column_for(world: World) -> None:
    proposal = draft(world, rows=0)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, subject_en="Water", change_reason_ru="Причина")
    read = CellReader(proposal, TODAY).read(typed(world), row)
    assert (read.subject_en, read.change_reason_ru) == ("Water", "Причина")


def test_official_who_left_may_stay_in_the_row(world: World) -> None:
    leaver = OfficialFactory(body=world.ministry, post="deputy", title_en="Deputy", ends_on=date(2026, 11, 1))
    proposal = draft(world, rows=0)
    row = ProposalRowFactory(proposal=proposal, official=leaver, territory=world.region)
    assert CellReader(proposal, TODAY).read(typed(world, official="Deputy"), row).official == leaver


def test_departmental_plan_is_of_deputies_and_chairs(world: World) -> None:
    deputy = OfficialFactory(body=world.ministry, post="deputy")
    assert officials_for(ProposalFactory(body=world.ministry, kind="plan"), TODAY) == [deputy]
    assert officials_for(ProposalFactory(body=world.ministry), TODAY) == [first_head(world.ministry), deputy]


# -- services ----------------------------------------------------------------------------------------------------------
def test_save_rows_saves_what_can_be_saved_and_answers_for_each(world: World) -> None:
    proposal = draft(world, rows=2)
    first, second = proposal.rows.order_by("pk")
    outcomes = save_rows(
        proposal=proposal,
        changes=[
            RowChange(data(world, subject_ru="Дороги"), first.pk, first.version),
            RowChange(data(world), second.pk, 7),
            RowChange(data(world, day=date(2029, 1, 1)), sent_key="a"),
            RowChange(data(world, subject_ru="Школы"), sent_key="b"),
            RowChange(data(world), 10**6, 1),
        ],
        actor=world.actor("preparer"),
        today=TODAY,
    )
    assert [type(outcome.refusal) for outcome in outcomes] == [type(None), RowConflict, Invalid, type(None), RowGone]
    assert set(proposal.rows.values_list("subject_ru", flat=True)) == {"Дороги", second.subject_ru, "Школы"}
    proposal.refresh_from_db()
    assert proposal.version == 2


def test_row_sent_twice_is_one_row(world: World) -> None:
    proposal = draft(world, rows=0)
    given = {"proposal": proposal, "row": None, "expected_version": None, "today": TODAY, "sent_key": "k-1"}
    rows = [save_row(data=data(world), actor=world.actor("preparer"), **given) for _time in range(2)]
    assert rows[0] == rows[1]
    assert (proposal.rows.count(), rows[1].version) == (1, 1)


def test_change_sent_twice_is_one_change(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    for _time in range(2):
        saved = save_row(
            proposal=proposal,
            row=row,
            data=data(world, subject_ru="Дороги"),
            expected_version=1,
            actor=world.actor("preparer"),
            today=TODAY,
        )
    assert saved.version == 2


def test_save_rows_costs_no_more_reads_for_many(world: World) -> None:
    proposal, actor = draft(world, rows=0), world.actor("preparer")

    def save(count: int) -> int:
        changes = [RowChange(data(world), sent_key=f"{count}-{number}") for number in range(count)]
        return statements(lambda: save_rows(proposal=proposal, changes=changes, actor=actor, today=TODAY)) - count

    assert save(1) == save(100)


@pytest.mark.parametrize("name", ["neighbour", "approver", "overseer", "administrator", "officer", "nobody"])
def test_save_rows_by_others_is_refused(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        save_rows(proposal=draft(world), changes=[], actor=world.actor(name), today=TODAY)


def test_too_many_rows_at_once_are_refused(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        save_rows(proposal=draft(world), changes=[RowChange(None)] * 1001, actor=world.actor("preparer"), today=TODAY)
    assert refusal.value.code == "too_many_rows"


# -- facts of regions --------------------------------------------------------------------------------------------------
def facts(world: World, **changes: Any) -> None:
    given = {"open": 5, "late": 2, "repeated": 1, "last_visit_on": date(2026, 3, 1), "rank": 3, **changes}
    note_region(**{"territory": world.region, "as_of": TODAY, **given})


def test_note_region_twice_a_day_keeps_the_later_word(world: World) -> None:
    facts(world)
    facts(world, open=9)
    proposal = draft(world)
    (known,) = [each.facts for each in grid(proposal, TODAY).regions if each.facts]
    assert (known.open, known.late) == (9, 2)


def test_note_region_of_a_district_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        facts(world, territory=TerritoryFactory(district=True, parent=world.region))


def test_choosing_a_region_freezes_what_is_known_and_later_news_changes_nothing(world: World) -> None:
    proposal = draft(world, rows=0)
    actor = world.actor("preparer")
    facts(world)
    facts(world, as_of=date(2027, 1, 1), open=100)

    def save(row: Any, on: date, **changes: object) -> Any:
        version = row.version if row else None
        return save_row(
            proposal=proposal, row=row, data=data(world, **changes), expected_version=version, actor=actor, today=on
        )

    row = save(None, TODAY)
    frozen = {
        "territory": "430000000",
        "as_of": "2026-11-24",
        "open": 5,
        "late": 2,
        "repeated": 1,
        "last_visit_on": "2026-03-01",
        "rank": 3,
    }
    assert row.facts == frozen
    assert save(row, date(2027, 1, 2), subject_ru="Дороги").facts == frozen
    elsewhere = save(proposal.rows.get(), date(2027, 1, 2), territory=TerritoryFactory())
    assert elsewhere.facts is None
    district = TerritoryFactory(district=True, parent=world.region)
    assert save(elsewhere, date(2027, 1, 2), territory=district).facts["open"] == 100


# -- warnings ----------------------------------------------------------------------------------------------------------
def test_warnings_count_every_day_of_a_meeting_and_name_only_what_everybody_sees(world: World) -> None:
    proposal = draft(world, rows=0)
    days = {"day": date(2027, 5, 18), "more_days": [date(2027, 5, 19)]}
    mine = ProposalRowFactory(proposal=proposal, territory=world.region, **days)
    again = ProposalRowFactory(proposal=proposal, territory=TerritoryFactory(), day=date(2027, 5, 19))
    filed = ProposalFactory(body=world.neighbour, submitted=True)
    ProposalRowFactory(proposal=filed, territory=world.region, day=date(2027, 5, 19))
    secret = ProposalFactory(body=world.authorised)
    ProposalRowFactory(proposal=secret, territory=world.region, day=date(2027, 5, 18))
    found = proposal_warnings(proposal_view(proposal, TODAY))
    same_day = "The same official has another meeting on this day."
    assert found.by_row == {
        mine.pk: (same_day, "Another ministry has filed a meeting in this region on this day."),
        again.pk: (same_day,),
    }
    assert [remark.rows for remark in found.remarks] == [((1, mine.pk), (2, again.pk)), ((1, mine.pk),)]
    schedule = ScheduleFactory(agreement=True)
    ScheduleEntryFactory(schedule=schedule, body=world.neighbour, territory=world.region, day=date(2027, 5, 19))
    found = proposal_warnings(proposal_view(proposal, TODAY))
    assert found.by_row[mine.pk][1:] == (f"Another body is in this region on this day: {world.neighbour.plain}.",)


def test_meeting_of_a_half_year_fills_one_empty_quarter_and_says_so(world: World) -> None:
    proposal = draft(world, rows=0)
    ProposalRowFactory(proposal=proposal, territory=world.region, day=date(2027, 1, 12))
    for half, start in (("2027-H1", date(2027, 1, 1)), ("2027-H2", date(2027, 7, 1))):
        ProposalRowFactory(proposal=proposal, territory=world.region, day=None, half_key=half, span_start=start)
    view = proposal_view(proposal, TODAY)
    assert [(cover.meetings, cover.lent) for cover in view.quarters] == [(1, False), (0, True), (0, True), (0, False)]
    assert view.quarters[1].words == "A meeting of the half-year"
    assert view.missing == [Period.quarter(2027, 4)]


def test_withdrawn_rows_count_for_nothing(world: World) -> None:
    proposal = draft(world, rows=0)
    ProposalRowFactory(proposal=proposal, territory=world.region, is_withdrawn=True, bare=True)
    ProposalRowFactory(proposal=proposal, territory=world.region)
    view = proposal_view(proposal, TODAY)
    assert (view.gap_count, [cover.meetings for cover in view.quarters]) == (0, [1, 0, 0, 0])
    assert proposal_warnings(view).by_row == {}


def test_every_exemption_is_told(world: World) -> None:
    for act in ("B", "D"):
        ExemptionFactory(body=world.ministry, act=act, starts_on=date(2026, 1, 1))
    view = live(draft(world), TODAY).view
    assert sorted(each.act for each in view.exemptions) == ["B", "D"]


def test_grid_takes_the_same_statements_for_1_and_300_rows(world: World) -> None:
    proposal = draft(world)
    one = statements(lambda: grid(proposal, TODAY))
    few = statements(lambda: live(proposal, TODAY))
    many_rows(proposal, 299, world.region)
    assert statements(lambda: grid(proposal, TODAY)) == one
    assert statements(lambda: live(proposal, TODAY)) == few
    assert (one, few) == (13, 9)


# -- in the background -------------------------------------------------------------------------------------------------
@pytest.fixture
def _on_a_day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def send(client: Client, name: str, proposal: Proposal, content: Any) -> Any:
    return client.post(url(name, proposal.pk), json.dumps(content), content_type="application/json")


@pytest.mark.usefixtures("_on_a_day")
def test_row_saved_in_the_background_is_told_back_as_it_stands(world: World) -> None:
    proposal = draft(world, rows=0)
    answer = send(
        browser(world, "preparer"), "grid_row", proposal, {"key": "k", "cells": typed(world, when="18 мая 2027")}
    )
    row = proposal.rows.get()
    told = answer.json()
    assert answer.status_code == 200
    assert (told["row"]["id"], told["row"]["version"], told["row"]["key"]) == (row.pk, 1, "k")
    assert (told["row"]["cells"]["when"], told["at"]) == ("18.05.2027", "10:00")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("_on_a_day")
def test_row_that_somebody_changed_is_told_with_both_texts(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    cells = typed(world, subject_ru="Вода")
    save = {"id": row.pk, "version": 1, "cells": typed(world, subject_ru="Дороги")}
    assert send(browser(world, "head"), "grid_row", proposal, save).status_code == 200
    answer = send(browser(world, "preparer"), "grid_row", proposal, {"id": row.pk, "version": 1, "cells": cells})
    told = answer.json()
    assert (answer.status_code, told["row"]["cells"]["subject_ru"], told["row"]["version"]) == (409, "Дороги", 2)
    assert proposal.rows.get().subject_ru == "Дороги"


@pytest.mark.usefixtures("_on_a_day")
def test_row_taken_out_meanwhile_is_told_as_gone(world: World) -> None:
    proposal = draft(world)
    row = proposal.rows.get()
    delete_row(proposal=proposal, row=row, expected_version=1, actor=world.actor("head"), today=TODAY)
    change = {"id": row.pk, "version": 1, "cells": typed(world)}
    answer = send(browser(world, "preparer"), "grid_row", proposal, change)
    assert (answer.status_code, answer.json()["code"], answer.json()["row"]) == (409, "row_gone", None)
    gone = send(browser(world, "preparer"), "grid_row", proposal, {"id": row.pk, "version": 1, "delete": True})
    assert (gone.status_code, gone.json()["row"]) == (200, None)


@pytest.mark.usefixtures("_on_a_day")
def test_cells_not_understood_are_answered_at_the_cell_in_the_readers_language(world: World) -> None:
    cells = typed(world, when="2027 жылы бір күні", format="")
    client = browser(world, "preparer")
    with translation.override("kk"):
        answer = send(client, "grid_row", draft(world), {"key": "k", "cells": cells})
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"when", "format"})


@pytest.mark.usefixtures("_on_a_day")
def test_new_row_has_a_key_so_that_sent_twice_it_is_one_row(world: World) -> None:
    proposal, client = draft(world, rows=0), browser(world, "preparer")
    assert send(client, "grid_row", proposal, {"cells": typed(world)}).status_code == 400
    assert send(client, "grid_rows", proposal, {"rows": [{"key": "", "cells": typed(world)}]}).status_code == 400
    twice = [{"key": "k", "cells": typed(world)}] * 2
    answer = send(client, "grid_rows", proposal, {"rows": twice})
    assert [result["status"] for result in answer.json()["results"]] == [200, 200]
    assert send(client, "grid_row", proposal, twice[0]).status_code == 200
    assert proposal.rows.count() == 1


@pytest.mark.usefixtures("_on_a_day")
def test_copies_in_a_browser_are_saved_when_the_row_says_what_they_mean(world: World) -> None:
    proposal, client = draft(world, rows=0), browser(world, "preparer")
    send(client, "grid_row", proposal, {"key": "k", "cells": typed(world, when="18 мая 2027")})
    row = proposal.rows.get()
    copies = [
        {"key": "k", "cells": typed(world, when="18.05.2027")},
        {"id": row.pk, "version": 1, "cells": typed(world, when="2027-05-18", official="Министр")},
        {"id": row.pk, "version": 1, "cells": typed(world, subject_ru="Дороги")},
        {"key": "k", "cells": typed(world, when="когда-нибудь")},
        {"key": "unknown", "cells": typed(world)},
        {"id": row.pk, "version": 1, "delete": True},
        {"id": row.pk + 1, "version": 1, "delete": True},
    ]
    answer = send(client, "grid_said", proposal, {"rows": copies})
    assert answer.json()["said"] == [True, True, False, False, False, False, True]
    assert (proposal.rows.count(), proposal.rows.get().version) == (1, 1)
    assert send(client, "grid_said", proposal, {"rows": "x"}).status_code == 400


@pytest.mark.usefixtures("_on_a_day")
@pytest.mark.parametrize(
    ("name", "status"),
    [("preparer", 200), ("head", 200), ("overseer", 403), ("intake", 403), ("neighbour", 404), ("officer", 404)],
)
def test_copies_are_compared_for_the_ministry_alone(world: World, name: str, status: int) -> None:
    proposal = ProposalFactory(body=world.ministry, returned=True)
    assert send(browser(world, name), "grid_said", proposal, {"rows": []}).status_code == status


@pytest.mark.usefixtures("_on_a_day")
def test_pasted_rows_are_answered_each(world: World) -> None:
    proposal = draft(world, rows=0)
    rows = [{"key": f"k{number}", "cells": typed(world, when=f"{number}.05.2027")} for number in (1, 2, 32, 4)]
    answer = send(browser(world, "preparer"), "grid_rows", proposal, {"rows": rows})
    assert [result["status"] for result in answer.json()["results"]] == [200, 200, 422, 200]
    assert proposal.rows.count() == 3


@pytest.mark.usefixtures("_on_a_day")
@pytest.mark.parametrize(
    "content", [[], {"cells": {"when": 1}}, {"id": "1", "cells": {}}, {"id": 2**40, "cells": {}}, {"rows": 1}, "x"]
)
def test_what_the_table_never_sends_is_refused(world: World, content: Any) -> None:
    proposal, client = draft(world), browser(world, "preparer")
    assert {send(client, name, proposal, content).status_code for name in ("grid_row", "grid_rows")} == {400}


@pytest.mark.usefixtures("_on_a_day")
@pytest.mark.parametrize(
    "body",
    ['{"a":' * 2000, "[" * 5000, '{"cells": {"when": "\\ud800"}}', '{"cells": {"when": "a\\u0000b"}}'],
    ids=["deep", "deeper", "half a surrogate", "a NUL"],
)
def test_json_that_nobody_can_read_is_refused(world: World, body: str) -> None:
    proposal, client = draft(world), browser(world, "preparer")
    for name in ("grid_row", "grid_rows"):
        answer = client.post(url(name, proposal.pk), body, content_type="application/json")
        assert answer.status_code == 400
        assert client.post(url(name, proposal.pk), {"rows": body}).status_code == 400


@pytest.mark.usefixtures("_on_a_day")
@pytest.mark.parametrize(
    ("name", "status"),
    [("preparer", 200), ("head", 200), ("neighbour", 404), ("officer", 404), ("overseer", 403), ("intake", 403)],
)
def test_background_answers_by_role(world: World, name: str, status: int) -> None:
    proposal = ProposalFactory(body=world.ministry, returned=True)
    asked = {"key": "k", "cells": typed(world)}
    assert send(browser(world, name), "grid_row", proposal, asked).status_code == status
    read = browser(world, name).get(url("grid", proposal.pk))
    assert read.status_code == (404 if status == 404 else 200)


@pytest.mark.usefixtures("_on_a_day")
def test_background_says_that_nobody_is_signed_in_and_that_the_proposal_moved_on(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, rows=1)
    asked = {"key": "k", "cells": typed(world)}
    assert send(Client(), "grid_row", proposal, asked).status_code == 401
    answer = send(browser(world, "preparer"), "grid_row", proposal, asked)
    assert (answer.status_code, answer.json()["code"], "row" in answer.json()) == (409, "illegal_transition", False)


# -- pages -------------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("_on_a_day")
def test_page_of_an_amendment_asks_for_reasons_and_offers_to_put_back(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, returned=True, is_amending=True)
    gone = ProposalRowFactory(proposal=proposal, territory=world.region, is_withdrawn=True)
    html = browser(world, "preparer").get(url("proposal", proposal.pk)).content.decode()
    assert 'data-col="change_reason_kk"' in html
    assert f'action="{url("row_restore", proposal.pk, gone.pk)}"' in html
    plain = browser(world, "preparer").get(url("proposal", draft_of(world, "2026").pk)).content.decode()
    assert "change_reason_kk" not in plain


def amended(world: World) -> tuple[Proposal, ProposalRow, ProposalRow, ProposalRow]:
    """A proposal open for an amendment: a row as approved, one that was changed, one withdrawn."""
    schedule = ScheduleFactory(published=True, act_on=TODAY, period_key="2027")
    proposal = ProposalFactory(body=world.ministry, returned=True, is_amending=True)
    rows = [ProposalRowFactory(proposal=proposal, territory=world.region, day=date(2027, 5, day)) for day in (4, 5, 6)]
    for row in rows:
        approved = {name: getattr(row, name) for name in APPROVED_FIELDS}
        ScheduleEntryFactory(schedule=schedule, body=world.ministry, source=row, **approved)
    later = date(2027, 5, 7)
    proposal.rows.filter(pk=rows[1].pk).update(day=later, span_start=later, change_reason_kk="Себеп")
    proposal.rows.filter(pk=rows[2].pk).update(is_withdrawn=True)
    return proposal, rows[0], rows[1], rows[2]


@pytest.mark.usefixtures("_on_a_day")
def test_changed_row_without_a_reason_is_marked_at_its_row_before_filing(world: World) -> None:
    proposal, kept, changed, withdrawn = amended(world)
    shown = grid(proposal, TODAY)
    assert shown.unexplained == {
        changed.pk: ("change_reason_ru",),
        withdrawn.pk: ("change_reason_kk", "change_reason_ru"),
    }
    lacking = {each.row.pk: each.lacking for each in shown.rows(shown.view.rows) if each.row}
    assert (lacking[kept.pk], lacking[changed.pk]) == ("", "change_reason_ru")
    assert live(proposal, TODAY).says[changed.pk]["lacks"] == ["change_reason_ru"]
    html = browser(world, "preparer").get(url("proposal", proposal.pk)).content.decode()
    assert "2 changed meetings have no reason of their change" in " ".join(html.split())
    assert f'href="#row-{changed.pk}"' in html


@pytest.mark.usefixtures("_on_a_day")
def test_reason_of_a_withdrawn_row_can_be_written_and_nothing_else_of_it(world: World) -> None:
    proposal, _kept, _changed, withdrawn = amended(world)
    client, shown = browser(world, "preparer"), grid(proposal, TODAY)
    cells = row_cells(proposal.rows.with_places().get(pk=withdrawn.pk), shown.columns, shown.officials)
    asked = {"id": withdrawn.pk, "version": withdrawn.version, "cells": {**cells, "subject_ru": "Другое"}}
    assert send(client, "grid_row", proposal, asked).status_code == 409
    asked["cells"] = {**cells, "change_reason_kk": "Себеп", "change_reason_ru": "Причина"}
    answer = send(client, "grid_row", proposal, asked)
    assert (answer.status_code, withdrawn.pk in live(proposal, TODAY).unexplained) == (200, False)


def draft_of(world: World, year: str) -> Proposal:
    return ProposalFactory(body=world.ministry, period_key=year)


@pytest.mark.usefixtures("_on_a_day")
def test_form_keeps_further_days_and_reasons(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, returned=True, is_amending=True)
    row = ProposalRowFactory(
        proposal=proposal, territory=world.region, more_days=[date(2027, 3, 17)], change_reason_kk="Себебі"
    )
    client = browser(world, "preparer")
    address = url("row", proposal.pk, row.pk)
    page = client.get(address).content.decode()
    assert 'value="17.03.2027"' in page
    sent = {
        "official": row.official_id,
        "region": world.region.pk,
        "when": "day",
        "day": "16.03.2027",
        "format": "on_site",
        "version": 1,
    }
    answer = client.post(address, {**sent, "more_days": "17.03.2027; 18.03.2027", "change_reason_ru": "Причина"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.more_days, row.change_reason_ru) == ([date(2027, 3, 17), date(2027, 3, 18)], "Причина")
    refused = client.post(address, {**sent, "more_days": "17.03", "version": 2})
    assert list(refused.context["form"].errors) == ["more_days"]


@pytest.mark.usefixtures("_on_a_day")
def test_panel_tells_what_is_known_of_regions_or_that_nothing_is(world: World) -> None:
    proposal, client = draft(world), browser(world, "preparer")
    assert "No facts of regions yet." in client.get(url("proposal", proposal.pk)).content.decode()
    facts(world, last_visit_on=None)
    html = client.get(url("proposal", proposal.pk)).content.decode()
    assert "5 unresolved questions; 2 late; 1 asked repeatedly; no visit is known; rank: 3" in html


def test_text_of_a_cell_is_as_it_was_typed_because_it_is_sent_back(world: World) -> None:
    """The script of the table reads it from the page; a space bound there would be saved with the next change."""
    proposal = draft(world)
    proposal.rows.update(subject_ru="Вода в посёлке № 5")
    html = browser(world, "preparer").get(url("proposal", proposal.pk).replace("/en/", "/ru/")).content.decode()
    assert html.count(">Вода в посёлке № 5</span>") == proposal.rows.count() > 0

"""Pages without JavaScript: who gets in, what a form keeps, what a conflict shows, where an act leads."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from portal.deadlines.services import sweep
from schedules.models import Proposal, ProposalRow, Schedule
from tests.conftest import TODAY
from tests.factories.bodies import TerritoryFactory
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
    first_head,
    many_entries,
)
from tests.schedules.conftest import World
from tests.texts import plain


@pytest.fixture(autouse=True)
def _on_a_day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def browser(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"schedules:{name}", args=args)


def typed_row(world: World, **changes: object) -> dict[str, object]:
    return {
        "official": first_head(world.ministry).pk,
        "region": world.region.pk,
        "when": "day",
        "day": "18.05.2027",
        "format": "on_site",
        "subject_kk": "Ауыз су",
        "subject_ru": "Питьевая вода",
        **changes,
    }


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# -- who gets in -------------------------------------------------------------------------------------------------------
WORKSPACE = {
    "proposals": (),
    "proposal": ("own",),
    "row_new": ("own",),
    "row": ("own", "row"),
    "row_delete": ("own", "row"),
    "submit": ("own",),
    "review": ("2027", "water"),
    "intake": ("2027",),
    "intake_now": (),
    "work_graph": ("2027",),
    "work_graph_now": (),
    "assemble": ("2027",),
    "agreement": ("2027",),
    "slot": ("2027", "water"),
    "reopen": ("2027",),
    "send": ("2027",),
    "decide": ("2027",),
}


@pytest.fixture
def chain(world: World) -> dict[str, object]:
    proposal = ProposalFactory(body=world.ministry, returned=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    schedule = ScheduleFactory(government=True)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region)
    AgreementSlotFactory(schedule=schedule, body=world.ministry, agreed=True)
    return {"own": proposal.pk, "row": row.pk}


def visit(world: World, chain: dict, person: str) -> dict[str, int]:
    client = browser(world, person)
    return {
        name: client.get(url(name, *(chain.get(arg, arg) for arg in args))).status_code
        for name, args in WORKSPACE.items()
    }


ALL = dict.fromkeys(WORKSPACE, 200) | {"intake_now": 302, "work_graph_now": 302, "row_new": 302}
OUTSIDE = dict.fromkeys(WORKSPACE, 404) | {
    "proposals": 200,
    "work_graph": 200,
    "work_graph_now": 302,
    "intake_now": 302,
    "intake": 403,
}


@pytest.mark.parametrize(
    ("person", "statuses"),
    [
        (
            "preparer",
            ALL
            | dict.fromkeys(("agreement", "reopen", "send"), 403)
            | dict.fromkeys(("assemble", "review", "decide"), 404)
            | {"intake": 403},
        ),
        ("intake", ALL | dict.fromkeys(("row_new", "row", "row_delete", "submit"), 403) | {"decide": 404}),
        (
            "overseer",
            ALL
            | dict.fromkeys(("row_new", "row", "row_delete", "submit", "assemble", "agreement", "reopen", "send"), 403)
            | {"decide": 404},
        ),
        ("approver", OUTSIDE | {"slot": 200, "decide": 200} | dict.fromkeys(("agreement", "reopen", "send"), 403)),
        ("neighbour", OUTSIDE | dict.fromkeys(("agreement", "reopen", "send"), 403)),
        ("officer", OUTSIDE),
        ("nobody", OUTSIDE),
    ],
)
def test_pages_open_to_whom_they_are_for(world: World, chain: dict, person: str, statuses: dict) -> None:
    assert visit(world, chain, person) == statuses


def test_public_schedule_names_who_has_no_meeting_and_the_reason_given(world: World, client: Client) -> None:
    schedule = ScheduleFactory(published=True, quarter_reason="The minister was appointed in March")
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=world.region, day=date(2027, 5, 18))

    page = plain(client.get(url("graph", "2027")).content.decode())

    warned = page[page.index('<div class="notice notice--warn">') : page.index('<ul class="legend">')]
    assert f"{world.neighbour.plain}: no meeting in the whole year" in " ".join(warned.split())
    assert "The minister was appointed in March" in warned
    assert 'data-month="2027-12"' in page


def test_page_of_another_role_says_so_and_a_secret_of_a_neighbour_does_not_exist(world: World, chain: dict) -> None:
    client = browser(world, "maslikhat")
    board, secret = (client.get(url(name, "2027", *more)) for name, more in (("intake", ()), ("review", ("culture",))))
    assert (board.status_code, secret.status_code) == (403, 404)
    assert "This page belongs to the work of another role." in board.content.decode()
    assert "another role" not in secret.content.decode()
    assert board.headers["Cache-Control"] == "private, no-store"


def test_pages_of_the_workspace_send_a_stranger_to_the_login(world: World, chain: dict) -> None:
    client = Client()
    for name, args in WORKSPACE.items():
        address = url(name, *(chain.get(arg, arg) for arg in args))
        response = client.get(address)
        assert (response.status_code, "/accounts/login/" in response["Location"]) == (302, True), name


@pytest.mark.parametrize("name", ["submit", "row_new"])
def test_neighbour_can_not_act_on_what_is_invisible(world: World, chain: dict, name: str) -> None:
    response = browser(world, "neighbour").post(url(name, chain["own"]), typed_row(world))
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["open_proposal", "remind"])
def test_acts_are_refused_by_get(world: World, name: str) -> None:
    args = ("2027", "water") if name == "remind" else ()
    assert browser(world, "intake").get(url(name, *args)).status_code == 405


# -- rows --------------------------------------------------------------------------------------------------------------
def test_open_proposal_leads_to_it(world: World) -> None:
    response = browser(world, "preparer").post(url("open_proposal"), {"body": "water", "year": "2027"})
    assert response["Location"] == Proposal.objects.get().get_absolute_url()


@pytest.mark.parametrize("typed", [{"body": "finance", "year": "2027"}, {"body": "", "year": "2027"}, {}])
def test_open_proposal_of_another_ministry_is_not_found(world: World, typed: dict) -> None:
    assert browser(world, "preparer").post(url("open_proposal"), typed).status_code == 404


def test_open_proposal_for_a_wrong_year_says_so(world: World) -> None:
    response = browser(world, "preparer").post(url("open_proposal"), {"body": "water", "year": "2031"})
    assert said(response) == ["Proposals are opened for the next year or the running one."]


def test_row_is_added_and_leads_back_to_the_proposal(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    response = browser(world, "preparer").post(url("row_new", proposal.pk), typed_row(world))
    assert response["Location"] == proposal.get_absolute_url()
    assert proposal.rows.get().day == date(2027, 5, 18)


def test_row_typed_with_letters_in_two_characters_is_stored_with_whole_ones(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = typed_row(world, subject_ru="Питьево\u0438\u0306 водопровод", ground_ru="Все\u0308")
    assert browser(world, "preparer").post(url("row_new", proposal.pk), row).status_code == 302
    assert proposal.rows.values_list("subject_ru", "ground_ru").get() == ("Питьевой водопровод", "Всё")


def new_page(client: Client, proposal: Proposal) -> tuple[str, str]:
    """The address of a new row's form and the key it was given with."""
    page = client.get(url("row_new", proposal.pk), follow=True)
    return page.redirect_chain[0][0], page.context["form"]["key"].value()


def test_form_sent_twice_is_one_row_and_the_page_one_comes_back_to_says_so(world: World) -> None:
    proposal, client = ProposalFactory(body=world.ministry), browser(world, "preparer")
    address, key = new_page(client, proposal)
    for _time in range(2):
        assert client.post(url("row_new", proposal.pk), typed_row(world, key=key)).status_code == 302
    row = proposal.rows.get()
    back = client.get(address)
    assert back.context["form"]["key"].value() == key
    assert f'href="{row.get_absolute_url()}"' in back.content.decode()
    assert new_page(client, proposal)[1] != key


@pytest.mark.parametrize("copied", ["9" * 5_000, "²", "-1", "1.0", ""])
def test_new_row_begins_empty_when_there_is_nothing_to_copy(world: World, copied: str) -> None:
    proposal = ProposalFactory(body=world.ministry)
    page = browser(world, "preparer").get(url("row_new", proposal.pk), {"key": str(uuid4()), "copy": copied})
    assert (page.status_code, page.context["form"]["region"].value()) == (200, None)


@pytest.mark.parametrize("version", ["9" * 5_000, "²", ""])
def test_row_is_not_put_back_over_a_version_that_is_none(world: World, version: str) -> None:
    row = ProposalRowFactory(proposal=ProposalFactory(body=world.ministry), is_withdrawn=True)
    path = url("row_restore", row.proposal_id, row.pk)
    assert browser(world, "preparer").post(path, {"version": version}).status_code == 409


def test_form_sent_again_with_another_text_asks_whether_it_is_another_meeting(world: World) -> None:
    proposal, client = ProposalFactory(body=world.ministry), browser(world, "preparer")
    _address, key = new_page(client, proposal)
    client.post(url("row_new", proposal.pk), typed_row(world, key=key))
    other = typed_row(world, key=key, subject_ru="Дороги")
    asked = client.post(url("row_new", proposal.pk), other)
    assert (asked.status_code, proposal.rows.count()) == (409, 1)
    assert 'name="as_another"' in asked.content.decode()
    version, spare = asked.context["form"]["version"].value(), str(asked.context["spare_key"])
    for sent in ({**other, "version": version}, {**other, "subject_ru": "Школы", "as_another": spare}):
        for _time in range(2):
            assert client.post(url("row_new", proposal.pk), sent).status_code == 302
    assert sorted(proposal.rows.values_list("subject_ru", flat=True)) == ["Дороги", "Школы"]


@pytest.mark.parametrize("key", ["x", "7", "'" * 36])
def test_key_that_no_page_was_given_is_replaced_or_refused(world: World, key: str) -> None:
    proposal, client = ProposalFactory(body=world.ministry), browser(world, "preparer")
    assert client.get(url("row_new", proposal.pk), {"key": key}).status_code == 302
    assert client.post(url("row_new", proposal.pk), typed_row(world, key=key)).status_code == 200
    assert not proposal.rows.exists()


def test_row_form_keeps_no_more_than_a_text_may(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    sent = typed_row(world, subject_kk="\u200b", subject_ru="Питье\x01вая вода", ground_ru="\u2060")
    assert browser(world, "preparer").post(url("row_new", proposal.pk), sent).status_code == 302
    row = proposal.rows.get()
    assert (row.subject_kk, row.subject_ru, row.ground_ru) == ("", "Питьевая вода", "")


def test_row_saved_with_add_another_leads_to_an_empty_form(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    response = browser(world, "preparer").post(url("row_new", proposal.pk), typed_row(world, add_another="1"))
    assert response["Location"] == url("row_new", proposal.pk)


def test_row_with_bad_input_keeps_what_was_typed_and_links_to_the_field(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    response = browser(world, "preparer").post(
        url("row_new", proposal.pk), typed_row(world, day="31.02.2027", subject_ru="Дороги и мосты")
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="31.02.2027"' in html
    assert 'value="Дороги и мосты"' in html
    assert 'href="#id_day"' in html
    assert not ProposalRow.objects.exists()


def test_row_refused_by_a_rule_shows_it_at_the_field(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    response = browser(world, "preparer").post(url("row_new", proposal.pk), typed_row(world, day="18.05.2028"))
    assert list(response.context["form"].errors) == ["day"]


def test_copied_row_begins_with_the_same_text_and_saves_as_another(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, subject_ru="Дороги")
    response = browser(world, "preparer").get(url("row_new", proposal.pk), {"copy": row.pk}, follow=True)
    assert response.context["form"].initial["subject_ru"] == "Дороги"
    assert "version" not in response.context["form"].initial


@pytest.mark.parametrize("copy", ["x", "999999", "-1"])
def test_copy_of_nothing_gives_an_empty_form(world: World, copy: str) -> None:
    proposal = ProposalFactory(body=world.ministry)
    other = ProposalRowFactory(proposal=ProposalFactory(body=world.neighbour))
    for asked in (copy, str(other.pk)):
        response = browser(world, "preparer").get(url("row_new", proposal.pk), {"copy": asked}, follow=True)
        assert list(response.context["form"].initial) == ["key"]


def test_row_changed_by_two_people_shows_both_texts_and_saves_on_the_second_try(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, version=2, subject_ru="Их текст")
    client = browser(world, "preparer")
    typed = typed_row(world, version=1, subject_ru="Мой текст")
    response = client.post(url("row", proposal.pk, row.pk), typed)
    assert response.status_code == 409
    differences = {each.label: (each.saved, each.typed) for each in response.context["differences"]}
    assert differences["Subject in Russian"] == ("Их текст", "Мой текст")
    html = response.content.decode()
    assert 'value="Мой текст"' in html
    assert 'name="version" value="2"' in html
    assert client.post(url("row", proposal.pk, row.pk), {**typed, "version": 2}).status_code == 302
    row.refresh_from_db()
    assert row.subject_ru == "Мой текст"


def test_row_taken_out_meanwhile_can_be_put_in_again_with_what_was_typed(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    address = url("row", proposal.pk, row.pk)
    row.delete()
    response = browser(world, "preparer").post(address, typed_row(world, version=1, subject_ru="Мой текст"))
    html = response.content.decode()
    assert response.status_code == 409
    assert 'value="Мой текст"' in html
    assert f'action="{url("row_new", proposal.pk)}"' in html


def test_row_of_a_proposal_filed_meanwhile_keeps_what_was_typed(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    response = browser(world, "preparer").post(
        url("row", proposal.pk, row.pk), typed_row(world, version=1, subject_ru="Мой текст")
    )
    assert response.status_code == 409
    assert 'value="Мой текст"' in response.content.decode()


def test_row_is_taken_out_after_asking(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    client = browser(world, "preparer")
    assert client.get(url("row_delete", proposal.pk, row.pk)).status_code == 200
    assert proposal.rows.count() == 1
    client.post(url("row_delete", proposal.pk, row.pk), {"version": 1})
    assert proposal.rows.count() == 0


def test_row_changed_since_the_question_is_not_taken_out(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, version=3)
    response = browser(world, "preparer").post(url("row_delete", proposal.pk, row.pk), {"version": 2})
    assert response.status_code == 409
    assert proposal.rows.count() == 1


# -- filing and review -------------------------------------------------------------------------------------------------
def test_submit_page_names_what_is_missing_with_a_link_to_it(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, subject_ru="")
    html = browser(world, "preparer").get(url("submit", proposal.pk)).content.decode()
    assert f'href="{row.get_absolute_url()}"' in html
    assert "subject in Russian" in html
    assert " disabled" in html


def test_submit_files_what_was_read(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, rows=1)
    client = browser(world, "preparer")
    assert client.post(url("submit", proposal.pk), {"version": 7}).status_code == 409
    response = client.post(url("submit", proposal.pk), {"version": proposal.version})
    assert response["Location"] == proposal.get_absolute_url()
    proposal.refresh_from_db()
    assert proposal.state == "submitted"


def test_submit_late_asks_for_a_reason_at_its_field(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, rows=1)
    with time_machine.travel("2026-12-03 05:00Z", tick=False):
        client = browser(world, "preparer")
        response = client.post(url("submit", proposal.pk), {"version": 1})
        assert list(response.context["form"].errors) == ["late_reason"]
        client.post(url("submit", proposal.pk), {"version": 1, "late_reason": "Vacancy"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.days_late) == ("submitted", 2)


def test_submit_page_of_what_is_filed_leads_back(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    assert browser(world, "preparer").get(url("submit", proposal.pk))["Location"] == proposal.get_absolute_url()


def test_review_returns_with_a_remark_to_a_row(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    response = browser(world, "intake").post(
        url("review", "2027", "water"),
        {"version": 1, "decision": "return", "comment": "A quarter", f"row_{row.pk}": "A holiday"},
    )
    assert response["Location"] == url("intake", "2027")
    row.refresh_from_db()
    assert row.comment == "A holiday"
    html = browser(world, "preparer").get(proposal.get_absolute_url()).content.decode()
    assert "A holiday" in html
    assert "A quarter" in html


def test_review_returned_without_a_comment_keeps_the_remarks_typed(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region)
    response = browser(world, "intake").post(
        url("review", "2027", "water"), {"version": 1, "decision": "return", f"row_{row.pk}": "A holiday"}
    )
    assert list(response.context["form"].errors) == ["comment"]
    assert "A holiday" in response.content.decode()


def test_review_accepts(world: World) -> None:
    ProposalFactory(body=world.ministry, submitted=True, rows=1)
    browser(world, "intake").post(url("review", "2027", "water"), {"version": 1, "decision": "accept"})
    assert Proposal.objects.get().state == "accepted"


def test_review_of_the_second_reviewer_is_told_that_the_first_was_faster(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, submitted=True, rows=1)
    typed = {"version": proposal.version, "decision": "accept"}
    statuses = [
        browser(world, name).post(url("review", "2027", "water"), typed).status_code
        for name in ("intake", "intake_head")
    ]
    assert statuses == [302, 409]
    assert Proposal.objects.get().accepted_by == world.people["intake"]


def test_review_of_own_filing_says_why_not(world: World) -> None:
    proposal = ProposalFactory(body=world.authorised, submitted=True, rows=1)
    proposal.events.create(verb="submit", to_state="submitted", actor=world.people["intake"], on=TODAY)
    html = browser(world, "intake").get(url("review", "2027", "culture")).content.decode()
    assert "You filed this proposal yourself" in html
    assert 'name="decision"' not in html


def test_draft_of_a_ministry_is_not_found_by_the_authorised_body(world: World) -> None:
    proposal = ProposalFactory(body=world.ministry, rows=1)
    client = browser(world, "intake")
    assert client.get(url("review", "2027", "water")).status_code == 404
    assert client.get(proposal.get_absolute_url()).status_code == 404


# -- the board ---------------------------------------------------------------------------------------------------------
def test_remind_from_the_board_writes_once(world: World) -> None:
    sweep(on=TODAY)
    client = browser(world, "intake")
    first = client.post(url("remind", "2027", "water"))
    second = client.post(url("remind", "2027", "water"))
    assert first["Location"] == url("intake", "2027")
    assert said(second)[-1] == f"{world.ministry.name_en} was reminded today already."
    assert "Reminded on" in client.get(url("intake", "2027")).content.decode()


def test_board_of_an_overseer_has_no_buttons_to_act(world: World) -> None:
    sweep(on=TODAY)
    html = browser(world, "overseer").get(url("intake", "2027")).content.decode()
    assert "/remind/" not in html
    assert "/assemble/" not in html


def test_intake_now_leads_to_the_year_being_planned(world: World) -> None:
    assert browser(world, "intake").get(url("intake_now"))["Location"] == url("intake", "2027")


# -- the schedule ------------------------------------------------------------------------------------------------------
def test_assemble_shows_who_is_left_out_and_then_assembles(world: World) -> None:
    ProposalRowFactory(proposal=ProposalFactory(body=world.ministry, accepted=True), territory=world.region)
    client = browser(world, "intake")
    page = client.get(url("assemble", "2027"))
    assert [body.slug for body in page.context["preview"].missing] == ["culture", "finance"]
    response = client.post(url("assemble", "2027"))
    assert said(response) == ["The draft is assembled: 1 meeting."]
    assert Schedule.objects.get().entries.count() == 1


def test_assemble_with_nothing_accepted_says_so(world: World) -> None:
    response = browser(world, "intake").post(url("assemble", "2027"))
    assert response.context["refusal"] == "No proposal for this year is accepted yet."


def test_agreement_is_opened_after_the_page_that_says_whom_it_asks(world: World) -> None:
    schedule = ScheduleFactory()
    client = browser(world, "intake")
    page = client.get(url("agreement", "2027"))
    assert (page.context["due_on"], len(page.context["bodies"])) == (date(2026, 11, 29), 3)
    client.post(url("agreement", "2027"))
    schedule.refresh_from_db()
    assert (schedule.state, schedule.slots.count()) == ("agreement", 3)


def test_slot_takes_remarks_and_then_an_answer(world: World) -> None:
    slot = AgreementSlotFactory(body=world.ministry)
    address = url("slot", "2027", "water")
    browser(world, "preparer").post(address, {"decision": "remarks", "remarks": "Another day"})
    slot.refresh_from_db()
    assert (slot.state, slot.remarks) == ("remarks", "Another day")
    browser(world, "intake").post(address, {"answer": "It stands"})
    slot.refresh_from_db()
    assert slot.answer == "It stands"


def test_slot_with_remarks_but_no_words_keeps_the_choice(world: World) -> None:
    AgreementSlotFactory(body=world.ministry)
    response = browser(world, "preparer").post(url("slot", "2027", "water"), {"decision": "remarks", "remarks": ""})
    assert list(response.context["form"].errors) == ["remarks"]


def test_slot_of_another_ministry_is_not_found(world: World) -> None:
    AgreementSlotFactory(body=world.ministry)
    assert browser(world, "neighbour").get(url("slot", "2027", "water")).status_code == 404


def test_reopen_needs_words(world: World) -> None:
    schedule = ScheduleFactory(agreement=True)
    client = browser(world, "intake")
    assert list(client.post(url("reopen", "2027"), {"comment": ""}).context["form"].errors) == ["comment"]
    client.post(url("reopen", "2027"), {"comment": "May is moved"})
    schedule.refresh_from_db()
    assert schedule.state == "draft"


def test_send_names_what_stands_in_the_way(world: World) -> None:
    schedule = ScheduleFactory(agreement=True)
    slot = AgreementSlotFactory(schedule=schedule, body=world.ministry)
    client = browser(world, "intake")
    response = client.post(url("send", "2027"), {"quarter_reason": "By order"})
    assert response.context["form"].non_field_errors() == ["Not every ministry has answered yet."]
    slot.state, slot.decided_on = "agreed", TODAY
    slot.save()
    assert list(client.post(url("send", "2027")).context["form"].errors) == ["quarter_reason"]
    client.post(url("send", "2027"), {"quarter_reason": "By order"})
    schedule.refresh_from_db()
    assert (schedule.state, schedule.quarter_reason) == ("government", "By order")


def test_decide_approves_with_number_and_date(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1, sent_on=date(2026, 11, 20))
    client = browser(world, "approver")
    response = client.post(url("decide", "2027"), {"decision": "approve", "act_number": "", "act_on": "24.11.2026"})
    assert list(response.context["form"].errors) == ["act_number"]
    client.post(url("decide", "2027"), {"decision": "approve", "act_number": "12", "act_on": "24.11.2026"})
    schedule.refresh_from_db()
    assert (schedule.state, schedule.act_number, schedule.act_on) == ("approved", "12", TODAY)


def test_decide_asks_to_confirm_an_act_older_than_the_sending(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1, sent_on=date(2026, 11, 20))
    client = browser(world, "approver")
    typed = {"decision": "approve", "act_number": "12", "act_on": "19.11.2026"}
    response = client.post(url("decide", "2027"), typed)
    assert list(response.context["form"].errors) == ["act_on"]
    assert 'name="act_precedes_sending"' in response.content.decode()
    client.post(url("decide", "2027"), {**typed, "act_precedes_sending": "on"})
    schedule.refresh_from_db()
    assert schedule.state == "approved"


def test_decide_returns_with_a_comment(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1)
    client = browser(world, "approver")
    assert list(client.post(url("decide", "2027"), {"decision": "return"}).context["form"].errors) == ["comment"]
    client.post(url("decide", "2027"), {"decision": "return", "comment": "Too few"})
    schedule.refresh_from_db()
    assert (schedule.state, schedule.return_comment) == ("draft", "Too few")


def test_second_approver_is_told_that_the_first_was_faster(world: World) -> None:
    schedule = ScheduleFactory(government=True, entries=1, sent_on=date(2026, 11, 20))
    typed = {"decision": "approve", "act_number": "12", "act_on": "24.11.2026"}
    assert browser(world, "approver").post(url("decide", "2027"), typed).status_code == 302
    response = browser(world, "second_approver").post(url("decide", "2027"), {**typed, "act_number": "13"})
    assert response.status_code == 409
    schedule.refresh_from_db()
    assert schedule.act_number == "12"


def test_list_of_a_long_schedule_is_paged_and_the_matrix_leads_to_the_right_page(world: World) -> None:
    schedule = ScheduleFactory(published=True)
    many_entries(schedule, world.ministry, 60, world.region)
    last = list(schedule.entries.in_order())[-1]
    response = Client().get(url("graph", "2027"))
    assert len(response.context["page"]) == 50
    assert f'href="?page=2#e-{last.key}"' in response.content.decode()
    assert f'id="e-{last.key}"' in Client().get(url("graph", "2027"), {"page": 2}).content.decode()


# -- public ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["draft", "agreement", "government", "approved"])
def test_public_pages_do_not_know_a_schedule_before_publication(world: World, state: str) -> None:
    ScheduleFactory(**({} if state == "draft" else {state: True}), entries=1)
    assert Client().get(url("graph", "2027")).status_code == 404
    assert url("graph", "2027") not in Client().get(url("index")).content.decode()


def test_public_pages_set_no_cookie_and_may_be_cached(world: World) -> None:
    ScheduleFactory(published=True, entries=1)
    for address in (url("index"), url("graph", "2027")):
        response = browser(world, "preparer").get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=30"
        assert "Cookie" not in response.get("Vary", "")


def test_public_page_shows_act_hash_and_texts_of_the_language(world: World) -> None:
    schedule = ScheduleFactory(published=True)
    ScheduleEntryFactory(
        schedule=schedule, body=world.ministry, territory=TerritoryFactory(), subject_ru="Вода", subject_en=""
    )
    html = Client().get(url("graph", "2027")).content.decode()
    assert schedule.versions.get().sha256 in html
    assert '<span lang="ru">Вода</span>' in html


def test_public_page_of_another_year_is_not_found(world: World) -> None:
    assert Client().get("/en/schedules/graph/1999/").status_code == 404
    assert Client().get(url("graph", "2029")).status_code == 404

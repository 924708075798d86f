"""Pages of decisions and of the working calendar: two steps before anything is saved, and for whom they exist."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.forms.ruling_kinds import KINDS
from portal.deadlines.models import CalendarDay, Decision, DueChange, Obligation
from portal.deadlines.services import sweep
from portal.law import registry
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, PDF, address
from tests.deadlines.test_ruling import revoke
from tests.texts import plain

DONE = date(2026, 12, 14)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

GROUND = {"ground_kk": "Өкім № 5", "ground_ru": "Распоряжение № 5", "decided_on": "14.12.2026", "document_number": "5"}
PAPERS = {**GROUND, "document_address": "https://example.kz/5"}
DAY_OFF = {"duty": "B-4.3", "day_off": "next", "applies_from": "01.01.2027", **PAPERS}
DAY = {
    "date": "11.01.2027",
    "kind": "day_off",
    "name_kk": "Демалыс",
    "name_ru": "Выходной",
    "source_kk": "№ 7 қаулы",
    "source_ru": "Постановление № 7",
}


def hidden(answer: object) -> dict[str, str]:
    """What the form of the last step sends back: hidden fields and the wordings."""
    text = answer.content.decode()  # type: ignore[attr-defined]
    found = dict(re.findall(r'<input type="hidden" name="([a-z_-]+)" value="([^"]*)">', text))
    wordings = re.findall(r'<textarea name="(wording_\w\w)"[^>]*>\s*([^<]*)</textarea>', text)
    return {**found, **dict(wordings)}


@pytest.fixture
def administrator(login: Login) -> Client:
    return login("administration administrator")


@pytest.fixture
def swept(country: Country) -> Country:
    sweep(on=date(2026, 12, 14))
    return country


def test_decision_is_shown_before_it_is_saved(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=day_off"
    look = administrator.post(url, {**DAY_OFF, "step": "look"})
    text = look.content.decode()
    assert look.status_code == 200
    assert "From Sunday 10\xa0January 2027 to Monday 11\xa0January 2027" in text
    assert "1 person is told of it" in text
    assert not Decision.objects.filter(is_shipped=False).exists()
    typed = hidden(look)
    assert typed["wording_ru"]
    saved = administrator.post(url, {**typed, "step": "save"})
    decision = Decision.objects.get(is_shipped=False)
    assert (saved.status_code, saved["Location"]) == (302, address("decision", decision.pk))
    assert (decision.number, decision.ground_kk, decision.document_number) == (9, "Өкім № 5", "5")
    assert Obligation.objects.get(duty="B-4.3", period_key="2027").due_on == date(2027, 1, 11)
    page = administrator.get(saved["Location"]).content.decode()
    assert "Days that were moved" in page
    assert "10\xa0January 2027" in page


def test_the_reading_of_a_norm_is_decided_on_a_page(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=reading"
    offered = administrator.get(url).context["form"].fields["duty"].choices
    assert [key for key, _words in offered] == ["", "cov-3"]
    typed = {**DAY_OFF, "kind": "reading", "duty": "cov-3", "reading": "wide", "step": "look"}
    typed.pop("day_off", None)
    refused = administrator.post(url, typed)
    assert "Decision 8 settles the same for these periods" in refused.content.decode()
    shipped = Decision.objects.get(number=8)
    page = administrator.get(address("decision", shipped.pk)).content.decode()
    assert "Meetings are owed in each unit once" in page
    assert "28,300" in page
    revoke(swept, shipped, DONE)
    look = administrator.post(url, typed)
    assert look.status_code == 200
    assert "Meetings are owed in each unit and in each village inside it" in look.content.decode()
    assert administrator.post(url, {**typed, "reading": "both"}).status_code == 422


def test_decision_goes_back_with_what_was_typed(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=day_off"
    typed = hidden(administrator.post(url, {**DAY_OFF, "step": "look"}))
    back = administrator.post(url, {**typed, "step": "back"}).content.decode()
    assert "Өкім № 5" in back
    assert "The form was not accepted" not in back


def test_document_of_the_first_step_is_there_in_the_last(administrator: Client, swept: Country, client: Client) -> None:
    url = f"{address('decide')}?kind=day_off"
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    look = administrator.post(url, {**DAY_OFF, "document_address": "", "file": upload, "step": "look"})
    administrator.post(url, {**hidden(look), "step": "save"})
    document = Decision.objects.select_related("document").get(is_shipped=False).document
    assert document is not None
    assert document.is_public
    assert document.name == "order.pdf"
    assert document.get_absolute_url() in client.get(address("public_decisions")).content.decode()
    # Without either, the field says so.
    answer = administrator.post(url, {**DAY_OFF, "document_address": "", "file-chosen": "1:forged", "step": "look"})
    assert answer.status_code == 422
    assert "Attach the document, or give its address." in answer.content.decode()


def test_document_of_the_first_step_is_there_after_going_back(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=day_off"
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    look = administrator.post(url, {**DAY_OFF, "document_address": "", "file": upload, "step": "look"})
    assert "Document: order.pdf" in plain(look.content.decode())
    back = administrator.post(url, {**hidden(look), "step": "back"})
    assert "Chosen already: order.pdf" in plain(back.content.decode())
    again = administrator.post(url, {**DAY_OFF, "document_address": "", **hidden(back), "step": "look"})
    assert (again.status_code, "order.pdf" in again.content.decode()) == (200, True)


def test_document_that_is_none_is_refused_in_the_first_step(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=day_off"
    upload = SimpleUploadedFile("order.pdf", b"MZ no document", content_type="application/pdf")
    answer = administrator.post(url, {**DAY_OFF, "document_address": "", "file": upload, "step": "look"})
    assert answer.status_code == 422
    assert "the content of this file is something else" in answer.content.decode()


def test_stale_preview_is_shown_again(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=day_off"
    typed = hidden(administrator.post(url, {**DAY_OFF, "step": "look"}))
    Obligation.objects.filter(duty="B-4.3").update(met_on=DONE, entered_on=DONE, known_on=DONE)
    answer = administrator.post(url, {**typed, "step": "save"})
    assert answer.status_code == 409
    assert "Meanwhile something changed." in answer.content.decode()
    assert not Decision.objects.filter(is_shipped=False).exists()
    again = administrator.post(url, {**hidden(answer), "step": "save"})
    assert again.status_code == 302


def test_conflict_is_said_at_the_field(administrator: Client, swept: Country) -> None:
    form = {"duty": "B-4.3", "stands": "no", "applies_from": "01.01.2027", **PAPERS, "step": "look"}
    answer = administrator.post(f"{address('decide')}?kind=stands", form)
    assert answer.status_code == 422
    assert "Decision 1 settles the same for these periods." in answer.content.decode()
    assert "Өкім № 5" in answer.content.decode()


def test_every_kind_has_its_form(administrator: Client) -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            url = f"{address('decide', language=language)}?kind={kind}"
            assert administrator.get(url).status_code == 200
        assert administrator.post(url, {"step": "look"}).status_code == 422


def test_period_of_one_body_is_chosen_not_typed(administrator: Client, swept: Country) -> None:
    url = f"{address('decide')}?kind=extension"
    page = plain(administrator.get(url).content.decode())
    for key, name in (
        ("2027", "2027"),
        ("2027-H1", "First half of 2027"),
        ("2026-Q4", "Q4 2026"),
        ("2023-01", "January 2023"),
    ):
        assert re.search(rf'<option value="{key}">{name}</option>', page), key
    assert 'value="2022"' not in page
    form = {"body": "ministry-1", "duty": "B-1.4-plan", "extended_to": "25.12.2026", **PAPERS, "step": "look"}
    refused = administrator.post(url, form | {"period_key": "2027-X"})
    assert (refused.status_code, "2027-X is not one of" in plain(refused.content.decode())) == (422, True)
    shown = hidden(administrator.post(url, form | {"period_key": "2027"}))
    assert administrator.post(url, {**shown, "step": "save"}).status_code == 302
    assert Obligation.objects.get(duty="B-1.4-plan", body=swept["ministry-1"]).due_on == date(2026, 12, 25)


def test_repealed_duties_are_not_offered_for_one_body(administrator: Client, swept: Country) -> None:
    page = administrator.get(f"{address('decide')}?kind=release").content.decode()
    gone = [key for key in registry.KEYS if _ended(key, date(2023, 1, 1))]
    assert gone
    assert [key for key in gone if f'<option value="{key}"' in page] == []
    assert '<option value="B-1.4-plan"' in page


def _ended(key: str, by: date) -> bool:
    ordered = registry.duty(key).for_periods
    return ordered is not None and ordered.ends_on is not None and ordered.ends_on <= by


def test_extension_from_the_page_of_a_duty(administrator: Client, swept: Country) -> None:
    plan = Obligation.objects.get(duty="B-1.4-plan", body=swept["ministry-1"])
    page = administrator.get(plan.get_work_url()).content.decode()
    url = f"{address('decide')}?kind=extension&obligation={plan.pk}"
    assert url.replace("&", "&amp;") in page
    typed = hidden(administrator.post(url, {"extended_to": "25.12.2026", **PAPERS, "step": "look"}))
    assert administrator.post(url, {**typed, "step": "save"}).status_code == 302
    plan.refresh_from_db()
    assert plan.due_on == date(2026, 12, 25)
    decision = Decision.objects.get(is_shipped=False)
    revoke = address("revoke", decision.pk)
    look = administrator.post(revoke, {**PAPERS, "step": "look"})
    assert "15\xa0December 2026" in look.content.decode()
    assert administrator.post(revoke, {**hidden(look), "step": "save"}).status_code == 302
    plan.refresh_from_db()
    assert plan.due_on == date(2026, 12, 15)
    assert DueChange.objects.filter(obligation=plan).count() == 2


def test_pages_are_for_administrators(login: Login, country: Country) -> None:
    first = Decision.objects.get(number=3, duty="B-4.3")
    urls = [address("decisions"), address("decide"), address("decision", first.pk), address("revoke", first.pk)]
    urls += [address("change_day"), address("move_day"), address("remove_day", "2027-03-15")]
    for name in country.people:
        if not name.endswith("administrator"):
            client = login(name)
            assert {client.get(url).status_code for url in urls} == {403}, name
            assert client.post(f"{address('decide')}?kind=day_off", {**DAY_OFF, "step": "look"}).status_code == 403
            assert client.post(address("change_day"), {**DAY, "step": "look"}).status_code == 403


def test_pages_that_are_none(administrator: Client) -> None:
    urls = [f"{address('decide')}?kind=nothing", f"{address('decide')}?kind=extension&obligation=x"]
    urls += [address("remove_day", "2027-03-16"), address("remove_day", "tomorrow"), f"{address('change_day')}?day=x"]
    assert {administrator.get(url).status_code for url in urls} == {404}


def test_list_costs_the_same_however_long(administrator: Client, country: Country) -> None:
    user = country.people["administration administrator"].user
    texts = {f"{name}_{language}": "…" for name in ("wording", "ground") for language in ("kk", "ru", "en")}

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert administrator.get(address("decisions")).status_code == 200
        return len(asked)

    cost()  # a first page looks at the login anew
    few = cost()
    for number in range(5, 35):
        Decision.objects.create(
            number=number,
            duty="P-3",
            applies_from=date(2000 + number, 1, 1),
            decided_on=date(2026, 12, 14),
            recorded_by=user,
            day_off="next",
            **texts,
        )
    assert cost() == few


def test_public_list_names_no_person_and_sets_no_cookie(client: Client, country: Country) -> None:
    decision = Decision.objects.get(number=3, duty="B-4.3")
    for language in LANGUAGES:
        answer = client.get(address("public_decisions", language=language))
        assert answer.status_code == 200
        assert not answer.cookies
        assert "administrator of" not in answer.content.decode()
        assert getattr(decision, f"wording_{language}") in plain(answer.content.decode())


def test_ruling_on_an_internal_duty_is_not_public(client: Client, swept: Country, administrator: Client) -> None:
    plan = Obligation.objects.get(duty="B-1.4-plan", body=swept["ministry-1"])
    url = f"{address('decide')}?kind=release&obligation={plan.pk}"
    typed = hidden(administrator.post(url, {"released_as": "waived", **PAPERS, "step": "look"}))
    administrator.post(url, {**typed, "step": "save"})
    assert "Распоряжение № 5" in plain(client.get(address("public_decisions", language="ru")).content.decode())
    Obligation.objects.filter(pk=plan.pk).update(is_public=False)
    assert "Распоряжение № 5" not in plain(client.get(address("public_decisions", language="ru")).content.decode())


# -- the working calendar ---------------------------------------------------------------------------------------------
def test_day_is_shown_before_it_is_changed(administrator: Client) -> None:
    url = address("change_day")
    look = administrator.post(url, {**DAY, "step": "look"})
    assert look.status_code == 200
    assert not CalendarDay.objects.filter(date=date(2027, 1, 11)).exists()
    saved = administrator.post(url, {**hidden(look), "step": "save"})
    assert saved["Location"] == f"{address('working_days')}?year=2027"
    day = CalendarDay.objects.get(date=date(2027, 1, 11))
    assert (day.kind, day.source_ru, day.changed_on) == ("day_off", "Постановление № 7", date(2026, 12, 14))
    assert "Resolution" not in administrator.get(saved["Location"]).content.decode()


def test_listed_day_is_changed_and_removed(administrator: Client) -> None:
    url = f"{address('change_day')}?day=2027-03-15"
    assert "Constitution Day" in administrator.get(url).content.decode()
    remove = address("remove_day", "2027-03-15")
    source = {"source_kk": "№ 7", "source_ru": "№ 7"}
    typed = hidden(administrator.post(remove, {**source, "step": "look"}))
    assert administrator.post(remove, {**typed, "step": "save"}).status_code == 302
    assert CalendarDay.objects.get(date=date(2027, 3, 15)).kind == "plain"


def test_day_off_is_moved(administrator: Client) -> None:
    form = {"works_on": "11.01.2027", "rests_on": "12.01.2027", "source_kk": "№ 7", "source_ru": "№ 7", "step": "look"}
    answer = administrator.post(address("move_day"), form)
    assert answer.status_code == 422
    assert "This is a working day already." in answer.content.decode()
    look = administrator.post(address("move_day"), {**form, "works_on": "09.01.2027"})
    assert administrator.post(address("move_day"), {**hidden(look), "step": "save"}).status_code == 302
    assert CalendarDay.objects.get(date=date(2027, 1, 9)).kind == "workday"

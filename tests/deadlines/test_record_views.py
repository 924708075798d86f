"""The public record and "why this date", in three languages, without a cookie."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import Obligation
from portal.deadlines.services import refresh_totals, sweep
from portal.kernel import clock
from tests.deadlines.conftest import Country
from tests.deadlines.doing import LANGUAGES, address, plan_of, record
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory
from tests.texts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def board(plan: Obligation) -> str:
    """The record as counted at noon; the address of its table for the year that is planned."""
    refresh_totals(on=clock.today(), now=clock.now())
    return address("board") + "?year=2027"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(html: str) -> list[str]:
    """What the cells of the tables say when they are read aloud or seen."""
    found = re.findall(r'<a class="cell cell--[a-z]+" href="[^"]+">(.*?)</a>', html)
    return [re.findall(r"([^<>]+)(?:</span>)?$", cell)[0] for cell in found]


# -- the table -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_board_speaks_three_languages_without_a_cookie(client: Client, board: str, language: str) -> None:
    for view in ("table", "list"):
        answer = client.get(address("board", language=language) + f"?year=2027&view={view}")
        assert answer.status_code == 200
        assert answer.cookies == {}
        assert answer["Cache-Control"] == "public, max-age=30"
        assert f'<html lang="{language}">' in answer.content.decode()
    text = answer.content.decode()
    assert {"kk": "ведомстволық жоспарды бекіту", "ru": "Утвердить ведомственный план", "en": "departmental plan"}[
        language
    ] in text


def test_table_leads_from_each_cell_to_its_rows(client: Client, country: Country, board: str) -> None:
    html = page(client, board)
    (link,) = re.findall(
        r'href="(\?[^"]*duty=B-1.4-plan&amp;[^"]*body=ministry-1[^"]*|[^"]*body=ministry-1[^"]*duty=B-1.4-plan)"', html
    )
    rows = page(client, address("board") + link.replace("&amp;", "&"))
    assert re.findall(r'href="(/en/deadlines/\d+/)"', rows) == [plan_of(country).get_absolute_url()]


def test_table_says_each_state_in_words(client: Client) -> None:
    body = BodyFactory()
    for period, trait in enumerate(("in_time", "two_days_late", "waived", "exempt", "waiting", "no_day", "gone"), 1):
        ObligationFactory(body=body, period_key=f"2027-{period:02d}", **{trait: True})
    ObligationFactory(body=body, period_key="2027-08", computed_due_on=date(2026, 12, 1))
    ObligationFactory(body=body, period_key="2027-09")
    ObligationFactory(body=body, period_key="2027-10", computed_due_on=date(2027, 5, 1))
    ObligationFactory(body=body, period_key="2027-10", computed_due_on=date(2027, 5, 1), subject="2")
    ObligationFactory(body=body, period_key="2027-10", computed_due_on=date(2026, 5, 1), subject="3")
    refresh_totals(on=clock.today(), now=clock.now())
    assert cells(page(client, address("board") + f"?body={body.slug}&year=2027")) == [
        "in time",
        "2 days late",
        "waived",
        "exempt",
        "waiting",
        "no day is set",
        "not needed",
        "not done",
        "due soon",
        "not done: 1, not due yet: 2",
    ]


def test_region_opens_into_its_bodies(client: Client) -> None:
    region = TerritoryFactory(short_en="North")
    district = TerritoryFactory(district=True, parent=region)
    for place in (region, district):
        ObligationFactory(body=BodyFactory(akimat=True, territory=place), duty="C-2.1", act="C2")
    refresh_totals(on=clock.today(), now=clock.now())
    whole = page(client, address("board") + "?year=2027")
    assert f'<a href="?year=2027&amp;region={region.kato}">North</a>' in whole
    assert cells(whole) == ["due soon: 2"]
    opened = page(client, address("board") + f"?year=2027&region={region.kato}")
    assert cells(opened) == ["due soon", "due soon"]
    assert cells(page(client, address("board") + "?year=2027&level=district")) == ["due soon"]


def test_board_shows_only_what_is_public(client: Client) -> None:
    ObligationFactory(body=BodyFactory(name_en="Shown", plain_en="Shown ministry"))
    ObligationFactory(body=BodyFactory(plain_en="Hidden ministry", short_en="Hidden ministry"), internal=True)
    refresh_totals(on=clock.today(), now=clock.now())
    for query in ("?year=2027", "?view=list&year=2027", "?duty=B-1.4-plan&year=2027", "?year=2027&as_of=2026-12-01"):
        html = page(client, address("board") + query)
        record = html[html.index('id="record"') :]
        assert "Hidden ministry" not in record
        assert record.count("due soon: ") == 0
    assert "Hidden ministry" not in csv(client, "?year=2027")


def test_table_is_told_from_totals_alone_and_kept_until_they_are_counted_again(client: Client, board: str) -> None:
    with CaptureQueriesContext(connection) as first:
        before = page(client, board)
    with CaptureQueriesContext(connection) as second:
        assert page(client, board) == before
    assert (len(first), len(second)) == (9, 1)
    ObligationFactory(duty="B-1.7", period_key="2027-Q1")
    assert page(client, board) == before
    refresh_totals(on=clock.today(), now=clock.now() + timedelta(minutes=15))
    assert page(client, board) != before


def test_unchanged_board_costs_its_reader_nothing(client: Client, board: str) -> None:
    tag = client.get(board)["ETag"]
    assert client.get(board, headers={"If-None-Match": tag}).status_code == 304


# -- the list --------------------------------------------------------------------------------------------------------
def test_board_filters_by_address(client: Client, country: Country, board: str) -> None:
    text = page(client, address("board") + "?body=ministry-1&duty=B-1.4-plan&period=2027&state=due_soon")
    assert text.count("<tr ") == 2
    nothing = page(client, address("board") + "?body=ministry-1&duty=C-2.1&view=list")
    assert "Nothing was found" in nothing
    assert address("board") in nothing
    assert page(client, address("board") + "?q=ministry-1&year=2027").count("Why this date?") == 2


def test_what_is_open_is_listed_of_all_years(client: Client) -> None:
    ObligationFactory(period_key="2024", computed_due_on=date(2023, 12, 15))
    html = page(client, address("board") + "?state=overdue")
    assert (html.count("Why this date?"), "All years." in html) == (1, True)


@pytest.mark.parametrize(
    "query", ["?body=nobody", "?duty=A-77", "?period=x", "?state=1", "?region=%01", "?body=%01", "?year=1", "?act=Z"]
)
def test_board_says_which_choice_does_not_exist(client: Client, plan: Obligation, query: str) -> None:
    html = page(client, address("board") + query)
    assert "There is no such choice" in html
    assert "<tbody" not in html
    assert client.get(address("board_csv") + query).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_board_gives_the_nearest_page(client: Client, board: str, number: str) -> None:
    assert client.get(board + f"&page={number}").status_code == 200
    assert client.get(board + f"&view=list&page={number}").status_code == 200


def test_board_when_nothing_is_on_record(client: Client) -> None:
    text = page(client, address("board"))
    assert "No duties are on record yet" in text
    assert "nothing to count" in text


def statements(client: Client, url: str) -> tuple[int, int]:
    """Statements of one page, and rows its table shows."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured), answer.content.decode().count("Why this date?")


@pytest.mark.parametrize(("query", "count"), [("", 9), ("&as_of=2026-12-13", 7)])
def test_board_costs_the_same_for_one_row_and_for_three_hundred(client: Client, query: str, count: int) -> None:
    body = BodyFactory()
    ObligationFactory(body=body, met_on=date(2026, 12, 1))
    one = statements(client, address("board") + "?year=2027&view=list" + query)
    for number in range(299):
        ObligationFactory(body=body, subject=f"{number}", met_on=date(2026, 12, 1))
    many = statements(client, address("board") + "?year=2027&view=list" + query)
    assert one == (count, 1)
    assert many == (count, 50)


def test_board_accepts_reading_only(client: Client) -> None:
    assert client.post(address("board")).status_code == 405


# -- past days, and what machines take -------------------------------------------------------------------------------
def test_record_of_a_past_day_says_so(client: Client, country: Country) -> None:
    sweep(on=date(2026, 12, 10))
    record(country, date(2026, 12, 14))
    url = address("board") + "?year=2027&body=ministry-1&duty=B-1.4-plan"
    today, before = page(client, url + "&view=list"), page(client, url + "&view=list&as_of=13.12.2026")
    assert [re.search(r"check.*?</svg>(In time)", html) is not None for html in (today, before)] == [True, False]
    assert "Record as it stood on 13\xa0December 2026" in before
    assert cells(page(client, url + "&as_of=2026-12-13")) == ["due soon"]
    assert "This day has not come yet" in page(client, url + "&as_of=2026-12-15")
    assert "Record as it stood" not in page(client, url + "&as_of=2026-12-14")


def csv(client: Client, query: str) -> str:
    answer = client.get(address("board_csv") + query)
    assert answer.status_code == 200
    assert answer.cookies == {}
    return b"".join(answer).decode("utf-8-sig")


def test_rows_can_be_taken_as_csv(client: Client, country: Country) -> None:
    sweep(on=date(2026, 12, 10))
    lines = csv(client, "?year=2027&body=ministry-1&duty=B-1.4-plan").splitlines()
    assert lines[0].startswith("id,duty,act,action,body,body_name,place,period,act_due_on,due_on,met_on,state")
    pk = plan_of(country).pk
    who = "B-1.4-plan,B0,Approve the departmental plan for 2027,ministry-1,Ministry ministry-1,,2027"
    state = "2026-12-15,2026-12-15,,due_soon,1 day left,1"
    assert lines[1:] == [f"{pk},{who},{state},,,http://testserver/en/deadlines/{pk}/,,,,,,False,False,False"]
    past = csv(client, "?year=2027&body=ministry-1&duty=B-1.4-plan&as_of=2026-12-13").splitlines()
    assert "2 days left" in past[1]


def test_csv_starts_no_formula(client: Client) -> None:
    ObligationFactory(waived=True, body=BodyFactory(plain_en="=1+1"))
    assert "'=1+1" in csv(client, "?year=2027")


def test_page_leads_to_the_same_selection_for_machines(client: Client, board: str) -> None:
    html = page(client, address("board") + "?body=ministry-1&view=table&q=&year=2027")
    assert 'href="/api/v1/obligations/?body=ministry-1&amp;year=2027"' in html
    assert 'href="/en/deadlines.csv?body=ministry-1&amp;year=2027&amp;view=list"' in html


# -- why this date -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_why_page_shows_steps_decision_and_act(client: Client, plan: Obligation, language: str) -> None:
    answer = client.get(address("why", plan.pk, language=language))
    assert answer.status_code == 200
    assert answer.cookies == {}
    text = plain(answer.content.decode())
    act = {"kk": "№ 112 қаулысына қоса берілген", "ru": "к постановлению Правительства", "en": "Draft decree attached"}
    assert act[language] in text
    decision = {
        "kk": "2022 жылғы наурыздан бастап мерзімсіз",
        "ru": "с марта 2022 года, когда появился её текст, бессрочно",
        "en": "with no end",
    }
    assert decision[language] in text


def test_why_of_what_is_not_public_does_not_exist(client: Client) -> None:
    hidden = ObligationFactory(internal=True)
    assert client.get(address("why", hidden.pk)).status_code == 404
    assert client.get(address("why", hidden.pk + 1)).status_code == 404
    assert client.get(address("why", 99999999999999999999)).status_code == 404


def test_why_page_names_no_person(client: Client, country: Country, plan: Obligation) -> None:
    EvidenceFactory(obligation=plan, recorded_by=country.people["ministry-1 head"].user)
    text = client.get(address("why", plan.pk)).content.decode()
    assert "Order on the plan" in text
    assert "head of ministry-1" not in text
    assert "/correct" not in text


def test_why_page_costs_the_same_however_long_its_history(client: Client, law: None) -> None:
    short, long = ObligationFactory(), ObligationFactory()
    for _number in range(30):
        EvidenceFactory(obligation=long)
    counts = []
    for row in (short, long):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("why", row.pk)).status_code == 200
        counts.append(len(captured))
    assert counts == [10, 10]


@pytest.mark.parametrize(
    ("language", "link", "mark"),
    [
        ("kk", "Мемлекеттік тізілімдегі ресми мәтін", "Мекенжайы расталмаған"),
        ("ru", "Официальный текст в государственном реестре", "Адрес не подтверждён"),
        ("en", "Official text in the state register", "Address not confirmed"),
    ],
)
def test_why_page_leads_to_the_text_of_the_act_and_marks_an_address_nobody_saw(
    client: Client, country: Country, language: str, link: str, mark: str
) -> None:
    sweep(on=clock.today())
    register = "https://adilet.zan.kz/rus/docs/"
    for duty, key, is_marked in (("C-3.5d", "U2200000826", False), ("B-1.7", "P2200000112", True)):
        row = Obligation.objects.public().filter(duty=duty).first()
        assert row is not None
        html = page(client, address("why", row.pk, language=language))
        assert f'href="{register}{key}" rel="noopener" hreflang="ru"' in html
        assert (plain(html).count(link), mark in plain(html)) == (1, is_marked)

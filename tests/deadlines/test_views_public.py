"""The public record and "why this date", in three languages, without a cookie."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import Obligation
from tests.deadlines.conftest import Country
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_board_speaks_three_languages_without_a_cookie(client: Client, plan: Obligation, language: str) -> None:
    answer = client.get(address("board", language=language))
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, max-age=60"
    text = answer.content.decode()
    assert {"kk": "ведомстволық жоспарды бекіту", "ru": "Утвердить ведомственный план", "en": "departmental plan"}[
        language
    ] in text
    assert address("why", plan.pk, language=language) in text


def test_board_shows_only_what_is_public(client: Client) -> None:
    ObligationFactory(body=BodyFactory(name_en="Shown", plain_en="Shown ministry"))
    ObligationFactory(body=BodyFactory(plain_en="Hidden ministry"), internal=True)
    for query in ("", "?state=upcoming", "?duty=B-1.4-plan", "?period=2027"):
        text = client.get(address("board") + query).content.decode()
        assert "Hidden ministry" not in text


def test_board_filters_by_address(client: Client, country: Country, plan: Obligation) -> None:
    text = client.get(address("board") + "?body=ministry-1&duty=B-1.4-plan&period=2027&state=due_soon").content.decode()
    assert text.count("<tr ") == 2
    nothing = client.get(address("board") + "?body=ministry-1&duty=C-2.1").content.decode()
    assert "Nothing was found" in nothing
    assert address("board") in nothing


@pytest.mark.parametrize("query", ["?body=nobody", "?duty=A-7", "?period=x", "?state=1", "?region=%00", "?body=%00"])
def test_board_says_which_choice_does_not_exist(client: Client, plan: Obligation, query: str) -> None:
    answer = client.get(address("board") + query)
    assert answer.status_code == 200
    assert "There is no such choice" in answer.content.decode()
    assert "<tbody" not in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_board_gives_the_nearest_page(client: Client, plan: Obligation, page: str) -> None:
    assert client.get(address("board") + f"?page={page}").status_code == 200


def test_board_when_nothing_is_on_record(client: Client) -> None:
    text = client.get(address("board")).content.decode()
    assert "No duties are on record yet" in text
    assert "nothing to count" in text


def statements(client: Client, url: str) -> tuple[int, int]:
    """Statements of one page, and rows its table shows."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured), answer.content.decode().count("Why this date?")


def test_board_costs_the_same_for_one_row_and_for_three_hundred(client: Client) -> None:
    body = BodyFactory()
    ObligationFactory(body=body, in_time=True)
    one = statements(client, address("board"))
    for number in range(299):
        ObligationFactory(body=body, subject=f"{number}", in_time=True)
    many = statements(client, address("board"))
    assert one == (5, 1)
    assert many == (5, 50)


def test_board_accepts_reading_only(client: Client) -> None:
    assert client.post(address("board")).status_code == 405


# -- why this date -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_why_page_shows_steps_decision_and_act(client: Client, plan: Obligation, language: str) -> None:
    answer = client.get(address("why", plan.pk, language=language))
    assert answer.status_code == 200
    assert answer.cookies == {}
    text = answer.content.decode()
    act = {"kk": "№ 112 қаулысына қоса берілген", "ru": "к постановлению Правительства", "en": "Draft decree attached"}
    assert act[language] in text
    decision = {"kk": "2022 жылдан бастап мерзімсіз", "ru": "с 2022 года, бессрочно", "en": "with no end"}
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
    assert counts == [8, 8]

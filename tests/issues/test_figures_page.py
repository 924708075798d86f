"""The page of figures and its file: what is asked for, in words with the base beside each share, at a known cost."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from issues.choices import State
from issues.queries.definitions import DEFINITIONS
from issues.rules.figures import Figures
from portal.bodies.models import Body
from tests.factories.bodies import BodyFactory
from tests.factories.issues import IssueFactory, topic
from tests.texts import plain

pytestmark = pytest.mark.django_db

CLOSED = date(2027, 4, 1)


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-20 05:00Z", tick=False):
        yield


@pytest.fixture
def akimat() -> Body:
    akimat = BodyFactory(akimat=True)
    IssueFactory(registered_by=akimat, internal="Үйі: Абай 5", silent=True)
    IssueFactory(registered_by=akimat, topic=topic("roads"), registered_on=date(2027, 4, 1), disputed_on=CLOSED)
    for _number in range(2):
        IssueFactory(registered_by=akimat, state=State.CONFIRMED, closed_on=CLOSED)
    IssueFactory(registered_by=akimat, registered_on=date(2026, 12, 31), state=State.CONFIRMED, closed_on=CLOSED)
    return akimat


def read(client: Client, query: str = "", language: str = "ru") -> str:
    answer = client.get(f"/{language}/issues/figures/{query}")
    assert answer.status_code == 200
    assert not answer.cookies
    return plain(answer.content.decode())


def test_the_page_says_the_share_with_its_base_and_how_each_figure_is_counted(client: Client, akimat: Body) -> None:
    html = read(client)
    assert "Доля подтверждённых:</span> 2 из 4, 50 %" in html
    assert f'href="?by=body&amp;period=2027&amp;region={akimat.territory.kato}"' in html
    defined = read(client, language="en")
    with override("en"):
        assert [each.key for each in DEFINITIONS if f"<dt>{each.name}</dt><dd>{each.text}</dd>" not in defined] == []
    assert "Үйі" not in html
    assert "Вечером" not in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?by=body", "Передано другим"),
        ("?by=topic", "Дороги"),
        ("?by=quarter", "II квартал 2027"),
        ("?by=quarter&period=2027-Q2", "Доля подтверждённых:</span> 0 из 1, 0 %"),
        ("?period=2026-Q4", "Доля подтверждённых:</span> 1 из 1, 100 %"),
        ("?period=2027-Q3", "За этот период вопросы не регистрировались."),
        ("?topic=roads", "Доля подтверждённых:</span> 0 из 1, 0 %"),
        ("?period=1999", "Такого варианта нет."),
        ("?region=999999999", "Такого варианта нет."),
    ],
)
def test_the_page_is_narrowed_and_refuses_what_is_no_question(
    client: Client, akimat: Body, query: str, words: str
) -> None:
    assert words in read(client, query)


def test_of_a_body_its_quarters_are_told(client: Client, akimat: Body) -> None:
    html = read(client, f"?by=quarter&body={akimat.slug}")
    assert f"{plain(str(akimat.plain_ru))}:" in html
    assert "Доля подтверждённых:</span> 2 из 4, 50 %" in html
    assert client.get("/ru/issues/figures/?body=nobody").status_code == 404


def test_more_issues_and_bodies_cost_no_more_statements(client: Client, akimat: Body) -> None:
    def cost(by: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(client, f"?by={by}")
        return len(asked)

    kinds = ("region", "body", "topic", "quarter")
    before = [cost(by) for by in kinds]
    for _number in range(3):
        IssueFactory(registered_by=BodyFactory(akimat=True))
    assert [cost(by) for by in kinds] == before
    assert max(before) <= 7


def test_the_file_has_every_figure_apart_and_adds_up(client: Client, akimat: Body) -> None:
    answer = client.get("/ru/issues/figures.csv?by=body")
    [line] = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))  # type: ignore[attr-defined]
    assert (line["key"], line["period"], line["as_of"]) == (akimat.slug, "2027", "2027-06-20")
    assert {name: int(line[name]) for name in ("registered", "open", "disputed", "confirmed", "explained")} == {
        "registered": 4, "open": 2, "disputed": 1, "confirmed": 2, "explained": 0,
    }  # fmt: skip
    assert (line["share_part"], line["share_base"], line["share_percent"]) == ("2", "4", "50")
    parts = ("open", "answering", "silent", "confirmed", "explained", "outside", "needs", "refused", "duplicate")
    assert int(line["registered"]) == sum(int(line[name]) for name in parts)
    assert set(Figures.__dataclass_fields__) <= set(line)
    assert client.get("/ru/issues/figures.csv?period=1999").status_code == 404


def test_a_number_of_a_year_leads_to_what_it_counts_in_the_list(client: Client, akimat: Body) -> None:
    html = read(client, "?by=region")
    [asked] = {found for found in re.findall(r'href="/ru/issues/\?([^"]*state=confirmed)"', html) if "place" in found}
    found = client.get(f"/ru/issues/?{asked.replace('&amp;', '&')}")
    assert len(found.context["lines"]) == 2
    assert "state=confirmed" not in read(client, "?by=region&period=2027-Q1")

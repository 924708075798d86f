"""The public list of issues: what it finds, what it counts, what it says of a filter it does not understand."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.choices import State
from issues.models import Issue, IssueTopic
from issues.queries.counted import counted, ground
from issues.queries.listing import FOLLOWERS, TERM, IssueFilter, chosen, in_order
from issues.querysets import CLOSED_SET, DISPUTED, LATE, OPEN_SET
from issues.services.steps import keep
from portal.bodies.models import Territory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import ClaimFactory, IssueFactory, topic
from tests.texts import plain, tight

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 20)
REASON = {"closed_on": DAY, "reason_kk": "Түсіндірілді", "reason_ru": "Разъяснено"}


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-20 05:00Z", tick=False):
        yield


def made(**values: Any) -> Issue:
    """With the words that a search looks in, as services keep them."""
    issue = IssueFactory(**values)
    keep(issue)
    return issue


@pytest.fixture
def land() -> dict[str, Territory]:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind="district", parent=region)
    return {
        "region": region,
        "other": TerritoryFactory(kato="470000000"),
        "district": district,
        "rural": TerritoryFactory(kato="433233000", kind="rural_district", parent=district),
        "neighbour": TerritoryFactory(kato="434000000", kind="district", parent=region),
    }


@pytest.fixture
def some(land: dict[str, Territory]) -> dict[str, Issue]:
    """One in each sort of state, over three places, two bodies and two topics with a branch."""
    pipes = IssueTopic.objects.create(
        slug="water-pipes", topic="water", parent=topic(), name_kk="Құбырлар", name_ru="Трубы", name_en="Pipes"
    )
    akimat, ministry = BodyFactory(akimat=True, territory=land["district"], slug="akimat-433200000"), BodyFactory()
    rural = {"registered_by": akimat, "territory": land["rural"]}
    far = {"registered_by": ministry, "territory": land["other"], "topic": topic("roads")}
    return {
        "open": made(**rural, due_on=date(2027, 5, 1), followers=2, title_ru="Протекает водопровод"),
        "late": made(**rural, due_on=date(2027, 3, 1), topic=pipes, last_news_on=date(2027, 3, 9)),
        "disputed": made(**rural, due_on=date(2027, 6, 1), disputed_on=DAY, registered_on=date(2026, 11, 2)),
        "claimed": made(**far, state=State.CLAIMED, closed_on=DAY, followers=9),
        "confirmed": made(**far, state=State.CONFIRMED, closed_on=DAY),
        "explained": made(**far, state=State.EXPLAINED, **REASON),
        "silent": made(**rural, silent=True),
    }


# -- what is found ---------------------------------------------------------------------------------------------------
def names(some: dict[str, Issue], asked: IssueFilter) -> list[str]:
    by_key = {issue.pk: name for name, issue in some.items()}
    return [by_key[pk] for pk in in_order(chosen(asked, DAY), asked).values_list("pk", flat=True)]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", {"open", "late", "disputed", "claimed", "confirmed", "explained"}),
        (OPEN_SET, {"open", "late", "disputed"}),
        (LATE, {"late"}),
        (DISPUTED, {"disputed"}),
        (State.CLAIMED, {"claimed"}),
        (State.CONFIRMED, {"confirmed"}),
        (State.EXPLAINED, {"explained"}),
        (CLOSED_SET, {"explained"}),
    ],
)
def test_list_by_state(some: dict[str, Issue], state: str, found: set[str]) -> None:
    assert set(names(some, IssueFilter(state=state))) == found


def test_list_by_place_body_topic_and_year(some: dict[str, Issue], land: dict[str, Territory]) -> None:
    here, far = {"open", "late", "disputed"}, {"claimed", "confirmed", "explained"}
    for name in ("region", "district", "rural"):
        assert set(names(some, IssueFilter(place=land[name]))) == here
    assert set(names(some, IssueFilter(place=land["other"]))) == far
    assert names(some, IssueFilter(place=land["neighbour"])) == []
    assert set(names(some, IssueFilter(body=some["claimed"].holder))) == far
    assert set(names(some, IssueFilter(topic=topic()))) == here
    assert names(some, IssueFilter(topic=some["late"].topic)) == ["late"]
    assert names(some, IssueFilter(year=2026)) == ["disputed"]


def test_list_by_words_and_number(some: dict[str, Issue]) -> None:
    assert names(some, IssueFilter(q="водопроводы")) == ["open"]
    assert names(some, IssueFilter(q="водопровод трамвай")) == []
    assert names(some, IssueFilter(q=some["late"].number.lower())) == ["late"]
    assert len(names(some, IssueFilter(q="вечером"))) == 5


def test_list_in_order(some: dict[str, Issue]) -> None:
    assert names(some, IssueFilter())[0] == "late"
    assert names(some, IssueFilter(order=TERM)) == ["late", "open", "disputed"]
    assert names(some, IssueFilter(order=FOLLOWERS))[:2] == ["claimed", "open"]


# -- what is counted -------------------------------------------------------------------------------------------------
_MORE = ({}, {"topic": "water"}, {"topic": "roads", "year": 2027}, {"year": 2026}, {"q": "вечером"}, {"body": True})


@pytest.mark.parametrize(
    "place", [None, "district", *(pytest.param(name, marks=pytest.mark.slow) for name in ("region", "rural", "other"))]
)
def test_every_number_is_what_the_choice_finds(
    some: dict[str, Issue], land: dict[str, Territory], place: str | None
) -> None:
    within = land[place] if place else None
    over = ground("", within and within.pk, DAY, "ru")
    for state in ("", LATE, CLOSED_SET) if place is None else (OPEN_SET,):
        for more in _MORE:
            parts: dict[str, Any] = dict(more)
            if "topic" in parts:
                parts["topic"] = topic(parts["topic"])
            if "body" in parts:
                parts["body"] = some["claimed"].holder
            asked = IssueFilter(place=within, state=state, **parts)
            _compare(asked, counted(asked, DAY, over), over)


def _compare(asked: IssueFilter, numbers: Any, over: Any) -> None:
    def found(**changes: Any) -> int:
        return chosen(replace(asked, **changes), DAY).count()

    assert numbers.total == found()
    assert {word: number for word, number in numbers.states.items() if number} == {
        word: number for word in numbers.states if (number := found(state=word))
    }
    for each in over.topics:
        assert numbers.topics.get(each.pk, 0) == found(topic=each), each.slug
    for year in (2025, 2026, 2027):
        assert numbers.years.get(year, 0) == found(year=year)
    for pk in over.children:
        assert numbers.places.get(pk, 0) == found(place=Territory.objects.get(pk=pk))
    if asked.body is None:
        for each in numbers.bodies:
            assert each.number == chosen(asked, DAY).filter(holder__slug=each.slug).count()


def test_what_is_more_than_is_counted_is_not_counted(some: dict[str, Issue], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("issues.queries.counted.MOST", 2)
    numbers = counted(IssueFilter(q="вечером"), DAY, ground("", None, DAY, "ru"))
    assert (numbers.total, numbers.states) == (None, None)


# -- the page --------------------------------------------------------------------------------------------------------
def page(client: Client, query: str = "", language: str = "ru") -> str:
    answer = client.get(f"/{language}/issues/{query}")
    assert answer.status_code == 200, query
    return tight(plain(answer.content.decode()))


def test_page_shows_lines_and_numbers(client: Client, some: dict[str, Issue]) -> None:
    shown = page(client)
    assert [shown.count(issue.number) > 0 for issue in some.values()] == [True] * 6 + [False]
    assert "6 вопросов</span></h2>" in shown
    assert '<a href="?state=late" rel="nofollow"><span>Просроченные</span><span>1</span></a>' in re.sub(
        r"<span>\s*(.*?)\s*</span>", r"<span>\1</span>", shown
    )
    answer = client.get("/ru/issues/")
    assert (answer.cookies, len(answer.content) < 60_000) == ({}, True)


def test_page_keeps_the_filter_beside_the_box(client: Client, some: dict[str, Issue]) -> None:
    shown = page(client, "?place=430000000&state=open&order=term")
    for name, value in (("place", "430000000"), ("state", "open"), ("order", "term")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in shown
    assert 'href="?place=430000000&amp;state=claimed"' in shown


def test_by_their_term_the_list_leads_out_to_all_and_to_the_same_in_another_order(
    client: Client, some: dict[str, Issue]
) -> None:
    """Without a state it is the open ones that are listed by their term, whatever the address says."""
    number = {True: "3 вопроса</span></h2>", False: "6 вопросов</span></h2>"}
    for answer in [client.get(f"/ru/issues/{query}") for query in ("?order=term", "?order=term&state=open")]:
        assert number[True] in tight(plain(answer.content.decode()))
        (chip,) = answer.context["chips"]
        (states,) = [facet for facet in answer.context["facets"] if facet["options"][1].label == "нерешённые"]
        everything, still_open = states["options"][:2]
        for choice in (chip, everything):
            assert "order" not in choice.url
            assert number[False] in page(client, choice.url)
        assert (everything.is_current, still_open.is_current) == (False, True)
        assert number[True] in page(client, still_open.url)
        # Another order is of the same ones, and so is what machines take.
        news, term, _followers = answer.context["orders"]
        assert (term.is_current, number[True] in page(client, news.url)) == (True, True)
        assert answer.context["json"] == "/api/v1/issues/?state=open"
        rows = b"".join(client.get(answer.context["csv"]).streaming_content).decode().splitlines()
        assert sum(row.startswith("KZ-") for row in rows) == 3


def test_page_leads_to_subscriptions_of_what_it_is_narrowed_to(client: Client, some: dict[str, Issue]) -> None:
    shown = page(client, f"?place=430000000&topic=water&body={some['open'].holder.slug}")
    for address in (
        "issues/follow/body/akimat-433200000/",
        "issues/follow/topic/water/",
        "places/430000000/subscribe/",
    ):
        assert f'<a href="/ru/{address}">' in shown
    assert "/ru/issues/follow/" not in page(client)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?place=990000000", "Такого места нет. Выберите из списка."),
        ("?body=nobody", "Такого органа нет. Выберите из списка."),
        ("?topic=nothing", "Такой темы нет. Выберите из списка."),
        ("?state=lost", "Такого варианта нет. Выберите из списка."),
        ("?year=27", "Укажите год четырьмя цифрами."),
        ("?order=term&state=confirmed", "По сроку показываются только нерешённые и незакрытые вопросы."),
        ("?order=size", "Такого варианта нет. Выберите из списка."),
    ],
)
def test_page_says_what_it_does_not_understand(client: Client, some: dict[str, Issue], query: str, said: str) -> None:
    shown = page(client, query)
    assert said in shown
    assert not any(issue.number in shown for issue in some.values())
    for ending in ("csv", "xlsx", "atom"):
        assert client.get(f"/ru/issues.{ending}{query}").status_code == 404


def test_number_leads_to_its_issue(client: Client, some: dict[str, Issue]) -> None:
    number = some["open"].number
    assert client.get("/ru/issues/", {"q": f"кз {number[3:].replace('-', ' ')}"})["Location"] == f"/ru/issues/{number}/"
    assert client.get("/ru/issues/", {"q": some["silent"].number}).status_code == 200


def test_nothing_found_has_ways_on(client: Client, some: dict[str, Issue]) -> None:
    shown = page(client, "?q=водопровод+трамвай&state=open")
    assert "Только «водопровод»: 1" in shown
    assert some["open"].number in page(client, "?q=водопрвод")


@pytest.mark.parametrize("query", ["", "?place=430000000&state=open", "?q=вечером"])
def test_page_asks_as_much_of_three_rows_as_of_one(client: Client, land: dict[str, Territory], query: str) -> None:
    def asked() -> int:
        # A change of anything makes the page anew.
        Issue.objects.update(repeats=1)
        with CaptureQueriesContext(connection) as caught:
            page(client, query)
        return len(caught)

    akimat = BodyFactory(akimat=True, territory=land["district"])
    rural = BodyFactory(akimat=True, territory=land["rural"])
    ClaimFactory(issue=made(registered_by=akimat, state=State.CLAIMED, closed_on=DAY))
    made(registered_by=akimat)
    page(client, query)
    one = asked()
    for _each in range(3):
        made(registered_by=rural)
    assert asked() == one
    if query == "?place=430000000&state=open":
        assert one <= 8


# -- to take away ----------------------------------------------------------------------------------------------------
def test_files_hold_exactly_the_list(client: Client, some: dict[str, Issue]) -> None:
    made(title_kk="=HYPERLINK(1)", title_ru="=HYPERLINK(1)", registered_by=some["claimed"].holder,
         territory=some["claimed"].territory, hidden_on=None)  # fmt: skip
    listed = [issue.number for issue in in_order(chosen(IssueFilter(state=OPEN_SET), DAY), IssueFilter())]
    answer = client.get("/ru/issues.csv?state=open")
    rows = list(csv.DictReader(b"".join(answer.streaming_content).decode().lstrip("\ufeff").splitlines()))
    assert [row["number"] for row in rows] == listed
    assert {row["title_kk"] for row in rows} == {"Кешке су жоқ", "'=HYPERLINK(1)"}
    assert [row["days_late"] for row in rows if row["number"] == some["late"].number] == ["19"]
    sheet = openpyxl.load_workbook(BytesIO(client.get("/ru/issues.xlsx?state=open").content)).active
    assert [cell.value for cell in sheet["A"]][2:] == listed
    assert not any(cell.data_type == "f" for row in sheet for cell in row)


def test_hidden_text_stands_in_no_file(client: Client) -> None:
    issue = made(title_kk="Құпия", title_ru="Секрет", hidden_on=DAY)
    for address in ("/ru/issues/", "/ru/issues.csv", "/ru/issues.atom"):
        answer = client.get(address)
        content = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert issue.number in content
        assert [word for word in ("Секрет", "Құпия") if word in content] == []
    assert issue.number not in page(client, "?q=секрет")


def test_feed_tells_the_latest_news_first(client: Client, some: dict[str, Issue]) -> None:
    answer = client.get("/ru/issues.atom?topic=water")
    content = answer.content.decode()
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    numbers = re.findall(r"<id>tag:kezdesu,2027:issues/(KZ-[0-9-]+)/latest:ru</id>", content)
    assert numbers[0] == some["late"].number
    assert set(numbers) == {some[name].number for name in ("late", "open", "disputed")}
    assert "<updated>2027-03-09T00:00:00+05:00</updated>" in content
    again = client.get("/ru/issues.atom?topic=water", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/ru/issues.atom?topic=energy").status_code == 200

"""Words in issues: what few have is found first and sorted then, and what is misspelled among words, not texts."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from issues.choices import State
from issues.models import Issue, IssueWord
from issues.queries.counted import Ground, counted
from issues.queries.listing import FOLLOWERS, NEWS, TERM, IssueFilter, chosen, in_order, named
from issues.queries.spelling import spelled_alike
from issues.querysets import OPEN_SET
from issues.services.spelling import gather_words
from issues.services.steps import keep
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import IssueFactory, topic
from tests.meetings.counting import counted as counting

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 20)


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-20 05:00Z", tick=False):
        yield


def made(**values: Any) -> Issue:
    """With the words that a search looks in, as services keep them."""
    issue = IssueFactory(**values)
    keep(issue)
    return issue


def kept() -> set[str]:
    return set(IssueWord.objects.values_list("word", flat=True))


def alike(text: str) -> list[Issue]:
    return list(spelled_alike(Issue.objects.public(), text))


# -- words -----------------------------------------------------------------------------------------------------------
def test_a_word_is_known_as_soon_as_an_issue_has_it_and_numbers_and_stems_are_none() -> None:
    made(title_ru="Протекает водопровод 2027 на Абая", title_kk="Су жоқ")
    assert {"протекает", "водопровод", "абая"} <= kept()
    assert [word for word in kept() if len(word) < 4 or word.isdigit() or word.startswith("=")] == []


def test_what_nobody_reads_has_no_words() -> None:
    made(title_ru="Протекает водопровод", published_on=None)
    made(title_ru="Секретная насосная", hidden_on=DAY)
    assert kept() & {"протекает", "водопровод", "секретная", "насосная"} == set()


def test_words_are_gathered_once_each_and_go_with_the_last_issue_that_has_them() -> None:
    pipe = made(title_ru="Протекает водопровод")
    made(title_ru="Новый водопровод")
    IssueWord.objects.create(word="водопровод")
    IssueWord.objects.filter(word="новый").delete()
    Issue.objects.filter(pk=pipe.pk).update(search_text="")
    assert gather_words() == 3
    assert {"водопровод", "новый"} <= kept()
    assert "протекает" not in kept()
    assert IssueWord.objects.filter(word="водопровод").count() == 1
    assert gather_words() == 0


def test_a_change_that_leaves_the_words_writes_none() -> None:
    issue = made(title_ru="Протекает водопровод")
    IssueWord.objects.all().delete()
    keep(issue)
    assert kept() == set()


# -- what is misspelled ------------------------------------------------------------------------------------------------
def test_misspelled_words_find_what_has_all_of_them_the_latest_news_first() -> None:
    old = made(title_ru="Протекает водопровод", last_news_on=date(2027, 3, 2))
    new = made(title_ru="Старый водопровод протекает", last_news_on=date(2027, 3, 9))
    made(title_ru="Новый водопровод", last_news_on=date(2027, 3, 12))
    made(title_ru="Нет автобуса")
    assert alike("водопрвод протекаеет") == [new, old]
    assert alike("водопрвод трамвай") == []


@pytest.mark.parametrize("text", ["на", "", "!!!", "водо привод на"])
def test_words_that_are_too_short_or_like_nothing_find_nothing(text: str) -> None:
    made(title_ru="Нет автобуса на Абая")
    assert alike(text) == []


def test_misspelled_words_find_nothing_that_nobody_reads() -> None:
    made(title_ru="Протекает водопровод", published_on=None)
    hidden = made(title_ru="Старый водопровод")
    hidden.hidden_on = DAY
    keep(hidden)
    assert alike("водопрвод") == []


def test_misspelled_words_are_looked_for_within_the_filter(client: Client) -> None:
    here, there = TerritoryFactory(kato="430000000"), TerritoryFactory(kato="470000000")
    found = made(title_ru="Протекает водопровод", registered_by=BodyFactory(akimat=True, territory=here))
    other = made(title_ru="Новый водопровод", registered_by=BodyFactory(akimat=True, territory=there))
    html = client.get("/ru/issues/?q=водопрвод&place=430000000").content.decode()
    assert found.number in html
    assert other.number not in html


def test_what_is_found_of_many_words_costs_what_is_found_of_few(client: Client) -> None:
    made(title_ru="Протекает водопровод")
    costs = []
    for count in (1, 30):
        for number in range(count):
            made(title_ru=f"Нет водопровода{number} в посёлке{number}")
        client.get("/ru/issues/?q=водопрвод+посёлук")
        Issue.objects.update(repeats=count)
        with counting() as asked:
            client.get("/ru/issues/?q=водопрвод+посёлук")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12


# -- few and many ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("order", [NEWS, TERM, FOLLOWERS])
def test_keys_of_what_words_find_stand_in_the_order_of_the_list(order: str) -> None:
    for number in range(12):
        made(
            title_ru="Протекает водопровод",
            followers=number % 3,
            due_on=None if number == 5 else DAY + timedelta(number % 4),
            last_news_on=DAY - timedelta(number % 5),
        )
    made(title_ru="Протекает водопровод", state=State.CONFIRMED, closed_on=DAY)
    asked = IssueFilter(q="водопровод", order=order, state=OPEN_SET)
    keys = counted(asked, DAY, Ground()).keys
    assert keys == [issue.pk for issue in in_order(chosen(asked, DAY), asked)]
    assert len(keys) == 12
    assert [issue.pk for issue in named(keys[3:6])] == keys[3:6]


def test_what_is_no_more_public_is_left_out_of_what_was_found() -> None:
    one, other = made(title_ru="Протекает водопровод"), made(title_ru="Протекает водопровод")
    keys = counted(IssueFilter(q="водопровод"), DAY, Ground()).keys
    Issue.objects.filter(pk=one.pk).update(published_on=None)
    assert named(keys) == [other]


def test_words_are_looked_for_once_for_numbers_and_lines(client: Client) -> None:
    for _each in range(3):
        made(title_ru="Протекает водопровод")
    with counting() as asked:
        shown = client.get("/ru/issues/?q=водопровод&page=1").context
    assert len(shown["lines"]) == 3
    assert len([sql for sql in asked.statements if "meetings_search_query" in sql]) == 1


def test_few_are_not_looked_for_along_the_index_of_their_order() -> None:
    """Whatever the database thinks a word finds: it knows no frequency of rare ones."""
    made(title_ru="Протекает водопровод")

    def plan(*, of_few: bool) -> str:
        return str(chosen(IssueFilter(q="водопровод"), DAY).by_news(of_few=of_few)[:50].explain())

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
    assert "issues_news" in plan(of_few=False)
    assert "issues_news" not in plan(of_few=True)


@pytest.mark.parametrize(("most", "is_found_first"), [(2, True), (1, False)])
@pytest.mark.parametrize("address", ["/ru/issues.atom", "/api/v1/issues/", "/ru/search/"])
def test_what_few_have_is_found_first_and_sorted_then(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, most: int, is_found_first: bool
) -> None:
    for _each in range(2):
        made(title_ru="Протекает водопровод")
    for module in ("issues.queries.listing", "portal.overview.queries.search"):
        monkeypatch.setattr(import_module(module), "FEW", most)
    with counting() as asked:
        assert client.get(address, {"q": "водопровод"}).status_code == 200
    (rows,) = [sql for sql in asked.statements if "meetings_search_query" in sql and '"issues_issue"."title_ru"' in sql]
    assert ("ORDER BY coalesce(" in rows) is is_found_first


def test_what_finds_something_else_is_counted_in_no_order(client: Client) -> None:
    made(title_ru="Протекает водопровод")
    with counting() as asked:
        client.get("/ru/issues/?q=водопровод+трамвай&state=open")
    counts = [sql for sql in asked.statements if "COUNT(*)" in sql and "search_words" in sql]
    assert len(counts) == 3
    assert [sql for sql in counts if "ORDER BY" in sql] == []


@pytest.mark.parametrize(
    ("query", "total"),
    [("q=водопровод", "3+"), ("q=водопровод&state=confirmed", "2"), ("q=водопровод&topic=roads", "1"),
     ("state=late", "3+"), ("state=late&topic=roads", "1")],
)  # fmt: skip
def test_a_list_of_few_among_more_than_are_counted_is_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str, total: str
) -> None:
    for state in (State.CONFIRMED, State.CONFIRMED, State.WORK, State.WORK, State.WORK):
        closed_on = DAY if state == State.CONFIRMED else None
        made(title_ru="Протекает водопровод", state=state, closed_on=closed_on, due_on=date(2027, 3, 1))
    made(title_ru="Перекрыт водопровод", topic=topic("roads"), due_on=date(2027, 3, 1))
    for module in ("counted", "facets", "listing"):
        monkeypatch.setattr(f"issues.queries.{module}.MOST", 3)
    monkeypatch.setattr("issues.views.listing.MOST", 3)
    shown = client.get(f"/ru/issues/?{query}").context
    assert shown["total_text"] == total
    assert len(shown["lines"]) == min(3, int(total.rstrip("+")))


def test_words_that_nothing_can_have_are_counted_as_none() -> None:
    made(title_ru="Протекает водопровод")
    numbers = counted(IssueFilter(q="!!!"), DAY, Ground())
    assert (numbers.total, numbers.bodies, numbers.years) == (0, [], {})


def test_api_lists_what_words_find_by_number(client: Client) -> None:
    numbers = [made(title_ru="Протекает водопровод").number for _each in range(3)]
    made(title_ru="Нет автобуса")
    found = client.get("/api/v1/issues/?q=водопроводы").json()
    assert [row["number"] for row in found["results"]] == sorted(numbers)
    assert found["count"] == 3


def test_feed_of_words_holds_what_they_find(client: Client) -> None:
    old = made(title_ru="Протекает водопровод", last_news_on=date(2027, 3, 2))
    new = made(title_ru="Новый водопровод", last_news_on=date(2027, 3, 9))
    other = made(title_ru="Нет автобуса")
    content = client.get("/ru/issues.atom?q=водопроводы").content.decode()
    assert content.index(new.number) < content.index(old.number)
    assert other.number not in content

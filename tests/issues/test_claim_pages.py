"""Pages of offices: who asked, and answers that another body judges; each as every role."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from issues.choices import Review, Says, State
from issues.models import Answer, Asker
from portal.kernel import clock
from portal.questions.models import PersonRead
from tests.issues.test_claims import DAY, World, claims_world, world

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

EVERYBODY = (*("region", "district", "village", "second", "neighbour", "overseer", "administrator", "nobody"),)


@pytest.fixture(autouse=True)
def _noon(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    settings.KEZDESU_EXEMPT_DOMAINS = ["gov.example"]
    with time_machine.travel(clock.at(DAY, 15), tick=False):
        yield


def as_who(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.actors[who].user)
    return client


def test_who_finds_the_page_of_who_asked(world: World) -> None:
    path = f"/ru/work/issues/{world.issue.number}/people/"
    found = {who: as_who(world, who).get(path).status_code for who in EVERYBODY}
    assert [who for who, status in found.items() if status == 200] == ["region", "district", "village", "second"]
    assert found["neighbour"] == found["nobody"] == 404
    assert Client().get(path).status_code == 302


def test_who_asked_is_written_down_and_each_look_is_on_record(world: World) -> None:
    path = f"/ru/work/issues/{world.issue.number}/people/"
    officer, above = as_who(world, "village"), as_who(world, "district")
    typed = {"act": "add", "email": "aigul@mail.example", "name": "Айгүл", "language": "kk"}
    assert officer.post(path, typed).status_code == 422
    assert officer.post(path, typed | {"agreed": "on"}).status_code == 302
    assert Asker.objects.count() == 1
    for client in (officer, above):
        assert "aigul@mail.example" not in client.get(path).content.decode()
    assert above.post(path, {"act": "look", "why": "answer"}).status_code == 403
    assert officer.post(path, {"act": "look", "why": "idle"}).status_code == 422
    assert not PersonRead.objects.exists()
    assert "aigul@mail.example" in officer.post(path, {"act": "look", "why": "answer"}).content.decode()
    assert PersonRead.objects.count() == 1


@pytest.fixture
def held(world: World) -> Answer:
    asker = world.asker()
    first = world.claim(day=DAY)
    world.answer(first, asker, Says.NO, text="Су жоқ")
    second = world.claim(day=DAY)
    return world.answer(second, asker, Says.NO, text="Әлі жоқ, 8 701 123 45 67", picture=b"jpeg")


def test_who_judges_what_is_held(world: World, held: Answer) -> None:
    for who in EVERYBODY:
        client = as_who(world, who)
        page, one = client.get("/ru/work/answers/"), client.get(f"/ru/work/answers/{held.pk}/")
        if who == "administrator":
            # The second step comes first.
            continue
        assert (page.status_code, one.status_code) == (200, 200 if who == "district" else 404)
        assert ("Әлі жоқ" in page.content.decode()) is (who == "district")
        for act in ("uphold", "aside", "publish", "keep"):
            if who != "district":
                assert client.post(f"/ru/work/answers/{held.pk}/", {"act": act}).status_code == 404
    held.refresh_from_db()
    assert held.review == Review.SECOND


def test_the_body_above_counts_an_answer_and_makes_its_words_public(world: World, held: Answer) -> None:
    client, path = as_who(world, "district"), f"/ru/work/answers/{held.pk}/"
    seen = {"seen": held.version}
    private = {**seen, "act": "publish", "text_kk": "Әлі жоқ", "text_ru": "Звоните 8 701 123 45 67"}
    assert client.post(path, private).status_code == 422
    assert client.post(path, private | {"text_ru": "Всё ещё нет"}).status_code == 302
    assert client.post(path, {**seen, "act": "uphold"}).status_code == 302
    assert world.seen().state == State.WORK
    held.refresh_from_db()
    assert (held.review, held.text_ru) == (Review.UPHELD, "Всё ещё нет")
    assert client.post(path, {**seen, "act": "uphold"}).status_code == 409
    public = Client().get(f"/ru/issues/{world.issue.number}/").content.decode()
    assert "Всё" in public
    assert "8 701" not in public
    assert client.post(path, {**seen, "act": "keep"}).status_code == 302


def test_an_answer_is_set_aside_with_a_reason_that_its_author_reads(world: World, held: Answer) -> None:
    client, path = as_who(world, "district"), f"/ru/work/answers/{held.pk}/"
    seen = {"seen": held.version}
    assert client.post(path, {**seen, "act": "aside", "note_kk": "Бұрын қаралды"}).status_code == 422
    typed = {**seen, "act": "aside", "note_kk": "Бұрын қаралды", "note_ru": "Уже рассмотрено"}
    assert client.post(path, typed).status_code == 302
    held.refresh_from_db()
    assert (held.review, world.seen().state) == (Review.SET_ASIDE, State.CLAIMED)


def test_the_list_costs_the_same_statements_however_many_wait(
    world: World, held: Answer, django_assert_max_num_queries: Any
) -> None:
    client = as_who(world, "district")
    client.get("/ru/work/answers/")
    for n in range(2):
        held.pk, held.mailbox = None, f"{n}" * 64
        held.save(force_insert=True)
    with django_assert_max_num_queries(16):
        assert client.get("/ru/work/answers/").content.decode().count("<h2") == 4

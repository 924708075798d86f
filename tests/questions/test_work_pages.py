"""Pages on which the office reads and judges what people sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from meetings.models import Meeting
from portal.questions.choices import Held, Refusal, State
from portal.questions.models import AskedQuestion, PersonRead
from portal.questions.queries.desk import count_waiting, desk_items
from portal.questions.queries.looks import looks
from portal.questions.services.removal import ask_removal
from tests.factories.bodies import RoleGrantFactory
from tests.factories.questions import AskedQuestionFactory, DemandFactory, PersonFactory, voice_of
from tests.meetings.valley import DAY, Valley
from tests.questions.test_moderating import EVERYBODY, MODERATE, acting, asked, asking_valley, told, valley
from tests.texts import plain

__all__ = ["asking_valley", "valley"]

pytestmark = pytest.mark.django_db

TODAY = DAY - timedelta(days=8)
AT = datetime(2027, 3, 1, 6, 0, tzinfo=UTC)
SECRET = "Менің телефоным 8 701 555-66-77, Айгүл Сейітқызы"


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(datetime(2027, 3, 1, 8, 0, tzinfo=UTC), tick=False):
        yield


def client(valley: Valley, who: str) -> Client:
    browser = Client()
    browser.force_login(valley.people[who])
    return browser


def page(valley: Valley, path: str, who: str = "officer", language: str = "en", **data: Any) -> Any:
    return client(valley, who).get(f"/{language}/work/questions/{path}", data)


def send(valley: Valley, number: str, who: str = "officer", **typed: Any) -> Any:
    return client(valley, who).post(f"/en/work/questions/{number}/", typed)


def test_the_queue_shows_what_waits_from_the_oldest_on_and_held_ones_apart(valley: Valley) -> None:
    meeting = valley.meeting()
    late = asked(valley, meeting=meeting, own_text="LATE", confirmed_at=datetime(2027, 2, 24, 5, tzinfo=UTC),
                 sent_at=datetime(2027, 2, 24, 5, tzinfo=UTC))  # fmt: skip
    fresh = asked(valley, meeting=meeting, own_text="FRESH")
    demand = DemandFactory(body=valley.district, territory=valley.rural.territory, own_text="DEMANDED", sent_at=AT)
    held = asked(valley, meeting=meeting, state=State.SENT, held=Held.NETWORK, own_text="HELD", confirmed_at=None)
    asked(valley, meeting=meeting, state=State.SENT, own_text="UNCONFIRMED", confirmed_at=None)
    away = asked(valley, meeting=valley.meeting(place=valley.silent.territory), own_text="AWAY")
    shown = page(valley, "").content.decode()
    assert [shown.index(text) for text in ("LATE", "FRESH", "DEMANDED")] == sorted(
        shown.index(text) for text in ("LATE", "FRESH", "DEMANDED")
    )
    assert "Waits for 5 days" in plain(shown)
    assert "HELD" not in shown
    assert "UNCONFIRMED" not in shown
    held_page = plain(page(valley, "?tab=held").content.decode())
    assert "Much was sent from one network" in held_page
    assert held.number in held_page
    assert late.number not in held_page
    assert demand.number not in page(valley, "?what=question").content.decode()
    assert fresh.number not in page(valley, "?what=demand").content.decode()
    there = page(valley, f"?place={valley.silent.territory.pk}").content.decode()
    assert away.number in there
    assert late.number not in there
    found = page(valley, f"?q={fresh.number[2:]}")
    assert found.status_code == 200
    assert page(valley, f"?q=s{fresh.number[1:]}").headers["Location"].endswith(f"/{fresh.number}/")


def test_a_question_whose_meeting_is_off_says_so_and_is_moved_by_a_button(valley: Valley) -> None:
    question = asked(valley)
    Meeting.objects.filter(pk=question.meeting_id).update(state="cancelled")
    assert "The meeting is off" in plain(page(valley, "").content.decode())
    other = valley.meeting(on=DAY + timedelta(days=20))
    shown = plain(page(valley, f"{question.number}/").content.decode())
    assert "What became of this meeting is known already" in shown
    assert f"Move to {other.number}" in shown
    assert "Publish and put on the agenda" not in shown
    assert send(valley, question.number, act="move", version=1, meeting="2027-999999").status_code == 422
    assert send(valley, question.number, act="move", version=1, meeting=other.number).status_code == 302
    question.refresh_from_db()
    assert question.meeting == other


@pytest.mark.parametrize("query", ["tab=nothing", "place=0x", "what=drop", "q=" + "9" * 300, "page=-5"])
def test_the_queue_understands_odd_addresses_as_none(valley: Valley, query: str) -> None:
    asked(valley)
    assert page(valley, f"?{query}").status_code == 200


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_not_judge_finds_no_page(valley: Valley, who: str) -> None:
    question = asked(valley, own_text="MARKER")
    assert page(valley, f"{question.number}/", who).status_code == (200 if who in MODERATE else 404)
    assert ("MARKER" in page(valley, "", who).content.decode()) == (who in MODERATE)
    if who not in MODERATE:
        assert send(valley, question.number, who, act="release").status_code == 404


def test_the_list_costs_the_same_with_one_row_and_with_thirty(
    valley: Valley, django_assert_max_num_queries: Any
) -> None:
    meeting = valley.meeting()
    asked(valley, meeting=meeting)
    DemandFactory(body=valley.district, territory=valley.rural.territory)
    browser = client(valley, "officer")
    browser.get("/en/work/questions/")
    with django_assert_max_num_queries(60) as one:
        assert browser.get("/en/work/questions/").status_code == 200
    for _more in range(15):
        asked(valley, meeting=meeting)
        DemandFactory(body=valley.district, territory=valley.rural.territory)
    with django_assert_max_num_queries(60) as many:
        assert browser.get("/en/work/questions/").status_code == 200
    assert len(many) == len(one)
    first = AskedQuestion.objects.order_by("sent_at", "pk")[0]
    with django_assert_max_num_queries(60) as item:
        assert browser.get(f"/en/work/questions/{first.number}/").status_code == 200
    assert len(item) <= len(many) + 6


def test_what_is_private_and_perhaps_a_name_is_marked(valley: Valley) -> None:
    question = asked(valley, own_text=f"{SECRET} <script>alert(1)</script>")
    shown = page(valley, f"{question.number}/").content.decode()
    assert 'class="mk mk--private">8 701 555-66-77</mark>' in shown
    assert 'class="mk mk--name">Айгүл Сейітқызы</mark>' in shown
    assert "<script>alert" not in shown


def test_published_it_leads_to_the_next_and_sent_twice_it_is_done_once(valley: Valley) -> None:
    meeting = valley.meeting()
    question, other = asked(valley, meeting=meeting), asked(valley, meeting=meeting)
    typed = {"act": "publish", "version": 1, "text_kk": "Су", "text_ru": "Вода", "topic": "water"}
    answer = send(valley, question.number, **typed)
    assert answer.headers["Location"].endswith(f"/work/questions/{other.number}/")
    assert send(valley, question.number, **typed).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.text_ru, question.version) == (State.AGENDA, "Вода", 2)
    assert len(told()) == 1
    send(valley, other.number, **typed)
    assert send(valley, other.number, **typed).headers["Location"].endswith("/work/questions/")


def test_what_is_private_is_said_at_its_field_and_everything_typed_stays(valley: Valley) -> None:
    question = asked(valley, own_text=SECRET)
    typed = {"act": "publish", "version": 1, "text_kk": "TYPED", "text_ru": SECRET, "topic": "land"}
    answer = send(valley, question.number, **typed)
    assert answer.status_code == 422
    shown = plain(answer.content.decode())
    assert "Leave out what belongs to one person alone: 8 701 555-66-77" in shown
    assert "TYPED" in shown
    assert AskedQuestion.objects.get().state == State.WAITING


def test_after_somebody_else_has_saved_what_stands_is_shown_beside_what_was_typed(valley: Valley) -> None:
    question = asked(valley, public=True, text_ru="THEIRS")
    typed = {"act": "publish", "version": 0, "text_kk": "Су", "text_ru": "MINE", "topic": "water"}
    answer = send(valley, question.number, **typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "THEIRS" in shown
    assert "MINE" in shown
    assert f'name="version" value="{question.version}"' in shown


def test_the_sentence_its_author_is_told_stands_before_the_button(valley: Valley) -> None:
    question = asked(valley)
    shown = plain(page(valley, f"{question.number}/", language="ru").content.decode())
    assert "Текст не относится к этому месту или к этой встрече." in shown
    assert "Мәтін осы жерге немесе осы кездесуге қатысты емес." in shown
    refused = send(valley, question.number, act="refuse", version=1, refusal="other", note_kk="", note_ru="Нет")
    assert refused.status_code == 422
    assert "Нет" in refused.content.decode()
    done = send(valley, question.number, act="refuse", version=1, refusal="unclear", note_kk="", note_ru="")
    assert done.status_code == 302
    question.refresh_from_db()
    assert (question.state, question.refusal) == (State.REFUSED, Refusal.UNCLEAR)


def test_a_question_is_joined_with_the_most_alike(valley: Valley) -> None:
    meeting = valley.meeting()
    question = asked(valley, meeting=meeting, own_text="Неге кешке су жоқ?")
    far = asked(valley, meeting=meeting, public=True, text_kk="Мектеп жолы", text_ru="Дорога в школу")
    near = asked(valley, meeting=meeting, public=True, text_kk="Кешке неге су жоқ", text_ru="Почему нет воды")
    shown = page(valley, f"{question.number}/").content.decode()
    assert shown.index(near.number) < shown.index(far.number)
    found = page(valley, f"{question.number}/", q="школу").content.decode()
    assert found.index(far.number) < found.index(near.number)
    assert send(valley, question.number, act="join", version=1, to="S-2027-999999").status_code == 422
    assert send(valley, question.number, act="join", version=1, to=near.number).status_code == 302
    question.refresh_from_db()
    assert question.joined_to == near


def test_who_asked_is_shown_on_pressing_alone_and_each_look_is_listed_without_them(valley: Valley) -> None:
    person = PersonFactory(confirmed=True, email="marker@mail.example", name="MARKER NAME", phone="+7 701 555 66 77")
    question = asked(valley, person=person)
    path = f"{question.number}/"
    assert "marker@mail.example" not in page(valley, path).content.decode()
    assert send(valley, question.number, act="person", why="").status_code == 422
    assert "marker@mail.example" not in send(valley, question.number, "region", act="person").content.decode()
    denied = send(valley, question.number, "region", act="person", why="answer")
    assert denied.status_code == 403
    assert not PersonRead.objects.exists()
    answer = send(valley, question.number, act="person", why="answer")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    for secret in ("marker@mail.example", "MARKER NAME", "+7 701 555 66 77"):
        assert secret in answer.content.decode()
    listed = page(valley, "looks/", "head").content.decode()
    assert question.number in listed
    assert "officer" in listed
    for secret in ("marker@mail.example", "MARKER NAME", "555 66 77"):
        assert secret not in listed


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_the_looks(valley: Valley, who: str) -> None:
    question = asked(valley)
    send(valley, question.number, act="person", why="answer")
    answer = page(valley, "looks/", who)
    assert answer.status_code == (200 if who in {"head", "minister"} else 403)
    assert (question.number in answer.content.decode()) == (who == "head")


def test_an_overseer_sees_all_looks(valley: Valley) -> None:
    question = asked(valley)
    send(valley, question.number, act="person", why="answer")
    RoleGrantFactory(user=valley.people["nobody"], role="overseer", body=valley.ministry)
    assert looks(valley.actor("nobody", TODAY)).count() == 1


def test_the_desk_and_the_menu_say_what_waits_for_whom(valley: Valley) -> None:
    meeting = valley.meeting()
    asked(valley, meeting=meeting)
    asked(valley, meeting=meeting, state=State.SENT, held=Held.QUICK, confirmed_at=None)
    DemandFactory(body=valley.district, territory=valley.rural.territory)
    public = asked(valley, meeting=meeting, public=True)
    ask_removal(sent=public, reason=Refusal.INSULT, **acting(valley))

    def kinds(who: str) -> list[str]:
        return [item.kind for item in desk_items(valley.actor(who, TODAY))]

    assert kinds("officer") == ["questions", "questions"]
    assert kinds("head") == ["questions", "questions_removal", "questions"]
    # The region helps where the office has nobody; here it has.
    for who in ("region", "rural", "neighbour", "minister", "administrator", "nobody"):
        assert kinds(who) == [], who
    assert count_waiting(valley.actor("officer", TODAY)) == 3
    assert count_waiting(valley.actor("region", TODAY)) == 0
    silent = valley.meeting(body=valley.silent, place=valley.silent.territory)
    AskedQuestionFactory(meeting=silent)
    assert kinds("region") == ["questions"]
    assert kinds("officer") == ["questions", "questions"]
    assert count_waiting(valley.actor("officer", TODAY)) == 4


def test_a_removal_in_an_office_of_one_is_decided_above(valley: Valley) -> None:
    meeting = valley.meeting(body=valley.rural, place=valley.rural.territory)
    public = asked(valley, meeting=meeting, public=True)
    ask_removal(sent=public, reason=Refusal.INSULT, **acting(valley, "rural"))
    assert [item.kind for item in desk_items(valley.actor("officer", TODAY))] == ["questions_removal"]
    assert page(valley, "?tab=removal").content.decode().count(public.number) >= 1
    answer = send(valley, public.number, act="remove", version=2)
    assert answer.status_code == 302
    public.refresh_from_db()
    assert public.state == State.REMOVED


def test_held_voices_stand_among_what_is_held(valley: Valley) -> None:
    public = asked(valley, public=True)
    quiet = asked(valley, public=True)
    voice_of(public, confirmed_at=None, held=Held.NETWORK)
    voice_of(quiet)
    shown = page(valley, "?tab=held").content.decode()
    assert public.number in shown
    assert quiet.number not in shown
    assert send(valley, public.number, act="release_voices").status_code == 302
    assert public.number not in page(valley, "?tab=held").content.decode()


def test_a_held_question_is_let_through_by_a_button(valley: Valley) -> None:
    question = asked(valley, state=State.SENT, held=Held.QUICK, confirmed_at=None, person=PersonFactory())
    assert "Let it through" in page(valley, f"{question.number}/").content.decode()
    assert send(valley, question.number, act="release", version=1).status_code == 302
    question.refresh_from_db()
    assert question.held == ""

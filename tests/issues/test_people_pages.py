"""Pages behind letters: opening them changes nothing, their buttons act; no cookie, and nothing of anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from PIL import Image

from issues.choices import Says, State
from issues.models import Answer, Asker, Follow
from issues.services.askers import add_asker
from issues.services.claiming import unclaim
from issues.services.following_people import confirm_follow
from issues.views import answering
from portal.kernel import clock
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import key_of
from portal.questions.services.origin import new_stamp
from tests.factories.issues import IssueFactory, asker_of, topic
from tests.issues.test_claims import BARE, DAY, World, claims_world, world
from tests.texts import plain

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

NOON = clock.at(DAY, 15)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def page_of(world: World, person: Person, number: str = "") -> str:
    return f"/ru/issues/{number or world.issue.number}/answer/{key_of(person)}/"


def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "JPEG", exif=b"Exif\x00\x00GPS-MARKER")
    return SimpleUploadedFile("IMG_1.jpg", content.getvalue(), "image/jpeg")


def test_opening_the_page_and_looking_through_it_answers_nothing(world: World) -> None:
    asker = world.asker()
    world.claim()
    path = page_of(world, asker)
    for look in (Client().get, Client().head):
        answer = look(path)
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    text = plain(Client().get(path).content.decode())
    assert "Насос заменён." in text
    assert world.issue.title_ru in text
    assert not Answer.objects.exists()
    assert Client().get(f"{path}?says=no&act=no").status_code == 200
    assert not Answer.objects.exists()


def test_the_button_answers_once_and_a_dispute_of_who_asked_opens_the_issue(
    world: World, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    asker = world.asker()
    world.claim()
    path, typed = page_of(world, asker), {"claim": "1", "says": "no", "text": "Көпірде су тұр"}
    client = Client(enforce_csrf_checks=True)
    sent = client.post(path, {**typed, "photo": photo()})
    assert (sent.status_code, sent["Location"], dict(sent.cookies)) == (303, path, {})
    again = client.post(path, typed)
    assert again.status_code == 303
    row = Answer.objects.get()
    assert (row.says, row.own_text, world.seen().state) == (Says.NO, "Көпірде су тұр", State.WORK)
    assert row.picture is not None
    with row.picture.content.open("rb") as content:
        assert b"GPS-MARKER" not in content.read()
    shown = plain(client.get(path).content.decode())
    assert "Көпірде су тұр" in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main")[0]
    late = client.post(path, {"claim": "1", "says": "yes"})
    assert late.status_code == 409
    assert Answer.objects.get().says == Says.NO


def test_an_answer_is_changed_until_the_last_day_and_not_after_it(world: World) -> None:
    person = world.follower()
    made = world.claim()
    path = page_of(world, person)
    for says in ("no", "yes"):
        Client().post(path, {"claim": "1", "says": says})
    assert Answer.objects.get().says == Says.YES
    with time_machine.travel(clock.at(made.until, 23, 59), tick=False):
        Client().post(path, {"claim": "1", "says": "not_mine"})
        assert Answer.objects.get().says == Says.NOT_MINE
    with time_machine.travel(clock.at(made.until + timedelta(days=1), 0), tick=False):
        assert Client().post(path, {"claim": "1", "says": "yes"}).status_code == 409
        assert "<fieldset" not in Client().get(path).content.decode()
    assert Answer.objects.get().says == Says.NOT_MINE


def test_whoever_has_no_voice_reads_the_same_whatever_the_reason(world: World) -> None:
    other = IssueFactory(territory=world.beside.territory)
    stranger = asker_of(other).person
    people = [
        stranger,
        world.follower(confirmed_at=NOON),
        world.follower(confirmed_at=None),
        world.follower(email="village@village.gov.example"),
        asker_of(world.issue, confirmed_at=None).person,
    ]
    world.claim()
    pages = set()
    for person in people:
        assert person is not None
        for act in (Client().get, lambda path: Client().post(path, {"says": "yes"})):
            answer = act(page_of(world, person))
            assert answer.status_code == 404
            pages.add(answer.content.decode().replace(key_of(person), ""))
    wrong = Client().get(f"/ru/issues/{world.issue.number}/answer/1-00000000000000000000000000/")
    pages.add(wrong.content.decode().replace("1-00000000000000000000000000", ""))
    assert len(pages) == 1
    assert not Answer.objects.exists()
    assert stranger is not None
    # Its own issue has no claim, and no page either.
    assert Client().get(page_of(world, stranger, other.number)).status_code == 404


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(world: World) -> None:
    person = world.follower()
    world.claim()
    nothing = Client().post(page_of(world, person), {"claim": "1", "text": "Көпірде су тұр"})
    assert nothing.status_code == 422
    assert "Көпірде су тұр" in nothing.content.decode()
    typed = {"claim": "1", "says": "no", "text": "Көпірде су тұр"}
    no_photo = SimpleUploadedFile("x.jpg", b"no photo", "image/jpeg")
    wrong = Client().post(page_of(world, person), {**typed, "photo": no_photo})
    assert wrong.status_code == 422
    assert "fld--bad" in wrong.content.decode()
    assert not Answer.objects.exists()


def claimed_anew(world: World, text: str) -> None:
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": NOON}
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **said)
    world.claim(texts=BARE | {"text_ru": text})


@pytest.mark.parametrize("read", ["1", "", "one"])
def test_an_answer_counts_for_no_claim_but_the_one_that_was_read(world: World, read: str) -> None:
    asker = world.asker(language="ru")
    world.claim()
    path = page_of(world, asker)
    assert 'name="claim" value="1"' in Client().get(path).content.decode()
    claimed_anew(world, "Проложена новая труба.")
    typed = {"claim": read, "says": "no", "text": "Воды нет по-прежнему", "photo": photo()}
    page = Client().post(path, typed)
    # What is claimed now, with what was typed; nothing is sent, and the next press is of the new one.
    assert page.status_code == 409
    text = page.content.decode()
    assert "Проложена новая труба." in plain(text)
    for kept in ("Воды нет по-прежнему", 'name="claim" value="2"', 'name="photo-chosen"'):
        assert kept in text
    assert re.search(r'value="no"[^>]*checked', text)
    assert not Answer.objects.exists()
    sent = {"claim": "2", "says": "no", "text": "Воды нет по-прежнему"}
    assert Client().post(path, sent).status_code == 303
    assert [(row.claim.number, row.own_text) for row in Answer.objects.all()] == [(2, "Воды нет по-прежнему")]


def test_claimed_anew_in_the_very_moment_of_the_button_it_is_shown_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.follower(language="ru")
    world.claim()
    answer_claim = answering.answer_claim

    def meanwhile(**said: Any) -> Answer:
        claimed_anew(world, "Проложена новая труба.")
        return answer_claim(**said)

    monkeypatch.setattr(answering, "answer_claim", meanwhile)
    page = Client().post(page_of(world, person), {"claim": "1", "says": "yes"})
    assert page.status_code == 409
    assert "Проложена новая труба." in plain(page.content.decode())
    assert 'name="claim" value="2"' in page.content.decode()
    assert not Answer.objects.exists()


def test_the_page_costs_a_known_number_of_statements(world: World, django_assert_max_num_queries: Any) -> None:
    person = world.subscriber(world.region)
    world.claim()
    # Nine of them say which body judges: nobody of it has a voice.
    with django_assert_max_num_queries(21):
        assert Client().get(page_of(world, person)).status_code == 200


# -- who asked -------------------------------------------------------------------------------------------------------
def test_who_asked_confirms_by_the_button_and_withdraws_by_two(world: World) -> None:
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": NOON}
    asker = add_asker(issue=world.issue, email="aigul@mail.example", language="ru", **said)
    assert asker.person is not None
    path = f"/ru/questions/k/{key_of(asker.person)}/"
    assert Client().get(path).status_code == 200
    asker.refresh_from_db()
    assert asker.confirmed_at is None
    assert Client().post(path, {"act": "confirm"}).status_code == 303
    asker.refresh_from_db()
    assert asker.confirmed_at == NOON
    page = Client().post(path, {"act": "withdraw"})
    assert "withdraw-sure" in page.content.decode()
    assert Asker.objects.standing().count() == 1
    assert Client().post(path, {"act": "withdraw-sure"}).status_code == 200
    assert (Asker.objects.standing().count(), Person.objects.count(), PersonLetter.objects.count()) == (0, 0, 0)
    assert Client().get(path).status_code == 404


def test_the_page_of_who_asked_leads_to_the_buttons_while_a_claim_is_open(world: World) -> None:
    asker = world.asker()
    path = f"/kk/questions/k/{key_of(asker)}/"
    assert "/answer/" not in Client().get(path).content.decode()
    world.claim()
    assert f"/kk/issues/{world.issue.number}/answer/{key_of(asker)}/" in Client().get(path).content.decode()


# -- following -------------------------------------------------------------------------------------------------------
def sending(path: str, email: str) -> Any:
    with time_machine.travel(NOON - timedelta(minutes=1), tick=False):
        stamp = new_stamp(clock.now())
    return Client().post(path, {"email": email, "stamp": stamp})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_following_answers_every_address_alike_and_is_left_by_one_press(world: World, language: str) -> None:
    with override(language):
        paths = [
            f"/{language}/issues/{world.issue.number}/follow/",
            f"/{language}/issues/follow/body/{world.village.slug}/",
            f"/{language}/issues/follow/topic/{topic().slug}/",
        ]
    for path in paths:
        page = Client().get(path)
        assert (page.status_code, dict(page.cookies)) == (200, {})
        answers = [sending(path, email) for email in ("a@mail.example", "a@mail.example", "b@mail.example")]
        assert len({answer.content for answer in answers}) == 1
        assert sending(path, "a@").status_code == 422
    assert Follow.objects.count() == 6
    person = Follow.objects.filter(issue=world.issue).first().person  # type: ignore[union-attr]
    confirm = f"/{language}/questions/k/{key_of(person)}/"
    assert Client().get(confirm).status_code == 200
    person.refresh_from_db()
    assert person.confirmed_at is None
    Client().post(confirm, {"act": "confirm"})
    assert world.seen().followers == 1
    leaving = f"/{language}/issues/leave/{key_of(person)}/"
    for scan in (Client().get, Client().head):
        assert scan(leaving).status_code == 200
    assert Follow.objects.count() == 6
    for _again in range(2):
        answer = Client(enforce_csrf_checks=True).post(leaving, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert (Follow.objects.count(), world.seen().followers) == (5, 0)


def test_what_is_not_public_is_followed_by_nobody_and_keys_of_others_leave_nothing(world: World) -> None:
    assert Client().get(f"/kk/issues/{IssueFactory(silent=True).number}/follow/").status_code == 404
    assert Client().get("/kk/issues/follow/body/no-such/").status_code == 404
    assert Client().get("/kk/issues/follow/topic/no-such/").status_code == 404
    asker = world.asker()
    assert Client().post(f"/kk/issues/leave/{key_of(asker)}/").status_code == 404
    assert Person.objects.filter(pk=asker.pk).exists()
    follower = world.follower()
    confirm_follow(person=follower, now=NOON)
    assert Client().get(f"/kk/places/leave/{key_of(follower)}/").status_code == 404

"""The public side of a question: asked without an account, confirmed by a button, supported, withdrawn, found again."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from meetings.models import Meeting
from portal.files.models import StoredFile
from portal.kernel import clock
from portal.kit import limits
from portal.questions.choices import Held, State, Verb
from portal.questions.models import AskedQuestion, Person, PersonLetter, QuestionEvent, SendMark, Voice
from portal.questions.services.confirming import confirm_question
from portal.questions.services.keys import key_of
from portal.questions.services.posting import post_letters
from tests.factories.bodies import TerritoryFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.pictures import SECRET, huge_png, picture
from tests.factories.questions import AskedQuestionFactory, PersonFactory, voice_of
from tests.texts import plain

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 10)
NOW = clock.at(DAY, 9, 18)
TEXT = "В Тасарыке вечером слабый напор, вода не поднимается на второй этаж. Когда заменят насос?"
MAIL = "aigul@mail.example"


@pytest.fixture(autouse=True)
def moment(settings, tmp_path: Path) -> Iterator[time_machine.Traveller]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory()


def page_of(answer) -> str:
    return plain(answer.content.decode())


def ask_page(meeting: Meeting, language: str = "ru") -> str:
    return f"/{language}/meetings/{meeting.number}/ask/"


def hidden(content: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', content.replace("\n", " "))
    return found[1] if found else ""


def typed(meeting: Meeting, moment: time_machine.Traveller, *, seconds: int = 60, language: str = "ru", **more) -> dict:
    """The form as it is sent so many seconds after its page was opened."""
    content = Client().get(ask_page(meeting, language)).content.decode()
    moment.shift(timedelta(seconds=seconds))
    told = {"text": TEXT, "territory": meeting.territory.kato, "topic": "", "email": MAIL, "consent": "on"}
    return {**told, "stamp": hidden(content, "stamp"), **more}


def send(meeting: Meeting, data: dict, language: str = "ru", **headers):
    return Client(enforce_csrf_checks=True).post(ask_page(meeting, language), data, **headers)


def asked(meeting: Meeting, moment: time_machine.Traveller, **more) -> AskedQuestion:
    answer = send(meeting, typed(meeting, moment, **more))
    assert answer.status_code == 200, answer.status_code
    question = AskedQuestion.objects.order_by("pk").last()
    assert question is not None, page_of(answer)
    return question


def own_page(question: AskedQuestion, language: str = "ru") -> str:
    assert question.person is not None
    return f"/{language}/questions/k/{key_of(question.person)}/"


# -- asking ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Бір қадам қалды: поштаңызды ашыңыз"), ("ru", "Остался один шаг: откройте почту")],
)
def test_somebody_asks_confirms_and_reads_what_became_of_it(
    meeting: Meeting, moment: time_machine.Traveller, language: str, words: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    form = client.get(ask_page(meeting, language))
    assert "eotinish.kz" in page_of(form)
    answer = send(meeting, typed(meeting, moment, language=language), language)
    question = AskedQuestion.objects.select_related("person").get()
    assert (question.state, question.held, question.topic, question.own_language) == ("sent", "", "water", "ru")
    assert words in page_of(answer)
    assert question.number in page_of(answer)
    assert TEXT in page_of(answer)
    assert post_letters(now=clock.now()) == (1, 0)
    (letter,) = mail.outbox
    own = own_page(question, language)
    assert own in letter.body
    # A program that looks through mail opens the link, in every way but by the button.
    for look in (client.get, client.head):
        opened = look(own)
        assert opened.status_code == 200
        assert opened.headers["Referrer-Policy"] == "no-referrer"
        assert opened.headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in opened.headers["Cache-Control"]
        assert not opened.cookies
    question.refresh_from_db()
    assert question.state == State.SENT
    assert TEXT in page_of(client.get(own))
    done = client.post(own, {"act": "confirm"})
    assert (done.status_code, done.headers["Location"]) == (303, own)
    question.refresh_from_db()
    assert question.state == State.WAITING
    assert question.person.confirmed_at == question.confirmed_at == clock.now()
    assert question.person.erase_on == date(2028, 3, 17)
    # The number alone tells no word of it.
    public = client.get(f"/{language}/questions/{question.number}/")
    assert public.status_code == 200
    assert TEXT not in page_of(public)
    assert MAIL not in page_of(public)
    # Pressed twice, it is confirmed once.
    assert client.post(own, {"act": "confirm"}).status_code == 303
    assert list(QuestionEvent.objects.values_list("verb", flat=True)) == [Verb.SEND, Verb.CONFIRM]
    for answer in (form, public, done):
        assert not answer.cookies


def test_a_form_sent_twice_is_one_question_and_another_text_is_another(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    data = typed(meeting, moment)
    first, second = send(meeting, data), send(meeting, data)
    assert page_of(first).count(AskedQuestion.objects.get().number) == page_of(second).count(
        AskedQuestion.objects.get().number
    )
    assert PersonLetter.objects.count() == Person.objects.count() == 1
    send(meeting, {**data, "text": TEXT + " И когда начнут?"})
    assert AskedQuestion.objects.count() == 2


def test_every_address_gets_the_same_answer(meeting: Meeting, moment: time_machine.Traveller, settings) -> None:
    settings.KEZDESU_MAILBOX_DAILY = 1

    def said(**more) -> str:
        answer = send(meeting, typed(meeting, moment, text=TEXT, **more))
        number = AskedQuestion.objects.order_by("pk").last().number
        page = page_of(answer).replace(number, "S")
        return re.sub(r'value="[^"]*"|\d\d:\d\d', "", page)

    PersonFactory(email=MAIL, confirmed=True)
    known, stranger, quick, often = (
        said(),
        said(email="nobody@mail.example"),
        said(seconds=1, email="marat@mail.example"),
        said(email="nobody@mail.example"),
    )
    assert known == stranger == quick == often
    held = AskedQuestion.objects.order_by("pk").values_list("held", flat=True)
    assert list(held) == [Held.NO, Held.NO, Held.QUICK, Held.MAILBOX]
    assert PersonLetter.objects.count() == 2


def test_a_missing_or_forged_mark_of_the_page_holds_the_question(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    for stamp in ("", "forged", "x" * 5000, "\x00"):
        answer = send(meeting, typed(meeting, moment, stamp=stamp, email=f"m{len(stamp)}@mail.example"))
        assert answer.status_code in (200, 400)
    assert set(AskedQuestion.objects.values_list("held", flat=True)) == {Held.QUICK}
    assert not PersonLetter.objects.exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    other = TerritoryFactory()
    long = "Неге су жоқ? " * 800
    answer = send(meeting, typed(meeting, moment, text=long, email="aigul@", territory=other.kato, consent=""))
    page = page_of(answer)
    assert answer.status_code == 200
    assert not AskedQuestion.objects.exists()
    assert long.strip() in page
    assert 'value="aigul@"' in page
    for field in ("text", "email", "territory", "consent"):
        assert f'id="id_{field}-error"' in page, field
    assert not Person.objects.exists()
    assert not SendMark.objects.exists()


def test_markup_emoji_and_letters_from_right_to_left_are_a_text_like_any_other(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    odd = '<script>alert(1)</script> 💧💧 متى يأتي الماء \u202eабв" onmouseover="x'
    answer = send(meeting, typed(meeting, moment, text=odd))
    assert "<script>alert" not in answer.content.decode()
    question = AskedQuestion.objects.get()
    assert "💧💧 متى يأتي الماء" in question.own_text
    assert "<script>alert" not in Client().get(own_page(question)).content.decode()
    assert "<script>alert" not in Client().get(f"/ru/questions/{question.number}/").content.decode()


def test_what_belongs_to_one_person_is_told_once_before_it_goes_out(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    text = "Позвоните мне на +7 701 234 56 78 про воду"
    data = typed(meeting, moment, text=text)
    answer = send(meeting, data)
    assert not AskedQuestion.objects.exists()
    assert "+7 701 234 56 78</b>" in page_of(answer)
    assert text in page_of(answer)
    again = {**data, "seen": hidden(answer.content.decode(), "seen")}
    changed = send(meeting, {**again, "text": text + ", пишите a@b.kz"})
    assert not AskedQuestion.objects.exists()
    assert "a@b.kz</b>" in page_of(changed)
    send(meeting, again)
    assert AskedQuestion.objects.get().own_text == text


def test_similar_questions_are_shown_before_sending_and_can_be_supported_there(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    like = AskedQuestionFactory(
        public=True, meeting=meeting, text_ru="Почему вечером слабый напор воды, когда заменят насос?"
    )
    earlier = AskedQuestionFactory(
        public=True,
        meeting=MeetingFactory(territory=meeting.territory),
        territory=TerritoryFactory(kind="village", parent=TerritoryFactory(district=True, parent=meeting.territory)),
        text_ru="Когда заменят насос и вечером будет вода?",
        state=State.ANSWERED,
    )
    AskedQuestionFactory(public=True, text_ru=like.text_ru)
    AskedQuestionFactory(meeting=meeting, text_ru=like.text_ru, text_kk="Су")
    voice_of(like)
    data = typed(meeting, moment)
    answer = send(meeting, data)
    page = page_of(answer)
    assert not AskedQuestion.objects.filter(state=State.SENT).exists()
    assert re.findall(r"/ru/questions/(S-[0-9-]+)/\"", page) == [like.number, earlier.number]
    assert f'formaction="/ru/questions/{like.number}/support/"' in answer.content.decode()
    assert f"/questions/{earlier.number}/support/" not in page
    supported = Client(enforce_csrf_checks=True).post(f"/ru/questions/{like.number}/support/", data)
    assert "Остался один шаг" in page_of(supported)
    assert Voice.objects.filter(question=like).count() == 2
    send(meeting, {**data, "seen": hidden(answer.content.decode(), "seen")})
    assert AskedQuestion.objects.filter(state=State.SENT).count() == 1


def test_the_search_for_similar_questions_costs_the_same_with_many(
    meeting: Meeting, moment: time_machine.Traveller, django_assert_num_queries
) -> None:
    from portal.questions.queries.similar import similar

    for count in (1, 30):
        for _ in range(count):
            AskedQuestionFactory(public=True, meeting=meeting, text_ru=TEXT)
        with django_assert_num_queries(1):
            assert similar(text=TEXT, topic="water", place=meeting.territory)


# -- the photo -------------------------------------------------------------------------------------------------------
def photo(content: bytes, name: str = "Айгүл 87012345678.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def test_of_a_photo_a_small_copy_is_kept_and_nothing_of_the_camera(
    meeting: Meeting, moment: time_machine.Traveller, tmp_path: Path
) -> None:
    question = asked(meeting, moment, photo=photo(picture(size=(3000, 2000), secret=True)))
    kept = question.picture
    assert kept is not None
    assert (kept.uploaded_by, kept.is_public, kept.name) == (None, False, "question.jpg")
    image = Image.open(BytesIO(kept.content.read()))
    assert (image.size, dict(image.getexif())) == ((1280, 853), {})
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) == 1
    assert SECRET.encode() not in files[0].read_bytes()
    assert Client().get(kept.get_absolute_url()).status_code in (302, 404)


def test_a_chosen_photo_is_sent_again_with_a_form_that_comes_back_and_only_its_copy_waits(
    meeting: Meeting, moment: time_machine.Traveller, tmp_path: Path
) -> None:
    data = typed(meeting, moment, email="")
    answer = send(meeting, {**data, "photo": photo(picture(size=(2000, 1000), secret=True))})
    (waiting,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert SECRET.encode() not in waiting.read_bytes()
    key = hidden(answer.content.decode(), "photo-chosen")
    assert key
    send(meeting, {**data, "email": MAIL, "photo-chosen": key})
    question = AskedQuestion.objects.get()
    assert question.picture is not None
    assert not waiting.exists()
    # A key of nobody's making brings nothing.
    send(meeting, {**data, "email": "marat@mail.example", "photo-chosen": key[:-2] + "xx"})
    assert AskedQuestion.objects.order_by("pk").last().picture is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Файл пуст"),
        (b"\xff\xd8\xff" + b"0" * (40 * 1024 * 1024), "больше 10 МБ"),
        (huge_png(30_000, 30_000), "больше 50 миллионов точек"),
        (b"<html>", "Это не фотография"),
        (picture()[:-400], "повреждён"),
    ],
)
def test_a_bad_photo_is_refused_at_its_field_and_leaves_nothing(
    meeting: Meeting, moment: time_machine.Traveller, tmp_path: Path, content: bytes, words: str
) -> None:
    answer = send(meeting, typed(meeting, moment, photo=photo(content)))
    assert answer.status_code == 200
    assert words in page_of(answer)
    assert TEXT in page_of(answer)
    assert not AskedQuestion.objects.exists()
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


# -- when no questions are taken -------------------------------------------------------------------------------------
def test_questions_are_taken_until_the_evening_before_wherever_the_meeting_is_moved(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    address = ask_page(meeting)
    assert "17 марта 2027 г., 18:00" in page_of(Client().get(address))
    data = typed(meeting, moment)
    for hour, minute, is_open in ((17, 59, True), (18, 0, False)):
        moment.move_to(clock.at(date(2027, 3, 17), hour, minute))
        assert ('name="consent"' in page_of(Client().get(address))) is is_open
    answer = send(meeting, data)
    assert not AskedQuestion.objects.exists()
    assert TEXT in page_of(answer)
    assert "Вопросы принимались до" in page_of(answer)
    Meeting.objects.filter(pk=meeting.pk).update(
        on=date(2027, 3, 25), span_start=date(2027, 3, 25), span_end=date(2027, 3, 26), moved_from="2027-03-18"
    )
    assert "24 марта 2027 г., 18:00" in page_of(Client().get(address))
    send(meeting, data)
    assert AskedQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "cancelled"}, "Отменена"),
        ({"in_march": True}, "День этой встречи ещё не назначен"),
        ({"on": date(2027, 3, 9)}, "Встреча прошла"),
        ({"on": DAY}, "Вопросы принимались до: 9 марта"),
    ],
)
def test_a_meeting_without_questions_says_so_and_where_else(
    moment: time_machine.Traveller, facts: dict, words: str
) -> None:
    meeting = MeetingFactory(**facts)
    next_one = MeetingFactory(territory=meeting.territory, on=date(2027, 4, 2))
    MeetingFactory(territory=meeting.territory, on=date(2027, 4, 3), schedule__period_key="2031", hidden=True)
    MeetingFactory(on=date(2027, 4, 4))
    for answer in (Client().get(ask_page(meeting)), send(meeting, {"text": TEXT, "email": MAIL})):
        page = page_of(answer)
        assert words in page
        assert re.findall(r'action="/ru/meetings/([0-9-]+)/ask/"', page) == [next_one.number]
    assert not AskedQuestion.objects.exists()
    carried = send(next_one, {"carried": "1", "text": TEXT, "email": MAIL})
    assert TEXT in page_of(carried)
    assert MAIL in page_of(carried)
    assert "form was not accepted" not in page_of(carried)


def test_a_hidden_meeting_is_no_meeting() -> None:
    hidden_one = MeetingFactory(hidden=True)
    assert Client().get(ask_page(hidden_one)).status_code == 404
    question = AskedQuestionFactory(public=True, meeting=hidden_one)
    for tail in ("", "support/"):
        assert Client().get(f"/ru/questions/{question.number}/{tail}").status_code == 404


# -- the page behind the letter --------------------------------------------------------------------------------------
def test_a_link_that_ran_out_offers_another_letter(meeting: Meeting, moment: time_machine.Traveller) -> None:
    question = asked(meeting, moment)
    own = own_page(question)
    moment.shift(timedelta(hours=24))
    page = page_of(Client().get(own))
    assert "Срок ссылки из письма истёк" in page
    refused = Client(enforce_csrf_checks=True).post(own, {"act": "confirm"})
    assert (refused.status_code, AskedQuestion.objects.get().state) == (200, State.SENT)
    assert "истёк" in page_of(refused)
    for _ in range(3):
        assert Client().post(own, {"act": "again"}).status_code == 303
    assert list(PersonLetter.objects.order_by("pk").values_list("key", flat=True)) == ["confirm", "confirm:2"]
    assert Person.objects.get().erase_on == date(2027, 3, 13)
    Client().post(own, {"act": "confirm"})
    assert AskedQuestion.objects.get().state == State.WAITING


def test_after_questions_were_closed_one_sent_in_time_is_confirmed_and_after_the_meeting_none(
    moment: time_machine.Traveller,
) -> None:
    moment.move_to(clock.at(date(2027, 3, 17), 17, 50))
    meeting = MeetingFactory()
    early, late = (asked(meeting, moment, email=f"{name}@mail.example") for name in ("a", "b"))
    moment.move_to(clock.at(date(2027, 3, 18), 8, 0))
    assert Client().post(own_page(early), {"act": "confirm"}).status_code == 303
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    refused = Client().post(own_page(late), {"act": "confirm"})
    assert refused.status_code == 200
    assert list(AskedQuestion.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "sent"]


def test_an_author_withdraws_and_every_word_is_gone(meeting: Meeting, moment: time_machine.Traveller) -> None:
    question = asked(meeting, moment, photo=photo(picture()))
    confirm_question(question=question, today=DAY, now=clock.now())
    AskedQuestion.objects.filter(pk=question.pk).update(state=State.AGENDA, text_kk=TEXT, text_ru=TEXT)
    own, client = own_page(question), Client(enforce_csrf_checks=True)
    asks = client.post(own, {"act": "withdraw"})
    assert (asks.status_code, AskedQuestion.objects.get().state) == (200, State.AGENDA)
    assert "withdraw-sure" in page_of(asks)
    for _ in range(2):
        assert client.post(own, {"act": "withdraw-sure"}).status_code == 303
    question.refresh_from_db()
    assert (question.state, question.own_text, question.text_kk, question.text_ru) == (State.WITHDRAWN, "", "", "")
    assert not StoredFile.objects.exists()
    assert TEXT not in page_of(client.get(own))
    assert "отозвал" in page_of(client.get(f"/ru/questions/{question.number}/"))
    assert TEXT not in page_of(client.get(f"/ru/meetings/{meeting.number}/"))


def test_a_key_opens_its_own_question_alone(meeting: Meeting, moment: time_machine.Traveller) -> None:
    mine, other = (asked(meeting, moment, email=f"{name}@mail.example", text=f"{TEXT} {name}") for name in ("a", "b"))
    assert f"{TEXT} b" not in page_of(Client().get(own_page(mine)))
    stolen = own_page(mine).replace(f"/{mine.person_id:x}-", f"/{other.person_id:x}-")
    own = own_page(mine)
    cut = f"{own[:-2]}{'1' if own[-2] == '0' else '0'}/"
    for address in (stolen, cut, "/ru/questions/k/1-00000000000000000000000000/"):
        for answer in (Client().get(address), Client().post(address, {"act": "withdraw-sure"})):
            assert answer.status_code == 404
            assert TEXT not in page_of(answer)
    assert set(AskedQuestion.objects.values_list("state", flat=True)) == {State.SENT}


def test_the_slip_sends_the_letter_again_and_says_the_same_of_everything(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    answer = send(meeting, typed(meeting, moment))
    slip = hidden(answer.content.decode(), "slip")
    client = Client(enforce_csrf_checks=True)
    pages = []
    for token, shift in ((slip, 61), (slip, 10), ("forged", 61), ("", 61), (slip, 3600)):
        moment.shift(timedelta(seconds=shift))
        pages.append(client.post("/ru/questions/again/", {"slip": token}).content)
    assert len(set(pages)) == 1
    assert PersonLetter.objects.count() == 2
    assert client.get("/ru/questions/again/").status_code == 200


# -- voices ----------------------------------------------------------------------------------------------------------
def support(question: AskedQuestion, moment: time_machine.Traveller, email: str, seconds: int = 30):
    client, address = Client(enforce_csrf_checks=True), f"/ru/questions/{question.number}/support/"
    stamp = hidden(client.get(address).content.decode(), "stamp")
    moment.shift(timedelta(seconds=seconds))
    return client.post(address, {"email": email, "consent": "on", "stamp": stamp})


def test_one_mailbox_in_six_spellings_is_one_voice_that_counts_when_it_is_confirmed(
    moment: time_machine.Traveller,
) -> None:
    question = AskedQuestionFactory(public=True)
    spellings = ("a.marat@gmail.com", "A.Marat@gmail.com", "amarat@gmail.com", "amarat+1@googlemail.com")
    said = {
        support(question, moment, email).content for email in (*spellings, "AMARAT@GMAIL.COM", "a.m.arat@gmail.com")
    }
    assert len(said) == 1
    voice = Voice.objects.get()
    public = f"/ru/questions/{question.number}/"
    assert "Поддержали 0" in page_of(Client().get(public))
    own = f"/ru/questions/k/{key_of(voice.person)}/"
    Client().get(own)
    assert not Voice.objects.counted().exists()
    for _ in range(2):
        assert Client(enforce_csrf_checks=True).post(own, {"act": "confirm"}).status_code == 303
    assert Voice.objects.counted().count() == 1
    assert "Поддержал 1" in page_of(Client().get(public))
    assert Voice.objects.get().person.erase_on == date(2028, 3, 17)
    Client().post(own, {"act": "withdraw-sure"})
    assert not Voice.objects.counted().exists()
    moment.shift(timedelta(minutes=5))
    support(question, moment, "amarat@gmail.com")
    Client().post(own, {"act": "confirm"})
    assert Voice.objects.counted().count() == 1


def test_the_author_is_no_voice_and_what_is_settled_takes_none(moment: time_machine.Traveller) -> None:
    question = AskedQuestionFactory(public=True)
    same = support(question, moment, question.person.email)
    other = support(question, moment, "marat@mail.example")
    assert same.content == other.content
    assert Voice.objects.count() == 1
    AskedQuestion.objects.update(state=State.ANSWERED)
    late = support(question, moment, "late@mail.example")
    assert late.status_code == 200
    assert Voice.objects.count() == 1


def test_many_voices_of_one_network_are_held_and_none_is_refused(moment: time_machine.Traveller, settings) -> None:
    settings.KEZDESU_ADDRESS_HOURLY = 3
    question = AskedQuestionFactory(public=True)
    said = {support(question, moment, f"m{place}@mail.example").content for place in range(6)}
    assert len(said) == 1
    assert list(Voice.objects.order_by("pk").values_list("held", flat=True)) == [""] * 3 + [Held.NETWORK] * 3
    assert PersonLetter.objects.count() == 3
    support(question, moment, "m9@mail.example", seconds=1)
    assert Voice.objects.order_by("pk").last().held == Held.QUICK


def test_a_held_voice_that_comes_again_more_slowly_needs_nobody(moment: time_machine.Traveller) -> None:
    question = AskedQuestionFactory(public=True)
    support(question, moment, MAIL, seconds=1)
    assert (Voice.objects.get().held, PersonLetter.objects.count()) == (Held.QUICK, 0)
    for _ in range(2):
        support(question, moment, MAIL)
    assert (Voice.objects.get().held, PersonLetter.objects.count()) == (Held.NO, 1)


# -- found again -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed_number", ["S-2027-000731", "с 2027 731", "№ s2027-731"])
def test_a_number_is_found_as_people_type_it(typed_number: str) -> None:
    answer = Client().get("/ru/questions/find/", {"number": typed_number})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ru/questions/S-2027-000731/")
    assert Client().get(answer.headers["Location"]).status_code == 404
    wrong = Client().get("/ru/questions/find/", {"number": "сто"})
    assert wrong.status_code == 200
    assert "S-2027-000731" in page_of(wrong)


@pytest.mark.parametrize(
    ("facts", "shown", "hides"),
    [
        ({"state": "sent", "confirmed_at": None}, "ждёт подтверждения автора", True),
        ({"state": "waiting"}, "ждёт модератора", True),
        ({"state": "refused", "refusal": "insult"}, "оскорбляет кого-либо", True),
        ({"state": "removed"}, "снят решением двух сотрудников", True),
        ({"public": True}, "в повестке встречи", False),
        (
            {
                "public": True,
                "state": "answered",
                "answer_kk": "Сорғы",
                "answer_ru": "Насос в апреле",
                "answered_minute": 34,
            },
            "34",
            False,
        ),
        ({"public": True, "state": "outside"}, "вне компетенции", False),
        ({"public": True, "state": "passed"}, "ответ не прозвучал", False),
    ],
)
def test_the_page_of_a_number_says_what_stands_and_shows_no_text_that_is_not_public(
    facts: dict, shown: str, hides: bool
) -> None:
    question = AskedQuestionFactory(**{"text_kk": "МАРКЕР-ТЕКСТ", "text_ru": "МАРКЕР-ТЕКСТ", **facts})
    AskedQuestion.objects.filter(pk=question.pk).update(text_ru="МАРКЕР-ТЕКСТ", own_text="МАРКЕР-СВОЙ")
    page = page_of(Client().get(f"/ru/questions/{question.number}/"))
    assert shown.casefold() in page.casefold()
    assert ("МАРКЕР-ТЕКСТ" in page) is not hides
    assert "МАРКЕР-СВОЙ" not in page
    assert question.person.email not in page


def test_a_joined_question_leads_to_the_other_unless_that_is_hidden() -> None:
    other = AskedQuestionFactory(public=True)
    question = AskedQuestionFactory(state=State.JOINED, joined_to=other)
    address = f"/ru/questions/{question.number}/"
    assert other.number in page_of(Client().get(address))
    AskedQuestion.objects.filter(pk=other.pk).update(state=State.REMOVED)
    page = page_of(Client().get(address))
    assert other.number not in page
    assert other.text_ru not in page


def test_the_list_shows_public_ones_by_place_topic_state_and_meeting() -> None:
    district = TerritoryFactory(district=True)
    meeting = MeetingFactory(territory=district)
    first = AskedQuestionFactory(public=True, meeting=meeting, topic="water")
    second = AskedQuestionFactory(public=True, topic="roads", state=State.ANSWERED)
    AskedQuestionFactory(public=True, meeting=MeetingFactory(hidden=True))
    AskedQuestionFactory(text_kk="Су", text_ru="Вода")

    def found(**asked: str) -> list[str]:
        content = Client().get("/ru/questions/", asked).content.decode()
        return sorted(set(re.findall(r"/ru/questions/(S-[0-9-]+)/", content)))

    assert found() == sorted([first.number, second.number])
    assert found(place=district.kato) == found(place=district.parent.kato) == [first.number]
    assert found(topic="roads") == found(state="answered") == [second.number]
    assert found(meeting=meeting.number) == [first.number]
    assert found(meeting=meeting.number, topic="roads") == []
    assert found(place="999999999") == found(topic="<b>") == []


def test_the_list_and_the_page_of_a_meeting_cost_the_same_with_many(django_assert_max_num_queries, settings) -> None:
    settings.KEZDESU_KEEP_PAGES = False
    meeting = MeetingFactory()

    def cost(address: str) -> int:
        with django_assert_max_num_queries(100) as counted:
            assert Client().get(address).status_code == 200
        return len(counted)

    costs = []
    for number in (1, 30):
        for _ in range(number):
            voice_of(AskedQuestionFactory(public=True, meeting=meeting))
        costs.append([cost("/ru/questions/"), cost(f"/ru/meetings/{meeting.number}/")])
    one, many = costs
    # One more where not all are shown: how many there are is asked.
    assert many[0] == one[0]
    assert many[1] <= one[1] + 1


def test_the_page_of_a_meeting_says_how_many_are_on_its_agenda_and_where_to_ask(meeting: Meeting) -> None:
    address = f"/ru/meetings/{meeting.number}/"
    assert f'href="{ask_page(meeting)}"' in Client().get(address).content.decode()
    question = AskedQuestionFactory(public=True, meeting=meeting)
    # What an office says yes to changes a row that is there; only that makes another version of the page.
    question.save()
    AskedQuestionFactory(meeting=meeting, own_text="МАРКЕР")
    page = page_of(Client().get(address))
    assert "1 вопрос в повестке" in page
    assert question.text_ru in page
    assert "МАРКЕР" not in page


# -- what is kept, and floods ----------------------------------------------------------------------------------------
def test_who_asked_and_the_own_words_stand_at_one_place_each_and_a_network_address_nowhere(
    meeting: Meeting, moment: time_machine.Traveller
) -> None:
    client = Client(REMOTE_ADDR="198.51.103.77")
    send(meeting, typed(meeting, moment, photo=photo(picture())), REMOTE_ADDR="198.51.103.77")
    question = AskedQuestion.objects.get()
    client.post(own_page(question), {"act": "confirm"})
    post_letters(now=clock.now())
    support(AskedQuestionFactory(public=True), moment, MAIL)
    assert where("198.51.103") == []
    assert where("второй этаж") == ["questions_askedquestion"]
    assert where(MAIL) == ["questions_person"]
    assert where(key_of(question.person)) == []
    assert where("Айгүл 87012345678") == []


def where(marker: str) -> list[str]:
    """Every table in which a row has it, in whatever column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" AS kept WHERE kept::text LIKE %s)', [f"%{marker}%"])
            found += [table] * cursor.fetchone()[0]
    return found


def test_a_flood_alone_is_turned_away_and_loses_nothing(
    meeting: Meeting, moment: time_machine.Traveller, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEZDESU_LIMITS = True
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "ask": 2})
    data = typed(meeting, moment)
    for place in range(2):
        assert send(meeting, {**data, "email": f"m{place}@mail.example"}).status_code == 200
    answer = send(meeting, data)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert TEXT in page_of(answer)
    assert MAIL in page_of(answer)
    assert AskedQuestion.objects.count() == 2
    assert Client().get(ask_page(meeting)).status_code == 200


def test_the_page_of_the_form_is_small(meeting: Meeting) -> None:
    assert len(gzip.compress(Client().get(ask_page(meeting)).content)) < 12_000

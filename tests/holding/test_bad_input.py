"""What people really type and send is answered where it was typed, in Kazakh and in Russian, and nothing is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from meetings.models import Meeting, MeetingHeld
from portal.holding.models import Account, LogDraft, Photo, Question
from portal.holding.services.register import add_question
from portal.kit import heic
from tests.factories.pictures import huge_png, picture, video
from tests.ground import GROUND
from tests.holding.conftest import account_of
from tests.holding.hall import upload
from tests.holding.test_publishing import acting
from tests.meetings.valley import Valley, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

#: A page, a face, a script that runs the other way, and a sign that turns what follows it.
ODD = "<script>alert(1)</script> 🙂 שלום \u202eabc"


@GROUND.fixture
def bad_input_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(bad_input_ground: Valley) -> Iterator[Valley]:
    with time_machine.travel("2027-03-12 06:00Z", tick=False):
        yield bad_input_ground


@pytest.fixture
def officer(valley: Valley, client: Client) -> Client:
    client.force_login(valley.people["officer"])
    return client


def log_of(meeting: Meeting, language: str, **more: Any) -> tuple[str, dict[str, Any]]:
    typed = {
        "day": "announced", "start_time": "11:00", "end_time": "12:40", "attendance": "64", "talk_minutes": "22",
        "questions_minutes": "78", "obtained": "stated", "attendees": ["police"], "questions": "Неге су жоқ?",
        "sequence": str(meeting.sequence), "key": str(uuid.UUID(int=meeting.pk)), "version": "0",
        "held_by": str(meeting.official_id),
    }  # fmt: skip
    return f"/{language}/work/meetings/{meeting.number}/log/", {**typed, **more}


def told(answer: Any) -> str:
    return plain(unescape(answer.content.decode()))


#: What is typed -> the field, and what is said there in Kazakh and in Russian.
LOGS: list[tuple[dict[str, str], str, str, str]] = [
    (
        {"end_time": "10:00"},
        "end_time",
        "Кездесу басталғаннан кейін аяқталады.",
        "Окончание встречи должно быть позже начала.",
    ),
    (
        {"talk_minutes": "120", "questions_minutes": "0"},
        "talk_minutes",
        "Баяндама кездесуден ұзақ: кездесу 100 минутқа созылды.",
        "Доклад длиннее встречи: она длилась 100 мин.",
    ),
    (
        {"questions": "Су жоқ\n" + "ш" * 10_000},
        "questions",
        "2-сұрақта 10000 таңба бар; ең көбі 2000 таңба қабылданады. Қысқартыңыз.",
        "В вопросе 2 знаков: 10000; принимается не больше 2000. Сократите его.",
    ),
    (
        {"day": "otherwise", "held_on": "09.03.20270"},
        "held_on",
        "Күнді күн, ай, жыл түрінде жазыңыз, мысалы 15.01.2027.",
        "Напишите дату как день, месяц и год, например 15.01.2027.",
    ),
    (
        {"day": "otherwise", "held_on": "31.02.2027"},
        "held_on",
        "Мұндай күн жоқ: 31.02.2027.",
        "Такого дня нет: 31.02.2027.",
    ),
    (
        {"start_time": "25:99"},
        "start_time",
        "Уақытты сағат пен минут түрінде жазыңыз, мысалы 09:00.",
        "Напишите время как часы и минуты, например 09:00.",
    ),
    ({"attendance": "алпыс"}, "attendance", "Бүтін сан енгізіңіз.", "Введите целое число."),
    ({"attendance": "9" * 5_000}, "attendance", "Бүтін сан енгізіңіз.", "Введите целое число."),
]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_mistake_of_a_log_has_its_sentence_and_stays_as_it_was_typed(
    valley: Valley, officer: Client, language: str
) -> None:
    meeting = valley.meeting()
    for version, (more, field, kk, ru) in enumerate(LOGS):
        path, typed = log_of(meeting, language, version=str(version), **more)
        answer = officer.post(path, typed)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        page = told(answer)
        assert {"kk": kk, "ru": ru}[language] in page
        kept = LogDraft.objects.get().typed
        for name, value in more.items():
            assert (name, kept[name]) == (name, value)
            assert name == "day" or value in page
    assert not MeetingHeld.objects.exists()
    path, typed = log_of(meeting, language, version=str(len(LOGS)))
    assert officer.post(path, typed).status_code == 302
    assert Account.objects.get().questions.count() == 1


@pytest.mark.parametrize(
    ("language", "at_once", "elsewhere"),
    [
        ("kk", "Осы уақытта сол лауазымды тұлға басқа кездесу өткізген", "Тізімде жоқ: күнтізбеден тыс кездесу"),
        ("ru", "В это время то же должностное лицо", "Нет в списке: встреча вне календаря"),
    ],
    ids=["kk", "ru"],
)
def test_two_at_once_the_same_twice_and_one_that_was_never_announced(
    valley: Valley, officer: Client, language: str, at_once: str, elsewhere: str
) -> None:
    first, second = valley.meeting(), valley.meeting(place=valley.silent.territory)
    path, typed = log_of(first, language)
    sent = [officer.post(path, typed) for _time in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in sent] == [(302, sent[0]["Location"])] * 2
    assert (Account.objects.count(), Question.objects.count()) == (1, 1)
    path, typed = log_of(second, language)
    refused = officer.post(path, typed)
    assert refused.status_code == 422
    page = told(refused)
    assert at_once in page
    assert first.number in page
    assert LogDraft.objects.get(meeting=second).typed["questions"] == "Неге су жоқ?"
    # What stands in no list has its own way in; a number that is none is no error of the portal.
    assert elsewhere in told(officer.get(f"/{language}/work/meetings/log/"))
    nowhere = officer.post(path.replace(second.number, "2027-999999"), typed)
    assert nowhere.status_code == 404


@pytest.mark.parametrize(
    ("language", "messages"),
    [
        (
            "kk",
            {
                "a.mp4": "Бұл бейнежазба",
                "b.png": "Суретте 50 миллионнан астам нүкте бар",
                "c.heic": "Бұл HEIC форматындағы сурет",
            },
        ),
        (
            "ru",
            {
                "a.mp4": "Это видео",
                "b.png": "В изображении больше 50 миллионов точек",
                "c.heic": "Это изображение HEIC",
            },
        ),
    ],
    ids=["kk", "ru"],
)
def test_what_is_no_photo_is_named_and_the_good_one_beside_it_is_kept(
    valley: Valley, officer: Client, monkeypatch: pytest.MonkeyPatch, language: str, messages: dict[str, str]
) -> None:
    account = account_of(valley)
    assert heic.can_read()
    content = picture("HEIF")
    monkeypatch.setattr(heic, "find_spec", lambda _name: None)
    files = [
        upload(video(40 * 1024 * 1024), "a.mp4"),
        upload(huge_png(30_000, 30_000), "b.png"),
        upload(content, "c.heic"),
        upload(picture(), "d.jpg"),
    ]
    answer = officer.post(
        f"/{language}/work/meetings/{account.meeting.number}/photos/", {"photos": files, "act": "save"}
    )
    page = told(answer)
    for name, message in messages.items():
        assert f"{name}: {message}" in page
    assert Photo.objects.count() == 1


def test_odd_texts_are_kept_in_every_section_and_harm_no_page_file_or_feed(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    add_question(account=account, asked=ODD, fate="taken", **acting(valley))
    add_question(account=account, asked=ODD, fate="answered", **acting(valley))
    number = account.meeting.number
    work = f"/ru/work/meetings/{number}/"
    times = {"talk_minutes": "40", "questions_minutes": "60", "obtained": "measured"}
    parts = {"reception-held_on": "09.03.2027", "reception-note_kk": ODD, "reception-note_ru": ODD,
             "briefing-missed_reason_kk": ODD, "briefing-missed_reason_ru": ODD}  # fmt: skip
    card = {"body": valley.district.name, "territory": valley.rural.territory.name, "topic": "water"}
    both = _in_both
    forms = {
        "account/times/": {**times, **both("split_note")},
        "account/audience/": {**both("venue"), **both("stream_none")},
        "account/words/": {**both("summary"), **both("report")},
        "account/visit/": parts,
        "account/protocol/": {"protocol_number": "№ <b>🙂</b>", **both("secretary")},
        "account/note/": {"internal_note": ODD},
        "account/questions/1/": {
            "fate": "taken", "due_on": "01.09.2027", **card, **both("text"), **both("measure"), **both("responsible"),
        },
        "account/questions/2/": {"fate": "answered", **card, **both("text"), **both("answer")},
        "files/": {"kind": "video", "link": "https://example.kz/?a=<b>&c", "is_public": "on", **both("title")},
    }  # fmt: skip
    for tail, typed in forms.items():
        account.refresh_from_db()
        answer = officer.post(work + tail, {"version": account.version, **typed})
        assert answer.status_code == 302, (tail, answer.context["form"].errors)
        read = officer.get(work + tail).content.decode()
        assert "<script>alert" not in read, tail
        assert "&lt;script&gt;alert(1)" in read, tail
    account.refresh_from_db()
    first = account.questions.get(number=1)
    texts = (account.summary_kk, account.report_ru, account.split_note_kk, account.venue_ru, account.internal_note)
    assert {
        *texts,
        first.text_kk,
        first.measure_ru,
        first.responsible_kk,
        account.parts.get(kind="reception").note_ru,
    } == {ODD}
    assert officer.post(work + "account/publish/", {"version": account.version}).status_code == 302
    public = [f"/{language}/meetings/{number}/" for language in ("kk", "ru", "en")]
    for address in (*public, f"/ru/meetings/{number}.ics", f"/api/v1/meetings/{number}/results/"):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"].startswith("application/json") or b"<script>alert" not in answer.getvalue(), (
            address
        )
    # The sign that turns what follows it turns no number and no word of ours.
    assert (
        f"<b><bdi>{ODD.replace('<', '&lt;').replace('>', '&gt;')}</bdi></b>" in Client().get(public[1]).content.decode()
    )
    for name in ("protocol.pdf", "protocol.docx", "action-plan.pdf", "action-plan.docx"):
        assert Client().get(f"/ru/meetings/{number}/{name}").status_code == 200, name
    assert ODD in b"".join(Client().get(f"/ru/meetings/{number}/questions.csv").streaming_content).decode()


def _in_both(name: str) -> dict[str, str]:
    return {f"{name}_kk": ODD, f"{name}_ru": ODD}

"""The quick log: one page, its draft, and what is recorded by it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, MeetingHeld
from meetings.services.duties import note_announced, note_ended
from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Official, RoleGrant
from portal.holding.models import Account, AccountEvent, LogDraft, Question
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory, TerritoryFactory
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

NEXT = DAY + timedelta(days=2)
KEY = uuid.UUID("0b1c8f6e-6b7e-4f67-9a44-6f3f0f1c2d3e")
FIVE = "1. Неге кешке су жоқ?\n2. Когда отсыплют дорогу?\n3. Газ қашан келеді?\n4. Клуб жабық\n5. Жайылым жетпейді"
TYPED = {
    "day": "announced", "start_time": "11:00", "end_time": "12:40", "attendance": "64", "talk_minutes": "22",
    "questions_minutes": "78", "obtained": "stated", "attendees": ["police", "elders"], "questions": FIVE,
    "sequence": "0", "key": str(KEY), "version": "0",
}  # fmt: skip


@GROUND.fixture
def logging_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(logging_ground: Valley) -> Valley:
    return logging_ground


@pytest.fixture(autouse=True)
def _two_days_later() -> Iterator[None]:
    with time_machine.travel("2027-03-11 06:00Z", tick=False):
        yield


@pytest.fixture
def meeting(valley: Valley) -> Meeting:
    return valley.meeting()


@pytest.fixture
def officer(valley: Valley, client: Client) -> Client:
    client.force_login(valley.people["officer"])
    return client


def typed(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {**TYPED, "held_by": str(meeting.official_id), **more}


def address(meeting: Meeting, name: str = "log") -> str:
    return reverse(f"holding:{name}", args=[meeting.number])


# -- recording -------------------------------------------------------------------------------------------------------
def test_a_log_is_the_record_its_account_and_its_questions(officer: Client, meeting: Meeting) -> None:
    assert officer.get(address(meeting)).status_code == 200
    sent = officer.post(address(meeting), typed(meeting))
    assert (sent.status_code, sent["Location"]) == (302, address(meeting, "account"))
    record, account = MeetingHeld.objects.get(), Account.objects.get()
    assert (record.held_on, record.attendance) == (DAY, 64)
    assert (account.talk_minutes, account.questions_minutes, account.obtained) == (22, 78, "stated")
    assert account.attendees == ["police", "elders"]
    asked = list(Question.objects.values_list("number", "topic", "fate", "territory"))
    place = meeting.territory_id
    assert asked == [
        (1, "water", "taken", place), (2, "roads", "taken", place), (3, "energy", "taken", place),
        (4, "culture", "taken", place), (5, "land", "taken", place),
    ]  # fmt: skip
    assert AccountEvent.objects.get().verb == "log"
    draft = LogDraft.objects.get()
    assert (draft.account, draft.typed) == (account, {})


def test_it_was_the_report_is_said_in_the_log_and_kept_in_its_draft(officer: Client, meeting: Meeting) -> None:
    assert 'name="is_report"' in officer.get(address(meeting)).content.decode()
    officer.post(address(meeting), typed(meeting, is_report="on", later="1"))
    draft = LogDraft.objects.get()
    kept = officer.get(address(meeting))
    assert kept.context["form"]["is_report"].value() == "on"
    assert 'id="id_is_report" checked' in kept.content.decode()
    officer.post(address(meeting), typed(meeting, is_report="on", key=str(draft.key), version="1"))
    assert (MeetingHeld.objects.get().told_report, Meeting.objects.get().kind) == (True, "report")


def test_of_who_stood_in_it_is_said_at_the_field_that_it_was_no_report(officer: Client, meeting: Meeting) -> None:
    sent = officer.post(address(meeting), typed(meeting, is_report="on", held_by="0"))
    assert sent.status_code == 422
    assert list(sent.context["form"].errors) == ["is_report"]


@pytest.mark.parametrize("kind", ["report", "deputy"])
def test_the_log_asks_only_where_it_may_be_a_report(officer: Client, meeting: Meeting, kind: str) -> None:
    Meeting.objects.update(kind=kind)
    if kind == "deputy":
        Official.objects.filter(pk=meeting.official_id).update(post=kind)
    page = plain(officer.get(address(meeting)).content.decode())
    assert 'name="is_report"' not in page
    assert ("Report meeting" in page) is (kind == "report")


@pytest.mark.parametrize(("talk", "is_met"), [("15", True), ("40", False)])
def test_what_a_log_shows_meets_its_duty_at_once(
    officer: Client, valley: Valley, meeting: Meeting, talk: str, is_met: bool
) -> None:
    officer.post(address(meeting), typed(meeting, talk_minutes=talk, questions_minutes="60"))
    assert Account.objects.get().talk_minutes == int(talk)
    assert valley.owed("C-3.3", valley.district, opens_by="event").is_met is is_met


def test_when_the_draft_was_saved_is_said_by_the_clock_of_the_country(officer: Client, meeting: Meeting) -> None:
    officer.post(address(meeting), typed(meeting, later="1"))
    assert "11:00" in plain(officer.get(address(meeting)).context["saved"])


def test_sent_twice_it_is_one_account_and_the_same_answer(officer: Client, meeting: Meeting) -> None:
    first = officer.post(address(meeting), typed(meeting))
    again = officer.post(address(meeting), typed(meeting))
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert (Account.objects.count(), MeetingHeld.objects.count(), Question.objects.count()) == (1, 1, 5)


def test_the_second_of_two_people_is_told_and_keeps_what_was_typed(
    officer: Client, valley: Valley, meeting: Meeting
) -> None:
    officer.post(address(meeting), typed(meeting))
    other = Client()
    other.force_login(valley.people["head"])
    late = other.post(
        address(meeting), typed(meeting, key=str(uuid.uuid4()), attendance="70", questions="Менің сұрағым")
    )
    assert late.status_code == 409
    text = late.content.decode()
    assert "Менің сұрағым" in text
    assert late.context["form"]["attendance"].value() == "70"
    assert Account.objects.count() == 1


def test_of_a_meeting_recorded_before_only_the_rest_is_taken(officer: Client, valley: Valley, meeting: Meeting) -> None:
    held(valley, meeting, today=NEXT)
    page = officer.get(address(meeting))
    assert "attendance" not in page.context["form"].fields
    assert officer.post(address(meeting), typed(meeting)).status_code == 302
    assert MeetingHeld.objects.count() == 1
    assert Account.objects.get().questions.count() == 5


def test_mended_place_topic_and_fate_stand(officer: Client, valley: Valley, meeting: Meeting) -> None:
    row = officer.post(address(meeting), typed(meeting, recognise="1")).context["questions"].rows[0]
    assert row.is_unclear
    mended = {f"place-{row.key}": str(valley.village.pk), f"topic-{row.key}": "housing", f"fate-{row.key}": "answered"}
    officer.post(address(meeting), typed(meeting, version="1", **mended))
    first = Question.objects.get(number=1)
    assert (first.territory, first.topic, first.fate) == (valley.village, "housing", "answered")


def test_on_another_day_reasons_are_needed(officer: Client, meeting: Meeting) -> None:
    moved = typed(meeting, day="otherwise", held_on="10.03.2027", reason_kk="Жол жабылды")
    assert officer.post(address(meeting), moved).context["form"].errors.keys() == {"reason_ru"}
    assert officer.post(address(meeting), {**moved, "version": "1", "reason_ru": "Дорога"}).status_code == 302
    assert MeetingHeld.objects.get().held_on == date(2027, 3, 10)


def test_a_place_is_written_by_its_name_in_either_language_and_a_wrong_one_is_asked_for(
    officer: Client, valley: Valley, meeting: Meeting
) -> None:
    row = officer.post(address(meeting), typed(meeting, recognise="1")).context["questions"].rows[0]
    name = f"place-{row.key}"
    wrong = officer.post(address(meeting), typed(meeting, version="1", **{name: "Айдағы ауыл"}))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["questions"])
    assert "Айдағы ауыл" in str(wrong.context["form"].errors)
    assert wrong.context["questions"].rows[0].is_lost
    assert not Account.objects.exists()
    for language in ("kk", "ru"):
        text = getattr(valley.village, f"name_{language}").upper()
        kept = officer.post(address(meeting, "draft"), typed(meeting, version="2", **{name: text}))
        assert kept.status_code in (200, 409)
        shown = officer.post(address(meeting), typed(meeting, version="9", recognise="1", **{name: text}))
        assert shown.context["questions"].rows[0].place == valley.village


def test_every_question_of_a_long_list_is_mended_part_by_part(officer: Client, meeting: Meeting) -> None:
    many = "\n".join(f"Сұрақ туралы {n} сөз?" for n in range(1, 131))
    first = officer.post(address(meeting), typed(meeting, questions=many, recognise="1"))
    assert first.context["questions"].spans == [(1, 60), (61, 120), (121, 130)]
    key = first.context["questions"].rows[0].key
    mended = typed(meeting, questions=many, version="1", part="3", **{f"fate-{key}": "answered"})
    third = officer.post(address(meeting), mended)
    rows = third.context["questions"].rows
    assert ([row.number for row in rows], third.status_code) == (list(range(121, 131)), 200)
    last = {f"topic-{rows[-1].key}": "water", "shown": "3"}
    # The draft of the script knows which part is shown, and what was mended on another stays.
    kept = officer.post(address(meeting, "draft"), typed(meeting, questions=many, version="2", **last))
    assert 'data-n="130"' in kept.json()["part"]
    assert officer.post(address(meeting), typed(meeting, questions=many, version="3", **last)).status_code == 302
    asked = Question.objects.order_by("number")
    assert (asked.get(number=1).fate, asked.get(number=130).topic, asked.count()) == ("answered", "water", 130)


def test_what_was_mended_of_a_question_that_is_gone_is_not_kept(officer: Client, meeting: Meeting) -> None:
    odd = {f"topic-{n}": "water" for n in range(50)}
    officer.post(address(meeting, "draft"), typed(meeting, **odd))
    assert not [name for name in LogDraft.objects.get().typed if name.startswith("topic-")]


def test_sixty_rows_and_a_hundred_places_are_a_light_page(
    officer: Client, valley: Valley, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    from gzip import compress

    for n in range(118):
        TerritoryFactory(
            kato=f"43323{n:04}", parent=meeting.territory, kind=TerritoryKind.LOCALITY, name_kk=f"Ауыл {n} жері"
        )
    many = "\n".join(f"{n}. Ауылымызда неге әлі күнге дейін ауыз су тартылмаған, {n} үй отыр?" for n in range(60))
    with django_assert_max_num_queries(40):
        page = officer.post(address(meeting), typed(meeting, questions=many, recognise="1"))
    assert len(page.context["questions"].rows) == 60
    assert page.content.count(b"<option") < 60 * 25 + 150
    # Styles, icons and the script of the workspace come once and stay: they take 40 KB.
    assert len(compress(page.content, 6)) < 20_000


# -- duties ----------------------------------------------------------------------------------------------------------
def test_the_panel_names_the_duties_of_this_meeting_with_their_days_and_what_closes_them(
    officer: Client, valley: Valley, meeting: Meeting
) -> None:
    assert "портал не учитывает ни одной обязанности" in plain(
        officer.get(f"/ru/work/meetings/{meeting.number}/log/").content.decode()
    )
    note_announced([meeting], today=DAY - timedelta(days=30), actor=None)
    note_ended([meeting], today=NEXT, actor=None)
    page = officer.get(f"/ru/work/meetings/{meeting.number}/log/")
    told, left = plain(page.content.decode()), page.context["owing"].left
    by_duty = {each.obligation.duty: each for each in left}
    assert by_duty["C-3.5c"].obligation.due_on == DAY + timedelta(days=10)
    assert "до 19 марта 2027 г. включительно" in told
    assert "Публикация итогов." in told
    assert {"C-3.3", "C-3.5c"} <= by_duty.keys()


def test_once_recorded_it_says_what_is_met_and_what_is_open_until_when(
    officer: Client, valley: Valley, meeting: Meeting
) -> None:
    note_announced([meeting], today=DAY - timedelta(days=30), actor=None)
    done = officer.post(
        f"/ru/work/meetings/{meeting.number}/log/",
        typed(meeting, talk_minutes="15", questions_minutes="60"),
        follow=True,
    )
    told, owing = plain(done.content.decode()), done.context["page"].owing
    assert "C-3.3" in {each.obligation.duty for each in owing.met}
    assert "C-3.5c" in {each.obligation.duty for each in owing.left}
    assert f"Обязанностей о ней выполнено: {len(owing.met)}. Ещё открыто: {len(owing.left)}." in told
    assert "Ближайший последний день: 19 марта 2027" in told


# -- bad input -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"end_time": "10:00", "talk_minutes": "", "questions_minutes": ""}, "end_time"),
        ({"talk_minutes": "120", "questions_minutes": "0"}, "talk_minutes"),
        ({"talk_minutes": "30", "questions_minutes": "78"}, "questions_minutes"),
        ({"talk_minutes": ""}, "talk_minutes"),
        ({"attendance": "0"}, "attendance"),
        ({"attendance": "200000"}, "attendance"),
        ({"day": "otherwise", "held_on": "09.03.20270"}, "held_on"),
        ({"day": "otherwise", "held_on": "12.03.2027", "reason_kk": "а", "reason_ru": "б"}, "held_on"),
        ({"day": "otherwise", "held_on": "09.03.2026", "reason_kk": "а", "reason_ru": "б"}, "held_on"),
        ({"questions": "Су жоқ\n" + "ш" * 10_000}, "questions"),
        ({"questions": "\n".join(f"Сұрақ {n}?" for n in range(1_001))}, "questions"),
        ({"held_by": "999999"}, "held_by"),
        ({"attendees": ["martian"]}, "attendees"),
    ],
)
def test_wrong_input_is_answered_at_its_field_and_kept(
    officer: Client, meeting: Meeting, more: dict[str, Any], field: str
) -> None:
    answer = officer.post(address(meeting), typed(meeting, **more))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not MeetingHeld.objects.exists()
    assert not Account.objects.exists()
    name = next(iter(more))
    if name not in ("held_by", "attendees"):
        assert LogDraft.objects.get().typed[name] == more[name]


def test_the_line_that_is_too_long_is_named(officer: Client, meeting: Meeting) -> None:
    answer = officer.post(address(meeting), typed(meeting, questions="Су жоқ\n" + "ш" * 10_000))
    (sentence,) = answer.context["form"].errors["questions"]
    assert ("2" in sentence, "10000" in sentence, "2000" in sentence) == (True, True, True)


def test_five_hundred_questions_are_taken(officer: Client, meeting: Meeting) -> None:
    many = "\n".join(f"{n}. Сұрақ туралы {n} сөз?" for n in range(500))
    assert officer.post(address(meeting), typed(meeting, questions=many)).status_code == 302
    assert Question.objects.count() == 500


def test_whatever_is_typed_is_kept_and_shown_harmless(officer: Client, meeting: Meeting) -> None:
    odd = "<script>alert(1)</script>\n🙂 су\nשלום \u202eabc\nси\u0007гнал"
    page = officer.post(address(meeting), typed(meeting, questions=odd, recognise="1"))
    text = page.content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count("<bdi>") >= 4
    officer.post(address(meeting), typed(meeting, questions=odd, version="1"))
    assert list(Question.objects.values_list("asked", flat=True)) == [
        "<script>alert(1)</script>", "🙂 су", "שלום \u202eabc", "сигнал",
    ]  # fmt: skip


def test_personal_data_is_marked_and_kept(officer: Client, meeting: Meeting) -> None:
    page = officer.post(address(meeting), typed(meeting, questions="Су жоқ, +7 701 123 45 67", recognise="1"))
    assert [row.is_private for row in page.context["questions"].rows] == [True]


def test_nobody_holds_two_meetings_at_once(officer: Client, valley: Valley, meeting: Meeting) -> None:
    other = valley.meeting(place=valley.silent.territory)
    officer.post(address(other), typed(other))
    late = typed(meeting, key=str(uuid.uuid4()), start_time="12:00", end_time="14:30")
    answer = officer.post(address(meeting), late)
    assert answer.context["form"].errors.keys() == {"start_time"}
    assert other.number in str(answer.context["form"].errors["start_time"])
    assert officer.post(address(meeting), {**late, "version": "1", "start_time": "12:40"}).status_code == 302


# -- whose pages -----------------------------------------------------------------------------------------------------
_ROLES = [("officer", 200), ("head", 200), ("region", 404), ("rural", 404), ("neighbour", 404), ("minister", 404)]


@pytest.mark.parametrize(("who", "status"), [*_ROLES, ("administrator", 404), ("nobody", 404)])
def test_the_log_is_of_its_people(valley: Valley, client: Client, meeting: Meeting, who: str, status: int) -> None:
    client.force_login(valley.people[who])
    assert client.get(address(meeting)).status_code == status
    if status == 404:
        assert client.post(address(meeting), typed(meeting)).status_code == 404
        assert client.post(address(meeting, "draft"), typed(meeting)).status_code == 404
        assert not LogDraft.objects.exists()
        chosen = client.get(reverse("holding:choose"))
        assert chosen.status_code != 200 or meeting not in [row for row, _until in chosen.context["rows"]]


def test_a_right_that_was_taken_away_meanwhile_sends_nothing(officer: Client, valley: Valley, meeting: Meeting) -> None:
    assert officer.get(address(meeting)).status_code == 200
    RoleGrant.objects.filter(user=valley.people["officer"]).update(ends_on=DAY)
    assert officer.post(address(meeting), typed(meeting)).status_code == 404
    assert not MeetingHeld.objects.exists()


# -- drafts ----------------------------------------------------------------------------------------------------------
def test_a_draft_is_kept_from_the_first_key_and_found_again(officer: Client, meeting: Meeting) -> None:
    kept = officer.post(address(meeting, "draft"), typed(meeting, attendance="6", questions="Су жо"))
    assert (kept.status_code, kept.json()["version"]) == (200, 1)
    page = officer.get(address(meeting))
    assert page.context["form"]["attendance"].value() == "6"
    assert [row.text for row in page.context["questions"].rows] == ["Су жо"]
    assert [draft.meeting for draft in officer.get(reverse("holding:choose")).context["drafts"]] == [meeting]
    assert officer.post(address(meeting), typed(meeting, version="1")).status_code == 302
    assert officer.get(reverse("holding:choose")).context["drafts"] == []


def test_without_scripts_it_waits_for_later(officer: Client, meeting: Meeting) -> None:
    later = officer.post(address(meeting), typed(meeting, attendance="", later="1"))
    assert (later.status_code, later["Location"]) == (302, reverse("holding:choose"))
    assert LogDraft.objects.get().typed["questions"] == FIVE


def test_two_who_write_at_once_lose_nothing(officer: Client, valley: Valley, meeting: Meeting) -> None:
    colleague: Any = UserFactory()
    RoleGrantFactory(user=colleague, role="officer", body=valley.district)
    other = Client()
    other.force_login(colleague)
    other.post(address(meeting, "draft"), typed(meeting, questions="Әріптестің сұрағы"))
    mine = typed(meeting, key=str(uuid.uuid4()), questions="Менің сұрағым")
    assert officer.post(address(meeting, "draft"), mine).status_code == 409
    shown = officer.post(address(meeting), mine)
    assert shown.status_code == 409
    text = shown.content.decode()
    assert "Әріптестің сұрағы" in text
    assert "Менің сұрағым" in text
    assert not Account.objects.exists()
    again = {**mine, "version": shown.context["form"]["version"].value(), "key": shown.context["form"]["key"].value()}
    assert officer.post(address(meeting), again).status_code == 302
    assert Question.objects.get().asked == "Менің сұрағым"


@pytest.mark.parametrize("name", ["log", "draft"])
def test_two_windows_of_one_person_lose_nothing(officer: Client, valley: Valley, meeting: Meeting, name: str) -> None:
    first, second = (typed(meeting, key=str(uuid.uuid4()), page=str(uuid.uuid4())) for _window in range(2))
    kept = officer.post(address(meeting, "draft"), {**first, "attendance": "50", "questions": "Су жоқ\nГаз жоқ"})
    assert kept.status_code == 200
    late = {**second, "questions": "Газ жоқ\nЖол жаман", "attendees": ["media"]}
    assert officer.post(address(meeting, "draft"), late).status_code == 409
    # Without scripts, and with them once it is sent: both texts, and what the first window had otherwise.
    shown = officer.post(address(meeting), {**late, "later": "1"})
    assert shown.status_code == 409
    assert "in another window" in plain(shown.content.decode())
    lines = dict(shown.context["others"].lines)
    assert set(lines.values()) >= {"50", "Су жоқ\nГаз жоқ"}
    assert any("elders" in text for text in lines.values())
    assert shown.context["form"]["questions"].value() == "Газ жоқ\nЖол жаман"
    assert LogDraft.objects.get().typed["questions"] == "Су жоқ\nГаз жоқ"
    # Sent again it is meant; and now the first window is the later one.
    again = {**late, **{each: shown.context["form"][each].value() for each in ("version", "key")}}
    assert officer.post(address(meeting, name), {**again, "later": "1"}).status_code in (200, 302)
    assert LogDraft.objects.get().typed["questions"] == "Газ жоқ\nЖол жаман"
    assert officer.post(address(meeting, "draft"), {**first, "version": kept.json()["version"]}).status_code == 409


def test_what_the_same_page_kept_while_it_was_sent_is_no_other_text(officer: Client, meeting: Meeting) -> None:
    mine = typed(meeting, page=str(uuid.uuid4()))
    assert officer.post(address(meeting, "draft"), mine).status_code == 200
    assert officer.post(address(meeting), {**mine, "later": "1"}).status_code == 302
    assert LogDraft.objects.get().version == 2


def test_a_mended_question_of_the_other_window_is_shown(officer: Client, meeting: Meeting) -> None:
    row = officer.post(address(meeting), typed(meeting, recognise="1")).context["questions"].rows[0]
    officer.post(address(meeting, "draft"), typed(meeting, version="1", **{f"topic-{row.key}": "housing"}))
    shown = officer.post(address(meeting), typed(meeting, version="1", page=str(uuid.uuid4()), later="1"))
    ((_label, text),) = shown.context["others"].lines
    assert text.startswith("Неге кешке су жоқ?\n")


def test_a_log_recorded_in_the_other_window_is_told_and_keeps_what_was_typed(
    officer: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = import_module("portal.holding.views.log")

    def recorded_just_before(**arguments: Any) -> LogDraft:
        monkeypatch.undo()
        officer.post(address(meeting), typed(meeting, key=str(uuid.uuid4())))
        return pages.save_draft(**arguments)

    monkeypatch.setattr(pages, "save_draft", recorded_just_before)
    late = officer.post(address(meeting), typed(meeting, questions="Менің сұрағым"))
    assert late.status_code == 409
    assert late.context["form"]["questions"].value() == "Менің сұрағым"


def test_a_draft_is_thrown_away_once_it_was_looked_at(officer: Client, valley: Valley, meeting: Meeting) -> None:
    officer.post(address(meeting, "draft"), typed(meeting, questions="Су жоқ"))
    page = officer.get(address(meeting, "drop_draft"))
    assert "Су жоқ" in plain(page.content.decode())
    assert LogDraft.objects.exists()
    late = officer.post(address(meeting, "drop_draft"), {"version": "0"})
    assert (late.status_code, late.context["form"]["version"].value()) == (409, "1")
    assert officer.post(address(meeting, "drop_draft"), {"version": "1"})["Location"] == reverse("holding:choose")
    assert not LogDraft.objects.exists()
    assert officer.post(address(meeting, "drop_draft"), {"version": "1"}).status_code == 302
    # A page that is open still has its text, and keeps it anew.
    assert officer.post(address(meeting, "draft"), typed(meeting, version="1")).status_code == 200
    other = Client()
    other.force_login(valley.people["neighbour"])
    assert other.get(address(meeting, "drop_draft")).status_code == 404
    assert other.post(address(meeting, "drop_draft"), {"version": "1"}).status_code == 404
    assert LogDraft.objects.exists()


def test_the_desk_lists_what_was_begun(officer: Client, valley: Valley, meeting: Meeting) -> None:
    officer.get("/kk/desk/")
    with counted() as without:
        assert officer.get("/kk/desk/").context["desk"].logs == []
    drafted = [meeting, *(valley.meeting(place=valley.silent.territory) for _more in range(7))]
    for each in drafted:
        officer.post(address(each, "draft"), typed(each, key=str(uuid.uuid4())))
    with counted() as found:
        page = officer.get("/kk/desk/")
    assert len(found) == len(without)
    assert [draft.meeting for draft in page.context["desk"].logs] == drafted[:-6:-1]
    for name in ("log", "drop_draft"):
        assert address(drafted[-1], name) in page.content.decode()
    assert address(meeting, "drop_draft") in officer.get(reverse("holding:choose")).content.decode()
    colleague, stranger = Client(), Client()
    colleague.force_login(valley.people["head"])
    stranger.force_login(valley.people["neighbour"])
    assert len(colleague.get("/kk/desk/").context["desk"].logs) == 5
    assert stranger.get("/kk/desk/").context["desk"].logs == []


# -- which meeting ---------------------------------------------------------------------------------------------------
def test_what_waits_is_offered_and_another_is_found_by_number(
    officer: Client, valley: Valley, meeting: Meeting
) -> None:
    logged = valley.meeting(place=valley.silent.territory)
    officer.post(address(logged), typed(logged))
    alien = valley.meeting(valley.rural)
    rows = [row for row, _until in officer.get(reverse("holding:choose")).context["rows"]]
    assert rows == [meeting]

    def found(asked: str) -> list[Meeting]:
        return [row for row, _until in officer.get(reverse("holding:choose"), {"q": asked}).context["rows"]]

    assert found(meeting.number) == [meeting]
    assert found(alien.number) == found(logged.number) == []


def test_the_page_says_how_much_was_talk_in_russian(officer: Client, meeting: Meeting) -> None:
    page = officer.post(f"/ru/work/meetings/{meeting.number}/log/", typed(meeting, recognise="1"))
    assert page.context["share"] == 22
    assert "Доклад занял 22 % времени" in plain(page.content.decode())

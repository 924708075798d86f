"""Results are published whole or not at all; what is corrected then is said; what is taken back is owed again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.choices import MeetingState
from meetings.models import Meeting
from meetings.services.held import take_back_held
from portal.deadlines.models import Obligation
from portal.holding.choices import AccountVerb, Fate
from portal.holding.models import Account, Question
from portal.holding.queries.results import preview
from portal.holding.services.filling import PartFacts, fill, set_parts, sign, unsign
from portal.holding.services.publishing import close_account, publish_results, reopen_account, withdraw_results
from portal.holding.services.register import Entry, add_question, set_many, set_question, withdraw_question
from portal.holding.services.steps import Said
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from tests.holding.conftest import account_of
from tests.meetings.valley import DAY, Valley, at

pytestmark = pytest.mark.django_db

LATER = DAY + timedelta(days=3)
REASONS = {"reason_kk": "Қате бар", "reason_ru": "Есть ошибка"}
TIMES: dict[str, Any] = {"talk_minutes": 20, "questions_minutes": 70, "obtained": "measured"}
WORDS = {"summary_kk": "Су туралы", "summary_ru": "О воде"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def acting(valley: Valley, who: str = "officer", today: date = LATER) -> dict[str, Any]:
    return {"actor": valley.actor(who, today), "today": today, "now": at(today)}


def entry(valley: Valley, **more: Any) -> Entry:
    said: dict[str, Any] = {
        "text_kk": "Су жоқ",
        "text_ru": "Нет воды",
        "body": valley.district,
        "due_on": date(2027, 9, 1),
        "measure_kk": "Құбыр тартылады",
        "measure_ru": "Проложат трубу",
        "territory": valley.rural.territory,
    }
    return Entry(**{**said, **more})


def whole_account(valley: Valley, account: Account | None = None) -> Account:
    """Nothing is wanting; one question is taken, one was answered."""
    account = account or account_of(valley)
    fill(account=account, section="times", typed=TIMES, **acting(valley))
    fill(account=account, section="words", typed=WORDS, **acting(valley))
    for fate in (Fate.TAKEN, Fate.ANSWERED):
        add_question(account=account, asked="су", fate=fate, **acting(valley))
    set_question(account=account, number=1, entry=entry(valley), **acting(valley))
    return account


def published(valley: Valley, account: Account | None = None) -> Account:
    return publish_results(account=whole_account(valley, account), **acting(valley))


def results(valley: Valley) -> Obligation:
    return valley.owed("C-3.5c", valley.district, opens_by="event")


def test_what_is_wanting_is_named_and_nothing_is_published(valley: Valley) -> None:
    account = account_of(valley)
    add_question(account=account, asked="су", fate=Fate.TAKEN, **acting(valley))
    with pytest.raises(Invalid) as refusal:
        publish_results(account=account, **acting(valley))
    assert [str(said) for said in refusal.value.errors[""]] == [
        "Say how many minutes the talk took and how many the questions.",
        "Write the summary in Kazakh and in Russian.",
        "Question 1 lacks: its text in both languages, the responsible body, the measure in both languages, the term.",
    ]
    assert not Account.objects.public().exists()
    assert not results(valley).is_met


@pytest.mark.parametrize("text", ["Звоните 8 701 555 66 77", "ИИН 900101300123", "Пишите a@b.kz"])
def test_personal_data_stops_publication_until_it_is_mended(valley: Valley, text: str) -> None:
    account = whole_account(valley)
    set_question(account=account, number=1, entry=entry(valley, text_ru=text), **acting(valley))
    with pytest.raises(Invalid, match="wanting"):
        publish_results(account=account, **acting(valley))
    set_question(account=account, number=1, entry=entry(valley), **acting(valley))
    assert publish_results(account=account, **acting(valley)).is_published


def test_publication_reports_the_meeting_and_meets_the_results(valley: Valley) -> None:
    account = published(valley)
    assert Meeting.objects.get().state == MeetingState.REPORTED
    row = results(valley)
    assert (row.met_on, row.known_on) == (LATER, LATER)
    # What was answered and has no public text is not shown.
    assert list(Question.objects.public().values_list("number", flat=True)) == [1]
    with pytest.raises(Conflict, match="published"):
        publish_results(account=account, **acting(valley))


def test_a_change_after_publication_says_what_it_corrects(valley: Valley) -> None:
    account = published(valley)
    typed = {**TIMES, "talk_minutes": 15}
    with pytest.raises(Invalid) as refusal:
        fill(account=account, section="times", typed=typed, **acting(valley))
    assert set(refusal.value.errors) == {"correction_kk", "correction_ru"}
    fill(account=account, section="times", typed=typed, said=Said("Уақыты", "Время"), **acting(valley))
    event = account.events.order_by("-id")[0]
    assert (event.verb, event.note_kk, event.on) == (AccountVerb.CORRECT, "Уақыты", LATER)
    # The note of the body is nobody's business: it corrects nothing.
    fill(account=account, section="note", typed={"internal_note": "Өзімізге"}, **acting(valley))
    assert account.events.filter(verb=AccountVerb.CORRECT).count() == 1


def test_a_correction_leaves_nothing_wanting_and_names_nobody(valley: Valley) -> None:
    account = published(valley)
    said = Said("Түзетілді", "Исправлено")
    with pytest.raises(Invalid, match="wanting"):
        set_question(account=account, number=1, entry=entry(valley, due_on=None), said=said, **acting(valley))
    with pytest.raises(Invalid, match="personal"):
        withdraw_question(account=account, number=1, said=Said("8 701 555 66 77", "да"), **acting(valley))
    assert Question.objects.public().get().due_on == date(2027, 9, 1)


def test_a_question_left_out_of_published_results_is_a_dated_correction(valley: Valley) -> None:
    account = published(valley)
    said = Said("Ұмытылған сұрақ", "Забытый вопрос")
    for more, field in (
        ({}, "text_kk"),
        ({"entry": entry(valley, text_ru=""), "said": said}, "text_ru"),
        ({"entry": entry(valley, due_on=None), "said": said}, ""),
        ({"entry": entry(valley)}, "correction_kk"),
    ):
        with pytest.raises(Invalid) as refusal:
            add_question(account=account, asked="жол", **more, **acting(valley))
        assert field in refusal.value.errors
    assert account.questions.count() == 2
    row = add_question(account=account, asked="жол", entry=entry(valley), said=said, **acting(valley))
    assert (row.number, row.fate, row.asked) == (3, Fate.TAKEN, "жол")
    assert list(Question.objects.public().values_list("number", flat=True)) == [1, 3]
    assert [event.note_ru for event in preview(Account.objects.get()).corrections] == ["Забытый вопрос"]


def test_a_publication_taken_back_is_owed_again_and_known_from_the_next(valley: Valley) -> None:
    account = published(valley)
    withdraw_results(account=account, **REASONS, **acting(valley))
    assert not results(valley).is_met
    assert Meeting.objects.get().state == MeetingState.HELD
    assert not Question.objects.public().exists()
    late = DAY + timedelta(days=15)
    publish_results(account=account, **acting(valley, today=late))
    row = results(valley)
    assert (row.known_on, row.late_since is not None) == (late, True)


def test_the_record_of_a_published_meeting_is_not_taken_back(valley: Valley) -> None:
    record = published(valley).meeting.holdings.get()
    with pytest.raises(Conflict, match="reported"):
        take_back_held(record=record, **REASONS, **acting(valley))
    assert results(valley).is_met


def test_it_is_closed_with_the_signed_protocol_alone_and_opened_with_a_reason(valley: Valley) -> None:
    account = published(valley)
    with pytest.raises(Conflict, match="not_signed"):
        close_account(account=account, **acting(valley))
    signed = {"number": "7", "secretary_kk": "", "secretary_ru": "", "signed_on": LATER}
    upload = SimpleUploadedFile("p.pdf", PDF)
    account = sign(account=account, **signed, upload=upload, **acting(valley))
    assert account.signed_copy is not None
    assert account.signed_copy.is_public
    close_account(account=account, **acting(valley))
    assert Meeting.objects.get().state == MeetingState.CLOSED
    with pytest.raises(IllegalTransition):
        withdraw_results(account=account, **REASONS, **acting(valley))
    reopen_account(account=account, **REASONS, **acting(valley))
    withdraw_results(account=account, **REASONS, **acting(valley))
    account.signed_copy.refresh_from_db()
    assert not account.signed_copy.is_public


def test_a_signed_copy_is_taken_off_with_a_reason_that_everybody_reads(valley: Valley) -> None:
    signed = {"number": "7", "secretary_kk": "", "secretary_ru": "", "signed_on": LATER}
    account = sign(account=account_of(valley), **signed, upload=SimpleUploadedFile("a.pdf", PDF), **acting(valley))
    unsign(account=account, **REASONS, **acting(valley))
    account = published(valley, account)
    assert preview(account).corrections == ()
    account = sign(account=account, **signed, upload=SimpleUploadedFile("b.pdf", PDF + b"%"), **acting(valley))
    first = account.signed_copy
    said = Said("Басқа көшірме", "Другая копия")
    account = sign(
        account=account, **signed, upload=SimpleUploadedFile("c.pdf", PDF + b"%%"), said=said, **acting(valley)
    )
    second = account.signed_copy
    for text in ({"reason_kk": "", "reason_ru": "Ошибка"}, {"reason_kk": "Қате", "reason_ru": "8 701 555 66 77"}):
        with pytest.raises(Invalid) as refusal:
            unsign(account=account, **text, **acting(valley))
        assert set(refusal.value.errors) <= set(REASONS)
    account = unsign(account=account, **REASONS, **acting(valley))
    assert (account.signed_copy, account.signed_on, account.protocol_number) == (None, None, "7")
    for file in (first, second):
        assert file is not None
        file.refresh_from_db()
        assert not file.is_public
    assert [event.note_ru for event in preview(account).corrections] == ["Есть ошибка", "Другая копия"]
    with pytest.raises(Conflict, match="not_signed"):
        unsign(account=account, **REASONS, **acting(valley))


def test_a_closed_account_keeps_its_signed_copy(valley: Valley) -> None:
    signed = {"number": "7", "secretary_kk": "", "secretary_ru": "", "signed_on": LATER}
    account = sign(account=published(valley), **signed, upload=SimpleUploadedFile("p.pdf", PDF), **acting(valley))
    close_account(account=account, **acting(valley))
    with pytest.raises(Conflict, match="closed"):
        unsign(account=account, **REASONS, **acting(valley))


def test_whoever_saves_over_somebody_else_is_told(valley: Valley) -> None:
    account = account_of(valley)
    fill(account=account, section="times", typed=TIMES, expected_version=1, **acting(valley))
    with pytest.raises(Conflict, match="account_changed"):
        fill(account=account, section="words", typed=WORDS, expected_version=1, **acting(valley))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"talk_minutes": 20}, "questions_minutes"),
        ({**TIMES, "obtained": ""}, "obtained"),
        ({**TIMES, "questions_minutes": 81}, "questions_minutes"),
        ({**TIMES, "talk_minutes": 40}, "split_note_kk"),
        ({**TIMES, "split_note_kk": "Ұзақ"}, "split_note_ru"),
    ],
    ids=["one of two", "how unknown", "longer than the meeting", "over a quarter", "one language"],
)
def test_times_that_cannot_be_are_refused_at_their_field(valley: Valley, typed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        fill(account=account_of(valley), section="times", typed=typed, **acting(valley))
    assert field in refusal.value.errors


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"held_on": LATER + timedelta(days=1)}, "held_on"),
        ({"held_on": DAY - timedelta(days=1)}, "held_on"),
        ({"missed_reason_kk": "Жоқ"}, "missed_reason_ru"),
        ({"held_on": DAY, "missed_reason_kk": "Жоқ"}, "missed_reason_kk"),
        ({"people": 5}, "held_on"),
    ],
    ids=["ahead", "before the meeting", "one language", "held and missed", "no day"],
)
def test_parts_that_cannot_be_are_refused_at_their_field(valley: Valley, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_parts(account=account_of(valley), parts=[PartFacts("reception", **facts)], **acting(valley))
    assert f"reception-{field}" in refusal.value.errors


def test_ticked_questions_get_one_body_and_term(valley: Valley) -> None:
    account = account_of(valley)
    for fate in (Fate.TAKEN, Fate.TAKEN, Fate.ANSWERED):
        add_question(account=account, asked="су", fate=fate, **acting(valley))
    given = {"body": valley.rural, "due_on": date(2027, 9, 1), "measure_kk": ""}
    assert set_many(account=account, numbers=[1, 2, 3], values=given, **acting(valley)) == 2
    assert set(account.questions.values_list("number", "body")) == {
        (1, valley.rural.pk),
        (2, valley.rural.pk),
        (3, None),
    }
    with pytest.raises(Invalid):
        set_many(account=account, numbers=[1], values={"due_on": DAY - timedelta(days=1)}, **acting(valley))


@pytest.mark.parametrize("who", ["region", "neighbour", "minister", "administrator", "nobody", "rural"])
def test_nobody_else_changes_or_publishes_an_account(valley: Valley, who: str) -> None:
    account = whole_account(valley)
    for change in (
        lambda: fill(account=account, section="words", typed=WORDS, **acting(valley, who)),
        lambda: set_parts(account=account, parts=[], **acting(valley, who)),
        lambda: set_question(account=account, number=1, entry=entry(valley), **acting(valley, who)),
        lambda: withdraw_question(account=account, number=1, **acting(valley, who)),
        lambda: publish_results(account=account, **acting(valley, who)),
        lambda: withdraw_results(account=account, **REASONS, **acting(valley, who)),
        lambda: close_account(account=account, **acting(valley, who)),
        lambda: unsign(account=account, **REASONS, **acting(valley, who)),
    ):
        with pytest.raises(NotAllowed):
            change()

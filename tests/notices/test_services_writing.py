"""Words of letters, in the language of the person, counted on the day of sending."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from portal.notices.choices import LetterKind
from portal.notices.services.writing import due_words, message_id, write_letter
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory, NoticeFactory
from tests.texts import plain

DUE = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("today", "english", "russian", "kazakh"),
    [
        (
            date(2026, 11, 1),
            "Due 1 December 2026, 30 days left.",
            "Срок – 1 декабря 2026 г., осталось 30 дней.",
            "Мерзімі – 2026 жылғы 1 желтоқсан, 30 күн қалды.",
        ),
        (
            date(2026, 11, 28),
            "Due 1 December 2026, 3 days left.",
            "Срок – 1 декабря 2026 г., осталось 3 дня.",
            "Мерзімі – 2026 жылғы 1 желтоқсан, 3 күн қалды.",
        ),
        (
            date(2026, 11, 30),
            "Due 1 December 2026, 1 day left.",
            "Срок – 1 декабря 2026 г., остался 1 день.",
            "Мерзімі – 2026 жылғы 1 желтоқсан, 1 күн қалды.",
        ),
        (
            date(2026, 12, 1),
            "Due today, 1 December 2026.",
            "Срок – сегодня, 1 декабря 2026 г.",
            "Мерзімі – бүгін, 2026 жылғы 1 желтоқсан.",
        ),
        (
            date(2026, 12, 2),
            "Was due 1 December 2026, 1 day late.",
            "Срок был 1 декабря 2026 г., опоздание – 1 день.",
            "Мерзімі 2026 жылғы 1 желтоқсан болды, 1 күн кешікті.",
        ),
        (
            date(2026, 12, 12),
            "Was due 1 December 2026, 11 days late.",
            "Срок был 1 декабря 2026 г., опоздание – 11 дней.",
            "Мерзімі 2026 жылғы 1 желтоқсан болды, 11 күн кешікті.",
        ),
        (
            date(2026, 12, 22),
            "Was due 1 December 2026, 21 days late.",
            "Срок был 1 декабря 2026 г., опоздание – 21 день.",
            "Мерзімі 2026 жылғы 1 желтоқсан болды, 21 күн кешікті.",
        ),
    ],
)
def test_due_words_count_days_in_three_languages(today: date, english: str, russian: str, kazakh: str) -> None:
    for language, expected in (("en", english), ("ru", russian), ("kk", kazakh)):
        with translation.override(language):
            assert plain(due_words(DUE, today)) == expected


def test_due_words_without_a_due_day_are_empty() -> None:
    assert due_words(None, TODAY) == ""


def test_message_id_is_in_the_domain_of_the_sender(settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Kezdesu <no-reply@kezdesu.example>"
    assert message_id("digest-1-2026-11-24-1") == "<digest-1-2026-11-24-1@kezdesu.example>"


RUSSIAN = """\
Здравствуйте, Асель Нұрланқызы!

Что требует ваших действий на портале:

1. Предложения на 2027 год не поданы
Срок – 1 декабря 2026 г., осталось 7 дней.
https://kezdesu.example/ru/work/obligations/7/

2. Ведомственный план на 2027 год не утверждён
Срок – 15 декабря 2026 г., остался 21 день.
https://kezdesu.example/ru/work/obligations/8/

Ссылки в этом письме только открывают страницы. Любое решение принимается кнопкой на странице.
Портал встреч с населением «Кездесу»
https://kezdesu.example/ru/
"""

KAZAKH = """\
Сәлеметсіз бе, Асель Нұрланқызы!

Порталда сізді күтіп тұрғандар:

1. 2027 жылғы ұсыныстар жіберілмеді
Мерзімі – 2026 жылғы 1 желтоқсан, 7 күн қалды.
https://kezdesu.example/kk/work/obligations/7/

2. 2027 жылғы ведомстволық жоспар бекітілмеді
Мерзімі – 2026 жылғы 15 желтоқсан, 21 күн қалды.
https://kezdesu.example/kk/work/obligations/8/

Бұл хаттағы сілтемелер тек беттерді ашады. Кез келген шешім беттегі батырмамен қабылданады.
Халықпен кездесулердің «Кездесу» порталы
https://kezdesu.example/kk/
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [("ru", "2 уведомления на 24 ноября 2026 г.", RUSSIAN), ("kk", "2026 жылғы 24 қараша: 2 хабарлама", KAZAKH)],
)
def test_digest_says_the_latest_of_each_thread_in_the_persons_language(settings, language, subject, text) -> None:
    settings.KEZDESU_BASE_URL = "https://kezdesu.example/"
    user = UserFactory(language=language, full_name="Асель Нұрланқызы")
    letter = LetterFactory(user=user, kind=LetterKind.DIGEST)
    rows = [
        (
            "obligation-8",
            8,
            date(2026, 12, 15),
            "ведомстволық жоспар бекітілмеді",
            "Ведомственный план на 2027 год не утверждён",
        ),
        ("obligation-7", 7, DUE, "ұсыныстар әлі жоқ", "Скоро срок предложений на 2027 год"),
        ("obligation-7", 7, DUE, "ұсыныстар жіберілмеді", "Предложения на 2027 год не поданы"),
    ]
    for thread, number, due_on, kazakh, russian in rows:
        NoticeFactory(
            reminder=True,
            user=user,
            letter=letter,
            thread=thread,
            due_on=due_on,
            path=f"/work/obligations/{number}/",
            line_kk=f"2027 жылғы {kazakh}",
            line_ru=russian,
        )
    written = write_letter(letter, today=TODAY)
    assert written is not None
    assert plain(written.subject) == subject
    assert plain(written.text) == text


ENGLISH = """\
Hello, Asel!

What waits for you on the portal:

1. Approve the plan
Due 1 December 2026, 7 days left.
https://kezdesu.example/en/work/proposals/1/

Copies: notifications about other bodies, sent to you because of your role:

2. The akimat did not report
https://kezdesu.example/en/work/proposals/1/

Which copies you are sent is set on this page:
https://kezdesu.example/en/work/notices/

Links in this letter only open pages. Whatever is decided is decided by a button on the page.
The portal of public meetings “Kezdesu”
https://kezdesu.example/en/
"""


@pytest.mark.django_db
def test_digest_puts_copies_after_ones_own_with_the_way_to_give_them_up(settings) -> None:
    settings.KEZDESU_BASE_URL = "https://kezdesu.example"
    user = UserFactory(language="en", full_name="Asel")
    letter = LetterFactory(user=user, kind=LetterKind.DIGEST)
    NoticeFactory(reminder=True, user=user, letter=letter, line_en="The akimat did not report", is_copy=True)
    NoticeFactory(reminder=True, user=user, letter=letter, line_en="Approve the plan", due_on=DUE)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    assert plain(written.text) == ENGLISH


@pytest.mark.django_db
def test_digest_of_a_sea_of_matters_names_forty_and_leads_to_the_rest(settings) -> None:
    settings.KEZDESU_BASE_URL = "https://kezdesu.example"
    letter = LetterFactory(user__language="en", kind=LetterKind.DIGEST)
    NoticeFactory.create_batch(43, reminder=True, user=letter.user, letter=letter)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    assert written.subject.startswith("43 notifications")
    text = plain(written.text)
    assert "40. The proposal was returned" in text
    assert "41. " not in text
    assert "And 3 more notifications on the portal:\nhttps://kezdesu.example/en/work/obligations/" in text


@pytest.mark.django_db
def test_digest_with_everything_withdrawn_says_nothing() -> None:
    letter = LetterFactory(kind=LetterKind.DIGEST)
    NoticeFactory(reminder=True, user=letter.user, letter=letter, withdrawn_at="2026-11-24T03:00:00Z")
    assert write_letter(letter, today=TODAY) is None


@pytest.mark.django_db
def test_single_letter_has_its_line_as_subject(settings) -> None:
    settings.KEZDESU_BASE_URL = "https://kezdesu.example"
    letter = LetterFactory(user__language="en", user__full_name="Asel")
    NoticeFactory(user=letter.user, letter=letter, line_en="The proposal\nwas returned " + "x" * 300)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    assert written.subject == f"The proposal was returned {'x' * 173}…"
    assert "\n" not in written.subject
    assert "https://kezdesu.example/en/work/proposals/1/" in written.text.splitlines()


@pytest.mark.django_db
def test_single_letter_prints_names_as_they_are() -> None:
    letter = LetterFactory(user__language="en", user__full_name="D'Artagnan & <Sons>")
    NoticeFactory(user=letter.user, letter=letter)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    assert written.text.splitlines()[0] == "Hello, D'Artagnan & <Sons>!"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_password_letters_lead_to_the_page_in_the_persons_language(settings, language) -> None:
    settings.KEZDESU_BASE_URL = "https://kezdesu.example"
    letter = LetterFactory(user__language=language, kind=LetterKind.PASSWORD_RESET)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    links = [line for line in written.text.splitlines() if "/password/reset/key/" in line]
    assert len(links) == 1
    assert links[0].startswith(f"https://kezdesu.example/{language}/accounts/password/reset/key/")

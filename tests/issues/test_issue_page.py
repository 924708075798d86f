"""The page of one issue: what everybody reads of it, and how often the database is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from issues.choices import Outcome, State, Verb
from issues.models import Answer, CoExecutor, HandOver, Issue, Laid, Milestone, Proof
from issues.services.steps import Line, locked, note_line, step
from portal.bodies.models import Body
from portal.kit.content_version import ISSUES, content_version
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import seed_decisions
from tests.factories.files import StoredFileFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.issues import ClaimFactory, IssueFactory, asker_of
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db

MARCH = date(2027, 3, 15)


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-10 05:00Z", tick=False):
        yield


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)


def read(client: Client, issue: Issue, language: str = "ru", query: str = "") -> str:
    answer = client.get(f"/{language}/issues/{issue.number}/{query}")
    assert answer.status_code == 200
    assert not answer.cookies
    return plain(answer.content.decode())


def said(issue: Issue, verb: Verb, on: date = MARCH, **line: object) -> None:
    note_line(locked(issue), verb, now=at(on), today=on, line=Line(**line))  # type: ignore[arg-type]


def raised(body: Body | None = None) -> Issue:
    """Of a question that was asked before a meeting and taken there, with all that a page can tell of one."""
    meeting = MeetingFactory(on=date(2027, 3, 3), state="held", attendance=40)
    account = AccountFactory(meeting=meeting, published=True)
    asked = AskedQuestionFactory(meeting=meeting, public=True, territory=meeting.territory)
    question = QuestionFactory(account=account, number=3, minute=34, asked_before=asked)
    holder = body or BodyFactory(akimat=True, slug="tasaryk")
    issue = IssueFactory(
        origin="question", question=question, asked_question=asked, meeting=meeting, minute=34, registered_by=holder,
        raised_on=date(2027, 3, 3), state=State.REGISTERED, due_on=date(2027, 6, 1), first_due_on=date(2027, 5, 1),
        position_ru="Заместитель акима", repeats=5, followers=212, text_ru="Напор падает после 18 часов.",
        internal="Ұялы телефон 8 701",
    )  # fmt: skip
    other = BodyFactory(plain_ru="Водоканал")
    CoExecutor.objects.create(issue=issue, body=other)
    Milestone.objects.create(issue=issue, text_kk="Труба", text_ru="Труба уложена", due_on=date(2027, 6, 20))
    Laid.objects.create(issue=issue, maslikhat=BodyFactory(plain_ru="Маслихат района"), session_on=date(2027, 4, 2))
    HandOver.objects.create(
        issue=issue, from_body=holder, to_body=other, asked_by=UserFactory(), asked_on=date(2027, 6, 9),
        answer_by=date(2027, 6, 12), why_kk="Құпия", why_ru="Скрытое",
    )  # fmt: skip
    said(issue, Verb.REGISTER, body=holder)
    said(issue, Verb.TERM, was_due_on=date(2027, 5, 1), due_on=date(2027, 6, 1), note={"kk": "Сел", "ru": "Паводок"})
    said(issue, Verb.NEWS, is_public=False, note={"kk": "Құпия", "ru": "Скрытое"}, internal="Скрытое")
    step(locked(issue), Verb.WORK, now=at(MARCH), today=MARCH)
    issue.refresh_from_db()
    return issue


def claimed(issue: Issue, *, outcome: str = Outcome.OPEN, on: date = date(2027, 6, 5)) -> None:
    """With a photo and a document, and one that nobody has looked at."""
    step(
        locked(issue), Verb.CLAIM, now=at(on), today=on, line=Line(claim=_claim(issue, outcome, on), body=issue.holder)
    )


def _claim(issue: Issue, outcome: str, on: date) -> object:
    claim = ClaimFactory(
        issue=issue, claimed_at=at(on), claimed_on=on, until=date(2027, 6, 19), text_ru="Насос заменён.", yes=2, no=1,
        outcome=outcome, settled_on=None if outcome == Outcome.OPEN else on,
    )  # fmt: skip
    for kind, alt, is_public in (("after", "Новый насос", True), ("document", "Акт", True), ("before", "Тайна", False)):
        file = StoredFileFactory(is_public=True)
        seen = {"published_by": UserFactory(), "published_at": at(on)} if is_public else {}
        Proof.objects.create(
            claim=claim, kind=kind, file=file, alt_kk=alt, alt_ru=alt, added_by=file.uploaded_by, **seen
        )
    return claim


def test_the_whole_life_stands_on_the_page_and_costs_six_statements(client: Client) -> None:
    seed_decisions()
    issue = raised()
    claimed(issue)
    claim = issue.claims.get()
    who = {"person": asker_of(issue).person, "mailbox": "a" * 64, "own_text": "Скрытое", "at": at(MARCH)}
    Answer.objects.create(
        claim=claim,
        standing="asker",
        says="no",
        text_kk="Су жоқ",
        text_ru="После шести воды нет",
        published_at=at(MARCH),
        **who,
    )
    step(locked(issue), Verb.DISPUTE, now=at(MARCH), today=date(2027, 6, 8), line=Line(claim=claim))
    with counted() as asked:
        html = read(client, issue)
    assert len(asked) <= 6
    for words in (
        "Вечером нет воды", "Напор падает после 18 часов.", "Задан до встречи", issue.asked_question.number,
        "Поднят на встрече", "34-я минута встречи", f"/meetings/{issue.meeting.number}/#question-3",
        "Поднимался ещё 5 раз",
        "Паводок", "Заявлен решённым", "Насос заменён.", "Новый насос", "Акт", "Жители оспорили",
        "После шести воды нет",
        "Подтвердили: 2; оспорили: 1", "Опоздание 9 дней", "Кому передаётся", "Водоканал", "12 июня 2027",
        "Шаг: Труба уложена",
        "Маслихат района", "Не позднее 10 июля 2027", "Заместитель акима", "212 человек", "Сейчас: на исполнении",
    ):  # fmt: skip
        assert plain(words) in html, words
    for hidden in ("Скрытое", "Құпия", "Тайна", "8 701"):
        assert hidden not in html
    assert len(html.encode()) < 60_000


def test_while_people_answer_the_page_says_until_when(client: Client) -> None:
    issue = raised()
    claimed(issue)
    html = read(client, issue)
    assert "Сейчас: жители подтверждают или оспаривают" in html
    assert "последний день: 19 июня 2027" in html
    assert "Сейчас: на исполнении" not in html
    with time_machine.travel("2027-06-20 05:00Z", tick=False):
        assert "Сейчас: жители подтверждают" not in read(client, issue)


@pytest.mark.parametrize(
    ("verb", "outcome", "words"),
    [
        (Verb.CONFIRM, Outcome.CONFIRMED, "Подтвердили: 2; оспорили: 1"),
        (Verb.SILENCE, Outcome.SILENT, "никогда не считается подтверждённым"),
    ],
)
def test_what_people_made_of_a_claim_is_said(client: Client, verb: Verb, outcome: str, words: str) -> None:
    issue = raised()
    claimed(issue, outcome=outcome)
    if verb == Verb.SILENCE:
        said(issue, verb, claim=issue.claims.get())
    else:
        step(locked(issue), verb, now=at(MARCH), today=MARCH, line=Line(claim=issue.claims.get()))
    html = read(client, issue)
    assert words in html
    assert ("Подтвердили: 2" in html) is (verb == Verb.CONFIRM)


def test_a_public_issue_says_what_it_is_about_who_answers_and_how_late(client: Client) -> None:
    issue = IssueFactory()
    html = read(client, issue)
    for words in ("Вечером нет воды", str(issue.holder.plain_ru), str(issue.territory.name_ru), "Опоздание 9 дней"):
        assert words in html
    with time_machine.travel("2027-06-01 05:00Z", tick=False):
        assert "Опоздание" not in read(client, issue)


def test_texts_that_were_hidden_are_nowhere_and_what_happened_stays(client: Client) -> None:
    issue = raised()
    claimed(issue)
    Issue.objects.filter(pk=issue.pk).update(hidden_on=date(2027, 6, 9))
    html, feed = read(client, issue), plain(client.get(f"/ru/issues/{issue.number}/feed/").content.decode())
    for words in (
        "Вечером нет воды",
        "Напор падает",
        "Насос заменён.",
        "Паводок",
        "Новый насос",
        "Заместитель акима",
        "Труба уложена",
    ):
        assert words not in html
        assert words not in feed
    assert "Тексты убраны в интересах человека 9 июня 2027" in html
    assert "Заявлен решённым" in html


def test_issues_that_were_joined_lead_to_each_other(client: Client) -> None:
    kept, twin = IssueFactory(title_ru="Нет воды на Абая"), IssueFactory(title_ru="Вода на Абая")
    secret = IssueFactory(silent=True, title_ru="")
    for other in (twin, secret):
        row = locked(other)
        row.joined_to = kept
        row.state, row.closed_on = State.DUPLICATE, MARCH
        row.save()
        said(other, Verb.JOIN, about=kept)
        said(kept, Verb.GATHER, about=other)
    assert f'href="/ru/issues/{twin.number}/"' in read(client, kept)
    assert secret.number not in read(client, kept)
    assert "Нет воды на Абая" in read(client, twin)
    Issue.objects.filter(pk=kept.pk).update(published_on=None)
    assert "Нет воды на Абая" not in read(client, twin)


def test_an_issue_that_is_not_public_answers_like_one_that_never_was(client: Client) -> None:
    waits = IssueFactory(silent=True)
    for rest in ("", "feed/"):
        never = client.get(f"/ru/issues/KZ-43-2027-999999/{rest}")
        hidden = client.get(f"/ru/issues/{waits.number}/{rest}")
        assert (never.status_code, hidden.status_code) == (404, 404)
        assert never.content.decode().replace("999999", waits.number[-6:]) == hidden.content.decode()
        assert 'href="/ru/calendar/"' in hidden.content.decode()


def test_a_long_life_shows_its_newest_lines_and_the_whole_of_it_on_demand(client: Client) -> None:
    issue = IssueFactory()
    for number in range(63):
        said(issue, Verb.NEWS, note={"kk": f"Жаңалық {number}", "ru": f"Новость {number}."})
    html = read(client, issue)
    assert "Новость 2." not in html
    assert "Новость 62." in html
    assert "3 более ранние записи" in html
    assert "Новость 0." in read(client, issue, query="?life=all")


def test_the_feed_has_each_public_line_and_is_the_same_until_something_happens(client: Client) -> None:
    issue = raised()
    first = client.get(f"/ru/issues/{issue.number}/feed/")
    feed = plain(first.content.decode())
    assert feed.count("<entry>") == 3
    assert "Паводок" in feed
    assert "Скрытое" not in feed
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/ru/issues/{issue.number}/feed/", headers=tag).status_code == 304
    said(issue, Verb.NEWS, note={"kk": "Жаңалық", "ru": "Новость"})
    assert client.get(f"/ru/issues/{issue.number}/feed/", headers=tag).status_code == 200


def test_who_is_asked_to_take_it_over_makes_another_version_of_the_page() -> None:
    issue = raised()
    before = content_version([ISSUES])
    HandOver.objects.filter(issue=issue).update(state="accepted", answered_on=date(2027, 6, 10))
    assert content_version([ISSUES]) != before

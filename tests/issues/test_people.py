"""Who asked and who follows: how they come, what they are told, how they leave, and that all of it goes on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils.translation import override

from issues.choices import Says, State, Verb
from issues.models import Answer, Asker, Claim, Follow, Issue, IssueEvent
from issues.rules.times import KEPT_DAYS
from issues.services.askers import add_asker, askers_of_question, confirm_asker, read_askers, withdraw
from issues.services.claim_letters import ask_people
from issues.services.digest import make_news
from issues.services.following_people import confirm_follow, follow, leave
from issues.services.forgetting import forget_askers, forget_networks
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.timers import publish_set, set_time
from issues.services.register import publish
from issues.services.settling import settle_claims
from issues.services.steps import Line, locked, note_line, step
from issues.services.writing import answer_page
from issues.views import keys
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.questions.choices import MailKind, Purpose, ReadReason
from portal.questions.choices import State as AskedState
from portal.questions.models import AskedQuestion, Person, PersonLetter, PersonRead
from portal.questions.services.confirming import send_again, withdraw_question
from portal.questions.services.forgetting import forget_people
from portal.questions.services.keys import key_of
from portal.questions.services.letters import write_letter
from portal.questions.services.origin import Origin
from portal.questions.services.posting import post_letters
from portal.questions.services.writing import written
from tests.factories.issues import IssueFactory, asker_of, topic
from tests.factories.questions import AskedQuestionFactory, PersonFactory, voice_of
from tests.issues.quarter import NOW as IN_APRIL
from tests.issues.quarter import QUARTER, TODAY, WORDS, Office
from tests.issues.test_claims import World, at, claims_world, world
from tests.questions.test_forgetting import everywhere
from tests.texts import plain

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 15)
NOW = datetime(2027, 3, 15, 6, tzinfo=UTC)
MARK = "МАРКЕР"
MAIL = "marker-of-nobody@mail.example"


def asked(**more: Any) -> AskedQuestion:
    return AskedQuestionFactory(public=True, person__confirmed=True, **more)


def following(about: Any, email: str = "aigul@mail.example", *, minute: int = 0) -> Person:
    when = NOW + timedelta(minutes=minute)
    said: dict[str, Any] = {"language": "ru", "origin": Origin("203.0.113.5", seconds=60), "today": DAY, "now": when}
    follow(about=about, email=email, **said)
    return Person.objects.filter(email=email, purpose=Purpose.FOLLOW).latest("pk")


def post(now: datetime) -> dict[str, Any]:
    mail.outbox.clear()
    assert post_letters(now=now)[1] == 0
    return {letter.to[0]: letter for letter in mail.outbox}


# -- who asked -------------------------------------------------------------------------------------------------------
def test_every_confirmed_mailbox_of_a_question_comes_along_once() -> None:
    root = asked()
    twin = asked(meeting=root.meeting, person__email="twin@mail.example")
    AskedQuestion.objects.filter(pk=twin.pk).update(state=AskedState.JOINED, joined_to=root)
    same = asked(meeting=root.meeting, person__email="TWIN+again@mail.example")
    AskedQuestion.objects.filter(pk=same.pk).update(state=AskedState.JOINED, joined_to=twin)
    unconfirmed = AskedQuestionFactory(meeting=root.meeting, public=True)
    AskedQuestion.objects.filter(pk=unconfirmed.pk).update(state=AskedState.JOINED, joined_to=root)
    voice, gone = voice_of(root), voice_of(root, withdrawn_at=NOW)
    issue = IssueFactory()
    assert askers_of_question(issue=issue, question=root, today=DAY, now=NOW) == 3
    assert askers_of_question(issue=issue, question=root, today=DAY, now=NOW) == 0
    askers = Asker.objects.filter(issue=issue).select_related("person", "asked_question__person")
    assert {row.asked_question for row in askers} == {root, twin}
    for row in askers:
        assert row.person is not None
        assert row.asked_question is not None
        assert row.asked_question.person is not None
        assert (row.person.purpose, row.person.nonce == row.asked_question.person.nonce) == (Purpose.ISSUE, False)
        assert row.confirmed_at == row.asked_question.person.confirmed_at
    assert [row.mailbox for row in Follow.objects.all()] == [voice.mailbox]
    assert gone.mailbox != voice.mailbox
    issue.refresh_from_db()
    assert issue.followers == 1


def test_an_office_writes_down_who_agreed_and_one_letter_asks_them(world: World) -> None:
    said: dict[str, Any] = {"issue": world.issue, "language": "ru", "today": DAY, "now": NOW}
    for who in ("neighbour", "overseer", "nobody", "administrator"):
        with pytest.raises(NotAllowed):
            add_asker(email="aigul@mail.example", actor=world.actors[who], **said)
    with pytest.raises(Invalid):
        add_asker(actor=world.actors["village"], **said)
    first, again = (add_asker(email="aigul@mail.example", actor=world.actors["village"], **said) for _n in range(2))
    assert first == again
    letter = post(NOW)["aigul@mail.example"]
    assert len(mail.outbox) == 1
    assert key_of(Person.objects.get()) in letter.body
    assert world.issue.title_ru in plain(letter.body)
    person = Person.objects.get()
    with pytest.raises(Conflict):
        confirm_asker(person=person, now=NOW + timedelta(days=2))
    for _again in range(2):
        assert confirm_asker(person=person, now=NOW + timedelta(hours=1)).confirmed_at == NOW + timedelta(hours=1)
    person.refresh_from_db()
    assert person.confirmed_at == NOW + timedelta(hours=1)


def test_each_look_at_who_asked_stands_on_record(world: World) -> None:
    world.asker()
    for who in ("district", "region", "neighbour", "overseer", "administrator", "nobody"):
        with pytest.raises(NotAllowed):
            read_askers(issue=world.issue, reason=ReadReason.ANSWER, actor=world.actors[who], now=NOW)
    with pytest.raises(Invalid):
        read_askers(issue=world.issue, reason="idle", actor=world.actors["village"], now=NOW)
    assert not PersonRead.objects.exists()
    found = read_askers(issue=world.issue, reason=ReadReason.ANSWER, actor=world.actors["village"], now=NOW)
    assert [row.person_key for row in PersonRead.objects.all()] == [found[0].person_id]


# -- letters ---------------------------------------------------------------------------------------------------------
def test_who_asked_hears_the_next_morning_of_all_that_everybody_reads_of_a_day(world: World) -> None:
    asker = world.asker(language="ru")
    asker_of(world.issue, confirmed_at=None)
    row = locked(world.issue)
    said = {"now": NOW, "today": DAY, "actor": world.actors["village"]}
    note_line(row, Verb.NEWS, line=Line(note={"kk": "Құбыр келді", "ru": "Трубы привезли"}, internal=MARK), **said)
    note_line(row, Verb.NEWS, line=Line(note={"kk": MARK, "ru": MARK}, is_public=False), **said)
    note_line(row, Verb.STEP, line=Line(note={"kk": "Қойылды", "ru": "Установлены"}), **said)
    assert PersonLetter.objects.count() == 1
    assert post(at(DAY, 10)) == {}
    letters = post(clock.at(DAY + timedelta(days=1), 8, 5))
    assert list(letters) == [asker.email]
    body = plain(letters[asker.email].body)
    assert "Трубы привезли" in body
    assert "Установлены" in body
    assert MARK not in body
    assert key_of(asker) in body


def test_the_letter_of_a_claim_leads_to_the_page_with_the_buttons_and_says_nothing_when_it_is_too_late(
    world: World,
) -> None:
    asker, follower = world.asker(language="ru"), world.follower(language="kk")
    world.claim()
    ask_people(now=NOW)
    letters = post(clock.at(DAY, 12))
    assert set(letters) == {asker.email, follower.email}
    assert answer_page_of(asker, world.issue) in letters[asker.email].body
    assert "Насос заменён." in plain(letters[asker.email].body)
    assert "Сорғы ауыстырылды." in plain(letters[follower.email].body)
    late = world.follower()
    PersonLetter.objects.filter(person=follower).update(state="pending", sent_at=None, person=late)
    assert post(clock.at(DAY + timedelta(days=15), 12)) == {}


def answer_page_of(person: Person, issue: Issue) -> str:
    with override(person.language):
        return answer_page(person, issue)


def test_the_letter_about_a_question_says_which_issue_it_has_become_and_how_that_stands() -> None:
    public, silent = IssueFactory(), IssueFactory(silent=True)
    texts = []
    for issue in (public, silent):
        question = asked(state=AskedState.TAKEN, issue=issue.number, answer_kk="Иә", answer_ru="Да")
        key = f"fate:{question.number}:{AskedState.TAKEN}"
        write_letter(person=question.person, kind=MailKind.FATE, key=key, now=NOW)
        letter = PersonLetter.objects.select_related("person").get(key=key)
        words = written(letter, today=DAY)
        assert words is not None
        texts.append(plain(words.text))
    assert f"{public.number}: орындалуда" in texts[0].lower().replace(public.number.lower(), public.number)
    assert silent.number not in texts[1]


# -- withdrawal ------------------------------------------------------------------------------------------------------
def test_who_withdraws_goes_at_once_and_the_issue_tells_nothing_of_it(world: World) -> None:
    first = world.asker(email=MAIL, name=MARK)
    made = world.claim()
    world.answer(made, first, Says.NO, text=MARK)
    Answer.objects.update(text_kk=MARK, text_ru=MARK, published_at=NOW)
    second = world.claim(day=DAY + timedelta(days=2))
    world.answer(second, first, Says.YES, day=DAY + timedelta(days=2))
    lines = IssueEvent.objects.count()
    asker = Asker.objects.get()
    for _again in range(2):
        withdraw(asker=asker, today=DAY)
    assert everywhere(MARK, MAIL, first.mailbox) == []
    assert list(Answer.objects.values_list("claim", "says")) == [(made.pk, Says.NO)]
    asker.refresh_from_db()
    assert (asker.withdrawn_on, asker.person, IssueEvent.objects.count()) == (DAY, None, lines)
    made.refresh_from_db()
    assert (made.no, Issue.objects.public().count()) == (1, 1)


def test_withdrawing_the_question_withdraws_who_asked() -> None:
    question = asked(person__email=MAIL)
    issue = IssueFactory()
    askers_of_question(issue=issue, question=question, today=DAY, now=NOW)
    withdraw_question(question=question, today=DAY, now=NOW)
    assert Asker.objects.get().withdrawn_on == DAY
    assert list(Person.objects.values_list("purpose", flat=True)) == [Purpose.QUESTION]


# -- following -------------------------------------------------------------------------------------------------------
def test_somebody_follows_confirms_is_told_once_a_day_and_leaves() -> None:
    issue = IssueFactory()
    person = following(issue)
    following(issue, minute=2)
    assert (Follow.objects.count(), Person.objects.count()) == (1, 1)
    assert person.erase_on == DAY + timedelta(days=2)
    with pytest.raises(Conflict):
        confirm_follow(person=person, now=NOW + timedelta(days=2))
    for _again in range(2):
        confirm_follow(person=person, now=NOW + timedelta(minutes=5))
    issue.refresh_from_db()
    assert issue.followers == 1
    post(NOW)
    noted = NOW + timedelta(hours=2)
    note_line(locked(issue), Verb.NEWS, now=noted, today=DAY, line=Line(note={"kk": "Құбыр", "ru": "Трубы"}))
    note_line(locked(issue), Verb.NEWS, now=noted, today=DAY, line=Line(note={"ru": MARK}, is_public=False))
    morning = clock.at(DAY + timedelta(days=1), 8, 20)
    assert (make_news(now=clock.at(DAY + timedelta(days=1), 7)), make_news(now=morning), make_news(now=morning)) == (
        0, 1, 0,
    )  # fmt: skip
    letter = post(morning)[person.email]
    assert "Трубы" in plain(letter.body)
    assert MARK not in plain(letter.body)
    assert f"/issues/leave/{key_of(person)}/" in letter.extra_headers["List-Unsubscribe"]
    assert make_news(now=clock.at(DAY + timedelta(days=2), 9)) == 0
    for _again in range(2):
        leave(person=person)
    issue.refresh_from_db()
    assert (issue.followers, Person.objects.count(), Follow.objects.count()) == (0, 0, 0)


def test_who_confirms_in_one_window_what_was_left_in_another_finds_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker, follower = asker_of(world.issue, confirmed_at=None).person, following(world.issue)
    assert asker is not None

    def late(name: str, act: Any, first: Any) -> None:
        def once(**said: Any) -> Any:
            first()
            return act(**said)

        monkeypatch.setattr(keys, name, once)

    late("confirm_asker", confirm_asker, lambda: withdraw(asker=Asker.objects.get(), today=DAY))
    late("confirm_follow", confirm_follow, lambda: leave(person=follower))
    for person in (asker, follower):
        refused = Client().post(f"/ru/questions/k/{key_of(person)}/", {"act": "confirm"})
        assert refused.status_code == 404
        assert send_again(person=person, today=DAY, now=NOW) is False
    for act, person in ((confirm_asker, asker), (confirm_follow, follower)):
        with pytest.raises(Conflict):
            act(person=person, now=NOW)
    assert not Person.objects.exists()


def test_a_body_and_a_topic_are_followed_with_what_is_theirs() -> None:
    water, roads = IssueFactory(), IssueFactory(topic=topic("roads"))
    people = [following(water.holder, "a@mail.example"), following(topic("roads"), "b@mail.example")]
    for person in people:
        confirm_follow(person=person, now=NOW)
    post(NOW)
    for issue in (water, roads, IssueFactory(silent=True, holder=water.holder)):
        note_line(locked(issue), Verb.NEWS, now=at(DAY, 9), today=DAY, line=Line(note={"ru": f"о {issue.number}"}))
    morning = clock.at(DAY + timedelta(days=1), 9)
    assert make_news(now=morning) == 2
    bodies = {to: plain(letter.body) for to, letter in post(morning).items()}
    assert [water.number in text for text in bodies.values()] == [True, False]
    assert [roads.number in text for text in bodies.values()] == [False, True]


def test_an_issue_that_became_public_after_its_registration_is_new_to_who_follows_its_body_or_topic() -> None:
    issue, day = IssueFactory(published_on=None), timedelta(days=1)
    people = [following(issue.holder, "a@mail.example"), following(topic(), "b@mail.example")]
    for person in people:
        confirm_follow(person=person, now=NOW)
    post(NOW)

    def morning(number: int) -> list[str]:
        """Letters of so many days later."""
        when = clock.at(DAY + number * day, 9)
        made = make_news(now=when)
        letters = [plain(letter.body) for letter in post(when).values()]
        assert made == len(letters)
        return letters

    def line(verb: Verb, number: int) -> None:
        on = DAY + number * day
        note_line(locked(issue), verb, now=clock.at(on, 12), today=on, line=Line(is_public=verb == Verb.REGISTER))

    line(Verb.REGISTER, 0)
    assert morning(1) == []
    publish(issue=issue, actor=None, today=DAY + 2 * day, now=clock.at(DAY + 2 * day, 12))
    letters = morning(3)
    assert [(issue.number in text, text.count("Зарегистрирован\n")) for text in letters] == [(True, 1)] * 2
    assert morning(4) == []
    # The same line says of what is public that its texts are shown again.
    line(Verb.PUBLISH, 4)
    assert morning(5) == []


def test_an_issue_registered_and_made_public_since_the_last_letter_is_told_once() -> None:
    issue = IssueFactory(published_on=None)
    person = following(issue.holder)
    confirm_follow(person=person, now=NOW)
    post(NOW)
    note_line(locked(issue), Verb.REGISTER, now=at(DAY, 8), today=DAY)
    publish(issue=issue, actor=None, today=DAY, now=at(DAY, 9))
    morning = clock.at(DAY + timedelta(days=1), 9)
    assert make_news(now=morning) == 1
    assert plain(post(morning)[person.email].body).count("Зарегистрирован\n") == 1


def test_a_quarter_to_whose_set_time_the_portal_came_late_is_told_after_that(office: Office) -> None:
    old, at_nine = office.old, clock.at(date(2027, 4, 9), 9)
    asker = asker_of(old, language="ru").person
    follower = PersonFactory(purpose=Purpose.FOLLOW, confirmed=True, language="ru")
    Follow.objects.create(issue=old, person=follower, mailbox=follower.mailbox, told_until=IN_APRIL)
    told: dict[str, Any] = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY}
    save_notes(**told, said=[Said(old.pk, **WORDS)], now=IN_APRIL)
    set_time(**told, publish_at=at_nine, now=IN_APRIL)
    earlier = Line(note={"kk": "Құбыр", "ru": "Трубы"})
    note_line(locked(old), Verb.NEWS, now=clock.at(date(2027, 4, 9), 8), today=date(2027, 4, 9), line=earlier)
    # The letters of that day are written and sent before the portal comes to it.
    for day, words in ((10, "Трубы"), (13, WORDS["ru"])):
        morning = clock.at(date(2027, 4, day), 9)
        assert make_news(now=morning) == 1
        letters = {to: plain(letter.body) for to, letter in post(morning).items()}
        assert set(letters) == {asker.email, follower.email}
        for text in letters.values():
            assert [each for each in ("Трубы", WORDS["ru"]) if each in text] == [words]
        assert publish_set(now=clock.at(date(2027, 4, 12), 9)) == (day == 10)
    line = old.events.get(of_quarter=QUARTER)
    assert (line.at, line.on, line.written_at) == (at_nine, date(2027, 4, 9), clock.at(date(2027, 4, 12), 9))
    assert make_news(now=clock.at(date(2027, 4, 14), 9)) == 0


def test_what_is_private_of_an_issue_never_comes_by_a_letter_of_a_body_that_is_followed() -> None:
    issue = IssueFactory(silent=True)
    person = following(issue.holder)
    confirm_follow(person=person, now=NOW)
    note_line(locked(issue), Verb.NEWS, now=at(DAY, 9), today=DAY, line=Line(note={"ru": MARK}))
    assert make_news(now=clock.at(DAY + timedelta(days=1), 9)) == 0


def test_mornings_cost_the_same_statements_however_many_follow(django_assert_max_num_queries: Any) -> None:
    issue = IssueFactory()
    for _n in range(12):
        person = PersonFactory(purpose=Purpose.FOLLOW, confirmed=True)
        Follow.objects.create(issue=issue, person=person, mailbox=person.mailbox, told_until=NOW)
    note_line(locked(issue), Verb.NEWS, now=at(DAY, 9), today=DAY, line=Line(note={"ru": "о"}))
    with django_assert_max_num_queries(14):
        assert make_news(now=clock.at(DAY + timedelta(days=1), 9)) == 12


# -- forgetting ------------------------------------------------------------------------------------------------------
def test_after_its_day_no_marker_is_anywhere_and_the_answers_stay_counted(
    world: World, settings: LazySettings, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    asker = world.asker(email=MAIL, name=MARK, phone=MARK)
    subscriber = world.subscriber()
    made = world.claim()
    world.answer(made, subscriber, Says.YES)
    with django_capture_on_commit_callbacks(execute=True):
        world.answer(made, asker, Says.NO, text=MARK, picture=MARK.encode())
    world.follower()
    mailboxes = [asker.mailbox, *Answer.objects.values_list("network", flat=True)]
    row = locked(world.issue)
    row.reason_kk, row.reason_ru = "Түсіндірілді", "Разъяснено"
    step(row, Verb.EXPLAIN, now=NOW, today=DAY, line=Line(note={"kk": row.reason_kk, "ru": row.reason_ru}))
    gone = DAY + timedelta(days=KEPT_DAYS)
    assert forget_askers(today=gone - timedelta(days=1)) == 0
    assert forget_networks(now=at(DAY) + timedelta(days=29)) == 0
    assert forget_networks(now=at(DAY) + timedelta(days=31)) == 2
    assert Asker.objects.get().person is not None
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_askers(today=gone) == 3
        assert forget_askers(today=gone) == 0
        forget_people(today=gone, now=at(gone))
    assert everywhere(MARK, MAIL, *mailboxes) == []
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == []
    assert [(row.says, row.mailbox, row.own_text) for row in Answer.objects.order_by("pk")] == [
        (Says.YES, "", ""), (Says.NO, "", ""),
    ]  # fmt: skip
    # A subscription to the place stands until somebody leaves it.
    assert list(Person.objects.values_list("purpose", flat=True)) == [Purpose.SUBSCRIPTION]
    assert (Asker.objects.count(), Follow.objects.count(), world.seen().followers) == (1, 0, 0)
    assert Claim.objects.get().no == 1


def test_who_asked_about_an_open_issue_is_never_forgotten_and_is_kept_anew_when_it_opens_again(world: World) -> None:
    asker = world.asker(erase_on=DAY + timedelta(days=5))
    Issue.objects.filter(pk=world.issue.pk).update(followers=1)
    follower = world.follower()
    forget_askers(today=DAY)
    forget_people(today=DAY, now=NOW)
    asker.refresh_from_db()
    assert asker.erase_on == DAY + timedelta(days=KEPT_DAYS)
    closed = DAY - timedelta(days=100)
    Issue.objects.filter(pk=world.issue.pk).update(state=State.CONFIRMED, closed_on=closed)
    forget_askers(today=DAY)
    for person in (asker, follower):
        person.refresh_from_db()
        assert person.erase_on == closed + timedelta(days=KEPT_DAYS)
    Issue.objects.filter(pk=world.issue.pk).update(state=State.WORK, closed_on=None)
    # However long nothing ran: whoever is needed again is kept.
    late = DAY + timedelta(days=400)
    forget_askers(today=late)
    forget_people(today=late, now=at(late))
    for person, day in ((asker, late + timedelta(days=KEPT_DAYS)), (follower, None)):
        person.refresh_from_db()
        assert person.erase_on == day


def test_of_an_issue_that_was_joined_the_other_counts(world: World) -> None:
    root = IssueFactory()
    asker = world.asker(erase_on=DAY)
    Issue.objects.filter(pk=world.issue.pk).update(
        state=State.DUPLICATE, joined_to=root, closed_on=DAY - timedelta(days=500)
    )
    forget_askers(today=DAY)
    asker.refresh_from_db()
    assert asker.erase_on == DAY + timedelta(days=KEPT_DAYS)
    assert Asker.objects.of_issue(root).count() == 1


def test_who_left_answers_no_second_time_and_the_words_go(world: World) -> None:
    person = world.follower()
    made = world.claim()
    world.answer(made, person, Says.NO, text=MARK)
    leave(person=person)
    forget_askers(today=DAY)
    assert [(row.says, row.own_text, bool(row.mailbox)) for row in Answer.objects.all()] == [(Says.NO, "", True)]
    back = world.follower(email=person.email)
    world.answer(made, back, Says.YES)
    assert Answer.objects.count() == 1


def test_the_mailbox_of_who_leaves_after_the_settled_claim_goes_words_or_none(world: World) -> None:
    early, silent, wordy, stays = (world.follower() for _each in range(4))
    made = world.claim()
    for person, says in ((early, Says.YES), (silent, Says.YES), (wordy, Says.NO), (stays, Says.YES)):
        world.answer(made, person, says, text=MARK if says == Says.NO else "")
    leave(person=early)
    assert (forget_askers(today=DAY), Answer.objects.exclude(mailbox="").count()) == (0, 4)
    after = made.until + timedelta(days=1)
    settle_claims(today=after, now=at(after))
    leave(person=silent)
    leave(person=wordy)
    assert [forget_askers(today=after) for _night in range(2)] == [2, 0]
    assert list(Answer.objects.exclude(mailbox="").values_list("person", flat=True)) == [stays.pk]
    made.refresh_from_db()
    assert (made.yes, made.no) == (3, 1)

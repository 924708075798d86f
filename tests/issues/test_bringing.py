"""Issues joined with each other: each mailbox has one voice and one letter there, and leaves all of them at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from issues.choices import Outcome, Says, Standing, State, Verb
from issues.errors import CLAIMED
from issues.models import Answer, Asker, Follow, Issue
from issues.queries.voices import people_to_ask, standing_of
from issues.services.answering import answer_claim
from issues.services.askers import add_asker, add_followers, askers_of_question, confirm_asker, withdraw
from issues.services.claiming import claim, unclaim
from issues.services.digest import make_news
from issues.services.following_people import confirm_follow, follow, leave
from issues.services.joining import join, part
from issues.services.reviewing import PublicWords, publish_words
from issues.services.steps import Line, locked, note_line
from portal.files.models import StoredFile
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.questions.choices import MailKind, Purpose
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import mailbox_of
from portal.questions.services.origin import Origin
from tests.factories.issues import IssueFactory, asker_of
from tests.factories.questions import AskedQuestionFactory, PersonFactory
from tests.issues.test_claims import BARE, DAY, NOW, World, at, claims_world, world
from tests.questions.test_forgetting import everywhere

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

MAIL = "aigul@mail.example"
MARK = "МАРКЕР"
LATER = NOW + timedelta(hours=2)
NEXT = DAY + timedelta(days=1)


def made(world: World) -> Issue:
    return IssueFactory(registered_by=world.village, territory=world.village.territory)


def joined(world: World, issue: Issue, to: Issue) -> None:
    join(issue=issue, to=to, **world.acting())
    issue.refresh_from_db()


def followed(issue: Issue, email: str = MAIL, *, confirmed_at: datetime | None = None) -> Person:
    sent = Origin("203.0.113.5", seconds=60)
    follow(about=issue, email=email, language="ru", origin=sent, today=DAY, now=NOW)
    person = Follow.objects.get(issue=issue, mailbox=mailbox_of(email)).person
    if confirmed_at is not None:
        confirm_follow(person=person, now=confirmed_at)
        person.refresh_from_db()
    return person


def claimed(world: World, issue: Issue, day: date = NEXT) -> Any:
    said: dict[str, Any] = {"actor": world.actors["village"], "today": day, "now": at(day)}
    return claim(issue=issue, texts=BARE, **said)


def news_of(issue: Issue) -> list[str]:
    """Who hears the next morning of what is written now."""
    note_line(locked(issue), Verb.NEWS, now=LATER, today=DAY, line=Line(note={"kk": "Құбыр", "ru": "Трубы"}))
    make_news(now=clock.at(NEXT, 9))
    return list(PersonLetter.objects.filter(kind=MailKind.NEWS).order_by("pk").values_list("person__email", flat=True))


def letters(kind: str = MailKind.STEP) -> list[tuple[str, str]]:
    return list(PersonLetter.objects.filter(kind=kind).order_by("pk").values_list("person__email", "key"))


# -- who follows -----------------------------------------------------------------------------------------------------
def test_a_subscription_nobody_confirmed_keeps_nobody_from_being_heard(world: World) -> None:
    root, issue = world.issue, made(world)
    followed(root)
    person = followed(issue, confirmed_at=NOW)
    joined(world, issue, root)
    there = Follow.objects.select_related("person").get(issue=root)
    assert (there.person.confirmed_at, there.person.erase_on) == (person.confirmed_at, None)
    assert world.seen().followers == 1
    assert news_of(root) == [MAIL]
    assert [each.email for each in people_to_ask(claimed(world, root))] == [MAIL]


@pytest.mark.parametrize("sent_before", [True, False])
def test_who_confirms_a_subscription_to_what_was_joined_follows_where_it_goes_on(
    world: World, sent_before: bool
) -> None:
    first, second, root = made(world), made(world), world.issue
    joined(world, second, root)
    person = followed(first) if sent_before else None
    joined(world, first, second)
    person = person or followed(first)
    for _again in range(2):
        confirm_follow(person=person, now=LATER)
    assert list(Follow.objects.standing().order_by("pk").values_list("issue", flat=True)) == [first.pk, root.pk]
    assert Person.objects.filter(purpose=Purpose.FOLLOW).values("nonce").distinct().count() == 2
    assert (Issue.objects.get(pk=first.pk).followers, world.seen().followers) == (1, 1)
    note_line(locked(root), Verb.NEWS, now=LATER + timedelta(minutes=1), today=DAY, line=Line(note={"ru": "Трубы"}))
    assert make_news(now=clock.at(NEXT, 9)) == 1
    # On a claim that stands by then who comes so late has no voice; on the next there is one.
    assert standing_of(claimed(world, root), Follow.objects.get(issue=root).person) == Standing.FOLLOWER


def test_who_confirms_while_people_answer_has_no_voice_on_that_claim(world: World) -> None:
    issue, root = made(world), world.issue
    joined(world, issue, root)
    person = followed(issue)
    of = claimed(world, root, DAY)
    confirm_follow(person=person, now=LATER)
    assert list(people_to_ask(of)) == []
    assert standing_of(of, Follow.objects.get(issue=root).person) is None


def test_a_supporter_of_the_question_confirms_a_subscription_that_waits(world: World) -> None:
    followed(world.issue)
    supporter = PersonFactory(purpose=Purpose.VOICE, email=MAIL, confirmed_at=NOW)
    assert [add_followers(world.issue, [supporter], DAY, LATER) for _again in range(2)] == [1, 0]
    assert (Follow.objects.standing().count(), world.seen().followers) == (1, 1)


def test_who_leaves_leaves_all_that_was_joined(world: World) -> None:
    issue, root = made(world), world.issue
    person = followed(issue, confirmed_at=NOW)
    other = followed(issue, "marat@mail.example", confirmed_at=NOW)
    joined(world, issue, root)
    leave(person=Follow.objects.get(issue=root, mailbox=person.mailbox).person)
    assert everywhere(MAIL, person.mailbox) == []
    assert list(Follow.objects.values_list("mailbox", flat=True)) == [other.mailbox] * 2
    assert (Issue.objects.get(pk=issue.pk).followers, world.seen().followers) == (1, 1)


# -- who asked -------------------------------------------------------------------------------------------------------
def test_an_address_nobody_confirmed_keeps_no_voice_from_who_did(world: World) -> None:
    root, issue = world.issue, made(world)
    add_asker(issue=root, email=MAIL, language="ru", **world.acting())
    asker = asker_of(issue, email=MAIL)
    joined(world, issue, root)
    there = Asker.objects.select_related("person").get(issue=root)
    assert there.person is not None
    assert there.confirmed_at == there.person.confirmed_at == asker.confirmed_at
    assert standing_of(claimed(world, root), there.person) == Standing.ASKER


def test_who_is_written_down_for_what_was_joined_is_of_where_it_goes_on(world: World) -> None:
    first, second, root = made(world), made(world), world.issue
    joined(world, second, root)
    joined(world, first, second)
    asker = add_asker(issue=first, email=MAIL, language="ru", **world.acting())
    assert asker.person is not None
    for _again in range(2):
        confirm_asker(person=asker.person, now=LATER)
    rows = Asker.objects.standing().order_by("pk").values_list("issue", "confirmed_at")
    assert list(rows) == [(first.pk, LATER), (root.pk, LATER)]
    of = claimed(world, root)
    assert [(each.email, standing_of(of, each)) for each in people_to_ask(of)] == [(MAIL, Standing.ASKER)]


def test_who_asked_what_was_joined_answers_by_the_row_that_stays_and_nothing_is_parted_meanwhile(world: World) -> None:
    issue, root = made(world), world.issue
    asker_of(issue, email=MAIL)
    joined(world, issue, root)
    of = claimed(world, root)
    assert letters(MailKind.CLAIM) == [(MAIL, f"claim:{root.number}:1")]
    asked = PersonLetter.objects.select_related("person__asker").get(kind=MailKind.CLAIM).person
    assert (asked.asker.issue, standing_of(of, asked)) == (root, Standing.ASKER)
    why = {"reason_kk": "Басқа көше", "reason_ru": "Другая улица"}
    with pytest.raises(Conflict) as refused:
        part(issue=issue, **why, **world.acting())
    assert refused.value.code == CLAIMED
    unclaim(issue=root, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    assert part(issue=issue, **why, **world.acting()).state == State.WORK


def test_an_address_of_the_office_is_confirmed_by_the_question_of_its_owner(world: World) -> None:
    question = AskedQuestionFactory(public=True, person__email=MAIL, person__confirmed_at=NOW)
    add_asker(issue=world.issue, email=MAIL, language="ru", **world.acting())
    assert askers_of_question(issue=world.issue, question=question, today=DAY, now=NOW) == 0
    assert Asker.objects.get().confirmed_at == NOW


@pytest.mark.parametrize("asked_first", ["root", "joined"])
def test_who_asked_both_is_told_once_of_a_day_on_which_they_were_joined(world: World, asked_first: str) -> None:
    root, issue = world.issue, made(world)
    for each in (root, issue) if asked_first == "root" else (issue, root):
        asker_of(each, email=MAIL)
    said: dict[str, Any] = {"today": DAY, "line": Line(note={"kk": "Құбыр", "ru": "Трубы"})}
    note_line(locked(root), Verb.NEWS, now=NOW, **said)
    joined(world, issue, root)
    note_line(locked(root), Verb.STEP, now=LATER, **said)
    assert [key for _to, key in letters() if root.number in key] == [f"step:{root.number}:{DAY}"]


# -- who withdraws ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("by", [0, 1, 2, 3])
def test_who_withdraws_goes_from_all_that_was_joined_whichever_link_it_was(world: World, by: int) -> None:
    """Both were joined one after the other, and a third with them, at which the same person asked as well."""
    issues = [made(world), made(world), made(world), world.issue]
    first, second, beside, root = issues
    asker = asker_of(first, email=MAIL, name=MARK)
    asker_of(beside, email=MAIL, name=MARK)
    other = asker_of(first, email="marat@mail.example")
    joined(world, first, second)
    joined(world, second, root)
    joined(world, beside, root)
    assert Asker.objects.standing().filter(mailbox=asker.mailbox).count() == 4
    rows = [Asker.objects.get(issue=issue, mailbox=asker.mailbox) for issue in issues]
    for _again in range(2):
        withdraw(asker=rows[by], today=DAY)
    assert everywhere(MAIL, MARK, asker.mailbox) == []
    assert set(Asker.objects.filter(pk__in=[row.pk for row in rows]).values_list("withdrawn_on", flat=True)) == {DAY}
    assert Asker.objects.standing().filter(mailbox=other.mailbox).count() == 3
    assert [person.mailbox for person in people_to_ask(claimed(world, root))] == [other.mailbox]


def test_who_withdraws_takes_the_words_along_that_were_published_where_it_goes_on(
    world: World, settings: LazySettings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    issue, root = made(world), world.issue
    joined(world, issue, root)
    # Of the time when nobody who was written down so late was brought along.
    asker = asker_of(issue, email=MAIL)
    assert asker.person is not None
    said: dict[str, Any] = {"address": "203.0.113.5", "today": NEXT, "now": at(NEXT, 8)}
    answer = answer_claim(
        claim=claimed(world, root), person=asker.person, says=Says.NO, text=MARK, picture=b"jpeg", **said
    )
    words = PublicWords(MARK, MARK, shows_picture=True, alt_kk=MARK, alt_ru=MARK)
    publish_words(answer=answer, words=words, actor=world.actors["district"], now=at(NEXT, 9))
    withdraw(asker=asker, today=NEXT)
    assert everywhere(MAIL, MARK, asker.mailbox) == []
    row = Answer.objects.get()
    assert (row.claim.outcome, row.says, row.picture) == (Outcome.DISPUTED, Says.NO, None)
    assert not StoredFile.objects.exists()

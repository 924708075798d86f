"""Solved is a claim: who claims, who has a voice, what answers come to, and what another body judges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.choices import HandOverState, Outcome, ProofKind, Review, Says, Standing, State, Verb
from issues.errors import NO_VOICE, NOT_PUBLIC, OVER, PENDING
from issues.models import Answer, Asker, Claim, Follow, HandOver, Issue, IssueEvent, Proof
from issues.permissions import can_review
from issues.queries.voices import review_body, standing_of
from issues.rules.mailboxes import is_of, own_hosts
from issues.rules.outcome import Tally
from issues.services import claim_letters, settling
from issues.services.answering import answer_claim
from issues.services.claim_letters import ask_people
from issues.services.claiming import NewProof, add_proof, claim, publish_proof, remove_proof, unclaim
from issues.services.handing import accept, hand_over, return_back
from issues.services.hiding import hide_text, show_text
from issues.services.reviewing import PublicWords, keep_private, publish_words, set_aside, uphold
from issues.services.settling import settle_claims
from portal.bodies.choices import Function, Role, TerritoryKind
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor, actor_for
from portal.files.models import StoredFile
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from portal.questions.choices import MailKind, Purpose
from portal.questions.models import Person, PersonLetter, Subscription
from portal.questions.services.keys import mailbox_of
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.issues import IssueFactory, asker_of
from tests.factories.questions import PersonFactory
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 15)
NOW = datetime(2027, 3, 15, 6, tzinfo=UTC)
BEFORE = datetime(2027, 3, 1, 5, tzinfo=UTC)
TEXTS = {"text_kk": "Сорғы ауыстырылды.", "text_ru": "Насос заменён."}
BARE = TEXTS | {"no_proof_kk": "Сорғы жер астында.", "no_proof_ru": "Насос под землёй."}
#: Of one network each, so that nothing is held.
_ADDRESSES = cycle([f"203.0.{n}.7" for n in range(100, 200)])


@dataclass
class World:
    """A region, a district and a village with their akimats; an issue of the village; who controls above them."""

    region: Body
    district: Body
    village: Body
    beside: Body
    apparatus: Body
    issue: Issue
    actors: dict[str, Actor]

    def claim(self, who: str = "village", *, day: date = DAY, **more: Any) -> Claim:
        said: dict[str, Any] = {"texts": BARE, "actor": self.actors[who], "today": day, "now": at(day)}
        return claim(issue=self.issue, **said | more)

    def acting(self, who: str = "village") -> dict[str, Any]:
        return {"actor": self.actors[who], "today": DAY, "now": NOW}

    def answer(self, of: Claim, who: Person, says: str, *, day: date = DAY, **more: Any) -> Answer:
        said = {"address": next(_ADDRESSES), "today": day, "now": at(day, 8)}
        return answer_claim(claim=of, person=who, says=says, **said | more)

    def asker(self, **more: Any) -> Person:
        person = asker_of(self.issue, **more).person
        assert person is not None
        return person

    def follower(self, confirmed_at: datetime | None = BEFORE, **more: Any) -> Person:
        person = PersonFactory(purpose=Purpose.FOLLOW, confirmed_at=confirmed_at, **more)
        Follow.objects.create(issue=self.issue, person=person, mailbox=person.mailbox, told_until=BEFORE)
        return person

    def subscriber(self, body: Body | None = None, confirmed_at: datetime | None = BEFORE, **more: Any) -> Person:
        person = PersonFactory(purpose=Purpose.SUBSCRIPTION, confirmed_at=confirmed_at, **more)
        place = (body or self.village).territory
        Subscription.objects.create(territory=place, person=person, mailbox=person.mailbox, told_until=BEFORE)
        return person

    def seen(self) -> Issue:
        self.issue.refresh_from_db()
        return self.issue


def at(day: date, hour: int = 6) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@GROUND.fixture
def claims_world() -> World:
    region = BodyFactory(akimat=True)
    district = BodyFactory(akimat=True, territory__kind=TerritoryKind.DISTRICT, territory__parent=region.territory)
    below = {"territory__kind": TerritoryKind.RURAL_DISTRICT, "territory__parent": district.territory}
    village, beside = BodyFactory(akimat=True, **below), BodyFactory(akimat=True, **below)
    apparatus = BodyFactory(government_apparatus=True)
    BodyFunctionFactory(function=Function.CONTROL_GOVERNMENT, body=apparatus)
    actors = {}
    for name, body, role in (
        ("region", region, Role.OFFICER),
        ("district", district, Role.OFFICER),
        ("village", village, Role.OFFICER),
        ("second", village, Role.HEAD),
        ("neighbour", beside, Role.OFFICER),
        ("overseer", apparatus, Role.OVERSEER),
        ("administrator", apparatus, Role.ADMINISTRATOR),
    ):
        user = UserFactory(email=f"{name}@{name}.gov.example")
        RoleGrantFactory(user=user, body=body, role=role)
        actors[name] = actor_for(user, DAY)
    actors["nobody"] = actor_for(UserFactory(), DAY)
    issue = IssueFactory(registered_by=village, territory=village.territory)
    return World(region, district, village, beside, apparatus, issue, actors)


@pytest.fixture
def world(claims_world: World) -> World:
    return replace(claims_world, issue=Issue.objects.get(pk=claims_world.issue.pk))


class Killed(Exception):
    """Stands for a worker that is killed."""


def dying(act: Callable[..., int], *, after: int) -> Callable[..., int]:
    """Does its work so many times, and dies at the next."""
    done = count()

    def once(*said: Any) -> int:
        if next(done) >= after:
            raise Killed
        return act(*said)

    return once


def outcomes(issue: Issue) -> list[tuple[int, str]]:
    return list(Claim.objects.filter(issue=issue).values_list("number", "outcome"))


def verbs(issue: Issue) -> list[str]:
    return list(IssueEvent.objects.filter(issue=issue).order_by("pk").values_list("verb", flat=True))


# -- claiming --------------------------------------------------------------------------------------------------------
def test_a_claim_asks_whoever_has_a_voice_once_and_says_until_when(world: World) -> None:
    asker = world.asker()
    follower, subscriber = world.follower(), world.subscriber(world.region)
    twice = world.subscriber(world.district, email=asker.email)
    world.follower(confirmed_at=None)
    world.follower(confirmed_at=NOW)
    world.subscriber(world.beside)
    made = world.claim()
    issue = world.seen()
    assert (issue.state, issue.closed_on, made.number, made.until) == (State.CLAIMED, DAY, 1, date(2027, 3, 29))
    assert (made.body, made.no_proof_ru) == (world.village, "Насос под землёй.")
    letters = PersonLetter.objects.filter(kind=MailKind.CLAIM)
    # Who asked hears of it with the claim, the others from the beat.
    assert [letter.person_id for letter in letters.all()] == [asker.pk]
    assert (ask_people(now=NOW), ask_people(now=NOW)) == (2, 0)
    assert {letter.person_id for letter in letters.all()} == {asker.pk, follower.pk, subscriber.pk}
    assert {letter.key for letter in letters.all()} == {f"claim:{issue.number}:1"}
    assert twice.pk not in {letter.person_id for letter in letters.all()}
    made.refresh_from_db()
    assert made.asked_at == NOW


def test_a_claim_costs_the_same_however_many_follow_the_place(
    world: World, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.asker()
    with CaptureQueriesContext(connection) as few:
        world.claim()
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    people = [world.subscriber() for _n in range(7)] + [world.follower() for _n in range(5)]
    assert ask_people(now=NOW) == 0
    with django_assert_num_queries(len(few)):
        second = world.claim()
    letters = PersonLetter.objects.filter(key=f"claim:{world.issue.number}:2")
    assert letters.count() == 1
    monkeypatch.setattr(claim_letters, "AT_ONCE", 5)

    def once() -> None:
        assert Claim.objects.to_ask(DAY).get() == second
        with monkeypatch.context() as patched:
            patched.setattr(claim_letters, "_write", dying(claim_letters._write, after=1))
            with pytest.raises(Killed):
                ask_people(now=NOW)

    # Killed with a batch of one asker and four others written, and once more: what was written is not lost or doubled.
    once()
    assert letters.count() == 5
    once()
    assert letters.count() == 5
    assert ask_people(now=NOW) == 8
    assert ask_people(now=NOW) == 0
    assert set(letters.values_list("person", flat=True)) >= {person.pk for person in people}
    assert letters.count() == 13


@pytest.mark.parametrize("why", ["taken back", "settled", "too late"])
def test_of_a_claim_that_waits_no_more_nobody_is_asked(world: World, why: str) -> None:
    asker = world.asker()
    world.subscriber()
    made = world.claim()
    if why == "taken back":
        unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    elif why == "settled":
        world.answer(made, asker, Says.NO)
    days = timedelta(days=1) if why == "too late" else timedelta()
    assert ask_people(now=at(made.until + days)) == 0
    assert PersonLetter.objects.filter(kind=MailKind.CLAIM).count() == 1


def test_a_claim_taken_back_between_two_batches_asks_nobody_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _n in range(4):
        world.subscriber()
    made = world.claim()
    monkeypatch.setattr(claim_letters, "AT_ONCE", 2)
    write = claim_letters._write

    def meanwhile(*said: Any) -> int:
        written = write(*said)
        unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
        return written

    monkeypatch.setattr(claim_letters, "_write", meanwhile)
    assert ask_people(now=NOW) == 2
    made.refresh_from_db()
    assert (made.outcome, made.asked_at) == (Outcome.TAKEN_BACK, None)


@pytest.mark.parametrize(("who", "may"), [
    ("village", True), ("second", True), ("district", True), ("region", True),
    ("neighbour", False), ("overseer", False), ("administrator", False), ("nobody", False),
])  # fmt: skip
def test_who_may_claim(world: World, who: str, may: bool) -> None:
    if may:
        assert world.claim(who).actor == world.actors[who].user
        return
    with pytest.raises(NotAllowed):
        world.claim(who)
    assert not Claim.objects.exists()


def test_who_helps_from_above_claims_for_their_own_akimat_and_the_next_above_judges(world: World) -> None:
    own, helped = world.claim("village"), Claim(issue=world.issue, body=world.district)
    assert (own.body, review_body(own, DAY)) == (world.village, world.district)
    assert review_body(helped, DAY) == world.region
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, actor=world.actors["second"], today=DAY, now=NOW)
    assert world.claim("district").body == world.district


def test_above_the_region_and_a_ministry_stands_who_controls_and_where_nobody_works_the_next_above(
    world: World,
) -> None:
    ministry = BodyFactory()
    of_ministry = Claim(issue=IssueFactory(holder=ministry, territory=world.village.territory), body=ministry)
    of_region = Claim(issue=IssueFactory(holder=world.region), body=world.region)
    assert review_body(of_ministry, DAY) == review_body(of_region, DAY) == world.apparatus
    RoleGrant.objects.filter(body=world.district).update(ends_on=DAY)
    assert review_body(Claim(issue=world.issue, body=world.village), DAY) == world.region
    RoleGrant.objects.filter(body__in=[world.region, world.apparatus]).update(ends_on=DAY)
    assert review_body(Claim(issue=world.issue, body=world.village), DAY) == world.district


@pytest.mark.parametrize(
    ("texts", "proofs", "fields"),
    [
        ({}, (), ["text_kk", "text_ru"]),
        (TEXTS, (), ["no_proof_kk", "no_proof_ru"]),
        (TEXTS | {"no_proof_kk": "Жер астында"}, (), ["no_proof_ru"]),
        (BARE | {"text_ru": "Звоните 8 701 123 45 67"}, (), ["text_ru"]),
        (BARE | {"text_kk": "с" * 1001}, (), ["text_kk"]),
        (TEXTS, [NewProof(ProofKind.AFTER, b"jpeg", alt_kk="Сорғы")], ["alt_ru"]),
        (TEXTS, [NewProof(ProofKind.AFTER, b"j", "Сорғы", "Насос", taken_on=DAY + timedelta(days=1))], ["taken_on"]),
        (TEXTS, [NewProof("film", b"j", "Сорғы", "Насос")], ["kind"]),
        (TEXTS, [NewProof(ProofKind.AFTER, b"j", "Сорғы", "Насос")] * 11, ["proofs"]),
    ],
)
def test_a_claim_without_words_or_proof_is_refused_at_its_fields(
    world: World, texts: dict[str, str], proofs: Sequence[NewProof], fields: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        world.claim(texts=texts, proofs=proofs)
    assert list(refused.value.errors) == fields


def test_nothing_is_claimed_while_a_receiver_has_not_answered_nor_twice_nor_after_a_change(world: World) -> None:
    pending = HandOver.objects.create(
        issue=world.issue, from_body=world.village, to_body=world.district, asked_by=world.actors["village"].user,
        asked_on=DAY, answer_by=DAY, why_kk="с", why_ru="п",
    )  # fmt: skip
    with pytest.raises(Conflict) as refused:
        world.claim()
    assert refused.value.code == PENDING
    HandOver.objects.filter(pk=pending.pk).update(state=HandOverState.RECALLED, answered_on=DAY)
    with pytest.raises(Conflict):
        world.claim(expected_version=99)
    world.claim()
    with pytest.raises(IllegalTransition):
        world.claim()
    assert outcomes(world.issue) == [(1, Outcome.OPEN)]


def test_what_nobody_may_read_is_not_claimed_as_solved(world: World) -> None:
    Issue.objects.filter(pk=world.issue.pk).update(published_on=None)
    asker = world.asker()
    with pytest.raises(Conflict) as refused:
        world.claim()
    assert refused.value.code == NOT_PUBLIC
    assert (world.seen().state, Claim.objects.count(), PersonLetter.objects.count()) == (State.WORK, 0, 0)
    # Hidden by one person: until another decides nobody would know what they are asked.
    Issue.objects.filter(pk=world.issue.pk).update(published_on=DAY)
    hide_text(issue=world.issue, why="Бейтаныс адам аталған", **world.acting())
    with pytest.raises(Conflict) as refused:
        world.claim()
    assert (refused.value.code, Claim.objects.count()) == (NOT_PUBLIC, 0)
    show_text(issue=world.issue, **world.acting("second"))
    world.claim()
    assert [letter.person_id for letter in PersonLetter.objects.all()] == [asker.pk]


def test_a_claim_that_is_taken_back_asks_nobody_and_the_next_has_the_next_number(world: World) -> None:
    asker = world.asker()
    first = world.claim()
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": NOW}
    with pytest.raises(Invalid):
        unclaim(issue=world.issue, note={"kk": "Қате"}, **said)
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **said)
    assert world.seen().state == State.WORK
    with pytest.raises(Conflict) as late:
        world.answer(first, asker, Says.NO)
    assert late.value.code == OVER
    with pytest.raises(IllegalTransition):
        unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **said)
    world.claim()
    assert outcomes(world.issue) == [(1, Outcome.TAKEN_BACK), (2, Outcome.OPEN)]


def test_a_proof_is_public_after_a_second_person_has_said_so(world: World, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = world.claim(texts=TEXTS, proofs=[NewProof(ProofKind.AFTER, b"jpeg", "Сорғы", "Насос", taken_on=DAY)])
    proof = Proof.objects.get(claim=made)
    assert (proof.file.is_public, proof.file.name, made.no_proof_ru) == (False, "photo.jpg", "")
    for who in ("village", "neighbour", "overseer", "nobody"):
        with pytest.raises(NotAllowed):
            publish_proof(proof=proof, actor=world.actors[who], now=NOW)
    for _again in range(2):
        proof = publish_proof(proof=proof, actor=world.actors["second"], now=NOW)
    assert proof.file.is_public
    add_proof(claim=made, proof=NewProof(ProofKind.BEFORE, b"old", "Б", "Д"), actor=world.actors["second"], today=DAY)
    remove_proof(proof=proof, actor=world.actors["village"])
    assert [row.kind for row in Proof.objects.all()] == [ProofKind.BEFORE]
    made.refresh_from_db()
    assert (made.no_proof_kk, made.no_proof_ru) == ("", "")


def test_a_claim_whose_last_proof_is_taken_off_says_so_until_another_is_there(
    world: World, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = world.claim(texts=TEXTS, proofs=[NewProof(ProofKind.AFTER, b"jpeg", "Сорғы", "Насос")])
    for who in ("neighbour", "overseer", "nobody"):
        with pytest.raises(NotAllowed):
            remove_proof(proof=made.proofs.get(), actor=world.actors[who])
    remove_proof(proof=made.proofs.get(), actor=world.actors["village"])
    made.refresh_from_db()
    said = (made.no_proof_kk, made.no_proof_ru, made.no_proof_en)
    assert said[2] == "The photo or document was taken off."
    assert len({*said, ""}) == 4
    add_proof(claim=made, proof=NewProof(ProofKind.AFTER, b"new", "Б", "Д"), actor=world.actors["village"], today=DAY)
    made.refresh_from_db()
    assert (made.no_proof_kk, made.no_proof_ru, made.no_proof_en) == ("", "", "")
    # What the body itself wrote stays.
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    bare = world.claim()
    other = NewProof(ProofKind.AFTER, b"x", "Б", "Д")
    added = add_proof(claim=bare, proof=other, actor=world.actors["village"], today=DAY)
    remove_proof(proof=added, actor=world.actors["village"])
    bare.refresh_from_db()
    assert bare.no_proof_ru == BARE["no_proof_ru"]


# -- who has a voice -------------------------------------------------------------------------------------------------
def test_who_has_a_voice_and_in_what_capacity(world: World) -> None:
    asker, follower, near, far = world.asker(), world.follower(), world.subscriber(), world.subscriber(world.region)
    both = world.follower(email=asker.email)
    none = [
        world.follower(confirmed_at=NOW),
        world.follower(confirmed_at=None),
        world.subscriber(world.beside),
        asker_of(world.issue, confirmed_at=None).person,
        asker_of(IssueFactory(territory=world.beside.territory)).person,
        PersonFactory(purpose=Purpose.VOICE, confirmed=True),
    ]
    made = world.claim()
    found = {person: standing_of(made, person) for person in (asker, both, follower, near, far)}
    assert list(found.values()) == [Standing.ASKER, Standing.ASKER, *[Standing.FOLLOWER] * 3]
    assert [standing_of(made, person) for person in none if person] == [None] * 6
    for person in none:
        with pytest.raises(NotAllowed) as refused:
            world.answer(made, person, Says.YES)
        assert refused.value.code == NO_VOICE
    assert not Answer.objects.exists()


def test_nobody_of_the_answerable_body_or_of_the_one_that_judges_has_a_voice(world: World) -> None:
    past = UserFactory(email="Former.Akim@gmail.com")
    RoleGrantFactory(user=past, body=world.village, role=Role.HEAD, ends_on=date(2020, 1, 1))
    RoleGrantFactory(user=UserFactory(email="clerk@mail.ru"), body=world.beside)
    RoleGrantFactory(user=UserFactory(email="clerk.one@yandex.by"), body=world.village)
    own = [
        "clerk-one+a@ya.ru",
        "formerakim+solved@gmail.com",
        "village@village.gov.example",
        "aunt@mail.village.gov.example",
        # Of the body that judges what is held.
        "district@district.gov.example",
        "aunt@district.gov.example",
    ]
    others = [
        "aunt@gmail.com",
        "aunt@yandex.by",
        "neighbour@neighbour.gov.example",
        "clerk@mail.ru",
        "region@region.gov.example",
    ]
    people = {email: world.follower(email=email) for email in (*own, *others)}
    made = world.claim()
    assert [email for email, person in people.items() if standing_of(made, person)] == others
    assert ask_people(now=NOW) == len(others)
    told = PersonLetter.objects.filter(kind=MailKind.CLAIM).values_list("person__email", flat=True)
    assert sorted(told) == sorted(others)


def test_nobody_of_a_body_that_answered_before_has_a_voice_for_its_figures_count_it_too(world: World) -> None:
    ministry = BodyFactory(slug="water")
    clerk = UserFactory(email="clerk@ministry.gov.example")
    RoleGrantFactory(user=clerk, body=ministry, role=Role.PREPARER)
    person = world.follower(email=clerk.email)
    said: dict[str, Any] = {"today": DAY, "now": NOW}
    why = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}
    asked = hand_over(issue=world.seen(), to_body=ministry, actor=world.actors["village"], **why, **said)
    back = {"reason_kk": "Желі аудандікі.", "reason_ru": "Сеть районная."}
    # One that was only asked to answer is as any other.
    return_back(hand_over=asked, actor=actor_for(clerk, DAY), **back, **said)
    assert standing_of(world.claim(), person) == Standing.FOLLOWER
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    asked = hand_over(issue=world.seen(), to_body=ministry, actor=world.actors["village"], **why, **said)
    accept(hand_over=asked, actor=actor_for(clerk, DAY), **said)
    asked = hand_over(issue=world.seen(), to_body=world.village, actor=actor_for(clerk, DAY), **why, **said)
    accept(hand_over=asked, **world.acting())
    assert standing_of(world.claim(), person) is None


def test_an_akimat_that_gave_the_issue_down_judges_no_answer_for_its_figures_count_what_comes_of_it(
    world: World,
) -> None:
    said: dict[str, Any] = {"today": DAY, "now": NOW}
    why = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}
    assert review_body(Claim(issue=world.seen(), body=world.village), DAY) == world.district
    for giver, receiver in (("village", "district"), ("district", "village")):
        to_body = getattr(world, receiver)
        asked = hand_over(issue=world.seen(), to_body=to_body, actor=world.actors[giver], **why, **said)
        assert review_body(Claim(issue=world.seen(), body=world.village), DAY) != world.village
        accept(hand_over=asked, actor=world.actors[receiver], **said)
    assert review_body(Claim(issue=world.seen(), body=world.village), DAY) == world.region


def test_whoever_claims_from_above_loses_the_voices_of_all_below(world: World) -> None:
    person = world.follower(email="neighbour@neighbour.gov.example")
    made = world.claim("district")
    assert standing_of(made, person) is None


@pytest.mark.parametrize(("host", "own"), [
    ("akimat.kz", True), ("mail.akimat.kz", True), ("kz", True), ("notakimat.kz", False), ("gmail.com", False),
])  # fmt: skip
def test_hosts(host: str, own: bool) -> None:
    assert is_of(host, own_hosts(["a@akimat.kz", "b@gmail.com", ""])) is own


# -- answers ---------------------------------------------------------------------------------------------------------
def test_one_dispute_of_who_asked_outweighs_any_confirmations_and_opens_it_at_once(world: World) -> None:
    asker, others = world.asker(), [world.follower() for _n in range(4)]
    made = world.claim()
    for other in others:
        world.answer(made, other, Says.YES)
    assert world.seen().state == State.CLAIMED
    world.answer(made, asker, Says.NO, text="Көпірде су тұр")
    issue = world.seen()
    made.refresh_from_db()
    assert (issue.state, issue.disputed_on, issue.closed_on) == (State.WORK, DAY, None)
    assert (made.outcome, made.settled_on, made.yes, made.no) == (Outcome.DISPUTED, DAY, 4, 1)
    told = {notice.user for notice in Notice.objects.filter(kind="issues.disputed")}
    assert told == {world.actors[name].user for name in ("village", "second", "district")}
    assert not Notice.objects.filter(line_ru__contains="Көпір").exists()
    # The same once more is the same; something else comes too late.
    world.answer(made, asker, Says.NO, text="Көпірде су тұр", keeps_picture=True)
    with pytest.raises(Conflict):
        world.answer(made, asker, Says.YES)
    assert verbs(issue)[-2:] == [Verb.CLAIM, Verb.DISPUTE]
    assert settle_claims(today=DAY + timedelta(days=30), now=NOW) == 0


@pytest.mark.parametrize(
    ("answers", "became", "state"),
    [
        ([], Outcome.SILENT, State.CLAIMED),
        ([Says.NOT_MINE], Outcome.SILENT, State.CLAIMED),
        ([Says.YES], Outcome.CONFIRMED, State.CONFIRMED),
        ([Says.YES, Says.NO], Outcome.DISPUTED, State.WORK),
        ([Says.YES, Says.NO, Says.YES], Outcome.CONFIRMED, State.CONFIRMED),
    ],
)
def test_everything_else_is_settled_once_when_the_days_are_over(
    world: World, answers: list[Says], became: Outcome, state: State
) -> None:
    people = [world.follower() for _says in answers]
    made = world.claim()
    for person, says in zip(people, answers, strict=True):
        world.answer(made, person, says, day=made.until)
    assert settle_claims(today=made.until, now=at(made.until)) == 0
    after = made.until + timedelta(days=1)
    late = world.follower()
    with pytest.raises((Conflict, NotAllowed)):
        world.answer(made, late, Says.YES, day=after)
    for person in people[:1]:
        with pytest.raises(Conflict) as over:
            world.answer(made, person, Says.NO, day=after)
        assert over.value.code == OVER
    assert settle_claims(today=after + timedelta(days=5), now=at(after)) == 1
    assert settle_claims(today=after + timedelta(days=5), now=at(after)) == 0
    made.refresh_from_db()
    assert (made.outcome, world.seen().state) == (became, state)
    assert verbs(world.issue).count(Verb.SILENCE) == (became == Outcome.SILENT)


def test_one_mailbox_has_one_answer_by_whichever_of_its_letters_and_may_change_it(world: World) -> None:
    first = world.follower(email="aigul@mail.example")
    again = world.subscriber(email="AIGUL+second@mail.example")
    made = world.claim()
    for person, says in ((first, Says.NO), (again, Says.YES), (first, Says.YES)):
        world.answer(made, person, says, text="Жоқ")
    assert [(row.says, row.own_text) for row in Answer.objects.all()] == [(Says.YES, "")]
    made.refresh_from_db()
    assert (made.yes, made.no) == (1, 0)


def test_what_is_no_answer_is_refused(world: World) -> None:
    person = world.follower()
    made = world.claim()
    for wrong in ({"says": "maybe"}, {"says": Says.NO, "text": "т" * 501}):
        with pytest.raises(Invalid):
            world.answer(made, person, **wrong)


def test_one_claim_that_fails_stops_no_other_in_the_night(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    others = [IssueFactory(registered_by=world.village, territory=world.village.territory) for _n in range(2)]
    first = world.claim()
    for issue in others:
        claim(issue=issue, texts=BARE, **world.acting())
    tally = settling.tally

    def failing(of: Claim) -> Tally:
        if of.pk == first.pk:
            raise IllegalTransition("none")
        return tally(of)

    after = first.until + timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(settling, "tally", failing)
        assert settle_claims(today=after, now=at(after)) == 2
    assert f"Claim {first.pk} was not settled" in caplog.text
    assert list(Claim.objects.open()) == [first]
    assert settle_claims(today=after, now=at(after)) == 1


# -- held ------------------------------------------------------------------------------------------------------------
def test_from_the_third_answer_of_one_network_on_all_wait_for_the_body_above(world: World) -> None:
    people = [world.follower() for _n in range(4)]
    made = world.claim()
    for n, person in enumerate(people[:3]):
        world.answer(made, person, Says.YES, address=f"198.51.100.{n}")
    world.answer(made, people[3], Says.NO)
    held = Answer.objects.held()
    assert {row.person_id for row in held} == {person.pk for person in people[:3]}
    assert {row.review_body for row in held} == {world.district}
    assert [notice.user for notice in Notice.objects.filter(kind="issues.held")] == [world.actors["district"].user]
    made.refresh_from_db()
    assert (made.yes, made.no) == (0, 1)
    after = made.until + timedelta(days=1)
    assert settle_claims(today=after, now=at(after)) == 0
    said: dict[str, Any] = {"actor": world.actors["district"], "today": after, "now": at(after)}
    first, *rest = held.order_by("pk")
    set_aside(answer=first, note_kk="Бір кеңсе", note_ru="Одна контора", **said)
    for row in rest:
        uphold(answer=row, **said)
    made.refresh_from_db()
    assert (made.outcome, made.yes, made.no) == (Outcome.CONFIRMED, 2, 1)
    with pytest.raises(Conflict):
        uphold(answer=first, **said)


def test_who_judges_is_told_again_of_what_is_held_after_all_was_judged(world: World) -> None:
    people = [world.follower() for _n in range(6)]
    made = world.claim()

    def answer(person: Person) -> None:
        world.answer(made, person, Says.YES, address="198.51.100.7")

    def told() -> list[bool]:
        """Whether each notice was taken back, the oldest first."""
        rows = Notice.objects.filter(kind="issues.held").order_by("pk")
        return [notice.withdrawn_at is not None for notice in rows]

    for person in people[:4]:
        answer(person)
    assert told() == [False]
    for row in Answer.objects.held():
        uphold(answer=row, **world.acting("district"))
    assert told() == [True]
    # One more of that network: it waits, and its judge hears of it; of another that comes meanwhile nothing anew.
    for person in people[4:]:
        answer(person)
        assert told() == [True, False]
    for row in Answer.objects.held():
        uphold(answer=row, **world.acting("district"))
    assert told() == [True, True]


def test_telephones_of_one_company_are_no_office(world: World, settings: Any) -> None:
    settings.KEZDESU_SHARED_NETWORKS = ["198.51.100.0/24"]
    made_people = [world.follower() for _n in range(4)]
    made = world.claim()
    for person in made_people:
        world.answer(made, person, Says.YES, address="198.51.100.9")
    assert not Answer.objects.held().exists()


def test_a_second_dispute_of_the_same_person_goes_to_the_body_above(world: World) -> None:
    asker = world.asker()
    world.answer(world.claim(), asker, Says.NO)
    day = DAY + timedelta(days=20)
    second = world.claim(day=day)
    answer = world.answer(second, asker, Says.NO, day=day)
    assert (answer.review, answer.review_body, world.seen().state) == (Review.SECOND, world.district, State.CLAIMED)
    for who in ("village", "second", "neighbour", "region", "nobody", "overseer"):
        with pytest.raises(NotAllowed):
            uphold(answer=answer, actor=world.actors[who], today=day, now=at(day))
    uphold(answer=answer, actor=world.actors["district"], today=day, now=at(day))
    assert world.seen().state == State.WORK
    assert outcomes(world.issue) == [(1, Outcome.DISPUTED), (2, Outcome.DISPUTED)]


@pytest.mark.parametrize("where", ["village", "beside"])
def test_nobody_judges_who_works_for_a_body_that_gains_by_it_or_claimed_or_answered(world: World, where: str) -> None:
    both = world.actors["district"].user
    grant = RoleGrantFactory(user=both, body=getattr(world, where), role=Role.OFFICER)
    alone = Claim(issue=world.issue, body=world.village)
    assert review_body(alone, DAY) == (world.region if where == "village" else world.district)
    colleague = UserFactory(email="colleague@district.gov.example")
    RoleGrantFactory(user=colleague, body=world.district, role=Role.OFFICER)
    assert review_body(alone, DAY) == world.district
    world.actors["district"] = actor_for(both, DAY)
    if where == "beside":
        HandOver.objects.create(
            issue=world.issue, from_body=world.beside, to_body=world.village, state=HandOverState.ACCEPTED,
            asked_by=both, asked_on=DAY, answered_on=DAY, answer_by=DAY, why_kk="с", why_ru="п",
        )  # fmt: skip
    people = [world.follower() for _n in range(3)]
    made = world.claim("district" if where == "village" else "village")
    for person in people:
        world.answer(made, person, Says.YES, address="198.51.100.7")
    held = Answer.objects.held().order_by("pk")
    assert [(row.claim.body, row.review_body) for row in held] == [(world.village, world.district)] * 3

    def may(user: Any, row: Answer) -> bool:
        actor = actor_for(user, DAY)
        may = bool(can_review(actor, row))
        assert Answer.objects.reviewed_by(actor).filter(pk=row.pk).exists() is may
        return may

    first, second, _third = held
    assert [may(both, first), may(colleague, first)] == [False, True]
    with pytest.raises(NotAllowed):
        uphold(answer=first, actor=actor_for(both, DAY), today=DAY, now=NOW)
    # Whoever claimed does not judge after leaving that body either; nobody judges an answer of their own.
    RoleGrant.objects.filter(pk=grant.pk).update(ends_on=DAY)
    assert may(both, first) is (where == "beside")
    Answer.objects.filter(pk=second.pk).update(mailbox=mailbox_of(colleague.email))
    second.refresh_from_db()
    assert [may(colleague, first), may(colleague, second)] == [True, False]


@pytest.fixture
def disputed(world: World, settings: Any, tmp_path: Any) -> Answer:
    settings.MEDIA_ROOT = tmp_path
    person = world.follower()
    return world.answer(world.claim(), person, Says.NO, text="Звоните 8 701 123 45 67", picture=b"jpeg")


@pytest.mark.parametrize(("who", "may"), [
    ("district", True), ("village", False), ("second", False), ("neighbour", False), ("region", False),
    ("overseer", False), ("administrator", False), ("nobody", False),
])  # fmt: skip
def test_who_judges_and_moderates(world: World, disputed: Answer, who: str, may: bool) -> None:
    actor = world.actors[who]
    assert Answer.objects.reviewed_by(actor).filter(pk=disputed.pk).exists() is may
    acts: list[Callable[[], object]] = [
        lambda: publish_words(answer=disputed, words=PublicWords("Жоқ", "Нет"), actor=actor, now=NOW),
        lambda: keep_private(answer=disputed, actor=actor, now=NOW),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()


def test_words_are_public_after_moderation_without_what_is_private(world: World, disputed: Answer) -> None:
    said: dict[str, Any] = {"actor": world.actors["district"], "now": NOW}
    assert not Answer.objects.public().exists()
    assert Answer.objects.to_moderate().get() == disputed
    with pytest.raises(Invalid) as refused:
        publish_words(answer=disputed, words=PublicWords("Жоқ", disputed.own_text), **said)
    assert list(refused.value.errors) == ["text_ru"]
    with pytest.raises(Invalid):
        publish_words(answer=disputed, words=PublicWords("Жоқ", "Нет", shows_picture=True), **said)
    words = PublicWords("Тас төселмеген", "Щебня нет", shows_picture=True, alt_kk="Жол", alt_ru="Дорога")
    row = publish_words(answer=disputed, words=words, **said)
    assert row.picture is not None
    row.picture.refresh_from_db()
    assert (row.picture.is_public, Answer.objects.public().get().text_ru) == (True, "Щебня нет")
    assert not Answer.objects.to_moderate().exists()
    row = keep_private(answer=disputed, **said)
    assert (row.picture, list(Answer.objects.public())) == (None, [])
    assert Asker.objects.count() == 0


def test_new_words_are_judged_anew(world: World, disputed: Answer) -> None:
    publish_words(answer=disputed, words=PublicWords("Тас жоқ", "Щебня нет"), actor=world.actors["district"], now=NOW)
    assert disputed.person is not None
    world.answer(disputed.claim, disputed.person, Says.NO, text="Екіншісі де", keeps_picture=True)
    assert (list(Answer.objects.public()), Answer.objects.to_moderate().count()) == ([], 1)
    assert Answer.objects.get().picture is not None


@pytest.mark.parametrize(("says", "stays"), [(Says.NO, True), (Says.YES, False)])
def test_a_photo_that_was_public_is_so_no_more_once_its_author_says_something_else(
    world: World, disputed: Answer, says: Says, stays: bool
) -> None:
    words = PublicWords("Тас төселмеген", "Щебня нет", shows_picture=True, alt_kk="Жол", alt_ru="Дорога")
    publish_words(answer=disputed, words=words, actor=world.actors["district"], now=NOW)
    picture = StoredFile.objects.get(is_public=True)
    assert disputed.person is not None
    world.answer(disputed.claim, disputed.person, says, text="Екіншісі де", keeps_picture=True)
    assert list(StoredFile.objects.values_list("pk", "is_public")) == ([(picture.pk, False)] if stays else [])
    if stays:
        # Judged anew with its words, it is public again.
        publish_words(answer=Answer.objects.get(), words=words, actor=world.actors["district"], now=NOW)
        assert StoredFile.objects.get().is_public

"""Words that belong to one person alone: hidden by one, taken away by another, and read nowhere from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client

from issues.choices import Competence, HighKind, Says, State
from issues.models import Answer, HighAct, Issue, Package, Proof
from issues.queries.taking_away import standing_words
from issues.services import beside, hiding
from issues.services.claim_letters import ask_people
from issues.services.claiming import publish_proof
from issues.services.digest import make_news
from issues.services.handing import hand_over, return_back
from issues.services.high import record_high
from issues.services.packages import answer_package, prepare_package, register_package, send_package
from issues.services.problems import gather, state_problem
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.reviewing import PublicWords, publish_words
from issues.services.working import correct, note_news
from issues.tasks import gather_words
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.files.models import StoredFile
from portal.kernel import clock
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import key_of
from portal.questions.services.writing import written
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.factories.files import StoredFileFactory
from tests.factories.issues import topic
from tests.factories.meetings import MeetingFactory
from tests.issues.lives import undone
from tests.issues.test_claims import World, claims_world, world
from tests.questions.test_forgetting import everywhere
from tests.texts import plain

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

MARCH, APRIL, HIDDEN = date(2027, 3, 15), date(2027, 4, 6), date(2027, 4, 9)
QUARTER, HALF = "2027-Q1", "2027-H1"
#: One word in each public text of an issue.
TEXTS = (
    *("title", "text", "position", "measure", "reason", "news", "step", "done", "decision", "why", "returned"),
    *("noted", "down", "claim", "photo", "paper", "answer"),
)
MARKS = tuple(f"zq{name}" for name in TEXTS)


def both(name: str, field: str = "") -> dict[str, str]:
    prefix = f"{field}_" if field else ""
    return {f"{prefix}{language}": f"zq{name} {language}" for language in ("kk", "ru")}


def at(day: date, hour: int = 6) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def person(body: Body, role: str) -> Actor:
    user = UserFactory()
    RoleGrantFactory(user=user, body=body, role=role)
    return actor_for(user, MARCH)


@dataclass
class Told:
    """An issue that says a marked word wherever it can say one, and whoever reads of it."""

    world: World
    issue: Issue
    ministry: Body
    preparer: Actor
    asker: Person
    follower: Person
    package: Package
    act: HighAct
    own_problem: int
    answer: Answer
    coming: Any

    def acting(self, who: str = "village", day: date = HIDDEN) -> dict[str, Any]:
        return {"actor": self.world.actors[who], "today": day, "now": at(day)}

    # -- every place that prints words of an issue -------------------------------------------------------------------
    def pages(self) -> Iterator[str]:
        issue, slug = self.issue.number, self.issue.holder.slug
        for path in (
            *("", f"issues/{issue}/", f"issues/{issue}/?life=all", f"issues/{issue}/feed/", f"issues/{issue}/follow/"),
            *("issues/", "issues/?q=вода", "issues/?q=ZQTITLE", "search/?q=ZQTITLE", "search/?q=ZQTEXT", "issues.atom"),
            *("issues.csv", f"issues/quarters/{slug}/{QUARTER}/", f"issues/quarters/{slug}/{QUARTER}.csv"),
            *(f"issues/quarters/{slug}/{QUARTER}.json", "issues/problems/", f"issues/packages/{self.package.pk}/"),
            *("issues/acts/", f"issues/acts/{self.act.pk}/", f"issues/quarters/?period={QUARTER}"),
            *(f"issues/{issue}/answer/{key_of(self.asker)}/", f"questions/k/{key_of(self.asker)}/"),
            *(f"questions/k/{key_of(self.follower)}/", f"issues/leave/{key_of(self.follower)}/"),
        ):
            yield f"/ru/{path}"
        for address in (
            self.issue.territory.get_absolute_url(),
            self.issue.holder.get_absolute_url(),
            self.issue.meeting.get_absolute_url(),
            self.coming.get_absolute_url(),
        ):
            yield f"/ru/{address.split('/', 2)[2]}"
        yield from ("/api/v1/issues/", f"/api/v1/issues/{issue}/", "/api/v1/issues/?q=zqtitle")

    def printed(self) -> str:
        """All of it as one text."""
        client, found = Client(), []
        for path in self.pages():
            answer = client.get(path)
            assert answer.status_code == 200, path
            found.append(b"".join(answer).decode() if answer.streaming else answer.content.decode())
        with undone():
            # What lies ahead is told while it is open.
            Issue.objects.filter(pk=self.issue.pk).update(state=State.WORK, closed_on=None)
            found.append(client.get(f"/ru/issues/{self.issue.number}/").content.decode())
        for path in ("/ru/issues.xlsx", f"/ru/issues/quarters/{self.issue.holder.slug}/{QUARTER}.xlsx"):
            answer = client.get(path)
            book = openpyxl.load_workbook(BytesIO(b"".join(answer) if answer.streaming else answer.content))
            found += [str(cell.value) for sheet in book for row in sheet.rows for cell in row]
        found.append(self.work(self.preparer, f"problems/{self.own_problem}/"))
        for letter in PersonLetter.objects.select_related("person"):
            words = written(letter, today=HIDDEN)
            if words is not None:
                found += [words.subject, words.text]
        return plain("\n".join(found))

    def work(self, actor: Actor, path: str) -> str:
        client = Client()
        client.force_login(actor.user)
        answer = client.get(f"/ru/work/{path}")
        assert answer.status_code == 200
        return answer.content.decode()

    def read(self) -> set[str]:
        printed = self.printed()
        return {mark for mark in MARKS if mark in printed}


@pytest.fixture(autouse=True)
def _in_april(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    settings.KEZDESU_EXEMPT_DOMAINS = ["gov.example"]
    with time_machine.travel(clock.at(HIDDEN, 15), tick=False):
        yield


@pytest.fixture
def told(world: World) -> Told:
    seed_law()
    village, ministry, company = world.village, BodyFactory(slug="water"), BodyFactory(kind="company")
    government = BodyFactory(government=True)
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    preparer, approver = person(ministry, Role.PREPARER), person(government, Role.APPROVER)
    here = {"body": village, "territory": village.territory}
    meeting = MeetingFactory(**here, on=date(2027, 3, 3), state="held", attendance=40)
    Issue.objects.filter(pk=world.issue.pk).update(
        meeting=meeting,
        competence=Competence.CENTRAL,
        **both("position", "position"),
        **both("measure", "measure"),
        **both("reason", "reason"),
    )
    issue, asker, follower = world.seen(), world.asker(language="ru"), world.follower(language="ru")
    march = {"actor": world.actors["village"], "today": MARCH, "now": at(MARCH)}
    correct(issue=issue, texts=both("title", "title") | both("text", "text"), **march)
    note_news(issue=issue, **both("news", "note"), **march)
    beside.add_step(issue=issue, **both("step", "text"), due_on=date(2027, 5, 20), **march)
    done = beside.add_step(issue=issue, **both("done", "text"), due_on=MARCH, **march)
    beside.finish_step(step=done, actor=march["actor"], today=MARCH, now=at(MARCH))
    maslikhat = BodyFactory(maslikhat=True, territory=world.district.territory)
    laid = beside.lay(issue=issue, maslikhat=maslikhat, session_on=MARCH, **march)
    beside.decide_laid(laid=laid, **both("decision", "decision"), decided_on=MARCH, **march)
    asked = hand_over(issue=issue, to_body=ministry, **both("why", "why"), **march)
    return_back(hand_over=asked, **both("returned", "reason"), **march | {"actor": preparer})
    # What goes up, and comes back.
    words = {f"{name}_{language}": "Газ" for name in ("title", "proposal") for language in ("kk", "ru")}
    stated = {"topic": topic(), "texts": words, "today": MARCH}
    region = world.actors["region"]
    problem = state_problem(body=world.region, addressee=ministry, actor=region, **stated)
    gather(problem=problem, numbers=[issue.number], actor=region)
    package = prepare_package(body=world.region, to_body=ministry, period_key=HALF, actor=region, today=MARCH)
    package = send_package(package=package, number="1", actor=region, today=MARCH, now=at(MARCH))
    register_package(package=package, number="2", actor=preparer, today=MARCH)
    said = {package.items.get().pk: {"fate": "planned", **both("down", "answer")}}
    answer_package(package=package, answers=said, actor=preparer, today=MARCH, now=at(MARCH))
    own = state_problem(body=ministry, addressee=company, actor=preparer, **stated)
    gather(problem=own, numbers=[issue.number], actor=preparer)
    # The quarter, and what the Government collects.
    april = {"actor": world.actors["village"], "today": APRIL, "now": at(APRIL)}
    save_notes(body=village, period_key=QUARTER, said=[Said(issue.pk, **both("noted"))], **april)
    publish_quarter(body=village, period_key=QUARTER, number=1, late_reason="x", **april)
    act = record_high(
        kind=HighKind.COLLECTED, body=government, period_key=HALF, on=APRIL, number="7", text_kk="", text_ru="",
        actor=approver, today=APRIL,
    )  # fmt: skip
    claim = world.claim(texts=both("claim", "text") | both("claim", "no_proof"), day=date(2027, 4, 8))
    for kind, name in (("after", "photo"), ("document", "paper")):
        file = StoredFileFactory(is_public=True)
        seen = {"added_by": file.uploaded_by, "published_by": UserFactory(), "published_at": at(APRIL)}
        Proof.objects.create(claim=claim, kind=kind, file=file, **both(name, "alt"), **seen)
    disputed = world.answer(claim, follower, Says.NO, day=date(2027, 4, 8), text="Құпия")
    Answer.objects.filter(pk=disputed.pk).update(
        review_body=world.district, published_at=at(APRIL), **both("answer", "text")
    )
    ask_people(now=at(HIDDEN))
    make_news(now=at(HIDDEN))
    coming = MeetingFactory(**here, on=date(2027, 5, 18))
    return Told(world, world.seen(), ministry, preparer, asker, follower, package, act, own.pk, disputed, coming)


def test_every_word_is_read_before_none_while_it_is_hidden_and_what_was_left_afterwards(told: Told) -> None:
    assert told.read() == set(MARKS)
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    # What was answered to a whole region stands with the package, which is of no single issue.
    assert told.read() == {"zqdown"}
    hiding.take_away_text(issue=told.issue, **told.acting("second"))
    assert told.read() == set(MARKS) - {"zqtitle", "zqtext"}


def test_whoever_judges_an_answer_reads_no_other_words_of_what_is_hidden(told: Told) -> None:
    """The words of the answer itself are what is judged."""

    def judged() -> set[str]:
        html = told.work(told.world.actors["district"], f"answers/{told.answer.pk}/")
        return {mark for mark in MARKS if mark in html}

    assert judged() == {"zqtitle", "zqclaim", "zqphoto", "zqpaper", "zqanswer"}
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    assert judged() == {"zqanswer"}


def test_what_is_taken_away_is_nowhere_any_more_and_the_issue_stays(told: Told) -> None:
    before = told.issue.events.count()
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    words = [said.key for said in standing_words(told.issue)]
    hiding.take_away_text(issue=told.issue, words=words, **told.acting("second"))
    assert told.read() == {"zqdown"}
    gather_words()
    assert {where.rpartition("_")[0] for where in everywhere(*MARKS)} == {"issues_packageitem.answer"}
    html = plain(Client().get(f"/ru/issues/{told.issue.number}/").content.decode())
    for stays in (told.issue.number, "Заявлен решённым", "Передан другому органу", "Шаг выполнен"):
        assert stays in html
    assert told.issue.events.count() == before + 2
    assert standing_words(told.world.seen()) == []


@pytest.mark.parametrize("taken", TEXTS[2:])
def test_each_word_goes_by_itself(told: Told, taken: str) -> None:
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    (said,) = [each for each in standing_words(told.issue) if f"zq{taken}" in each.words["ru"]]
    hiding.take_away_text(issue=told.issue, words=[said.key], **told.acting("second"))
    stays = {"zqdown"} if taken == "down" else set()
    assert told.read() == set(MARKS) - {"zqtitle", "zqtext", f"zq{taken}"} | stays


def test_what_was_shown_is_fetched_by_nobody_while_the_words_are_hidden(told: Told) -> None:
    photo, paper = (proof.file for proof in Proof.objects.order_by("pk"))
    picture, before, unseen = StoredFileFactory(is_public=True), StoredFileFactory(), StoredFileFactory()
    Answer.objects.filter(pk=told.answer.pk).update(picture=picture, **both("seen", "picture_alt"))
    added = {"claim": told.answer.claim, "kind": "before", "added_by": UserFactory(), **both("before", "alt")}
    waits = Proof.objects.create(file=before, **added)
    Proof.objects.create(file=unseen, **added)
    files = {"photo": photo, "paper": paper, "picture": picture, "before": before, "unseen": unseen}

    def fetched() -> set[str]:
        rows = StoredFile.objects.in_bulk([file.pk for file in files.values()])
        return {name for name, file in files.items() if rows[file.pk].is_public}

    assert fetched() == {"photo", "paper", "picture"}
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    assert fetched() == set()
    # Only somebody who signs in, and is given an address of their own, opens it.
    assert Client().get(photo.get_absolute_url()).status_code == 302
    # What a second person says yes to meanwhile waits with all the rest; what nobody has seen stays private.
    publish_proof(proof=waits, actor=told.world.actors["second"], now=at(HIDDEN))
    words = PublicWords("Құпия", "Тайна", shows_picture=True, alt_kk="Құбыр", alt_ru="Труба")
    publish_words(answer=told.answer, words=words, actor=told.world.actors["district"], now=at(HIDDEN))
    assert fetched() == set()
    hiding.show_text(issue=told.issue, **told.acting("second"))
    assert fetched() == {"photo", "paper", "picture", "before"}
    hiding.hide_text(issue=told.issue, why="Names a neighbour", **told.acting())
    keys = [said.key for said in standing_words(told.issue) if said.words["ru"] in ("zqphoto ru", "Тайна")]
    hiding.take_away_text(issue=told.issue, words=keys, **told.acting("second"))
    assert fetched() == {"paper", "before"}
    assert photo.get_absolute_url() not in Client().get(f"/ru/issues/{told.issue.number}/").content.decode()

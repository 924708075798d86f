"""What a region cannot solve alone goes up and comes back with an answer, and what is done above is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import translation

from issues.choices import Competence, HighKind, PackageState, Verb
from issues.models import HighAct, Issue, Package, PackageItem, SystemicProblem
from issues.permissions import can_see_package
from issues.queries.gathering import suggested
from issues.queries.upward import package_page
from issues.services.high import record_high
from issues.services.packages import answer_package, prepare_package, register_package, send_package, take_up
from issues.services.problems import close_problem, correct_problem, gather, let_go, state_problem
from issues.services.words import both
from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Evidence
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.factories.issues import IssueFactory, topic
from tests.factories.meetings import MeetingFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db

DAY = date(2027, 7, 5)
NOW = datetime(2027, 7, 5, 6, 0, tzinfo=UTC)
HALF = "2027-H1"
TEXTS = {
    "title_kk": "Газ жоқ ауылдар",
    "title_ru": "Сёла без газа",
    "proposal_kk": "Құбыр салу",
    "proposal_ru": "Построить газопровод",
}
ANSWER = {"fate": "planned", "answer_kk": "Бағдарламада", "answer_ru": "Включено в программу"}


def person(body: Body, role: str) -> Actor:
    user = UserFactory()
    RoleGrantFactory(user=user, body=body, role=role)
    return actor_for(user, DAY)


@dataclass
class World:
    region: Body
    ministry: Body
    officer: Actor
    preparer: Actor

    def problem(self, **given: Any) -> SystemicProblem:
        said = {"body": self.region, "addressee": self.ministry, "topic": topic("energy"), "texts": TEXTS}
        return state_problem(**{**said, "actor": self.officer, "today": DAY, **given})

    def sent(self) -> Package:
        package = prepare_package(
            body=self.region, to_body=self.ministry, period_key=HALF, actor=self.officer, today=DAY
        )
        return send_package(package=package, number="12-5/77", actor=self.officer, today=DAY, now=NOW)


@pytest.fixture
def world() -> World:
    seed_law()
    region, ministry = BodyFactory(akimat=True), BodyFactory()
    return World(region, ministry, person(region, Role.OFFICER), person(ministry, Role.PREPARER))


def test_a_problem_gathers_issues_of_its_region_and_each_is_counted_where_it_was(world: World) -> None:
    problem = world.problem()
    own = IssueFactory(registered_by=world.region)
    stranger = IssueFactory()
    assert gather(problem=problem, numbers=[own.number.lower(), own.number], actor=world.officer) == 1
    assert gather(problem=problem, numbers=[own.number], actor=world.officer) == 0
    for numbers in ([stranger.number], ["KZ-43-2027-999999"]):
        with pytest.raises(Invalid) as refused:
            gather(problem=problem, numbers=numbers, actor=world.officer)
        assert list(refused.value.errors) == ["numbers"]
    own.refresh_from_db()
    assert own.holder == world.region
    let_go(problem=problem, number=own.number, actor=world.officer)
    assert not problem.gathered.exists()


def test_what_an_office_may_not_read_is_gathered_as_little_as_what_is_not_there(world: World) -> None:
    """A ministry has no region: the numbers of the whole country could be tried, and titles read."""
    other = BodyFactory()
    problem = world.problem(body=world.ministry, addressee=other, actor=world.preparer)
    public, hidden = IssueFactory(title_ru="Всем видно"), IssueFactory(title_ru="Скрыто", hidden_on=DAY)
    inner = IssueFactory(title_ru="Не опубликовано", published_on=None)
    own = IssueFactory(registered_by=world.ministry, territory=public.territory, published_on=None)
    said = []
    for number in (hidden.number, inner.number, "KZ-43-2027-999999"):
        with pytest.raises(Invalid) as refused:
            gather(problem=problem, numbers=[public.number, number], actor=world.preparer)
        said.append(str(refused.value.errors["numbers"][0]).replace(number, "…"))
    assert len(set(said)) == 1
    assert gather(problem=problem, numbers=[public.number, own.number], actor=world.preparer) == 2
    Issue.objects.all().update(competence=Competence.CENTRAL, topic=topic("energy"))
    assert suggested(problem, world.preparer) == []
    assert gather(problem=problem, numbers=[], actor=world.preparer) == 0
    let_go(problem=problem, number=public.number, actor=world.preparer)
    assert [each.number for each in suggested(problem, world.preparer)] == [public.number]


def test_the_page_of_a_problem_prints_no_title_that_is_not_read_any_more(world: World, client: Client) -> None:
    other = BodyFactory()
    problem = world.problem(body=world.ministry, addressee=other, actor=world.preparer)
    hidden, taken_back = IssueFactory(title_ru="Сосед Асан"), IssueFactory(title_ru="Сосед Болат")
    gather(problem=problem, numbers=[hidden.number, taken_back.number], actor=world.preparer)
    address = f"/ru/work/problems/{problem.pk}/"
    with time_machine.travel("2027-07-05 06:00Z", tick=False):
        client.force_login(world.preparer.user)
        html = plain(client.get(address).content.decode())
        assert ("Сосед Асан" in html, "Сосед Болат" in html) == (True, True)
        Issue.objects.filter(pk=hidden.pk).update(hidden_on=DAY)
        Issue.objects.filter(pk=taken_back.pk).update(published_on=None)
        html = plain(client.get(address).content.decode())
    assert ("Сосед" in html, hidden.number in html, taken_back.number in html) == (False, True, True)


def test_only_people_of_the_body_write_and_only_who_can_solve_it_receives(world: World) -> None:
    neighbour = person(BodyFactory(akimat=True), Role.OFFICER)
    for actor in (neighbour, world.preparer):
        with pytest.raises(NotAllowed):
            world.problem(actor=actor)
    for addressee in (world.region, BodyFactory(akimat=True), BodyFactory(ends_on=date(2027, 1, 1))):
        with pytest.raises(Invalid) as refused:
            world.problem(addressee=addressee)
        assert list(refused.value.errors) == ["addressee"]
    world.problem(addressee=BodyFactory(kind=BodyKind.COMPANY))
    for texts in ({**TEXTS, "title_ru": ""}, {**TEXTS, "proposal_kk": "Тел. 8 701 555 44 33"}):
        with pytest.raises(Invalid):
            world.problem(texts=texts)


def test_a_package_goes_up_is_registered_and_answered_and_each_issue_says_so(world: World) -> None:
    problem = world.problem()
    issue = IssueFactory(registered_by=world.region)
    silent = IssueFactory(registered_by=world.region, silent=True)
    gather(problem=problem, numbers=[issue.number, silent.number], actor=world.officer)
    package = prepare_package(
        body=world.region, to_body=world.ministry, period_key=HALF, actor=world.officer, today=DAY
    )
    assert list(Package.objects.public()) == list(SystemicProblem.objects.public()) == []
    with pytest.raises(NotAllowed):
        send_package(package=package, number="1", actor=world.preparer, today=DAY, now=NOW)
    package = send_package(package=package, number="12-5/77", actor=world.officer, today=DAY, now=NOW)
    (frozen,) = package.content["problems"]
    assert (frozen["issues"], frozen["gathered"]) == ([issue.number], 2)
    assert list(SystemicProblem.objects.public()) == [problem]
    # What was sent keeps its words.
    correct_problem(
        problem=problem,
        addressee=world.ministry,
        topic=topic("energy"),
        texts={**TEXTS, "title_ru": "Другое"},
        actor=world.officer,
        today=DAY,
    )
    package.refresh_from_db()
    assert package.content["problems"][0]["title"]["ru"] == "Сёла без газа"
    with pytest.raises(Conflict):
        send_package(package=package, number="2", actor=world.officer, today=DAY, now=NOW)

    (item,) = package.items.all()
    told = {"package": package, "actor": world.preparer, "today": DAY}
    with pytest.raises(Conflict):
        answer_package(answers={item.pk: ANSWER}, now=NOW, **told)
    with pytest.raises(NotAllowed):
        register_package(package=package, number="5", actor=world.officer, today=DAY)
    register_package(number="ВХ-5", **told)
    assert register_package(number="ВХ-6", **told).registered_number == "ВХ-5"
    with pytest.raises(Invalid) as refused:
        answer_package(answers={item.pk: {**ANSWER, "fate": "", "answer_ru": ""}}, now=NOW, **told)
    assert set(refused.value.errors) == {f"{item.pk}-fate", f"{item.pk}-answer_ru"}
    answered = answer_package(answers={item.pk: ANSWER}, now=NOW, **told)
    assert (answered.state, answered.answered_on) == (PackageState.ANSWERED, DAY)
    assert [line.verb for line in issue.events.order_by("id")] == [Verb.UP, Verb.DOWN]
    assert issue.events.last().note_ru == "Включено в программу"
    with pytest.raises(Conflict):
        answer_package(answers={item.pk: ANSWER}, now=NOW, **told)


def test_the_receiver_reads_and_answers_the_words_that_were_sent(world: World, client: Client) -> None:
    problem = world.problem()
    issue = IssueFactory(registered_by=world.region)
    gather(problem=problem, numbers=[issue.number], actor=world.officer)
    package = world.sent()
    said = {"addressee": world.ministry, "topic": topic("energy"), "actor": world.officer, "today": DAY}
    correct_problem(problem=problem, texts={**TEXTS, "title_ru": "Другое", "proposal_ru": "Закрыть"}, **said)
    gather(problem=problem, numbers=[IssueFactory(registered_by=world.region).number], actor=world.officer)
    address = f"/ru/work/packages/{package.pk}/"

    def reads() -> None:
        html = plain(client.get(address).content.decode())
        assert [words in html for words in ("Сёла без газа", "Построить газопровод", issue.number)] == [True] * 3
        assert ("Другое" in html, "Закрыть" in html, html.count("KZ-43-")) == (False, False, 2)

    with time_machine.travel("2027-07-05 06:00Z", tick=False):
        client.force_login(world.preparer.user)
        reads()
        register_package(package=package, number="5", actor=world.preparer, today=DAY)
        reads()
        (item,) = package.items.all()
        long = {f"{item.pk}-fate": "planned", f"{item.pk}-answer_kk": "я" * 1001, f"{item.pk}-answer_ru": "Да"}
        answer = client.post(address, {"act": "answer", **long})
        assert (answer.status_code, "я" * 1001 in answer.content.decode()) == (422, True)
        whole = {**long, f"{item.pk}-answer_kk": "я" * 1000}
        assert client.post(address, {"act": "answer", **whole}).status_code == 302
        reads()
    assert len(issue.events.get(verb=Verb.DOWN).note_kk) == 1000
    with pytest.raises(Invalid) as refused:
        both("answer", "я" * 1001, "Да")
    assert list(refused.value.errors) == ["answer_kk"]


def test_problems_of_a_package_that_was_sent_stay(world: World) -> None:
    world.problem()
    package, other = world.sent(), world.problem()
    (item,) = package.items.all()
    for change in (
        lambda: PackageItem.objects.create(package=package, problem=other),
        lambda: item.delete(),
        lambda: PackageItem.objects.update(problem=other),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()
    PackageItem.objects.update(fate="work", answer_kk="Ия", answer_ru="Да")
    assert [row.item for row in package_page(package.pk, DAY).rows] == [item]


def test_the_first_packages_did_not_name_their_items(world: World) -> None:
    world.problem()
    package = world.sent()
    del package.content["problems"][0]["item"]
    Package.objects.filter(pk=package.pk).update(content=package.content)
    with translation.override("kk"):
        (row,) = package_page(package.pk, DAY).rows
    assert (row.item, row.title) == (package.items.get(), "Газ жоқ ауылдар")


def test_nothing_is_sent_to_a_receiver_that_is_no_more(world: World) -> None:
    world.problem()
    package = prepare_package(
        body=world.region, to_body=world.ministry, period_key=HALF, actor=world.officer, today=DAY
    )
    Body.objects.filter(pk=world.ministry.pk).update(ends_on=DAY)
    with pytest.raises(Invalid) as refused:
        send_package(package=package, number="1", actor=world.officer, today=DAY, now=NOW)
    assert refused.value.code == "receiver"
    with pytest.raises(Invalid):
        prepare_package(body=world.region, to_body=world.ministry, period_key=HALF, actor=world.officer, today=DAY)
    assert Package.objects.get().state == PackageState.DRAFT


def test_a_package_is_seen_by_those_who_have_a_part_in_it(world: World) -> None:
    world.problem()
    prepare_package(body=world.region, to_body=world.ministry, period_key=HALF, actor=world.officer, today=DAY)
    overseer = person(BodyFactory(administration=True), Role.OVERSEER)
    neighbour = person(BodyFactory(akimat=True), Role.OFFICER)
    everybody = [world.officer, world.preparer, overseer, neighbour]
    assert [who_sees(actor) for actor in everybody] == [True, False, False, False]
    world.sent()
    assert [who_sees(actor) for actor in everybody] == [True, True, True, False]


def who_sees(actor: Actor) -> bool:
    """By the predicate, and by its twin."""
    package = Package.objects.get()
    is_seen = bool(can_see_package(actor, package))
    assert list(Package.objects.seen_by(actor)) == ([package] if is_seen else [])
    return is_seen


def test_a_visit_that_takes_it_up_is_the_receivers_in_the_region(world: World) -> None:
    world.problem()
    package = world.sent()
    register_package(package=package, number="5", actor=world.preparer, today=DAY)
    visit = MeetingFactory(body=world.ministry, territory=world.region.territory)
    for wrong in (MeetingFactory(body=world.ministry), MeetingFactory(territory=world.region.territory)):
        with pytest.raises(Invalid):
            take_up(package=package, meeting=wrong, actor=world.preparer)
    assert take_up(package=package, meeting=visit, actor=world.preparer).meeting == visit


def test_what_is_not_systemic_any_more_leaves_the_draft_alone(world: World) -> None:
    problem, other = world.problem(), world.problem()
    package = prepare_package(
        body=world.region, to_body=world.ministry, period_key=HALF, actor=world.officer, today=DAY
    )
    close_problem(problem=problem, actor=world.officer, today=DAY)
    assert [item.problem for item in package.items.all()] == [other]
    for period in ("2027", "2028-H1", "никогда"):
        with pytest.raises(Invalid):
            prepare_package(
                body=world.region, to_body=world.ministry, period_key=period, actor=world.officer, today=DAY
            )


def test_an_act_above_is_of_its_period_and_its_proof_is_named_in_both_languages() -> None:
    seed_law(whole=True)
    government = BodyFactory(government=True)
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    inside = IssueFactory(competence=Competence.CENTRAL, registered_on=date(2027, 6, 30))
    IssueFactory(competence=Competence.CENTRAL, registered_on=date(2027, 7, 1))
    act = record_high(
        kind=HighKind.COLLECTED,
        body=government,
        period_key=HALF,
        on=DAY,
        number="7",
        text_kk="",
        text_ru="",
        actor=person(government, Role.APPROVER),
        today=DAY,
    )
    assert [row["number"] for row in act.content["rows"]] == [inside.number]
    kk, ru = Evidence.objects.get().title.split(" / ")
    assert (ru, kk != ru) == ("Вопросы, требующие участия центральных органов, с предложениями", True)


def test_each_act_above_is_recorded_by_the_body_that_does_it(world: World) -> None:
    government, administration = BodyFactory(government=True), BodyFactory(administration=True)
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    BodyFunctionFactory(body=administration, function=Function.CONTROL_PRESIDENT)
    BodyFunctionFactory(body=world.ministry, function=Function.AUTHORISED_INFORMATION)
    people = {
        government: person(government, Role.APPROVER),
        administration: person(administration, Role.OVERSEER),
        world.ministry: person(world.ministry, Role.PREPARER),
    }
    needed = IssueFactory(registered_by=world.region, competence=Competence.CENTRAL)
    said = {"on": DAY, "number": "7", "text_kk": "Қаралды", "text_ru": "Рассмотрено", "today": DAY}
    done_by = {
        HighKind.COLLECTED: (government, HALF),
        HighKind.MEASURES: (government, HALF),
        HighKind.REVIEW: (government, HALF),
        HighKind.INFORMATION: (administration, HALF),
        HighKind.EVALUATION: (world.ministry, "2027"),
    }
    assert set(done_by) == set(HighKind)
    for kind, (body, period) in done_by.items():
        for other, actor in people.items():
            if other != body:
                with pytest.raises(NotAllowed):
                    record_high(kind=kind, body=body, period_key=period, actor=actor, **said)
        act = record_high(kind=kind, body=body, period_key=period, actor=people[body], **said)
        assert record_high(kind=kind, body=body, period_key=period, actor=people[body], **said) == act
    (row,) = HighAct.objects.get(kind=HighKind.COLLECTED).content["rows"]
    assert row["number"] == needed.number
    later = record_high(
        kind=HighKind.REVIEW, body=government, period_key=HALF, actor=people[government], **{**said, "number": "8"}
    )
    assert list(HighAct.objects.standing().filter(kind=HighKind.REVIEW)) == [later]

"""What was sent up stays what was sent, whatever stands under the problem since: the answer and the lists follow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from issues.choices import Competence, HighKind, PackageState, Verb
from issues.errors import PRIVATE
from issues.models import HighAct, Issue, Package, PackageItem, SystemicProblem
from issues.queries.high import high_content
from issues.services.high import record_high
from issues.services.packages import answer_package, prepare_package, register_package, send_package
from issues.services.problems import close_problem, correct_problem, gather, let_go, state_problem
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.factories.issues import topic
from tests.issues.offices import DAY, NOW, Offices
from tests.texts import plain

pytestmark = pytest.mark.django_db

HALF = "2026-H2"
#: The migration that looks for it in packages which were sent before.
KNOWN = "0030_sent_issues_known"
SAID = {"title_kk": "Су жетпейді", "title_ru": "Не хватает воды", "proposal_kk": "Құбыр", "proposal_ru": "Водовод"}


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    seed_law()
    with time_machine.travel(NOW, tick=False):
        yield


def stated(offices: Offices, *issues: Issue, **given: Any) -> SystemicProblem:
    said = {"body": offices.region, "addressee": offices.ministry, "topic": topic("water"), "texts": SAID}
    problem = state_problem(**{**said, "actor": offices.actor("region"), "today": DAY, **given})
    gather(problem=problem, numbers=[issue.number for issue in issues], actor=offices.actor("region"))
    return problem


def sent(offices: Offices, *, to: Body | None = None, on: date = DAY) -> Package:
    told = {"actor": offices.actor("region"), "today": on}
    package = prepare_package(body=offices.region, to_body=to or offices.ministry, period_key=HALF, **told)
    return send_package(package=package, number="12-5/1", now=NOW, **told)


def answered(offices: Offices, package: Package, words: Mapping[SystemicProblem, str]) -> None:
    told = {"actor": offices.actor("preparer"), "today": DAY}
    register_package(package=package, number="5", **told)
    by_problem = {problem.pk: text for problem, text in words.items()}
    answers = {
        item.pk: {"fate": "planned", "answer_kk": "Жауап", "answer_ru": by_problem[item.problem_id]}
        for item in package.items.all()
    }
    answer_package(package=package, answers=answers, now=NOW, **told)


def life(issue: Issue) -> list[tuple[str, str]]:
    return list(issue.events.order_by("id").values_list("verb", "note_ru"))


def test_the_answer_comes_to_what_was_sent_and_to_nothing_that_stands_there_since(offices: Offices) -> None:
    kept, left, inner, later = offices.issue(), offices.issue(), offices.issue(silent=True), offices.issue()
    problem = stated(offices, kept, left, inner)
    package = sent(offices)
    let_go(problem=problem, number=left.number, actor=offices.actor("region"))
    gather(problem=problem, numbers=[later.number], actor=offices.actor("region"))
    answered(offices, package, {problem: "Построим"})
    both_ways = [(Verb.UP, ""), (Verb.DOWN, "Построим")]
    assert [life(issue) for issue in (kept, left, inner, later)] == [both_ways, both_ways, both_ways, []]


def test_an_issue_under_two_problems_goes_up_once_and_hears_both_answers(offices: Offices, client: Client) -> None:
    issue = offices.issue()
    first, second = stated(offices, issue), stated(offices, issue)
    answered(offices, sent(offices), {first: "Построим водовод", second: "Пробурим скважину"})
    assert life(issue) == [(Verb.UP, ""), (Verb.DOWN, "Построим водовод"), (Verb.DOWN, "Пробурим скважину")]
    html = client.get(f"/ru/issues/{issue.number}/").content.decode()
    assert [words in html for words in ("Построим водовод", "Пробурим скважину")] == [True, True]


@pytest.mark.parametrize("names_items", [True, False])
def test_of_what_was_sent_before_the_package_and_the_lives_tell(offices: Offices, names_items: bool) -> None:
    """The first packages did not name their items, and no package named what is not public."""
    named, left, inner = offices.issue(), offices.issue(), offices.issue(silent=True)
    later, later_inner = offices.issue(), offices.issue(silent=True)
    problem = stated(offices, named, left, inner)
    package = sent(offices)
    (known,) = PackageItem.objects.values_list("sent_issues", flat=True)
    assert known == sorted([named.pk, left.pk, inner.pk])
    if not names_items:
        del package.content["problems"][0]["item"]
        Package.objects.filter(pk=package.pk).update(content=package.content)
    PackageItem.objects.update(sent_issues=[])
    let_go(problem=problem, number=left.number, actor=offices.actor("region"))
    gather(problem=problem, numbers=[later.number, later_inner.number], actor=offices.actor("region"))
    past = MigrationLoader(connection, replace_migrations=False).project_state(("issues", KNOWN)).apps
    for _time in range(2):
        import_module(f"issues.migrations.{KNOWN}").keep_sent_issues(past, None)
        assert list(PackageItem.objects.values_list("sent_issues", flat=True)) == [known]


def collected(number: str = "7") -> HighAct:
    government = BodyFactory(government=True)
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    grant = RoleGrantFactory(user=UserFactory(), role=Role.APPROVER, body=government)
    return record_high(
        kind=HighKind.COLLECTED,
        body=government,
        period_key="2027-H1",
        on=DAY,
        number=number,
        text_kk="",
        text_ru="",
        actor=actor_for(grant.user, DAY),
        today=DAY,
    )


def proposed(act: HighAct) -> dict[str, str | None]:
    return {row["number"]: row["proposal"] and row["proposal"]["ru"] for row in act.content["rows"]}


def test_what_is_collected_proposes_what_was_sent_and_no_draft(offices: Offices, client: Client) -> None:
    up, later = (offices.issue(competence=Competence.CENTRAL) for _number in range(2))
    problem = stated(offices, up)
    sent(offices)
    draft = {"addressee": offices.ministry, "topic": topic("water"), "texts": {**SAID, "proposal_ru": "Черновик"}}
    correct_problem(problem=problem, actor=offices.actor("region"), today=DAY, **draft)
    gather(problem=problem, numbers=[later.number], actor=offices.actor("region"))
    act = collected()
    assert proposed(act) == {up.number: "Водовод", later.number: None}
    html = client.get(f"/ru/issues/acts/{act.pk}/").content.decode()
    assert ("Водовод" in html, "Черновик" in html) == (True, False)


def test_of_proposals_that_were_sent_the_last_of_a_standing_problem_is_collected(
    offices: Offices, django_assert_num_queries: Any
) -> None:
    issue, other = offices.issue(competence=Competence.CENTRAL), BodyFactory()
    period = Period.parse("2027-H1")

    def proposal() -> str | None:
        # The list, packages, their items, the problems of those; as many of two packages as of one.
        with django_assert_num_queries(4):
            (row,) = high_content(HighKind.COLLECTED, period)["rows"]
        return row["proposal"] and row["proposal"]["ru"]

    last = stated(offices, issue, addressee=other, texts={**SAID, "proposal_ru": "Скважина"})
    sent(offices, to=other)
    assert proposal() == "Скважина"
    stated(offices, issue)
    sent(offices, on=DAY - timedelta(days=2))
    assert proposal() == "Скважина"
    close_problem(problem=last, actor=offices.actor("region"), today=DAY)
    assert proposal() == "Водовод"


def test_no_number_of_what_everybody_reads_tells_of_a_person(offices: Offices, client: Client) -> None:
    number = "5, тел. 8 701 555 44 33"
    stated(offices, offices.issue())
    told = {"actor": offices.actor("region"), "today": DAY}
    package = prepare_package(body=offices.region, to_body=offices.ministry, period_key=HALF, **told)
    address = f"/ru/work/packages/{package.pk}/"
    for who, act, state in (("region", "send", PackageState.DRAFT), ("preparer", "register", PackageState.SENT)):
        client.force_login(offices.people[who])
        refused = client.post(address, {"act": act, "number": number})
        html = plain(refused.content.decode())
        assert (refused.status_code, f'value="{number}"' in html) == (422, True)
        assert "Уберите данные, относящиеся к одному человеку" in html
        assert Package.objects.get().state == state
        assert client.post(address, {"act": act, "number": "5/12"}).status_code == 302
    with pytest.raises(Invalid) as refusal:
        collected(number)
    assert (refusal.value.code, list(refusal.value.errors)) == (PRIVATE, ["number"])
    assert not HighAct.objects.exists()

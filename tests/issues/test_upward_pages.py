"""Pages on which what a region cannot solve alone goes up: who finds which of them, and how they lead on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.choices import Competence, HighKind
from issues.models import Issue
from issues.services.high import record_high
from issues.services.packages import prepare_package, send_package
from issues.services.problems import gather, state_problem
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.factories.issues import IssueFactory, topic
from tests.issues.offices import DAY, NOW, Offices

pytestmark = pytest.mark.django_db

PROBLEMS = "/en/work/problems/"
SAID = {"title_kk": "Су жетпейді", "title_ru": "Не хватает воды", "proposal_kk": "Құбыр", "proposal_ru": "Водовод"}


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    seed_law()
    with time_machine.travel(NOW, tick=False):
        yield


def sent(offices: Offices, *, half: str = "2026-H2") -> str:
    """A package of the region for the ministry; the address of its page of work."""
    told = {"actor": offices.actor("region"), "today": DAY - timedelta(days=3)}
    state_problem(body=offices.region, addressee=offices.ministry, topic=topic("water"), texts=SAID, **told)
    package = prepare_package(body=offices.region, to_body=offices.ministry, period_key=half, **told)
    send_package(package=package, number="12-5/1", now=NOW, **told)
    return reverse("issues:work_package", args=[package.pk])


def page(user: Any, path: str = PROBLEMS) -> str:
    browser = Client()
    browser.force_login(user)
    return browser.get(path).content.decode()


def somebody(role: str, body: Body) -> Any:
    user = UserFactory()
    RoleGrantFactory(user=user, role=role, body=body)
    return user


@pytest.mark.parametrize(
    ("who", "heading"),
    [
        ("region", "Packages we send"),
        ("preparer", "Packages for us"),
        ("minister", "Packages for us"),
        ("overseer", "Packages of other bodies"),
        ("administrator", "Packages of other bodies"),
        ("officer", None),
        ("neighbour", None),
        ("nobody", None),
    ],
)
def test_who_finds_a_package_that_was_sent_and_as_what(offices: Offices, who: str, heading: str | None) -> None:
    address = sent(offices)
    text = page(offices.people[who])
    assert (address in text) is (heading is not None)
    for other in ("Packages for us", "Packages of other bodies"):
        assert (other in text) is (other == heading)


def test_a_draft_is_found_by_its_own_body_alone(offices: Offices) -> None:
    told = {"actor": offices.actor("region"), "today": DAY}
    state_problem(body=offices.region, addressee=offices.ministry, topic=topic("water"), texts=SAID, **told)
    package = prepare_package(body=offices.region, to_body=offices.ministry, period_key="2026-H2", **told)
    address = reverse("issues:work_package", args=[package.pk])
    found = {who: address in page(user) for who, user in offices.people.items()}
    assert found == {who: who == "region" for who in offices.people}


def test_acts_above_are_offered_to_whoever_records_them(offices: Offices) -> None:
    government, administration = BodyFactory(government=True), Body.objects.get(slug="administration")
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    BodyFunctionFactory(body=administration, function=Function.CONTROL_PRESIDENT)
    BodyFunctionFactory(body=offices.ministry, function=Function.AUTHORISED_INFORMATION)
    people = {
        somebody(Role.APPROVER, government): {"collected", "measures", "review"},
        somebody(Role.OVERSEER, administration): {"information"},
        offices.people["preparer"]: {"evaluation"},
        offices.people["region"]: set(),
        offices.people["overseer"]: set(),
    }
    for user, offered in people.items():
        text = page(user)
        kinds = {"collected", "measures", "review", "information", "evaluation"}
        assert {kind for kind in kinds if f"/en/work/acts/{kind}/" in text} == offered
        for kind in offered:
            assert f'href="{PROBLEMS}"' in page(user, f"/en/work/acts/{kind}/")


def test_pages_of_work_lead_to_what_everybody_reads_and_the_list_of_issues_leads_to_both(offices: Offices) -> None:
    sent(offices)
    text = page(offices.people["officer"])
    assert 'href="/en/issues/problems/"' in text
    assert 'href="/en/issues/acts/"' in text
    assert f'href="{PROBLEMS}"' in page(offices.people["officer"], "/en/work/issues/")
    offices.issue(title_kk="Су", title_ru="Вода")
    public = Client().get("/en/issues/").content.decode()
    for address in ("/en/issues/figures/", "/en/issues/quarters/", "/en/issues/problems/"):
        assert f'href="{address}"' in public


def test_the_receiver_reads_issues_of_a_package_where_everybody_does(offices: Offices) -> None:
    told = {"actor": offices.actor("region"), "today": DAY}
    problem = state_problem(body=offices.region, addressee=offices.ministry, topic=topic("water"), texts=SAID, **told)
    shown, inner = offices.issue(), offices.issue(silent=True)
    gather(problem=problem, numbers=[shown.number, inner.number], actor=told["actor"])
    package = prepare_package(body=offices.region, to_body=offices.ministry, period_key="2026-H2", **told)
    send_package(package=package, number="12-5/1", now=NOW, **told)
    address = reverse("issues:work_package", args=[package.pk])
    for who in ("region", "preparer", "overseer"):
        text = page(offices.people[who], address)
        assert f'href="/en/issues/{shown.number}/"' in text
        assert inner.number not in text
        assert "/en/work/issues/KZ-" not in text


def test_the_whole_frozen_list_of_an_act_is_read_and_leads_to_the_issues(offices: Offices) -> None:
    government = BodyFactory(government=True)
    BodyFunctionFactory(body=government, function=Function.SCHEDULE_APPROVAL)
    issues = IssueFactory.create_batch(52, registered_by=offices.region, competence=Competence.CENTRAL)
    gone = issues[1]
    told = {"on": DAY, "number": "7", "text_kk": "", "text_ru": "", "today": DAY}
    actor = actor_for(somebody(Role.APPROVER, government), DAY)
    act = record_high(kind=HighKind.COLLECTED, body=government, period_key="2027-H1", actor=actor, **told)
    Issue.objects.filter(pk=gone.pk).update(published_on=None)
    pages = [Client().get(f"{act.get_absolute_url()}?page={number}").content.decode() for number in (1, 2)]
    for issue in issues:
        assert sum(issue.number in text for text in pages) == 1
        linked = sum(f'href="/en/issues/{issue.number}/"' in text for text in pages)
        assert linked == (issue != gone)


def test_what_was_evaluated_and_informed_of_leads_on(offices: Offices) -> None:
    """Numbers are of what everybody reads, and may be counted again where the line leads."""
    administration = Body.objects.get(slug="administration")
    BodyFunctionFactory(body=administration, function=Function.CONTROL_PRESIDENT)
    BodyFunctionFactory(body=offices.ministry, function=Function.AUTHORISED_INFORMATION)
    package = sent(offices).replace("/work/", "/issues/")
    offices.issue(holder=offices.ministry, territory=offices.district.territory)
    offices.issue(holder=offices.ministry, territory=offices.district.territory, published_on=None)
    told = {"on": DAY, "number": "7", "text_kk": "", "text_ru": "", "today": DAY}
    overseer = actor_for(somebody(Role.OVERSEER, administration), DAY)
    informed = record_high(kind=HighKind.INFORMATION, body=administration, period_key="2026-H2", actor=overseer, **told)
    assert f'href="{package}"' in Client().get(informed.get_absolute_url()).content.decode()
    evaluated = record_high(
        kind=HighKind.EVALUATION,
        body=offices.ministry,
        period_key=str(DAY.year),
        actor=actor_for(offices.people["preparer"], DAY),
        **told,
    )
    assert [row["all"] for row in evaluated.content["rows"]] == [1]
    text = Client().get(evaluated.get_absolute_url()).content.decode()
    assert f'href="/en/issues/?body={offices.ministry.slug}"' in text


def test_headings_stand_only_over_something(offices: Offices) -> None:
    assert "Packages we send" not in page(offices.people["region"])
    assert "Packages for us" not in page(offices.people["preparer"])
    sent(offices)
    assert "Packages we send" in page(offices.people["region"])
    assert "Packages we send" not in page(offices.people["preparer"])


def test_public_pages_lead_back_to_the_list(offices: Offices) -> None:
    address = sent(offices).replace("/work/", "/issues/")
    for path in (address, "/en/issues/problems/", "/en/issues/acts/"):
        text = Client().get(path).content.decode()
        assert '<nav class="crumbs"' in text
        assert 'href="/en/issues/"' in text
        assert path == "/en/issues/problems/" or 'href="/en/issues/problems/"' in text


@pytest.mark.parametrize("who", ["region", "preparer", "overseer"])
def test_the_page_costs_the_same_with_one_package_and_with_three(offices: Offices, who: str) -> None:
    browser = Client()
    browser.force_login(offices.people[who])
    costs = []
    for half in ("2026-H2", "2026-H1", "2025-H2"):
        sent(offices, half=half)
        costs.append(_cost(browser))
    text = browser.get(PROBLEMS).content.decode()
    assert text.count("/en/work/packages/") == 3
    assert len(set(costs)) == 1


def _cost(browser: Client) -> int:
    """Statements that read issues; what the frame asks may be kept from the last page or not."""
    with CaptureQueriesContext(connection) as asked:
        browser.get(PROBLEMS)
    found = [each for each in asked.captured_queries if 'FROM "issues_' in each["sql"]]
    assert found
    return len(found)

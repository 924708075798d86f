"""A package that is being sent is not changed by others meanwhile; an act above the regions stops nobody."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event
from typing import Any

import pytest

from issues.choices import HighKind
from issues.models import HighAct, IssueTopic, Package, PackageItem, SystemicProblem
from issues.queries.upward import package_page
from issues.services import high, packages
from issues.services.high import record_high
from issues.services.packages import prepare_package, send_package
from issues.services.problems import close_problem, state_problem
from issues.services.working import note_news
from portal.bodies.choices import Function
from portal.questions.choices import Topic
from tests.factories.bodies import BodyFunctionFactory
from tests.factories.deadlines import seed_law
from tests.issues.offices import NOW, make_offices
from tests.issues.test_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("act", ["prepare", "close"])
def test_what_changes_a_package_waits_until_it_is_sent(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """Between its content and its sending a problem comes in or goes out: its page would not know which is told of."""
    seed_law()
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    offices = make_offices()
    officer, topic = offices.actor("officer"), IssueTopic.objects.get(slug="water")
    said = {"title_kk": "а", "title_ru": "б", "proposal_kk": "в", "proposal_ru": "г"}
    told = {"actor": officer, "today": officer.on}

    def problem() -> SystemicProblem:
        return state_problem(body=offices.district, addressee=offices.ministry, topic=topic, texts=said, **told)

    def prepared() -> Package:
        return prepare_package(body=offices.district, to_body=offices.ministry, period_key="2027-H1", **told)

    first, package = problem(), prepared()
    if act == "prepare":
        problem()
    whole, frozen, done = packages.package_content, Event(), Event()

    def content(row: Package, items: Iterable[PackageItem]) -> dict[str, object]:
        made = whole(row, items)
        frozen.set()
        # Long enough for the other, which has to wait for this very transaction.
        done.wait(1)
        return made

    monkeypatch.setattr(packages, "package_content", content)

    def meanwhile() -> None:
        frozen.wait()
        try:
            if act == "prepare":
                prepared()
            else:
                close_problem(problem=first, **told)
        finally:
            done.set()

    said_of = together(lambda: send_package(package=package, number="1", now=NOW, **told), meanwhile)
    assert said_of == ["done", "sent_already" if act == "prepare" else "done"]
    assert [row.item.problem for row in package_page(package.pk, officer.on).rows if row.item] == [first]
    assert package.items.count() == 1


def test_the_life_of_an_issue_goes_on_while_its_body_records_an_act_above(monkeypatch: pytest.MonkeyPatch) -> None:
    seed_law()
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    offices = make_offices()
    BodyFunctionFactory(body=offices.ministry, function=Function.AUTHORISED_INFORMATION)
    issue = offices.issue(holder=offices.ministry, territory=offices.district.territory)
    whole, held, noted = high.high_content, Event(), Event()
    waited: list[bool] = []

    def content(*given: Any) -> dict[str, Any]:
        held.set()
        waited.append(not noted.wait(5))
        return whole(*given)

    monkeypatch.setattr(high, "high_content", content)
    preparer = offices.actor("preparer")
    said = {"kind": HighKind.EVALUATION, "period_key": "2027", "number": "7", "text_kk": "", "text_ru": ""}

    def record() -> None:
        record_high(body=offices.ministry, on=preparer.on, actor=preparer, today=preparer.on, **said)

    def meanwhile() -> None:
        held.wait(5)
        note_news(issue=issue, note_kk="Құбыр салынуда.", note_ru="Трубу кладут.", **offices.acting("minister"))
        noted.set()

    assert together(record, meanwhile) == ["done", "done"]
    assert (waited, issue.events.count(), HighAct.objects.count()) == ([False], 1, 1)

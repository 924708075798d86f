"""The filler of the benchmark of issues, and that pages ask as much of many as of few."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.issues_rows import fill
from issues.models import Claim, Issue, IssueEvent, IssueTotal, IssueWord
from issues.rules.recount import Line, standings
from issues.services.spelling import gather_words
from issues.services.totals import gather_totals
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 12, 14)
PAGES = ("/ru/issues/", "/ru/issues/?place=430000000&state=open", "/ru/issues/?place=430000000&state=late")


@pytest.mark.slow
def test_pages_ask_as_much_of_few_issues_as_of_many(client: Client) -> None:
    UserFactory()
    region = TerritoryFactory(kato="430000000")
    rural = TerritoryFactory(
        kato="433233000",
        kind="rural_district",
        parent=TerritoryFactory(kato="433200000", kind="district", parent=region),
    )
    for place in (region, rural.parent, rural):
        BodyFactory(akimat=True, territory=place)
    asked = []
    with time_machine.travel("2027-12-14 06:00Z", tick=False):
        for already, number in ((0, 300), (300, 2700)):
            fill(number, TODAY, already=already)
            gather_totals()
            gather_words()
            asked.append([_statements(client, path) for path in PAGES])
            one = Issue.objects.filter(state="confirmed").latest("pk")
            asked[-1].append(_statements(client, f"/ru/issues/{one.number}/"))
    assert Issue.objects.public().count() == 3000
    assert sum(IssueTotal.objects.of_country().by(0).values_list("number", flat=True)) == 3000
    assert Claim.objects.count() == Issue.objects.filter(state__in=["claimed", "confirmed"]).count()
    first = Issue.objects.filter(state="registered").count()
    closed = Issue.objects.filter(closed_on__isnull=False).count()
    assert IssueEvent.objects.count() == 3 * 3000 - 2 * first + closed
    told = IssueEvent.objects.order_by("issue_id", "id").values_list(
        "issue_id", "verb", "to_state", "holder_id", "on", "due_on"
    )
    standing = standings((Line(*values) for values in told), on=TODAY)
    assert {pk: (each.state, each.holder) for pk, each in standing.items()} == {
        issue.pk: (issue.state, issue.holder_id) for issue in Issue.objects.all()
    }
    assert IssueWord.objects.count() == IssueWord.objects.values("word").distinct().count() > 1000
    assert asked[0] == asked[1]
    assert max(asked[1][:3]) <= 8
    assert asked[1][3] <= 8


def _statements(client: Client, path: str) -> int:
    client.get(path)
    Issue.objects.filter(pk=Issue.objects.latest("pk").pk).update(repeats=1)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)

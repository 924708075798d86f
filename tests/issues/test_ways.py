"""Ways to an issue: from the question that was asked, the meeting, the place, the body."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from issues.models import Issue
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.issues import IssueFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db

LINK = 'href="/ru/issues/{}/"'


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-10 05:00Z", tick=False):
        yield


def taken(**facts: object) -> Issue:
    """A question that was asked before a meeting, taken at it, and became an issue that is nine days late."""
    meeting = MeetingFactory(on=date(2027, 3, 3), state="held", attendance=40)
    asked = AskedQuestionFactory(meeting=meeting, public=True, state="taken", territory=meeting.territory)
    question = QuestionFactory(account=AccountFactory(meeting=meeting, published=True), number=3, asked_before=asked)
    facts = {"title_kk": "Сорғы ескі", "title_ru": "Насос стар", "number": "KZ-43-2027-000045"} | facts
    issue = IssueFactory(origin="question", question=question, asked_question=asked, meeting=meeting, **facts)
    asked.issue = issue.number
    asked.save()
    return issue


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_whoever_has_the_number_of_a_question_is_led_to_what_became_of_it(client: Client) -> None:
    issue = taken()
    html = read(client, f"/ru/questions/{issue.asked_question.number}/")
    for words in (LINK.format(issue.number), "Насос стар", "Просрочен"):
        assert words in html


def test_the_page_of_the_meeting_says_how_each_issue_stands_and_changes_with_it(client: Client) -> None:
    issue = taken()
    address = f"/ru/meetings/{issue.meeting.number}/"
    first = read(client, address)
    assert LINK.format(issue.number) in first
    assert "Просрочен" in first
    Issue.objects.filter(pk=issue.pk).update(due_on=date(2027, 7, 1))
    later = read(client, address)
    assert "На исполнении" in later


def test_an_issue_that_is_not_public_is_led_to_from_nowhere(client: Client) -> None:
    issue = taken(title_kk="", title_ru="", published_on=None)
    for address in (f"/ru/questions/{issue.asked_question.number}/", f"/ru/meetings/{issue.meeting.number}/"):
        assert LINK.format(issue.number) not in read(client, address)


def numbers(html: str) -> list[int]:
    """What the panel of issues counts: confirmed, claimed, open in time, open and late, closed."""
    panel = html[html.index('id="issues"') :]
    return [int(each) for each in re.findall(r"<b>([0-9]+)</b>", panel[: panel.index("</ul>")])]


def test_a_place_and_a_body_show_their_issues_each_kind_counted_apart(client: Client) -> None:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", district=True, parent=region)
    body = BodyFactory(akimat=True, territory=district, slug="kazaly")
    of = {"registered_by": body, "territory": district}
    over = {"closed_on": date(2027, 5, 1)}
    late = IssueFactory(**of)
    IssueFactory(due_on=date(2027, 7, 1), first_due_on=date(2027, 7, 1), **of)
    claimed = IssueFactory(state="claimed", **over, **of)
    confirmed = IssueFactory(state="confirmed", title_ru="Свет есть", **over, **of)
    IssueFactory(state="explained", reason_kk="Түсіндірме", reason_ru="Разъяснение", **over, **of)
    hidden = IssueFactory(silent=True, **of)
    elsewhere = IssueFactory()
    for address in ("/ru/territories/433200000/", "/ru/territories/430000000/", "/ru/bodies/kazaly/"):
        html = read(client, address)
        assert numbers(html) == [1, 1, 1, 1, 1], address
        for issue in (late, claimed, confirmed):
            assert LINK.format(issue.number) in html
        for issue in (hidden, elsewhere):
            assert issue.number not in html
    Issue.objects.filter(pk=late.pk).update(state="confirmed", **over)
    assert numbers(read(client, "/ru/territories/433200000/")) == [2, 1, 1, 0, 1]


def test_a_place_with_many_issues_costs_what_one_with_one_costs(client: Client) -> None:
    body = BodyFactory(akimat=True, territory=TerritoryFactory(kato="430000000"), slug="region")
    of = {"registered_by": body, "territory": body.territory}
    costs = []
    for count in (1, 40):
        for _each in range(count):
            IssueFactory(**of)
            IssueFactory(state="confirmed", closed_on=date(2027, 5, 1), **of)
        with counted() as place:
            read(client, "/ru/territories/430000000/")
        with counted() as page:
            read(client, "/ru/bodies/region/")
        costs.append((len(place), len(page)))
    assert costs[0] == costs[1]


def test_where_nothing_was_raised_the_page_says_so(client: Client) -> None:
    BodyFactory(slug="water")
    assert "Вопросы не зарегистрированы" in read(client, "/ru/bodies/water/")

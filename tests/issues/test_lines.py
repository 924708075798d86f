"""What a line of a list says of an issue in each of its states, in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from issues.choices import Competence, Outcome, State
from issues.models import Issue
from issues.queries.lines import line_of, lines_of
from tests.factories.issues import ClaimFactory, IssueFactory
from tests.texts import plain, tight

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 20)
CLOSED = date(2027, 3, 11)
REASON = {"reason_kk": "Түсіндірілді", "reason_ru": "Разъяснено"}


def _said(**values: object) -> tuple[str, str, list[str], int]:
    issue = IssueFactory(**values)
    with override("en"):
        line = line_of(Issue.objects.with_names().get(pk=issue.pk), DAY)
        return line.tag.kind, line.tag.text, [plain(note) for note in line.notes], line.days_late


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": State.REGISTERED, "due_on": None}, ("", "registered", ["No term is set yet"], 0)),
        ({"due_on": DAY}, ("info", "in work", ["Term: 20 March 2027"], 0)),
        ({"due_on": date(2027, 3, 19)}, ("danger", "late", ["Term: 19 March 2027, 1 day late"], 1)),
        (
            {"due_on": date(2027, 3, 1), "disputed_on": date(2027, 3, 2)},
            ("danger", "disputed by residents", ["Disputed on: 2 March 2027", "Term: 1 March 2027, 19 days late"], 19),
        ),
        ({"state": State.PLANNED, "plan_year": 2028}, ("info", "in the plan of 2028", ["Term: 1 June 2027"], 0)),
        (
            {"state": State.CONTROL, "level": Competence.REGION},
            ("info", "under control", ["Level that can solve it: region", "Term: 1 June 2027"], 0),
        ),
        (
            {"state": State.CLAIMED, "closed_on": CLOSED},
            ("warn", "claimed, nobody answered", ["Claimed on: 11 March 2027"], 0),
        ),
        ({"state": State.CONFIRMED, "closed_on": CLOSED}, ("ok", "confirmed by residents", ["Solved in 10 days"], 0)),
        (
            {"state": State.EXPLAINED, "closed_on": CLOSED, "due_on": CLOSED, **REASON},
            ("", "explained", ["Closed on: 11 March 2027"], 0),
        ),
    ],
    ids=str,
)
def test_line_says_state_and_term(values: dict[str, object], said: tuple[str, str, list[str], int]) -> None:
    assert _said(**values) == said


def test_line_of_a_claim_says_until_when_people_answer() -> None:
    claim = ClaimFactory()
    with override("en"):
        line = line_of(Issue.objects.with_names().get(pk=claim.issue_id), DAY)
        assert (line.tag.text, *map(plain, line.notes)) == ("claimed as solved", "People answer until: 29 March 2027")
        claim.outcome, claim.settled_on = Outcome.SILENT, DAY
        claim.save()
        line = line_of(Issue.objects.with_names().get(pk=claim.issue_id), DAY)
        assert line.tag.text == "claimed, nobody answered"


@pytest.mark.parametrize(("silent", "notes"), [(False, 2), (True, 1)])
def test_line_names_the_issue_it_was_joined_with_when_that_is_public(silent: bool, notes: int) -> None:
    whole = IssueFactory(silent=silent)
    said = _said(state=State.DUPLICATE, closed_on=CLOSED, joined_to=whole)
    assert said[2] == [f"Joined with: {whole.number}", "Closed on: 11 March 2027"][2 - notes :]


def test_line_is_in_the_readers_language_and_says_when_it_is_not() -> None:
    issue = Issue.objects.with_names().get(pk=IssueFactory().pk)
    with override("ru"):
        line = line_of(issue, DAY)
        assert (line.title, line.topic, line.place) == ("Вечером нет воды", "вода", issue.territory.name_ru)
    with override("en"):
        printed = tight(render_to_string("issues/_line.html", {"line": line_of(issue, DAY)}))
    assert '<h3><a href="/en/issues/KZ-' in printed
    assert '<span lang="ru">Вечером нет воды</span></a></h3>' in printed
    assert '<p class="small muted">Term: 1' in printed


def test_what_was_taken_away_is_not_printed() -> None:
    issue = IssueFactory(title_kk="", title_ru="", hidden_on=DAY)
    with override("en"):
        line = line_of(Issue.objects.with_names().get(pk=issue.pk), DAY)
    assert line.title == "The text was taken away for the sake of a person"


@pytest.mark.parametrize("number", [1, 3])
def test_lines_are_one_statement(number: int) -> None:
    for _each in range(number):
        ClaimFactory()
    with CaptureQueriesContext(connection) as caught:
        assert len(lines_of(Issue.objects.public().with_names(), DAY)) == number
    assert len(caught) == 1

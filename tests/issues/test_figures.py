"""Figures of issues: each state apart, shares with their base, and the same counted again from the lines of lives."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command

from issues.choices import HandOverState, Outcome, State
from issues.models import HandOver, Issue
from issues.queries.figures import Asked, figures, figures_by
from issues.rules.figures import NONE, Figures, Share, one
from issues.rules.recount import Line, recount, recount_bodies, standings
from portal.kernel.periods import Period
from portal.questions.choices import Topic
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import ClaimFactory, IssueFactory, topic

DAY = date(2027, 6, 20)
CLOSED = date(2027, 4, 1)
YEAR = Period.year(2027)
WHY = {"reason_kk": "Себебі", "reason_ru": "Причина", "closed_on": CLOSED}


@pytest.mark.parametrize(
    ("part", "base", "percent"),
    [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (3, 3, 100)],
)
def test_a_share_without_a_base_is_none(part: int, base: int, percent: int | None) -> None:
    assert Share(part, base).percent == percent


@pytest.mark.parametrize("state", State.values)
def test_every_state_is_counted_once_and_only_confirmed_is_confirmed(state: str) -> None:
    found = one(state, is_disputed=True, is_late=True, is_answering=True)
    assert found.registered == found.open + found.solved + found.closed == 1
    assert found.confirmed == (state == State.CONFIRMED)
    assert found.solved == (state in (State.CONFIRMED, State.CLAIMED))
    assert found.disputed == found.late == found.open
    assert found.confirmed_share == Share(found.confirmed, 1)


# -- from columns ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_figures_tell_each_state_apart_and_keep_to_the_period(django_assert_num_queries) -> None:
    akimat = BodyFactory(akimat=True)
    of = {"registered_by": akimat}
    IssueFactory(**of, due_on=date(2027, 6, 19))
    IssueFactory(**of, due_on=date(2027, 6, 20), disputed_on=CLOSED)
    IssueFactory(**of, silent=True)
    ClaimFactory(issue=IssueFactory(**of, state=State.CLAIMED, closed_on=CLOSED))
    silent = IssueFactory(**of, state=State.CLAIMED, closed_on=CLOSED)
    ClaimFactory(issue=silent, outcome=Outcome.SILENT, settled_on=CLOSED)
    for state, count in ((State.CONFIRMED, 3), (State.EXPLAINED, 2), (State.OUTSIDE, 1), (State.NEEDS, 1)):
        for _number in range(count):
            IssueFactory(**of, state=state, **WHY)
    IssueFactory(**of, state=State.REFUSED, **WHY)
    IssueFactory(**of, state=State.DUPLICATE, joined_to=silent, closed_on=CLOSED)
    IssueFactory(**of, registered_on=date(2026, 12, 31), state=State.CONFIRMED, closed_on=CLOSED)
    IssueFactory(**of, registered_on=date(2028, 1, 1))
    with django_assert_num_queries(1):
        found = figures(Asked(YEAR), on=DAY)
    assert found == Figures(
        open=3, disputed=1, late=2, answering=1, silent=1, confirmed=3, explained=2, outside=1, needs=1, refused=1,
        duplicate=1,
    )  # fmt: skip
    assert (found.registered, found.solved, found.closed, found.claimed) == (14, 5, 6, 2)
    assert found.confirmed_share == Share(3, 14)
    assert figures(Asked(Period.quarter(2027, 2)), on=DAY) == NONE


@pytest.mark.django_db
def test_figures_are_told_by_region_topic_quarter_and_body(django_assert_num_queries) -> None:
    here, there = BodyFactory(akimat=True), BodyFactory(akimat=True)
    ministry = BodyFactory()
    roads = topic("roads")
    IssueFactory(registered_by=here)
    IssueFactory(registered_by=here, topic=roads, registered_on=date(2027, 4, 1))
    IssueFactory(registered_by=there, state=State.CONFIRMED, closed_on=CLOSED)
    IssueFactory(registered_by=ministry, region=None, territory=TerritoryFactory())
    asked = Asked(YEAR)
    with django_assert_num_queries(3):
        by = {key: figures_by(key, asked, on=DAY) for key in ("region", "topic", "quarter")}
    assert by["region"] == {
        here.territory_id: Figures(open=2, late=2),
        there.territory_id: Figures(confirmed=1),
        None: Figures(open=1, late=1),
    }
    assert by["topic"] == {Topic.WATER: Figures(open=2, late=2, confirmed=1), Topic.ROADS: Figures(open=1, late=1)}
    assert by["quarter"] == {1: Figures(open=2, late=2, confirmed=1), 2: Figures(open=1, late=1)}
    with django_assert_num_queries(2):
        bodies = figures_by("body", asked, on=DAY)
    assert bodies[there.pk] == Figures(confirmed=1)
    assert figures(Asked(YEAR, region=here.territory, topic=Topic.ROADS), on=DAY) == Figures(open=1, late=1)
    assert figures(Asked(YEAR, body=there), on=DAY) == Figures(confirmed=1)


@pytest.mark.django_db
def test_what_was_handed_on_stays_in_the_base_of_the_share_and_adds_up_once() -> None:
    akimat, ministry = BodyFactory(akimat=True), BodyFactory()
    IssueFactory(registered_by=akimat, state=State.CONFIRMED, closed_on=CLOSED)
    for state, closed_on in ((State.WORK, None), (State.CONFIRMED, CLOSED)):
        issue = IssueFactory(
            registered_by=akimat, holder=ministry, territory=akimat.territory, state=state, closed_on=closed_on
        )
        for _time in range(2):
            _accepted(issue, akimat, ministry)
    back = IssueFactory(registered_by=akimat)
    _accepted(back, akimat, ministry)
    _accepted(back, ministry, akimat)
    found = figures_by("body", Asked(YEAR), on=DAY)
    assert found[akimat.pk] == Figures(open=1, late=1, confirmed=1, handed=2, handed_confirmed=1)
    assert found[akimat.pk].confirmed_share == Share(2, 4)
    assert found[ministry.pk] == Figures(open=1, late=1, confirmed=1, handed=1)
    assert found[ministry.pk].confirmed_share == Share(1, 3)
    assert sum(each.registered for each in found.values()) == figures(Asked(YEAR), on=DAY).registered == 4


def _accepted(issue: Issue, from_body: object, to_body: object) -> None:
    HandOver.objects.create(
        issue=issue, from_body=from_body, to_body=to_body, state=HandOverState.ACCEPTED, asked_by=UserFactory(),
        asked_on=CLOSED, answer_by=CLOSED, answered_on=CLOSED,
    )  # fmt: skip


# -- from lines ------------------------------------------------------------------------------------------------------
def _life(issue: int, *steps: tuple[str, str, int, str]) -> list[Line]:
    return [Line(issue, verb, state, holder, date.fromisoformat(on)) for verb, state, holder, on in steps]


_LIVES = [
    *_life(1, ("register", "registered", 7, "2027-01-05"), ("claim", "claimed", 7, "2027-02-01"), ("dispute", "work", 7, "2027-02-03"), ("claim", "claimed", 7, "2027-03-01"), ("silence", "claimed", 7, "2027-03-16")),  # noqa: E501
    *_life(2, ("register", "registered", 7, "2027-01-05"), ("accept", "registered", 9, "2027-02-01"), ("claim", "claimed", 9, "2027-03-01"), ("confirm", "confirmed", 9, "2027-03-16")),  # noqa: E501
    *_life(3, ("register", "registered", 7, "2026-12-31"), ("explain", "explained", 7, "2027-02-01")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [
        ("2027-01-31", Figures(open=2), None),
        ("2027-02-01", Figures(answering=1, handed=1), Figures(open=1)),
        ("2027-02-03", Figures(open=1, disputed=1, handed=1), Figures(open=1)),
        ("2027-03-15", Figures(answering=1, handed=1), Figures(answering=1)),
        ("2027-03-16", Figures(silent=1, handed=1, handed_confirmed=1), Figures(confirmed=1)),
    ],
)
def test_a_past_day_is_counted_as_it_was(on: str, first: Figures, second: Figures | None) -> None:
    day = date.fromisoformat(on)
    found = recount_bodies(standings(_LIVES, on=day), start=YEAR.start, end=YEAR.end, on=day)
    assert (found[7], found.get(9)) == (first, second)


def test_recounted_by_anything_it_is_the_same_sum() -> None:
    found = recount(
        standings(_LIVES, on=DAY), start=YEAR.start, end=YEAR.end, on=DAY, key=lambda issue, _standing: issue
    )
    assert found == {1: Figures(silent=1), 2: Figures(confirmed=1)}
    with pytest.raises(ValueError, match="begins with"):
        standings(_LIVES[1:], on=DAY)


@pytest.mark.django_db
def test_the_command_fails_where_columns_and_lines_differ() -> None:
    issue = IssueFactory(
        registered_on=date(2027, 6, 1), registered_by=BodyFactory(slug="water"), territory=TerritoryFactory()
    )
    out = io.StringIO()
    with time_machine.travel("2027-06-20 05:00Z", tick=False):
        with pytest.raises(CommandError, match="water"):
            call_command("recount_figures", "--period", "2027", stdout=out)
        issue.events.create(
            verb="register", to_state="work", holder=issue.holder, at="2027-06-01T05:00Z", on=date(2027, 6, 1),
            due_on=issue.due_on,
        )  # fmt: skip
        call_command("recount_figures", "--period", "2027", "--format", "json", stdout=out)
        assert json.loads(out.getvalue())["water"]["late"] == 1
        call_command("recount_figures", "--period", "2027", "--on", "2027-06-02", stdout=out)
        assert "water: open 1, late 1" in out.getvalue()
        with pytest.raises(CommandError, match="2027-9"):
            call_command("recount_figures", "--period", "2027-9")

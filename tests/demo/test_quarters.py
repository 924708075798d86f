"""Quarters and packages of the demonstration: in time, late, silent; answered, and waiting. Of a few bodies in every
run, of all of them in the long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from pytest_django.plugin import DjangoDbBlocker
from time_machine import travel

from issues.choices import HighKind, Origin, PackageState, State, Verb
from issues.models import HighAct, Issue, IssueEvent, IssueTopic, Package, QuarterRow, QuarterVersion, SystemicProblem
from issues.queries.desk import desk_items
from issues.queries.quarters.owed import DUTIES
from issues.services.quarters.silence import publish_silence, silent
from issues.services.register import Raised, enter
from meetings.models import Meeting
from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.deadlines.models import Obligation
from portal.demo.content import problems
from portal.demo.content.kyzylorda import REGION
from portal.demo.owed import Left, awaited, left_to_publish
from portal.demo.people import SIGNED_IN
from portal.demo.services import quarters
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.packages import bring_packages
from portal.demo.services.quarters import bring_quarters
from portal.demo.services.telling import Step
from portal.kernel import clock
from portal.kernel.private import find_private
from tests.demo.chain import login
from tests.demo.test_load import _counts
from tests.e2e.worlds import START, Stage
from tests.factories.issues import EventFactory, IssueFactory

pytestmark = pytest.mark.django_db

AUTUMN = clock.civil_date(START)
LAST = "2026-Q3"
#: Published here: those who sign in, one who does not, and the ministry that is silent.
SHOWN = (AKIMAT, "akimat-434800000", "akimat-434835000", "water", "energy", "tourism")


@pytest.fixture(scope="module", autouse=True)
def _brought(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Packages, then quarters of a few; the first step of each was killed at its end before."""
    with django_db_blocker.unblock():
        stage.fill()
        crew = Crew.present(AUTUMN)
        _forgotten(crew)
        _carry(bring_packages(AUTUMN), crew)
        kept = [each for each in left_to_publish(AUTUMN) if each.slug in SHOWN]
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(quarters, "left_to_publish", lambda _today: iter(kept))
            steps = bring_quarters(AUTUMN)
        _carry(steps, crew)
        yield
        stage.fill(empty=True)


def _forgotten(crew: Crew) -> None:
    """Issues of an office of which nobody has written anything since they came."""
    body = Body.objects.select_related("territory__parent__parent").get(slug="akimat-434835000")
    for number, topic in enumerate(IssueTopic.objects.roots().order_by("slug")[:4]):
        on = date(2026, 2, 2) + timedelta(days=number)
        raised = Raised(body.territory, topic, {"title_kk": f"Мәселе {number}", "title_ru": f"Вопрос {number}"})
        enter(
            raised=raised,
            origin=Origin.ENTERED,
            body=body,
            raised_on=on,
            actor=crew.speaker(body, on),
            today=on,
            now=clock.at(on, 9),
        )


def _carry(steps: list[Step], crew: Crew) -> None:
    before = _counts()
    with pytest.raises(KeyboardInterrupt):
        _die_in(steps[0], crew)
    assert _counts() == before
    for step in steps:
        with transaction.atomic():
            step(crew)


@transaction.atomic
def _die_in(step: Step, crew: Crew) -> None:
    step(crew)
    raise KeyboardInterrupt


def versions(slug: str, key: str = LAST) -> list[QuarterVersion]:
    return list(QuarterVersion.objects.filter(body__slug=slug, period_key=key).order_by("number"))


def owed(slug: str, key: str = LAST) -> list[Obligation]:
    return list(Obligation.objects.filter(duty__in=DUTIES, body__slug=slug, period_key=key))


# -- quarters ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", [slug for slug in SHOWN if slug != "tourism"])
def test_most_publish_in_time_and_their_duties_bear_that_day(slug: str):
    for key in ("2025-Q4", "2026-Q1", "2026-Q2", LAST):
        (version,) = versions(slug, key)
        assert (version.by_portal, version.is_late) == (False, False)
        duties = owed(slug, key)
        assert duties
        for duty in duties:
            assert duty.met_on == duty.known_on == version.published_on <= duty.due_on
            address = f"/issues/quarters/{slug}/{key}/"
            assert duty.evidence.standing().filter(address=address, sha256=version.sha256).exists()


def test_who_is_silent_is_published_by_the_portal_and_owes_it_still():
    (version,) = versions("tourism")

    assert (version.by_portal, version.by, version.is_late) == (True, None, False)
    assert version.published_on == date(2026, 10, 11)
    assert {duty.met_on for duty in owed("tourism")} == {None}


def test_who_is_late_comes_after_the_portal_and_says_why():
    silence, late = versions("tourism", "2026-Q2")

    assert (silence.by_portal, silence.published_on) == (True, date(2026, 7, 11))
    assert (late.by_portal, late.is_late) == (False, True)
    for duty in owed("tourism", "2026-Q2"):
        assert duty.entered_on == late.published_on > duty.due_on
        assert duty.late_reason


def test_every_quarter_begins_where_the_one_before_it_ended():
    for slug in SHOWN:
        made = QuarterVersion.objects.filter(body__slug=slug).order_by("period_key", "number")
        last = list({version.period_key: version for version in made}.values())
        assert len(last) >= 4
        assert [after.opening for _before, after in pairwise(last)] == [
            before.closing for before, _after in pairwise(last)
        ]


def test_rows_tell_news_reasons_why_there_are_none_and_some_say_nothing():
    rows = QuarterRow.objects.filter(left="", is_printed=True, version__body__slug=AKIMAT)
    kinds = {(row.content["news"] or {}).get("kind") for row in rows}

    assert {"news", "nothing"} <= kinds
    assert rows.filter(is_silent=False).count() > rows.filter(is_silent=True).count()


def test_of_what_nobody_wrote_about_the_quarter_says_something_new_then_why_there_is_nothing():
    noted = IssueEvent.objects.exclude(of_quarter="").order_by("id")
    told: dict[int, list[tuple[str, str]]] = {}
    for line in noted:
        told.setdefault(line.issue_id, []).append((line.of_quarter, line.verb))

    assert [(Verb.NEWS, Verb.NEWS, Verb.NOTHING)[: len(lines)] for lines in told.values()] == [
        tuple(verb for _key, verb in lines) for lines in told.values()
    ]
    assert {key for lines in told.values() for key, _verb in lines} == {"2026-Q1", "2026-Q2", LAST}
    assert ("2026-Q1", Verb.NEWS) in [lines[0] for lines in told.values()]
    for line in noted:
        row = QuarterRow.objects.get(version__period_key=line.of_quarter, issue=line.issue_id)
        assert row.content["news"] == {
            "kind": line.verb,
            "on": line.on.isoformat(),
            "kk": line.note_kk,
            "ru": line.note_ru,
            "en": "",
        }
        assert not find_private(line.note_kk)
        assert not find_private(line.note_ru)


def test_what_is_noted_for_a_quarter_stands_in_its_place_of_the_life():
    touched = Issue.objects.filter(events__of_quarter__gt="") | Issue.objects.filter(events__verb=Verb.UP)

    for issue in touched.distinct():
        days = list(issue.events.order_by("id").values_list("on", flat=True))
        assert days == sorted(days), issue.number


def test_nothing_is_left_of_those_whose_quarters_have_come():
    assert not {each.slug for each in left_to_publish(AUTUMN)} & set(SHOWN)


# -- whose lives have gone on ------------------------------------------------------------------------------------------
def _gone_on(*, late: bool) -> Left:
    """Of a body that published nothing yet: one issue, of which nobody wrote in the last quarter and somebody since."""
    left = next(
        each
        for each in left_to_publish(AUTUMN)
        if each.period.key == LAST and each.slug not in SIGNED_IN and each.on is not None and each.on <= each.due_on
        if not IssueEvent.objects.filter(holder=each.body).exists()
    )
    if late:
        left = replace(left, on=left.due_on + timedelta(days=3), is_silent=True)
    body = Body.objects.get(pk=left.body)
    issue = IssueFactory(registered_by=body, territory=body.territory or Territory.objects.get(kato=REGION))
    EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=left.period.last_day)
    EventFactory(issue=issue, verb=Verb.NEWS, on=AUTUMN - timedelta(days=1), at=clock.at(AUTUMN - timedelta(days=1), 9))
    return left


def test_for_who_has_nothing_to_say_in_time_any_more_the_portal_publishes_and_the_record_says_so():
    left = _gone_on(late=False)
    assert all(duty.is_met for duty in owed(left.slug))

    quarters._publish_all(Crew.present(AUTUMN), quarters=[left], today=AUTUMN)

    assert [version.by_portal for version in versions(left.slug)] == [True]
    assert not any(duty.is_met for duty in owed(left.slug))
    assert (left.slug, LAST) not in {(each.slug, each.period.key) for each in left_to_publish(AUTUMN)}


def test_who_is_late_and_has_nothing_to_say_of_the_day_any_more_supplies_it_today():
    left = _gone_on(late=True)

    quarters._publish_all(Crew.present(AUTUMN), quarters=[left], today=AUTUMN)

    assert [(version.by_portal, version.is_late) for version in versions(left.slug)] == [(True, False), (False, True)]
    assert versions(left.slug)[-1].published_on == AUTUMN
    assert (left.slug, LAST) not in {(each.slug, each.period.key) for each in left_to_publish(AUTUMN)}


# -- held back ---------------------------------------------------------------------------------------------------------
def test_the_portal_takes_nobody_for_silent_whose_quarters_are_still_to_come():
    coming = awaited(AUTUMN)
    assert {key for pk, key in coming if pk == Body.objects.get(slug="health").pk} >= {"2026-Q2", LAST}
    assert not {pk for pk, _key in coming} & set(Body.objects.filter(slug__in=SHOWN).values_list("pk", flat=True))
    before = QuarterVersion.objects.count()
    foreseen = len(list(silent(AUTUMN)))

    assert publish_silence(now=clock.at(AUTUMN, 10)) == foreseen
    assert QuarterVersion.objects.count() == before + foreseen
    assert not QuarterVersion.objects.filter(by_portal=True, body__role_grants__isnull=False).exclude(
        body__slug="tourism"
    )


def test_nobody_is_held_back_where_nothing_may_be_invented(settings):
    settings.KEZDESU_DEMO = False

    assert awaited(AUTUMN) == frozenset()


@pytest.mark.parametrize(
    ("today", "in_time", "over"),
    [(date(2027, 1, 1), False, False), (date(2027, 1, 10), True, False), (date(2027, 1, 11), False, True)],
    ids=str,
)
def test_the_last_quarter_is_left_to_who_signs_in_and_comes_from_others_while_it_can(
    today: date, in_time: bool, over: bool
):
    left = {each.slug: each for each in left_to_publish(today) if each.period.key == "2026-Q4"}

    assert not SIGNED_IN & set(left)
    # Of those who have not published by then: what the record does not have was not done.
    assert ("energy" in left) is in_time
    assert ("tourism" in left) is over
    assert not over or (left["tourism"].is_silent, left["tourism"].on) == (True, None)


# -- packages ----------------------------------------------------------------------------------------------------------
def test_a_package_was_answered_and_another_waits_for_whoever_signs_in():
    answered, waiting = Package.objects.order_by("period_key")

    assert (answered.period_key, answered.state) == ("2025-H2", PackageState.ANSWERED)
    assert answered.sent_on < answered.registered_on < answered.answered_on <= answered.answer_by
    assert [item.fate for item in answered.items.all()] == [problems.PLANNED.fate, problems.WORKED_ON.fate]
    assert (waiting.period_key, waiting.state) == ("2026-H1", PackageState.SENT)
    assert waiting.sent_on < AUTUMN < waiting.answer_by
    titles = [item.problem.title_ru for item in waiting.items.all()]
    assert titles == [problems.WORKED_ON.problem.title.ru, problems.WAITING.title.ru]
    assert SystemicProblem.objects.exclude(closed_on=None).get().title_ru == problems.PLANNED.problem.title.ru
    (line,) = [item for item in desk_items(login("preparer", AUTUMN)) if item.kind == "issues_sent"]
    assert (line.due_on, line.url) == (waiting.answer_by, reverse("issues:work_package", args=[waiting.pk]))


def test_a_visit_takes_the_package_up_where_there_is_one():
    answered = Package.objects.get(state=PackageState.ANSWERED)
    coming = Meeting.objects.public().filter(
        body__slug="water", territory__kato__startswith=REGION[:2], on__gte=answered.registered_on
    )

    assert answered.meeting == coming.order_by("on", "number").first()


def test_issues_of_a_package_say_that_they_went_up_and_what_came_back():
    answered = Package.objects.get(state=PackageState.ANSWERED)
    for item, told in zip(answered.items.all(), (problems.PLANNED, problems.WORKED_ON), strict=True):
        gathered = item.problem.issues.all()
        assert gathered.count() == len(told.issues)
        for issue in gathered:
            up, down = issue.events.filter(verb__in=(Verb.UP, Verb.DOWN), on__lte=answered.answered_on).order_by("id")
            assert (up.verb, up.on) == (Verb.UP, answered.sent_on)
            assert (down.verb, down.note_ru) == (Verb.DOWN, told.answer.ru)
            assert issue.is_open
            assert issue.due_on > AUTUMN


def test_the_government_has_collected_what_needs_central_bodies_with_proposals():
    act = HighAct.objects.get(kind=HighKind.COLLECTED)

    assert (act.period_key, act.body.slug) == ("2026-H1", "government")
    proposals = [row["proposal"]["ru"] for row in act.content["rows"] if row["proposal"]]
    assert problems.WORKED_ON.problem.proposal.ru in proposals


def test_a_second_run_brings_no_other_package():
    assert bring_packages(AUTUMN) == bring_packages(AUTUMN + timedelta(days=200)) == []


# -- pages -------------------------------------------------------------------------------------------------------------
_PUBLIC = {"quarters", "quarter", "packages", "package", "high_acts", "high_act"}
_UPWARD = {"problems", "work_package", "packages", "package", "high_acts", "high_act"}
_QUARTERS = {"work_quarters", "work_quarter", "work_quarter_table", "work_quarter_publish"}
#: From where each begins, and what is found by links alone.
_FOUND = {
    "": ("issues/", _PUBLIC),
    "officer": ("desk/", _QUARTERS | _UPWARD | {"new_problem", "work_problem"}),
    "akimat.head": ("desk/", _QUARTERS | _UPWARD | {"new_problem", "work_problem"}),
    "rural.officer": ("desk/", _QUARTERS | {"problems", "new_problem"}),
    "preparer": ("desk/", _QUARTERS | _UPWARD | {"new_problem"}),
    "authorised": ("desk/", _QUARTERS | {"problems", "new_problem", "work_high"}),
    "approver": ("desk/", {"problems", "work_high", "packages", "package", "high_acts", "high_act"}),
    "overseer": ("desk/", _UPWARD | {"work_high"}),
}
_LINK = re.compile(r'href="(/kk/[^"?#]*)')


@pytest.mark.parametrize("mailbox", _FOUND)
def test_their_pages_are_found_by_links_from_where_each_stands(mailbox: str):
    client, (start, names) = Client(), _FOUND[mailbox]
    if mailbox:
        user = User.objects.get(email=f"{mailbox}@kezdesu.example")
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
    with travel(clock.at(AUTUMN, 10), tick=False):
        found = _walk(client, f"/kk/{start}")

    assert names <= {name for name, _status in found}
    assert {status for _name, status in found} == {200}


def _walk(client: Client, start: str) -> set[tuple[str, int]]:
    """Names of the pages that links lead to, a page of each, with their status."""
    known = {*_PUBLIC, *_UPWARD, *_QUARTERS, "new_problem", "work_problem", "work_high", "work_issues"}
    seen, found, waiting = set[str](), set[tuple[str, int]](), [start]
    while waiting:
        answer = client.get(waiting.pop())
        found.add((answer.resolver_match.url_name, answer.status_code))
        for path in _LINK.findall(answer.content.decode()):
            name = _name(path)
            if name in known and name not in seen:
                seen.add(name)
                waiting.append(path)
    return found


def _name(path: str) -> str:
    try:
        return resolve(path).url_name
    except Resolver404:
        return ""

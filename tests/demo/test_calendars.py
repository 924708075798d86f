"""The calendars of akims of the demonstration: two districts of its region in every run, all of it in the long one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from time_machine import travel

from issues.choices import QuarterStanding
from issues.choices import State as IssueState
from issues.models import (
    Answer,
    Asker,
    Claim,
    CoExecutor,
    HandOver,
    Issue,
    IssueEvent,
    Laid,
    Milestone,
    QuarterRow,
    QuarterVersion,
)
from issues.queries.quarters.board import board
from meetings.choices import HAPPENED
from meetings.models import Meeting, MeetingAnnouncement, MeetingHeld
from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body, RoleGrant, Territory
from portal.calendars.models import Delegation, Part
from portal.calendars.queries.coverage import coverage_of
from portal.calendars.queries.proposing import known_law, sketch
from portal.calendars.rules.coverage import Standing
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.services import sweep
from portal.demo import progress
from portal.demo.akims import outcome
from portal.demo.content.asked import TOPICS_OF_AKIMS
from portal.demo.content.kyzylorda import REGION
from portal.demo.content.lives import saying
from portal.demo.content.raised import matters
from portal.demo.content.subjects import subjects
from portal.demo.people import LOGINS
from portal.demo.raising import first_ones
from portal.demo.season import CalendarSeason, NextSeason
from portal.demo.services.calendars import AKIMAT, bring_calendars
from portal.demo.services.crew import Crew
from portal.demo.services.holding import live_on
from portal.demo.services.record import fill_record
from portal.demo.told import Meant, told
from portal.holding.models import Account, AccountEvent, LogDraft, Photo, Question, Summary
from portal.holding.queries.log import drafts
from portal.holding.services.publishing import withdraw_results
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.private import find_private
from portal.law.counting.calendar import WorkingCalendar
from portal.law.coverage import NORMS
from portal.notices.models import Notice
from portal.questions.choices import DemandState, Held, MailState, State, Way
from portal.questions.models import AskedQuestion, Demand, PersonLetter, Voice
from schedules.models import Proposal, ProposalRow, Schedule, ScheduleEntry
from tests.demo.chain import login
from tests.demo.test_load import _counts
from tests.e2e.worlds import START, Stage
from tests.texts import plain

# Two districts with two years of issues take a minute to come.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AUTUMN = clock.civil_date(START)
#: Where people sign in, and a neighbour.
DISTRICTS = ("434800000", "434600000")
#: Of what is raised before akims, and before ministries.
KINDS = ("office", "district", "region", *subjects())


@pytest.fixture(scope="module", autouse=True)
def _lived(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration with the calendars of two districts, killed in the middle of its meetings and begun again."""
    with django_db_blocker.unblock():
        stage.fill()
        bring(DISTRICTS)
        with pytest.raises(KeyboardInterrupt):
            live_on(today=AUTUMN, tell=_dying)
        assert MeetingHeld.objects.count() > 0
        assert live_on(today=AUTUMN) > 0
        yield
        stage.fill(empty=True)


def bring(districts: tuple[str, ...]) -> None:
    """Calendars, and what offices that come with them have done about their duties."""
    running = Period.containing("year", AUTUMN)
    before = Crew.present(AUTUMN)
    crew, _calendars = bring_calendars(
        crew=before,
        season=CalendarSeason(running, AUTUMN),
        next_season=NextSeason(running.next(), AUTUMN),
        districts=districts,
    )
    new = {key: user for key, user in crew.users.items() if key not in before.users or key[0] == Role.OVERSEER}
    since = running.previous().parts("half")[-1].start
    fill_record(crew=replace(crew, users=new), since=since, today=AUTUMN)
    sweep(on=AUTUMN)


def _dying(done: int, total: int) -> None:
    if total > 1 and done > total * 2 // 3:
        raise KeyboardInterrupt


def _calendar() -> Schedule:
    return Schedule.objects.published().get(kind="akim_calendar", period_key="2026")


def test_calendar_of_the_year_has_come_by_its_chain_in_time():
    first = Schedule.objects.get(kind="akim_calendar", period_key="2026", amends=None)

    hearings = list(Proposal.objects.get(kind="akim_calendar", period_key="2026").hearings.order_by("sent_on"))
    assert [hearing.state for hearing in hearings] == ["told", "told"]
    assert hearings[0].sent_on < first.approved_on <= clock.civil_date(first.published_at)
    owed = Obligation.objects.get(duty="C-2.2", body__slug=AKIMAT, period_key="2026")
    assert owed.known_on <= owed.due_on
    sent = Transmittal.objects.filter(obligation=owed, evidence__address__endswith=f"{AKIMAT}/2026/").earliest("pk")
    assert sent.acknowledged_on <= owed.due_on
    assert sent.receiver.slug == "government"


def test_calendar_of_the_year_has_every_meeting_that_the_norms_ask_for():
    first = Schedule.objects.get(kind="akim_calendar", period_key="2026", amends=None)
    region = Territory.objects.get(kato=REGION)
    planning = {*Body.objects.akimats().on_the_portal().values_list("territory__kato", flat=True)}
    asked = sketch(region, 2026, on=AUTUMN, known=known_law()).wants

    expected: Counter[tuple[str, str]] = Counter()
    for want in asked:
        if want.akim in planning:
            expected[want.akim, want.unit] += want.meetings
    entries = ScheduleEntry.objects.filter(schedule=first)
    found = Counter(entries.values_list("body__territory__kato", "territory__kato"))
    # What was cancelled by the correction is in the first edition alone.
    assert found == expected


def test_some_meetings_were_moved_and_some_cancelled_each_with_its_reason():
    moved = Meeting.objects.filter(schedule=_calendar(), events__verb="move").distinct()
    cancelled = Meeting.objects.filter(schedule=_calendar(), state="cancelled")

    assert moved.exists()
    assert cancelled.exists()
    for meeting in [*moved, *cancelled]:
        said = meeting.events.exclude(reason_kk="").exclude(reason_ru="")
        assert said.filter(verb__in=["move", "cancel"]).exists()
        assert meeting.body.slug not in {person.slug for person in LOGINS}


def test_meetings_that_are_over_were_mostly_held_before_believable_crowds():
    over = Meeting.objects.filter(schedule=_calendar(), on__lt=AUTUMN).exclude(state="cancelled")
    held = MeetingHeld.objects.filter(meeting__in=over)

    assert 0.85 < held.count() / over.count() < 1
    attendance = list(held.values_list("attendance", flat=True))
    assert len(set(attendance)) > len(attendance) // 4
    assert all(10 < people < 420 for people in attendance)
    assert not MeetingHeld.objects.filter(recorded_on__gt=AUTUMN).exists()


def test_coverage_of_the_district_shows_what_is_met_planned_and_missed():
    numbers = [coverage_of(Territory.objects.get(kato=kato), 2026, today=AUTUMN).numbers for kato in DISTRICTS]

    found = {kind: sum(each.of(kind) for each in numbers) for kind in Standing}
    assert found[Standing.MET] > found[Standing.PLANNED] > found[Standing.MISSED] > 0
    assert found[Standing.UNCOUNTED] == found[Standing.MISSING] == 0


def test_record_of_the_norms_is_fulfilled_and_missed_for_real():
    owed = Obligation.objects.public().filter(duty__in=NORMS, body__slug__startswith="akimat-43")
    states = Counter(row.state(AUTUMN).kind.value for row in owed)

    assert states["met"] > 3 * states["overdue"] > 0
    for row in owed.filter(met_on__isnull=False):
        assert row.evidence.get().address.endswith("#held")


def test_next_year_is_in_the_making_and_left_to_who_signs_in():
    proposal = Proposal.objects.get(kind="akim_calendar", period_key="2027")
    parts = Part.objects.filter(delegation__proposal=proposal)

    assert proposal.state == "draft"
    assert Delegation.objects.get().due_on > AUTUMN
    ready = set(parts.exclude(ready_on=None).values_list("body__slug", flat=True))
    own, neighbours = (_slugs_within(kato) for kato in DISTRICTS)
    assert neighbours <= ready
    assert own & ready
    assert ready.isdisjoint({person.slug for person in LOGINS})
    assert ProposalRow.objects.filter(proposal=proposal, official__body__slug="akimat-434835000").exists()


def _slugs_within(kato: str) -> set[str]:
    within = Body.objects.akimats_within(Territory.objects.get(kato=kato))
    return set(within.values_list("slug", flat=True))


def test_a_second_run_on_the_same_day_adds_nothing():
    before = _counts()

    assert live_on(today=AUTUMN) == 0
    assert _counts() == before


def test_nobody_lives_where_nothing_may_be_invented(settings):
    settings.KEZDESU_DEMO = False

    assert live_on(today=AUTUMN.replace(month=12)) == 0


@pytest.mark.parametrize("mailbox", ["officer", "akimat.head", "district.officer", "rural.officer"])
def test_desks_and_coverage_open_for_those_who_plan(mailbox: str):
    client = Client()
    client.force_login(User.objects.get(email=f"{mailbox}@kezdesu.example"), settings.AUTHENTICATION_BACKENDS[-1])
    with travel(clock.at(AUTUMN, 10), tick=False):
        found = {path: client.get(path).status_code for path in ("/kk/desk/", "/ru/coverage/2026/434800000/")}

    assert set(found.values()) == {200}


def test_pages_say_how_far_it_is_loaded_until_it_is():
    progress.tell(30, 100)
    assert "30&nbsp;%" in Client().get("/ru/accounts/login/").content.decode()

    progress.tell(100, 100)
    assert "<progress" not in Client().get("/ru/accounts/login/").content.decode()


def test_outcome_is_the_same_whenever_it_is_asked_and_never_before_its_day():
    calendar = WorkingCalendar()
    asked = [
        {"akim": "434835000", "unit": "434835100", "kind": "locality", "on": AUTUMN.replace(day=day)}
        for day in range(1, 29)
    ]

    found = [outcome(**each, calendar=calendar) for each in asked]

    assert found == [outcome(**each, calendar=calendar) for each in asked]
    assert all(each["on"] <= one.held_on <= one.recorded_on for each, one in zip(asked, found, strict=True) if one)


# -- what is told of held meetings -----------------------------------------------------------------------------------
def test_meetings_of_ministries_and_of_akims_stand_in_every_state():
    over = Meeting.objects.filter(on__lt=AUTUMN)
    ministries, akims = over.filter(schedule__kind__in=["graph", "plan"]), over.filter(schedule=_calendar())

    for floor in (ministries, akims):
        states = set(floor.values_list("state", flat=True))
        assert {"held", "reported", "announced"} <= states
    assert ministries.filter(state="closed").exists()
    off = over.filter(state="not_taken_place")
    assert off.filter(pk__in=ministries).exists()
    assert not off.filter(events__verb="fall_through", events__reason_ru="").exists()
    days = [(AUTUMN - meeting.span_end).days for meeting in over.awaited()]
    assert min(days) <= 10 < max(days)
    assert Meeting.objects.public().unrecorded(AUTUMN).exists()
    people = Account.objects.exclude(logged_by__email__endswith="@kezdesu.example")
    assert not people.exists()


def test_results_are_whole_and_told_to_everybody_without_cookies():
    published = Account.objects.public().filter(meeting__schedule__kind="graph", meeting__state="closed").latest("pk")
    asked = Question.objects.of_account(published)

    number, visitor = published.meeting.number, Client()
    pages = [f"/{code}/meetings/{number}/{rest}" for code in ("kk", "ru") for rest in ("", "questions.csv")]
    answers = [visitor.get(page) for page in [*pages, f"/kk/meetings/{number}/protocol.docx"]]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert not visitor.cookies
    assert asked.first().text_kk in plain(answers[0].content.decode())
    assert not [row for row in asked.filter(fate="taken") if not (row.measure_kk and row.measure_ru and row.due_on)]
    assert set(published.parts.values_list("kind", flat=True)) == {"reception", "ngo", "briefing"}
    assert published.signed_copy.content_type == "application/pdf"


def test_a_correction_of_published_results_is_dated_and_says_why():
    corrected = AccountEvent.objects.filter(verb="correct")

    assert corrected.exists()
    assert not corrected.filter(note_ru="").exists()
    assert all(event.account.published_at < event.at for event in corrected.select_related("account"))


def test_photos_were_judged_by_a_second_person_wait_for_one_and_were_taken_off():
    states = Counter(Photo.objects.values_list("state", flat=True))

    assert states["public"] > 4
    assert (states["waiting"], states["removed"], states["hidden"]) == (2, 1, 1)
    assert set(states) == {"public", "waiting", "removed", "hidden"}
    assert not Photo.objects.public().filter(judged_by=F("added_by")).exists()
    shown = Photo.objects.public().select_related("picture", "account__meeting").first()
    address = f"/kk/meetings/{shown.account.meeting.number}/photos/{shown.pk}-{shown.digest}.jpg"
    assert Client().get(address).status_code == 200


def test_who_signs_in_finds_something_done_and_something_to_do():
    done = Account.objects.public().values_list("meeting__body__slug", flat=True)
    waiting = Meeting.objects.awaited().filter(on__lt=AUTUMN).values_list("body__slug", flat=True)

    assert {"culture", "water", AKIMAT, "akimat-434800000"} <= set(done)
    assert {"culture", AKIMAT, "akimat-434800000"} <= set(waiting)
    officer = login("officer", AUTUMN)
    (draft,) = LogDraft.objects.open()
    assert [each.pk for each in drafts(officer)] == [draft.pk]
    assert draft.meeting.schedule is None
    judges = {name: Photo.objects.to_judge(login(name, AUTUMN)).count() for name in ("head", "akimat.head")}
    assert judges["akimat.head"] == 1
    assert sum(judges.values()) + Photo.objects.to_judge(login("authorised.head", AUTUMN)).count() == 2


def test_summaries_of_a_quarter_and_of_a_half_year_were_sent_in_time():
    for kind, duty, slug in (("quarter", "D-1.4", "water"), ("half", "D-3.3", "culture")):
        summary = Summary.objects.get(kind=kind)
        owed = Obligation.objects.get(duty=duty, body__slug=slug, period_key=summary.period_key)
        assert summary.sent_on <= owed.due_on
        assert owed.evidence.standing().filter(address=f"/summaries/{summary.pk}/").exists()
        assert summary.content["sums"]["held"] > 0
    assert Transmittal.objects.get(
        evidence__address__startswith="/summaries/", obligation__duty="D-1.4"
    ).acknowledged_on


def test_what_was_told_of_them_is_not_mailed_any_more():
    told = Counter(Notice.objects.untold().values_list("kind", "created_for"))

    assert {on for _kind, on in told} <= {AUTUMN, AUTUMN - timedelta(days=1)}, told


def test_results_that_a_person_took_back_stay_so():
    account = Account.objects.public().filter(meeting__schedule=_calendar()).latest("meeting__on")
    withdraw_results(
        account=account,
        reason_kk="Қате",
        reason_ru="Ошибка",
        actor=Crew.present(AUTUMN).speaker(account.meeting.body, AUTUMN),
        today=AUTUMN,
        now=clock.at(AUTUMN, 10),
    )

    assert live_on(today=AUTUMN + timedelta(days=1)) >= 0

    account.refresh_from_db()
    assert not account.is_published


def test_results_come_after_their_meeting_was_recorded_and_minutes_fit_into_it():
    days = [AUTUMN - timedelta(days=by) for by in range(1, 200)]
    asked = [
        Meant(
            slug="akimat-434835000",
            kato="434835100",
            kind="locality",
            on=day,
            lasted=95,
            recorded_on=day + timedelta(days=2),
            is_ministry=False,
            is_signed_in=True,
        )
        for day in days
    ]

    found = [told(each) for each in asked]

    assert found == [told(each) for each in asked]
    assert all(one.talk_minutes + one.questions_minutes < 95 for one in found)
    published = [(each, one) for each, one in zip(asked, found, strict=True) if one.published_on]
    assert 0 < len(published) < len(found)
    assert all(each.recorded_on <= one.published_on for each, one in published)
    assert any(one.corrected_on for one in found)
    assert any(one.closed_on for one in found)


def test_people_ask_before_meetings_that_are_to_come_and_offices_have_read_some_of_it():
    questions = AskedQuestion.objects.filter(meeting__body__slug="akimat-434800000", meeting__state="announced")
    states = set(questions.values_list("state", flat=True))
    assert {State.AGENDA, State.WAITING, State.JOINED, State.REFUSED, State.SENT, State.WITHDRAWN} <= states
    agenda = questions.filter(state=State.AGENDA)
    assert all(question.text_kk and question.text_ru for question in agenda)
    assert set(agenda) <= set(AskedQuestion.objects.public())
    assert Voice.objects.counted().filter(question__in=agenda).count() == 5
    assert questions.get(state=State.SENT).held == Held.QUICK
    assert questions.filter(way=Way.PHONE).exists()
    assert not PersonLetter.objects.filter(state=MailState.PENDING).exists()


def test_every_printed_login_that_meets_people_has_a_meeting_about_which_people_ask():
    asked = set(AskedQuestion.objects.filter(meeting__on__gt=AUTUMN).values_list("meeting__body__slug", flat=True))

    assert {"water", AKIMAT, "akimat-434800000", "akimat-434835000"} <= asked
    coming = Meeting.objects.awaited().filter(body__slug="akimat-434835000", on__gt=AUTUMN)
    assert coming.filter(on__lte=AUTUMN + timedelta(days=60)).exists()


def test_people_were_told_of_meetings_in_channels_with_links_newspapers_and_photos_of_boards():
    lines = MeetingAnnouncement.objects.select_related("meeting__body")
    bodies = {line.meeting.body.slug for line in lines}

    assert {"water", "culture", AKIMAT, "akimat-434800000", "akimat-434835000"} < bodies
    assert {line.meeting.on > AUTUMN for line in lines} == {True, False}
    assert {"site", "regional", "television", "social", "place"} == {line.channel for line in lines}
    boards = lines.filter(channel="place", picture__isnull=False)
    assert boards.filter(picture_approved_by=None).count() == 2
    shown = next(line for line in boards if line.shows_picture)
    assert shown.picture_approved_by != shown.recorded_by
    page = Client().get(f"/kk/meetings/{shown.meeting.number}/").content.decode()
    assert f"#announcement-{shown.pk}" in page or f"announcement-{shown.pk}" in page
    assert not lines.exclude(link="").exclude(link__contains="kezdesu.example").exists()


def test_residents_demand_meetings_of_which_one_is_open_and_two_are_answered():
    found = {demand.state: demand for demand in Demand.objects.public()}
    assert set(found) == {DemandState.OPEN, DemandState.APPOINTED, DemandState.DECLINED}
    opened, appointed = found[DemandState.OPEN], found[DemandState.APPOINTED]
    assert 0 < opened.voices.counted().count() < opened.threshold
    assert appointed.reached_on is not None
    assert appointed.meeting.origin == "demand"
    assert appointed.number in appointed.meeting.ground_kk


def test_questions_asked_before_a_meeting_that_was_held_have_their_fates():
    questions = AskedQuestion.objects.public().filter(meeting__origin="demand", meeting__state__in=HAPPENED)
    found = {question.state: question for question in questions}
    assert set(found) == {State.TAKEN, State.ANSWERED, State.OUTSIDE, State.PASSED}
    taken, answered = found[State.TAKEN], found[State.ANSWERED]
    assert (answered.answered_minute, taken.answered_minute) == (41, 34)
    assert answered.answer_kk
    assert Issue.objects.get(question__asked_before=taken).number == taken.issue
    measure = Question.objects.get(asked_before=taken)
    assert measure.due_on is not None
    assert measure.measure_ru


# -- what was raised ---------------------------------------------------------------------------------------------------
def test_issues_of_two_years_stand_in_every_state_with_every_outcome():
    issues = Issue.objects.public()
    handed, claims, answers = HandOver.objects.all(), Claim.objects.all(), Answer.objects.all()

    assert {state.value for state in IssueState} == set(issues.values_list("state", flat=True))
    assert {"pending", "accepted", "returned"} == set(handed.values_list("state", flat=True))
    assert handed.late(AUTUMN).exists()
    assert {"open", "confirmed", "disputed", "silent"} == set(claims.values_list("outcome", flat=True))
    assert {"network", "second"} <= set(answers.held().values_list("review", flat=True))
    assert issues.disputed().exists()
    assert Laid.objects.exclude(decided_on=None).exists()
    assert Milestone.objects.exclude(done_on=None).exists()
    assert CoExecutor.objects.exists()
    assert issues.filter(joined_to__repeats__gt=0).exists()
    assert {"news", "nothing", "term", "reopen"} <= set(IssueEvent.objects.values_list("verb", flat=True))
    days = sorted(issues.values_list("registered_on", flat=True))
    assert AUTUMN - timedelta(days=731) <= days[0] < AUTUMN - timedelta(days=500)
    assert AUTUMN - timedelta(days=10) < days[-1] < AUTUMN
    assert not IssueEvent.objects.filter(on__gt=AUTUMN).exists()


def test_every_ministry_and_district_has_issues_and_one_body_is_late_with_most_of_its_own():
    holders = set(Issue.objects.values_list("registered_by__slug", flat=True))
    ministries = {slug for slug in subjects() if slug != "foreign"}

    assert ministries | {AKIMAT, *(f"akimat-{kato}" for kato in DISTRICTS)} <= holders
    own = Issue.objects.filter(registered_by__slug="akimat-434600000")
    assert own.late(AUTUMN).count() > own.count() // 2 > 1
    assert not own.filter(state__in=["claimed", "confirmed"]).exists()
    companies = Issue.objects.filter(holder__kind="company")
    assert companies.exists()


def test_questions_taken_at_meetings_are_issues_but_for_the_latest_of_those_who_sign_in():
    taken = Question.objects.public().filter(fate="taken", account__logged_by__email__endswith="@kezdesu.example")
    waiting = taken.filter(issue=None)

    assert taken.exclude(issue=None).count() > waiting.count()
    assert {question.account.meeting.body.slug for question in waiting} <= {person.slug for person in LOGINS}
    issue = Issue.objects.filter(origin="meeting").exclude(state="registered").latest("pk")
    assert (issue.title_kk, issue.measure_ru) == (issue.question.text_kk, issue.question.measure_ru)


def test_pages_of_issues_show_nothing_that_is_private():
    asker = Asker.objects.standing().filter(issue__state="confirmed").first()
    number = asker.issue.number
    pages = [Client().get(f"/{language}/issues/{number}/").content.decode() for language in ("kk", "ru")]

    for page in pages:
        assert number in plain(page) or number in page
        assert "turgyn.example" not in page
        assert asker.issue.instruction_ru not in plain(page)


def test_what_stands_before_anybody_looks_is_little():
    assert len(first_ones(AUTUMN)) <= 30
    first = {planned.slug for planned in first_ones(AUTUMN)}
    assert {"akimat-434835000", "akimat-434800000", AKIMAT, "water", "culture"} <= first


# -- quarters ----------------------------------------------------------------------------------------------------------
def test_who_owed_a_quarter_has_published_it_but_one_akimat_late_and_one_ministry_not():
    """Of offices, too: of districts and of villages in them."""
    last = dict(board(Period.quarter(2026, 3)).bodies)
    standing = {body.slug: last[body.pk] for body in Body.objects.filter(pk__in=last)}

    people = RoleGrant.objects.in_force(AUTUMN).values_list("body__slug", flat=True)
    late = {slug for slug, what in standing.items() if what == QuarterStanding.LATE}
    silent = {slug for slug, what in standing.items() if what == QuarterStanding.SILENT}
    assert late == {"akimat-434600000"}
    assert silent & set(people) == {"tourism"}
    assert QuarterStanding.WAITED not in standing.values()
    assert len([slug for slug in standing if slug.startswith("akimat-4346")]) > 5
    version = QuarterVersion.objects.get(body__slug="akimat-434600000", period_key="2026-Q3", number=2)
    duty = Obligation.objects.get(duty="C-3.5d", body=version.body, period_key="2026-Q3")
    assert (duty.entered_on, bool(duty.late_reason)) == (version.published_on, True)


def test_every_quarter_of_every_body_begins_where_the_one_before_it_ended():
    last: dict[int, QuarterVersion] = {}
    for version in QuarterVersion.objects.standing().order_by("period_key"):
        before = last.get(version.body_id)
        assert before is None or version.opening == before.closing, version
        last[version.body_id] = version
    assert sum(version.closing for version in last.values()) > 50


def test_most_rows_of_quarters_say_something_and_some_say_that_nothing_is_new():
    rows = QuarterRow.objects.filter(left="", is_printed=True)
    said = Counter((row.content["news"] or {}).get("kind") for row in rows)

    assert said["news"] > said["nothing"] > 0
    assert 0 < said[None] < sum(said.values()) / 4


def test_nothing_that_is_written_of_issues_belongs_to_one_person():
    said = [text for kind in KINDS for matter in matters(kind) for text in (matter.title, matter.text, matter.measure)]
    said += [text for topic in TOPICS_OF_AKIMS for text in (*saying(topic).news, saying(topic).claim)]

    assert len(said) > 150
    assert not [both for both in said if find_private(both.kk) or find_private(both.ru) or not (both.kk and both.ru)]

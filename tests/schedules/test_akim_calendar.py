"""The calendar of akims: one of the region, with rows of all akimats in it, approved by another than who submitted."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from meetings.services.publication import publish_schedule
from portal.deadlines.models import Obligation
from portal.deadlines.services import sweep
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from schedules.choices import ProposalState, ScheduleState
from schedules.kinds import AKIM_CALENDAR
from schedules.models import Proposal, Schedule
from schedules.permissions import can_open_proposal, can_publish_schedule, can_see_proposal, can_see_schedule
from schedules.queries.desk import desk_items
from schedules.queries.hearings import heard
from schedules.queries.row_bodies import officials_for
from schedules.services.amendment import open_amendment
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.proposals import submit_proposal, take_back
from schedules.services.rows import save_row
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.deadlines.chronicle import Killed, KilledAt, undone
from tests.factories.bodies import BodyFactory, OfficialFactory
from tests.factories.land import DISTRICT, NEIGHBOUR, REGION, RURAL, Land, make_land
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

MARCH, MAY = date(2027, 3, 12), date(2027, 5, 14)
NOW = datetime(2026, 12, 1, 5, tzinfo=UTC)


@GROUND.fixture
def region_calendar_ground() -> Land:
    return make_land()


@pytest.fixture
def land(region_calendar_ground: Land) -> Land:
    return region_calendar_ground


def _filled(land: Land) -> Proposal:
    proposal = land.opened()
    land.row(proposal, REGION, DISTRICT, MARCH)
    land.row(proposal, DISTRICT, RURAL, MAY)
    land.row(proposal, RURAL, RURAL, MAY)
    return proposal


def _approved(land: Land, proposal: Proposal) -> Schedule:
    """With the notice to the maslikhat, where it was not sent yet."""
    proposal.refresh_from_db()
    if heard(proposal) is None:
        send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    return approve_plan(proposal=proposal, act_number="17", act_on=TODAY, actor=land.actor("head"), today=TODAY)


def _published(land: Land) -> tuple[Proposal, Schedule]:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    schedule = _approved(land, proposal)
    publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=NOW)
    return proposal, schedule


def _corrected(land: Land) -> tuple[Proposal, Schedule]:
    """Published, and opened for a change."""
    proposal, schedule = _published(land)
    open_amendment(
        schedule=schedule, bodies=[land.region], reason_kk="Су тасқыны", reason_ru="Паводок", actor=land.actor("head"),
        today=TODAY,
    )  # fmt: skip
    proposal.refresh_from_db()
    return proposal, schedule


def test_only_people_of_the_akimat_of_a_region_open_a_calendar(land: Land) -> None:
    may = {name for name in land.people if can_open_proposal(land.actor(name), land.region, AKIM_CALENDAR.key)}
    assert may == {"officer", "second_officer", "head"}
    district = land.akimats[DISTRICT]
    assert not any(can_open_proposal(land.actor(name), district, AKIM_CALENDAR.key) for name in land.people)


def test_a_draft_is_seen_by_its_own_people_alone(land: Land) -> None:
    proposal = _filled(land)
    schedule = Schedule.objects.create(kind=AKIM_CALENDAR.key, body=land.region, period_key="2027")
    for name in land.people:
        actor, own = land.actor(name), name in ("officer", "second_officer", "head")
        assert bool(can_see_proposal(actor, proposal)) is own, name
        assert Proposal.objects.visible_to(actor).filter(pk=proposal.pk).exists() is own, name
        assert bool(can_see_schedule(actor, schedule)) is own, name
        assert Schedule.objects.visible_to(actor).filter(pk=schedule.pk).exists() is own, name


def test_rows_name_akims_of_the_region_and_nobody_else(land: Land) -> None:
    proposal = land.opened()
    assert [akim.body.territory.kato for akim in officials_for(proposal, TODAY)] == [REGION, DISTRICT, RURAL, NEIGHBOUR]
    stranger = OfficialFactory(body=BodyFactory(akimat=True))
    deputy = OfficialFactory(body=land.region, post="deputy")
    for official, code in ((stranger, "other_official"), (deputy, "first_head_in_plan")):
        data = RowData(official=official, territory=land.places[DISTRICT], day=MARCH)
        with pytest.raises(Invalid) as refused:
            save_row(
                proposal=proposal, row=None, data=data, expected_version=None, actor=land.actor("officer"), today=TODAY
            )
        assert refused.value.code == code


def test_a_meeting_is_of_the_akimat_whose_akim_comes(land: Land) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    schedule = _approved(land, proposal)
    assert (schedule.kind, schedule.body, schedule.state) == ("akim_calendar", land.region, ScheduleState.APPROVED)
    meetings = publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=NOW)
    expected = [land.akimats[REGION], land.akimats[DISTRICT], land.akimats[RURAL]]
    assert {meeting.body for meeting in meetings} == set(expected)
    assert {meeting.schedule.body for meeting in meetings} == {land.region}


def test_whoever_submits_may_not_approve(land: Land) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("head"), today=TODAY)
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    with pytest.raises(NotAllowed) as refused:
        _approved(land, proposal)
    assert refused.value.code == "own_filing"


def test_only_the_head_approves_and_people_of_the_akimat_publish(land: Land) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    for name in ("officer", "second_officer", "district", "approver", "administrator", "nobody"):
        with pytest.raises(NotAllowed):
            approve_plan(proposal=proposal, act_number="1", act_on=TODAY, actor=land.actor(name), today=TODAY)
    schedule = _approved(land, proposal)
    may = {name for name in land.people if can_publish_schedule(land.actor(name), schedule)}
    assert may == {"officer", "second_officer", "head"}


def test_approval_meets_the_duty_on_its_own_day(land: Land) -> None:
    sweep(on=TODAY)
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    owed = Obligation.objects.get(duty="C-2.1", body=land.region, period_key="2027")
    assert owed.met_on is None
    _approved(land, proposal)
    owed.refresh_from_db()
    assert (owed.met_on, owed.entered_on) == (TODAY, TODAY)


def test_a_correction_changes_rows_of_akimats_below_and_keeps_their_keys(land: Land) -> None:
    proposal, schedule = _corrected(land)
    assert (proposal.state, proposal.is_amending) == (ProposalState.RETURNED, True)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    with pytest.raises(Conflict) as nothing:
        _approved(land, proposal)
    assert nothing.value.code == "nothing_changed"
    take_back(proposal=proposal, actor=land.actor("officer"), today=TODAY)

    row = proposal.rows.get(official=land.akims[RURAL])
    texts = {"subject_kk": row.subject_kk, "subject_ru": row.subject_ru}
    moved = RowData(official=row.official, territory=row.territory, day=date(2027, 6, 1), **texts)
    reasons = {"change_reason_kk": "Су", "change_reason_ru": "Вода"}
    changed = RowData(**{**moved.__dict__, **reasons})
    save_row(
        proposal=proposal, row=row, data=changed, expected_version=row.version, actor=land.actor("officer"), today=TODAY
    )
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    corrected = _approved(land, proposal)
    keys = {entry.key: entry.day for entry in schedule.entries.all()}
    assert {entry.key for entry in corrected.entries.all()} == set(keys)
    assert [entry.day for entry in corrected.entries.all() if keys[entry.key] != entry.day] == [date(2027, 6, 1)]
    published = publish_schedule(schedule=corrected, actor=land.actor("officer"), today=TODAY, now=NOW)
    assert [meeting.body for meeting in published] == [land.akimats[RURAL]]


def test_what_a_correction_costs_does_not_grow_with_its_rows(land: Land) -> None:
    """The proposal keeps as many rows as it has: read once a row they cost minutes. Places are not read row by row."""
    proposal, _schedule = _corrected(land)
    land.row(proposal, RURAL, RURAL, date(2027, 6, 1))
    proposal.rows.filter(span_start=date(2027, 6, 1)).update(change_reason_kk="Су", change_reason_ru="Вода")

    with CaptureQueriesContext(connection) as asked:
        proposal = submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
        _approved(land, proposal)

    statements = [each["sql"] for each in asked.captured_queries]
    rows = [sql for sql in statements if 'FROM "schedules_proposalrow"' in sql]
    assert rows
    assert [sql for sql in rows if '"filed_rows"' in sql] == []
    one_place = 'FROM "bodies_territory" WHERE "bodies_territory"."id" = '
    assert len([sql for sql in statements if one_place in sql]) < len(proposal.rows.all())


def test_publication_killed_before_any_statement_leaves_nothing(land: Land) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    schedule = _approved(land, proposal)
    before = _rows_of_all_tables()
    for statement in count(1):
        killer = KilledAt(statement)
        with undone():
            with suppress(Killed), transaction.atomic(), connection.execute_wrapper(killer):
                publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=NOW)
            after = _rows_of_all_tables()
        if killer.count < statement:
            break
        assert after == before, statement
    assert statement > 20
    assert after["meetings_meeting"] == 3
    assert Schedule.objects.get(pk=schedule.pk).state == ScheduleState.APPROVED


def _rows_of_all_tables() -> dict[str, int]:
    """How many rows each has; of schedules those published are told apart."""
    tables = sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed})
    asked = [f"SELECT '{table}', count(*) FROM {table}" for table in tables]
    asked.append("SELECT 'published', count(*) FROM schedules_schedule WHERE state = 'published'")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return dict(cursor.fetchall())


def test_its_pages_speak_of_a_calendar(land: Land, client: Client) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    client.force_login(land.people["head"])
    for name in ("work", "review", "proposals", "proposal"):
        with override("en"):
            url = proposal.get_absolute_url() if name == "proposal" else AKIM_CALENDAR.pages.urls(
                slug=land.region.slug, year="2027"
            )[name]  # fmt: skip
        page = client.get(url)
        assert page.status_code == 200, url
        text = page.content.decode()
        assert "alendar" in text
        assert "epartmental" not in text.partition("<main")[2], url
    [item] = [item for item in desk_items(land.actor("head"), TODAY) if item.kind == "plan_review"]
    assert "2027" in str(item.title)


def test_a_neighbour_finds_no_page_of_it(land: Land, client: Client) -> None:
    proposal = _filled(land)
    for name in ("district", "neighbour", "rural", "maslikhat", "nobody"):
        client.force_login(land.people[name])
        urls = AKIM_CALENDAR.pages.urls(slug=land.region.slug, year="2027")
        for url in (proposal.get_absolute_url(), urls["work"], urls["review"], urls["amend"]):
            assert client.get(url).status_code == 404, (name, url)


def test_the_published_calendar_is_read_by_everybody(land: Land, client: Client) -> None:
    _proposal, schedule = _published(land)
    with override("ru"):
        page = client.get(schedule.get_absolute_url())
        index = client.get("/ru/schedules/")
        address = schedule.get_absolute_url()
    assert page.status_code == 200
    assert "Календарь встреч акимов на" in page.content.decode()
    assert f"/ru/calendar/?place={land.region.territory.kato}&amp;view=list" in page.content.decode()
    assert client.get(f"/ru/calendar/?place={land.region.territory.kato}&view=list").content.decode().count("<li>") > 2
    assert address in index.content.decode()


def test_a_visit_without_a_subject_is_announced(land: Land, client: Client) -> None:
    proposal = _filled(land)
    proposal.rows.update(subject_kk="", subject_ru="", subject_en="")
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    meetings = publish_schedule(schedule=_approved(land, proposal), actor=land.actor("officer"), today=TODAY, now=NOW)
    for meeting in meetings:
        for language in ("kk", "ru", "en"):
            with override(language):
                page = client.get(meeting.get_absolute_url())
            assert page.status_code == 200
            assert 'content=""' not in page.content.decode()
        assert client.get(f"/ru/meetings/{meeting.number}.ics").status_code == 200
    assert client.get("/api/v1/meetings/").json()["count"] == len(meetings)


def test_steps_tell_how_far_the_calendar_has_come(land: Land, client: Client) -> None:
    def at() -> str:
        with override("en"):
            page = client.get(AKIM_CALENDAR.pages.work.url(slug=land.region.slug, year="2027"))
        return str(next((step.text for step in page.context["steps"] if step.is_now), ""))

    client.force_login(land.people["head"])
    proposal = _filled(land)
    seen = [at()]
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    seen.append(at())
    proposal.refresh_from_db()
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    seen.append(at())
    schedule = _approved(land, proposal)
    seen.append(at())
    publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=NOW)
    seen.append(at())
    assert seen == ["draft", "to the maslikhat", "with the head", "approved", "published"]
    # A correction goes the same way, while what is in force stands.
    schedule.refresh_from_db()
    open_amendment(
        schedule=schedule, bodies=[land.region], reason_kk="Су тасқыны", reason_ru="Паводок", actor=land.actor("head"),
        today=TODAY,
    )  # fmt: skip
    proposal.refresh_from_db()
    land.row(proposal, RURAL, RURAL, date(2027, 6, 1))
    proposal.rows.filter(span_start=date(2027, 6, 1)).update(change_reason_kk="Су", change_reason_ru="Вода")
    again = [at()]
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    again.append(at())
    proposal.refresh_from_db()
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    again.append(at())
    copy = _approved(land, proposal)
    again.append(at())
    publish_schedule(schedule=copy, actor=land.actor("officer"), today=TODAY, now=NOW)
    again.append(at())
    assert again == seen


def test_a_head_who_is_too_early_is_told_at_the_form(land: Land, client: Client) -> None:
    proposal = _filled(land)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    proposal.refresh_from_db()
    client.force_login(land.people["head"])
    with override("en"):
        url = AKIM_CALENDAR.pages.review.url(slug=land.region.slug, year="2027")
    typed = {"decision": "approve", "act_number": "17-q", "act_on": "24.11.2026", "version": proposal.version}
    page = client.post(url, typed)
    assert page.status_code == 200
    assert "was not notified of this calendar yet" in page.content.decode()
    assert "17-q" in page.content.decode()

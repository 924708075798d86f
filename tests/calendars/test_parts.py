"""A region gives its calendar out: each akimat writes its own part, says that it is ready, and nothing waits for it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from meetings.services.publication import publish_schedule
from portal.calendars.models import Delegation, Part
from portal.calendars.queries.parts import given_bodies, inner_day, progress
from portal.calendars.queries.parts_desk import part_items
from portal.calendars.services.parts import give_out, go_on, mark_ready, take_ready_back
from portal.deadlines.models import CalendarDay
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.errors import RowConflict, RowGone
from schedules.models import Proposal, ProposalRow
from schedules.services.amendment import drop_change, propose_change
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.proposals import submit_proposal
from schedules.services.rows import RowChange, delete_row, save_row, save_rows
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.land import DISTRICT, NEIGHBOUR, REGION, RURAL, Land, filled_calendar, make_land
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 20)
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
JUNE = date(2027, 6, 10)
#: A week before the region approves.
OFFERED = date(2027, 1, 8)


def make_parts() -> tuple[Land, Proposal]:
    land = make_land()
    proposal = filled_calendar(land)
    give_out(proposal=proposal, due_on=DUE, actor=land.actor("officer"), today=TODAY)
    proposal.refresh_from_db()
    return land, proposal


@GROUND.fixture
def parts_ground() -> tuple[Land, Proposal]:
    return make_parts()


@pytest.fixture
def given(parts_ground: tuple[Land, Proposal]) -> tuple[Land, Proposal]:
    return parts_ground


def _part(land: Land, kato: str) -> Part:
    return Part.objects.get(body=land.akimats[kato])


def _row(land: Land, kato: str) -> ProposalRow:
    return ProposalRow.objects.get(official=land.akims[kato])


def _moved(land: Land, row: ProposalRow, by: str, *, version: int | None = None) -> ProposalRow:
    kept = {name: getattr(row, name) for name in RowData.__dataclass_fields__} | {"day": JUNE, "more_days": ()}
    return save_row(
        proposal=row.proposal, row=row, data=RowData(**kept), expected_version=version or row.version,
        actor=land.actor(by), today=TODAY,
    )  # fmt: skip


# -- giving out --------------------------------------------------------------------------------------------------------
def test_every_akimat_below_gets_its_part_and_its_people_are_told(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    assert {part.body for part in Part.objects.all()} == {land.akimats[kato] for kato in (DISTRICT, RURAL, NEIGHBOUR)}
    told = {notice.user for notice in Notice.objects.filter(kind="calendar_part")}
    assert told == {land.people[name] for name in ("district", "rural", "neighbour")}


def test_the_inner_day_is_ahead_and_before_the_day_of_the_region(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    for day in (date(2026, 11, 23), date(2027, 1, 15)):
        with pytest.raises(Invalid) as refused:
            give_out(proposal=proposal, due_on=day, actor=land.actor("officer"), today=TODAY)
        assert "due_on" in refused.value.errors
    give_out(proposal=proposal, due_on=date(2027, 1, 14), actor=land.actor("head"), today=TODAY)
    assert (Delegation.objects.get().due_on, Part.objects.count()) == (date(2027, 1, 14), 3)


def test_only_the_region_gives_out_and_goes_on(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    for name in set(land.people) - {"officer", "second_officer", "head"}:
        with pytest.raises(NotAllowed):
            give_out(proposal=proposal, due_on=DUE, actor=land.actor(name), today=TODAY)
        with pytest.raises(NotAllowed):
            go_on(delegation=Delegation.objects.get(), actor=land.actor(name), today=DUE, reason="x")


# -- who writes what ---------------------------------------------------------------------------------------------------
def test_an_akimat_is_given_its_own_rows_and_those_below(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    of = {
        name: {body for body, akimat in land.akimats.items() if akimat.pk in given_bodies(land.actor(name), proposal)}
        for name in land.people
    }
    expected = {"district": {DISTRICT, RURAL}, "rural": {RURAL}, "neighbour": {NEIGHBOUR}}
    assert of == {name: expected.get(name, set()) for name in land.people}


def test_rows_are_written_by_their_akimat_and_the_one_above(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    for by, kato in (("rural", RURAL), ("district", RURAL), ("district", DISTRICT), ("officer", RURAL)):
        row = _row(land, kato)
        row.day = date(2027, 5, 5)
        row.save()
        assert _moved(land, row, by).day == JUNE


def test_a_neighbour_finds_no_row_of_others_and_learns_nothing(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    for by, kato in (("neighbour", RURAL), ("neighbour", DISTRICT), ("rural", DISTRICT), ("district", REGION)):
        row = _row(land, kato)
        with pytest.raises(RowGone):
            _moved(land, row, by, version=99)
        delete_row(proposal=proposal, row=row, expected_version=row.version, actor=land.actor(by), today=TODAY)
        assert ProposalRow.objects.filter(pk=row.pk).exists()
    with pytest.raises(Invalid) as refused:
        land.row(proposal, RURAL, RURAL, JUNE, by="neighbour")
    assert refused.value.code == "other_official"


@pytest.mark.parametrize(
    ("by", "akim", "place"),
    [
        ("rural", RURAL, NEIGHBOUR),
        ("rural", RURAL, DISTRICT),
        ("district", DISTRICT, NEIGHBOUR),
        ("officer", DISTRICT, REGION),
    ],
)
def test_an_akim_meets_people_in_the_own_unit_alone(
    given: tuple[Land, Proposal], by: str, akim: str, place: str
) -> None:
    land, proposal = given
    with pytest.raises(Invalid) as refused:
        land.row(proposal, akim, place, JUNE, by=by)
    assert (refused.value.code, list(refused.value.errors)) == ("outside_unit", ["territory"])
    assert not proposal.rows.filter(day=JUNE).exists()


def test_a_meeting_sent_again_after_the_region_gave_it_to_another_is_gone(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    data = RowData(official=land.akims[RURAL], territory=land.places[RURAL], day=JUNE)
    change = RowChange(data, sent_key="4e1b7f0c-0000-4000-8000-000000000001")
    ((added,), again) = (
        save_rows(proposal=proposal, changes=[change], actor=land.actor("rural"), today=TODAY)
        for _once in range(2)
    )  # fmt: skip
    assert [added.row] == [each.row for each in again]
    row = ProposalRow.objects.get(day=JUNE)
    row.official = land.akims[DISTRICT]
    row.save()
    for one in (change, RowChange(None, sent_key=change.sent_key)):
        (outcome,) = save_rows(proposal=proposal, changes=[one], actor=land.actor("rural"), today=TODAY)
        assert isinstance(outcome.refusal, RowGone)
    assert ProposalRow.objects.get(day=JUNE).official == land.akims[DISTRICT]


def test_without_a_part_nobody_below_writes_anything() -> None:
    land = make_land()
    proposal = filled_calendar(land)
    for name in ("district", "rural", "neighbour"):
        with pytest.raises(NotAllowed):
            _moved(land, _row(land, RURAL), name)
    assert not given_bodies(land.actor("rural"), proposal)


def test_two_officers_on_one_row_get_both_texts(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    row = _row(land, RURAL)
    seen = row.version
    _moved(land, row, "rural")
    stale = _row(land, RURAL)
    stale.venue_ru = "Клуб"
    kept = {name: getattr(stale, name) for name in RowData.__dataclass_fields__} | {"more_days": ()}
    with pytest.raises(RowConflict) as conflict:
        save_row(
            proposal=stale.proposal, row=stale, data=RowData(**kept), expected_version=seen,
            actor=land.actor("district"), today=TODAY,
        )  # fmt: skip
    assert conflict.value.row.day == JUNE


# -- ready -------------------------------------------------------------------------------------------------------------
def test_ready_is_said_once_by_the_akimat_itself(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    for name in set(land.people) - {"rural"}:
        with pytest.raises(NotAllowed):
            mark_ready(part=_part(land, RURAL), actor=land.actor(name), today=TODAY)
    for _twice in range(2):
        mark_ready(part=_part(land, RURAL), actor=land.actor("rural"), today=TODAY)
    told = [notice.user.full_name for notice in Notice.objects.filter(kind="calendar_part_ready")]
    assert sorted(told) == ["district", "head", "officer", "second_officer"]
    assert part_items(land.actor("rural")) == []


def test_a_change_by_the_akimat_takes_the_mark_off_and_the_region_is_told(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    mark_ready(part=_part(land, RURAL), actor=land.actor("rural"), today=TODAY)
    _moved(land, _row(land, RURAL), "officer")
    assert _part(land, RURAL).ready_on == TODAY
    row = _row(land, RURAL)
    row.day = date(2027, 5, 5)
    row.save()
    _moved(land, row, "rural")
    assert _part(land, RURAL).ready_on is None
    assert Notice.objects.filter(kind="calendar_part_changed", user=land.people["officer"]).exists()


def test_the_mark_is_taken_back(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    mark_ready(part=_part(land, DISTRICT), actor=land.actor("district"), today=TODAY)
    take_ready_back(part=_part(land, DISTRICT), actor=land.actor("district"), today=TODAY)
    assert _part(land, DISTRICT).ready_on is None
    assert [item.title for item in part_items(land.actor("district"))] != []


# -- going on ----------------------------------------------------------------------------------------------------------
def test_progress_counts_by_district_and_names_who_is_not_ready(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    mark_ready(part=_part(land, RURAL), actor=land.actor("rural"), today=TODAY)
    shown = progress(Delegation.objects.select_related("proposal__body").get(), TODAY)
    lines = {line.part.body: (line.is_ready, line.rows, line.below_ready, line.below) for line in shown.lines}
    assert lines == {
        land.akimats[DISTRICT]: (False, 2, 1, 1),
        land.akimats[NEIGHBOUR]: (False, 0, 0, 0),
    }
    assert (shown.rows, shown.ready, len(shown.not_ready)) == (3, 0, 2)


def test_before_the_inner_day_going_on_needs_a_reason_and_after_it_none(given: tuple[Land, Proposal]) -> None:
    land, _proposal = given
    delegation = Delegation.objects.select_related("proposal").get()
    with pytest.raises(Invalid):
        go_on(delegation=delegation, actor=land.actor("officer"), today=DUE)
    go_on(delegation=delegation, actor=land.actor("officer"), today=date(2026, 12, 21))
    with pytest.raises(Conflict):
        mark_ready(part=_part(land, RURAL), actor=land.actor("rural"), today=DUE)
    with pytest.raises(NotAllowed):
        _moved(land, _row(land, RURAL), "rural")


def test_parts_that_are_not_ready_hold_nothing_up(given: tuple[Land, Proposal]) -> None:
    land, proposal = given
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    with pytest.raises(NotAllowed):
        _moved(land, _row(land, RURAL), "rural")


@pytest.mark.parametrize(
    ("today", "offered"),
    [
        (TODAY, date(2027, 1, 8)),
        (date(2027, 1, 7), date(2027, 1, 8)),
        (date(2027, 1, 8), None),
        (date(2027, 2, 1), None),
    ],
)
def test_a_working_day_a_week_ahead_is_offered_as_the_inner_deadline(
    given: tuple[Land, Proposal], today: date, offered: date | None
) -> None:
    _land, proposal = given
    assert inner_day(proposal, today) == offered
    if offered is not None:
        CalendarDay.objects.create(date=offered, kind="holiday", name_kk="М", name_ru="П", name_en="H")
        assert inner_day(proposal, date(2027, 1, 2)) == date(2027, 1, 7)


# -- pages -------------------------------------------------------------------------------------------------------------
@time_machine.travel(NOW, tick=False)
def test_the_part_is_edited_in_place_and_marked_ready(given: tuple[Land, Proposal], client: Client) -> None:
    land, _proposal = given
    client.force_login(land.people["rural"])
    url = f"/kk/work/akims/{land.akimats[RURAL].slug}/2027/part/"
    assert client.get("/kk/work/akims/").headers["Location"] == url
    assert client.get(url).status_code == 200
    row = _row(land, RURAL)
    typed = {"day": "10.06.2027", "start_time": "16:00", "venue_kk": "Клуб", "venue_ru": "Клуб", "version": row.version}
    assert client.post(f"{url}{row.pk}/", typed).status_code == 302
    saved = _row(land, RURAL)
    assert (saved.day, saved.venue_kk) == (JUNE, "Клуб")
    stale = client.post(f"{url}{row.pk}/", {**typed, "venue_kk": "Мектеп"})
    assert (stale.status_code, "Мектеп" in stale.content.decode(), "Клуб" in stale.content.decode()) == (
        409,
        True,
        True,
    )
    wrong = client.post(f"{url}{row.pk}/", {**typed, "day": "40.06.2027"})
    assert (wrong.status_code, "40.06.2027" in wrong.content.decode()) == (200, True)
    assert client.get(f"{url}new/").status_code == 200
    new = {**typed, "official": land.akims[RURAL].pk, "territory": land.places[RURAL].pk, "subject_kk": "Су",
           "subject_ru": "Вода", "day": "11.06.2027", "version": "",
           "key": "4e1b7f0c-0000-4000-8000-000000000002"}  # fmt: skip
    assert client.post(f"{url}new/", new).status_code == 302
    other = client.post(f"{url}new/", {**new, "venue_kk": "Мектеп"})
    assert (other.status_code, "Мектеп" in other.content.decode()) == (409, True)
    assert ProposalRow.objects.filter(official=land.akims[RURAL]).count() == 2
    assert client.post(f"{url}ready/", {"ready": "1"}).status_code == 302
    assert _part(land, RURAL).ready_on == TODAY


@time_machine.travel(NOW, tick=False)
def test_pages_of_others_do_not_exist(given: tuple[Land, Proposal], client: Client) -> None:
    land, _proposal = given
    part = f"/kk/work/akims/{land.akimats[RURAL].slug}/2027/part/"
    region = f"/kk/work/akims/{land.region.slug}/2027/progress/"
    row = _row(land, RURAL)
    for name in ("neighbour", "district", "officer", "maslikhat", "nobody", "overseer"):
        client.force_login(land.people[name])
        assert client.get(part).status_code == 404, name
        assert client.post(f"{part}{row.pk}/", {"day": "10.06.2027"}).status_code == 404, name
        assert client.post(f"{part}ready/", {"ready": "1"}).status_code == 404, name
    for name in ("neighbour", "rural", "maslikhat"):
        client.force_login(land.people[name])
        assert client.get(region).status_code == 404, name
    client.force_login(land.people["neighbour"])
    own = f"/kk/work/akims/{land.akimats[NEIGHBOUR].slug}/2027/part/"
    assert client.post(f"{own}{row.pk}/", {"day": "10.06.2027"}).status_code == 404
    assert land.places[RURAL].name_kk not in client.get(own).content.decode()


@time_machine.travel(NOW, tick=False)
def test_the_region_sees_progress_and_sets_the_inner_day(given: tuple[Land, Proposal], client: Client) -> None:
    land, _proposal = given
    client.force_login(land.people["officer"])
    url = f"/kk/work/akims/{land.region.slug}/2027/progress/"
    shown = client.get(url).content.decode()
    assert land.akimats[DISTRICT].plain_kk in shown
    assert client.post(f"{url}give-out/", {"due_on": "25.12.2026"}).status_code == 302
    assert Delegation.objects.get().due_on == date(2026, 12, 25)
    assert 'value="25.12.2026"' in client.get(url).content.decode()
    assert client.post(f"{url}go-on/", {"reason": ""}).status_code == 200
    assert client.post(f"{url}go-on/", {"reason": "Облыс асығады"}).status_code == 302
    assert Delegation.objects.get().closed_reason == "Облыс асығады"


# -- a correction of the published calendar --------------------------------------------------------------------------
LATER = date(2026, 12, 28)
INNER = date(2027, 2, 1)
WHY = {"change_reason_kk": "Тасқын", "change_reason_ru": "Паводок"}


def corrected(given: tuple[Land, Proposal]) -> tuple[Land, Proposal]:
    """Filled in by parts that were ready, published, and opened for a change by the region."""
    land, proposal = given
    mark_ready(part=_part(land, DISTRICT), actor=land.actor("district"), today=TODAY)
    proposal = submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    said = {"act_number": "17", "act_on": TODAY}
    schedule = approve_plan(proposal=proposal, actor=land.actor("head"), today=TODAY, **said)
    publish_schedule(schedule=schedule, actor=land.actor("officer"), today=TODAY, now=NOW)
    proposal.refresh_from_db()
    officer = land.actor("officer", LATER)
    return land, propose_change(proposal=proposal, reason="Тасқын", actor=officer, today=LATER)


def given_anew(given: tuple[Land, Proposal]) -> tuple[Land, Proposal]:
    land, proposal = corrected(given)
    give_out(proposal=proposal, due_on=INNER, actor=land.actor("officer", LATER), today=LATER)
    return land, proposal


def writes(land: Land, kato: str, by: str) -> bool:
    """Whether the person can move the meeting of that akim, saying why."""
    row = _row(land, kato)
    kept = {name: getattr(row, name) for name in RowData.__dataclass_fields__} | {"day": JUNE, "more_days": ()} | WHY
    asked = {"row": row, "data": RowData(**kept), "expected_version": row.version}
    try:
        save_row(proposal=row.proposal, actor=land.actor(by, LATER), today=LATER, **asked)
    except (NotAllowed, RowGone, IllegalTransition):
        return False
    return True


@pytest.mark.parametrize("by", ["district", "rural", "neighbour", "maslikhat", "nobody"])
def test_a_correction_is_the_regions_own_until_it_is_given_out(given: tuple[Land, Proposal], by: str) -> None:
    land, proposal = corrected(given)
    assert given_bodies(land.actor("district", LATER), proposal) == frozenset()
    assert not any(writes(land, kato, by) for kato in (DISTRICT, RURAL, REGION))
    with pytest.raises(Conflict):
        mark_ready(part=_part(land, DISTRICT), actor=land.actor("district", LATER), today=LATER)
    assert part_items(land.actor("district", LATER)) == []
    assert writes(land, DISTRICT, "officer")


@pytest.mark.parametrize(
    ("by", "theirs"),
    [
        ("district", {DISTRICT, RURAL}),
        ("rural", {RURAL}),
        ("neighbour", set()),
        ("maslikhat", set()),
        ("nobody", set()),
    ],
)
def test_given_out_anew_each_akimat_writes_its_part_and_no_neighbour_does(
    given: tuple[Land, Proposal], by: str, theirs: set[str]
) -> None:
    land, _proposal = given_anew(given)
    assert {kato for kato in (REGION, DISTRICT, RURAL) if writes(land, kato, by)} == theirs


def test_only_the_region_gives_a_correction_out(given: tuple[Land, Proposal]) -> None:
    land, proposal = corrected(given)
    for by in ("district", "neighbour", "maslikhat", "nobody"):
        with pytest.raises(NotAllowed):
            give_out(proposal=proposal, due_on=INNER, actor=land.actor(by, LATER), today=LATER)


def test_marks_of_the_calendar_say_nothing_of_its_correction(given: tuple[Land, Proposal]) -> None:
    land, proposal = given_anew(given)
    assert not Part.objects.exclude(ready_on=None).exists()
    told = Notice.objects.filter(kind="calendar_part", path__contains="part", created_for=LATER)
    assert {notice.user for notice in told} == {land.people[name] for name in ("district", "rural", "neighbour")}
    mark_ready(part=_part(land, DISTRICT), actor=land.actor("district", LATER), today=LATER)
    give_out(proposal=proposal, due_on=date(2027, 2, 5), actor=land.actor("officer", LATER), today=LATER)
    assert _part(land, DISTRICT).ready_on == LATER


def test_another_correction_is_given_out_by_itself(given: tuple[Land, Proposal]) -> None:
    land, proposal = given_anew(given)
    proposal.refresh_from_db()
    officer = land.actor("officer", LATER)
    proposal = drop_change(proposal=proposal, actor=officer, today=LATER)
    assert not writes(land, RURAL, "rural")
    propose_change(proposal=proposal, reason="Жөндеу", actor=officer, today=LATER)
    assert not writes(land, RURAL, "rural")
    give_out(proposal=proposal, due_on=INNER, actor=officer, today=LATER)
    assert writes(land, RURAL, "rural")


def test_submitted_the_correction_is_written_by_nobody_below(given: tuple[Land, Proposal]) -> None:
    land, proposal = given_anew(given)
    assert writes(land, RURAL, "rural")
    proposal.refresh_from_db()
    submit_proposal(proposal=proposal, actor=land.actor("officer", LATER), today=LATER)
    assert not writes(land, RURAL, "rural")


def test_on_its_page_an_akimat_says_why_and_before_that_is_told_to_wait(
    given: tuple[Land, Proposal], client: Client
) -> None:
    land, proposal = corrected(given)
    row, slug = _row(land, RURAL), land.akimats[RURAL].slug
    page = f"/ru/work/akims/{slug}/2027/part/"
    typed = {"day": "10.06.2027", "start_time": "", "venue_kk": "", "venue_ru": "", "version": row.version, **WHY}
    with time_machine.travel("2026-12-28 06:00Z", tick=False):
        client.force_login(land.people["rural"])
        assert "не передала" in client.get(page).content.decode()
        assert client.post(f"{page}{row.pk}/", typed).status_code == 403
        give_out(proposal=proposal, due_on=INNER, actor=land.actor("officer", LATER), today=LATER)
        assert "change_reason_kk" in client.get(page).content.decode()
        assert client.post(f"{page}{row.pk}/", typed).status_code == 302
        client.force_login(land.people["officer"])
        progress_page = client.get(f"/ru/work/akims/{land.region.slug}/2027/progress/")
    assert progress_page.status_code == 200
    row.refresh_from_db()
    assert (row.day, row.change_reason_kk, row.change_reason_ru) == (JUNE, "Тасқын", "Паводок")

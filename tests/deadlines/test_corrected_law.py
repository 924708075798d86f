"""What the corrected law makes of what was owed already: nothing is late backwards, nothing is lost."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.apps import apps

from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.deadlines.choices import EventKind, StateKind
from portal.deadlines.models import Decision, DueChange, DutyStart, Obligation, StaleTotal
from portal.deadlines.services import sweep
from portal.law.owner_decisions import SHIPPED
from tests.deadlines.conftest import make_country
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, TerritoryFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory
from tests.factories.files import StoredFileFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law", "upgrade_day")]

STEP = import_module("portal.deadlines.migrations.0006_the_law_as_it_reads")
COUNTED = import_module("portal.deadlines.migrations.0014_counted_in_its_norms")
TODAY = date(2027, 2, 1)


@pytest.fixture
def upgrade_day():
    """Early in the morning of 1 February in Kazakhstan, still January by universal time."""
    with time_machine.travel("2027-01-31 20:00Z", tick=False):
        yield


def district() -> Body:
    return BodyFactory(akimat=True, territory=TerritoryFactory(district=True), joined_on=date(2026, 9, 1))


def test_day_is_that_of_kazakhstan() -> None:
    assert STEP.today() == TODAY


def test_akims_who_owe_progress_now_are_not_late_with_the_quarters_before() -> None:
    region = make_country(joined_on=date(2026, 9, 1))["akimat-1"]
    lower = district()
    DutyStart.objects.exclude(duty="C-3.5d").delete()
    ObligationFactory(duty="C-3.5d", body=region, act="C2", period_key="2026-Q4", computed_due_on=date(2027, 1, 10))
    STEP.keep_from_now(apps, None)
    sweep(on=TODAY)
    sweep(on=date(2027, 4, 11))
    progress = Obligation.objects.filter(duty="C-3.5d")
    assert set(progress.filter(body=lower).values_list("period_key", flat=True)) == {"2027-Q1"}
    assert set(progress.filter(body=region).values_list("period_key", flat=True)) == {"2026-Q4", "2027-Q1"}
    # By its own day it is late like everybody else.
    assert progress.get(body=lower).late_since == date(2027, 4, 11)
    assert progress.get(body=region, period_key="2026-Q4").late_since == date(2027, 1, 11)


def test_start_that_is_later_stays_and_a_new_database_has_none() -> None:
    STEP.keep_from_now(apps, None)
    assert not DutyStart.objects.exists()
    ObligationFactory()
    DutyStart.objects.create(duty="L-9.3", since=date(2076, 1, 1))
    DutyStart.objects.create(duty="P-3", since=date(2026, 11, 24))
    DutyStart.objects.create(duty="D-1.4", since=date(2026, 11, 24))
    STEP.keep_from_now(apps, None)
    starts = dict(DutyStart.objects.values_list("duty", "since"))
    assert starts.pop("L-9.3") == date(2076, 1, 1)
    assert starts.pop("D-1.4") == date(2026, 11, 24)
    assert starts == dict.fromkeys(set(STEP._KEPT_FROM_NOW) - {"L-9.3"}, TODAY)


def test_report_owed_at_all_times_is_owed_for_its_year() -> None:
    standing = {
        "duty": "L-9.3",
        "act": "L",
        "stands_by": "act",
        "period_key": "standing",
        "opens_by": "standing",
        "no_day": True,
        "act_due_on": None,
    }
    waits, done = ObligationFactory(**standing), ObligationFactory(**standing, met_on=date(2026, 12, 20))
    StaleTotal.objects.all().delete()
    STEP.report_by_year(apps, None)
    for row, year in ((waits, 2027), (done, 2026)):
        row.refresh_from_db()
        assert (row.period_key, row.opens_by) == (f"{year}", "period")
        assert (row.due_on, row.computed_due_on, row.act_due_on) == (date(year, 12, 31),) * 3
    assert (waits.look_on, done.look_on) == (TODAY, None)
    assert waits.state(TODAY).kind == StateKind.UPCOMING
    assert done.state(TODAY).kind == StateKind.MET
    assert set(StaleTotal.objects.values_list("period_key", flat=True)) == {"standing", "2026", "2027"}
    STEP.report_by_year(apps, None)
    assert Obligation.objects.filter(duty="L-9.3").count() == 2


def test_who_is_left_out_is_released_and_the_others_are_not() -> None:
    apparatus, other = BodyFactory(slug="apparatus"), BodyFactory(slug="other")
    BodyFunctionFactory(body=apparatus, function=Function.CONTROL_GOVERNMENT)
    rows = {
        body.slug: ObligationFactory(
            duty="P-3", act="P", body=body, period_key="2027-02", computed_due_on=date(2027, 2, 28)
        )
        for body in (apparatus, other)
    }
    STEP.release_who_is_left_out(apps, None)
    for row in rows.values():
        row.refresh_from_db()
    assert (rows["apparatus"].released_as, rows["apparatus"].released_on) == ("exempt", TODAY)
    assert rows["apparatus"].events.get().kind == EventKind.RELEASED
    assert rows["other"].released_as == ""


def test_what_is_confirmed_is_shown_and_tension_is_not() -> None:
    def row(duty: str, act: str, *, public: bool) -> Obligation:
        return ObligationFactory(duty=duty, act=act, period_key="2027", is_public=public)

    shown = [row("P-3", "P", public=False), row("P-26", "P", public=False), row("C-1", "C2", public=False)]
    hidden = row("D-1.3", "D", public=True)
    same = [row("P-3", "P0", public=False), row("C-3.5c", "C2", public=False)]
    proof = EvidenceFactory(obligation=shown[0], kind="file", address="", file=StoredFileFactory(is_public=False))
    secret = EvidenceFactory(obligation=hidden, kind="file", address="", file=StoredFileFactory(is_public=True))
    STEP.show_and_hide(apps, None)
    for each in (*shown, hidden, *same, proof.file, secret.file):
        each.refresh_from_db()
    assert [each.is_public for each in shown] == [True] * 3
    assert (hidden.is_public, secret.file.is_public, proof.file.is_public) == (False, False, True)
    assert [each.is_public for each in same] == [False] * 2


def test_where_people_decided_who_sees_a_duty_that_stays() -> None:
    made = make_country()
    order = next(order for order in SHIPPED if order.number == 1 and order.duty == "B-4.3")
    Decision.objects.create(
        number=9,
        duty="C-1",
        visibility="internal",
        applies_from=date(2027, 1, 1),
        decided_on=TODAY,
        recorded_by=made.people["administration administrator"].user,
        **{f"wording_{code}": order.wording.get(code) for code in ("kk", "ru", "en")},
        **{f"ground_{code}": order.ground.get(code) for code in ("kk", "ru", "en")},
    )
    row = ObligationFactory(duty="C-1", act="C2", period_key="2027", is_public=False)
    STEP.show_and_hide(apps, None)
    row.refresh_from_db()
    assert not row.is_public


@pytest.mark.parametrize(
    ("ended", "due_on"),
    [("2027-01-21", None), ("2027-01-22", TODAY), ("2027-01-30", date(2027, 2, 9))],
)
def test_results_awaiting_a_reception_get_their_day_while_it_is_ahead(ended: str, due_on: date | None) -> None:
    row = ObligationFactory(
        duty="C-3.5c",
        act="C2",
        opens_by="event",
        subject="event:1",
        period_key="2027",
        no_day=True,
        act_due_on=None,
        happened={"meeting_ended": ended, "reception_ended": None},
    )
    STEP.count_from_the_meeting(apps, None)
    row.refresh_from_db()
    assert (row.due_on, row.computed_due_on) == (due_on, due_on)
    assert [change.new_due_on for change in DueChange.objects.all()] == ([due_on] if due_on else [])
    sweep(on=TODAY)
    row.refresh_from_db()
    assert row.late_since is None


def test_nothing_waits_for_a_meeting_that_has_not_ended() -> None:
    row = ObligationFactory(
        duty="C-3.5c",
        act="C2",
        opens_by="event",
        subject="event:1",
        period_key="2027",
        no_day=True,
        act_due_on=None,
        happened={"meeting_ended": None, "reception_ended": "2027-01-30"},
    )
    STEP.count_from_the_meeting(apps, None)
    row.refresh_from_db()
    assert row.due_on is None


def test_what_is_open_under_the_line_over_the_norms_is_needed_no_more() -> None:
    whole = {"duty": "C-cov", "act": "C2", "stands_by": "act", "period_key": "2027"}
    done = ObligationFactory(**whole, in_time=True)
    late = ObligationFactory(**{**whole, "period_key": "2026"}, late_since=date(2027, 1, 1))
    rows, apart = [ObligationFactory(**whole), late], ObligationFactory(duty="cov-3", act="C2", period_key="2027-H1")
    COUNTED.release(apps, None)
    for row in rows:
        row.refresh_from_db()
        assert (row.released_as, row.released_on, row.late_since is None) == ("gone", TODAY, row is not late)
        assert row.events.get(kind=EventKind.RELEASED).comment == row.release_ground
    for row in (done, apart):
        row.refresh_from_db()
        assert (row.released_as, row.events.count()) == ("", 0)

"""A stop of a day, a week, a month over the season; a clock that jumps back; the ladder of a day that moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import DueChange, Ladder, Obligation, Rung, SweepRun
from portal.deadlines.notices import moved
from portal.deadlines.services import look_again, reset_ladder, set_ladder, sweep, withdraw_fulfilment
from portal.deadlines.services.ladder import write_rungs
from portal.kernel.errors import Invalid, NotAllowed
from portal.notices.models import Notice
from portal.notices.services import tell_many
from tests.deadlines.conftest import Country, make_country
from tests.deadlines.doing import ORDER, plan_of, record

pytestmark = pytest.mark.django_db

#: The plan of a ministry is due on Tuesday 15 December 2026, the report of an akimat on Sunday 10 January 2027.
PLAN, REPORT = "B-1.4-plan", "C-3.5d"


#: Days of the season on which something is to be said of the plan, and some between.
BUSY = [
    *(date(2026, 11, day) for day in (5, 13, 20, 30)),
    *(date(2026, 12, day) for day in (1, 4, 8, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 31)),
]


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def swept(on: Iterable[date]) -> None:
    for day in on:
        sweep(on=day)


def rungs(duty: str, slug: str) -> dict[int, tuple[date, bool]]:
    """Each rung with its day and whether it was told."""
    rows = Rung.objects.filter(obligation__duty=duty, obligation__body__slug=slug)
    return {row.rung: (row.on, row.told) for row in rows}


def told(duty: str, slug: str) -> list[tuple[str, str]]:
    """The outbox about one obligation: kind, and who is told."""
    (pk,) = Obligation.objects.filter(duty=duty, body__slug=slug).values_list("pk", flat=True)
    rows = Notice.objects.standing().filter(thread=f"obligation:{pk}").order_by("pk").select_related("user")
    return [(row.kind.removeprefix("deadline_"), row.user.email.split("@")[0]) for row in rows]


OWN = [("reminder", "preparer.ministry-1"), ("reminder", "head.ministry-1")]
LATE = [("late", "preparer.ministry-1"), ("late", "head.ministry-1")]
ABOVE = [("late", "preparer.culture"), ("late", "head.culture")]


def test_every_day_swept_tells_every_rung(country: Country) -> None:
    swept(BUSY)
    assert rungs(PLAN, "ministry-1") == {
        30: (date(2026, 11, 13), True),
        14: (date(2026, 12, 1), True),
        7: (date(2026, 12, 8), True),
        # Three days before is a Saturday.
        3: (date(2026, 12, 11), True),
        1: (date(2026, 12, 14), True),
        0: (date(2026, 12, 15), True),
        -1: (date(2026, 12, 16), True),
        -3: (date(2026, 12, 18), True),
        -7: (date(2026, 12, 22), True),
    }
    overseer = [("late", "overseer.administration")]
    assert told(PLAN, "ministry-1") == OWN * 6 + LATE + ABOVE + overseer
    assert plan_of(country).look_on is None


def test_report_due_on_a_sunday_is_reminded_of_before_christmas_and_the_week_end(country: Country) -> None:
    swept([*days(date(2026, 12, 24), date(2026, 12, 31)), *days(date(2027, 1, 5), date(2027, 1, 18))])
    assert rungs(REPORT, "akimat-1") == {
        14: (date(2026, 12, 25), True),
        7: (date(2026, 12, 31), True),
        3: (date(2027, 1, 6), True),
        # The last day and the day before it both fall on Friday the 8th: one reminder is enough.
        1: (date(2027, 1, 8), False),
        0: (date(2027, 1, 8), True),
        -1: (date(2027, 1, 11), True),
        -3: (date(2027, 1, 13), True),
        -7: (date(2027, 1, 17), True),
    }
    line = Notice.objects.filter(key__contains=":0:2027-01-10:").first()
    assert line is not None
    assert line.line_en.endswith("The due day is a day off; the last working day is 8\N{NO-BREAK SPACE}January 2027")


@pytest.mark.parametrize(
    ("silent", "passed_over"),
    [
        # A day: the reminder of Friday the 11th comes on Saturday.
        (days(date(2026, 12, 11), date(2026, 12, 11)), set()),
        # A week over three rungs: only the one of the 14th is told.
        (days(date(2026, 12, 8), date(2026, 12, 14)), {7, 3, 1}),
        # The last day itself was missed: nothing before it says anything any more.
        (days(date(2026, 12, 15), date(2026, 12, 15)), {0}),
        # A month, beyond the last day.
        (days(date(2026, 11, 20), date(2026, 12, 20)), {14, 7, 3, 1, 0}),
    ],
)
def test_after_a_silence_only_what_still_makes_sense_is_told(
    country: Country, silent: list[date], passed_over: set[int]
) -> None:
    swept(day for day in BUSY if day not in silent)
    found = rungs(PLAN, "ministry-1")
    assert set(found) == {30, 14, 7, 3, 1, 0, -1, -3, -7}
    assert {rung for rung, (_on, was_told) in found.items() if not was_told} == passed_over
    # Lateness is noted for its day whenever it is noticed, and told to everybody it concerns.
    assert plan_of(country).late_since == date(2026, 12, 16)
    assert [line for line in told(PLAN, "ministry-1") if line[0] == "late"] == [
        *LATE,
        *ABOVE,
        ("late", "overseer.administration"),
    ]


def test_clock_that_jumps_back_writes_nothing_twice(country: Country) -> None:
    swept([day for day in BUSY if day > date(2026, 12, 6)])
    before = (set(Rung.objects.values_list("pk")), set(Notice.objects.values_list("key")), plan_of(country).look_on)
    swept([date(2026, 12, 10), date(2026, 12, 1), date(2026, 12, 19)])
    after = (set(Rung.objects.values_list("pk")), set(Notice.objects.values_list("key")), plan_of(country).look_on)
    assert before == after


def test_sweep_forgets_records_older_than_ninety_days(country: Country) -> None:
    swept([date(2026, 11, 5), date(2026, 11, 6)])
    SweepRun.objects.create(on=date(2026, 11, 1))
    swept([date(2027, 2, 4)])
    assert list(SweepRun.objects.order_by("on").values_list("on", flat=True)) == [date(2026, 11, 6), date(2027, 2, 4)]


def test_fulfilment_withdrawn_is_looked_at_again(country: Country) -> None:
    swept(days(date(2026, 12, 7), date(2026, 12, 9)))
    plan = record(country, date(2026, 12, 9), proof=replace(ORDER, signed_on=date(2026, 12, 9)))
    plan = withdraw_fulfilment(
        obligation=plan,
        reason="void",
        actor=country.actor("ministry-1", "head", date(2026, 12, 14)),
        today=date(2026, 12, 14),
    )
    assert plan.look_on == date(2026, 12, 14)
    swept([date(2026, 12, 14)])
    # Of the time it stood fulfilled nothing is told.
    assert {rung: on for rung, (on, _told) in rungs(PLAN, "ministry-1").items() if on > date(2026, 12, 8)} == {
        1: date(2026, 12, 14)
    }


# -- a day that moves ----------------------------------------------------------------------------------------------
def moved_to(country: Country, new: date, on: date) -> Obligation:
    plan = plan_of(country)
    change = DueChange.objects.create(
        obligation=plan, old_due_on=plan.due_on, new_due_on=new, reason="extension", ground="order 5", on=on
    )
    Obligation.objects.filter(pk=plan.pk).update(due_on=new)
    look_again(obligations=[plan], on=on)
    tell_many(moved([change], on))
    tell_many(moved([change], on))
    return plan_of(country)


def test_day_that_moved_has_a_ladder_of_its_own_and_people_are_told(country: Country) -> None:
    swept(days(date(2026, 12, 7), date(2026, 12, 10)))
    moved_to(country, date(2026, 12, 25), date(2026, 12, 10))
    assert told(PLAN, "ministry-1")[-2:] == [("moved", "preparer.ministry-1"), ("moved", "head.ministry-1")]
    line = Notice.objects.filter(kind="deadline_moved").earliest("pk").line_en.replace("\N{NO-BREAK SPACE}", " ")
    assert line.startswith("The due day moved from 15 December 2026 to 25 December 2026: “")
    swept(days(date(2026, 12, 10), date(2026, 12, 18)))
    anew = Rung.objects.filter(obligation=plan_of(country), due_on=date(2026, 12, 25)).order_by("-rung")
    assert [(row.rung, row.on, row.told) for row in anew] == [
        # Fourteen days before the 25th is Friday the 11th; the rung of thirty days was gone by.
        (30, date(2026, 11, 25), True),
        (14, date(2026, 12, 11), True),
        # The 18th is a Friday.
        (7, date(2026, 12, 18), True),
    ]
    assert plan_of(country).late_since is None


# -- a ladder set by hand ------------------------------------------------------------------------------------------
def test_ladder_set_by_hand_holds_from_then_on(country: Country) -> None:
    administrator = country.actor("administration", "administrator", date(2026, 12, 7))
    swept([date(2026, 12, 7)])
    assert set_ladder(duty=PLAN, rungs=[0, 5, -2, 20, 20], actor=administrator, today=date(2026, 12, 7)) == (
        20,
        5,
        0,
        -2,
    )
    swept(days(date(2026, 12, 7), date(2026, 12, 20)))
    found = {rung: was_told for rung, (_on, was_told) in rungs(PLAN, "ministry-1").items()}
    # Twenty days before was over, and nearer ones had been told; the fourteen of the old ladder stay on record.
    assert found == {30: False, 20: False, 14: True, 5: True, 0: True, -2: True}
    assert plan_of(country).look_on is None
    assert reset_ladder(duty=PLAN, actor=administrator, today=date(2026, 12, 20))
    assert not reset_ladder(duty=PLAN, actor=administrator, today=date(2026, 12, 20))
    assert plan_of(country).look_on == date(2026, 12, 20)


def test_ladder_like_the_own_one_is_no_ladder_by_hand(country: Country) -> None:
    administrator = country.actor("administration", "administrator", date(2026, 12, 7))
    set_ladder(duty=PLAN, rungs=[3], actor=administrator, today=date(2026, 12, 7))
    set_ladder(duty=PLAN, rungs=[30, 14, 7, 3, 1, 0, -1, -3, -7], actor=administrator, today=date(2026, 12, 7))
    assert not Ladder.objects.exists()


@pytest.mark.parametrize(("wrong", "field"), [([], "before"), ([200], "before"), ([-91], "after")])
def test_ladder_out_of_bounds_is_refused_at_its_field(country: Country, wrong: list[int], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_ladder(
            duty=PLAN,
            rungs=wrong,
            actor=country.actor("administration", "administrator", date(2026, 12, 7)),
            today=date(2026, 12, 7),
        )
    assert set(refusal.value.errors) == {field}


@pytest.mark.parametrize(
    "name",
    [
        "ministry-1 preparer",
        "ministry-1 head",
        "culture head",
        "akimat-1 officer",
        "government approver",
        "administration overseer",
    ],
)
def test_nobody_but_an_administrator_sets_ladders(country: Country, name: str) -> None:
    slug, role = name.split()
    actor = country.actor(slug, role, date(2026, 12, 7))
    with pytest.raises(NotAllowed):
        set_ladder(duty=PLAN, rungs=[3], actor=actor, today=date(2026, 12, 7))
    with pytest.raises(NotAllowed):
        reset_ladder(duty=PLAN, actor=actor, today=date(2026, 12, 7))


# -- cost ----------------------------------------------------------------------------------------------------------
def test_climbing_takes_as_many_statements_for_many_as_for_one(law: None) -> None:
    make_country(ministries=6, akimats=4)
    sweep(on=date(2026, 11, 5))
    statements = []
    for size in (2, 8):
        rows = list(
            Obligation.objects.filter(due_on__isnull=False).select_related("body").order_by("duty", "pk")[:size]
        )
        Rung.objects.all().delete()
        Notice.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as done:
            write_rungs(rows, date(2027, 1, 30))
        statements.append(len([one for one in done if "SAVEPOINT" not in one["sql"]]))
    assert statements[0] == statements[1] <= 14

"""What the whole law opens, for whom, and when: the day before, the day, the day after. Old law opens its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bodies.choices import Function, TerritoryKind
from portal.bodies.models import Body
from portal.deadlines.choices import EventKind, StateKind
from portal.deadlines.models import DutyStart, Obligation
from portal.deadlines.queries import law as law_queries
from portal.deadlines.queries.law import groups_of
from portal.deadlines.services import sweep
from portal.deadlines.services.opening import Plan, chunks, ensure_open, open_missing
from portal.law import registry
from portal.law.counting.planning import Group, Key
from tests.deadlines.conftest import make_country
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]


def opened(on: date) -> set[tuple[str, str]]:
    """Duties and periods of what is opened by the day and was not there."""
    found = list(Plan(on).missing())
    open_missing(found)
    return {(each.rule.duty.key, each.rule.period_key) for each in found}


def place(kind: str, parent: object = None, **fields: object) -> Body:
    territory = TerritoryFactory(kind=kind, parent=parent.territory if isinstance(parent, Body) else None)
    return BodyFactory(akimat=True, territory=territory, **fields)


@pytest.mark.parametrize(
    ("day", "duty", "period", "due_on"),
    [
        # Sixty days before the last day.
        (date(2026, 10, 2), "B-1.4-prop", "2027", date(2026, 12, 1)),
        (date(2026, 10, 15), "D-3.1", "2027-H1", date(2026, 12, 14)),
        (date(2027, 4, 15), "D-3.1", "2027-H2", date(2027, 6, 14)),
        (date(2026, 11, 20), "C-2.2", "2027", date(2027, 1, 19)),
        (date(2026, 12, 2), "C-5.1", "2027", date(2027, 1, 31)),
        (date(2027, 2, 9), "D-1.4", "2027-Q1", date(2027, 4, 10)),
        (date(2027, 2, 9), "C-5.3", "2027-Q1", date(2027, 4, 10)),
        (date(2027, 12, 16), "C-5.2", "2027-H2", date(2028, 2, 14)),
        # Within the period, and not before it.
        (date(2027, 1, 30), "D-1.1", "2027-Q1", date(2027, 3, 31)),
        (date(2028, 2, 1), "P-3", "2028-02", date(2028, 2, 29)),
        (date(2027, 11, 1), "cov-1", "2027", date(2027, 12, 31)),
        (date(2027, 11, 1), "P-19", "2028-Q1", date(2027, 12, 31)),
        # Without a day: with the period.
        (date(2027, 4, 1), "P-40/41", "2027-Q2", None),
    ],
)
def test_period_opens_on_its_day(day: date, duty: str, period: str, due_on: date | None) -> None:
    make_country(joined_on=date(2026, 9, 1))
    region = Body.objects.get(slug="akimat-1")
    TerritoryFactory(district=True, parent=region.territory)
    assert (duty, period) not in opened(day.fromordinal(day.toordinal() - 1))
    assert (duty, period) in opened(day)
    assert (duty, period) not in opened(day.fromordinal(day.toordinal() + 1))
    rows = Obligation.objects.filter(duty=duty, period_key=period)
    assert {row.due_on for row in rows} == {row.nominal_due_on for row in rows} == {due_on}
    assert {(row.opened_on, row.look_on) for row in rows} == {(day, day)}


def test_standing_duties_open_at_once_and_have_no_day() -> None:
    country = make_country(joined_on=date(2026, 9, 1))
    sweep(on=date(2026, 9, 1))
    assert set(Obligation.objects.filter(period_key="standing").values_list("duty", "period_key")) == {
        ("L-16.3", "standing"),
        ("D-3.2", "standing"),
    }
    row = Obligation.objects.get(duty="L-16.3", body=country["ministry-1"])
    assert (row.period, row.due_on, row.look_on, row.opens_by) == (None, None, None, "standing")
    assert row.state(date(2030, 1, 1)).kind == StateKind.STANDING
    assert Obligation.objects.get(duty="D-3.2").body == country["culture"]
    opened(date(2030, 1, 1))
    assert Obligation.objects.filter(period_key="standing").count() == len(country.bodies) + 1


@pytest.mark.parametrize(
    ("joined_on", "last", "expected"),
    [
        (
            date(2018, 1, 1),
            date(2018, 12, 31),
            {
                "A-1": {"2018"},
                "A-2": {"2018"},
                "A-12.5": {"2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"},
                "L-9.3": {"2018"},
            },
        ),
        (
            date(2022, 1, 1),
            date(2022, 12, 31),
            {
                "A-7": {"2021-Q4"},
                "B-1.1": {"2022"},
                "B-1.4-dep": {"2022"},
                "B-online": {"2022"},
                "B-3": {"2022-H1", "2022-H2"},
                "B-4.2": {"2022-H1", "2022-H2"},
                "C-1": {"2022"},
                "C-2.1": {"2023"},
                "C-2.2": {"2023"},
                "C-5.1": {"2023"},
                "C-5.2": {"2022-H1", "2022-H2"},
                "C-5.3": {"2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"},
                "C-3.5d": {"2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"},
                "cov-1": {"2022-H2"},
                "L-9.3": {"2022"},
                # By the owner's decisions, for what was due after their text was written.
                "B-1.4-prop": {"2023"},
                "B-1.4-plan": {"2023"},
                "B-6.1": {"2023"},
                "B-4.3": {"2023"},
                "B-1.7": {"2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"},
            },
        ),
        (
            date(2025, 1, 1),
            date(2025, 12, 31),
            {
                "C-1": {"2025"},
                "C-2.1": {"2025", "2026"},
                "C-2.2": {"2025", "2026"},
                "C-5.1": {"2025", "2026"},
                "C-5.2": {"2024-H2", "2025-H1", "2025-H2"},
                "C-5.3": {"2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
                "C-3.5d": {"2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
                "cov-1": {"2025"},
                "D-1.1": {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
                "D-1.4": {"2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
                "D-3.1": {"2025-H2", "2026-H1"},
                "D-3.2": {"standing"},
                "D-3.3": {"2025-H1", "2025-H2"},
                "L-9.3": {"2025"},
                "B-1.4-prop": {"2026"},
                "B-1.4-plan": {"2026"},
                "B-6.1": {"2026"},
                "B-4.3": {"2025", "2026"},
                "B-1.7": {"2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
            },
        ),
    ],
)
def test_old_law_opens_its_own_duties(joined_on: date, last: date, expected: dict[str, set[str]]) -> None:
    country = make_country(joined_on=joined_on)
    TerritoryFactory(district=True, parent=country["akimat-1"].territory)
    assert open_missing(list(Plan(last).missing())) == Obligation.objects.count()
    found: dict[str, set[str]] = {}
    for duty, period in Obligation.objects.values_list("duty", "period_key"):
        found.setdefault(duty, set()).add(period)
    assert found == expected


def test_coverage_is_owed_for_each_unit_of_the_akims_own_land() -> None:
    joined = date(2027, 1, 1)
    region = place(TerritoryKind.REGION, joined_on=joined)
    district, city = (place(kind, region, joined_on=joined) for kind in (TerritoryKind.DISTRICT, TerritoryKind.CITY))
    village, rural = (
        place(kind, district, joined_on=joined) for kind in (TerritoryKind.VILLAGE, TerritoryKind.RURAL_DISTRICT)
    )
    quarter = place(TerritoryKind.CITY_DISTRICT, city, joined_on=joined)
    capital = place(TerritoryKind.REPUBLICAN_CITY, joined_on=joined)
    in_capital = place(TerritoryKind.CITY_DISTRICT, capital, joined_on=None)
    TerritoryFactory(kind=TerritoryKind.VILLAGE, parent=district.territory, ends_on=date(2027, 12, 31))
    opened(date(2027, 12, 1))
    norms = Obligation.objects.filter(duty__startswith="cov-", period_key__in=["2027", "2027-H2"])
    assert set(norms.values_list("duty", "body__slug", "subject")) == {
        (duty, body.slug, f"territory:{unit.territory.kato}")
        for duty, body, unit in [
            ("cov-1", region, district),
            ("cov-1", region, city),
            ("cov-2", capital, in_capital),
            ("cov-3", district, village),
            ("cov-3", district, rural),
            ("cov-4", city, quarter),
            ("cov-5", village, village),
            ("cov-5", quarter, quarter),
        ]
        if unit.territory is not None
    }
    row = norms.get(duty="cov-1", subject=f"territory:{city.territory.kato}")
    assert (row.about_kk, row.about_ru) == (city.territory.name_kk, city.territory.name_ru)
    # Not confirmed: shown to everyone, and counted apart.
    assert not norms.exclude(is_public=True, is_apart=True).exists()


@pytest.mark.parametrize(
    ("kind", "level", "groups"),
    [
        ("ministry", None, {Group.MINISTRIES, Group.STATE_BODIES}),
        ("company", None, {Group.NATIONAL_COMPANIES}),
        ("government", None, {Group.STATE_BODIES}),
        ("administration", None, {Group.STATE_BODIES}),
        ("maslikhat", "region", {Group.MASLIKHATS}),
        ("akimat", "region", {Group.REGIONAL_AKIMATS, Group.REGIONS}),
        ("akimat", "republican_city", {Group.REGIONAL_AKIMATS, Group.REPUBLICAN_CITIES}),
        ("akimat", "district", {Group.DISTRICTS}),
        ("akimat", "city", {Group.REGIONAL_CITIES}),
        ("akimat", "city_district", {Group.CITY_DISTRICTS}),
        ("akimat", "town", {Group.DISTRICT_CITIES}),
        ("akimat", "rural_district", {Group.RURAL_DISTRICTS}),
        ("akimat", "settlement", {Group.VILLAGES}),
        ("akimat", "village", {Group.VILLAGES}),
        ("akimat", "locality", set()),
    ],
)
def test_groups_follow_the_kind_of_body_and_place(kind: str, level: str | None, groups: set[Group]) -> None:
    assert groups_of(kind, level) == groups


def test_a_company_owes_the_issues_of_its_branch_and_nothing_of_a_ministry() -> None:
    company = BodyFactory(company=True, joined_on=date(2026, 9, 1))
    waiting = BodyFactory(company=True, joined_on=None)
    opened(date(2027, 2, 9))
    assert list(Obligation.objects.filter(body=company).values_list("duty", "period_key", "due_on")) == [
        ("C-5.3", "2026-Q3", date(2026, 10, 10)),
        ("C-5.3", "2026-Q4", date(2027, 1, 10)),
        ("C-5.3", "2027-Q1", date(2027, 4, 10)),
    ]
    assert not Obligation.objects.filter(body=waiting).exists()


def test_number_of_statements_does_not_grow_with_bodies() -> None:
    def cost(bodies: int) -> tuple[int, int]:
        for _number in range(bodies):
            rural = place(TerritoryKind.RURAL_DISTRICT, district, joined_on=date(2027, 1, 1))
            assert rural.joined_on
        with CaptureQueriesContext(connection) as queries:
            chunk = list(Plan(date(2027, 6, 1)).missing())
            assert open_missing(chunk) > 0
        return len(queries), len(chunk)

    region = place(TerritoryKind.REGION, joined_on=date(2027, 1, 1))
    district = place(TerritoryKind.DISTRICT, region, joined_on=date(2027, 1, 1))
    few, many = cost(1), cost(20)
    assert few[0] == many[0]
    assert few[1] < many[1]


def test_what_is_there_is_passed_over_without_looking_at_it() -> None:
    make_country(joined_on=date(2026, 1, 1), ministries=3)
    day = date(2026, 12, 1)
    for chunk in chunks(Plan(day).missing(), 7):
        open_missing(chunk)
    with CaptureQueriesContext(connection) as queries:
        assert list(Plan(day).missing()) == []
    assert len(queries) == 9
    BodyFactory(slug="new", joined_on=date(2026, 11, 20), starts_on=date(2026, 11, 20))
    again = list(Plan(day).missing())
    assert "D-1.4" in {each.rule.duty.key for each in again}
    # Akims and the Government owe what they owed.
    assert not {"C-2.1", "B-4.3"} & {each.rule.duty.key for each in again}
    added = {each.opening.key.duty for each in again if each.opening.key.body_id == Body.objects.get(slug="new").pk}
    assert open_missing(again) == Obligation.objects.filter(body__slug="new").count() >= len(added)
    assert list(Plan(day).missing()) == []


def test_catching_up_says_when_it_was_done() -> None:
    country = make_country(joined_on=date(2026, 9, 1))
    sweep(on=date(2026, 12, 5))
    event = Obligation.objects.get(duty="B-1.4-prop", body=country["ministry-1"]).events.get(kind=EventKind.OPENED)
    assert (event.on, event.recorded_on) == (date(2026, 10, 2), date(2026, 12, 5))


def test_duty_start_leaves_earlier_due_days_alone() -> None:
    make_country(joined_on=date(2025, 1, 1))
    DutyStart.objects.create(duty="D-1.4", since=date(2026, 4, 11))
    DutyStart.objects.create(duty="L-16.3", since=date(2026, 8, 1))
    DutyStart.objects.create(duty="P-40/41", since=date(2026, 10, 1))
    opened(date(2026, 7, 31))
    quarters = Obligation.objects.filter(duty="D-1.4").order_by("period_key").values_list("period_key", flat=True)
    assert list(quarters.distinct()) == ["2026-Q2"]
    assert not Obligation.objects.filter(duty="L-16.3").exists()
    opened(date(2026, 12, 1))
    assert Obligation.objects.filter(duty="L-16.3").exists()
    assert set(Obligation.objects.filter(duty="P-40/41").values_list("period_key", flat=True)) == {"2026-Q4"}


def test_two_rules_of_one_duty_stop_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    make_country(joined_on=date(2026, 9, 1))
    doubled = tuple(
        version for each in registry.DUTIES for version in ((each, each) if each.key == "D-1.4" else (each,))
    )
    monkeypatch.setattr(registry, "DUTIES", doubled)
    plan = Plan(date(2026, 12, 1))
    assert {"D-1.1", "P-3"} <= {each.rule.duty.key for each in plan.missing()}
    assert {key: gap.params for key, gap in plan.doubts.items()} == {"D-1.4": {"duty": "D-1.4", "period": "2026-Q2"}}
    assert sweep(on=date(2026, 12, 1)).counts["doubtful"] == 1


def test_whose_act_leaves_them_out_owe_nothing_by_it() -> None:
    country = make_country(joined_on=date(2026, 9, 1))
    opened(date(2026, 12, 1))
    by_act = Counter(Obligation.objects.filter(body=country["defence"]).values_list("act", flat=True))
    assert not {"B", "B0"} & set(by_act)
    assert {"D", "L", "P"} <= set(by_act)


def test_function_is_asked_of_the_due_day() -> None:
    country = make_country(joined_on=date(2026, 9, 1))
    held = country["culture"].functions.get(function=Function.AUTHORISED_INFORMATION)
    held.ends_on = date(2026, 12, 14)
    held.save()
    BodyFunctionFactory(body=country["ministry-1"], starts_on=date(2026, 12, 14))
    opened(date(2026, 12, 1))
    assert Obligation.objects.get(duty="D-3.1").body == country["ministry-1"]


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (("D-1.4", "2026-Q4", ""), True),
        (("L-9.3", "2026", ""), True),
        (("L-16.3", "standing", ""), True),
        (("B-10d", "2026", "meeting:1"), False),
        (("C-2.1", "2027", ""), False),
    ],
)
def test_ensure_open_opens_what_the_sweep_has_not(key: tuple[str, str, str], there: bool) -> None:
    body = make_country(joined_on=date(2026, 9, 1))["ministry-1"]
    duty, period, subject = key
    on, today = date(2026, 11, 2), date(2026, 11, 9)
    found = ensure_open(Key(duty, body.pk, period, subject), body=body, on=on, today=today)
    assert (found is not None) is there
    if found is not None:
        assert found.events.get().recorded_on == today
        assert found.opened_on <= on


def test_decision_about_one_body_is_not_the_law() -> None:
    assert law_queries.orders() == law_queries.law().orders
    assert replace(law_queries.law().orders[0]).act == ""

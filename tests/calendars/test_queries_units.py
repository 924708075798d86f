"""Which akim owes meetings in which unit, how often: from the tree, the classifier and what akimats say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.bodies.models import ClassifierEntry, Territory, UnitCorrection
from portal.bodies.services import import_edition, raise_akimats, territory_of
from portal.calendars.queries.units import ground, units, units_on
from portal.calendars.rules.units import meetings_by_norm
from portal.deadlines.models import Obligation
from portal.deadlines.services import sweep
from portal.law.coverage import norms_of
from portal.law.errors import TwoRules
from portal.law.owner_decisions import SHIPPED
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import seed_law

pytestmark = pytest.mark.django_db

KARAAUL = "103230100"
BARE_TOWN = "104120100"


@pytest.fixture
def region() -> Territory:
    """The sample of the classifier with its offices; nobody but the region is on the portal."""
    seed_law(whole=True)
    places = kato.places()
    BodyFactory(akimat=True, territory=places["100000000"], joined_on=None)
    import_edition(rows=kato.rows(), source="kato.csv", edition_on=kato.EDITION, today=TODAY)
    raise_akimats(on=TODAY)
    return places["100000000"]


def owed(region: Territory, year: int = 2027, edition: str = "") -> list[tuple[str, str, str, int]]:
    found = units(region, year, on=TODAY, edition=edition)
    return [(each.norm, each.akim.place.kato, each.unit.kato, each.in_year) for each in found]


def correct(code: str, *, is_unit: bool, visitor: str = "", on: date = TODAY) -> None:
    UnitCorrection.objects.create(
        place=territory_of(ClassifierEntry.objects.get(code=code)),
        on=on,
        is_unit=is_unit,
        visitor=Territory.objects.get(kato=visitor) if visitor else None,
        reason="№ 1 шешім",
        user=UserFactory(),
    )


def test_every_norm_names_its_akim_unit_and_how_often(region) -> None:
    assert owed(region) == [
        ("cov-1", "100000000", "101000000", 1),
        ("cov-1", "100000000", "103200000", 1),
        ("cov-1", "100000000", "104100000", 1),
        ("cov-3", "103200000", "103230000", 2),
        ("cov-3", "103200000", "103233000", 2),
        ("cov-3", "104100000", "104143000", 2),
        ("cov-3", "104100000", "104165000", 2),
        ("cov-4", "103230000", "103230100", 2),
        ("cov-4", "103230000", "103230127", 2),
        ("cov-4", "103233000", "103233100", 2),
        ("cov-5", "104143000", "104143000", 2),
        ("cov-5", "104165000", "104165000", 2),
    ]


def test_the_first_edition_asks_more_often(region) -> None:
    counted = meetings_by_norm(units(region, 2027, on=TODAY, edition="C1"))
    assert counted == {"cov-1": 6, "cov-3": 16, "cov-4": 12, "cov-5": 8}
    # Villages are known from the day of the edition that named them.
    assert meetings_by_norm(units(region, 2023, on=TODAY)) == {"cov-1": 6, "cov-3": 16, "cov-5": 8}


def test_a_decision_says_how_the_visits_of_a_district_are_read(region) -> None:
    shipped = next(order for order in SHIPPED if order.reading)
    asked = ground(region, 2027, on=TODAY)

    def visited(*orders) -> set[str]:
        read = replace(asked, norms=norms_of(2027, orders))
        return {each.unit.kato for each in units_on(read) if each.norm == "cov-3"}

    narrow = {"103230000", "103233000", "104143000", "104165000"}
    assert (shipped.duty, shipped.reading) == ("cov-3", "narrow")
    assert visited() == visited(shipped) == narrow
    assert visited(replace(shipped, reading="wide")) == narrow | {"103230100", "103230127", "103233100"}
    with pytest.raises(TwoRules):
        visited(shipped, replace(shipped, number=9, reading="wide"))
    first = norms_of(2027, [replace(shipped, reading="wide")], edition="C1")
    assert [norm.norm.is_wide for norm in first if norm.key == "cov-3"] == [True]


def test_a_district_of_the_capital_is_visited_once_a_year(region) -> None:
    astana = Territory.objects.get(kato="710000000")
    assert owed(astana) == [("cov-2", "710000000", "711110000", 1), ("cov-5", "711110000", "711110000", 2)]


def test_villages_need_no_territory_and_have_one_where_the_region_is_on_the_portal(region) -> None:
    before = {each.unit.kato: each.unit for each in units(region, 2027, on=TODAY) if each.norm == "cov-4"}
    assert {unit.id for unit in before.values()} == {None}
    region.bodies.update(joined_on=TODAY)
    assert raise_akimats(on=TODAY).villages == 3
    assert raise_akimats(on=TODAY).is_nothing
    after = {each.unit.kato: each.unit for each in units(region, 2027, on=TODAY) if each.norm == "cov-4"}
    assert before.keys() == after.keys()
    assert {unit.name.ru for unit in after.values()} == {"село Карааул", "село «Коянды»", "село Кенгирбай би"}
    assert None not in {unit.id for unit in after.values()}


def test_akims_are_the_first_heads_of_their_akimats(region) -> None:
    akim = units(region, 2027, on=TODAY)[-1].akim
    head = Territory.objects.get(kato=akim.place.kato).bodies.get(kind="akimat").officials.get()
    assert (akim.body, akim.official) == (head.body_id, head.pk)


def test_what_the_akimat_says_counts_from_its_day(region) -> None:
    correct(KARAAUL, is_unit=False, on=date(2027, 8, 1))
    correct(BARE_TOWN, is_unit=True)
    correct("103233100", is_unit=True, visitor="103230000")
    found = owed(region)
    # The first half-year is over before the word counts.
    assert ("cov-4", "103230000", KARAAUL, 1) in found
    assert ("cov-3", "104100000", BARE_TOWN, 2) in found
    assert ("cov-4", "103230000", "103233100", 2) in found
    assert not [each for each in found if each[1] == "103233000"]


def test_statements_do_not_grow_with_the_region(region, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        units(region, 2027, on=TODAY)


def test_the_law_opens_duties_for_villages_of_akims_on_the_portal(region) -> None:
    region.bodies.update(joined_on=TODAY)
    for code in ("103230000", "104143000", "103200000"):
        Territory.objects.get(kato=code).bodies.filter(kind="akimat").update(joined_on=TODAY)
    raise_akimats(on=TODAY)
    correct("103230127", is_unit=False)
    sweep(on=date(2027, 5, 10))
    opened = Obligation.objects.filter(duty__startswith="cov-", period_key="2027-H1").order_by("duty", "subject")
    assert list(opened.values_list("duty", "subject", "about_ru")) == [
        ("cov-3", "territory:103230000", "Карааульский сельский округ"),
        ("cov-3", "territory:103233000", "Кенгирбайбийский сельский округ"),
        ("cov-4", "territory:103230100", "село Карааул"),
        ("cov-5", "territory:104143000", "село Бура"),
    ]

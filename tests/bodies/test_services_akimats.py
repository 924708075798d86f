"""Offices of akims: raised once, following their places, owing nothing until they join; corrected with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from portal.bodies.choices import LOWEST_RANK, BodyKind, ChangeKind, Post, Role, TerritoryKind
from portal.bodies.models import Body, BodyChange, Official, Territory
from portal.bodies.queries import bodies_by_name, offices, superior
from portal.bodies.services import correct_office, import_edition, join_portal, raise_akimats
from portal.deadlines.queries.law import body_facts
from portal.deadlines.services import sweep
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.law.counting.planning import Group
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import seed_law
from tests.stored import stored

pytestmark = pytest.mark.django_db

SINCE = date(2026, 10, 1)


def load(cells=kato.ROWS, *, on: date = kato.EDITION) -> None:
    import_edition(rows=kato.rows(cells), source="kato.csv", edition_on=on, today=TODAY, accept_closures=True)


@pytest.fixture(autouse=True)
def places() -> dict[str, Territory]:
    found = kato.places()
    for kind in ("akimat", "maslikhat"):
        for code in ("100000000", "710000000"):
            BodyFactory(**{kind: True}, territory=found[code], slug=f"{kind}-{code}")
    load()
    return found


def office(code: str) -> Body:
    return Body.objects.get(slug=f"akimat-{code}")


def test_an_office_for_every_unit_and_a_maslikhat_for_districts_and_cities() -> None:
    raised = raise_akimats(on=TODAY)

    assert raised.offices == {
        "district": 2, "city": 1, "city_district": 1, "rural_district": 2, "settlement": 1, "village": 1, "town": 1,
    }  # fmt: skip
    assert raised.maslikhats == {"district": 2, "city": 1}
    assert raised.standing == {"region": 1, "republican_city": 1}
    made = Body.objects.local()
    assert set(made.values_list("joined_on", flat=True)) == {None}
    assert Official.objects.filter(post=Post.FIRST_HEAD, body__in=made).count() == 9


def test_raising_again_does_nothing() -> None:
    raise_akimats(on=TODAY)
    before = stored(Body.objects.all())
    assert raise_akimats(on=TODAY).is_nothing
    assert stored(Body.objects.all()) == before


def test_dry_run_counts_and_keeps_nothing() -> None:
    assert raise_akimats(on=TODAY, dry_run=True).offices.total() == 9
    assert Body.objects.count() == 4


def test_names_say_what_the_office_is_of_and_where() -> None:
    raise_akimats(on=TODAY)
    rural, district = office("103230000"), office("103200000")
    assert rural.name_kk == "Абай ауданы Қараауыл ауылдық округі әкімінің аппараты"
    assert rural.name_ru == "Аппарат акима Карааульского сельского округа Абайского района"
    assert rural.name_en == "Office of the Akim of Karaauyl Rural District, Abai District"
    assert rural.head_title_ru == "Аким Карааульского сельского округа Абайского района"
    assert (district.name_ru, district.name_kk) == ("Акимат Абайского района", "Абай ауданының әкімдігі")
    assert Body.objects.get(slug="maslikhat-103200000").name_ru == "Маслихат Абайского района"


def test_the_akimat_above_is_found_through_the_places() -> None:
    raise_akimats(on=TODAY)
    assert superior(office("103230000"), TODAY) == office("103200000")
    assert superior(office("103200000"), TODAY) == office("100000000")
    assert superior(office("100000000"), TODAY) is None


def test_offices_of_a_day_are_of_the_places_of_that_day() -> None:
    load([*kato.ROWS, ("103235000", 2, "Арқат а.о.", "Архатский с.о.")], on=kato.LATER)
    assert raise_akimats(on=kato.EDITION).offices["rural_district"] == 2
    assert raise_akimats(on=TODAY).offices == {"rural_district": 1}
    assert office("103235000").starts_on == kato.LATER


def test_an_office_follows_its_renamed_place_into_the_history() -> None:
    raise_akimats(on=TODAY)
    before = office("103233000").name_kk
    load(kato.renamed("103233000", "Абай а.о.", "Абайский с.о."), on=kato.LATER)
    assert raise_akimats(on=TODAY).renamed == 1
    body = office("103233000")
    change = BodyChange.objects.get(body=body)
    assert body.name_ru == "Аппарат акима Абайского сельского округа Абайского района"
    assert (change.kind, change.before, change.after, change.user) == (ChangeKind.NAME, before, body.name_kk, None)
    assert body.officials.get().title_ru == body.head_title_ru


def test_an_office_ends_with_its_place_and_a_reused_code_gets_another_address() -> None:
    raise_akimats(on=TODAY)
    load(kato.renamed("104165000", "Жаңа Бура а.ә.", "с.а. Новая Бура"), on=kato.LATER)
    raised = raise_akimats(on=TODAY)
    assert (raised.ended, raised.offices) == (1, {"village": 1})
    assert office("104165000").ends_on == kato.LATER
    assert Body.objects.filter(slug=f"akimat-104165000-{kato.LATER.isoformat()}", ends_on=None).exists()


def test_new_offices_owe_nothing_until_they_join(actor_with) -> None:
    seed_law()
    raise_akimats(on=TODAY)
    swept = sweep(on=TODAY)
    assert swept.ran
    owing = {facts.id for facts in body_facts()}
    assert owing == set(Body.objects.exclude(joined_on=None).values_list("pk", flat=True))
    village = office("103230000")
    assert not village.obligations.exists()

    administrator = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    assert join_portal(actor=administrator, body=village, on=SINCE)
    assert not join_portal(actor=administrator, body=village, on=TODAY)
    village.refresh_from_db()
    assert village.joined_on == SINCE
    # On the portal, and not a regional akimat: none of the duties of the planning season is its own.
    assert next(facts for facts in body_facts([village.pk])).groups == {Group.RURAL_DISTRICTS}
    sweep(on=TODAY)
    planning = {"B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "C-2.1"}
    owed = set(village.obligations.values_list("duty", flat=True))
    assert owed
    assert owed.isdisjoint(planning)


def test_only_an_administrator_lets_an_office_join(actor_with) -> None:
    raise_akimats(on=TODAY)
    village = office("103230000")
    with pytest.raises(NotAllowed):
        join_portal(actor=actor_with((Role.OFFICER, village)), body=village, on=TODAY)


def test_lists_to_choose_from_do_not_grow_with_offices_that_have_not_joined() -> None:
    before = set(bodies_by_name(TODAY))
    raise_akimats(on=TODAY)
    assert set(bodies_by_name(TODAY)) == before
    assert not Body.objects.leading().filter(territory__kind__in=LOWEST_RANK).exists()


# -- correcting ------------------------------------------------------------------------------------------------------
def correct(actor, code: str = "103230000", **values):
    asked = {"kind": TerritoryKind.RURAL_DISTRICT, "predecessor": None, "on": TODAY, "reason": "Решение № 5"}
    return correct_office(actor=actor, body=office(code), today=TODAY, **{**asked, **values})


@pytest.fixture
def raised() -> None:
    raise_akimats(on=TODAY)


@pytest.mark.usefixtures("raised")
def test_the_officer_of_the_akimat_corrects_its_type(actor_with) -> None:
    officer = actor_with((Role.OFFICER, office("103230000")))
    (change,) = correct(officer, kind=TerritoryKind.VILLAGE)

    body = office("103230000")
    assert (change.kind, change.before, change.after) == (ChangeKind.TYPE, "rural_district", "village")
    assert (change.reason, change.on, change.user) == ("Решение № 5", TODAY, officer.user)
    assert body.territory.kind == TerritoryKind.VILLAGE
    assert body.name_kk == "Абай ауданы Қараауыл ауылы әкімінің аппараты"
    assert body.officials.get().title_kk == "Абай ауданы Қараауыл ауылының әкімі"
    # Neither the next raising nor the next edition takes the correction back.
    assert raise_akimats(on=TODAY).is_nothing
    load(on=kato.LATER)
    assert office("103230000").territory.kind == TerritoryKind.VILLAGE


@pytest.mark.usefixtures("raised")
@pytest.mark.parametrize("role", [*Role.values, None, "neighbour", "above"])
def test_who_corrects_an_office(actor_with, role) -> None:
    if role == "neighbour":
        actor = actor_with((Role.OFFICER, office("103233000")))
    elif role == "above":
        actor = actor_with((Role.OFFICER, office("103200000")))
    elif role in (Role.OFFICER, Role.HEAD):
        actor = actor_with((role, office("103230000")))
    else:
        actor = actor_with((role, BodyFactory())) if role else actor_with()
    if role in (Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR):
        assert len(correct(actor, kind=TerritoryKind.VILLAGE)) == 1
        return
    with pytest.raises(NotAllowed):
        correct(actor, kind=TerritoryKind.VILLAGE)
    assert not BodyChange.objects.exists()


@pytest.mark.usefixtures("raised")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": TerritoryKind.VILLAGE, "reason": "  "}, "reason"),
        ({"kind": TerritoryKind.VILLAGE, "on": date(2026, 11, 25)}, "on"),
        ({"kind": TerritoryKind.VILLAGE, "on": date(2017, 1, 1)}, "on"),
        ({"kind": TerritoryKind.DISTRICT}, "kind"),
        ({}, "kind"),
    ],
)
def test_a_correction_that_is_refused_names_its_field(actor_with, values, field) -> None:
    with pytest.raises(Invalid) as caught:
        correct(actor_with((Role.OFFICER, office("103230000"))), **values)
    assert list(caught.value.errors) == [field]
    assert not BodyChange.objects.exists()


@pytest.mark.usefixtures("raised")
def test_a_district_has_no_other_type(actor_with) -> None:
    actor = actor_with((Role.OFFICER, office("103200000")))
    with pytest.raises(Invalid):
        correct(actor, code="103200000", kind=TerritoryKind.VILLAGE)
    with pytest.raises(Invalid, match="not corrected here"):
        correct(actor_with((Role.ADMINISTRATOR, BodyFactory())), code="100000000", kind=TerritoryKind.REGION)


@pytest.mark.usefixtures("raised")
def test_succession_to_an_office_that_has_ended(actor_with) -> None:
    load(kato.without("103233000", "103233100"), on=kato.LATER)
    raise_akimats(on=TODAY)
    (change,) = correct(actor_with((Role.OFFICER, office("103230000"))), predecessor=office("103233000"))
    assert (change.kind, change.predecessor) == (ChangeKind.SUCCESSION, office("103233000"))
    with pytest.raises(Conflict):
        correct(actor_with((Role.OFFICER, office("103230000"))), predecessor=office("103233000"))


@pytest.mark.usefixtures("raised")
def test_only_an_administrator_ends_an_office_by_a_succession(actor_with) -> None:
    with pytest.raises(Invalid) as caught:
        correct(actor_with((Role.OFFICER, office("103230000"))), predecessor=office("103233000"))
    assert list(caught.value.errors) == ["predecessor"]
    administrator = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    assert {change.kind for change in correct(administrator, predecessor=office("103233000"))} == {"succession", "end"}
    assert office("103233000").ends_on == TODAY
    with pytest.raises(Invalid):
        correct(administrator, predecessor=office("103230000"))


@pytest.mark.usefixtures("raised")
def test_a_list_of_offices_is_ones_own_or_all(actor_with) -> None:
    officer = actor_with((Role.OFFICER, office("103230000")))
    administrator = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    assert list(offices(officer, on=TODAY)) == [office("103230000")]
    assert offices(administrator, on=TODAY).count() == 9
    assert offices(administrator, on=TODAY, text="карааул").get() == office("103230000")
    assert offices(administrator, on=TODAY, text="1032").count() == 3
    assert offices(administrator, on=TODAY, region="71").get().territory.kind == TerritoryKind.CITY_DISTRICT
    assert offices(actor_with((Role.OFFICER, office("100000000"))), on=TODAY).count() == 0
    assert Body.objects.filter(kind=BodyKind.MASLIKHAT).count() == 5

"""Who is told at which rung, and who gave up copies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body
from portal.deadlines.models import CopyChoice, Obligation
from portal.deadlines.queries.ladder_people import Capacity, People
from portal.deadlines.services import choose_copies, sweep
from portal.notices.models import Notice
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, address
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 12, 14)


def told(people: People, body: Body, rung: int, duty: str = "C-2.1") -> list[tuple[str, str]]:
    return sorted((one.user.email.split("@")[0], one.capacity.value) for one in people.told(body.pk, rung, duty))


@pytest.fixture
def tree(country: Country) -> dict[str, Body]:
    """A district and a village in the region of akimat-1, each with an akimat; only the district has people."""
    region = country["akimat-1"].territory
    district = TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=region)
    village = TerritoryFactory(kind=TerritoryKind.VILLAGE, parent=district)
    hamlet = TerritoryFactory(kind=TerritoryKind.VILLAGE, parent=TerritoryFactory(kind="district", parent=region))
    made = {
        name: BodyFactory(akimat=True, slug=name, territory=place)
        for name, place in (("district", district), ("village", village), ("hamlet", hamlet))
    }
    for role in (Role.OFFICER, Role.HEAD):
        RoleGrantFactory(user=UserFactory(email=f"{role}.district@example.kz"), body=made["district"], role=role)
    made["region"] = country["akimat-1"]
    return made


def test_own_people_are_told_up_to_the_first_days_late(country: Country, tree: dict[str, Body]) -> None:
    people = People(tree.values(), ON)
    own = [("head.district", "own"), ("officer.district", "own")]
    assert [told(people, tree["district"], rung) for rung in (30, 0, -1, -2)] == [own] * 4
    assert told(people, tree["village"], -1) == []


def test_third_day_late_goes_to_the_akimat_right_above(country: Country, tree: dict[str, Body]) -> None:
    people = People(tree.values(), ON)
    assert told(people, tree["village"], -3) == [("head.district", "superior"), ("officer.district", "superior")]
    above = [("head.akimat-1", "superior"), ("officer.akimat-1", "superior")]
    assert told(people, tree["district"], -3) == told(people, tree["district"], -6) == above


def test_third_day_late_goes_to_the_authorised_body_where_nobody_stands_above(
    country: Country, tree: dict[str, Body]
) -> None:
    people = People([*tree.values(), country["ministry-1"], country["culture"]], ON)
    authorised = [("head.culture", "authorised"), ("preparer.culture", "authorised")]
    assert told(people, tree["region"], -3) == authorised
    assert told(people, country["ministry-1"], -3) == authorised
    # The district around the hamlet has no akimat on the portal.
    assert told(people, tree["hamlet"], -3) == authorised
    # Its own lateness the authorised body knows already.
    assert told(people, country["culture"], -3) == []


def test_superior_of_another_day_is_not_told(country: Country, tree: dict[str, Body]) -> None:
    Body.objects.filter(pk=tree["district"].pk).update(ends_on=ON)
    people = People([tree["village"]], ON)
    assert told(people, tree["village"], -3) == [("head.culture", "authorised"), ("preparer.culture", "authorised")]


def test_week_late_goes_to_those_who_oversee(country: Country, tree: dict[str, Body]) -> None:
    people = People([tree["village"], country["ministry-1"]], ON)
    overseer = [("overseer.administration", "overseer")]
    assert told(people, tree["village"], -7) == told(people, country["ministry-1"], -7) == overseer


def test_copies_given_up_are_not_told_and_own_duties_are(country: Country, tree: dict[str, Body]) -> None:
    officer = country.actor("akimat-1", "officer", ON)
    head = country.actor("akimat-1", "head", ON)
    choose_copies(actor=officer, given_up={"C-2.1"}, today=ON)
    choose_copies(actor=head, given_up={""}, today=ON)
    people = People([tree["district"], tree["region"]], ON)
    assert told(people, tree["district"], -3) == []
    assert told(people, tree["district"], -3, "C-3.5d") == [("officer.akimat-1", "superior")]
    # What one chose never reaches one's own duties.
    assert told(people, tree["region"], -1) == [("head.akimat-1", "own"), ("officer.akimat-1", "own")]


def test_choice_made_before_keeps_its_day_and_can_be_taken_back(country: Country) -> None:
    overseer = country.actor("administration", "overseer", ON)
    choose_copies(actor=overseer, given_up={"C-2.1"}, today=date(2026, 12, 1))
    choose_copies(actor=overseer, given_up={"C-2.1", "B-6.1"}, today=ON)
    assert set(CopyChoice.objects.values_list("duty", "since")) == {("C-2.1", date(2026, 12, 1)), ("B-6.1", ON)}
    choose_copies(actor=overseer, given_up=set(), today=ON)
    assert not CopyChoice.objects.exists()


def test_closed_login_is_told_nothing(country: Country, tree: dict[str, Body]) -> None:
    country.people["akimat-1 head"].user.__class__.objects.filter(email="head.akimat-1@example.kz").update(
        is_active=False
    )
    people = People([tree["district"]], ON)
    assert told(people, tree["district"], -3) == [("officer.akimat-1", "superior")]


def test_people_of_many_bodies_take_as_many_statements_as_of_one(country: Country, tree: dict[str, Body]) -> None:
    def count(bodies: Iterable[Body]) -> int:
        with CaptureQueriesContext(connection) as asked:
            People(bodies, ON)
        return len(asked)

    assert count([tree["village"]]) == count(list(Body.objects.all())) == 4
    assert {one.capacity for one in People([tree["village"]], ON).told(tree["village"].pk, -3, "X")} == {
        Capacity.SUPERIOR
    }


def test_a_company_is_told_of_its_own_duties(country: Country) -> None:
    company = BodyFactory(company=True)
    for role in (Role.PREPARER, Role.HEAD):
        RoleGrantFactory(user=UserFactory(email=f"{role}@company.example.kz"), body=company, role=role)
    people = People([company], ON)
    assert told(people, company, 3) == [("head", "own"), ("preparer", "own")]
    assert told(people, company, -3) == [("head.culture", "authorised"), ("preparer.culture", "authorised")]


def test_lines_of_copies_say_for_whom_they_are(country: Country, tree: dict[str, Body]) -> None:
    sweep(on=date(2026, 12, 30))
    plan = Obligation.objects.get(duty="B-1.4-plan", body=country["ministry-1"])
    copies = Notice.objects.filter(thread=f"obligation:{plan.pk}", is_copy=True).order_by("pk")
    assert [line.split("”. ")[1] for line in copies.values_list("line_en", flat=True)] == [
        "A copy for the authorised body",
        "A copy for the authorised body",
        "A copy for the overseers",
    ]
    own = Notice.objects.filter(thread=f"obligation:{plan.pk}", is_copy=False)
    assert {line.user.email for line in own} == {"preparer.ministry-1@example.kz", "head.ministry-1@example.kz"}


# -- pages ---------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("noon")
def test_everybody_chooses_copies_on_the_page_and_nothing_by_get(country: Country, login: Login) -> None:
    client = login("administration overseer")
    page = client.get(address("copies") + "?wish=none")
    assert page.status_code == 200
    assert not CopyChoice.objects.exists()
    assert "You are an overseer: you are told when any body is a week late." in page.content.decode()
    answer = client.post(address("copies"), {"wish": "none", "duties": ["C-2.1"]})
    assert answer.status_code == 302
    assert "" in CopyChoice.objects.values_list("duty", flat=True)
    assert client.get(address("copies")).context["form"]["wish"].value() == "none"
    client.post(address("copies"), {"wish": "all"})
    assert not CopyChoice.objects.exists()


@pytest.mark.usefixtures("noon")
def test_page_of_copies_refuses_what_it_did_not_offer(country: Country, login: Login) -> None:
    answer = login("culture head").post(address("copies"), {"wish": "chosen", "duties": ["X-1"]})
    assert answer.status_code == 422
    assert not CopyChoice.objects.exists()


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("name", "own"),
    [("ministry-1 preparer", True), ("akimat-1 officer", True), ("administration administrator", False)],
)
def test_own_duties_are_shown_as_always_told(country: Country, login: Login, name: str, own: bool) -> None:
    client = login(name)
    pages = [client.get(address("copies", language=language)) for language in LANGUAGES]
    assert [page.status_code for page in pages] == [200] * 3
    assert ("cannot be turned off" in pages[-1].content.decode()) is own


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("administration administrator", 200),
        ("administration overseer", 403),
        ("culture head", 403),
        ("ministry-1 head", 403),
        ("akimat-1 officer", 403),
        ("government approver", 403),
    ],
)
def test_pages_of_ladders_are_for_administrators(country: Country, login: Login, name: str, status: int) -> None:
    client = login(name)
    assert client.get(address("ladders")).status_code == status
    assert client.get(address("ladder", "B-1.4-plan")).status_code == status
    assert client.post(address("ladder", "B-1.4-plan"), {"before": "3", "save": ""}).status_code == (
        302 if status == 200 else 403
    )
    assert client.post(address("reset_ladder", "B-1.4-plan")).status_code == (302 if status == 200 else 403)


@pytest.mark.usefixtures("noon")
def test_ladder_is_tried_before_it_is_saved(country: Country, login: Login) -> None:
    client = login("administration administrator")
    tried = client.post(
        address("ladder", "C-3.5d"), {"before": "7, 0", "after": "1; 7", "day": "10.01.2027", "try": ""}
    ).content.decode()
    tried = tried.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")
    assert "Thursday 31 December 2026" in tried
    assert "Friday 8 January 2027" in tried
    assert "Those who oversee" in tried
    assert not CopyChoice.objects.exists()
    wrong = client.post(address("ladder", "C-3.5d"), {"before": "week", "after": "0", "save": ""})
    assert wrong.status_code == 422
    assert "Not understood: week." in wrong.content.decode()
    saved = client.post(address("ladder", "C-3.5d"), {"before": "7 0", "after": "1", "save": ""})
    assert saved.status_code == 302
    listed = client.get(address("ladders")).content.decode()
    assert "Set by hand" in listed
    assert client.get(address("ladder", "P-40/41")).status_code == 200
    assert client.get(address("ladder", "X-1")).status_code == 404

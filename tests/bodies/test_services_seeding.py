"""The authored facts in the database: all of them, once, corrected when they change, never deleted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from portal.bodies.choices import BodyKind, Function, Post
from portal.bodies.facts.territories import places
from portal.bodies.models import Body, BodyFunction, Exemption, Official, Territory
from portal.bodies.queries import holder
from portal.bodies.services import seed_reference, seeding
from tests.conftest import TODAY
from tests.stored import stored

JOINED = date(2026, 1, 1)

pytestmark = pytest.mark.django_db


def everything() -> list[list[dict]]:
    return [stored(model.objects.all()) for model in (Territory, Body, Exemption, BodyFunction, Official)]


def test_seed_reference_counts() -> None:
    seeded = seed_reference(on=TODAY, joined_on=JOINED)
    assert seeded.added == {"territory": 249, "body": 70, "exemption": 11, "bodyfunction": 5, "official": 70}
    assert not any(seeded.changed.values())
    in_force = Territory.objects.in_force(TODAY)
    assert (in_force.regions().count(), in_force.districts().count()) == (20, 228)
    assert Counter(Body.objects.values_list("kind", flat=True)) == {
        BodyKind.MINISTRY: 21,
        BodyKind.COMPANY: 6,
        BodyKind.AKIMAT: 20,
        BodyKind.MASLIKHAT: 20,
        BodyKind.GOVERNMENT: 1,
        BodyKind.GOVERNMENT_APPARATUS: 1,
        BodyKind.ADMINISTRATION: 1,
    }
    ministries = Body.objects.ministries()
    obliged = {act: ministries.obliged_under(act, TODAY).count() for act in "ABDL"}
    assert obliged == {"A": 19, "B": 19, "D": 16, "L": 19}


def test_seed_reference_says_who_holds_what() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    assert {function: holder(function, TODAY).slug for function in Function.values} == {
        "authorised_information": "culture",
        "mass_media": "culture",
        "schedule_approval": "government",
        "control_government": "government-apparatus",
        "control_president": "administration",
    }
    akim = Official.objects.get(body__slug="akimat-430000000")
    assert (akim.post, akim.title_ru) == (Post.FIRST_HEAD, "Аким Кызылординской области")
    assert akim.title_kk == "Қызылорда облысының әкімі"


def test_a_company_joins_when_somebody_of_it_is_let_in() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    assert set(Body.objects.filter(kind=BodyKind.COMPANY).values_list("joined_on", flat=True)) == {None}
    assert not Body.objects.exclude(kind=BodyKind.COMPANY).filter(joined_on=None).exists()


def test_seed_reference_again_changes_nothing() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    before = everything()
    again = seed_reference(on=date(2027, 5, 1), joined_on=date(2027, 5, 1))
    assert again.is_nothing
    assert everything() == before


def test_seed_reference_again_takes_few_statements(django_assert_max_num_queries) -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    with django_assert_max_num_queries(18):
        seed_reference(on=TODAY, joined_on=JOINED)


def test_seed_reference_corrects_names_and_titles() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    Territory.objects.filter(kato="430000000").update(name_ru="с ошибкой")
    Body.objects.filter(slug="water").update(plain_kk="қате", joined_on=date(2025, 1, 1))
    Official.objects.filter(body__slug="water").update(title_en="wrong")
    Exemption.objects.filter(act="D").update(ground_en="wrong")
    seeded = seed_reference(on=TODAY, joined_on=JOINED)
    assert {name: count for name, count in seeded.changed.items() if count} == {
        "territory": 1, "body": 1, "official": 1, "exemption": 5,
    }  # fmt: skip
    assert not any(seeded.added.values())
    assert Territory.objects.get(kato="430000000").name_ru == "Кызылординская область"
    water = Body.objects.get(slug="water")
    assert (water.plain_kk, water.joined_on) == ("Су ресурстары және ирригация министрлігі", date(2025, 1, 1))


def test_seed_reference_takes_back_what_is_missing() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    Official.objects.filter(body__slug="trade").delete()
    Exemption.objects.filter(act="L").delete()
    seeded = seed_reference(on=TODAY, joined_on=JOINED)
    assert {name: count for name, count in seeded.added.items() if count} == {"exemption": 2, "official": 1}


def test_seed_reference_leaves_moved_functions_and_named_heads_alone() -> None:
    seed_reference(on=TODAY, joined_on=JOINED)
    moved = BodyFunction.objects.get(function=Function.MASS_MEDIA)
    moved.ends_on = TODAY
    moved.save()
    BodyFunction.objects.create(function=Function.MASS_MEDIA, body=Body.objects.get(slug="digital"), starts_on=TODAY)
    head = Official.objects.get(body__slug="water")
    head.full_name_ru, head.ends_on = "Прежний Министр", date(2026, 10, 1)
    head.save()
    assert seed_reference(on=TODAY, joined_on=JOINED).is_nothing
    assert holder(Function.MASS_MEDIA, TODAY).slug == "digital"
    assert Official.objects.filter(body__slug="water").count() == 1


def test_seed_reference_code_given_to_another_place_ends_the_first(monkeypatch) -> None:
    """A later edition of the facts ends a place and gives its code to another: both stay, each in its time."""
    seed_reference(on=TODAY, joined_on=JOINED)
    ended_on = date(2027, 3, 1)
    facts = []
    for place in places():
        if place.kato == "434000000" or (place.kato.startswith("4330") and place.ends_on is None):
            facts.append(replace(place, ends_on=ended_on))
            facts.append(replace(place, name_ru="Новый район", starts_on=ended_on, ends_on=None))
        else:
            facts.append(place)
    changed = len(facts) - len(places())
    assert changed == 1
    monkeypatch.setattr(seeding, "place_facts", lambda: tuple(facts))
    seeded = seed_reference(on=TODAY, joined_on=JOINED)
    assert (seeded.added["territory"], seeded.changed["territory"]) == (1, 1)
    kato = Territory.objects.get(name_ru="Новый район").kato
    assert Territory.objects.by_kato(kato, date(2027, 2, 28)).ends_on == ended_on
    assert Territory.objects.by_kato(kato, ended_on).name_ru == "Новый район"

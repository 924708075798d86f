"""What must always be true of places, bodies, functions and roles, said by the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.bodies.choices import BodyKind, Function, Post, Role, TerritoryKind
from portal.bodies.models import Body, Territory
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    BodyFactory,
    BodyFunctionFactory,
    ExemptionFactory,
    OfficialFactory,
    RoleGrantFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db

FIRST = date(2020, 1, 1)
MIDDLE = date(2022, 6, 8)
LAST = date(2025, 1, 1)


def refused(make, **fields) -> bool:
    """Whether the database refuses the row."""
    try:
        with transaction.atomic():
            make(**fields)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        (FIRST, None, True),
        (FIRST, MIDDLE, False),
        (FIRST, date(2022, 6, 9), True),
        (MIDDLE, LAST, True),
        (date(2024, 12, 31), None, True),
        (LAST, None, False),
        (date(2023, 1, 1), date(2023, 1, 2), True),
    ],
)
def test_two_rows_may_touch_but_not_overlap(starts_on, ends_on, is_refused) -> None:
    """Held in [MIDDLE, LAST): the day it ends is free for the next."""
    held = {"starts_on": MIDDLE, "ends_on": LAST}
    span = {"starts_on": starts_on, "ends_on": ends_on}
    body, user = BodyFactory(), UserFactory()
    pairs = [
        (TerritoryFactory, {"kato": "191000000"}),
        (BodyFunctionFactory, {"function": Function.AUTHORISED_INFORMATION}),
        (ExemptionFactory, {"body": body, "act": "D"}),
        (OfficialFactory, {"body": body, "post": Post.FIRST_HEAD}),
        (RoleGrantFactory, {"body": body, "user": user, "role": Role.PREPARER}),
    ]
    for make, key in pairs:
        make(**key, **held)
    assert [refused(make, **key, **span) for make, key in pairs] == [is_refused] * len(pairs)


def test_overlap_of_other_keys_is_no_overlap() -> None:
    body, user = BodyFactory(), UserFactory()
    RoleGrantFactory(body=body, user=user, role=Role.PREPARER)
    RoleGrantFactory(body=body, user=user, role=Role.HEAD)
    RoleGrantFactory(body=BodyFactory(), user=user, role=Role.PREPARER)
    RoleGrantFactory(body=body, user=UserFactory(), role=Role.PREPARER)
    OfficialFactory.create_batch(2, body=body, post=Post.DEPUTY)
    ExemptionFactory(body=body, act="B")
    ExemptionFactory(body=body, act="D")
    BodyFunctionFactory(body=body, function=Function.AUTHORISED_INFORMATION)
    BodyFunctionFactory(body=body, function=Function.MASS_MEDIA)


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (TerritoryFactory, {}),
        (BodyFactory, {}),
        (ExemptionFactory, {}),
        (BodyFunctionFactory, {}),
        (OfficialFactory, {}),
    ],
)
def test_dates_stand_in_order(make, fields) -> None:
    assert refused(make, **fields, starts_on=MIDDLE, ends_on=FIRST)
    assert refused(make, **fields, starts_on=MIDDLE, ends_on=MIDDLE)
    make(**fields, starts_on=MIDDLE, ends_on=date(2022, 6, 9))


def test_role_may_end_on_its_first_day_and_was_then_never_in_force() -> None:
    grant = RoleGrantFactory(starts_on=MIDDLE, ends_on=MIDDLE)
    assert refused(RoleGrantFactory, starts_on=MIDDLE, ends_on=FIRST)
    assert not type(grant).objects.in_force(MIDDLE).exists()
    RoleGrantFactory(user=grant.user, body=grant.body, role=grant.role, starts_on=FIRST)


def test_region_lies_in_nothing_and_a_district_in_something() -> None:
    region = TerritoryFactory()
    assert refused(TerritoryFactory, kind=TerritoryKind.DISTRICT, parent=None)
    assert refused(TerritoryFactory, kind=TerritoryKind.REGION, parent=region)
    district = TerritoryFactory(district=True, parent=region)
    assert (district.region, region.region) == (region, region)


def test_akimat_has_a_territory_and_a_ministry_none() -> None:
    assert refused(BodyFactory, kind=BodyKind.AKIMAT, territory=None)
    assert refused(BodyFactory, kind=BodyKind.MASLIKHAT, territory=None)
    assert refused(BodyFactory, kind=BodyKind.MINISTRY, territory=TerritoryFactory())
    assert refused(BodyFactory, kind=BodyKind.GOVERNMENT, territory=TerritoryFactory())


def test_slug_is_of_one_body() -> None:
    BodyFactory(slug="water")
    assert refused(BodyFactory, slug="water")


def test_reused_code_is_found_by_its_day() -> None:
    before = TerritoryFactory(kato="191000000", starts_on=FIRST, ends_on=MIDDLE)
    after = TerritoryFactory(kato="191000000", starts_on=LAST)
    assert Territory.objects.by_kato("191000000", date(2022, 6, 7)) == before
    assert Territory.objects.by_kato("191000000", LAST) == after
    with pytest.raises(Territory.DoesNotExist):
        Territory.objects.by_kato("191000000", MIDDLE)


def test_bodies_in_order_of_the_kazakh_alphabet() -> None:
    for slug, short in [("a", "Қорғаныс"), ("b", "Көлік"), ("c", "Әділет"), ("d", "Ішкі істер"), ("e", "Білім")]:
        BodyFactory(slug=slug, short_kk=short)
    assert [body.short_kk for body in Body.objects.in_order("kk")] == [
        "Әділет", "Білім", "Көлік", "Қорғаныс", "Ішкі істер",
    ]  # fmt: skip


def test_function_held_since_the_record_begins_has_no_known_first_day() -> None:
    assert BodyFunctionFactory(starts_on=date(1991, 12, 16)).is_of_old
    assert not BodyFunctionFactory(function=Function.MASS_MEDIA, starts_on=date(1991, 12, 17)).is_of_old


def test_last_day_is_the_one_people_count() -> None:
    assert RoleGrantFactory(starts_on=FIRST, ends_on=LAST).last_day == date(2024, 12, 31)
    assert RoleGrantFactory().last_day is None
    assert BodyFunctionFactory(starts_on=FIRST, ends_on=LAST).last_day == date(2024, 12, 31)
    assert BodyFunctionFactory(function=Function.MASS_MEDIA).last_day is None


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2022, 6, 7), False), (MIDDLE, True), (date(2024, 12, 31), True), (LAST, False)]
)
def test_function_is_in_force_from_its_first_day_up_to_its_end(on, expected) -> None:
    assert BodyFunctionFactory(starts_on=MIDDLE, ends_on=LAST).is_in_force(on) is expected

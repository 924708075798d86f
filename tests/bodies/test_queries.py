from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from portal.bodies import queries
from portal.bodies.choices import Function, Role
from portal.bodies.errors import NoHolder
from portal.bodies.models import Body
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def test_holder_is_the_body_of_that_day(django_assert_num_queries) -> None:
    before = BodyFunctionFactory(ends_on=date(2026, 12, 1))
    after = BodyFunctionFactory(starts_on=date(2026, 12, 1))
    with django_assert_num_queries(1):
        assert queries.holder(Function.AUTHORISED_INFORMATION, TODAY) == before.body
    assert queries.holder(Function.AUTHORISED_INFORMATION, date(2026, 12, 1)) == after.body


def test_holder_gap_is_never_filled_by_a_neighbour() -> None:
    BodyFunctionFactory(ends_on=date(2026, 11, 24))
    BodyFunctionFactory(starts_on=date(2026, 11, 25))
    with pytest.raises(NoHolder):
        queries.holder(Function.AUTHORISED_INFORMATION, TODAY)


def test_people_are_active_holders_of_that_day() -> None:
    body = BodyFactory()
    preparer, head = UserFactory(), UserFactory()
    RoleGrantFactory(body=body, user=preparer, role=Role.PREPARER)
    RoleGrantFactory(body=body, user=preparer, role=Role.HEAD)
    RoleGrantFactory(body=body, user=head, role=Role.HEAD)
    RoleGrantFactory(body=body, role=Role.HEAD, user__is_active=False)
    RoleGrantFactory(body=body, role=Role.HEAD, ends_on=TODAY)
    RoleGrantFactory(role=Role.HEAD)
    assert list(queries.people(body, on=TODAY)) == [preparer, head]
    assert list(queries.people(body, Role.HEAD, on=TODAY)) == [preparer, head]
    assert list(queries.people(body.pk, Role.PREPARER, on=TODAY)) == [preparer]


def roles(**chosen) -> list[int]:
    chosen = {"past": False, "body": None, "role": "", "person": "", **chosen}
    return [grant.pk for grant in queries.roles_of_people(on=TODAY, **chosen)]


def test_roles_of_people_narrow_by_body_role_and_person() -> None:
    water = BodyFactory(slug="water")
    asel = UserFactory(full_name="Асель Нұрланқызы", email="asel@example.kz")
    a = RoleGrantFactory(user=asel, body=water, role=Role.PREPARER)
    b = RoleGrantFactory(body=water, role=Role.HEAD, user__full_name="Б", user__email="b@example.kz")
    c = RoleGrantFactory(user=asel, body=BodyFactory(slug="zz"), role=Role.HEAD, starts_on=date(2027, 1, 1))
    d = RoleGrantFactory(user=asel, body=water, role=Role.HEAD, ends_on=TODAY)
    assert roles() == [b.pk, a.pk, c.pk]
    assert roles(past=True) == [d.pk]
    assert roles(body=water) == [b.pk, a.pk]
    assert roles(role=Role.HEAD) == [b.pk, c.pk]
    assert roles(person="нұрлан") == [a.pk, c.pk]
    assert roles(person="B@EXAMPLE") == [b.pk]
    assert roles(person="никто") == []


def test_bodies_by_name_follow_the_readers_alphabet() -> None:
    BodyFactory(slug="a", short_kk="Қаржы", short_ru="Финансов")
    BodyFactory(slug="b", short_kk="Әділет", short_ru="Юстиции")
    BodyFactory(slug="gone", ends_on=date(2026, 1, 1))
    with translation.override("kk"):
        assert [body.slug for body in queries.bodies_by_name(TODAY)] == ["b", "a"]
    with translation.override("ru"):
        assert [body.slug for body in queries.bodies_by_name(TODAY)] == ["a", "b"]


def test_functions_say_who_holds_held_and_will_hold(django_assert_num_queries) -> None:
    past = BodyFunctionFactory(ends_on=date(2023, 9, 1))
    present = BodyFunctionFactory(starts_on=date(2023, 9, 1), ends_on=date(2027, 1, 1))
    coming = BodyFunctionFactory(starts_on=date(2027, 1, 1))
    with django_assert_num_queries(1):
        records = queries.functions(TODAY)
    assert [record.function for record in records] == list(Function)
    first = records[0]
    assert (first.present, first.others) == (present, [coming, past])
    assert [(record.present, record.others) for record in records[1:]] == [(None, [])] * 4


@pytest.mark.parametrize(
    "typed",
    [
        "Қызылорда",
        "кызылорда",
        "КЫЗЫЛОРДА",
        "Қызыло\u00adрда",
        "Kызылорда",
        "орда облысы",
        "Госорган Кызылорды",
        "ёлка",
    ],
)
def test_a_body_is_found_on_whatever_keyboard_its_name_was_typed(typed: str) -> None:
    wanted = BodyFactory(
        name_kk="«Қызылорда облысы»", name_ru="Госорган Кызылорды «Елка»", name_en="Office of Kyzylorda"
    )
    BodyFactory(name_kk="Ақтөбе облысы", name_ru="Орган Актобе", name_en="Office of Aktobe")
    assert list(Body.objects.matching(typed)) == [wanted]


def test_text_typed_for_a_body_is_no_pattern() -> None:
    BodyFactory(name_kk="Орган", name_ru="Орган", name_en="Office")
    assert not Body.objects.matching("_____").exists()
    assert not Body.objects.matching("%").exists()

"""Places, bodies, functions, officials, roles. Dates begin long before any test day."""

from __future__ import annotations

from datetime import date

import factory

from portal.bodies.choices import BodyKind, Function, Post, Role, TerritoryKind
from portal.bodies.models import Body, BodyFunction, Exemption, Official, RoleGrant, Territory
from tests.factories.accounts import UserFactory

LONG_AGO = date(2018, 1, 1)


class TerritoryFactory(factory.django.DjangoModelFactory):
    """A region; `district=True` makes a district inside one."""

    class Meta:
        model = Territory

    class Params:
        district = factory.Trait(
            kind=TerritoryKind.DISTRICT,
            parent=factory.SubFactory("tests.factories.bodies.TerritoryFactory"),
        )

    kato = factory.Sequence(lambda n: f"{100000000 + n}")
    kind = TerritoryKind.REGION
    parent = None
    name_kk = factory.Sequence(lambda n: f"Өңір {n} облысы")
    name_ru = factory.Sequence(lambda n: f"Область {n}")
    name_en = factory.Sequence(lambda n: f"Region {n}")
    short_kk = factory.Sequence(lambda n: f"Өңір {n}")
    short_ru = factory.Sequence(lambda n: f"Обл. {n}")
    short_en = factory.Sequence(lambda n: f"Reg. {n}")
    genitive_kk = factory.Sequence(lambda n: f"Өңір {n} облысының")
    genitive_ru = factory.Sequence(lambda n: f"Области {n}")
    starts_on = LONG_AGO


class BodyFactory(factory.django.DjangoModelFactory):
    """A ministry; traits make the other kinds."""

    class Meta:
        model = Body

    class Params:
        akimat = factory.Trait(
            kind=BodyKind.AKIMAT,
            territory=factory.SubFactory(TerritoryFactory),
            slug=factory.LazyAttribute(lambda body: f"akimat-{body.territory.kato}"),
        )
        company = factory.Trait(kind=BodyKind.COMPANY)
        maslikhat = factory.Trait(kind=BodyKind.MASLIKHAT, territory=factory.SubFactory(TerritoryFactory))
        government = factory.Trait(kind=BodyKind.GOVERNMENT, slug="government")
        government_apparatus = factory.Trait(kind=BodyKind.GOVERNMENT_APPARATUS, slug="government-apparatus")
        administration = factory.Trait(kind=BodyKind.ADMINISTRATION, slug="administration")

    slug = factory.Sequence(lambda n: f"ministry-{n}")
    kind = BodyKind.MINISTRY
    name_kk = factory.LazyAttribute(lambda body: f"{body.slug} министрлігі")
    name_ru = factory.LazyAttribute(lambda body: f"Министерство {body.slug}")
    name_en = factory.LazyAttribute(lambda body: f"Ministry {body.slug}")
    plain_kk = factory.LazyAttribute(lambda body: f"{body.slug} министрлігі")
    plain_ru = factory.LazyAttribute(lambda body: f"Министерство {body.slug}")
    plain_en = factory.LazyAttribute(lambda body: f"Ministry {body.slug}")
    short_kk = factory.LazyAttribute(lambda body: f"{body.slug} қысқа")
    short_ru = factory.LazyAttribute(lambda body: f"{body.slug} кратко")
    short_en = factory.LazyAttribute(lambda body: f"{body.slug} short")
    head_title_kk = factory.LazyAttribute(lambda body: f"{body.slug} министрі")
    head_title_ru = factory.LazyAttribute(lambda body: f"Министр {body.slug}")
    head_title_en = factory.LazyAttribute(lambda body: f"Minister {body.slug}")
    territory = None
    starts_on = LONG_AGO
    joined_on = date(2026, 1, 1)


class BodyFunctionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BodyFunction

    function = Function.AUTHORISED_INFORMATION
    body = factory.SubFactory(BodyFactory)
    starts_on = LONG_AGO


class ExemptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Exemption

    body = factory.SubFactory(BodyFactory)
    act = "B"
    ground_kk = "актінің өзі бойынша"
    ground_ru = "по самому акту"
    ground_en = "by the act itself"
    starts_on = LONG_AGO


class OfficialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Official

    body = factory.SubFactory(BodyFactory)
    post = Post.FIRST_HEAD
    title_kk = factory.LazyAttribute(lambda official: official.body.head_title_kk)
    title_ru = factory.LazyAttribute(lambda official: official.body.head_title_ru)
    title_en = factory.LazyAttribute(lambda official: official.body.head_title_en)
    starts_on = LONG_AGO


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    role = Role.PREPARER
    starts_on = LONG_AGO

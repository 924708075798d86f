"""A region small enough to read: two districts, a city, rural districts with villages, names that repeat."""

from __future__ import annotations

from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body, Territory
from portal.bodies.services import import_edition, raise_akimats
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import seed_law

ROOT = "430000000"
ROWS: tuple[kato.Cells, ...] = (
    (ROOT, 0, "Қызылорда облысы", "Кызылординская область"),
    ("431000000", 3, "Қызылорда Қ.Ә.", "Кызылорда Г.А."),
    ("431010000", 1, "Қызылорда қ.", "г.Кызылорда"),
    ("431033000", 2, "Ақжарма а.о.", "Акжарминский с.о."),
    ("431033100", 2, "Ақжарма а.", "с.Акжарма"),
    ("434400000", 4, "Қазалы ауданы", "Казалинский район"),
    ("434420000", 1, "Қазалы қ.ә.", "Казалинская г.а."),
    ("434420100", 1, "Қазалы қ.", "г.Казалинск"),
    ("434430000", 1, "Әйтеке би к.ә.", "Айтекебийская п.а."),
    ("434430100", 1, "Әйтеке би к.", "п.Айтеке би"),
    ("434451000", 2, "Тасарық а.о.", "Тасарыкский с.о."),
    ("434451100", 2, "Тасарық а.", "с.Тасарык"),
    ("434451200", 2, "Лақалы а.", "с.Лакалы"),
    ("434453000", 2, "Шәкен а.о.", "Шакенский с.о."),
    ("434453100", 2, "Шәкен а.", "с.Шакен"),
    ("434453200", 2, "Жаңа тұрмыс а.", "с.Жана турмыс"),
    # A village that bears the name of the rural district of another.
    ("434455000", 2, "Алға а.о.", "Алгинский с.о."),
    ("434455100", 2, "Үркендеу а.", "с.Уркендеу"),
    ("434457000", 2, "Бозкөл а.о.", "Бозкольский с.о."),
    ("434457100", 2, "Алға а.", "с.Алга"),
    ("434600000", 2, "Шиелі ауданы", "Шиелийский район"),
    ("434630000", 2, "Шиелі к.ә.", "Шиелийская п.а."),
    ("434630100", 2, "Шиелі к.", "п.Шиели"),
    ("434633000", 2, "Ақмая а.о.", "Акмаинский с.о."),
    ("434633100", 2, "Ақмая а.", "с.Акмая"),
    ("434635000", 2, "Жаңа тұрмыс а.о.", "Жанатурмысский с.о."),
    ("434635100", 2, "Жаңа тұрмыс а.", "с.Жана турмыс"),
)


def make_region() -> Body:
    """The akimat of the region, with every unit below it and its office; officers of three of them."""
    seed_law()
    region = _place(
        ROOT, TerritoryKind.REGION, None, "Қызылорда облысы", "Кызылординская область", "Кызылординской области"
    )
    _place("431000000", TerritoryKind.CITY, region, "Қызылорда қаласы", "город Кызылорда", "города Кызылорды")
    _place("434400000", TerritoryKind.DISTRICT, region, "Қазалы ауданы", "Казалинский район", "Казалинского района")
    _place("434600000", TerritoryKind.DISTRICT, region, "Шиелі ауданы", "Шиелийский район", "Шиелийского района")
    akimat = BodyFactory(
        akimat=True,
        territory=region,
        head_title_kk="Қызылорда облысының әкімі",
        head_title_ru="Аким Кызылординской области",
        head_title_en="Akim of Kyzylorda Region",
    )
    akimat.officials.create(
        post="first_head",
        starts_on=akimat.starts_on,
        **{f"title_{code}": getattr(akimat, f"head_title_{code}") for code in ("kk", "ru", "en")},
    )
    import_edition(rows=kato.rows(ROWS), source="kato.csv", edition_on=kato.EDITION, today=TODAY, accept_closures=True)
    raise_akimats(on=TODAY)
    for name, role, code in (
        ("region_officer", Role.OFFICER, ROOT),
        ("region_head", Role.HEAD, ROOT),
        ("district_officer", Role.OFFICER, "434400000"),
        ("neighbour_officer", Role.OFFICER, "434600000"),
        ("rural_officer", Role.OFFICER, "434451000"),
    ):
        RoleGrantFactory(user=UserFactory(full_name=name), role=role, body=office(code))
    return akimat


def office(code: str) -> Body:
    return Body.objects.get(kind="akimat", territory__kato=code)


def _place(
    code: str, kind: TerritoryKind, parent: Territory | None, name_kk: str, name_ru: str, genitive_ru: str
) -> Territory:
    return TerritoryFactory(
        kato=code,
        kind=kind,
        parent=parent,
        name_kk=name_kk,
        name_ru=name_ru,
        short_kk=name_kk.rsplit(" ", 1)[0],
        short_ru=name_ru,
        genitive_kk=f"{name_kk}ның",
        genitive_ru=genitive_ru,
    )

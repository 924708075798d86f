"""Bodies of state as dated facts: the Government and those who control for it, ministries, companies, akimats,
maslikhats.

Ministries are the central executive bodies: agencies that answer to the President are not among them. Names in Kazakh
are regular («… министрлігі», «… министрі»); in Russian a ministry and its minister govern the same words («обороны»).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from portal.bodies.facts.companies import COMPANIES, Company
from portal.bodies.facts.territories import RECORD_BEGINS, Place, places

Kind = Literal["ministry", "company", "akimat", "maslikhat", "government", "government_apparatus", "administration"]


@dataclass(frozen=True)
class Body:
    """A body between `starts_on` and `ends_on` (half-open; None is open).

    `name_*` is the official name, `plain_*` the name pages use (without the name of the country), `short_*` what tells
    it from others of its kind in a list. A body that starts on RECORD_BEGINS is of that day, earlier, or of a day not
    confirmed.
    """

    slug: str
    kind: Kind
    name_kk: str
    name_ru: str
    name_en: str
    plain_kk: str
    plain_ru: str
    plain_en: str
    short_kk: str
    short_ru: str
    short_en: str
    head_title_kk: str
    head_title_ru: str
    head_title_en: str
    territory_kato: str | None
    starts_on: date
    ends_on: date | None = None


# slug | Kazakh stem | Russian, as «министр …» governs it | English stem | day of the act that made it, when confirmed.
# 2020: decree of 9 September 2020. 2022: decree of 11 June 2022. 2023: decree of 1 September 2023.
# 2025: decree No. 997 of 18 September 2025.
_MINISTRIES = """
agriculture | Ауыл шаруашылығы | сельского хозяйства | Agriculture
culture | Мәдениет және ақпарат | культуры и информации | Culture and Information | 2023-09-01
defence | Қорғаныс | обороны | Defence
digital | Жасанды интеллект және цифрлық даму | искусственного интеллекта и цифрового развития | \
Artificial Intelligence and Digital Development | 2025-09-18
ecology | Экология және табиғи ресурстар | экологии и природных ресурсов | Ecology and Natural Resources
economy | Ұлттық экономика | национальной экономики | National Economy
education | Оқу-ағарту | просвещения | Education | 2022-06-11
emergencies | Төтенше жағдайлар | по чрезвычайным ситуациям | Emergency Situations | 2020-09-09
energy | Энергетика | энергетики | Energy
finance | Қаржы | финансов | Finance
foreign | Сыртқы істер | иностранных дел | Foreign Affairs
health | Денсаулық сақтау | здравоохранения | Healthcare
industry | Өнеркәсіп және құрылыс | промышленности и строительства | Industry and Construction | 2023-09-01
interior | Ішкі істер | внутренних дел | Internal Affairs
justice | Әділет | юстиции | Justice
labour | Еңбек және халықты әлеуметтік қорғау | труда и социальной защиты населения | Labour and Social Protection
science | Ғылым және жоғары білім | науки и высшего образования | Science and Higher Education | 2022-06-11
tourism | Туризм және спорт | туризма и спорта | Tourism and Sports | 2023-09-01
trade | Сауда және интеграция | торговли и интеграции | Trade and Integration
transport | Көлік | транспорта | Transport | 2023-09-01
water | Су ресурстары және ирригация | водных ресурсов и ирригации | Water Resources and Irrigation | 2023-09-01
"""

#: Short English names that differ from the full stem.
_SHORT_EN = {"digital": "AI and Digital Development"}


def _upper_first(words: str) -> str:
    return words[0].upper() + words[1:]


def _ministries() -> Iterator[Body]:
    for line in _MINISTRIES.strip().splitlines():
        slug, kk, ru, en, *day = line.split(" | ")
        yield Body(
            slug=slug,
            kind="ministry",
            name_kk=f"Қазақстан Республикасының {kk} министрлігі",
            name_ru=f"Министерство {ru} Республики Казахстан",
            name_en=f"Ministry of {en} of the Republic of Kazakhstan",
            plain_kk=f"{kk} министрлігі",
            plain_ru=f"Министерство {ru}",
            plain_en=f"Ministry of {en}",
            short_kk=kk,
            short_ru=_upper_first(ru),
            short_en=_SHORT_EN.get(slug, en),
            head_title_kk=f"{kk} министрі",
            head_title_ru=f"Министр {ru}",
            head_title_en=f"Minister of {en}",
            territory_kato=None,
            starts_on=date.fromisoformat(day[0]) if day else RECORD_BEGINS,
        )


def _company(one: Company) -> Body:
    return Body(
        slug=one.slug,
        kind="company",
        name_kk=f"{one.official_kk}» акционерлік қоғамы",
        name_ru=f"Акционерное общество «{one.official_ru}»",
        name_en=f"Joint-Stock Company {one.official_en}",
        plain_kk=one.plain_kk,
        plain_ru=one.plain_ru,
        plain_en=one.plain_en,
        short_kk=one.short_kk,
        short_ru=one.short_ru,
        short_en=one.short_en,
        head_title_kk=f"{one.plain_kk} басқармасының төрағасы",
        head_title_ru=f"Председатель правления {one.ru_of}",
        head_title_en=f"Chairman of the Management Board of {one.plain_en}",
        territory_kato=None,
        starts_on=RECORD_BEGINS,
    )


def _akimat(place: Place) -> Body:
    kk, ru, en = f"{place.genitive_kk} әкімдігі", f"Акимат {place.genitive_ru}", f"Akimat of {place.name_en}"
    return Body(
        slug=f"akimat-{place.kato}",
        kind="akimat",
        name_kk=kk,
        name_ru=ru,
        name_en=en,
        plain_kk=kk,
        plain_ru=ru,
        plain_en=en,
        short_kk=place.name_kk,
        short_ru=_upper_first(place.name_ru),
        short_en=place.name_en,
        head_title_kk=f"{place.genitive_kk} әкімі",
        head_title_ru=f"Аким {place.genitive_ru}",
        head_title_en=f"Akim of {place.name_en}",
        territory_kato=place.kato,
        starts_on=place.starts_on,
        ends_on=place.ends_on,
    )


def _maslikhat(place: Place) -> Body:
    kk, ru, en = f"{place.genitive_kk} мәслихаты", f"Маслихат {place.genitive_ru}", f"Maslikhat of {place.name_en}"
    return Body(
        slug=f"maslikhat-{place.kato}",
        kind="maslikhat",
        name_kk=kk,
        name_ru=ru,
        name_en=en,
        plain_kk=kk,
        plain_ru=ru,
        plain_en=en,
        short_kk=kk,
        short_ru=ru,
        short_en=en,
        head_title_kk=f"{place.name_kk} мәслихатының төрағасы",
        head_title_ru=f"Председатель маслихата {place.genitive_ru}",
        head_title_en=f"Chair of the Maslikhat of {place.name_en}",
        territory_kato=place.kato,
        starts_on=place.starts_on,
        ends_on=place.ends_on,
    )


_CENTRE = (
    Body(
        slug="government",
        kind="government",
        name_kk="Қазақстан Республикасының Үкіметі",
        name_ru="Правительство Республики Казахстан",
        name_en="Government of the Republic of Kazakhstan",
        plain_kk="Үкімет",
        plain_ru="Правительство",
        plain_en="Government",
        short_kk="Үкімет",
        short_ru="Правительство",
        short_en="Government",
        head_title_kk="Премьер-Министр",
        head_title_ru="Премьер-Министр",
        head_title_en="Prime Minister",
        territory_kato=None,
        starts_on=RECORD_BEGINS,
    ),
    Body(
        slug="government-apparatus",
        kind="government_apparatus",
        name_kk="Қазақстан Республикасы Үкіметінің Аппараты",
        name_ru="Аппарат Правительства Республики Казахстан",
        name_en="Apparatus of the Government of the Republic of Kazakhstan",
        plain_kk="Үкімет Аппараты",
        plain_ru="Аппарат Правительства",
        plain_en="Government Apparatus",
        short_kk="Үкімет Аппараты",
        short_ru="Аппарат Правительства",
        short_en="Government Apparatus",
        head_title_kk="Үкімет Аппаратының Басшысы",
        head_title_ru="Руководитель Аппарата Правительства",
        head_title_en="Head of the Government Apparatus",
        territory_kato=None,
        # Decree of 2 January 2023; before it the Chancellery of the Prime Minister, which is not held here.
        starts_on=date.fromisoformat("2023-01-02"),
    ),
    Body(
        slug="administration",
        kind="administration",
        name_kk="Қазақстан Республикасы Президентінің Әкімшілігі",
        name_ru="Администрация Президента Республики Казахстан",
        name_en="Administration of the President of the Republic of Kazakhstan",
        plain_kk="Президент Әкімшілігі",
        plain_ru="Администрация Президента",
        plain_en="Presidential Administration",
        short_kk="Президент Әкімшілігі",
        short_ru="Администрация Президента",
        short_en="Presidential Administration",
        head_title_kk="Президент Әкімшілігінің Басшысы",
        head_title_ru="Руководитель Администрации Президента",
        head_title_en="Head of the Presidential Administration",
        territory_kato=None,
        starts_on=RECORD_BEGINS,
    ),
)


@cache
def bodies() -> tuple[Body, ...]:
    """The centre, the ministries, the companies, then akimats and maslikhats by code."""
    units = [place for place in places() if place.is_first_rank]
    return (*_CENTRE, *_ministries(), *map(_company, COMPANIES), *map(_akimat, units), *map(_maslikhat, units))

"""National holdings and companies as dated facts: those that acts oblige beside the central executive bodies.

Widely known ones of the list that the Government keeps (its resolution No. 376 of 6 April 2011); the list is not whole,
and the days on which they were founded are not among the facts.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Company:
    """`official_*` is the name beside the legal form, without its last quotation mark; `plain_*` is what people say,
    `ru_of` the Russian genitive of that.
    """

    slug: str
    official_kk: str
    official_ru: str
    official_en: str
    plain_kk: str
    plain_ru: str
    ru_of: str
    plain_en: str
    short_kk: str
    short_ru: str
    short_en: str


COMPANIES = (
    Company(
        slug="samruk-kazyna",
        official_kk="«Самұрық-Қазына» ұлттық әл-ауқат қоры",
        official_ru="Фонд национального благосостояния «Самрук-Қазына",
        official_en="Sovereign Wealth Fund Samruk-Kazyna",
        plain_kk="«Самұрық-Қазына» қоры",
        plain_ru="Фонд «Самрук-Қазына»",
        ru_of="фонда «Самрук-Қазына»",
        plain_en="Samruk-Kazyna Fund",
        short_kk="Самұрық-Қазына",
        short_ru="Самрук-Қазына",
        short_en="Samruk-Kazyna",
    ),
    Company(
        slug="baiterek",
        official_kk="«Бәйтерек» ұлттық басқарушы холдингі",
        official_ru="Национальный управляющий холдинг «Байтерек",
        official_en="National Managing Holding Baiterek",
        plain_kk="«Бәйтерек» холдингі",
        plain_ru="Холдинг «Байтерек»",
        ru_of="холдинга «Байтерек»",
        plain_en="Baiterek Holding",
        short_kk="Бәйтерек",
        short_ru="Байтерек",
        short_en="Baiterek",
    ),
    Company(
        slug="temir-zholy",
        official_kk="«Қазақстан темір жолы» ұлттық компаниясы",
        official_ru="Национальная компания «Қазақстан темір жолы",
        official_en="National Company Kazakhstan Temir Zholy",
        plain_kk="«Қазақстан темір жолы» компаниясы",
        plain_ru="Компания «Қазақстан темір жолы»",
        ru_of="компании «Қазақстан темір жолы»",
        plain_en="Kazakhstan Temir Zholy",
        short_kk="Қазақстан темір жолы",
        short_ru="Қазақстан темір жолы",
        short_en="Kazakhstan Temir Zholy",
    ),
    Company(
        slug="kazmunaygas",
        official_kk="«ҚазМұнайГаз» ұлттық компаниясы",
        official_ru="Национальная компания «КазМунайГаз",
        official_en="National Company KazMunayGas",
        plain_kk="«ҚазМұнайГаз» компаниясы",
        plain_ru="Компания «КазМунайГаз»",
        ru_of="компании «КазМунайГаз»",
        plain_en="KazMunayGas",
        short_kk="ҚазМұнайГаз",
        short_ru="КазМунайГаз",
        short_en="KazMunayGas",
    ),
    Company(
        slug="kazatomprom",
        official_kk="«Қазатомөнеркәсіп» ұлттық атом компаниясы",
        official_ru="Национальная атомная компания «Казатомпром",
        official_en="National Atomic Company Kazatomprom",
        plain_kk="«Қазатомөнеркәсіп» компаниясы",
        plain_ru="Компания «Казатомпром»",
        ru_of="компании «Казатомпром»",
        plain_en="Kazatomprom",
        short_kk="Қазатомөнеркәсіп",
        short_ru="Казатомпром",
        short_en="Kazatomprom",
    ),
    Company(
        slug="kazavtozhol",
        official_kk="«ҚазАвтоЖол» ұлттық компаниясы",
        official_ru="Национальная компания «КазАвтоЖол",
        official_en="National Company KazAvtoZhol",
        plain_kk="«ҚазАвтоЖол» компаниясы",
        plain_ru="Компания «КазАвтоЖол»",
        ru_of="компании «КазАвтоЖол»",
        plain_en="KazAvtoZhol",
        short_kk="ҚазАвтоЖол",
        short_ru="КазАвтоЖол",
        short_en="KazAvtoZhol",
    ),
)

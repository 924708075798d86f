"""The decree in its first edition (C1) and as amended in November 2023 (C2), and what is doubted of the second."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.duty import Act, since

#: The amended edition applies from January 2024; the first one from March 2022 (the very day is not confirmed).
AMENDED = date(2024, 1, 1)

C1 = Act(
    key="C1",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2022 жылғы 3 наурыздағы № 826 Жарлығы, бастапқы редакция",
        ru="Указ Президента Республики Казахстан от 3 марта 2022 года № 826, первоначальная редакция",
        en="Decree of the President No. 826 of 3 March 2022, first edition",
    ),
    short=Lines(kk="№ 826 Жарлық", ru="Указ № 826", en="Decree No. 826"),
    note=Lines(
        kk="2023 жылғы 20 қарашадағы Жарлықпен өзгертілді.",
        ru="Изменён Указом от 20 ноября 2023 года.",
        en="Amended by the decree of 20 November 2023.",
    ),
    in_force=since(date(2022, 3, 7), AMENDED),
    address="https://adilet.zan.kz/rus/docs/U2200000826",
    address_confirmed=True,
)

C2 = Act(
    key="C2",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2022 жылғы 3 наурыздағы № 826 Жарлығы, 2023 жылғы 20 қарашадағы "
        "өзгерістермен",
        ru="Указ Президента Республики Казахстан от 3 марта 2022 года № 826 с изменениями от 20 ноября 2023 года",
        en="Decree of the President No. 826 of 3 March 2022 as amended on 20 November 2023",
    ),
    short=Lines(kk="№ 826 Жарлық", ru="Указ № 826", en="Decree No. 826"),
    note=Lines(kk="Қолданыста.", ru="Действует.", en="In force."),
    in_force=since(AMENDED),
    address="https://adilet.zan.kz/rus/docs/U2200000826",
    address_confirmed=True,
)

#: Of every clause but 1, 2.1 and the frequencies.
UNCHANGED = Lines(
    kk="Бастапқы редакцияның мәтіні: 2023 жылғы өзгерістердің осы тармаққа қатысты мәтіні оқылған жоқ.",
    ru="Текст первоначальной редакции: изменения 2023 года в части этого пункта не прочитаны.",
    en="The text of the first edition: what the amendment of 2023 says of this clause was not read.",
)

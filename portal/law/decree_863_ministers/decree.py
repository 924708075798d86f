"""The draft of March 2022 (B0), which never came into force, and the decree of April 2022 (B), repealed in 2024."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.duty import Act, since

B0 = Act(
    key="B0",
    title=Lines(
        kk="Қазақстан Республикасы Үкіметінің 2022 жылғы 5 наурыздағы № 112 қаулысына қоса берілген Жарлық жобасы",
        ru="Проект указа, приложенный к постановлению Правительства Республики Казахстан от 5 марта 2022 года № 112",
        en="Draft decree attached to Resolution of the Government No. 112 of 5 March 2022",
    ),
    short=Lines(kk="№ 112 қаулының жобасы", ru="Проект к постановлению № 112", en="Draft to Resolution No. 112"),
    note=Lines(
        kk="Бұл мәтін ешқашан күшіне енген жоқ: ол жоба болып қалды.",
        ru="Этот текст никогда не вступал в силу: он остался проектом.",
        en="This text never came into force: it remained a draft.",
    ),
    in_force=None,
    address="https://adilet.zan.kz/rus/docs/P2200000112",
    address_confirmed=False,
    drafted_on=date(2022, 3, 5),
)

B = Act(
    key="B",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2022 жылғы 7 сәуірдегі № 863 Жарлығы",
        ru="Указ Президента Республики Казахстан от 7 апреля 2022 года № 863",
        en="Decree of the President No. 863 of 7 April 2022",
    ),
    short=Lines(kk="№ 863 Жарлық", ru="Указ № 863", en="Decree No. 863"),
    note=Lines(
        kk="2024 жылғы 9 қаңтардағы № 431 Жарлықпен күші жойылды.",
        ru="Утратил силу в соответствии с Указом от 9 января 2024 года № 431.",
        en="Repealed by Decree No. 431 of 9 January 2024.",
    ),
    in_force=since(date(2022, 4, 7), date(2024, 1, 9)),
    address="https://adilet.zan.kz/rus/docs/U2200000863",
    address_confirmed=True,
)

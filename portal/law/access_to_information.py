"""Reporting to the population under the law on access to information. It sets no date."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Act, Always, since
from portal.law.evidence import Evidence
from portal.law.stating import LOWER_AKIMS, article, state_duty

L = Act(
    key="L",
    title=Lines(
        kk="«Ақпаратқа қол жеткізу туралы» Қазақстан Республикасының 2015 жылғы 16 қарашадағы № 401-V Заңы",
        ru="Закон Республики Казахстан от 16 ноября 2015 года № 401-V «О доступе к информации»",
        en="Law No. 401-V of 16 November 2015 on access to information",
    ),
    short=Lines(kk="№ 401-V Заң", ru="Закон № 401-V", en="Law No. 401-V"),
    note=Lines(kk="Қолданыста.", ru="Действует.", en="In force."),
    in_force=since(date(2015, 11, 16)),
    address="https://adilet.zan.kz/rus/docs/Z1500000401",
    address_confirmed=True,
)

DUTIES = (
    state_duty(
        "L-9.3",
        L,
        article("9(3), 10(4)"),
        Lines("Халық алдында есеп беру", "Отчёт перед населением", "Report to the population"),
        Lines(
            "Министрлер (Қорғаныс және Сыртқы істер министрлерінен басқа) және әкімдер халық алдында есеп береді. "
            "Заңда күн белгіленбеген.",
            "Министры (кроме министров обороны и иностранных дел) и акимы отчитываются перед населением. Срок в законе "
            "не установлен.",
            "Ministers (except those of Defence and of Foreign Affairs) and akims report to the population. The law "
            "sets no date.",
        ),
        to=Addressee(group=Group.MINISTRIES, beside=(Group.REGIONAL_AKIMATS, *LOWER_AKIMS)),
        opens=Always(),
        evidence=(Evidence.MEETING,),
        effective=L.in_force,
    ),
)

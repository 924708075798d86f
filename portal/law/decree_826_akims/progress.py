"""Progress on issues raised at meetings of akims, quarter by quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod
from portal.law.decree_826_akims.decree import AMENDED, C1, C2, UNCHANGED
from portal.law.duty import ByPeriod, Closing, Confidence, Duty, since
from portal.law.evidence import Evidence
from portal.law.stating import AKIMS

PROGRESS_2022 = Duty(
    key="C-3.5d",
    act=C1,
    clause=Lines(kk="3.5-тармақ", ru="пункт 3.5", en="clause 3.5"),
    title=Lines(
        kk="Әкімдіктердің проблемалық мәселелерді шешу барысы",
        ru="Ход решения проблемных вопросов акиматами",
        en="Progress on issues of akimats",
    ),
    action=Lines(
        kk="{year} жылғы {roman} тоқсандағы проблемалық мәселелерді шешу барысын жариялау",
        ru="Опубликовать информацию о ходе решения проблемных вопросов за {roman} квартал {year} года",
        en="Publish the progress on issues for Q{number} {year}",
    ),
    wording=Lines(
        kk="Барлық деңгейдегі әкімдер сайттарда және электрондық үкімет порталында кездесулерде көтерілген "
        "проблемалық мәселелерді шешу барысын тоқсан сайын, келесі айдың 25-күніне қарай жариялайды.",
        ru="Акимы всех уровней ежеквартально, к 25-му числу следующего месяца, публикуют на интернет-ресурсах и на "
        "портале электронного правительства информацию о ходе решения проблемных "
        "вопросов, поднятых населением на встречах.",
        en="Akims of all levels publish every quarter, by the 25th of the next month, on sites and on the e-government "
        "portal, the progress on issues raised at meetings.",
    ),
    proof=Lines(
        kk="Жарияланған кесте: файл немесе сілтеме.",
        ru="Опубликованная таблица: файл или ссылка.",
        en="The published table: a file or a link.",
    ),
    addressee=AKIMS,
    exempt_under="C",
    opens=ByPeriod("quarter"),
    # On the portal the day is that of decision 2 in owner_decisions.py.
    due=DayAfterPeriod(25, Bound.BY),
    # The first quarter of 2022 was the first to be reported under the decree, on 25 April.
    for_periods=since(date(2022, 1, 1), AMENDED),
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.TABLE,),
    confidence=Confidence.VERIFIED,
)

PROGRESS = replace(PROGRESS_2022, act=C2, for_periods=since(AMENDED), confidence=Confidence.UNVERIFIED, doubt=UNCHANGED)

DUTIES = (PROGRESS_2022, PROGRESS)

"""Decisions of the portal's owner, shipped with it: the one place where a day of an act is overridden.

In the database they are rows, shown and reversible; a later decision is entered in the workspace and is a row alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod, DueRule, FixedDay
from portal.law.counting.events import Counting


@dataclass(frozen=True)
class Order:
    """What one decision settles about one duty, or about a whole act, for periods that begin in its range of days.

    The range is `[applies_from, applies_to)`. An empty part is left as the act has it: `stands` whether the duty is
    owed at all, `due` its day, `counting` that of a duty events open, `day_off` what a day off does to it,
    `visibility`, `reading` how a norm is read that can be read in two ways. One about an act has its key in `act`, no
    duty, and says only whether the act is applied.
    """

    number: int
    duty: str
    wording: Lines
    ground: Lines
    applies_from: date
    applies_to: date | None = None
    stands: bool | None = None
    due: DueRule | None = None
    visibility: str = ""
    day_off: str = ""
    act: str = ""
    counting: Counting | None = None
    reading: str = ""

    def applies(self, period: Period) -> bool:
        return self.holds(period.start)

    def holds(self, day: date) -> bool:
        """Whether it speaks of periods that begin on `day`, or of what happens on it."""
        return self.applies_from <= day and (self.applies_to is None or day < self.applies_to)


_FIRST_YEAR = date(2022, 1, 1)
#: No text asked for the days of the year 2022 before they were over: the draft is of 5 March 2022.
_FIRST_ASKED_IN_TIME = date(2023, 1, 1)

_GROUND = Lines(
    kk="Портал иесі бес мерзімнің сақталуын тапсырды: ұсыныстар, ведомстволық жоспар, графикті бекіту, әкімдер "
    "күнтізбелері, проблемалық мәселелерді шешу барысы.",
    ru="Владелец портала поручил обеспечить соблюдение пяти сроков: представления предложений, утверждения "
    "ведомственного плана, утверждения графика, утверждения календарей акимов и публикации хода решения проблемных "
    "вопросов.",
    en="The owner of the portal has ordered five deadlines to be kept: proposals, departmental plan, approval of the "
    "schedule, calendars of akims, progress on issues.",
)

_STANDS = Lines(
    kk="Бұл міндет порталда мәтіні жазылған 2022 жылғы наурыздан бастап мерзімсіз, Үкіметтің № 12 қаулысымен қатар "
    "қолданылады.",
    ru="Обязанность применяется на портале с марта 2022 года, когда появился её текст, бессрочно, наряду с "
    "постановлением Правительства № 12.",
    en="The duty applies on the portal from March 2022, when its text was written, with no end, beside Resolution of "
    "the Government No. 12.",
)

_BY_THE_TENTH = Lines(
    kk="Проблемалық мәселелерді шешу барысы орталық және жергілікті органдар үшін бірдей: тоқсаннан кейінгі айдың "
    "10-күнінен кешіктірілмей (осы күнді қоса алғанда) жарияланады.",
    ru="Ход решения проблемных вопросов центральные и местные органы публикуют в один срок: по 10-е число месяца, "
    "следующего за кварталом, включительно.",
    en="Progress on issues is published alike by central and local bodies: by the 10th of the month after the quarter, "
    "inclusive.",
)

_TENTH_IN = Lines(
    kk="Порталда 10 қаңтар мерзімге кіреді.",
    ru="На портале 10 января входит в срок.",
    en="On the portal 10 January is inclusive.",
)

_FIFTEENTH_IN = Lines(
    kk="Порталда 15 қаңтар мерзімге кіреді.",
    ru="На портале 15 января входит в срок.",
    en="On the portal 15 January is inclusive.",
)

_NO_REVIVAL = Lines(
    kk="№ 190 Жарлықтың 7-тармағы күші жойылған күйінде қалады: жергілікті органдар осы міндет бойынша № 2 шешімде "
    "белгіленген мерзімде есеп береді.",
    ru="Пункт 7 Указа № 190 остаётся утратившим силу: для местных органов по этой обязанности действует срок, "
    "установленный решением № 2.",
    en="Clause 7 of Decree No. 190 stays repealed: local bodies report under this duty, on the day of decision 2.",
)

_CARE = Lines(
    kk="Портал иесі шиеленіс туралы енгізілгендер енгізген орган жарияламайынша ішкі болып қалсын деп шешті.",
    ru="Владелец портала решил: то, что вносят о напряжённости, остаётся внутренним, пока внёсший орган этого не "
    "опубликует.",
    en="The owner of the portal has decided that what is entered about tension stays internal until the body that "
    "entered it publishes it.",
)

_TENSION_INSIDE = Lines(
    kk="Әлеуметтік шиеленіс туралы енгізілгендер мен олардан туындаған міндет тек жұмыс кабинетінде көрінеді.",
    ru="Внесённое о социальной напряжённости и возникшая из него обязанность видны только в рабочем кабинете.",
    en="What is entered about social tension, and the duty it opens, are seen only in the workspace.",
)

_ONE_VISIT = Lines(
    kk="cov-3 нормасы тар мағынада түсініледі: аудан әкімі ауылдық округке бір рет барады, оның әр ауылы жеке "
    "саналмайды.",
    ru="Норма cov-3 понимается узко: аким района посещает сельский округ один раз, каждое его село отдельно не "
    "считается.",
    en="Norm cov-3 is read narrowly: the akim of a district visits a rural district once, not each of its villages.",
)

_ONE_VISIT_GROUND = Lines(
    kk="2022 жылы өткізілген кездесулердің жарияланған саны (наурыз – желтоқсанда 28 300) осы түсінікке сәйкес келеді: "
    "әр ауыл жеке саналса, жылына шамамен 59 000 болар еді.",
    ru="Такому пониманию соответствует опубликованное число встреч 2022 года (28 300 за март – декабрь): если считать "
    "каждое село, их было бы около 59 000 в год.",
    en="The published number of meetings of 2022 (28,300 from March to December) agrees with this reading: with each "
    "village it would be about 59,000 a year.",
)

#: Duties that what a person enters about tension opens.
ABOUT_TENSION = ("B-1.8", "B-4.4", "D-1.3")

_TENTH_AFTER_QUARTER = DayAfterPeriod(10, Bound.NOT_LATER)

SHIPPED = (
    *(
        Order(1, duty, _STANDS, _GROUND, _FIRST_ASKED_IN_TIME, stands=True, visibility="public")
        for duty in ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3")
    ),
    # Of the first quarter of 2022 it was due on 10 April, a month after the draft.
    Order(1, "B-1.7", _STANDS, _GROUND, _FIRST_YEAR, stands=True, visibility="public"),
    # The acts' own days: B-1.7 in decree_863_ministers/schedule.py, C-3.5d in decree_826_akims/progress.py,
    # C-5.3 in decree_826_akims/sending.py.
    *(
        Order(2, duty, _BY_THE_TENTH, _GROUND, _FIRST_YEAR, due=_TENTH_AFTER_QUARTER, visibility="public")
        for duty in ("B-1.7", "C-3.5d", "C-5.3")
    ),
    # The acts' own days: B-4.3 in decree_863_ministers/schedule.py, C-2.1 in decree_826_akims/calendar.py.
    Order(3, "B-4.3", _TENTH_IN, _GROUND, _FIRST_YEAR, due=FixedDay(0, 1, 10, Bound.NOT_LATER), visibility="public"),
    Order(
        3, "C-2.1", _FIFTEENTH_IN, _GROUND, _FIRST_YEAR, due=FixedDay(0, 1, 15, Bound.NOT_LATER), visibility="public"
    ),
    Order(4, "C-3.5d", _NO_REVIVAL, _GROUND, _FIRST_YEAR),
    *(Order(7, duty, _TENSION_INSIDE, _CARE, _FIRST_YEAR, visibility="internal") for duty in ABOUT_TENSION),
    # The norm itself: decree_826_akims/coverage.py.
    Order(8, "cov-3", _ONE_VISIT, _ONE_VISIT_GROUND, _FIRST_YEAR, reading="narrow"),
)

#: Everything the owner has settled.
SETTLED = SHIPPED

"""What people of the demonstration ask before meetings and demand, and what is said to them. All invented."""

from __future__ import annotations

from dataclasses import dataclass

from portal.holding.choices import Fate
from portal.kernel.wording import Lines


@dataclass(frozen=True)
class Asked:
    """A question: in which language it was written, what it is about, what everybody reads."""

    language: str
    topic: str
    text: Lines


@dataclass(frozen=True)
class Past:
    """A question that was asked before a meeting that was held: what was said of it there, and in which minute."""

    asked: Asked
    fate: Fate
    minute: int
    then: Lines


@dataclass(frozen=True)
class Wanted:
    """A demand: what for, and how it was answered."""

    topic: str
    text: Lines
    answer: Lines | None = None


#: On the agenda of a coming meeting.
COMING = (
    Asked(
        "kk",
        "water",
        Lines(
            "Кешкі уақытта су қысымы төмен, екінші қабатқа шықпайды. Сорғы қашан ауыстырылады?",
            "Вечером низкое давление воды, до второго этажа не поднимается. Когда заменят насос?",
            "In the evening the water does not reach the second floor. When will the pump be replaced?",
        ),
    ),
    Asked(
        "ru",
        "roads",
        Lines(
            "Мектепке апаратын көшеге тас жол төсеу биыл жоспарда бар ма?",
            "Есть ли в плане этого года асфальт на улице, ведущей к школе?",
            "Is asphalt planned this year for the street that leads to the school?",
        ),
    ),
    Asked(
        "kk",
        "agriculture",
        Lines(
            "Ауыл маңындағы жайылым жеке қожалыққа берілген. Халықтың малы қайда жайылады?",
            "Пастбище у села отдано частному хозяйству. Где пасти скот жителям?",
            "The pasture near the village was given to a private farm. Where are residents to graze their cattle?",
        ),
    ),
    Asked(
        "kk",
        "health",
        Lines(
            "Медпунктте дәрі сататын орын жоқ, ең жақын дәріхана 40 шақырымда. Қашан ашылады?",
            "В медпункте нет аптечного пункта, ближайшая аптека в 40 километрах. Когда откроют?",
            "The medical post sells no medicines, and the nearest pharmacy is 40 kilometres away. When will one open?",
        ),
    ),
)
#: Waits for the moderator: as it was written.
WAITING = (
    Asked(
        "ru",
        "transport",
        Lines(
            "Аудан орталығына автобус күніне бір рет қана жүреді, екінші рейс қосыла ма?",
            "Автобус в райцентр ходит один раз в день, добавят ли второй рейс?",
            "The bus to the district centre runs once a day. Will a second one be added?",
        ),
    ),
    Asked(
        "kk",
        "communications",
        Lines(
            "Ауылда интернет кешке мүлде ашылмайды. Мұнара қашан қойылады?",
            "Вечером интернет в селе не открывается совсем. Когда поставят вышку?",
            "In the evening the internet in the village does not open at all. When will a mast be put up?",
        ),
    ),
)
#: The same as the first one that is coming, asked once more.
DOUBLED = Asked(
    "ru",
    "water",
    Lines(
        "Неге кешке су болмайды?",
        "Почему по вечерам нет воды?",
        "Why is there no water in the evening?",
    ),
)
#: A matter of one person.
PERSONAL = Asked(
    "ru",
    "social",
    Lines(
        "Менің өтемақым неге тағайындалмады?",
        "Почему мне не назначили выплату?",
        "Why was my payment not granted?",
    ),
)
#: What its author is told.
PERSONAL_NOTE = Lines(
    "Жеке төлем туралы шешім ресми өтініш бойынша қаралады: eOtinish жүйесіне өтініш беріңіз.",
    "Решение о личной выплате принимают по официальному обращению: подайте его в eOtinish.",
    "A payment of one person is decided on an official appeal: file it in eOtinish.",
)
#: Its author thought better of it.
WITHDRAWN = Asked(
    "ru",
    "culture",
    Lines(
        "Ауылдық клубта үйірме ашыла ма?",
        "Откроют ли кружок в сельском клубе?",
        "Will a hobby group be opened in the village club?",
    ),
)
#: Told by telephone, written down by the office.
BY_PHONE = Asked(
    "kk",
    "housing",
    Lines(
        "Көп пәтерлі үйдің шатыры ағып тұр, жөндеу жоспарда бар ма?",
        "Течёт крыша многоквартирного дома, есть ли ремонт в плане?",
        "The roof of a block of flats leaks. Is a repair planned?",
    ),
)
#: Held, because it was sent at once.
HASTY = Asked(
    "kk",
    "prices",
    Lines(
        "Дүкендегі ұн бағасы неге көтерілді?",
        "Почему в магазине подорожала мука?",
        "Why did the price of flour go up in the shop?",
    ),
)
#: Of meetings that were held.
PAST = (
    Past(
        Asked(
            "kk",
            "energy",
            Lines(
                "Желді күні жарық сөніп қалады. Электр желісі қашан жөнделеді?",
                "В ветреные дни гаснет свет. Когда отремонтируют сети?",
                "On windy days the light goes out. When will the lines be repaired?",
            ),
        ),
        Fate.TAKEN,
        34,
        Lines(
            "Екі шақырым желі мен он бір бағана ауыстырылады.",
            "Заменят два километра сети и одиннадцать опор.",
            "Two kilometres of line and eleven poles will be replaced.",
        ),
    ),
    Past(
        Asked(
            "ru",
            "education",
            Lines(
                "Мектепте спорт залы неге салқын?",
                "Почему в школе холодный спортзал?",
                "Why is the sports hall of the school cold?",
            ),
        ),
        Fate.ANSWERED,
        41,
        Lines(
            "Жылыту қазандығының сорғысы ауыстырылды, зал екі аптадан бері жылы.",
            "Насос котельной заменён, в зале уже две недели тепло.",
            "The pump of the boiler house was replaced; the hall has been warm for two weeks.",
        ),
    ),
    Past(
        Asked(
            "kk",
            "business",
            Lines(
                "Жеке банктің несие пайызын түсіруге бола ма?",
                "Можно ли снизить процент кредита частного банка?",
                "Can the interest on a loan of a private bank be lowered?",
            ),
        ),
        Fate.OUTSIDE,
        52,
        Lines(
            "Жеке банктің шарттары әкімдіктің құзыретіне жатпайды. Қаржы омбудсманына жүгінуге болады.",
            "Условия частного банка не входят в компетенцию акимата. Можно обратиться к банковскому омбудсману.",
            "Terms of a private bank are not within the powers of the akimat. The banking ombudsman can be asked.",
        ),
    ),
)
#: Nobody got to it in the hall.
UNANSWERED = Asked(
    "ru",
    "ecology",
    Lines(
        "Ауыл шетіндегі қоқыс үйіндісі қашан шығарылады?",
        "Когда вывезут свалку на окраине села?",
        "When will the dump at the edge of the village be taken away?",
    ),
)
OPEN_DEMAND = Wanted(
    "water",
    Lines(
        "Үш ауылда қыркүйектен бері кешкі уақытта су жоқ. Округ әкімі сорғыны ауыстыру аудан бюджетіне байланысты "
        "деді. Аудан әкімінен нақты мерзімді сұраймыз.",
        "В трёх сёлах с сентября вечером нет воды. Аким округа сказал, что замена насоса зависит от бюджета района. "
        "Просим акима района назвать срок.",
        "Three villages have had no water in the evening since September. The akim of the rural district said that the "
        "pump depends on the budget of the district. We ask the akim of the district for a date.",
    ),
)
APPOINTED_DEMAND = Wanted(
    "transport",
    Lines(
        "Балалар мектепке алты шақырым жаяу барады. Мектеп автобусы туралы аудан әкімімен кездесу керек.",
        "Дети идут в школу шесть километров пешком. Нужна встреча с акимом района о школьном автобусе.",
        "Children walk six kilometres to school. A meeting with the akim of the district about a school bus is needed.",
    ),
    Lines(
        "Кездесу тағайындалды. Оған аудандық білім бөлімі мен жолаушылар көлігі бөлімінің басшылары келеді.",
        "Встреча назначена. На неё приедут руководители отделов образования и пассажирского транспорта района.",
        "A meeting is appointed. The heads of education and of passenger transport of the district will come.",
    ),
)
APPOINTED_SUBJECT = Lines("Мектеп автобусы", "Школьный автобус", "A school bus")
DECLINED_DEMAND = Wanted(
    "land",
    Lines(
        "Базар орнын көшіру туралы әкіммен кездесу талап етеміз.",
        "Требуем встречи с акимом о переносе рынка.",
        "We demand a meeting with the akim about moving the market.",
    ),
    Lines(
        "Базар орны бойынша сот ісі жүріп жатыр, шешім шыққанға дейін әкім бұл туралы пікір білдіре алмайды. "
        "Сот аяқталған соң кездесу келесі тоқсанның күнтізбесіне енгізіледі.",
        "По месту рынка идёт судебное дело, до решения аким не вправе высказываться. "
        "После суда встреча войдёт в календарь следующего квартала.",
        "A court case about the market is going on, and the akim may not speak of it before the decision. After it the "
        "meeting will be put into the calendar of the next quarter.",
    ),
)
POLICY_GROUND = Lines(
    "Облыс әкімінің № 5 өкімі (демонстрация)",
    "Распоряжение акима области № 5 (демонстрация)",
    "Order No. 5 of the akim of the region (demonstration)",
)

"""Where people of the demonstration were told of meetings beside the portal. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.demo.content.asked import Both
from portal.demo.content.beside import Beside
from schedules.choices import AnnouncementChannel


@dataclass(frozen=True)
class Where:
    """A channel and the place in it. `is_photo`: shown by a photo of the board."""

    channel: AnnouncementChannel
    said: Both
    link: str = ""
    issue: str = ""
    is_photo: bool = False


_SITE: Final = "https://{slug}.kezdesu.example/meetings/{number}/"
_POST: Final = "https://social.kezdesu.example/{slug}/{number}/"

OF_MINISTRIES: Final = (
    Where(
        AnnouncementChannel.SITE,
        Both("Министрліктің сайты, «Кездесулер» бөлімі", "Сайт министерства, раздел «Встречи»"),
        link=_SITE,
    ),
    Where(
        AnnouncementChannel.REGIONAL,
        Both("Облыстық газет, бірінші бет", "Областная газета, первая полоса"),
        issue="№ 47",
    ),
    Where(
        AnnouncementChannel.SOCIAL,
        Both("Министрліктің әлеуметтік желідегі парақшасы", "Страница министерства в социальной сети"),
        link=_POST,
    ),
)
OF_REGIONS: Final = (
    Where(
        AnnouncementChannel.SITE,
        Both("Әкімдіктің сайты, «Әкім есебі» бөлімі", "Сайт акимата, раздел «Отчёты акимов»"),
        link=_SITE,
    ),
    Where(
        AnnouncementChannel.REGIONAL,
        Both("Облыстық газет, екінші бет", "Областная газета, вторая полоса"),
        issue="№ 92",
    ),
    Where(
        AnnouncementChannel.TELEVISION,
        Both("Облыстық телеарна, кешкі жаңалықтар", "Областной телеканал, вечерние новости"),
    ),
)
OF_DISTRICTS: Final = (
    Where(
        AnnouncementChannel.SOCIAL,
        Both("Аудан әкімдігінің әлеуметтік желідегі парақшасы", "Страница акимата района в социальной сети"),
        link=_POST,
    ),
    Where(
        AnnouncementChannel.PLACE,
        Both("Аудандық мәдениет үйі, кіреберістегі тақта", "Районный дом культуры, доска у входа"),
        is_photo=True,
    ),
)
OF_OFFICES: Final = (
    Where(
        AnnouncementChannel.PLACE,
        Both(
            "Округ әкімі аппаратының ғимараты, хабарландыру тақтасы",
            "Здание аппарата акима округа, доска объявлений",
        ),
        is_photo=True,
    ),
    Where(AnnouncementChannel.PLACE, Both("Дүкен және пошта маңындағы тақталар", "Доски у магазина и почты")),
    Where(
        AnnouncementChannel.SOCIAL,
        Both("Ауылдың мессенджердегі арнасы", "Канал села в мессенджере"),
        link=_POST,
    ),
)

#: Announced outside the plan where a login has none that is to come.
COMING_OF_REGION: Final = Beside(
    ground=Both("Тұрғындардан түскен сұрақтар көбейді", "Жители задают всё больше вопросов"),
    subject=Both("Қысқы мерзімдегі жылу, жарық және жол", "Тепло, свет и дороги зимой"),
    venue=Both("Облыстық филармония, үлкен зал", "Областная филармония, большой зал"),
)
COMING_OF_OFFICE: Final = Beside(
    ground=Both("Ауыл тұрғындарының өтініші бойынша", "По просьбе жителей села"),
    subject=Both("Ауыз су және көше жарығы", "Питьевая вода и уличное освещение"),
    venue=Both("Ауылдық клуб", "Сельский клуб"),
)

"""Meetings of the demonstration that stood in no plan, and the log that was begun of one. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from meetings.choices import Attendee
from portal.demo.content.asked import Both


@dataclass(frozen=True)
class Beside:
    """Why there is such a meeting, about what, and where."""

    ground: Both
    subject: Both
    venue: Both


DEMANDED: Final = Beside(
    ground=Both(
        "Тұрғындар жазбаша сұрады: 212 қол жиналды", "Жители попросили о встрече письменно: собрано 212 подписей"
    ),
    subject=Both("Егіске су беру және арықтарды тазалау", "Подача поливной воды и очистка арыков"),
    venue=Both("Аудандық мәдениет үйі", "Районный дом культуры"),
)
NEEDED: Final = Beside(
    ground=Both(
        "Көмір бағасы өсті, жылыту маусымы басталды",
        "Выросла цена угля, начался отопительный сезон",
    ),
    subject=Both("Көмір қоры және жылумен қамту", "Запас угля и теплоснабжение"),
    venue=Both("Облыстық филармония, шағын зал", "Областная филармония, малый зал"),
)

#: What the officer has typed so far; as the form of the log names it.
DRAFT: Final[dict[str, str | list[str]]] = {
    "day": "announced",
    "start_time": "16:00",
    "end_time": "17:40",
    "attendance": "168",
    "talk_minutes": "20",
    "questions_minutes": "75",
    "obtained": "stated",
    "attendees": [Attendee.EXECUTIVES.value, Attendee.COUNCIL.value, Attendee.MEDIA.value],
    "questions": (
        "Көмір қоймасы қашан ашылады?\n"
        "Почему уголь подорожал по сравнению с прошлым годом?\n"
        "Аз қамтылған отбасына отынға көмек беріле ме?\n"
        "Жылу орталығы аяз түссе жұмыс істей ала ма?"
    ),
}

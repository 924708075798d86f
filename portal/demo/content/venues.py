"""Halls where meetings are held: the city of each region, kinds of halls and streets that every city has."""

from __future__ import annotations

import random
from functools import cache

from portal.kernel.wording import Lines

# Code of the region | its city in Kazakh, Russian and English.
_CITIES = """
100000000 | Семей қаласы | г. Семей | Semey
110000000 | Көкшетау қаласы | г. Кокшетау | Kokshetau
150000000 | Ақтөбе қаласы | г. Актобе | Aktobe
190000000 | Қонаев қаласы | г. Қонаев | Konaev
230000000 | Атырау қаласы | г. Атырау | Atyrau
270000000 | Орал қаласы | г. Уральск | Oral
310000000 | Тараз қаласы | г. Тараз | Taraz
330000000 | Талдықорған қаласы | г. Талдыкорган | Taldykorgan
350000000 | Қарағанды қаласы | г. Караганда | Karaganda
390000000 | Қостанай қаласы | г. Костанай | Kostanay
430000000 | Қызылорда қаласы | г. Кызылорда | Kyzylorda
470000000 | Ақтау қаласы | г. Актау | Aktau
550000000 | Павлодар қаласы | г. Павлодар | Pavlodar
590000000 | Петропавл қаласы | г. Петропавловск | Petropavl
610000000 | Түркістан қаласы | г. Туркестан | Turkistan
620000000 | Жезқазған қаласы | г. Жезказган | Zhezkazgan
630000000 | Өскемен қаласы | г. Усть-Каменогорск | Oskemen
710000000 | Астана қаласы | г. Астана | Astana
750000000 | Алматы қаласы | г. Алматы | Almaty
790000000 | Шымкент қаласы | г. Шымкент | Shymkent
"""

_HALLS = (
    Lines("Достық үйі, мәжіліс залы", "Дом дружбы, конференц-зал", "House of Friendship, conference hall"),
    Lines("драма театры, үлкен зал", "драматический театр, большой зал", "drama theatre, main hall"),
    Lines("Студенттер сарайы", "Дворец студентов", "Students' Palace"),
    Lines("Оқушылар сарайы, 2-қабат", "Дворец школьников, 2-й этаж", "Schoolchildren's Palace, second floor"),
    Lines("Қалалық мәдениет үйі", "Городской дом культуры", "City House of Culture"),
    Lines("филармония, концерт залы", "филармония, концертный зал", "philharmonic, concert hall"),
    Lines("Конгресс-холл, А залы", "Конгресс-холл, зал А", "Congress Hall, hall A"),
    Lines("университеттің мәжіліс залы", "актовый зал университета", "assembly hall of the university"),
)

_STREETS = (
    Lines("Абай көшесі", "ул. Абая", "Abai Street"),
    Lines("Әл-Фараби көшесі", "ул. Аль-Фараби", "Al-Farabi Street"),
    Lines("Жамбыл көшесі", "ул. Жамбыла", "Zhambyl Street"),
    Lines("Бейбітшілік көшесі", "ул. Бейбитшилик", "Beibitshilik Street"),
    Lines("Тәуелсіздік даңғылы", "пр. Тауелсиздик", "Tauelsizdik Avenue"),
    Lines("Желтоқсан көшесі", "ул. Желтоксан", "Zheltoksan Street"),
)

ONLINE = Lines(
    "Бейнеконференцбайланыс, әкімдіктің ахуал орталығы",
    "Видеоконференцсвязь, ситуационный центр акимата",
    "Video conference, situation centre of the akimat",
)
DISTRICT_HALL = Lines("Аудандық мәдениет үйі", "Районный дом культуры", "District House of Culture")
_HOUSES = 90


@cache
def cities() -> dict[str, Lines]:
    """By the code of the region."""
    rows = (line.split(" | ") for line in _CITIES.strip().splitlines())
    return {kato: Lines(kk, ru, en) for kato, kk, ru, en in rows}


def hall(kato: str, chance: random.Random) -> Lines:
    """A hall with its street in the city of the region."""
    parts = (cities()[kato], chance.choice(_HALLS), chance.choice(_STREETS))
    house = chance.randint(1, _HOUSES)
    return Lines.written(lambda code: f"{', '.join(part.get(code) for part in parts)}, {house}")


def district_hall(chance: random.Random) -> Lines:
    """The hall of a district's centre: the district itself is named as the place of the meeting."""
    street, house = chance.choice(_STREETS), chance.randint(1, _HOUSES)
    return Lines.written(lambda code: f"{DISTRICT_HALL.get(code)}, {street.get(code)}, {house}")

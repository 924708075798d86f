"""Pictures for meetings of the demonstration, drawn here: halls, maps, charts and buildings. Nobody is in them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from portal.demo.content.asked import Both

_SIZE = (1440, 960)
_SKY, _GROUND, _WALL, _WOOD = "#cfe3f2", "#d9c9a3", "#f3ead9", "#a9784f"
_DARK, _BLUE, _GREEN, _GOLD, _WHITE = "#28384a", "#0f7ea8", "#5b8a4b", "#e8b64c", "#ffffff"

Draw = Callable[[ImageDraw.ImageDraw, random.Random], None]


@dataclass(frozen=True)
class Drawn:
    """A picture, and what it shows in words."""

    alt: Both
    draw: Draw


def picture(drawn: Drawn, seed: str) -> bytes:
    """A JPEG, the same for the same seed."""
    image = Image.new("RGB", _SIZE, _SKY)
    drawn.draw(ImageDraw.Draw(image), random.Random(seed))  # noqa: S311 - a demonstration, not a secret
    content = BytesIO()
    image.save(content, "JPEG", quality=85)
    return content.getvalue()


def _hall(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Rows of empty chairs before a table and a screen."""
    pen.rectangle((0, 0, 1440, 620), fill=_WALL)
    pen.rectangle((0, 620, 1440, 960), fill=_WOOD)
    pen.rectangle((470, 90, 970, 380), fill=_WHITE, outline=_DARK, width=10)
    for bar in range(5):
        high = chance.randint(40, 200)
        pen.rectangle((530 + bar * 85, 350 - high, 580 + bar * 85, 350), fill=_BLUE if bar % 2 else _GOLD)
    for window in (90, 1120):
        pen.rectangle((window, 120, window + 230, 400), fill=_SKY, outline=_WHITE, width=14)
    pen.rectangle((400, 470, 1040, 620), fill=_BLUE)
    pen.rectangle((400, 460, 1040, 490), fill=_DARK)
    seats = chance.randint(9, 12)
    for row in range(4):
        top, wide = 640 + row * 80, 90 + row * 12
        for seat in range(seats):
            left = 720 + (seat - seats / 2) * (wide + 14)
            pen.rounded_rectangle((left, top, left + wide, top + 62), 14, fill=("#7d2b35", "#8f3440")[row % 2])


def _map(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A region with its river and places."""
    pen.rectangle((0, 0, *_SIZE), fill="#eef1ea")
    edge = [
        (180, 240), (520, 110), (900, 170), (1280, 330), (1240, 640), (930, 840), (470, 790), (240, 560),
    ]  # fmt: skip
    edge = [(x + chance.randint(-40, 40), y + chance.randint(-40, 40)) for x, y in edge]
    pen.polygon(edge, fill="#dfe8cf", outline=_GREEN, width=8)
    river = [(180 + step * 120, 420 + chance.randint(-70, 70)) for step in range(9)]
    pen.line(river, fill=_BLUE, width=18, joint="curve")
    pen.line([(x, y + 110) for x, y in river], fill=_GOLD, width=8, joint="curve")
    for _place in range(11):
        x, y = chance.randint(320, 1100), chance.randint(280, 720)
        pen.ellipse((x - 13, y - 13, x + 13, y + 13), fill=_DARK)
    pen.ellipse((690, 380, 740, 430), fill="#b8323a", outline=_WHITE, width=6)


def _chart(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Columns on a screen, in pairs: last year and this."""
    pen.rectangle((0, 0, *_SIZE), fill=_WHITE)
    for line in range(6):
        pen.line((140, 150 + line * 120, 1340, 150 + line * 120), fill="#d5dbe1", width=3)
    for pair in range(6):
        before = chance.randint(120, 420)
        now = before + chance.randint(-80, 170)
        left = 190 + pair * 190
        pen.rectangle((left, 750 - before, left + 60, 750), fill="#9fb6c6")
        pen.rectangle((left + 70, 750 - now, left + 130, 750), fill=_BLUE)
    pen.line((140, 750, 1340, 750), fill=_DARK, width=8)
    pen.line((140, 120, 140, 750), fill=_DARK, width=8)


def _school(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A school of two floors behind its yard."""
    pen.rectangle((0, 660, 1440, 960), fill=_GROUND)
    wall = chance.choice(("#e9d8b4", "#d9e2e8", "#ead0c0"))
    pen.rectangle((170, 300, 1270, 700), fill=wall, outline=_DARK, width=6)
    pen.polygon([(140, 300), (1300, 300), (1210, 220), (230, 220)], fill="#8c4a3c")
    for floor in range(2):
        for window in range(9):
            left, top = 220 + window * 118, 350 + floor * 170
            if floor and window == 4:
                continue
            pen.rectangle((left, top, left + 70, top + 95), fill="#8fb9d4", outline=_WHITE, width=8)
    pen.rectangle((672, 530, 782, 700), fill=_WOOD, outline=_WHITE, width=8)
    pen.line((1330, 240, 1330, 700), fill=_DARK, width=10)
    pen.rectangle((1335, 240, 1430, 300), fill="#00abc2")
    for tree in range(6):
        x = 60 + tree * 250 + chance.randint(-30, 30)
        pen.rectangle((x - 8, 720, x + 8, 800), fill=_WOOD)
        pen.ellipse((x - 60, 620, x + 60, 750), fill=_GREEN)


def _pipes(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """New pipes beside a trench, a tower for water behind."""
    pen.rectangle((0, 520, 1440, 960), fill=_GROUND)
    tower = chance.randint(950, 1150)
    pen.rectangle((tower, 230, tower + 40, 540), fill="#8f9aa3")
    pen.ellipse((tower - 90, 130, tower + 130, 270), fill="#b9c4cc", outline=_DARK, width=5)
    pen.polygon([(0, 960), (560, 520), (700, 520), (420, 960)], fill="#7c5a3c")
    for pipe in range(5):
        top = 800 - pipe * 62 if pipe < 3 else 738 - (pipe - 3) * 62
        left = 700 + (pipe % 3) * 40
        pen.rounded_rectangle((left, top, left + 560, top + 58), 28, fill=_BLUE, outline=_DARK, width=4)
        pen.ellipse((left + 505, top, left + 560, top + 58), fill=_DARK)


def _road(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A new road in the steppe, with poles of lights."""
    pen.rectangle((0, 470, 1440, 960), fill=_GROUND)
    pen.polygon([(0, 470), (330, 380), (640, 470)], fill="#b5a98a")
    pen.polygon([(660, 470), (800, 470), (1250, 960), (200, 960)], fill="#4b5058")
    for dash in range(6):
        top = 500 + dash * 80
        pen.polygon([(724, top), (736, top), (744, top + 44), (716, top + 44)], fill=_WHITE)
    for pole in range(5):
        x, foot = 860 + pole * 120, 520 + pole * 95
        pen.line((x, foot - 190 - pole * 26, x, foot), fill=_DARK, width=6 + pole)
        pen.ellipse((x - 40, foot - 205 - pole * 26, x, foot - 180 - pole * 26), fill=_GOLD)
    pen.ellipse((130, 90, 130 + chance.randint(90, 140), 200), fill=_GOLD)


def _clinic(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A medical post with its ambulance."""
    pen.rectangle((0, 650, 1440, 960), fill="#cdd8c0")
    pen.rectangle((260, 340, 960, 700), fill=_WHITE, outline=_DARK, width=6)
    pen.polygon([(220, 340), (1000, 340), (610, 210)], fill=chance.choice((_GREEN, _BLUE)))
    pen.rectangle((585, 250, 635, 330), fill="#c62f39")
    pen.rectangle((570, 270, 650, 310), fill="#c62f39")
    for window in (320, 780):
        pen.rectangle((window, 430, window + 120, 550), fill="#8fb9d4", outline=_DARK, width=5)
    pen.rectangle((550, 480, 670, 700), fill=_WOOD)
    pen.rounded_rectangle((1030, 600, 1370, 780), 30, fill=_WHITE, outline=_DARK, width=6)
    pen.rectangle((1030, 690, 1370, 715), fill="#c62f39")
    for wheel in (1110, 1300):
        pen.ellipse((wheel - 40, 745, wheel + 40, 825), fill=_DARK)


def _board(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A board beside a door, sheets pinned to it; lines stand for words."""
    pen.rectangle((0, 0, *_SIZE), fill=_WALL)
    pen.rectangle((0, 800, 1440, 960), fill=_GROUND)
    pen.rectangle((1120, 180, 1400, 800), fill=_BLUE, outline=_DARK, width=10)
    pen.ellipse((1150, 480, 1185, 515), fill=_GOLD)
    pen.rectangle((120, 130, 1020, 720), fill="#c9a26b", outline=_WOOD, width=26)
    for sheet in range(3):
        left, top = 190 + sheet * 275, 200 + chance.randint(-14, 14)
        pen.rectangle((left, top, left + 225, top + 430), fill=_WHITE, outline="#8f9aa3", width=3)
        pen.ellipse((left + 100, top - 12, left + 124, top + 12), fill="#b8323a")
        pen.rectangle((left + 25, top + 35, left + 200, top + 85), fill=_BLUE if sheet == 1 else "#5b6b78")
        for line in range(8):
            long = chance.randint(110, 172)
            pen.rectangle((left + 25, top + 118 + line * 36, left + 25 + long, top + 130 + line * 36), fill="#9fb6c6")


HALL = Drawn(
    Both(
        "Кездесу залы: бос орындықтар қатары, үстел және диаграмма көрсетілген экран",
        "Зал встречи: ряды пустых кресел, стол и экран с диаграммой",
    ),
    _hall,
)
BOARD = Drawn(
    Both("Есік жанындағы хабарландыру тақтасы, оған үш парақ ілінген", "Доска объявлений у двери, на ней три листа"),
    _board,
)
DRAWN = (
    HALL,
    Drawn(
        Both("Өңірдің картасы: өзен, жолдар және елді мекендер", "Карта региона: река, дороги и населённые пункты"),
        _map,
    ),
    Drawn(
        Both(
            "Диаграмма: алты бағыт бойынша былтырғы және биылғы көрсеткіштер қатар тұр",
            "Диаграмма: показатели прошлого и этого года по шести направлениям",
        ),
        _chart,
    ),
    Drawn(Both("Екі қабатты мектеп ғимараты, алдында ағаштар", "Двухэтажное здание школы, перед ним деревья"), _school),
    Drawn(
        Both(
            "Ор жанындағы жаңа су құбырлары, артында су мұнарасы",
            "Новые водопроводные трубы у траншеи, за ними башня",
        ),
        _pipes,
    ),
    Drawn(Both("Далада салынған жаңа жол және жарық бағаналары", "Новая дорога в степи и фонари освещения"), _road),
    Drawn(
        Both("Фельдшерлік пункт ғимараты және жедел жәрдем көлігі", "Здание фельдшерского пункта и скорая помощь"),
        _clinic,
    ),
)

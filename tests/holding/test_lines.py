"""Lines as they come from a keyboard, a worksheet or a chat; and places by their names in whatever case."""

from __future__ import annotations

import pytest

from portal.holding.rules.lines import lines_of, place_in, stem_of


def test_numbers_bullets_quotes_and_cells_of_a_worksheet_are_left_out() -> None:
    typed = "1. Су жоқ\n2) Дорога\n\n  \n№ 3 Газ\n4\tСвет\tулица Абая\n- Клуб\n• Мусор\r\n"
    typed += '"Он сказал ""нет"""\n«Жер» туралы\n«Жол»'
    assert lines_of(typed) == [
        "Су жоқ", "Дорога", "Газ", "Свет улица Абая", "Клуб", "Мусор", 'Он сказал "нет"', "«Жер» туралы", "Жол",
    ]  # fmt: skip


@pytest.mark.parametrize("kept", ["2027 жылы мектеп салына ма?", "350 семей ждут", "5-й квартал", "🙂", "<b>?</b>"])
def test_what_is_no_number_of_a_line_stays(kept: str) -> None:
    assert lines_of(kept) == [kept]


NAMES = {
    1: (stem_of("Тасарық ауылы"), stem_of("село Тасарык")),
    2: (stem_of("Лақалы ауылы"), stem_of("село Лакалы")),
    3: (stem_of("Абай"),),
    4: (stem_of("Жаңа Абай"),),
    5: (stem_of("Майлыбас"),),
    6: (stem_of("Каукей"),),
    7: (stem_of("Аксуат"), stem_of("Ақсуат ауылдық округі")),
}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Тасарыққа су қашан келеді?", 1),
        ("Нет воды в Тасарыке", 1),
        ("Когда водопровод дойдёт до Лакалы?", 2),
        ("Абайда жол жоқ", 3),
        ("Жаңа Абайда жол жоқ", 4),
        ("Тасарық пен Лақалы арасы", None),
        ("Почему нет воды?", None),
        ("Дорога на Майлыбаса", 5),
        ("В Аксуате нет газа", 7),
    ],
)
def test_a_place_is_found_by_its_name_alone(text: str, key: int | None) -> None:
    assert place_in(text, NAMES) == key

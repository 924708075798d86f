"""What a moderator is shown in a text: what belongs to one person alone, and what may be a name."""

from __future__ import annotations

import pytest

from portal.questions.rules.marks import NAME, PRIVATE, marked


def found(text: str) -> list[tuple[str, str]]:
    pieces = marked(text)
    assert "".join(piece.text for piece in pieces) == text
    return [(piece.text, piece.mark) for piece in pieces if piece.mark]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Маған Айгүл Сейітқызы айтты.", "Айгүл Сейітқызы"),
        ("Асан Ұлықбекұлына жол керек", "Асан Ұлықбекұлына"),
        ("Об этом знает А. Б. Ахметов.", "А. Б. Ахметов"),
        ("Спросите Ахметова А.Б. в акимате", "Ахметова А.Б."),
        ("наш сосед Марат Оспанов жаловался", "Марат Оспанов"),
        ("Көшеде Ахметовтің үйі бар", "Ахметовтің"),
        ("кеше Болат Нұрланұлы келді", "Болат Нұрланұлы"),
    ],
)
def test_what_may_be_a_name_is_marked(text: str, name: str) -> None:
    marks = found(text)
    assert (name, NAME) in marks


@pytest.mark.parametrize(
    "text",
    ["Неге кешке су жоқ?", "Когда починят мост? Ответа нет.", "Мектеп жанындағы жол қашан жөнделеді", "", "СУ ЖОҚ!"],
)
def test_what_is_none_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_private_counts_before_a_name_and_every_place_of_it_is_marked() -> None:
    text = "87015556677 немесе 87015556677, Асан Ахметов, a@b.kz"
    assert found(text) == [
        ("87015556677", PRIVATE),
        ("87015556677", PRIVATE),
        ("Асан Ахметов", NAME),
        ("a@b.kz", PRIVATE),
    ]

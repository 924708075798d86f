"""Who is meant by a cell: a post, a name, or nobody for certain."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from schedules.workbooks.officials import Officials, post_of


@dataclass(frozen=True)
class Person:
    post: str
    title_ru: str
    title_kk: str
    full_name_ru: str = ""
    title_en: str = ""
    full_name_en: str = ""

    @property
    def full_name_kk(self) -> str:
        return self.full_name_ru


MINISTER = Person(
    "first_head",
    "Министр водных ресурсов и ирригации",
    "Су ресурстары және ирригация министрі",
    "Иванов Иван Иванович",
    "Minister of Water",
)
FIRST = Person("deputy", "Вице-министр", "Вице-министр", "Ахметова А. А.")
SECOND = Person("deputy", "Вице-министр", "Вице-министр", "Сериков Болат")
CHAIR = Person("committee_chair", "Председатель Комитета водного хозяйства", "Су шаруашылығы комитетінің төрағасы")
BODY = Officials([MINISTER, FIRST, SECOND, CHAIR])


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Министр", MINISTER),
        ("министр ", MINISTER),
        ("Первый руководитель", MINISTER),
        ("Бірінші басшы", MINISTER),
        ("Министр Иванов И.И.", MINISTER),
        ("Министр водных ресурсов и ирригации РК", MINISTER),
        ("Қазақстан Республикасының Су ресурстары және ирригация министрі", MINISTER),
        ("Minister of Water", MINISTER),
        ("Вице-министр Ахметова А.А.", FIRST),
        ("Сериков Б.", SECOND),
        ("Вице-министр, Сериков Болат", SECOND),
        ("Министрдің орынбасары Сериков Б.", SECOND),
        ("Председатель комитета", CHAIR),
        ("Председатель Комитета водного хозяйства", CHAIR),
    ],
)
def test_officials_find_whom_the_text_names(written: str, person: Person) -> None:
    assert BODY.find(written) == person


@pytest.mark.parametrize(
    "written",
    [
        "Советник министра",
        "Помощник Министра",
        "Советник Министра водных ресурсов и ирригации",
        "Премьер-Министр",
        "Министр Неизвестный Н.Н.",
        "Министр здравоохранения",
        "И.о. министра Иванов И.И.",
        "Руководитель аппарата",
        "Министр, вице-министр",
        "Министр или вице-министр",
        "Министрдің кеңесшісі",
        "Вице-министр",
        "Председатель правления",
        "Акимат области",
        "отдел анализа",
        "Петров",
    ],
)
def test_officials_find_nobody_who_is_not_told_for_certain(written: str) -> None:
    assert BODY.find(written) is None


@pytest.mark.parametrize("written", ["Советник министра", "Премьер-Министр", "Министр, вице-министр", "И.о. министра"])
def test_post_of_an_aide_or_of_two_is_none(written: str) -> None:
    assert post_of(written) == ""

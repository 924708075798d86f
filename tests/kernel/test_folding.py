"""One spelling for the many in which a name is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.folding import composed, fold, has_kazakh_letters, mended, small, tidy, typed, words

#: What people and programs put into names: both alphabets, look-alikes, legacy letters, marks, spaces.
LETTERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘҒҚҢӨҰҮҺІ"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZəƏɵƟëËЌќЎўЇїЈјЄєЃѓЉљ0123456789"
    " \u00a0\u2009\u00ad\u200b\ufeff.,-–—«»\"'’“„()/\u0306\u0308\u0301"
)


def test_fold_evens_out_what_the_official_file_has_uneven() -> None:
    assert fold('с."Ќоянды"') == fold("С.Қоянды")
    assert fold("Елубай\u00a0 Тайбеков  а.о.") == "елубай тайбеков а.о."
    assert fold("Aршалинский") == fold("Аршалинский")
    assert fold("Весёлое") == "веселое"
    assert mended("Көлбўлағы  а.") == "Көлбұлағы а."


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Қазақ", "казак"),
        ("ҚАЗАҚ", "Казак"),
        ("Өңір", "онир"),
        ("сәуір", "сауир"),
        ("Іле", "Иле"),
        ("Iле", "Іле"),  # a Latin capital I
        ("iле", "Іле"),
        ("Жаhан", "Жаһан"),  # a Latin h, as «һ» is typed
        ("HАУРЫЗ", "наурыз"),  # a Latin capital H
        ("қaзaн", "казан"),  # Latin a
        ("Қəнипа", "Канипа"),  # a Latin schwa
        ("Пётр", "Петр"),
        ("Пëтр", "Петр"),  # a Latin e with two points
        ("Пе\u0308тр", "Петр"),  # as a Mac sends it
        ("Каи\u0306рат", "Кайрат"),
        ("Ќызылорда", "Қызылорда"),
        ("К\u0301ызылорда", "Қызылорда"),
        ("Алматы\u00a0облысы", "алматы облысы"),
        ("Алматы\u2009 \u200bоблысы", "алматы облысы"),
        ("Алма\u00adты", "алматы"),
        ("Батыс–Қазақстан", "батыс-казакстан"),
        ("«Қоянды»", "коянды"),
        ('"Қоянды"', "коянды"),
        ("« Қоянды » ауылы", "коянды ауылы"),
        ("Аба\u0301й", "Абай"),  # with its stress
        ("об’ект", "обект"),
        ("c. Абай", "с. Абай"),  # a Latin c
        ("г.A.", "Г.А."),  # a Latin A
    ],
)
def test_fold_makes_one_of_what_means_the_same(written: str, same: str) -> None:
    assert fold(written) == fold(same)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoom арқылы", "zoom аркылы"),
        ("12 мая / 12 may", "12 мая / 12 may"),
        ("Almaty Region", "almaty region"),
        ("A. Smith", "a. smith"),
        ("5'30 и 6\"15", "5'30 и 6\"15"),
        ("H1 2027 ж.", "h1 2027 ж."),
    ],
)
def test_fold_leaves_what_is_no_cyrillic_word(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(LETTERS, max_size=40))
def test_fold_of_what_was_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(LETTERS, max_size=40))
def test_fold_does_not_see_how_letters_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_tidy_and_small_keep_letters() -> None:
    assert (tidy(" Ќала\u00a0–  Қала\u200b "), small("ҚАЛА – Ёж")) == ("Ќала - Қала", "қала - ёж")


def test_composed_keeps_everything_else() -> None:
    assert composed("Каи\u0306рат\u00a0 «Ќ» – 1") == "Кайрат\u00a0 «Ќ» – 1"


def test_words_and_kazakh_letters() -> None:
    assert words("Ф.И.О. / Тегі-1") == ("ф", "и", "о", "теги", "1")
    assert (has_kazakh_letters("Ұлытау"), has_kazakh_letters("Улытау")) == (True, False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ауыз\x01 су", "Ауыз су"),
        ("a\0b\ud800c\uffffd\x7fe\x9f", "abcde"),
        ("one\r\ntwo\rthree\x0bfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tstays", "tab\tstays"),
        ("сахар\u00adный\u200b завод", "сахар\u00adный\u200b завод"),
        ("Каи\u0306рат", "Кайрат"),
        ("\u200b", ""),
        (" \u2060\ufeff\u00a0\u2800\n", ""),
        ("\x01", ""),
        ("ə ≥ 👍 \uf0b7", "ə ≥ 👍 \uf0b7"),
    ],
)
def test_typed_keeps_what_is_text_and_nothing_of_what_nobody_sees(written: str, kept: str) -> None:
    assert typed(written) == kept
    assert typed(kept) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2\u2011\u0439, Усть\u2010Каменогорск, 1\u20122", "2-й, Усть-Каменогорск, 1-2"),
        ("əл-Фараби, мɵлдір, БƏЙТЕРЕК", "әл-Фараби, мөлдір, БӘЙТЕРЕК"),
        ("кooпepaтивoв", "кооперативов"),
        ("КазМunayГаз, eGov, Bakı şəhəri, SMS", "КазМunayГаз, eGov, Bakı şəhəri, SMS"),
        ("əcme", "əcme"),
        ("5 – 7 км — так", "5 – 7 км — так"),
    ],
)
def test_typed_puts_a_word_into_one_alphabet_and_hyphens_into_one_form(written: str, kept: str) -> None:
    assert typed(written) == kept
    assert typed(kept) == kept

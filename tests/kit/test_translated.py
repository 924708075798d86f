import pickle
from dataclasses import dataclass

import pytest
from django.utils import translation

from portal.kit.templatetags.kit import words
from portal.kit.translated import Translated, Words, in_language


@dataclass
class Thing:
    name_kk: str = ""
    name_ru: str = ""
    name_en: str = ""
    name = Translated("name")


@pytest.mark.parametrize(
    ("thing", "asked", "text", "lang", "is_fallback"),
    [
        (Thing("су", "вода", "water"), "kk", "су", "kk", False),
        (Thing("су", "вода", "water"), "en", "water", "en", False),
        (Thing("су", "вода", ""), "en", "вода", "ru", True),
        (Thing("су", "", ""), "en", "су", "kk", True),
        (Thing("", "вода", "water"), "kk", "вода", "ru", True),
        (Thing("су", "", "water"), "ru", "су", "kk", True),
        (Thing("", "", "water"), "ru", "", "ru", False),
    ],
)
def test_in_language_with_missing_texts_takes_the_neighbour(
    thing: Thing, asked: str, text: str, lang: str, is_fallback: bool
) -> None:
    found = in_language(thing, "name", asked)
    assert (found, found.lang, found.is_fallback) == (text, lang, is_fallback)


def test_translated_reads_the_active_language() -> None:
    with translation.override("ru"):
        assert Thing("су", "вода").name == "вода"


def test_translated_refuses_writing() -> None:
    with pytest.raises(AttributeError, match="name_kk"):
        Thing().name = "су"  # type: ignore[misc]


def test_translated_on_the_class_is_the_descriptor() -> None:
    assert isinstance(Thing.name, Translated)


def test_words_survive_a_cache() -> None:
    copy = pickle.loads(pickle.dumps(Words("вода", "ru", is_fallback=True)))
    assert (copy, copy.lang, copy.is_fallback) == ("вода", "ru", True)


def test_words_filter_marks_a_borrowed_text_and_escapes() -> None:
    assert words(Words("<b>вода", "ru", is_fallback=True)) == '<span lang="ru">&lt;b&gt;вода</span>'
    assert words(Words("<b>су", "kk")) == "&lt;b&gt;су"
    assert words("<b>") == "&lt;b&gt;"

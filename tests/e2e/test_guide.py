"""The guide is true: every step of every page is done over the demonstration, in both languages.

`KEZDESU_SHOTS=FOLDER` takes the pictures of the guide anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.demo.people import LOGINS
from tests.e2e.guide import GUIDE, LANGUAGES, WINDOW, follow, marks, pages
from tests.e2e.walking import Walk
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser


def test_every_role_of_the_demonstration_has_its_page_in_both_languages() -> None:
    # Heads of the authorised body and of an akimat do what heads do, officers of a district what officers do.
    alike = {"authorised.head", "akimat.head", "district.officer", "rural.officer", "ulytau.officer", "ulytau.head"}
    roles = {person.email.partition("@")[0] for person in LOGINS} - alike
    assert set(pages()) == roles
    for language in LANGUAGES:
        assert {path.stem for path in (GUIDE / language).glob("*.md")} == roles


@pytest.mark.parametrize("name", pages())
def test_a_page_says_the_same_steps_in_both_languages(name: str) -> None:
    said = [[deed for deed, _text in marks(name, language)] for language in LANGUAGES]
    assert said[0] == said[1]
    assert "take" in said[0]


@pytest.mark.parametrize("name", pages())
def test_a_picture_is_there(name: str) -> None:
    for language in LANGUAGES:
        taken = [text for deed, text in marks(name, language) if deed == "take"]
        assert all((GUIDE / language / text).resolve().is_file() for text in taken), taken


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", pages())
def test_a_page_is_followed_click_by_click(own_world: World, browser: Browser, name: str, language: str) -> None:
    def sit_down() -> Page:
        context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
        context.set_default_timeout(15_000)
        return context.new_page()

    walk = Walk(own_world, Says(language), sit_down, sit_down())
    shots = os.environ.get("KEZDESU_SHOTS")
    follow(walk, name, Path(shots) if shots else None)
    walk.page.context.close()

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import Client

from portal.web.context import _TONES
from portal.web.rail import RAIL
from portal.web.views.showcase import icon_names

TEMPLATES = Path(django_settings.BASE_DIR) / "templates"
LANGUAGES = ("kk", "ru", "en")
_FORBIDDEN = {
    "inline style": re.compile(r"<style|\sstyle="),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+="),
    "other site": re.compile(r'(?:src|href)="(?:https?:)?//(?!testserver|eotinish\.kz)'),
}
_ICON = re.compile(r'\{% icon "([^"]+)"|icon="([^"]+)"')


@pytest.mark.parametrize("lang", LANGUAGES)
def test_components_page_in_each_language_shows_every_component(client: Client, lang: str) -> None:
    response = client.get(f"/{lang}/components/")
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in text
    for css in ("btn", "tag", "notice", "agenda", "figure", "quarter", "map", "tbl", "pages", "fld", "empty", "dialog"):
        assert f'class="{css}' in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["components/", "about/", "about/accessibility/", "about/privacy/", "open-data/"])
def test_page_has_nothing_the_policy_forbids(client: Client, lang: str, page: str) -> None:
    text = client.get(f"/{lang}/{page}").content.decode()
    assert [name for name, pattern in _FORBIDDEN.items() if pattern.search(text)] == []


def test_components_page_outside_demo_and_debug_does_not_exist(client: Client, settings: Any) -> None:
    settings.KEZDESU_DEMO = False
    assert client.get("/kk/components/").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_on_the_components_page_are_unique(client: Client, lang: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get(f"/{lang}/components/").content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    asked = {
        name or other
        for path in TEMPLATES.rglob("*.html")
        for name, other in _ICON.findall(path.read_text(encoding="utf-8"))
    }
    asked |= {icon for _name, icon, _label, _concerns in RAIL} | {icon for _tone, icon in _TONES.values()}
    assert asked - set(icon_names()) == set()


def test_sprite_names_are_unique() -> None:
    assert len(icon_names()) == len(set(icon_names()))


def test_templates_have_no_raw_date_formats() -> None:
    raw = re.compile(r"\|\s*(?:date|time|timesince|naturalday|intcomma)\b")
    found = [path.name for path in TEMPLATES.rglob("*.html") if raw.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_templates_are_read_without_scrolling() -> None:
    """The width of pyproject.toml, which djlint asks of its formatter only."""
    wide = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 160
    ]
    assert wide == []


def test_a_tag_begins_with_a_capital_letter_whatever_its_state_is_called() -> None:
    printed = render_to_string("components/tag.html", {"kind": "ok", "icon": "check", "text": "ждёт <утверждения>"})
    assert re.sub(r"<svg.*?</svg>", "", printed, flags=re.DOTALL).strip() == (
        '<span class="tag tag--ok">Ждёт &lt;утверждения&gt;</span>'
    )


def test_a_form_of_a_part_is_given_its_key() -> None:
    """A part that is shown `only` what it is given has no key of its form by itself: sending it would be refused."""
    texts = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")
    }
    included = re.compile(r'{%\s*include\s+"([^"]+)"(.*?)%}', re.DOTALL)
    with_form = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    while more := {
        name
        for name, text in texts.items()
        if name not in with_form and any(part in with_form for part, _said in included.findall(text))
    }:
        with_form |= more
    assert len(with_form) > 50
    lacking = [
        (name, part)
        for name, text in texts.items()
        for part, said in included.findall(text)
        if part in with_form and re.search(r"\bonly\s*$", said) and "csrf_token=csrf_token" not in said
    ]
    assert lacking == []

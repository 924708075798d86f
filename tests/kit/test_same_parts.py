"""What says the same to every reader is made once, and says what it would say if it were made anew."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.template import Context, Template, engines
from django.test import override_settings
from django.utils import translation

from portal.kit.same_parts import SameParts, _join

SAME = (
    '<p>{% translate "Search" %} {% translate "Home" context "page" %} {% icon "search" %} {% url "web:about" %} '
    '{% static "kezdesu/app.js" %} {% comment %}nothing{% endcomment %} '
    "{% blocktranslate trimmed %}Kezdesu{% endblocktranslate %}</p>"
)
DIFFERENT = (
    "{{ name }}",
    '{% translate "Search" as name %}',
    "{% translate name %}",
    "{% icon name %}",
    '{% icon "search" name %}',
    "{% url address %}",
    '{% url "meetings:meeting" name %}',
    "{% static name %}",
    "{% blocktranslate %}Name: {{ name }}{% endblocktranslate %}",
    "{% blocktranslate count count=2 %}one{% plural %}many{% endblocktranslate %}",
    "{% if name %}x{% endif %}",
)


def joined(markup: str) -> Template:
    template = engines["django"].engine.from_string(markup)
    _join(template.nodelist)
    return template


def made(template: Template, language: str, **values: str) -> str:
    with translation.override(language):
        return template.render(Context(values))


def test_parts_that_follow_each_other_are_one_and_say_the_same_in_each_language() -> None:
    template = joined(SAME)

    assert [type(node) for node in template.nodelist] == [SameParts]
    for _turn in range(2):
        for language in ("kk", "ru", "en"):
            assert made(template, language) == made(engines["django"].engine.from_string(SAME), language)
    assert made(template, "kk") != made(template, "ru")


@pytest.mark.parametrize("part", DIFFERENT)
def test_what_depends_on_the_page_stays_as_it_is(part: str) -> None:
    template = joined(part)

    assert not [node for node in template.nodelist if isinstance(node, SameParts)]


def test_parts_inside_of_choices_and_loops_are_joined() -> None:
    markup = (
        '{% if name %}{% translate "Search" %}{% else %}{% translate "Menu" %}{% endif %}'
        '{% for each in name %}{% icon "search" %}{{ each }}{% empty %}{% icon "menu" %}{% endfor %}'
    )
    template = joined(markup)

    assert len(template.nodelist.get_nodes_by_type(SameParts)) == 4
    for name in ("", "ab", "<b>"):
        assert made(template, "ru", name=name) == made(engines["django"].engine.from_string(markup), "ru", name=name)


def test_other_settings_of_a_while_are_not_kept() -> None:
    template = joined('{% static "kezdesu/app.js" %}')
    before = made(template, "kk")

    with override_settings(STATIC_URL="/elsewhere/"):
        assert made(template, "kk") == "/elsewhere/kezdesu/app.js"

    assert made(template, "kk") == before


def test_pages_are_made_of_joined_templates() -> None:
    template, _origin = engines["django"].engine.find_template("base.html")

    assert any(isinstance(node, SameParts) for node in template.nodelist)
    assert settings.TEMPLATES[0]["OPTIONS"]["loaders"][0][0] == "portal.kit.same_parts.Loader"

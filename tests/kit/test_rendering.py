"""What is written by a loop says what the framework's template says."""

from __future__ import annotations

import re

import pytest
from django.forms import Select
from django.forms.renderers import TemplatesSetting

from portal.kit.forms import RememberedSelect
from portal.kit.rendering import FormRenderer

CHOICES = [
    ("", "Бәрі"),
    ("Министрліктер <b>", [("water", "Су & су"), ('a"b', "Тырнақша")]),
    ("Әкімдіктер", [(7, "Жеті"), ("x", "Икс")]),
]


def told(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize("value", [None, "", "water", 'a"b', 7, "nobody"])
@pytest.mark.parametrize("attrs", [{}, {"id": "place", "required": True, "disabled": False, "data-x": '1"<'}])
def test_choices_are_written_as_the_template_writes_them(value: object, attrs: dict[str, object]) -> None:
    widget = Select(choices=CHOICES)
    ours = widget.render("place", value, attrs, FormRenderer())
    assert told(ours) == told(widget.render("place", value, attrs, TemplatesSetting()))
    # Twice: as it is written, and as it was remembered for whoever chose something else.
    for _turn in range(2):
        assert RememberedSelect(choices=CHOICES).render("place", value, attrs) == ours

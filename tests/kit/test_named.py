"""Rows chosen by typing their names."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from portal.kit import forms
from portal.kit.named import NamedField, Names, named


@dataclass(frozen=True)
class Row:
    pk: int
    name_kk: str
    name_ru: str
    within: str = ""
    name_en: str = ""

    @property
    def name(self) -> str:
        return self.name_ru


WATER = Row(1, "Су ресурстары министрлігі", "Министерство водных ресурсов")
NORTH = Row(2, "Абай аулы", "аул Абай", "Северный район")
SOUTH = Row(3, "Абай аулы", "аул Абай", "Южный район")
LABOUR = Row(4, "Еңбек министрлігі", "Министерство труда")


class Form(forms.Form):
    body = NamedField(required=False)


def form(text: str | None = None, initial: object = None) -> Form:
    made = Form(None if text is None else {"body": text}, initial={"body": initial})
    named(made, "body").offer(Names([WATER, NORTH, SOUTH, LABOUR], lambda row: row.within))
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Министерство водных ресурсов", WATER),
        ("  су РЕСУРСТАРЫ   министрлігі", WATER),
        ("аул Абай, Южный район", SOUTH),
        ("", None),
    ],
    ids=["as offered", "in the other language, typed otherwise", "of two of one name", "nothing"],
)
def test_a_name_is_taken_however_it_is_spelled(text: str, found: Row | None) -> None:
    asked = form(text)
    assert asked.is_valid()
    assert asked.cleaned_data["body"] == found


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("водных", "Is this meant: Министерство водных ресурсов?", "Министерство водных ресурсов"),
        ("аул Абай", "аул Абай, Северный район; аул Абай, Южный район", "аул Абай"),
        ("министерство", "Министерство водных ресурсов; Министерство труда", "министерство"),
        ("<b>луна", "There is no such name here", "&lt;b&gt;луна"),
    ],
    ids=["part of one", "of two", "part of several", "of none"],
)
def test_what_is_no_name_is_kept_and_answered_with_those_that_are_like_it(text: str, said: str, shown: str) -> None:
    asked = form(text)
    assert not asked.is_valid()
    assert said in str(asked.errors["body"][0])
    assert f'value="{shown}"' in str(asked["body"])


def test_the_names_are_offered_and_what_stands_there_is_said_by_its_name() -> None:
    shown = str(form(initial=3)["body"])
    assert 'value="аул Абай, Южный район"' in shown
    assert shown.count("<option") == 4
    assert 'list="id_body-names"' in shown
    assert not form("аул Абай, Южный район", initial=3).has_changed()
    assert form("", initial=3).has_changed()

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.kit.fields import DateTextField, in_both


@pytest.mark.parametrize(
    "text", ["10.01.2027", "10.1.2027", "2027-01-10", "10/01/2027", "10-01-2027", "10 01 2027", " 10,01,2027 "]
)
def test_date_text_in_usual_spellings_is_read(text: str) -> None:
    assert DateTextField().clean(text) == date(2027, 1, 10)


@pytest.mark.parametrize("value", [date(2027, 1, 10), datetime(2027, 1, 10, 9, tzinfo=UTC)])
def test_date_text_of_a_date_is_the_date(value: date) -> None:
    assert DateTextField().clean(value) == date(2027, 1, 10)


@pytest.mark.parametrize(
    "text", ["31.02.2027", "29.02.2027", "00.01.2027", "01.13.2027", "2027-02-30", "31.12.2200", "31.12.1899"]
)
def test_date_text_of_an_impossible_day_says_so(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DateTextField().clean(text)
    assert refused.value.code == "impossible"
    assert refused.value.messages == [f"There is no such day: {text}."]


@pytest.mark.parametrize("text", ["tomorrow", "10.01", "10.01.27", "٣٠.٠١.٢٠٢٧", "1" * 50])
def test_date_text_of_something_else_shows_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DateTextField().clean(text)
    assert refused.value.code == "invalid"


def test_date_text_empty_is_none_only_when_optional() -> None:
    assert DateTextField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        DateTextField().clean("")


class DayForm(forms.Form):
    day = DateTextField()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_date_text_shows_an_initial_date_the_way_it_is_typed(lang: str) -> None:
    with translation.override(lang):
        assert 'value="10.01.2027"' in str(DayForm(initial={"day": date(2027, 1, 10)})["day"])


def test_date_text_keeps_what_was_typed_wrongly() -> None:
    assert 'value="31.02.2027"' in str(DayForm({"day": "31.02.2027"})["day"])


def test_in_both_gives_each_field_its_language_and_the_help_to_the_first() -> None:
    fields = in_both("In Kazakh", "In Russian", help_text="Everyone sees it.", required=False, max_length=300)
    assert [(field.label, field.help_text, field.widget.attrs["lang"]) for field in fields] == [
        ("In Kazakh", "Everyone sees it.", "kk"),
        ("In Russian", "", "ru"),
    ]
    assert [(field.required, field.max_length, field.widget.attrs["maxlength"]) for field in fields] == [
        (False, 300, "300")
    ] * 2


def test_in_both_with_lines_makes_room_for_them() -> None:
    assert [(type(field.widget), field.widget.attrs["rows"]) for field in in_both("kk", "ru", lines=3)] == [
        (forms.Textarea, 3)
    ] * 2

"""What a service refused, shown in a form."""

from __future__ import annotations

import pytest
from django import forms

from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal, choices_of, rows_of


class _Form(forms.Form):
    month = forms.ChoiceField(required=False, choices=[("2027-01", "January")])
    reason = forms.CharField(required=False)


def _valid() -> _Form:
    form = _Form({})
    assert form.is_valid()
    return form


def test_add_refusal_puts_every_sentence_at_its_field() -> None:
    form = _valid()
    add_refusal(form, Invalid("No.", errors={"month": ["Choose one.", "Not this one."], "reason": ["Say why."]}))
    assert form.errors == {"month": ["Choose one.", "Not this one."], "reason": ["Say why."]}


@pytest.mark.parametrize("field", ["", "row_7"])
def test_add_refusal_about_no_field_of_the_form_stands_above_it(field: str) -> None:
    form = _valid()
    add_refusal(form, Invalid.at(field, "Too many meetings."))
    assert form.errors == {"__all__": ["Too many meetings."]}


def test_add_refusal_at_a_field_that_the_form_calls_otherwise() -> None:
    form = _valid()
    add_refusal(form, Invalid.at("month_key", "Outside the year."), {"month_key": "month"})
    assert form.errors == {"month": ["Outside the year."]}


def test_choices_of_a_field_that_offers_none_is_a_programming_error() -> None:
    choices_of(_valid(), "month").choices = [("2027-02", "February")]
    with pytest.raises(AssertionError):
        choices_of(_valid(), "reason")
    with pytest.raises(AssertionError):
        rows_of(_valid(), "month")

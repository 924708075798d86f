"""What a service refused, put at the fields of the form."""

from __future__ import annotations

from portal.kernel.errors import Invalid
from portal.kit import forms

#: Names that services use for fields, where the form calls them otherwise.
_FORM_NAMES = {"month_key": "month", "quarter_key": "quarter", "half_key": "half"}


def add_refusal(form: forms.Form, refusal: Invalid) -> None:
    """Put what a service refused at the fields at fault; what is about no field stands above the form."""
    for name, sentences in refusal.errors.items():
        field = _FORM_NAMES.get(name, name)
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)

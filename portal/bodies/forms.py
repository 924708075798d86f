"""Forms of the administrator's pages: shape only, the services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language
from portal.bodies.choices import FUNCTION_BODIES, Role
from portal.bodies.models import Body
from portal.bodies.queries import bodies_by_name
from portal.kernel.errors import Invalid
from portal.kit.fields import DateTextField


class BodyField(forms.ModelChoiceField):
    """A body by the name pages use, in the reader's language."""

    def label_from_instance(self, body: Body) -> str:
        return str(body.plain)


def _roles(nothing: Any) -> list[tuple[str, str]]:
    """Roles to choose from, each with a capital letter; `nothing` stands for none."""
    return [("", str(nothing)), *((value, capfirst(str(label))) for value, label in Role.choices)]


def show_refusal(form: forms.Form, refusal: Invalid) -> None:
    """Put what a service refused at the fields it names."""
    for name, messages in refusal.errors.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)


class PeopleFilterForm(forms.Form):
    """Everything is optional; what is not understood does not narrow the list."""

    person = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    body = BodyField(
        label=_("Body"), queryset=Body.objects.none(), required=False, to_field_name="slug", empty_label=_("All bodies")
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: _roles(_("All roles")))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies_by_name(on)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Values that are understood, empty for the rest."""
        self.is_valid()
        values = getattr(self, "cleaned_data", {})
        return {"person": values.get("person", ""), "body": values.get("body"), "role": values.get("role", "")}


class GrantForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("If a login with this address exists, the role is given to it and its name and language stay."),
    )
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language.choices, initial=Language.KAZAKH)
    body = BodyField(
        label=_("Body"), queryset=Body.objects.none(), to_field_name="slug", empty_label=_("Choose a body")
    )
    role = forms.ChoiceField(label=_("Role"), choices=lambda: _roles(_("Choose a role")))
    starts_on = DateTextField(label=_("First day"))
    last_on = DateTextField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies_by_name(on)  # type: ignore[attr-defined]
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class EndRoleForm(forms.Form):
    last_on = DateTextField(
        label=_("Last day with the role"), help_text=_("DD.MM.YYYY. Leave empty to end it now."), required=False
    )


class MoveFunctionForm(forms.Form):
    body = BodyField(
        label=_("New holder"), queryset=Body.objects.none(), to_field_name="slug", empty_label=_("Choose a body")
    )
    on = DateTextField(label=_("First day of the new holder"))

    def __init__(self, *args: Any, function: str, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = bodies_by_name(today).filter(kind=FUNCTION_BODIES[function])
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

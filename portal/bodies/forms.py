"""Forms of the administrator's pages: shape only, the services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language, User
from portal.bodies.choices import FUNCTION_BODIES, LOWEST_RANK, Role, TerritoryKind
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor, roles_to_choose, roles_to_invite
from portal.bodies.queries import bodies_by_name, bodies_to_invite, predecessors
from portal.kit import forms
from portal.kit.fields import DateTextField
from portal.kit.formats import language
from portal.kit.forms import choices_of, rows_of


class BodyField(forms.ModelChoiceField):
    """A body by the name pages use, in the reader's language."""

    def label_from_instance(self, body: Body) -> str:
        return str(body.plain)


class RegionField(forms.ModelChoiceField):
    """A region or another place by its name alone, in the reader's language."""

    def label_from_instance(self, region: Territory) -> str:
        return str(region.name)


def _roles(nothing: Any) -> list[tuple[str, str]]:
    """Roles to choose from, each with a capital letter; `nothing` stands for none."""
    return [("", str(nothing)), *((value, capfirst(str(label))) for value, label in Role.choices)]


class PeopleFilterForm(forms.Form):
    """Everything is optional; what is not understood does not narrow the list."""

    person = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    body = BodyField(
        label=_("Body"), queryset=Body.objects.none(), required=False, to_field_name="slug", empty_label=_("All bodies")
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: _roles(_("All roles")))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        rows_of(self, "body").queryset = bodies_by_name(on)

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
        rows_of(self, "body").queryset = bodies_by_name(on)
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
        rows_of(self, "body").queryset = bodies


class EditionForm(forms.Form):
    file = forms.FileField(label=_("File of the classifier"), help_text=_("XLSX or CSV, up to 10 MB."))
    edition_on = DateTextField(
        label=_("Date of the edition"),
        help_text=_("DD.MM.YYYY. Leave empty when the file name has it."),
        required=False,
    )


class OfficeFilterForm(forms.Form):
    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    region = RegionField(
        label=_("Region"),
        queryset=Territory.objects.none(),
        required=False,
        to_field_name="kato",
        empty_label=_("All Kazakhstan"),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        rows_of(self, "region").queryset = Territory.objects.in_force(on).regions().in_order(language())

    def chosen(self) -> dict[str, str]:
        """Values that are understood, empty for the rest."""
        self.is_valid()
        values = getattr(self, "cleaned_data", {})
        region = values.get("region")
        return {"text": values.get("q", "").strip(), "region": region.kato[:2] if region else ""}


class CorrectOfficeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Type of the unit"))
    predecessor = BodyField(
        label=_("Predecessor"),
        queryset=Body.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("No change"),
        help_text=_("The office whose place this one has taken."),
    )
    on = DateTextField(label=_("In force from"))
    reason = forms.CharField(
        label=_("Ground"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The act with its number and date, or the circumstance."),
    )

    def __init__(self, *args: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        assert body.territory is not None
        kinds = LOWEST_RANK if body.territory.kind in LOWEST_RANK else (body.territory.kind,)
        choices_of(self, "kind").choices = [(str(kind), capfirst(str(TerritoryKind(kind).label))) for kind in kinds]
        self.fields["kind"].initial = body.territory.kind
        rows_of(self, "predecessor").queryset = predecessors(body, today)


class CorrectUnitForm(forms.Form):
    """Whether akims owe meetings in a place, and whose."""

    is_unit = forms.ChoiceField(
        label=_("Meetings in this place"),
        choices=[("yes", _("An akim meets people there")), ("no", _("No meetings are owed there"))],
        widget=forms.RadioSelect,
    )
    visitor = RegionField(
        label=_("Which akim comes"),
        queryset=Territory.objects.none(),
        to_field_name="kato",
        required=False,
        empty_label=_("The akim of the unit it lies in"),
    )
    on = DateTextField(label=_("In force from"))
    reason = forms.CharField(
        label=_("Ground"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The act with its number and date, or the circumstance."),
    )

    def __init__(self, *args: Any, units: QuerySet[Territory], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        rows_of(self, "visitor").queryset = units
        self.fields["on"].initial = today

    def said(self) -> dict[str, Any]:
        """For the service. Only of a valid form."""
        return {**self.cleaned_data, "is_unit": self.cleaned_data["is_unit"] == "yes"}


# -- people of one's own bodies ------------------------------------------------------------------------------------
class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language.choices, initial=Language.KAZAKH)
    body = BodyField(
        label=_("Body"), queryset=Body.objects.none(), to_field_name="slug", empty_label=_("Choose a body")
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        bodies = list(bodies_to_invite(actor))
        rows_of(self, "body").queryset = bodies_to_invite(actor)
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0].slug
        roles = roles_to_choose(actor)
        shown = [(value, label) for value, label in _roles(_("Choose a role")) if not value or value in roles]
        choices_of(self, "role").choices = shown
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        body, role = cleaned.get("body"), cleaned.get("role")
        if body is not None and role and role not in roles_to_invite(self.actor, body):
            self.add_error("role", _("You may not invite anybody to this role at this body."))
        return cleaned


class InviteListForm(forms.Form):
    """A file first; then its text, to be mended on the page."""

    file = forms.FileField(
        label=_("List as CSV"),
        help_text=_("Columns: e-mail, full name, role, body, language. Up to 200 rows."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("List as text"),
        help_text=_("One person a line; semicolons between the columns."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )


class SubstituteForm(forms.Form):
    substitute = forms.ModelChoiceField(
        label=_("Acting person"), queryset=User.objects.none(), empty_label=_("Choose a person")
    )
    starts_on = DateTextField(label=_("First day"))
    last_on = DateTextField(label=_("Last day"))
    ground = forms.CharField(label=_("Order"), help_text=_("Number and date of the order."), max_length=200)

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        rows_of(self, "substitute").queryset = people


class LeaveForm(forms.Form):
    successor = forms.ModelChoiceField(
        label=_("Successor"),
        help_text=_("Gets the roles and what is waiting to be told. Somebody new is invited first."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    last_on = DateTextField(
        label=_("Last day at the body"),
        help_text=_("DD.MM.YYYY. Leave empty if the person leaves now."),
        required=False,
    )
    note = forms.CharField(
        label=_("What the successor should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        rows_of(self, "successor").queryset = people

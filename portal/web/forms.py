"""The form of the component page: one field of every kind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kit import forms
from portal.kit.fields import DateTextField


class ShowcaseForm(forms.Form):
    """Never saves anything."""

    subject = forms.CharField(label=_("Subject"), max_length=200, help_text=_("One line, as people will see it."))
    ground = forms.CharField(label=_("Ground"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    day = DateTextField(label=_("Day of the meeting"))
    region = forms.ChoiceField(label=_("Region"), choices=[("", _("Choose a region")), ("43", "Қызылорда облысы")])
    format = forms.ChoiceField(
        label=_("Format"),
        widget=forms.RadioSelect,
        choices=[("on_site", _("On site")), ("online", _("By video conference"))],
    )
    agreed = forms.BooleanField(
        label=_("Agreed with the local executive body"), required=False, help_text=_("By letter.")
    )
    evidence = forms.FileField(label=_("Evidence"), required=False, help_text=_("PDF, PNG or JPEG, up to 20 MB."))

"""Forms about one's own login. Labels are labels: no placeholder stands in for them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language


def _plain(field: forms.Field, label: Any, hint: Any = "") -> None:
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)


def _password_hint() -> Any:
    """What is asked of a password, as sentences."""
    return lazystr(_Hint())


class _Hint:
    def __str__(self) -> str:
        return " ".join(password_validators_help_texts())


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _plain(self.fields["login"], _("E-mail"))
        _plain(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _plain(self.fields["email"], _("E-mail"), _("The address with which you sign in."))


class _TwiceMixin:
    """The second field must say the same as the first."""

    fields: dict[str, forms.Field]

    def clean(self) -> dict[str, Any]:
        # Not the library's check: its message would be told in its own words.
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}  # type: ignore[arg-type]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))  # type: ignore[attr-defined]
        return cleaned

    def _label_new(self) -> None:
        _plain(self.fields["password1"], _("New password"), _password_hint())
        _plain(self.fields["password2"], _("New password once more"))


class ResetPasswordKeyForm(_TwiceMixin, allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._label_new()


class ChangePasswordForm(_TwiceMixin, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _plain(self.fields["oldpassword"], _("Present password"))
        self._label_new()


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of letters and of the workspace"),
        choices=Language.choices,
        widget=forms.RadioSelect,
    )

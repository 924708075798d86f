"""Forms about one's own login. Labels are labels: no placeholder stands in for them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language
from portal.accounts.services.freshness import proves
from portal.accounts.services.second_factor import use_code
from portal.kit import forms


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
        self.fields["login"].widget.attrs["autocomplete"] = "email"


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


class _FewTriesMixin:
    """Six digits can be guessed: few tries, counted by person."""

    user: Any
    error_class: Any

    def clean_code(self) -> str:
        key = f"user-{self.user.pk}"
        if not ratelimit.consume(context.request, action="second_factor", key=key):
            raise ValidationError(_("Too many attempts. Wait a little and try again."), code="too_many")
        code = self.right_code()
        ratelimit.clear(context.request, action="second_factor", key=key)
        return code

    def right_code(self) -> str:
        """What was typed, if it is right. Raises ValidationError."""
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class CodeForm(_FewTriesMixin, AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _plain(self.fields["code"], _("Code"), _("The six digits that the app shows now, or a recovery code."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def right_code(self) -> str:
        """Not asked of the library, which forgets after half a minute which code was used."""
        code: str = self.cleaned_data["code"]
        found = use_code(user=self.user, code=code)
        if found is None:
            raise get_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator = found
        return code


class ActivateCodeForm(_FewTriesMixin, ActivateTOTPForm):
    """The first code of the app proves that it was set up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _plain(self.fields["code"], _("Code"), _("The six digits that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class FreshForm(forms.Form):
    """Who sits here now? The name of the field collides with no form of the portal."""

    fresh_secret = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, has_second_factor: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request
        if has_second_factor:
            _plain(self.fields["fresh_secret"], _("Your password, or a code"), _("The six digits of the app also do."))

    def clean_fresh_secret(self) -> str:
        secret: str = self.cleaned_data["fresh_secret"]
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise ValidationError(_("Too many attempts. Wait a little and try again."), code="too_many")
        if not proves(request=self.request, secret=secret):
            raise ValidationError(_("This is neither your password nor a code that is valid now."), code="wrong")
        return secret


class NewLoginForm(_TwiceMixin, forms.Form):
    """What a person who accepts an invitation chooses."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of letters and of the workspace"), choices=Language.choices)
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), label=_("Password")
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), label=_("Password once more")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.fields["password1"].help_text = _password_hint()

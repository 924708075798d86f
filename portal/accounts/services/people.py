"""Making people and keeping what they chose."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Language, User
from portal.kernel.errors import Invalid


def make_user(*, email: str, full_name: str, language: str = Language.KAZAKH, password: str | None = None) -> User:
    """A new person. Without a password nobody can sign in until a link of a letter sets one.

    Raises Invalid with the fields "email", "full_name", "language" or "password".
    """
    address = email.strip().lower()
    if password is not None:
        try:
            validate_password(password, User(email=address, full_name=full_name))
        except ValidationError as weak:
            raise _invalid({"password": list(weak.messages)}) from weak
    try:
        with transaction.atomic():
            return User.objects.create_user(address, password, full_name=full_name.strip(), language=language)
    except ValidationError as wrong:
        raise _invalid({field: list(messages) for field, messages in wrong.message_dict.items()}) from wrong
    except IntegrityError as twin:
        # Somebody else added the same address between the check and the row.
        raise _invalid({"email": [_("A login with this address was made just now. Try again.")]}) from twin


def open_login(*, user: User, full_name: str, language: str, password: str) -> None:
    """The person who accepts an invitation gets a password and says how to be called.

    Raises Invalid with the fields "full_name", "language" or "password".
    """
    if user.has_usable_password():
        raise ValueError("a login with a password is opened by that password alone")
    user.full_name, user.language = full_name.strip(), language
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as wrong:
        named = wrong.message_dict if hasattr(wrong, "error_dict") else {"password": wrong.messages}
        raise _invalid({field: list(messages) for field, messages in named.items()}) from wrong
    user.set_password(password)
    user.save(update_fields=["full_name", "language", "password"])


def choose_language(*, user: User, language: str) -> None:
    """The language of the person's letters and of the page shown after signing in."""
    user.language = Language(language)
    user.save(update_fields=["language"])


def _invalid(errors: dict[str, list[str]]) -> Invalid:
    return Invalid(_("The person could not be added."), errors=errors)

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_create_user_keeps_the_address_in_lower_case() -> None:
    user = User.objects.create_user(" Asel.N@Example.KZ ", "correct-horse-battery", full_name="Asel")
    assert user.email == "asel.n@example.kz"
    assert User.objects.get_by_natural_key("ASEL.N@EXAMPLE.KZ") == user


def test_create_user_address_in_other_letters_is_taken() -> None:
    User.objects.create_user("asel@example.kz", full_name="Asel")
    with pytest.raises(ValidationError):
        User.objects.create_user("ASEL@example.kz", full_name="Asel")


def test_create_user_without_an_address_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", full_name="Asel")


def test_user_address_in_capitals_is_refused_by_the_database() -> None:
    user = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Capital@example.kz")


def test_user_without_a_password_cannot_sign_in() -> None:
    user = User.objects.create_user("asel@example.kz", full_name="Asel")
    assert not user.has_usable_password()


def test_session_hash_changes_with_password_and_epoch() -> None:
    user = UserFactory()
    before = user.get_session_auth_hash()
    user.session_epoch += 1
    raised = user.get_session_auth_hash()
    user.set_password("another-long-password")
    assert len({before, raised, user.get_session_auth_hash()}) == 3

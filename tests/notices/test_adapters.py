"""Letters about the login go through the outbox and keep their secret out of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core import mail
from django.db import models

from portal.kernel import clock
from portal.notices.adapters import AccountAdapter
from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter
from portal.notices.services import account_mail, deliver
from tests.factories.accounts import UserFactory

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)  # midnight in Kazakhstan

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    """The text of every column of every row."""
    found = []
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        found += [str(value) for row in model.objects.values_list(*names) for value in row] if names else []
    return "\n".join(found)


@pytest.mark.parametrize("write", [account_mail.send_password_link, account_mail.send_invitation])
def test_password_link_is_made_at_sending_and_stored_nowhere(write) -> None:
    user = UserFactory()
    write(user=user, now=NOW)
    assert deliver(now=NOW).sent == 1
    link = next(line for line in mail.outbox[0].body.splitlines() if "/password/reset/key/" in line)
    key = link.rstrip("/").rsplit("/", 1)[-1]
    token = key.split("-", 1)[1]
    letter = Letter.objects.get()
    assert (letter.state, letter.subject, letter.text) == (LetterState.SENT, "", "")
    stored = everything_stored()
    assert letter.message_id in stored
    assert token not in stored


def test_password_link_asked_twice_before_it_went_is_one_letter() -> None:
    user = UserFactory()
    account_mail.send_password_link(user=user, now=NOW)
    account_mail.send_password_link(user=user, now=NOW)
    assert Letter.objects.count() == 1
    deliver(now=NOW)
    account_mail.send_password_link(user=user, now=NOW)
    assert Letter.objects.pending().count() == 1


def test_password_link_for_a_closed_login_is_not_written() -> None:
    account_mail.send_password_link(user=UserFactory(is_active=False), now=NOW)
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("prefix", "letters"),
    [
        ("account/email/password_changed", [LetterKind.PASSWORD_CHANGED]),
        ("account/email/password_reset", [LetterKind.PASSWORD_CHANGED]),
        ("account/email/email_changed", []),
    ],
)
def test_adapter_notifications_about_the_password_become_letters(rf, prefix, letters) -> None:
    AccountAdapter(rf.get("/")).send_notification_mail(prefix, UserFactory())
    assert list(Letter.objects.values_list("kind", flat=True)) == letters


def test_adapter_letter_nobody_asked_for_is_a_mistake(rf) -> None:
    with pytest.raises(ValueError, match="nobody asked"):
        AccountAdapter(rf.get("/")).send_mail("account/email/unknown_account", "a@example.kz", {})


def test_letter_day_is_the_civil_day_of_kazakhstan() -> None:
    account_mail.send_invitation(user=UserFactory(), now=NOW)
    assert Letter.objects.get().on == clock.civil_date(NOW) != NOW.date()

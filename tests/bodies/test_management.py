"""Commands that bring the facts and the first administrator in."""

from __future__ import annotations

import io
import json
import sys

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.notices.models import Letter
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_seed_reference_says_what_it_did_in_words_and_in_json() -> None:
    assert "territory: 249 added, 0 changed" in said("seed_reference", "--joined-on", "2026-01-01").splitlines()
    joined = Body.objects.exclude(kind=BodyKind.COMPANY).values_list("joined_on", flat=True)
    assert set(joined) == {TODAY.replace(month=1, day=1)}
    again = json.loads(said("seed_reference", "--format", "json"))
    assert not any(again["added"].values())


def create(monkeypatch, *options: str, typed: str = "") -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return said("create_administrator", "--email", "Root@example.kz", "--name", "Root", *options)


def test_create_administrator_reads_the_password_from_standard_input(monkeypatch) -> None:
    BodyFactory(slug="water")
    out = create(
        monkeypatch, "--body", "water", "--language", "ru", "--password-stdin", typed="a long enough password\n"
    )
    user = User.objects.get()
    assert out == "Administrator: root@example.kz, water, from 2026-11-24\n"
    assert (user.language, user.check_password("a long enough password")) == ("ru", True)
    assert actor_for(user, TODAY).is_administrator


def test_create_administrator_without_a_password_invites(monkeypatch) -> None:
    BodyFactory(slug="water")
    create(monkeypatch, "--body", "water")
    assert Letter.objects.get().user == User.objects.get()


@pytest.mark.parametrize(
    ("options", "typed", "message"),
    [
        (["--body", "nowhere"], "", "no body"),
        (["--body", "akimat"], "", "not held at a body"),
        (["--body", "water", "--password-stdin"], "\n", "empty"),
        (["--body", "water", "--password-stdin"], "short\n", "too short"),
    ],
)
def test_create_administrator_refusals_are_one_line_and_leave_nothing(monkeypatch, options, typed, message) -> None:
    BodyFactory(slug="water")
    BodyFactory(slug="akimat", akimat=True)
    with pytest.raises(CommandError, match=message):
        create(monkeypatch, *options, typed=typed)
    assert User.objects.count() == 0

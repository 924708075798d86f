from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from portal.accounts.models import User
from portal.accounts.services.people import choose_language, make_user
from portal.accounts.services.sessions import end_all_sessions, end_other_sessions, end_session
from portal.kernel.errors import Invalid
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PROFILE = "/en/accounts/profile/"


def signed_in(user: User) -> Client:
    """A browser with an open page of the workspace, so the session list knows it."""
    client = Client()
    client.force_login(user)
    client.get(PROFILE)
    return client


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


def test_make_user_without_a_password_waits_for_a_link() -> None:
    user = make_user(email="Asel@Example.kz", full_name=" Asel ", language="ru")
    assert (user.email, user.full_name, user.language) == ("asel@example.kz", "Asel", "ru")
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("email", {"email": "no address"}),
        ("email", {"email": "taken@example.kz"}),
        ("full_name", {"full_name": "  "}),
        ("language", {"language": "de"}),
        ("password", {"password": "short"}),
        ("password", {"password": "1234567890123"}),
    ],
)
def test_make_user_wrong_field_is_named(field, fields) -> None:
    UserFactory(email="taken@example.kz")
    with pytest.raises(Invalid) as refused:
        make_user(**{"email": "asel@example.kz", "full_name": "Asel", **fields})
    assert list(refused.value.errors) == [field]
    assert User.objects.count() == 1


def test_choose_language_unknown_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="de"):
        choose_language(user=UserFactory(), language="de")


def test_end_session_signs_one_browser_out() -> None:
    user = UserFactory()
    here, there = signed_in(user), signed_in(user)
    end_session(session=UserSession.objects.get(session_key=there.session.session_key))
    assert (is_in(here), is_in(there)) == (True, False)


def test_end_other_sessions_leaves_this_one_and_other_people() -> None:
    user, neighbour = UserFactory(), signed_in(UserFactory())
    here, there, elsewhere = signed_in(user), signed_in(user), signed_in(user)
    assert end_other_sessions(user=user, current_key=here.session.session_key) == 2
    assert [is_in(client) for client in (here, there, elsewhere, neighbour)] == [True, False, False, True]


def test_end_all_sessions_ends_also_what_no_list_knows() -> None:
    user, neighbour = UserFactory(), signed_in(UserFactory())
    listed, unlisted = signed_in(user), Client()
    unlisted.force_login(user)
    assert end_all_sessions(user=user) == 1
    assert [is_in(client) for client in (listed, unlisted, neighbour)] == [False, False, True]
    assert UserSession.objects.filter(user=user).count() == 0
    assert is_in(signed_in(User.objects.get(pk=user.pk)))

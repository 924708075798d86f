"""Who may fetch a file, and how it is handed out."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client

from portal.files.models import StoredFile
from portal.files.permissions import can_fetch, signature
from portal.files.queries import link
from portal.kit import limits
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path) -> StoredFile:
    settings.MEDIA_ROOT = tmp_path
    stored = StoredFileFactory(name="Бұйрық.pdf", size=len(PDF))
    place = tmp_path / stored.content.name
    place.parent.mkdir(parents=True)
    place.write_bytes(PDF)
    return stored


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_download_public_file_is_for_everybody_and_never_shown_as_a_page(client, file) -> None:
    file.is_public = True
    file.save()
    response = client.get(link(file))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert unquote(response.headers["Content-Disposition"]) == "attachment; filename*=utf-8''Бұйрық.pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.cookies == {}


def test_download_of_what_is_everybodys_is_limited_and_of_what_is_ones_own_is_not(client, file, settings, monkeypatch):
    settings.KEZDESU_LIMITS = True
    monkeypatch.setitem(limits.LIMITS, "export", 2)
    with time_machine.travel(datetime(2026, 11, 24, 5, 0, 20, tzinfo=UTC), tick=False):
        own, key = signed_in(file.uploaded_by), signature(file, file.uploaded_by)
        assert [own.get(link(file), {"key": key}).status_code for _time in range(4)] == [200] * 4
        file.is_public = True
        file.save()
        answers = [client.get(link(file), {"key": key}) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "40"


def test_download_asked_again_costs_nothing_and_a_withdrawn_one_is_gone(client, file) -> None:
    file.is_public = True
    file.save()
    etag = client.get(link(file)).headers["ETag"]
    again = client.get(link(file), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "public, no-cache")
    file.is_public = False
    file.save()
    assert client.get(link(file), headers={"If-None-Match": etag}).status_code == 302


def test_download_other_file_asks_a_stranger_to_sign_in(client, file) -> None:
    response = client.get(link(file))
    assert response.status_code == 302
    assert "/accounts/login/" in response.headers["Location"]


def test_download_other_file_with_a_signed_link_is_private(file) -> None:
    user = UserFactory()
    response = signed_in(user).get(link(file, user))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Cache-Control"] == "private, no-store"


def test_download_other_file_link_of_a_colleague_is_no_key(file) -> None:
    assert signed_in(UserFactory()).get(link(file, UserFactory())).status_code == 404


@pytest.mark.parametrize("key", ["", "nonsense", "a:b", "%01"])
def test_download_other_file_without_a_right_key_is_not_there(file, key) -> None:
    assert signed_in(UserFactory()).get(f"{file.get_absolute_url()}?key={key}").status_code == 404


def test_download_key_of_another_file_is_no_key(file) -> None:
    user = UserFactory()
    key = signature(StoredFileFactory(), user)
    assert signed_in(user).get(f"{file.get_absolute_url()}?key={key}").status_code == 404


def test_download_link_runs_out_after_ten_minutes(file) -> None:
    user = UserFactory()
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        address = link(file, user)
        key = signature(file, user)
    with time_machine.travel("2026-11-24 05:10Z", tick=False):
        assert can_fetch(file, user, key)
    with time_machine.travel("2026-11-24 05:10:01Z", tick=False):
        assert can_fetch(file, user, key).code == "link_expired"
        assert signed_in(user).get(address).status_code == 403


def test_download_signed_link_of_a_closed_login_is_no_key(file) -> None:
    user = UserFactory(is_active=False)
    assert can_fetch(file, user, signature(file, user)).code == "not_public"


def test_download_wrong_beginning_of_the_hash_is_not_there(client, file) -> None:
    file.is_public = True
    file.save()
    assert client.get(link(file).replace(file.sha256[:12], "0" * 12)).status_code == 404


def test_download_content_missing_on_the_disk_is_not_there(client) -> None:
    assert client.get(link(StoredFileFactory(is_public=True))).status_code == 404


def test_download_is_read_only(client, file) -> None:
    assert client.post(link(file)).status_code == 405

"""Keeping uploads: each content once, whole, and only what the portal keeps."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from portal.accounts.models import User
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import publish, store, withhold
from portal.kernel.errors import Invalid
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, PNG, StoredFileFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Uploader:
    user: User


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_disk(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_store_keeps_content_by_its_hash(tmp_path) -> None:
    user = UserFactory()
    upload = SimpleUploadedFile("../Бұйрық.pdf", PDF, content_type="text/html")
    file = store(actor=Uploader(user), upload=upload, purpose=Purpose.EVIDENCE)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (file.sha256, file.size, file.name, file.content_type) == (sha256, len(PDF), "Бұйрық.pdf", "application/pdf")
    assert (file.purpose, file.uploaded_by, file.is_public) == ("evidence", user, False)
    assert on_disk(tmp_path) == [f"{sha256[:2]}/{sha256}"]
    assert file.content.read() == PDF


def test_store_same_content_twice_is_two_rows_and_one_file(tmp_path) -> None:
    first, second = UserFactory(), UserFactory()
    for user, name in ((first, "a.pdf"), (second, "b.pdf")):
        store(actor=Uploader(user), upload=SimpleUploadedFile(name, PDF), purpose="act")
    assert list(StoredFile.objects.values_list("name", "uploaded_by")) == [("a.pdf", first.pk), ("b.pdf", second.pk)]
    assert len(on_disk(tmp_path)) == 1


def test_store_large_upload_from_a_temporary_file(tmp_path) -> None:
    content = PDF[:-6] + b"\n" * (3 * 1024 * 1024) + b"%%EOF\n"
    upload = TemporaryUploadedFile("big.pdf", "application/pdf", len(content), None)
    upload.write(content)
    upload.seek(0)
    file = store(actor=Uploader(UserFactory()), upload=upload, purpose="evidence")
    assert (tmp_path / file.content.name).read_bytes() == content


def test_store_half_a_file_left_by_a_kill_is_replaced(tmp_path) -> None:
    sha256 = hashlib.sha256(PDF).hexdigest()
    place = tmp_path / sha256[:2] / sha256
    place.parent.mkdir()
    place.write_bytes(PDF[:10])
    store(actor=Uploader(UserFactory()), upload=SimpleUploadedFile("a.pdf", PDF), purpose="evidence")
    assert place.read_bytes() == PDF


def test_store_failing_disk_leaves_nothing(tmp_path, monkeypatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("portal.files.services.storing.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        store(actor=Uploader(UserFactory()), upload=SimpleUploadedFile("a.pdf", PDF), purpose="evidence")
    assert on_disk(tmp_path) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("order.pdf", b"<html><script>alert(1)</script></html>", "file_unknown"),
        ("logo.png", b"<svg onload='alert(1)'/>", "file_unknown"),
        ("order.pdf", b"", "file_empty"),
        ("order.pdf", b"%PDF-1.7", "file_broken"),
    ],
)
def test_store_hostile_upload_is_refused_at_the_field(tmp_path, name, content, code) -> None:
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    with pytest.raises(Invalid) as refused:
        store(actor=Uploader(UserFactory()), upload=upload, purpose="evidence")
    assert refused.value.code == code
    assert list(refused.value.errors) == ["file"]
    assert on_disk(tmp_path) == []


def test_store_over_the_limit_is_refused_without_reading_it(tmp_path) -> None:
    upload = SimpleUploadedFile("a.pdf", PDF)
    upload.size = 20 * 1024 * 1024 + 1
    upload.file = io.BytesIO()
    with pytest.raises(Invalid) as refused:
        store(actor=Uploader(UserFactory()), upload=upload, purpose="evidence")
    assert refused.value.code == "file_too_large"


def test_store_unknown_purpose_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="avatar"):
        store(actor=Uploader(UserFactory()), upload=SimpleUploadedFile("a.png", PNG), purpose="avatar")


def test_publish_and_withhold_change_who_may_fetch() -> None:
    file = StoredFileFactory()
    publish(file)
    assert StoredFile.objects.get().is_public is file.is_public is True
    withhold(file)
    assert StoredFile.objects.get().is_public is file.is_public is False

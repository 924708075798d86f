"""When there is nothing to migrate and nothing to compile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.frontdoor.database import migrations_stamp, stale_catalogues


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_text("django==5.2\n")
    (tmp_path / "schedules" / "migrations").mkdir(parents=True)
    (tmp_path / "schedules" / "migrations" / "0001_initial.py").write_text("one")
    catalogue = tmp_path / "locale" / "kk" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (catalogue / "django.po").write_text("source")
    (catalogue / "django.mo").write_text("compiled")
    os.utime(catalogue / "django.po", (1000, 1000))
    os.utime(catalogue / "django.mo", (2000, 2000))
    return tmp_path


def test_migrations_stamp_of_the_same_is_the_same(root: Path) -> None:
    assert migrations_stamp(root, "cluster") == migrations_stamp(root, "cluster")


def test_migrations_stamp_follows_every_cause_to_migrate(root: Path) -> None:
    stamps = [migrations_stamp(root, "cluster"), migrations_stamp(root, "another")]
    (root / "schedules" / "migrations" / "0001_initial.py").write_text("edited")
    stamps.append(migrations_stamp(root, "cluster"))
    (root / "schedules" / "migrations" / "0002_more.py").write_text("two")
    stamps.append(migrations_stamp(root, "cluster"))
    (root / "requirements.lock").write_text("django==5.2.1\n")
    stamps.append(migrations_stamp(root, "cluster"))

    assert len(set(stamps)) == len(stamps)


def test_stale_catalogues_of_a_compiled_one_is_false(root: Path) -> None:
    assert not stale_catalogues(root)


def test_stale_catalogues_after_an_edit_is_true(root: Path) -> None:
    os.utime(root / "locale" / "kk" / "LC_MESSAGES" / "django.po", (3000, 3000))

    assert stale_catalogues(root)


def test_stale_catalogues_never_compiled_is_true(root: Path) -> None:
    (root / "locale" / "kk" / "LC_MESSAGES" / "django.mo").unlink()

    assert stale_catalogues(root)

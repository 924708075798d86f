"""Where things lie, and the refusals that need nothing running."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.frontdoor.places import (
    LONGEST_SOCKET_FOLDER,
    Places,
    Refusal,
    listening_address,
    private_folder,
    require_free_port,
    require_space,
    secret_key,
    web_address,
    writable_folder,
)

CHECKOUT = Path("/srv/kezdesu")


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def test_places_without_environment_keep_data_in_the_checkout() -> None:
    assert Places.of(CHECKOUT, {}).var == CHECKOUT / "var"


def test_places_with_relative_data_folder_count_from_the_callers_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Places.of(CHECKOUT, {"KEZDESU_VAR": "data"}).var == tmp_path / "data"


def test_socket_folder_of_a_very_long_data_folder_stays_short() -> None:
    places = Places.of(CHECKOUT, {"KEZDESU_VAR": "/srv/" + "long/" * 60})

    assert len(os.fsencode(places.sockets)) <= LONGEST_SOCKET_FOLDER


def test_socket_folders_of_two_data_folders_differ() -> None:
    assert Places(CHECKOUT, Path("/srv/a")).sockets != Places(CHECKOUT, Path("/srv/b")).sockets


def test_prepare_makes_the_data_folder(tmp_path: Path) -> None:
    places = Places(root=tmp_path, var=tmp_path / "deep" / "var")

    places.prepare()

    assert sorted(path.name for path in places.var.iterdir()) == ["log"]


def test_writable_folder_below_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Refusal) as refusal:
        writable_folder(tmp_path / "file" / "var")

    assert str(refusal.value) == (
        f"The data folder {tmp_path}/file/var cannot be written (Not a directory). "
        "Name another one: KEZDESU_VAR=/some/folder ./run"
    )


def test_require_space_of_a_nearly_full_disk_names_the_missing_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 10**8, 10**8))

    with pytest.raises(Refusal) as refusal:
        require_space(tmp_path, 500)

    assert str(refusal.value) == (
        f"The disk of {tmp_path} has only 100 MB free, 500 MB are needed: "
        "free some room, or name another data folder in KEZDESU_VAR."
    )


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ("127.0.0.1", 8000)),
        ({"PORT": "", "HOST": ""}, ("127.0.0.1", 8000)),
        ({"PORT": "8001", "HOST": "0.0.0.0"}, ("0.0.0.0", 8001)),
        ({"PORT": "65535"}, ("127.0.0.1", 65535)),
    ],
)
def test_listening_address_reads_host_and_port(environ: dict[str, str], expected: tuple[str, int]) -> None:
    assert listening_address(environ) == expected


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "8 0", "٨٠"])
def test_listening_address_without_a_port_number_is_refused(port: str) -> None:
    with pytest.raises(Refusal) as refusal:
        listening_address({"PORT": port})

    assert str(refusal.value) == f"PORT={port} is not a port: give a number from 1 to 65535."


def test_require_free_port_of_a_busy_one_names_the_next(busy_port: int) -> None:
    with pytest.raises(Refusal) as refusal:
        require_free_port("127.0.0.1", busy_port)

    assert str(refusal.value) == (
        f"Port {busy_port} on 127.0.0.1 is busy: stop what listens there, "
        f"or choose another: PORT={busy_port % 65535 + 1} ./run"
    )


def test_require_free_port_of_a_free_one_passes(busy_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]

    require_free_port("127.0.0.1", free)


def test_require_free_port_on_a_foreign_address_is_refused() -> None:
    # 192.0.2.0/24 is reserved for examples: no machine has it.
    with pytest.raises(Refusal) as refusal:
        require_free_port("192.0.2.1", 8000)

    assert str(refusal.value) == "Cannot listen on 192.0.2.1:8000 (Cannot assign requested address)."


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("portal.example", "http://portal.example:8000/"),
    ],
)
def test_web_address_can_be_opened_here(host: str, expected: str) -> None:
    assert web_address(host, 8000) == expected


def test_private_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path.parent / f"s-{os.getpid()}")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


def test_private_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    link = Path("/tmp") / f"kezdesu-test-link-{os.getpid()}"
    link.symlink_to(tmp_path)

    try:
        with pytest.raises(Refusal) as refusal:
            private_folder(link)
    finally:
        link.unlink()

    assert str(refusal.value) == f"{link} belongs to somebody else: remove it, then start again."


def test_private_folder_with_a_long_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        private_folder(tmp_path / ("x" * LONGEST_SOCKET_FOLDER))


def test_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    key = secret_key(tmp_path)

    assert secret_key(tmp_path) == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secret_key_left_empty_by_a_killed_start_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")

    assert len(secret_key(tmp_path)) >= 50

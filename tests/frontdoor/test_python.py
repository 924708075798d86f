"""The few lines of shell: which Python is taken."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from portal import frontdoor

SHELL = Path(frontdoor.__file__).with_name("python.sh")


def put_python(folder: Path, name: str, version: tuple[int, int]) -> None:
    """A stand-in that answers the one question asked of it."""
    program = folder / name
    code = 0 if version >= (3, 11) else 1
    program.write_text(
        f'#!/bin/sh\ncase "$1" in --version) echo "Python {version[0]}.{version[1]}.0";; *) exit {code};; esac\n'
    )
    program.chmod(0o755)


def find_python(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f'. "{SHELL}"; find_python && echo "$python"'],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_find_python_takes_python3_when_it_is_new_enough(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", (3, 12))
    put_python(tmp_path, "python3.13", (3, 13))

    assert find_python(tmp_path).stdout == "python3\n"


@pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13"])
def test_find_python_beside_an_old_python3_takes_a_newer_one(tmp_path: Path, name: str) -> None:
    put_python(tmp_path, "python3", (3, 9))
    put_python(tmp_path, name, (3, int(name.partition(".")[2])))

    assert find_python(tmp_path).stdout == f"{name}\n"


def test_find_python_with_only_an_old_one_says_so_in_one_line(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", (3, 9))

    answer = find_python(tmp_path)

    assert (answer.returncode, answer.stderr) == (
        1,
        (
            "Python 3.11 or newer is needed, and here is Python 3.9.0. "
            "On Debian or Ubuntu: apt install python3 python3-venv.\n"
        ),
    )


def test_find_python_with_none_says_so_in_one_line(tmp_path: Path) -> None:
    assert find_python(tmp_path).stderr == (
        "Python 3.11 or newer is needed, and here is no Python 3 at all. "
        "On Debian or Ubuntu: apt install python3 python3-venv.\n"
    )

"""`./test` itself: what it selects, counts and says last."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from portal.frontdoor.browser import find_browser, starts
from portal.frontdoor.children import Children
from portal.frontdoor.places import Places
from portal.frontdoor.progress import Progress
from portal.frontdoor.testing import Counts, Session, make_scratch

LOUD = "!!! NO CHROMIUM COULD BE HAD: the browser tests were NOT run."


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def session(places: Places, children: Children, said: io.StringIO) -> Session:
    return Session(places, children, Progress(said), {}, "postgres:///template")


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"/></testsuites>'
    )

    assert str(Counts.read(report)) == "4 passed, 3 failed, 3 skipped"


def test_counts_without_a_report_are_nothing(tmp_path: Path) -> None:
    assert str(Counts.read(tmp_path / "none.xml")) == "0 passed, 0 failed, 0 skipped"


def test_selection_of_everything_runs_on_two_processors(session: Session) -> None:
    assert session._selection(browser=True, arguments=[]) == [
        *("-m", "not slow", "-n", "2", "--dist", "worksteal"),
    ]


def test_selection_without_a_browser_leaves_its_tests_out(session: Session) -> None:
    assert session._selection(browser=False, arguments=[])[:2] == ["-m", "not slow and not browser"]


def test_selection_of_named_tests_is_only_theirs(session: Session) -> None:
    assert session._selection(browser=True, arguments=["tests/bodies", "-k", "x"]) == [
        "-m",
        "not slow",
        "tests/bodies",
        "-k",
        "x",
    ]


def test_selection_of_quick_names_what_changed_to_the_tests(session: Session, said: io.StringIO) -> None:
    # The checkout of these tests is no repository: nothing has changed in it.
    assert session._quick(["-x"]) == ["-m", "not slow and not browser", "-n", "2", "--dist", "worksteal", "-x"]
    assert session.environ["KEZDESU_QUICK"] == ""
    assert "no test asks about what changed" in said.getvalue()


QUICK = """
import pytest

def test_pure():
    pass

@pytest.mark.django_db
def test_marked():
    pass

def test_by_fixture(db):
    pass

def test_by_a_fixture_of_a_fixture(country):
    pass

@pytest.fixture
def country(db):
    pass
"""


@pytest.mark.parametrize(
    ("folder", "chosen", "left"),
    [
        ("bodies", "", ["test_pure"]),
        ("bodies", "test_one.py", ["test_pure", "test_marked", "test_by_fixture", "test_by_a_fixture_of_a_fixture"]),
        # It may start programs: not quick without being asked for.
        ("frontdoor", "", []),
    ],
)
def test_quick_leaves_out_what_needs_a_database_unless_it_is_chosen(
    tmp_path: Path, folder: str, chosen: str, left: list[str]
) -> None:
    place = tmp_path / "suite" / folder
    place.mkdir(parents=True)
    (place / "test_one.py").write_text(QUICK, encoding="utf-8")
    environ = os.environ | {"KEZDESU_QUICK": f"suite/{folder}/{chosen}" if chosen else ""}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-p",
        "tests.selection",
        "-p",
        "no:cacheprovider",
    ]

    found = subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={tmp_path}", "-c", os.devnull, str(tmp_path)],
        env=environ, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip

    # pytest-django puts those with a database in an order of its own.
    asked = re.findall(r"::(\w+)$", found.stdout, re.MULTILINE)
    assert sorted(asked) == sorted(left), found.stdout + found.stderr


def test_long_rigs_run_together_but_for_those_that_measure(session: Session) -> None:
    assert session._rigs([]) == [
        ["-m", "slow and not alone", "-n", "2", "--dist", "worksteal"],
        ["-m", "slow and alone"],
    ]
    assert session._rigs(["-x"]) == [["-m", "slow", "-x"]]
    assert session.environ["KEZDESU_SLOW"] == "1"


def test_what_two_runs_counted_is_told_together() -> None:
    counts = Counts(passed=2, failed=1)
    counts.add(Counts(passed=3, skipped=4))
    assert counts == Counts(passed=5, failed=1, skipped=4)


@pytest.mark.parametrize(
    ("environ", "slow", "code"),
    [({}, False, 0), ({"CI": "true"}, False, 1), ({}, True, 1)],
)
def test_conclude_without_a_browser_is_loud_and_strict_where_asked(
    session: Session, said: io.StringIO, environ: dict[str, str], slow: bool, code: int
) -> None:
    session.environ.update(environ)

    assert session._conclude(Counts(passed=5), browser="", slow=slow, whole=True) == code
    assert LOUD in said.getvalue()
    assert said.getvalue().endswith("5 passed, 0 failed, 0 skipped\n")


def test_conclude_after_a_failed_check_fails(session: Session, said: io.StringIO) -> None:
    session.failed.append("mypy")

    assert session._conclude(Counts(passed=5), browser="/usr/bin/chromium", slow=False, whole=True) == 1
    assert "FAILED: mypy" in said.getvalue()


def test_make_scratch_is_another_folder_every_time(tmp_path: Path) -> None:
    assert make_scratch(tmp_path) != make_scratch(tmp_path)


def test_find_browser_takes_the_shell_before_the_whole_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    assert find_browser({}) == str(tmp_path / "chromium-headless-shell")


def test_find_browser_passes_over_a_name_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("chromium", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_browser({}) == str(tmp_path / "google-chrome")


def test_starts_of_nothing_is_false() -> None:
    assert not starts("/nowhere/chromium")

"""`./test` itself: what it selects, counts and says last."""

from __future__ import annotations

import io
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
    assert session._selection(slow=False, browser=True, arguments=[]) == [
        *("-m", "not slow", "-n", "2", "--dist", "worksteal"),
    ]


def test_selection_without_a_browser_leaves_its_tests_out(session: Session) -> None:
    assert session._selection(slow=False, browser=False, arguments=[])[:2] == ["-m", "not slow and not browser"]


def test_selection_of_named_tests_is_only_theirs(session: Session) -> None:
    assert session._selection(slow=False, browser=True, arguments=["tests/bodies", "-k", "x"]) == [
        "-m",
        "not slow",
        "tests/bodies",
        "-k",
        "x",
    ]


def test_selection_of_slow_keeps_browser_rigs_even_without_one(session: Session) -> None:
    assert session._selection(slow=True, browser=False, arguments=["slow", "-x"]) == ["-m", "slow", "-x"]
    assert session.environ["KEZDESU_SLOW"] == "1"


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


def test_find_browser_passes_over_a_name_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("chromium", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_browser({}) == str(tmp_path / "google-chrome")


def test_starts_of_nothing_is_false() -> None:
    assert not starts("/nowhere/chromium")

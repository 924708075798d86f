"""`./test quick`: which files changed, and which tests ask about them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from portal.frontdoor.quick import changed_files, chosen_tests


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout with two apps, their tests and one commit."""
    files = {
        "portal/bodies/services/joining.py": "def join():\n    pass\n",
        "portal/bodies/rules/offices.py": "OFFICES: int = 1\n",
        "portal/bodies/models.py": "class Body:\n    pass\n",
        "portal/settings/base.py": "",
        "meetings/queries/calendar.py": "def month_table():\n    pass\n",
        "locale/kk/LC_MESSAGES/django.po": "",
        "templates/bodies/team.html": "",
        "README.md": "",
        "tests/conftest.py": "",
        "tests/shared.py": "def shared():\n    pass\n",
        "tests/bodies/conftest.py": "",
        "tests/bodies/joining.py": "PASSWORD = ''\n",
        "tests/bodies/test_joining.py": "",
        "tests/bodies/test_services_team.py": "from portal.bodies.services import (\n    join,\n    leave,\n)\n",
        "tests/bodies/test_models.py": "from portal.bodies import models\nfrom tests.bodies.joining import PASSWORD\n",
        "tests/bodies/rules/test_names.py": "from portal.bodies.rules.offices import OFFICES\n",
        "tests/bodies/test_views_team.py": "",
        "tests/factories/bodies.py": "class BodyFactory:\n    pass\n",
        "tests/kit/test_catalogue.py": "",
        "tests/meetings/test_views_calendar.py": "from tests.factories.bodies import BodyFactory\n",
        "tests/meetings/test_feeds.py": "from tests.shared import shared\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(root: Path, *words: str) -> None:
    person = ("-c", "user.name=n", "-c", "user.email=n@example.kz", "-c", "commit.gpgsign=false")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *person, "-C", str(root), *words], check=True, env=environ)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "one")


ALL_OF_BODIES = [
    "tests/bodies/rules/test_names.py",
    "tests/bodies/test_joining.py",
    "tests/bodies/test_models.py",
    "tests/bodies/test_services_team.py",
    "tests/bodies/test_views_team.py",
]


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        # By the name of the test, and by what it imports: over a package that hands it on, or outright.
        ("portal/bodies/services/joining.py", ["tests/bodies/test_joining.py", "tests/bodies/test_services_team.py"]),
        ("portal/bodies/models.py", ["tests/bodies/test_models.py"]),
        ("portal/bodies/rules/offices.py", ["tests/bodies/rules/test_names.py"]),
        ("meetings/queries/calendar.py", ["tests/meetings/test_views_calendar.py"]),
        # Nobody names it: all of the app.
        ("portal/bodies/choices.py", ALL_OF_BODIES),
        ("tests/bodies/test_models.py", ["tests/bodies/test_models.py"]),
        ("tests/bodies/conftest.py", ALL_OF_BODIES),
        ("tests/bodies/joining.py", ["tests/bodies/test_models.py"]),
        ("tests/factories/bodies.py", ["tests/meetings/test_views_calendar.py"]),
        ("tests/shared.py", ["tests/meetings/test_feeds.py"]),
        ("templates/bodies/team.html", ["tests/bodies/test_views_team.py"]),
        ("locale/kk/LC_MESSAGES/django.po", ["tests/kit/test_catalogue.py"]),
        # What everything stands on is asked by the whole suite only.
        ("portal/settings/base.py", []),
        ("tests/conftest.py", []),
        ("README.md", []),
    ],
)
def test_tests_of_a_file(tree: Path, changed: str, asked: list[str]) -> None:
    assert chosen_tests([changed], tree) == asked


def test_changed_files_are_those_that_differ_and_the_new_ones(tree: Path) -> None:
    (tree / "portal/bodies/models.py").write_text("class Office:\n    pass\n", encoding="utf-8")
    (tree / "portal/bodies/Жаңа файл.py").write_text("", encoding="utf-8")
    (tree / "README.md").unlink()
    git(tree, "add", "portal/bodies/models.py")

    assert changed_files(tree, os.environ) == ["portal/bodies/models.py", "portal/bodies/Жаңа файл.py"]


def test_changed_files_of_a_clean_tree_are_those_of_the_last_commit(tree: Path) -> None:
    (tree / "meetings/queries/calendar.py").write_text("", encoding="utf-8")
    commit(tree)

    assert changed_files(tree, os.environ) == ["meetings/queries/calendar.py"]


def test_changed_files_without_git_are_none(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()

    assert changed_files(tmp_path, {"PATH": ""}) == []
    assert changed_files(tmp_path, {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}) == []

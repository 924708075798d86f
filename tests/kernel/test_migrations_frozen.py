"""A migration is what it was on its day: it imports nothing of the product, which goes on changing."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("portal", "meetings", "schedules")
#: Modules with a field that a column of a model is made of; the history of that column needs the class.
FIELD_MODULES: tuple[str, ...] = ()
#: Of the standard library and of Django, what leads round an import: to a module by its name, or to today's models.
DOORS = (
    *("importlib", "pkgutil", "runpy"),
    *("django.apps", "django.core.management", "django.utils.module_loading", "django.contrib.auth.get_user_model"),
)
_CALLED_DOORS = {"__import__", "eval", "exec"}


def living_names(source: str, fields: tuple[str, ...] = FIELD_MODULES) -> Iterator[str]:
    """What a migration imports at its top or inside a function, and may not, as "line: name"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whence = "." * node.level + (node.module or "")
            names = [f"{whence}.{alias.name}" for alias in node.names]
            if whence in fields:
                continue
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED_DOORS:
            names = [node.func.id]
        else:
            continue
        yield from (f"{node.lineno}: {name}" for name in names if name not in fields and not _is_frozen(name))


def _is_frozen(name: str) -> bool:
    package = name.partition(".")[0]
    leads_round = any(name == door or name.startswith(f"{door}.") for door in DOORS)
    return (package == "django" or package in sys.stdlib_module_names) and not leads_round


def migrations() -> list[Path]:
    return [
        path
        for folder in PRODUCT
        for path in sorted((ROOT / folder).rglob("migrations/*.py"))
        if path.name != "__init__.py"
    ]


def test_no_migration_imports_what_goes_on_changing() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in migrations()
        if (names := list(living_names(path.read_text(encoding="utf-8"))))
    }

    assert found == {}


def test_migrations_of_every_app_are_looked_at() -> None:
    folders = {path.parent.parent.relative_to(ROOT).as_posix() for path in migrations()}

    assert {"meetings", "schedules", "portal/audit", "portal/bodies", "portal/deadlines"} <= folders
    assert len(migrations()) >= 30


@pytest.mark.parametrize(
    "source",
    [
        "from portal.deadlines.acts import catalogue",
        "from portal.kernel import clock",
        "import portal.bodies.models",
        "import schedules",
        "from meetings.models import Meeting",
        "from ..rules import link_hash",
        "from . import helpers",
        "from portal.kit.fields import DateTextField",
        "def fill(apps, editor): from portal.audit.rules import link_hash",
        "def fill(apps, editor): import portal.kernel.clock as clock",
        "import rest_framework",
        "import importlib",
        "from importlib import import_module",
        "__import__('portal.kernel.clock')",
        "from django.apps import apps",
        "from django import apps",
        "from django.core.management import call_command",
        "from django.contrib.auth import get_user_model",
        "from django.utils.module_loading import import_string",
    ],
)
def test_finder_finds(source: str) -> None:
    assert len(list(living_names(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations",
        "import json, hashlib",
        "from datetime import UTC, date",
        "import django.db.models.deletion",
        "import django.contrib.auth.validators",
        "from django.conf import settings",
        "from django.db import migrations, models",
        "from django.utils.timezone import now",
        "def fill(apps, editor): apps.get_model('audit', 'Link')",
    ],
)
def test_finder_passes(source: str) -> None:
    assert list(living_names(source)) == []


def test_finder_passes_the_class_of_a_column() -> None:
    fields = ("portal.kernel.columns",)

    assert list(living_names("import portal.kernel.columns", fields)) == []
    assert list(living_names("from portal.kernel.columns import Span", fields)) == []
    assert list(living_names("from portal.kernel import columns, clock", fields)) == ["1: portal.kernel.clock"]
    assert list(living_names("import portal.kernel.columns.more", fields)) == ["1: portal.kernel.columns.more"]

"""Static files of production: modules are imported by names with their hash, so that none is mixed with an old one."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

_IMPORT = re.compile(r'from "\./([^"]+)"')


def test_modules_import_each_other_under_their_hashed_names(tmp_path: Path) -> None:
    storages = {"staticfiles": {"BACKEND": "portal.kit.hashed.HashedFiles"}}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    folder = tmp_path / "kezdesu" / "grid"
    (start,) = folder.glob("start.????????????.js")
    imported = {
        name for module in folder.glob("*.????????????.js") for name in _IMPORT.findall(module.read_text("utf-8"))
    }
    assert _IMPORT.search(start.read_text("utf-8"))
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name) for name in imported)
    assert all((folder / name).is_file() for name in imported)

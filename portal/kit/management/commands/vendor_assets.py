"""Make the vendored fonts and scripts again, or check that they are untouched."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.kit import vendoring

FOLDER = Path("portal/web/static/kezdesu")


class Command(BaseCommand):
    help = "Vendor the fonts and htmx from their pinned npm packages (needs npm and the development requirements)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare the files with the record; no network")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / FOLDER
        if options["check"]:
            if targets := list(vendoring.changed(folder)):
                raise CommandError("Changed or missing: " + ", ".join(targets))
            return
        try:
            self._vendor(folder)
        except vendoring.VendoringError as error:
            raise CommandError(str(error)) from error

    def _vendor(self, folder: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            packages = dict.fromkeys(asset.package for asset in vendoring.ASSETS)
            archives = {package: vendoring.fetch(package, Path(scratch)) for package in packages}
        record, made = "", dict[str, bytes]()
        for asset in vendoring.ASSETS:
            content = made[asset.target] = vendoring.make(asset, archives[asset.package], made)
            target = folder / asset.target
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            record += vendoring.record_line(asset.target, content)
            self.stdout.write(f"{len(content):>7} {asset.target}")
        (folder / vendoring.RECORD).write_text(record, encoding="ascii")

"""Gather, check, fill and compile the Kazakh and Russian catalogues."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.kit.catalogue import checks, sources, store


class Command(BaseCommand):
    help = "extract: sources into .po; compile: .po into .mo; check: is anything untranslated; missing, fill: exchange."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("extract", help="take the messages of the sources into the .po files")
        actions.add_parser("compile", help="make the .mo files")
        check = actions.add_parser("check", help="fail when anything is untranslated, missing, stale or ill-formed")
        check.add_argument("--format", choices=("text", "json"), default="text")
        missing = actions.add_parser("missing", help="print what is still to be translated")
        missing.add_argument("--lang", choices=store.LANGUAGES, required=True)
        missing.add_argument("--format", choices=("text", "json"), default="text")
        fill = actions.add_parser("fill", help="put in translations: JSON rows of context, id, plural, str or strs")
        fill.add_argument("--lang", choices=store.LANGUAGES, required=True)
        fill.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        self.root = Path(settings.BASE_DIR)
        self.locale = Path(settings.LOCALE_PATHS[0])
        getattr(self, f"_{options['action']}")(options)

    def _extract(self, options: dict[str, Any]) -> None:
        template = sources.gather(self.root)
        for code in store.LANGUAGES:
            catalog = store.read(self.locale, code)
            catalog.update(template, no_fuzzy_matching=True)
            for message in catalog:
                # Becoming plural makes a translation doubtful, but there must be one to doubt.
                if message.id and not any(message.string or ()):
                    message.flags.discard("fuzzy")
            store.write(self.locale, code, catalog)
        self.stdout.write(f"{len(template)} messages")

    def _compile(self, options: dict[str, Any]) -> None:
        for code, count in store.compile_all(self.locale).items():
            self.stdout.write(f"{code}: {count} messages")

    def _check(self, options: dict[str, Any]) -> None:
        template = sources.gather(self.root)
        lines = [
            line for code in store.LANGUAGES for line in checks.problems(code, store.read(self.locale, code), template)
        ]
        if options["format"] == "json":
            self.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1))
        if lines:
            raise CommandError("\n".join([*lines, f"{len(lines)} to mend"]))

    def _missing(self, options: dict[str, Any]) -> None:
        template = sources.gather(self.root)
        code = options["lang"]
        rows = checks.untranslated(code, store.read(self.locale, code), template)
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for row in rows:
                self.stdout.write(row["id"])

    def _fill(self, options: dict[str, Any]) -> None:
        code = options["lang"]
        catalog = store.read(self.locale, code)
        rows = json.loads(options["file"].read_text(encoding="utf-8"))
        unknown = [row["id"] for row in rows if not _put(catalog, row)]
        store.write(self.locale, code, catalog)
        self.stdout.write(f"{len(rows) - len(unknown)} filled")
        if unknown:
            raise CommandError("Not in the catalogue (extract first?):\n" + "\n".join(unknown))


def _put(catalog: Catalog, row: dict[str, Any]) -> bool:
    """Write one translation; False when the catalogue has no such message."""
    message = catalog.get((row["id"], row["plural"]) if row.get("plural") else row["id"], row.get("context") or None)
    if message is None:
        return False
    message.string = tuple(row["strs"]) if row.get("plural") else row["str"]
    message.flags.discard("fuzzy")
    return True

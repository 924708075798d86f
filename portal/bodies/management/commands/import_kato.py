"""`manage import_kato`: bring an edition of the classifier in, whole or not at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from portal.bodies.services import import_edition
from portal.bodies.workbooks import edition_of, read_classifier
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kit.statistics import count_anew

_SORTS = ("added", "renamed", "moved", "closed", "reused", "retyped", "unchanged")


class Command(BaseCommand):
    help = (
        "Load an edition of the classifier of administrative-territorial objects (XLSX or CSV). Rows of the regions in "
        "the file are compared with what stands; the whole edition is applied or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--edition",
            type=date.fromisoformat,
            help="date of the edition (YYYY-MM-DD; default: the date in the name of the file, else today)",
        )
        parser.add_argument("--dry-run", action="store_true", help="do everything and take it back")
        parser.add_argument(
            "--accept-closures", action="store_true", help="apply even when a region loses over a tenth of its rows"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    @translation.override("en")  # refusals are worded where they are raised; the console speaks English throughout
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        today = clock.today()
        try:
            with path.open("rb") as file:
                reading = read_classifier(file)
            report = import_edition(
                rows=reading.rows,
                source=path.name,
                edition_on=options["edition"] or edition_of(path.name) or today,
                today=today,
                accept_closures=options["accept_closures"],
                dry_run=options["dry_run"],
            )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except DomainError as refusal:
            raise CommandError(f"{path.name}: {refusal.message} Nothing was changed.") from refusal
        if not (options["dry_run"] or report["is_nothing"]):
            count_anew()
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, sort_keys=True))
        else:
            self._print(report, notes=len(reading.notes), dry_run=options["dry_run"])

    def _print(self, report: dict[str, Any], *, notes: int, dry_run: bool) -> None:
        out = self.stdout.write
        out(f"edition {report['edition_on']}: {report['rows']} rows of {len(report['regions'])} regions")
        if notes:
            out(f"notes left out: {notes}")
        out("by level: " + ", ".join(f"{level}: {count}" for level, count in report["levels"].items()))
        out(f"without a direct parent, climbed: {report['climbed']}; without any: {report['orphans']}")
        self._print_one_language(report)
        out(", ".join(f"{sort} {report['counts'][sort]}" for sort in _SORTS))
        out("territories: " + ", ".join(f"{name} {count}" for name, count in report["territories"].items()))
        for sort in ("reused", "moved", "renamed"):
            for code, _kk, ru, code_after, _kk_after, ru_after in report[sort]:
                out(f"  {sort}: {code} {ru} -> {code_after} {ru_after}")
        for code, _kk, ru in report["closed"]:
            out(f"  closed: {code} {ru}")
        for code, _kk, ru in report["unclear"]:
            out(f"  nobody's unit, look at it: {code} {ru}")
        for code in report["authored"]:
            out(f"  settle in the authored facts: {code}")
        if dry_run:
            out("dry run: nothing was kept")
        elif report["is_nothing"]:
            out("nothing to change")

    def _print_one_language(self, report: dict[str, Any]) -> None:
        if report["language"] is None:
            return
        has, lacks = ("Kazakh", "Russian") if report["language"] == "kk" else ("Russian", "Kazakh")
        kept, one = report["kept_names"], report["one_name"]
        self.stdout.write(f"names in {has} only: names in {lacks} stay as they stand")
        self.stdout.write(
            f"renamed in {has} alone: {kept['count']}; called by one name in both languages: {one['count']}"
        )
        for what, rows in ((f"look at the name in {lacks}", kept["rows"]), ("one name in both languages", one["rows"])):
            for code, kk, ru in rows:
                self.stdout.write(f"  {what}: {code} {kk} / {ru}")

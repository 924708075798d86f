"""`manage coverage_page FILE`: prints the tables of `docs/coverage.md` from an edition of the classifier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.bodies.workbooks import read_classifier
from portal.calendars.rules.printed import coverage_tables
from portal.kernel.errors import DomainError


class Command(BaseCommand):
    help = "Print how many meetings the norms ask for by an edition of the classifier: the tables of docs/coverage.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                reading = read_classifier(file)
        except (OSError, DomainError) as refusal:
            raise CommandError(str(refusal)) from refusal
        names = {code: row.name_ru for code, row in reading.rows.items()}
        self.stdout.write(coverage_tables(names), ending="")

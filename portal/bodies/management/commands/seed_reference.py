"""`manage seed_reference`: bring the authored places, bodies, functions and exemptions into the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.bodies.services import seed_reference
from portal.kernel import clock


class Command(BaseCommand):
    help = "Add the authored facts about places, bodies and functions; correct those that changed. Can be rerun."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--joined-on",
            type=date.fromisoformat,
            help="first day on which duties count for bodies that are new here (YYYY-MM-DD, default: today)",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        seeded = seed_reference(on=today, joined_on=options["joined_on"] or today)
        if options["format"] == "json":
            self.stdout.write(json.dumps(asdict(seeded), sort_keys=True))
            return
        for name in sorted(seeded.added):
            self.stdout.write(f"{name}: {seeded.added[name]} added, {seeded.changed.get(name, 0)} changed")

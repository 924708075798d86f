"""`manage seed_law`: the owner's decisions and the working calendar the portal is shipped with."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.deadlines import services


class Command(BaseCommand):
    help = "Add shipped decisions and days of the working calendar that are not there yet. Can be rerun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        added = {"decisions": services.seed_decisions(), "days": services.seed_calendar()}
        if options["format"] == "json":
            self.stdout.write(json.dumps(added))
        else:
            self.stdout.write(", ".join(f"{name} added: {count}" for name, count in added.items()))

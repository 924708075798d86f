"""`manage rehearse`: what sweeps of coming days would do. Writes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.deadlines import queries
from portal.kernel.errors import DomainError
from portal.kit.translated import sentence


class Command(BaseCommand):
    help = "Show by day what would be opened, reminded of, marked late and sent up. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = options["first"], options["last"]
        if last < first:
            raise CommandError("The last day is before the first one.")
        try:
            days = queries.rehearse(first=first, last=last)
        except DomainError as refusal:
            raise CommandError(sentence(refusal.message)) from refusal
        if options["format"] == "json":
            report = {"from": first.isoformat(), "to": last.isoformat(), "days": [day.as_json() for day in days]}
            self.stdout.write(json.dumps(report))
            return
        for day in days:
            parts = (("opened", day.opened), ("reminded", day.reminded), ("late", day.late), ("sent up", day.escalated))
            said = ", ".join(f"{name} {len(lines)}" for name, lines in parts if lines)
            self.stdout.write(f"{day.on}: {said or 'nothing'}")

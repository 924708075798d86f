"""`manage raise_akimats`: an office for every unit with an akim, a maslikhat where one is elected."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.bodies.services import raise_akimats
from portal.kernel import clock
from portal.kit.statistics import count_anew


class Command(BaseCommand):
    help = (
        "Raise the offices of akims and the maslikhats of every territory in force; follow renamed and ended places. "
        "New offices owe nothing until they join the portal. Can be rerun."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="day whose territories count (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="do everything and take it back")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        raised = raise_akimats(on=options["on"] or clock.today(), dry_run=options["dry_run"])
        if not options["dry_run"]:
            count_anew()
        if options["format"] == "json":
            self.stdout.write(json.dumps(vars(raised), sort_keys=True))
            return
        for title, counts in (
            ("offices raised", raised.offices),
            ("maslikhats raised", raised.maslikhats),
            ("offices that stood already", raised.standing),
        ):
            kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
            self.stdout.write(f"{title}: {sum(counts.values())}" + (f" ({kinds})" if kinds else ""))
        self.stdout.write(f"renamed {raised.renamed}, ended {raised.ended}")
        for kato in raised.unconfirmed:
            self.stdout.write(f"  leased territory, not confirmed: {kato}")
        if options["dry_run"]:
            self.stdout.write("dry run: nothing was kept")

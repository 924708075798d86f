"""`manage sweep`: what the beat does, by hand and for a given day."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.deadlines import services
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kit.translated import sentence


class Command(BaseCommand):
    help = "Open duties, note lateness, write reminders. Running it again for the same day does nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day to sweep for; today")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        on = options["on"] or today
        if on > today and not settings.KEZDESU_DEMO:
            raise CommandError(f"{on} has not come yet: only a demonstration can be swept ahead.")
        try:
            swept = services.sweep(on=on)
        except DomainError as refusal:
            raise CommandError(sentence(refusal.message)) from refusal
        if options["format"] == "json":
            self.stdout.write(json.dumps({"on": on.isoformat(), "ran": swept.ran, **swept.counts}))
        elif swept.ran:
            self.stdout.write(f"{on}: " + ", ".join(f"{name} {count}" for name, count in swept.counts.items()))
        else:
            self.stdout.write("Another sweep is at work; nothing was done.")

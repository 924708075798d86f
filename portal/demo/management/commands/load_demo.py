"""`manage load_demo`: bring the demonstration in, once."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.errors import NoDemonstration
from portal.demo.services.loading import load_demonstration
from portal.kernel import clock


class Command(BaseCommand):
    help = "Load the living demonstration around a day. What is there already is kept; a second load adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day to load it for; today")
        parser.add_argument(
            "--districts",
            nargs="*",
            metavar="CODE",
            help="of the region whose akims have a calendar these alone; without a code, no calendar; all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_demonstration(today=options["on"] or clock.today(), districts=options["districts"])
        except NoDemonstration as refusal:
            raise CommandError(str(refusal.message)) from refusal
        if options["verbosity"] < 1:
            return
        if loaded.is_new:
            self.stdout.write(f"The demonstration was loaded: {loaded.meetings} meetings.")
        else:
            self.stdout.write("The demonstration is there already; nothing was added.")

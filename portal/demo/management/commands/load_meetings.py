"""`manage load_meetings`: a year of the country's meetings, to be measured."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.errors import NoDemonstration
from portal.demo.services.meetings import load_meetings
from portal.kernel import clock

#: What ministries and akimats hold in a year.
A_YEAR = 35_000


class Command(BaseCommand):
    help = (
        "Publish invented meetings by the thousand beside the demonstration, over two years and all places and bodies."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=A_YEAR, metavar="N", help="how many; a year of the country")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day to load them for; today")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = load_meetings(count=options["count"], today=options["on"] or clock.today())
        except NoDemonstration as refusal:
            raise CommandError(str(refusal.message)) from refusal
        if options["verbosity"] > 0:
            self.stdout.write(f"{made} meetings were published.")

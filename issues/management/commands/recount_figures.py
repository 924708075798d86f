"""`manage recount_figures`: figures of issues by body, counted again from the lines of their lives alone."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from issues.queries.recounting import compared, recounted
from issues.rules.figures import Figures
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period, WrongPeriod


class Command(BaseCommand):
    help = (
        "Count the figures of issues registered in a period from the lines of their lives. As of today they are "
        "compared with what the pages show; where they differ the command fails and names the bodies."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--period", required=True, help="when registered: 2027, 2027-H1, 2027-Q1, 2027-03")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as they stood on this day")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            period = Period.parse(options["period"])
        except WrongPeriod as refusal:
            raise CommandError(str(refusal)) from refusal
        today = clock.today()
        if options["on"] is not None and options["on"] != today:
            self._print(recounted(period, on=options["on"]), options["format"])
            return
        found = compared(period, today=today)
        self._print(found.by_lines, options["format"])
        if found.differing:
            slugs = Body.objects.filter(pk__in=found.differing).order_by("slug").values_list("slug", flat=True)
            raise CommandError(f"The columns say otherwise of: {', '.join(slugs)}")

    def _print(self, by_body: dict[int, Figures], form: str) -> None:
        slugs = dict(Body.objects.filter(pk__in=by_body).order_by("slug").values_list("pk", "slug"))
        report = {slug: asdict(by_body[pk]) for pk, slug in slugs.items()}
        if form == "json":
            self.stdout.write(json.dumps(report))
            return
        for slug, values in report.items():
            self.stdout.write(f"{slug}: " + ", ".join(f"{name} {count}" for name, count in values.items() if count))

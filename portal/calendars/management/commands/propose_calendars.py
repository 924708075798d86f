"""`manage propose_calendars`: how many meetings the norms of a year ask for, region by region."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.bodies.models import Territory
from portal.calendars.queries.proposing import known_law, sketch
from portal.kernel import clock
from portal.kernel.errors import DomainError

#: Editions of the decree on meetings of akims.
EDITIONS = ("C1", "C2")


class Command(BaseCommand):
    help = """Propose the calendars of akims of a year by the norms in force, and print how many meetings each norm has.

Nothing is written. With --norm one edition of the decree is asked, in force or not."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", required=True, type=_year, help="the year planned, for example 2027")
        parser.add_argument("--territory", default="", help="code of a region, city or district; otherwise the country")
        parser.add_argument("--norm", choices=EDITIONS, default="", help="the norms of one edition of the decree")
        parser.add_argument("--dry-run", action="store_true", help="propose and count, write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            raise CommandError("A calendar is proposed by the people of its akimat: ask with --dry-run.")
        try:
            self._print(_counts(options), options)
        except DomainError as refusal:
            raise CommandError(f"{refusal.code}: {refusal.message}") from refusal

    def _print(self, counts: dict[str, Any], options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2))
            return
        for code, norms in [*counts["regions"].items(), ("", counts["norms"])]:
            said = ", ".join(f"{norm} {number}" for norm, number in norms.items())
            self.stdout.write(f"{code or 'all'}: {said}")


def _counts(options: dict[str, Any]) -> dict[str, Any]:
    """Norm by norm, of all and of each region."""
    today, known = clock.today(), known_law()
    regions = {}
    for territory in _territories(options["territory"]):
        found = sketch(territory, options["year"], on=today, known=known, edition=options["norm"])
        regions[territory.kato] = found.proposed.by_norm()
    total: Counter[str] = Counter()
    for norms in regions.values():
        total.update(norms)
    return {"norms": dict(sorted(total.items())), "regions": regions}


def _territories(code: str) -> list[Territory]:
    standing = Territory.objects.in_force(clock.today())
    if not code:
        return list(standing.regions().order_by("kato"))
    found = standing.with_akim().filter(kato=code).first()
    if found is None:
        raise CommandError(f"No unit with an akim has the code {code}.")
    return [found]


def _year(text: str) -> int:
    if not re.fullmatch(r"20[0-9]{2}", text):
        raise ValueError(text)
    return int(text)

"""`manage publish_progress`: what the beat does about one quarter, by hand: set times, then silence."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from issues.models import QuarterVersion
from issues.queries.quarters.owed import end_of, last_day, timers_still_tried
from issues.rules.balance import balance
from issues.services.quarters.freezing import rows_of
from issues.services.quarters.silence import publish_silence, silent
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period, WrongPeriod


class Command(BaseCommand):
    help = """Publish the progress of a quarter for bodies that did not, as things stood when their last day ended.

Running it again publishes nothing. A body whose last day is not over is left alone."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="for example 2026Q4")
        parser.add_argument("--body", default="", help="address of one body, for example akimat-430000000")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be published, write nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        period, body = _quarter(options["quarter"]), _body(options["body"])
        now = clock.now()
        today = clock.civil_date(now)
        wanted = [pk for pk, _key in silent(today, period_key=period.key, body=body)]
        if options["dry_run"]:
            # What a body has set a time for it publishes itself, unless it is refused then.
            timed = timers_still_tried(now).filter(period_key=period.key).values("body")
            bodies = Body.objects.filter(pk__in=wanted).exclude(pk__in=timed)
            lines = [_foreseen(each, period) for each in bodies.order_by("slug")]
        else:
            publish_silence(now=now, period_key=period.key, body=body)
            made = QuarterVersion.objects.filter(body__in=wanted, period_key=period.key, by_portal=True)
            lines = [_published(version) for version in made.select_related("body").order_by("body__slug")]
        if options["format"] == "json":
            said = {"quarter": period.key, "dry_run": options["dry_run"], "published": lines}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        for line in lines:
            self.stdout.write(f"{line['body']}: {line['opening']} -> {line['closing']}, without news {line['silent']}")
        self.stdout.write(f"{period.key}: {len(lines)} {'to be published' if options['dry_run'] else 'published'}.")


def _foreseen(body: Body, period: Period) -> dict[str, Any]:
    due_on = last_day(body, period)
    rows = rows_of(body, period, before=end_of(due_on)) if due_on else []
    silent_rows = sum(row.is_silent for row in rows)
    return {"body": body.slug, **asdict(balance(row.course for row in rows)), "silent": silent_rows}


def _published(version: QuarterVersion) -> dict[str, Any]:
    names = ("opening", "registered", "received", "reopened", "handed", "claimed", "confirmed", "closed", "closing")
    told = {name: getattr(version, name) for name in (*names, "silent")}
    return {"body": version.body.slug, **told, "version": version.number, "sha256": version.sha256}


def _quarter(text: str) -> Period:
    """2026Q4, or as the portal writes it: 2026-Q4."""
    key = text if "-" in text else f"{text[:4]}-{text[4:]}"
    try:
        period = Period.parse(key)
    except WrongPeriod as wrong:
        raise CommandError(f"There is no quarter {text!r}: write it as 2026Q4.") from wrong
    if period.kind != "quarter":
        raise CommandError(f"{text!r} is no quarter: write it as 2026Q4.")
    return period


def _body(slug: str) -> Body | None:
    if not slug:
        return None
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise CommandError(f"There is no body with the address {slug!r}.")
    return body

"""`manage import_calendar`: read a region's calendar of akims and take what is understood into its plan."""

from __future__ import annotations

import json
from argparse import RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.periods import Period, WrongPeriod
from schedules.services.imports_console import import_at_console
from schedules.workbooks import Reading, ReadRow, guide_to, read_workbook
from schedules.workbooks.sentences import NOTES

KIND = "akim_calendar"


class Command(BaseCommand):
    help = """Read a calendar of akims' meetings of one region and take what is understood into its plan.

Sheets are of districts. A row whose akim, place or day is not told for certain, or that was set aside in the workbook,
is reported and not saved; giving the same workbook again changes nothing.
With --as it is that person's act; without it the portal acts for the operator at the console and no person is named.
With --format json only JSON goes to standard output, everything else to standard error."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the workbook (.xlsx)")
        parser.add_argument("--body", required=True, help="address of the akimat of the region")
        parser.add_argument("--year", required=True, help="the year planned, for example 2027")
        parser.add_argument("--as", dest="email", default="", help="e-mail of the officer or head who imports")
        parser.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
        parser.add_argument(
            "--confirm",
            dest="confirmed",
            action="append",
            default=[],
            choices=list(NOTES),
            help="take rows with this note over all the same: hidden, struck, comment and so on; may be repeated",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--with-skipped", action="store_true", help="JSON as an object: rows, and what was no row or was not read"
        )
        parser.add_argument("--language", choices=["kk", "ru", "en"], default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        with translation.override(options["language"]):
            try:
                self._import(options, today)
            except DomainError as refusal:
                raise CommandError(f"{refusal.code}: {refusal.message}") from refusal

    def _import(self, options: dict[str, Any], today: date) -> None:
        body, period = _body(options["body"], today), _year(options["year"])
        actor = _actor(options["email"], today)
        try:
            with options["file"].open("rb") as source:
                reading = read_workbook(source, period=period, places=guide_to(KIND, body, period, today))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        summary = f"{len(reading.understood)} of {len(reading.rows)} rows understood; nothing was saved."
        if not options["dry_run"]:
            _proposal, outcome = import_at_console(
                body=body,
                reading=reading,
                name=options["file"].name,
                actor=actor,
                today=today,
                kind=KIND,
                confirmed=options["confirmed"],
            )
            summary = f"{len(outcome.made)} added, {outcome.present} there already, {outcome.puzzling} not understood."
        if options["format"] == "json":
            lines: Any = [line_of(row) for row in reading.rows]
            if options["with_skipped"]:
                lines = {"rows": lines, "skipped": [vars(line) for line in reading.skipped]}
            self.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1))
        else:
            self._print(reading)
        self.stderr.write(summary)

    def _print(self, reading: Reading) -> None:
        for row in reading.rows:
            when = ", ".join(day.isoformat() for day in row.dates) or row.period_key or "?"
            at = f" {row.start_time:%H:%M}" if row.start_time else ""
            self.stdout.write(f"{row.sheet}!{row.row}: {row.seat or '?'} {row.territory or '?'} {when}{at}")
            for problem in row.problems:
                self.stdout.write(f"  {problem.cell} {problem.code}: {problem.message}")
            for note in row.notes:
                self.stdout.write(f"  {note.cell or '-'} {note.code}: {note.message}")
        for line in reading.skipped:
            self.stdout.write(f"{line.sheet}!{line.row} {line.why}: {line.written}")


def line_of(row: ReadRow) -> dict[str, Any]:
    """The row as one object of JSON: akim and unit by their codes. What is not understood is null and has a problem.

    Several days, a month or the like, problems, notes and cells that were not read are there only where there are any.
    """
    line: dict[str, Any] = {
        "sheet": row.sheet,
        "row": row.row,
        "akim_of": row.seat or None,
        "unit": row.territory,
        "date": row.dates[0].isoformat() if row.dates else None,
        "time": f"{row.start_time:%H:%M}" if row.start_time else None,
    }
    if row.column:
        line["col"] = row.column
    if len(row.dates) > 1:
        line["more_dates"] = [day.isoformat() for day in row.dates[1:]]
    if row.period_key:
        line["period"] = row.period_key
    if row.problems:
        line["problems"] = [
            {"field": each.field, "cell": each.cell, "code": each.code, "message": each.message}
            | ({"choices": list(each.choices)} if each.choices else {})
            for each in row.problems
        ]
    if row.notes:
        line["notes"] = [{"code": note.code, "cell": note.cell, "message": note.message} for note in row.notes]
    if row.unused:
        line["unused"] = dict(row.unused)
    return line


def _body(slug: str, today: date) -> Body:
    body = Body.objects.in_force(today).regional_akimats().select_related("territory").filter(slug=slug).first()
    if body is None:
        raise CommandError(f"There is no akimat of a region with the address {slug!r}.")
    return body


def _year(key: str) -> Period:
    try:
        period = Period.parse(key)
    except WrongPeriod as error:
        raise CommandError(str(error)) from error
    if period.kind != "year":
        raise CommandError("A calendar is for a year, for example 2027.")
    return period


def _actor(email: str, today: date) -> Actor | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {email!r}.")
    return actor_for(user, today)

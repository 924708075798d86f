"""`manage import_proposals`: read a ministry's workbook and take what is understood into its proposal."""

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
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.periods import Period, WrongPeriod
from schedules.kinds import GRAPH, KINDS
from schedules.models import ImportRow
from schedules.queries.imports import problem_sentence
from schedules.services.imports_console import import_at_console
from schedules.workbooks import Reading, ReadRow, owner_of, place_index, read_workbook
from schedules.workbooks.sentences import NOTES, PROBLEMS


class Command(BaseCommand):
    help = """Read a workbook of meetings and take what is understood into the proposal of a ministry.

Rows that are not understood, or were set aside in the workbook, are reported and not saved; giving the same workbook
again changes nothing.
With --as it is that person's act; without it the portal acts for the operator at the console and no person is named.
With --format json only JSON goes to standard output, everything else to standard error."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the workbook (.xlsx)")
        parser.add_argument("--body", required=True, help="address of the ministry, for example water")
        parser.add_argument("--period", required=True, help="the year, for example 2027")
        parser.add_argument("--kind", choices=list(KINDS), default=GRAPH.key)
        parser.add_argument("--as", dest="email", default="", help="e-mail of the preparer or head who imports")
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
        body, period = _body(options["body"], today), _period(options["period"])
        actor = _actor(options["email"], today)
        try:
            with options["file"].open("rb") as source:
                reading = read_workbook(source, period=period, places=place_index(today), owner=owner_of(body, today))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        later: dict[tuple[str, int, str], dict[str, Any]] = {}
        summary = f"{len(reading.understood)} of {len(reading.rows)} rows understood; nothing was saved."
        if not options["dry_run"]:
            proposal, outcome = import_at_console(
                body=body,
                reading=reading,
                name=options["file"].name,
                actor=actor,
                today=today,
                kind=options["kind"],
                confirmed=options["confirmed"],
            )
            later = _found_while_saving(proposal.imports.latest("pk").rows.puzzling())
            summary = f"{len(outcome.made)} added, {outcome.present} there already, {outcome.puzzling} not understood."
        if options["format"] == "json":
            lines: Any = [line_of(row) | later.get((row.sheet, row.row, row.column), {}) for row in reading.rows]
            if options["with_skipped"]:
                lines = {"rows": lines, "skipped": [vars(line) for line in reading.skipped]}
            self.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1))
        else:
            self._print(reading, later)
        self.stderr.write(summary)

    def _print(self, reading: Reading, later: dict[tuple[str, int, str], dict[str, Any]]) -> None:
        for row in reading.rows:
            told = line_of(row)
            when = ", ".join(told.get("dates", ())) or row.period_key or told.get("error", "")
            self.stdout.write(f"{row.sheet}!{row.row}: {row.territory or '?'} {when} {row.format or '?'}")
            for problem in row.problems:
                self.stdout.write(f"  {problem.cell} {problem.code}: {problem.message}")
            for note in row.notes:
                self.stdout.write(f"  {note.cell or '-'} {note.code}: {note.message}")
            if (row.sheet, row.row, row.column) in later:
                told = later[row.sheet, row.row, row.column]
                self.stdout.write(f"  {told['cell']} {told['official_error']}: {told['message']}")
        for line in reading.skipped:
            self.stdout.write(f"{line.sheet}!{line.row} {line.why}: {line.written}")


def line_of(row: ReadRow) -> dict[str, Any]:
    """The row as one object of JSON. `cell` and `message` are of its first problem, `problems` are the others.

    A name of several places comes with `choices`, the codes to choose from.
    """
    line: dict[str, Any] = {"sheet": row.sheet, "row": row.row, "territory": row.territory, "format": row.format}
    if row.column:
        line["col"] = row.column
    when, place = row.problem("date"), row.problem("place")
    if when is not None:
        line["error"] = when.code
    elif row.dates:
        line["dates"] = [day.isoformat() for day in row.dates]
    else:
        line |= {name: key for name in ("month", "quarter", "half") if (key := getattr(row, name))}
    if place is not None:
        line["territory_error"] = True
    if row.problem("format") is not None:
        line["format_error"] = True
    first = when or place or next(iter(row.problems), None)
    if first is not None:
        line |= {"cell": first.cell, "message": first.message}
    if place is not None and place.code == "ambiguous":
        line["choices"] = list(place.choices)
    if row.notes:
        line["notes"] = row.note_codes
        line["noted"] = [{"code": note.code, "cell": note.cell, "message": note.message} for note in row.notes]
    if row.unused:
        line["unused"] = dict(row.unused)
    others = [problem for problem in row.problems if problem is not first]
    if others or (first is not None and first not in (when, place)):
        line["problems"] = [
            {"field": problem.field, "cell": problem.cell, "code": problem.code, "message": problem.message}
            for problem in (others or row.problems)
        ]
    return line


def _found_while_saving(rows: Any) -> dict[tuple[str, int, str], dict[str, Any]]:
    """Rows whose official is not told for certain: that is seen only when the body's officials are asked."""
    found: dict[tuple[str, int, str], dict[str, Any]] = {}
    row: ImportRow
    for row in rows:
        for problem in row.problems:
            if problem["code"] == "unknown_official":
                sentence = problem_sentence(problem, PROBLEMS)
                found[row.sheet, row.number, row.column] = {
                    "official_error": problem["code"],
                    "cell": problem["cell"] or row.cells.get("place", ""),
                    "message": sentence,
                }
    return found


def _body(slug: str, today: date) -> Body:
    body = Body.objects.in_force(today).filter(slug=slug, kind=BodyKind.MINISTRY).first()
    if body is None:
        raise CommandError(f"There is no ministry with the address {slug!r}.")
    return body


def _period(key: str) -> Period:
    try:
        period = Period.parse(key)
    except WrongPeriod as error:
        raise CommandError(str(error)) from error
    if period.kind != "year":
        raise CommandError("A proposal is for a year, for example 2027.")
    return period


def _actor(email: str, today: date) -> Actor | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {email!r}.")
    return actor_for(user, today)

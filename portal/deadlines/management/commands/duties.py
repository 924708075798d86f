"""`manage duties`: every duty of every act, or those that stand on a day."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.deadlines import queries
from portal.deadlines.errors import LawNotSeeded
from portal.kernel.errors import DomainError
from portal.kit.translated import sentence
from portal.law import catalogue
from portal.law.listing import Standing, duties_on
from portal.law.owner_decisions import SETTLED, Order
from portal.law.printed.lawbook import due_words, lawbook, who
from portal.law.printed.plain import plain_duty, plain_standing


class Command(BaseCommand):
    help = "List the duties of the law: all versions of all, or those that stand on a day, old law included."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="what stands on this day")
        parser.add_argument("--format", choices=("text", "json", "md"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "md":
            if options["on"]:
                raise CommandError("The page of the law shows every version: leave --on out.")
            self.stdout.write(lawbook(), ending="")
            return
        orders = self._orders()
        if options["on"] is None:
            self._print_all(orders, options["format"])
            return
        try:
            standing = duties_on(options["on"], orders)
        except DomainError as refusal:
            raise CommandError(sentence(refusal.message)) from refusal
        self._print_standing(options["on"], standing, orders, options["format"])

    def _orders(self) -> tuple[Order, ...]:
        """Decisions as recorded; those shipped with the portal while nothing is recorded yet."""
        try:
            return queries.orders()
        except (LawNotSeeded, DatabaseError):
            self.stderr.write("The decisions are not in the database: those shipped with the portal are used.")
            return SETTLED

    def _print_all(self, orders: tuple[Order, ...], form: str) -> None:
        if form == "json":
            report = [plain_duty(duty, orders) for duty in catalogue.DUTIES]
            self.stdout.write(json.dumps({"on": None, "duties": report}, ensure_ascii=False))
            return
        for duty in catalogue.DUTIES:
            self.stdout.write(f"{duty.key:12} {duty.act.key:3} {duty.title.en} | {who(duty)} | {due_words(duty)}")

    def _print_standing(self, on: date, standing: tuple[Standing, ...], orders: tuple[Order, ...], form: str) -> None:
        if form == "json":
            report = [plain_standing(each, orders) for each in standing]
            self.stdout.write(json.dumps({"on": on.isoformat(), "duties": report}, ensure_ascii=False))
            return
        for each in standing:
            duty = each.duty
            day = f"next {each.due_on} for {each.rule.period_key}" if each.due_on and each.rule else "no day"
            by = "" if each.is_by_act else " | by decision"
            self.stdout.write(f"{duty.key:12} {duty.act.key:3} {duty.title.en} | {due_words(duty)} | {day}{by}")

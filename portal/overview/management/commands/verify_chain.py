"""`manage verify_chain`: whether the chain of approvals, publications and decisions is whole and true."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from portal.kernel import clock
from portal.overview import services
from portal.overview.queries.chain import fault_words


class Command(BaseCommand):
    help = "Compute every link again and compare it with what it speaks of. Ends with 1 and the first broken link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = services.verify_chain(today=clock.today(), now=clock.now())
        if options["format"] == "json":
            self.stdout.write(
                json.dumps(
                    {
                        "whole": not found.faults,
                        "links": found.verification.links,
                        "head": found.verification.head,
                        "faults": [asdict(fault) for fault in found.faults],
                    },
                    ensure_ascii=False,
                )
            )
        elif not found.faults:
            self.stdout.write(f"The chain is whole: {found.verification.links} links, {found.verification.head}")
        if found.faults:
            first = found.faults[0]
            with override("en"):
                raise CommandError(
                    f"{fault_words(first.code, first.number, first.subject)} Faults in all: {len(found.faults)}."
                )

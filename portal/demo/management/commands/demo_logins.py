"""`manage demo_logins`: who can sign in to the demonstration."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.errors import NoDemonstration
from portal.demo.queries import logins


class Command(BaseCommand):
    help = "Print one login for each role of the demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KEZDESU_DEMO:
            raise CommandError(str(NoDemonstration().message))
        found = logins("en")
        if options["format"] == "json":
            rows = [
                {name: row[name] for name in ("role", "email", "password", "name", "body")}
                for row in map(asdict, found)
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for login in found:
            self.stdout.write(f"{login.role_name:<22} {login.email:<36} {login.password}  {login.body}")

"""`manage create_administrator`: the first person who can let others in."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import Language
from portal.bodies.models import Body
from portal.bodies.services import appoint_first_administrator
from portal.kernel import clock
from portal.kernel.errors import Invalid


class Command(BaseCommand):
    help = (
        "Make an administrator. The password is read from standard input with --password-stdin; without it the person "
        "gets a letter with a link that sets one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--body", required=True, help="address of the body, for example government-apparatus")
        parser.add_argument("--language", choices=Language.values, default=Language.KAZAKH)
        parser.add_argument("--password-stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        body = Body.objects.in_force(today).filter(slug=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body with the address {options['body']!r}.")
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        if password == "":
            raise CommandError("The password on standard input is empty.")
        try:
            grant = appoint_first_administrator(
                email=options["email"],
                full_name=options["name"],
                language=options["language"],
                body=body,
                password=password,
                today=today,
            )
        except Invalid as refusal:
            lines = [str(message) for messages in refusal.errors.values() for message in messages]
            raise CommandError(" ".join(lines)) from refusal
        self.stdout.write(f"Administrator: {grant.user.email}, {grant.body.slug}, from {grant.starts_on.isoformat()}")

"""`manage rebuild_totals`: count every total of the record again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.deadlines import services
from portal.kernel import clock


class Command(BaseCommand):
    help = "Count every total of the record again. Pages go on with the old numbers meanwhile; a kill does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        counted = services.rebuild_totals(on=clock.today(), now=clock.now())
        self.stdout.write(f"{counted} totals counted.")

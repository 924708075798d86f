from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from portal.deadlines.rules.sweep_ping import is_ping_address


class DeadlinesConfig(AppConfig):
    name = "portal.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        checks.register(ping_address)


def ping_address(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[checks.CheckMessage]:
    """What is asked after a sweep must be an address of the web, or nothing."""
    address = settings.KEZDESU_PING_URL
    if address and not is_ping_address(address):
        said = "KEZDESU_PING_URL is not an http or https address."
        return [checks.Error(said, hint="Give the address of your monitor, or leave it empty.", id="deadlines.E001")]
    return []

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        checks.register(exempt_domains, checks.Tags.security)


def exempt_domains(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[checks.CheckMessage]:
    """Published logins may skip the second step only where the demonstration runs."""
    if settings.KEZDESU_EXEMPT_DOMAINS and not settings.KEZDESU_DEMO:
        said = "KEZDESU_EXEMPT_DOMAINS names logins that need no second step, but this is not the demonstration."
        return [checks.Error(said, hint="Leave KEZDESU_EXEMPT_DOMAINS empty.", id="accounts.E001")]
    return []

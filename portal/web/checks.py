"""What `manage check --deploy` looks for beside the framework's own list."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from portal.accounts.models import User

#: Domain of the demonstration's logins, whose password is published.
DEMO_DOMAIN = "kezdesu.example"


@register(Tags.security, deploy=True)
def no_demonstration(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A database that once held the demonstration lets in whoever read the README."""
    if settings.KEZDESU_DEMO:
        return [Error("The demonstration is switched on.", hint="Use portal.settings.prod.", id="kezdesu.E001")]
    try:
        logins = User.objects.filter(email__iendswith=f"@{DEMO_DOMAIN}").count()
    except DatabaseError:
        return [checks.Warning("The database could not be asked for logins of the demonstration.", id="kezdesu.W001")]
    if not logins:
        return []
    return [
        Error(
            f"{logins} logins of the demonstration are in the database; their password is published.",
            hint="Production begins with an empty database: do not reuse one that was filled with load_demo.",
            id="kezdesu.E002",
        )
    ]

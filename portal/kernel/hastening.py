"""The clock of a rig, which lives through two months in minutes: asked for by settings, impossible in production."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from portal.kernel import clock


def obey() -> None:
    """Hasten this process when its settings say so. Raises ImproperlyConfigured where invented data has no place."""
    if not settings.KEZDESU_CLOCK:
        return
    if not settings.KEZDESU_DEMO:
        raise ImproperlyConfigured("KEZDESU_CLOCK is for rigs: this portal lives by the real clock.")
    try:
        face = clock.Hastened.parse(settings.KEZDESU_CLOCK)
    except ValueError as fault:
        raise ImproperlyConfigured(f"KEZDESU_CLOCK cannot be read: {fault}") from fault
    clock.hasten(face)


@register(Tags.security, deploy=True)
def real_clock(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Days of law counted by a hastened clock would be nobody's days."""
    if not settings.KEZDESU_CLOCK:
        return []
    return [Error("The clock is hastened.", hint="Leave KEZDESU_CLOCK out of the environment.", id="kezdesu.E003")]

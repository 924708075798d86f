"""What is said after reminding several ministries at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext


def tell_reminded(request: HttpRequest, count: int, *, nobody: str) -> None:
    """How many reminders are on their way; `nobody` when there was none left to remind."""
    if not count:
        messages.info(request, nobody)
        return
    text = ngettext(
        "The reminder to %(count)s ministry is on its way.",
        "Reminders to %(count)s ministries are on their way.",
        count,
    )
    messages.success(request, text % {"count": count})

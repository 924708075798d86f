"""What the frame around every page needs: languages, the menu of the public, and in the workspace its rail."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.contrib.messages import constants, get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy

from portal.bodies.permissions import WorkspaceRequest
from portal.web.rail import menu_link, person_of, rail, who

#: Each language in its own words: short name, and the name read out, which begins with what is seen.
LANGUAGES = {"kk": ("Қаз", "Қаз, қазақша"), "ru": ("Рус", "Рус, на русском"), "en": ("Eng", "Eng, in English")}

NAV = (
    ("meetings:calendar", pgettext_lazy("menu", "Calendar")),
    ("questions:questions", pgettext_lazy("menu", "Questions")),
    ("issues:issues", pgettext_lazy("menu", "Issues")),
    ("schedules:index", pgettext_lazy("menu", "Schedule of meetings")),
    ("deadlines:board", pgettext_lazy("menu", "Deadlines")),
    ("overview:bodies", pgettext_lazy("menu", "Bodies and territories")),
    ("web:open_data", pgettext_lazy("menu", "Open data")),
)
#: How a message of the framework looks: tone of the notice, and its icon.
_TONES = {
    constants.SUCCESS: ("ok", "check"),
    constants.WARNING: ("warn", "warning"),
    constants.ERROR: ("danger", "warning"),
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page. Only a workspace page looks at the session, when its frame is printed."""
    code = get_language() or settings.LANGUAGE_CODE
    context: dict[str, Any] = {
        "home_url": reverse("web:home"),
        "languages": languages(request, code),
        "nav": public_nav(request, code),
    }
    if getattr(request, "workspace", False):
        person = cache(lambda: person_of(cast(WorkspaceRequest, request)))
        context["rail"] = SimpleLazyObject(lambda: rail(request, code, person()))
        context["who"] = SimpleLazyObject(lambda: who(person()))
        context["messages"] = SimpleLazyObject(lambda: list(_messages(request)))
    elif request.resolver_match is not None:
        # A workspace page has no place in a search engine, and an address that leads nowhere has no translations.
        context["alternates"] = [
            {"code": link["code"], "address": request.build_absolute_uri(link["url"])} for link in context["languages"]
        ]
    return context


def languages(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The same page, with its query, in each language; the front page when the address carries no language."""
    path = request.get_full_path()
    prefix, _slash, rest = path.removeprefix("/").partition("/")
    if prefix not in LANGUAGES:
        rest = ""
    return [
        {"code": code, "short": short, "label": label, "url": f"/{code}/{rest}", "current": code == current}
        for code, (short, label) in LANGUAGES.items()
    ]


def public_nav(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """The main menu; an entry is current on its page and on the pages below it."""
    return [{"label": label, **menu_link(request, code, name)} for name, label in NAV]


def _messages(request: HttpRequest) -> Iterable[dict[str, Any]]:
    for message in get_messages(request):
        tone, icon = _TONES.get(message.level, ("", "info"))
        yield {"tone": tone, "icon": icon, "text": message.message}

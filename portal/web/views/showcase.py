"""The component page: every component in real use, for whoever builds or checks a screen."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.http import public_page
from portal.kit.paging import paginate
from portal.kit.templatetags.kit import SPRITE
from portal.kit.translated import Words
from portal.overview.queries.home import Tile
from portal.web.forms import ShowcaseForm

#: Invented counts of meetings; names as the map shows them, in Kazakh in every language of this page.
_TILES = (
    ("59", "Солтүстік Қазақстан облысы", "СҚО", "СҚО", 14),
    ("27", "Батыс Қазақстан облысы", "БҚО", "БҚО", 9),
    ("15", "Ақтөбе облысы", "Ақтөбе", "Ақт", 22),
    ("39", "Қостанай облысы", "Қостанай", "Қос", 36),
    ("11", "Ақмола облысы", "Ақмола", "Ақм", 18),
    ("55", "Павлодар облысы", "Павлодар", "Пав", 12),
    ("10", "Абай облысы", "Абай", "Абай", 7),
    ("63", "Шығыс Қазақстан облысы", "ШҚО", "ШҚО", 20),
    ("23", "Атырау облысы", "Атырау", "Аты", 11),
    ("62", "Ұлытау облысы", "Ұлытау", "Ұлы", 0),
    ("71", "Астана қаласы", "Астана", "Аст", 8),
    ("35", "Қарағанды облысы", "Қарағанды", "Қар", 52),
    ("33", "Жетісу облысы", "Жетісу", "Жет", 6),
    ("47", "Маңғыстау облысы", "Маңғыстау", "Маң", 5),
    ("43", "Қызылорда облысы", "Қызылорда", "Қыз", 27),
    ("61", "Түркістан облысы", "Түркістан", "Түр", 61),
    ("31", "Жамбыл облысы", "Жамбыл", "Жам", 19),
    ("19", "Алматы облысы", "Алматы облысы", "Алм.о", 26),
    ("79", "Шымкент қаласы", "Шымкент", "Шым", 10),
    ("75", "Алматы қаласы", "Алматы қ.", "Алм.қ", 13),
)
_CITIES = ("71", "75", "79")
_STEPS = (0, 10, 20, 40)

_TAGS = (
    ("", "document", pgettext_lazy("state", "Draft")),
    ("info", "clock", pgettext_lazy("state", "Under agreement")),
    ("info", "check", pgettext_lazy("state", "Agreed")),
    ("ok", "law", pgettext_lazy("state", "Approved")),
    ("ok", "document", pgettext_lazy("state", "Published")),
    ("warn", "sync", pgettext_lazy("state", "Returned for revision")),
    ("danger", "cancelled", pgettext_lazy("state", "Rejected")),
    ("danger", "warning", pgettext_lazy("state", "Overdue")),
)
_NOTICES = (
    ("", gettext_lazy("Something everyone should know.")),
    ("ok", gettext_lazy("The schedule is published.")),
    ("warn", gettext_lazy("Two days are left.")),
    ("danger", gettext_lazy("The file could not be read: there is no date in line 3.")),
)
_DAY = date.fromisoformat("2027-03-18")
_TITLE = "Су ресурстары және ирригация министрі\u00a0– Қызылорда облысының тұрғындарымен"


@public_page
def components(request: HttpRequest) -> HttpResponse:
    """Only where the demonstration or debugging is on."""
    if not (settings.DEBUG or settings.KEZDESU_DEMO):
        raise Http404
    refused = ShowcaseForm({"day": "31.02.2027", "format": "on_site"}, auto_id="bad_%s")
    context: dict[str, Any] = {
        "crumbs": [(gettext("Components"), None)],
        "tags": _TAGS,
        "notices": _NOTICES,
        "day": _DAY,
        "periods": [Period.parse(key) for key in ("2027", "2027-H1", "2026-Q4", "2027-03")],
        "borrowed": Words("Хлопок в Туркестанской области", "ru", is_fallback=True),
        "rows": _agenda(),
        "tiles": _tiles(request.path),
        "legend": [(0, "0"), (1, "1–10"), (2, "11–20"), (3, "21–40"), (4, gettext("41 and more"))],
        "tabs": [
            {"url": "?", "label": gettext("All"), "count": 27, "current": True},
            {"url": "?late=1", "label": gettext("Overdue"), "count": 3, "current": False},
        ],
        "page": paginate(request, range(1, 24), per_page=2),
        "blank_form": ShowcaseForm(auto_id="good_%s"),
        "refused_form": refused,
        "icons": icon_names(),
        "days": _week(),
    }
    return render(request, "web/components.html", context)


def _kazakh(text: str) -> Words:
    """Content that the page has in Kazakh alone."""
    return Words(text, "kk", is_fallback=get_language() != "kk")


def _agenda() -> list[dict[str, Any]]:
    common = {"url": "#agenda", "title": _kazakh(_TITLE)}
    return [
        {**common, "on": _DAY, "time": time(11), "place": _kazakh("Қызылорда қаласы"), "format": gettext("On site")},
        {
            **common,
            "on": _DAY,
            "off": True,
            "time": time(15),
            "tag_kind": "danger",
            "tag_icon": "cancelled",
            "tag_text": gettext("Will not take place"),
        },
        {**common, "on": None, "span": formats.period_name("2027-Q1"), "place": _kazakh("Қызылорда облысы")},
    ]


def _tiles(path: str) -> list[Tile]:
    return [
        Tile(
            code=code,
            url=f"{path}?place={code}",
            name=_kazakh(name),
            short=short,
            tiny=tiny,
            count=count,
            words=ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count},
            step=sum(count > bound for bound in _STEPS),
            city=code in _CITIES,
        )
        for code, name, short, tiny, count in _TILES
    ]


def _week() -> list[date]:
    """A week, to show the head of a month table."""
    monday = date.fromisocalendar(_DAY.year, _DAY.isocalendar().week, 1)
    return [date.fromordinal(monday.toordinal() + offset) for offset in range(7)]


@cache
def icon_names() -> tuple[str, ...]:
    """Names of the sprite's icons, in its order."""
    path = finders.find(SPRITE)
    assert path is not None
    return tuple(re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24"', Path(path).read_text(encoding="utf-8")))

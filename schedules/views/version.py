"""Public pages of versions: each one for ever, and the difference of any two."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.files.queries import link
from portal.kit.asked import PAGED
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from schedules.kinds import Kind, filled
from schedules.models import Schedule, ScheduleVersion
from schedules.queries.since import with_since
from schedules.queries.version_entries import FrozenEntry
from schedules.queries.version_list import announced_on, published_versions, version_difference, version_lines
from schedules.rules import canonical


@public_page(kept=Kept(PAGED, topics=(MEETINGS,)))
def version(request: HttpRequest, kind: Kind, year: str, version: int, slug: str = "") -> HttpResponse:
    """What was approved then, word for word, with its act and hash; and what became of its meetings since."""
    found = _published(kind, slug, year, version)
    lines = version_lines(found.schedule.kind, found.schedule.body_id, year)
    line = next(each for each in lines if each.version.number == version)
    act_file = found.schedule.act_file
    page = paginate(request, [FrozenEntry(entry) for entry in found.content["entries"]])
    context = {
        "version": found,
        "schedule": found.schedule,
        "line": line,
        "last": lines[0].version.number,
        "announced_on": announced_on(found),
        "page": page,
        "rows": with_since(found, list(page)),
        "entry_count": len(found.content["entries"]),
        "act_url": link(act_file) if act_file is not None else "",
        "title": filled(kind.words.version, {"year": year, "number": version}),
        "crumbs": _crumbs(found.schedule, _("Version %(number)s") % {"number": version}),
        "base": found.schedule.get_absolute_url(),
        "year": year,
        "words": kind.words,
        "json_name": json_name(kind, slug, year, version),
    }
    return render(request, "schedules/version.html", context)


@public_page
def version_json(request: HttpRequest, kind: Kind, year: str, version: int, slug: str = "") -> HttpResponse:
    """The content byte for byte as it was hashed: canonical JSON in UTF-8."""
    response = HttpResponse(canonical(_published(kind, slug, year, version).content), content_type="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="{json_name(kind, slug, year, version)}"'
    return response


@public_page(kept=Kept(PAGED, topics=(MEETINGS,)))
def differences(request: HttpRequest, kind: Kind, year: str, first: int, second: int, slug: str = "") -> HttpResponse:
    """What the later version says otherwise than the earlier one."""
    if first > second:
        in_order = kind.pages.differences.url(slug=slug, year=year, first=second, second=first)
        return redirect(in_order, permanent=True)
    if first == second:
        raise Http404
    before, after = _published(kind, slug, year, first), _published(kind, slug, year, second)
    view = version_difference(before, after)
    context = {
        "before": before,
        "after": after,
        "difference": view,
        "page": paginate(request, view.changes),
        "title": filled(kind.words.differences, {"year": year, "first": first, "second": second}),
        "crumbs": _crumbs(after.schedule, _("Versions %(first)s and %(second)s") % {"first": first, "second": second}),
        "base": after.schedule.get_absolute_url(),
        "year": year,
    }
    return render(request, "schedules/differences.html", context)


def json_name(kind: Kind, slug: str, year: str, number: int) -> str:
    """How the content is called when it is taken away."""
    return "-".join(filter(None, [kind.file_word, slug, year, f"v{number}.json"]))


def _published(kind: Kind, slug: str, year: str, number: int) -> ScheduleVersion:
    body = get_object_or_404(Body, slug=slug) if slug else None
    chain = published_versions(kind.key, body.pk if body else None, year)
    found = chain.filter(number=number).select_related("schedule__act_file", "schedule__body").first()
    if found is None:
        raise Http404
    return found


def _crumbs(schedule: Schedule, last: str) -> list[tuple[str, str | None]]:
    crumbs: list[tuple[str, str | None]] = [(_("Schedules of meetings"), reverse("schedules:index"))]
    if schedule.body is not None:
        crumbs.append((schedule.body.short, schedule.body.get_absolute_url()))
    return [*crumbs, (schedule.period_key, schedule.get_absolute_url()), (last, None)]

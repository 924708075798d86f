"""A month recorded at once: its workbook is taken away, filled in, brought back, looked at, and recorded by a job."""

from __future__ import annotations

import re
from datetime import date
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings.queries.held import to_record
from meetings.querysets import MeetingQuerySet
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.holding.forms.month import Entry, WorkbookForm, check_month
from portal.holding.services.month import KIND, start_month
from portal.holding.workbooks import MonthReading, read_month, write_month
from portal.jobs.queries import given_and_left
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.documents import CONTENT_TYPES
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.sheets.refusals import Unreadable
from schedules.querysets import PLANNING_ROLES

#: Meetings of one workbook, and months that are offered.
MOST_ROWS, MONTHS = 1_000, 12
_MONTH = re.compile(r"2[0-9]{3}-(?:0[1-9]|1[0-2])")
_SEEN = re.compile(r"([0-9]{4}-[0-9]{6}):([0-9]{1,6})")


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def month(request: WorkspaceRequest) -> HttpResponse:
    """Sent with a workbook it shows each row as it is understood; sent once more with the button, has it recorded."""
    actor = request.actor
    _require_planner(actor)
    chosen = _month(request.POST.get("month") or request.GET.get("month", ""), actor.on)
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    context: dict[str, object] = {"form": form}
    if is_sent and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if request.POST.get("act") == "confirm":
                seen = _seen(request.POST.get("seen", ""))
                started = start_month(upload=upload, seen=seen, month=chosen.key, actor=actor)
                return redirect(started.get_absolute_url())
            context |= _looked_at(upload, actor)
        except Invalid as refused:
            add_refusal(form, refused)
        except Unreadable as refused:
            form.add_error("file", str(refused.message))
    context |= {
        "month": chosen,
        "months": _months(actor),
        "waiting": _waiting(actor, chosen).count(),
        "left": given_and_left(actor, KIND),
        "title": pgettext("page", "Record a whole month"),
    }
    return render(request, "holding/month.html", context, status=422 if form.errors else 200)


@require_safe
@workspace_view
def month_xlsx(request: WorkspaceRequest, month: str) -> HttpResponse:
    """The meetings of the month that are over and not recorded, in the language of the page."""
    actor = request.actor
    _require_planner(actor)
    chosen = Period.parse(month)
    title = _("Held meetings to record: %(month)s") % {"month": formats.period_name(chosen)}
    content = write_month(_waiting(actor, chosen)[:MOST_ROWS], title=title, made_on=actor.on)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="meetings-{chosen.key}.xlsx"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _looked_at(upload: UploadedFile, actor: Actor) -> dict[str, object]:
    """What is understood of the workbook, and what of it is not used. Nothing is saved. Raises Unreadable."""
    reading: MonthReading = read_month(cast("BinaryIO", upload))
    entries: list[Entry] = check_month(reading.lines, actor=actor)
    ready = [entry for entry in entries if entry.is_ready]
    return {
        "entries": entries,
        "ready": ready,
        "wrong": [entry for entry in entries if entry.problems],
        "done": [entry for entry in entries if entry.is_done],
        "empty": len(reading.lines) - len(entries),
        "unused": reading.unused[:MOST_ROWS],
        "seen": ",".join(f"{entry.meeting.number}:{entry.meeting.sequence}" for entry in ready if entry.meeting),
        "is_looked_at": True,
    }


def _seen(text: str) -> dict[str, int]:
    """Which rows were ready, as the page said them; whoever writes another number only gets a refusal."""
    return {number: int(sequence) for number, sequence in _SEEN.findall(text)[:MOST_ROWS]}


def _require_planner(actor: Actor) -> None:
    if not actor.bodies(*PLANNING_ROLES):
        raise Http404


def _month(asked: str, today: date) -> Period:
    """The one that is asked for, else the running one."""
    return Period.parse(asked if _MONTH.fullmatch(asked) else f"{today:%Y-%m}")


def _waiting(actor: Actor, chosen: Period) -> MeetingQuerySet:
    found = to_record(actor, actor.on).filter(span_end__gt=chosen.start, span_start__lt=chosen.end)
    return found.order_by("span_start", "start_time", "number")


def _months(actor: Actor) -> list[Period]:
    """Months in which something waits, the last first, and the running one."""
    starts = to_record(actor, actor.on).order_by().values_list("span_start", flat=True).distinct()
    keys = {f"{day:%Y-%m}" for day in starts} | {f"{actor.on:%Y-%m}"}
    return [Period.parse(key) for key in sorted(keys, reverse=True)[:MONTHS]]

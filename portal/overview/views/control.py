"""The control desk, and what is done from it: reminding many bodies, trying letters again, taking evidence files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines.querysets import sees_all
from portal.kernel import clock
from portal.kernel.folding import composed
from portal.kit import formats
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.notices.queries import undelivered
from portal.notices.services import try_again
from portal.overview import services
from portal.overview.documents.files import OFFICIAL, start_files
from portal.overview.forms import GroupForm
from portal.overview.permissions import can_control, can_remind_all, can_see_mail, can_take_files
from portal.overview.queries.control import Scope, control, scope_of
from portal.overview.queries.control.files import file_rows
from portal.overview.queries.control.tabs import control_tabs

#: Letters shown at once; trying them again is for the same ones.
_LETTERS = 50
#: Bodies named on the page that asks whether to remind them.
_NAMED = 100
_YEARS = 3


def _scope(request: WorkspaceRequest) -> Scope:
    """What the person controls. Raises NotAllowed when it is nothing."""
    scope = scope_of(request.actor)
    can_control(scope.regions).require()
    return scope


@require_safe
@workspace_view
def control_desk(request: WorkspaceRequest) -> HttpResponse:
    """Where bodies are late, what comes, what stands, what did not arrive, and whether the portal works."""
    scope, actor, now = _scope(request), request.actor, clock.now()
    desk = control(scope, actor, now)
    letters = undelivered(now)[: _LETTERS + 1] if desk.sees_mail else []
    context = {
        "desk": desk,
        "today": actor.on,
        "letters": letters[:_LETTERS],
        "has_more_letters": len(letters) > _LETTERS,
        "may_try": actor.is_administrator,
        "tabs": control_tabs(actor, "control"),
    }
    return render(request, "overview/control.html", context)


@workspace_view
def control_remind(request: WorkspaceRequest) -> HttpResponse:
    """Say which bodies would be reminded, then remind them: once a day each."""
    actor, today = request.actor, clock.today()
    can_remind_all(actor).require()
    form = GroupForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        raise Http404
    group = form.group()
    if request.method == "POST":
        done = services.remind_group(group=group, actor=actor, today=today)
        if done.now:
            sent = ngettext(
                "The reminder goes out about %(count)s duty.", "The reminder goes out about %(count)s duties.", done.now
            )
            messages.success(request, sent % {"count": formats.number(done.now)})
        else:
            messages.info(request, _("They were reminded today already."))
        return HttpResponseRedirect(reverse("overview:control"))
    rows = list(group.open().select_related("body").order_by("body__slug", "pk")[: _NAMED + 1])
    total = len(rows) if len(rows) <= _NAMED else group.open().count()
    reminded = group.reminded(today).count()
    context = {
        "group": group,
        "form": form,
        "rows": rows[:_NAMED],
        "total": total,
        "reminded": reminded,
        "left": total - reminded,
        "unnamed": max(0, total - _NAMED),
    }
    return render(request, "overview/control_remind.html", context)


@require_POST
@workspace_view
def control_try_again(request: WorkspaceRequest) -> HttpResponse:
    """Send letters that did not arrive once more: the one named, or all that are shown."""
    actor, now = request.actor, clock.now()
    can_see_mail(actor).require()
    asked = request.POST.get("letter", "")
    shown = undelivered(now)[:_LETTERS]
    chosen = [row.letter_id for row in shown if asked in ("", str(row.letter_id))]
    count = try_again(letter_ids=chosen, actor=actor, now=now) if chosen else 0
    if count:
        sent = ngettext("%(count)s letter is sent again.", "%(count)s letters are sent again.", count)
        messages.success(request, sent % {"count": formats.number(count)})
    else:
        messages.info(request, _("There is nothing to send again."))
    return HttpResponseRedirect(reverse("overview:control"))


@require_safe
@workspace_view
def control_files(request: WorkspaceRequest) -> HttpResponse:
    """Bodies with their evidence files."""
    scope, sought = _scope(request), composed(request.GET.get("q", "")).strip()[:100]
    page = paginate(request, file_rows(scope, sought))
    context = {
        "page": page,
        "sought": sought,
        # Whoever controls a part of the country, or approves, reads what everybody may read.
        "is_whole": sees_all(request.actor),
        "years": _years(),
        "tabs": control_tabs(request.actor, "control_files"),
    }
    return render(request, "overview/control_files.html", context)


@require_POST
@workspace_view
def control_files_make(request: WorkspaceRequest) -> HttpResponse:
    """Have the evidence files of all ministries for a year made aside, a piece of work for each."""
    actor, today = request.actor, clock.today()
    can_take_files(actor).require()
    asked, language = request.POST.get("year", ""), get_language()
    year = next((year for year in _years() if str(year) == asked), None)
    if year is None:
        raise Http404
    jobs = start_files(
        year=year, language=language if language in OFFICIAL else OFFICIAL[0], user=actor.user, today=today
    )
    made = ngettext(
        "The file of %(count)s ministry is being made.", "The files of %(count)s ministries are being made.", jobs
    )
    messages.success(request, made % {"count": formats.number(jobs)})
    return HttpResponseRedirect(reverse("jobs:index"))


def _years() -> list[int]:
    """Years whose files are offered: the running one and those before it."""
    this = clock.today().year
    return [this - back for back in range(_YEARS)]

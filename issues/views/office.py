"""Issues of the bodies of this person, or of those overseen: what presses first; the same for all that are ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from issues.forms.office import NEWS, NOTHING, ListForm, ManyForm
from issues.models import IssueTopic
from issues.queries import office
from issues.queries.office import TABS, Tab
from issues.services.mass import MOST_AT_ONCE, news_of_many, nothing_of_many, term_of_many
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit.forms import add_refusal, typed_texts
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.querysets import PLANNING_ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_issues(request: WorkspaceRequest) -> HttpResponse:
    """At most fifteen statements, however much there is. A whole number in the box leads to its page."""
    actor, usual = request.actor, office.usual_scope(request.actor)
    topics = list(IssueTopic.objects.select_related("parent").order_by("position", "id"))
    form = ListForm(request.GET, topics=topics, regions=office.regions_to_choose(actor), usual=usual)
    if found := office.found_by_number(actor, form.cleaned_data.get("q", "")):
        return redirect("issues:work_issue", found.number)
    tab = Tab(request.GET["tab"]) if request.GET.get("tab") in list(Tab) else Tab.OPEN
    many = ManyForm(request.POST) if request.method == "POST" else ManyForm()
    if request.method == "POST" and (done := _done(request, many)):
        messages.success(request, done)
        return redirect(request.get_full_path())
    asked = form.asked(tab)
    page = paginate(request, office.rows_asked(actor, asked).with_names()[: office.MOST_ROWS], MOST_AT_ONCE)
    rows = office.rows_of(page, actor)
    may_tick = any(row.may_work for row in rows) and tab in (Tab.OPEN, Tab.LATE, Tab.SILENT)
    context: dict[str, Any] = {
        "form": form,
        "many": many,
        "ticked": set(request.POST.getlist("numbers")),
        "tab": tab,
        "tabs": _tabs(asked, usual, office.counts(actor, asked.scope)),
        "works": bool(actor.bodies(*PLANNING_ROLES)),
        "oversees": usual == office.Scope.READ,
        "is_own": asked.scope == office.Scope.OWN,
        "page": page,
        "rows": rows,
        "may_tick": may_tick,
        # Where nothing is left to be ticked the form is gone.
        "typed": [] if may_tick else typed_texts(ManyForm, request.POST),
        "is_filtered": any(value for value in form.cleaned_data.values()),
        "title": _("Issues"),
    }
    status = NotAllowed.status if many.has_error(NON_FIELD_ERRORS, NotAllowed.code) else Invalid.status
    return render(request, "issues/work_issues.html", context, status=status if many.errors else 200)


def _tabs(asked: office.Asked, usual: office.Scope, counts: dict[Tab, int | None]) -> list[dict[str, Any]]:
    here = reverse("issues:work_issues")
    more = f"&scope={asked.scope}" if asked.scope != usual else ""
    more += f"&region={asked.region}" if asked.region is not None else ""
    return [
        {"label": label, "url": f"{here}?tab={tab}{more}", "current": tab == asked.tab, "count": counts[tab]}
        for tab, label in TABS.items()
    ]


def _done(request: WorkspaceRequest, form: ManyForm) -> str:
    """What is said of an act upon many; "" when it was refused, with the reasons at its fields."""
    if not form.is_valid():
        return ""
    typed, versions = form.cleaned_data, form.versions()
    said: dict[str, Any] = {
        "versions": versions,
        "actor": request.actor,
        "today": request.actor.on,
        "now": clock.now(),
    }
    kk, ru = typed["words_kk"], typed["words_ru"]
    try:
        if typed["what"] == NEWS:
            news_of_many(note_kk=kk, note_ru=ru, **said)
        elif typed["what"] == NOTHING:
            nothing_of_many(reason_kk=kk, reason_ru=ru, **said)
        else:
            term_of_many(due_on=typed["due_on"], reason_kk=kk, reason_ru=ru, **said)
    except Invalid as refusal:
        names = {f"{name}_{language}": f"words_{language}" for name in ("note", "reason") for language in ("kk", "ru")}
        add_refusal(form, refusal, {**names, "numbers": ""})
        return ""
    except (Conflict, NotAllowed) as refusal:
        form.add_error(None, ValidationError(str(refusal.message), code=type(refusal).code))
        return ""
    count = len(versions)
    return ngettext("%(count)d issue is changed.", "%(count)d issues are changed.", count) % {"count": count}

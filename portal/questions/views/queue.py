"""What people sent to the offices of this person, to be judged and judged; and who looked at who asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.questions.forms.queue import QueueForm
from portal.questions.permissions import can_see_looks
from portal.questions.queries import queue as asked
from portal.questions.queries.looks import looks

PER_PAGE = 25


@require_safe
@workspace_view
def work_questions(request: WorkspaceRequest) -> HttpResponse:
    """At most thirteen statements, however much there is. A number in the box leads to its page."""
    actor = request.actor
    form = QueueForm(request.GET, places=asked.places(actor))
    if found := asked.found_by_number(actor, form.cleaned_data.get("q", "")):
        return redirect("questions:work_question", found.number)
    tab = asked.Tab(request.GET["tab"]) if request.GET.get("tab") in list(asked.Tab) else asked.Tab.WAITING
    page = paginate(request, asked.keys(actor, form.asked(tab)), PER_PAGE)
    counts = asked.counts(actor)
    here = reverse("questions:work_questions")
    context = {
        "form": form,
        "tab": tab,
        "tabs": [
            {
                "label": label,
                "url": f"{here}?tab={each}" if each != asked.Tab.WAITING else here,
                "current": each == tab,
                "count": counts[each] if each != asked.Tab.ALL else None,
            }
            for each, label in asked.TABS.items()
            if each != asked.Tab.REMOVAL or counts[each] or tab == each
        ],
        "page": page,
        "rows": asked.rows(page, actor.on),
        "is_filtered": any(value for name, value in form.cleaned_data.items()),
        "sees_looks": bool(can_see_looks(actor)),
        "title": _("Questions and demands of people"),
    }
    return render(request, "questions/work_questions.html", context)


@require_safe
@workspace_view
def work_looks(request: WorkspaceRequest) -> HttpResponse:
    """Who looked at who asked, when and why; of those who asked nothing is shown."""
    can_see_looks(request.actor).require()
    context = {"page": paginate(request, looks(request.actor)), "title": _("Who looked at who asked")}
    return render(request, "questions/work_looks.html", context)

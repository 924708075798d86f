"""What is done above the regions: recorded by the body that does it, read by everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from issues.choices import HighKind
from issues.forms.upward import HighForm
from issues.models import HighAct
from issues.queries.high import high_act, high_acts, high_lines, high_of
from issues.services.high import record_high
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit import asked
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_high(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """One kind of act; 404 to whose body does not do it."""
    actor = request.actor
    body = dict(high_of(actor)).get(HighKind(kind)) if kind in HighKind.values else None
    if body is None:
        raise Http404
    form = HighForm(request.POST if request.method == "POST" else None, is_yearly=kind == HighKind.EVALUATION)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            act = record_high(
                kind=kind,
                body=body,
                period_key=said["period_key"],
                on=said["on"],
                number=said["number"],
                text_kk=said["text_kk"],
                text_ru=said["text_ru"],
                actor=actor,
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is recorded, with what the portal knows today."))
            return redirect(act)
    context = {"form": form, "kind": HighKind(kind), "body": body}
    return render(request, "issues/high_work.html", context, status=Invalid.status if form.errors else 200)


@public_page(kept=Kept(topics=(MEETINGS, ISSUES)))
def acts(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": [*_upward(), (_("Above the regions"), None)],
        "rows": high_acts(),
    }
    return render(request, "issues/high_acts.html", context)


@public_page(kept=Kept({"page": asked.page}, topics=(MEETINGS, ISSUES)))
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """With the whole of its frozen list, turned over. Four statements at most."""
    try:
        found = high_act(pk)
    except HighAct.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    crumbs = [
        *_upward(),
        (_("Above the regions"), reverse("issues:high_acts")),
        (found.get_kind_display(), None),
    ]
    page = paginate(request, found.content.get("rows", []))
    context = {"act": found, "page": page, "lines": high_lines(found, list(page.object_list)), "crumbs": crumbs}
    return render(request, "issues/high_act.html", context)


def _upward() -> list[tuple[str, str | None]]:
    return [
        (pgettext("page", "Issues"), reverse("issues:issues")),
        (_("Systemic problems"), reverse("issues:packages")),
    ]

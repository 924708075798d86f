"""One issue in the workspace: the whole of it, and every act upon it, each with a form of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from issues.errors import CHANGED, CLAIMED, NOT_PUBLIC, PENDING
from issues.forms.working import ActForm
from issues.queries import work
from issues.views.act import Page
from issues.views.acts import GROUPS, OFFICE_ACTS
from issues.views.claim_acts import CLAIM_ACTS
from issues.views.quarters import QUARTER
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit.forms import add_refusal, sent_again, typed_texts
from portal.kit.http import workspace_view

ACTS = {**OFFICE_ACTS, **CLAIM_ACTS}
#: The quarter from which somebody came, as its page writes it into the address: body, quarter, page of the rows.
_QUARTER = re.compile(rf"([-a-z0-9]{{1,60}})/({QUARTER})/([1-9][0-9]{{0,3}})", re.ASCII)
#: After these what was typed is shown again, beside what stands now.
_MEANWHILE = (CHANGED, CLAIMED, PENDING, NOT_PUBLIC)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_issue(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Whoever may not read its inner part finds no such page. What is hard to undo is shown once more before."""
    issue = work.find(request.actor, number)
    if issue is None:
        return _gone(request)
    page = Page(request.actor, issue, ACTS)
    name = request.POST.get("act", "") if request.method == "POST" else ""
    act = ACTS.get(name)
    if act is None:
        return _shown(request, page)
    form = page.form(name, request.POST, request.FILES)
    if not form.is_valid() or "change" in request.POST:
        return _shown(request, page, name, form)
    if act.asks and "confirm" not in request.POST:
        return _asked(request, page, name, form)
    try:
        act.do(page, form, {"actor": request.actor, "today": request.actor.on, "now": clock.now()})
    except Invalid as refusal:
        add_refusal(form, refusal)
    except Conflict as refusal:
        # Of an act that is a button alone nothing was typed.
        if refusal.code not in _MEANWHILE and not act.title:
            raise
        return _meanwhile(request, number, name, refusal)
    except NotAllowed as refusal:
        return _not_allowed(request, number, name, refusal)
    else:
        messages.success(request, f"{number}: {act.done}")
        quarter = _quarter(request)
        if quarter:
            return redirect(f"{quarter}#row-{number}")
        # Who gave something back may not read it any more.
        still = work.find(request.actor, number) is not None
        return redirect("issues:work_issue", number) if still else redirect("issues:work_issues")
    return _shown(request, page, name, form)


def _quarter(request: WorkspaceRequest) -> str:
    """Address of the quarter that somebody was writing, to which they come back; empty for all others."""
    found = _QUARTER.fullmatch(request.POST.get("quarter") or request.GET.get("quarter", ""))
    if found is None:
        return ""
    slug, key, page = found.groups()
    return f"{reverse('issues:work_quarter', args=[slug, key])}?page={page}"


def _meanwhile(request: WorkspaceRequest, number: str, name: str, refusal: Conflict) -> HttpResponse:
    """Somebody else was first: what stands now, with what was typed, which is meant when it is sent once more."""
    issue = work.find(request.actor, number)
    if issue is None:
        return _gone(request)
    page = Page(request.actor, issue, ACTS)
    form = page.form(name, sent_again(request.POST, version=issue.version), request.FILES)
    form.is_valid()
    form.add_error(None, str(refusal.message))
    return _shown(request, page, name, form)


def _not_allowed(request: WorkspaceRequest, number: str, name: str, refusal: NotAllowed) -> HttpResponse:
    """Another body answers by now, or it is for somebody else: why, with what was typed, which has no form any more."""
    issue, typed = work.find(request.actor, number), typed_texts(ACTS[name].form, request.POST)
    if issue is None:
        return _gone(request)
    if not typed:
        raise refusal
    shown = _shown(request, Page(request.actor, issue, ACTS), refused=str(refusal.message), typed=typed)
    shown.status_code = refusal.status
    return shown


def _gone(request: WorkspaceRequest) -> HttpResponse:
    """The same whether it is there or not: what was typed is given back. Raises Http404 where nothing was."""
    act = ACTS.get(request.POST.get("act", ""))
    typed = typed_texts(act.form, request.POST) if act is not None else []
    if not typed:
        raise Http404
    context = {"typed": typed, "title": _("This issue is not among yours")}
    return render(request, "issues/work_gone.html", context, status=404)


def _shown(
    request: WorkspaceRequest,
    page: Page,
    name: str = "",
    form: ActForm | None = None,
    *,
    refused: str = "",
    typed: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    issue = page.issue
    shown = work.work_page(issue, request.actor, whole=request.GET.get("life") == "all")
    page.choose(work.replies(issue, shown.hand_over), request.GET.get("reply", ""))
    quarter = _quarter(request)
    offered = page.offered(shown.may, name, form, begun="claim" if quarter else "")
    main = offered.pop(shown.main, None)
    groups = [(title, [offered[each] for each in names if each in offered]) for title, names in GROUPS]
    context: dict[str, Any] = {
        "page": shown,
        "issue": issue,
        "main": main,
        "groups": [(title, acts) for title, acts in groups if acts],
        "offered": offered,
        # Of an act that has a button alone, or that is not this person's.
        "refusals": [refused] if refused else form.non_field_errors() if form and not ACTS[name].title else [],
        "typed": typed,
        "is_own": shown.may["correct"],
        "back": quarter,
        "quarter": (request.POST.get("quarter") or request.GET.get("quarter", "")) if quarter else "",
        "title": issue.title or issue.number,
    }
    return render(request, "issues/work_issue.html", context, status=Invalid.status if form and form.errors else 200)


def _asked(request: WorkspaceRequest, page: Page, name: str, form: ActForm) -> HttpResponse:
    """Everything that was typed, once more, and what follows from it."""
    typed = [
        {
            "label": field.label,
            "name": field.html_name,
            "values": values,
            "words": [dict(getattr(field.field, "choices", ())).get(value, value) for value in values if value],
            "is_hidden": field.is_hidden,
        }
        for field in form
        for values in [_values(field.value())]
    ]
    act = ACTS[name]
    context = {"issue": page.issue, "act": name, "question": act.asks, "follows": act.follows, "typed": typed}
    context |= {"key": request.POST.get("key", ""), "quarter": request.POST.get("quarter", "")}
    return render(request, "issues/work_confirm.html", {**context, "title": _("Please confirm")})


def _values(typed: Any) -> list[Any]:
    """Of a field with several boxes each that is ticked."""
    if isinstance(typed, list):
        return typed
    return ["" if typed is None else typed]

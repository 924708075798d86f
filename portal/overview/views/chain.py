"""The chain of records: looked at, verified, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.audit.queries import last_verification
from portal.audit.rules import GENESIS
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines, json_lines
from portal.overview import services
from portal.overview.forms import ChainForm
from portal.overview.permissions import can_see_chain, can_verify_chain
from portal.overview.queries.chain import COLUMNS, Asked, chain, exported, link_rows, verification_words

_HOW = "hash = sha256(previous + canonical JSON of the other columns); first previous is 64 zeros"


@require_safe
@workspace_view
def audit(request: WorkspaceRequest) -> HttpResponse:
    """The links, the latest first, and what the last look through them has found."""
    actor = request.actor
    can_see_chain(actor).require()
    form = ChainForm(request.GET)
    is_valid = form.is_valid()
    page = paginate(request, chain(form.asked() if is_valid else Asked()))
    found = last_verification()
    context = {
        "form": form,
        "page": page,
        "rows": link_rows(page),
        "verification": found,
        "fault": verification_words(found) if found else "",
        "may_verify": bool(can_verify_chain(actor)),
        "is_filtered": is_valid and form.asked() != Asked(),
        "query": request.GET.urlencode() if is_valid else "",
    }
    return render(request, "overview/chain.html", context, status=200 if is_valid else Invalid.status)


@require_POST
@workspace_view
def audit_verify(request: WorkspaceRequest) -> HttpResponse:
    """Look through the chain now."""
    can_verify_chain(request.actor).require()
    found = services.verify_chain(today=clock.today(), now=clock.now())
    if found.faults:
        messages.error(request, verification_words(found.verification))
    else:
        messages.success(request, _("The log is intact: every entry fits, and what it records is unchanged."))
    return HttpResponseRedirect(reverse("overview:audit"))


@require_safe
@workspace_view
def audit_csv(request: WorkspaceRequest) -> StreamingHttpResponse:
    """Every link of the filter as a table, from the first on."""
    return attachment(csv_lines(COLUMNS, exported(_asked(request))), "text/csv; charset=utf-8", "chain.csv")


@require_safe
@workspace_view
def audit_json(request: WorkspaceRequest) -> StreamingHttpResponse:
    """The same as data, with how a hash is computed."""
    heading = {"algorithm": _HOW, "genesis": GENESIS}
    return attachment(json_lines(heading, "links", exported(_asked(request))), "application/json", "chain.json")


def _asked(request: WorkspaceRequest) -> Asked:
    """What the address asks for; the whole chain when it is not understood."""
    can_see_chain(request.actor).require()
    form = ChainForm(request.GET)
    return form.asked() if form.is_valid() else Asked()

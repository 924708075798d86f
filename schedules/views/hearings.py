"""Hearing the maslikhat: the region sends and makes links, the maslikhat answers, signed in or by a link."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.law.decree_826_akims.maslikhat import silence
from schedules.forms.hearings import HearingForm, LinkForm
from schedules.kinds import Kind, filled
from schedules.models import Hearing, Proposal
from schedules.permissions import can_answer_hearing, can_edit_proposal
from schedules.queries.hearings import heard, hearing_view
from schedules.services.hearings import (
    answer_by_link,
    answer_hearing,
    find_link,
    make_link,
    revoke_link,
    send_to_maslikhat,
)


# -- the region --------------------------------------------------------------------------------------------------------
@require_POST
@workspace_view
def send(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """Send the submitted calendar to the maslikhat, as the law of the year asks."""
    actor = request.actor
    proposal = _own(actor, kind, slug, year)
    version = request.POST.get("version", "")
    hearing = send_to_maslikhat(
        proposal=proposal,
        actor=actor,
        today=actor.on,
        expected_version=int(version) if version.isdecimal() and len(version) < 10 else None,
    )
    messages.success(
        request,
        _("The calendar is sent to the maslikhat for agreement.")
        if hearing.asks_agreement
        else _("The maslikhat is notified of the calendar."),
    )
    return redirect(kind.pages.work.url(slug=slug, year=year))


@require_POST
@workspace_view
def link(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """Make a link for a maslikhat without people here. It is shown on this page alone, once."""
    actor = request.actor
    proposal = _own(actor, kind, slug, year)
    made, key = make_link(hearing=_current(proposal), actor=actor, now=clock.now())
    context = {
        "link": made,
        "address": request.build_absolute_uri(reverse("schedules:hearing_by_link", args=[key])),
        "proposal": proposal,
        "at": kind.pages.urls(slug=slug, year=year),
        "name": filled(kind.words.name, {"year": year}),
    }
    return render(request, "schedules/hearing_link_made.html", context)


@require_POST
@workspace_view
def revoke(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The open link is dead at once."""
    actor = request.actor
    proposal = _own(actor, kind, slug, year)
    if revoke_link(hearing=_current(proposal), actor=actor, now=clock.now()):
        messages.success(request, _("The link does not work any more."))
    return redirect(kind.pages.work.url(slug=slug, year=year))


@require_safe
@workspace_view
def letter(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The text of the letter to the maslikhat in both languages, to be printed and signed."""
    actor = request.actor
    proposal = _own(actor, kind, slug, year)
    shown = hearing_view(actor, proposal, actor.on)
    if shown is None:
        raise Http404
    context = {
        "hearing": shown,
        "proposal": proposal,
        "rows": proposal.rows.standing().count(),
        "at": kind.pages.urls(slug=slug, year=year),
        "name": filled(kind.words.name, {"year": year}),
        "languages": ("kk", "ru"),
        "silence": silence(actor.on).wording,
    }
    return render(request, "schedules/hearing_letter.html", context)


def _own(actor: Actor, kind: Kind, slug: str, year: str) -> Proposal:
    """The calendar of the own body; for anybody else these addresses do not exist."""
    if not kind.hears_maslikhat:
        raise Http404
    found = Proposal.objects.of_kind(kind).select_related("body__territory")
    proposal = get_object_or_404(found, body__slug=slug, period_key=year)
    if not can_edit_proposal(actor, proposal):
        raise Http404
    return proposal


def _current(proposal: Proposal) -> Hearing:
    hearing = heard(proposal)
    if hearing is None:
        raise Http404
    return hearing


# -- the maslikhat -----------------------------------------------------------------------------------------------------
@require_safe
@workspace_view
def hearings(request: WorkspaceRequest) -> HttpResponse:
    """Calendars that were sent to the own maslikhat, the latest first."""
    own = Hearing.objects.filter(body__in=request.actor.bodies(Role.MASLIKHAT))
    page = paginate(request, own.select_related("proposal__body"))
    return render(request, "schedules/hearings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def hearing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The calendar as it was sent, and the answer of the maslikhat."""
    actor = request.actor
    rows = Hearing.objects.visible_to(actor).select_related("proposal__body__territory", "body")
    found = get_object_or_404(rows, pk=pk)
    may = bool(can_answer_hearing(actor, found)) and found.answered_on is None
    form = HearingForm(request.POST if request.method == "POST" else None, asks_agreement=found.asks_agreement)
    if request.method == "POST":
        can_answer_hearing(actor, found).require()
        if form.is_valid():
            try:
                answer_hearing(hearing=found, actor=actor, today=actor.on, **form.answer)
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The answer is recorded. The akimat has been told."))
                return redirect("schedules:hearing", pk)
    context = _shown(request, found) | {"form": form if may else None}
    return render(request, "schedules/hearing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("name", "post")
def by_link(request: HttpRequest, key: str) -> HttpResponse:
    """The page a link leads to. Opening it changes nothing: the button does, once."""
    now, today = clock.now(), clock.today()
    found = find_link(key=key, now=now)
    if found is None:
        return _unseen(render(request, "schedules/hearing_dead.html", status=404))
    form = LinkForm(request.POST if request.method == "POST" else None, asks_agreement=found.hearing.asks_agreement)
    if request.method == "POST" and form.is_valid():
        who = {name: form.cleaned_data[name] for name in ("name", "post")}
        try:
            answer_by_link(key=key, now=now, today=today, **who, **form.answer)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict:
            return _unseen(render(request, "schedules/hearing_dead.html", status=409))
        else:
            return _unseen(render(request, "schedules/hearing_answered.html"))
    context = _shown(request, found.hearing) | {"form": form, "link": found}
    return _unseen(render(request, "schedules/hearing_by_link.html", context))


def _shown(request: HttpRequest, found: Hearing) -> dict[str, object]:
    proposal = found.proposal
    is_same = found.proposal_version == proposal.version
    rows = proposal.rows.standing().in_order().with_places() if is_same else proposal.rows.none()
    return {
        "hearing": found,
        "proposal": proposal,
        "is_same": is_same,
        "name": filled(proposal.its_kind.words.name, {"year": proposal.period_key}),
        "page": paginate(request, rows),
        "silence": silence(found.sent_on).wording,
    }


def _unseen(response: HttpResponse) -> HttpResponse:
    """The key stands in the address: it goes to nobody the reader goes to from here.

    Nor does any path; but with no referrer at all a browser sends a form from nowhere, and it is refused.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

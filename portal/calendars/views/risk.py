"""The register of risk signals, in the workspace; and the page of those that were published."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.models import Body, Territory
from portal.bodies.permissions import WorkspaceRequest
from portal.calendars import permissions
from portal.calendars.forms.risk import PublishRiskForm, RiskFilterForm, RiskForm, WithdrawRiskForm
from portal.calendars.models import RiskSignal
from portal.calendars.queries.risk import (
    chosen_risks,
    ministries_to_name,
    places_to_name,
    risk_duties,
    risk_events,
    risk_rows,
    risk_tags,
    speaking_bodies,
)
from portal.calendars.querysets import MINISTRY_ROLES
from portal.calendars.services.risk import publish_risk, register_risk, take_up, withdraw_risk
from portal.kernel import clock
from portal.kernel.errors import Invalid, NotAllowed
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.paging import paginate


@require_safe
@workspace_view
def risks(request: WorkspaceRequest) -> HttpResponse:
    """The register, as far as it is the reader's; a wrong filter is said at its field and finds nothing."""
    actor, language = request.actor, formats.language()
    permissions.can_see_risks(actor).require()
    form = RiskFilterForm(
        request.GET,
        ministries=Body.objects.ministries().in_force(actor.on).in_order(language),
        places=Territory.objects.regions().in_force(actor.on).in_order(language),
    )
    found = chosen_risks(actor, form.asked()) if form.is_valid() else RiskSignal.objects.none()
    page = paginate(request, found)
    context = {
        "form": form,
        "page": page,
        "rows": risk_rows(page),
        "may_register": bool(speaking_bodies(actor, language)),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "calendars/risks.html", context, status=200 if form.is_valid() else Invalid.status)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def new_risk(request: WorkspaceRequest) -> HttpResponse:
    """The form. Its key is in its address, so that what is sent twice is one signal."""
    actor, language = request.actor, formats.language()
    bodies = speaking_bodies(actor, language)
    if not bodies:
        raise NotAllowed(_("Only people of a ministry, an akimat or the Administration register signals."))
    key = _key(request.GET.get("key", ""))
    if key is None:
        return redirect(f"{request.path}?key={uuid4()}")
    form = RiskForm(
        request.POST if request.method == "POST" else None,
        bodies=bodies,
        ministries=ministries_to_name(bodies, actor.on, language),
        places=places_to_name(bodies, actor.on, language),
        initial={"on": actor.on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            signal = register_risk(**form.cleaned(), sent_key=key, actor=actor, today=actor.on, now=clock.now())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The risk signal is registered."))
            return redirect(signal.get_work_url())
    return render(request, "calendars/risk_new.html", {"form": form}, status=Invalid.status if form.errors else 200)


@require_safe
@workspace_view
def risk(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One signal: what was entered, the duties it opened, and its history."""
    actor = request.actor
    signal = _found(request, pk)
    is_own = bool(permissions.can_speak_of_risk(actor, signal)) and signal.is_open
    context = {
        "signal": signal,
        "tags": risk_tags(signal),
        "duties": risk_duties(signal, actor, actor.on),
        "events": risk_events(signal),
        "may_withdraw": is_own,
        "may_publish": is_own and signal.published_at is None,
        "may_take_up": signal.is_offered and bool(permissions.can_take_up(actor, signal)),
        # The meeting is set a floor above.
        "may_set_meeting": signal.awaits_meeting and actor.has_any(MINISTRY_ROLES, signal.ministry),
        "title": pgettext("page", "Risk signal: %(place)s") % {"place": signal.territory.name},
    }
    return render(request, "calendars/risk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def withdraw(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """There is no risk any more: said with a reason. Once it is closed there is nothing to say."""
    signal, actor = _found(request, pk), request.actor
    permissions.can_speak_of_risk(actor, signal).require()
    if request.method != "POST" and not signal.is_open:
        return redirect(signal.get_work_url())
    form = WithdrawRiskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_risk(
                signal=signal, actor=request.actor, today=request.actor.on, now=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The risk signal is withdrawn."))
            return redirect(signal.get_work_url())
    context = {"signal": signal, "form": form, "tags": risk_tags(signal)}
    return render(request, "calendars/risk_withdraw.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def publish(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What everybody will read is written here, beside what stays internal."""
    signal, actor = _found(request, pk), request.actor
    permissions.can_speak_of_risk(actor, signal).require()
    if request.method != "POST" and (not signal.is_open or signal.published_at is not None):
        return redirect(signal.get_work_url())
    form = PublishRiskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_risk(
                signal=signal, actor=request.actor, today=request.actor.on, now=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The risk signal is published: everybody can read it now."))
            return redirect(signal.get_work_url())
    context = {"signal": signal, "form": form, "tags": risk_tags(signal)}
    return render(request, "calendars/risk_publish.html", context, status=Invalid.status if form.errors else 200)


@require_POST
@workspace_view
def taking_up(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A deputy Prime Minister takes part."""
    signal = take_up(signal=_found(request, pk), actor=request.actor, today=request.actor.on, now=clock.now())
    messages.success(request, _("It is noted: a deputy Prime Minister takes part."))
    return redirect(signal.get_work_url())


@public_page
def published_risks(request: HttpRequest) -> HttpResponse:
    """Signals that the bodies which entered them have published, the latest first."""
    page = paginate(request, RiskSignal.objects.public().with_names().order_by("-published_at", "-pk"))
    context = {"page": page, "rows": risk_rows(page), "crumbs": [(pgettext("page", "Published risk signals"), None)]}
    return render(request, "calendars/risks_published.html", context)


def _found(request: WorkspaceRequest, pk: int) -> RiskSignal:
    rows = RiskSignal.objects.visible_to(request.actor).with_names().select_related("registered_by")
    return get_object_or_404(rows, pk=pk)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

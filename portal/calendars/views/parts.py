"""The part of one akimat, made for a phone: its meetings, edited in place, and the mark that it is ready."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.calendars.forms.parts import MeetingForm, NewMeetingForm
from portal.calendars.models import Part
from portal.calendars.queries.parts import akims_of_part, own_parts, places_of_part, rows_of_part
from portal.calendars.queries.why import whys
from portal.calendars.services.parts import mark_ready, take_ready_back
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.errors import RowConflict
from schedules.services.rows import delete_row, save_row


@require_safe
@workspace_view
def own(request: WorkspaceRequest) -> HttpResponse:
    """Parts given to the own akimats; the only one opens by itself."""
    found = own_parts(request.actor)
    if len(found) == 1:
        return redirect("calendars:part", found[0].body.slug, found[0].delegation.proposal.period_key)
    return render(request, "calendars/parts.html", {"parts": found})


@require_safe
@workspace_view
def part(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """The meetings of the part, each with its form."""
    found = _part(request.actor, slug, year)
    return render(request, "calendars/part.html", _context(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def row(request: WorkspaceRequest, slug: str, year: int, row_pk: int) -> HttpResponse:
    """Save one meeting; over somebody else\'s text both are shown and nothing is lost."""
    actor = request.actor
    found = _part(actor, slug, year)
    present = get_object_or_404(rows_of_part(found), pk=row_pk)
    asks: dict[str, Any] = {"auto_id": "f_%s", "asks_reason": found.delegation.proposal.is_amending}
    sent = request.POST if request.method == "POST" else None
    form = MeetingForm(sent, initial=MeetingForm.initial_of(present), **asks)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            save_row(
                proposal=found.delegation.proposal,
                row=present,
                data=form.data_for(present),
                expected_version=form.cleaned_data["version"],
                actor=actor,
                today=actor.on,
            )
        except RowConflict as conflict:
            theirs = conflict.row
            form = MeetingForm({**request.POST.dict(), "version": theirs.version}, **asks)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("calendars:part", slug, year)
    context = _context(request, found) | {"open_row": present, "open_form": form, "theirs": theirs}
    return render(request, "calendars/part.html", context, status=409 if theirs is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def new(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """Add a meeting to the part."""
    actor = request.actor
    found = _part(actor, slug, year)
    akims, places = akims_of_part(found, actor.on), places_of_part(found, actor.on)
    initial = {"key": str(uuid.uuid4()), "subject_kk": "Халықпен кездесу", "subject_ru": "Встреча с населением"}
    initial |= _missing(request, akims, places)
    status = 200
    asks: dict[str, Any] = {
        "akims": akims,
        "places": places,
        "asks_reason": found.delegation.proposal.is_amending,
    }
    form = NewMeetingForm(request.POST if request.method == "POST" else None, initial=initial, **asks)
    if request.method == "POST" and form.is_valid():
        try:
            save_row(
                proposal=found.delegation.proposal,
                row=None,
                data=form.row_data,
                expected_version=None,
                actor=actor,
                today=actor.on,
                sent_key=form.cleaned_data["key"],
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        except RowConflict:
            # Nothing typed is lost: saved once more it is another meeting.
            sent = {**request.POST.dict(), "key": initial["key"]}
            form, status = NewMeetingForm(sent, **asks), 409
            form.add_error(None, _("This page has added a meeting already."))
        else:
            messages.success(request, _("Saved."))
            return redirect("calendars:part", slug, year)
    return render(request, "calendars/part_new.html", {"part": found, "form": form, "year": year}, status=status)


def _missing(request: WorkspaceRequest, akims: list[Official], places: list[Territory]) -> dict[str, Any]:
    """What the address says is to be planned, of what can be chosen; the rest is left to be typed."""
    initial: dict[str, Any] = {}
    if (official := request.GET.get("official", "")) in {str(akim.pk) for akim in akims}:
        initial["official"] = official
    kato = request.GET.get("territory", "")
    place = next((each for each in places if each.kato == kato), None)
    if place is not None:
        initial["territory"] = str(place.pk)
    with suppress(ValueError):
        initial["day"] = date.fromisoformat(request.GET.get("day", ""))
    return initial


@require_POST
@workspace_view
def delete(request: WorkspaceRequest, slug: str, year: int, row_pk: int) -> HttpResponse:
    """Take one meeting out."""
    actor = request.actor
    found = _part(actor, slug, year)
    present = get_object_or_404(rows_of_part(found), pk=row_pk)
    version = request.POST.get("version", "")
    delete_row(
        proposal=found.delegation.proposal,
        row=present,
        expected_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        actor=actor,
        today=actor.on,
    )
    messages.success(
        request,
        _("The meeting is taken out. Say in the table why.")
        if found.delegation.proposal.is_amending
        else _("The meeting is taken out."),
    )
    return redirect("calendars:part", slug, year)


@require_POST
@workspace_view
def ready(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """Say that the part is ready, or take it back."""
    actor = request.actor
    found = _part(actor, slug, year)
    if request.POST.get("ready") == "1":
        mark_ready(part=found, actor=actor, today=actor.on)
        messages.success(request, _("The part is marked ready. The region has been told."))
    else:
        take_ready_back(part=found, actor=actor, today=actor.on)
        messages.success(request, _("The mark is taken back."))
    return redirect("calendars:part", slug, year)


def _part(actor: Actor, slug: str, year: int) -> Part:
    """Given to the own akimat; for anybody else it does not exist."""
    rows = Part.objects.of(actor).select_related("delegation__proposal__body", "body__territory")
    return get_object_or_404(rows, body__slug=slug, delegation__proposal__period_key=str(year))


def _context(request: WorkspaceRequest, found: Part) -> dict[str, Any]:
    rows = rows_of_part(found)
    page = paginate(request, rows)
    why = whys(list(page))
    is_open = Part.objects.open().filter(pk=found.pk).exists()
    return {
        "part": found,
        "year": found.delegation.proposal.period_key,
        "due_on": found.delegation.due_on,
        "days_left": (found.delegation.due_on - request.actor.on).days,
        "is_open": is_open,
        "page": page,
        "lines": [
            (
                each,
                MeetingForm(
                    initial=MeetingForm.initial_of(each),
                    auto_id=f"r{each.pk}_%s",
                    asks_reason=found.delegation.proposal.is_amending,
                ),
                why.get(each.pk, ""),
            )
            for each in page
        ],
        "count": page.paginator.count,
        "undated": rows.filter(day__isnull=True).count(),
    }

"""One meeting of a proposal: add, copy, change, take out. Nothing typed is lost in a conflict."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.bodies.choices import SECOND_RANK
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period, WrongPeriod
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.errors import RowConflict
from schedules.forms import RowForm, VersionForm
from schedules.models import Proposal, ProposalRow
from schedules.queries.grid import is_long
from schedules.queries.row_bodies import officials_for, places_for
from schedules.queries.rows import Difference, places, row_differences
from schedules.services.amendment_rows import restore_row
from schedules.services.proposals import delete_row, save_row
from schedules.views.finding import Shared, own_proposal, shared_proposal, why_not_open


@dataclass(frozen=True)
class _Page:
    """What adding and changing a row share."""

    request: HttpRequest
    actor: Actor
    shared: Shared
    row: ProposalRow | None

    @property
    def proposal(self) -> Proposal:
        return self.shared.proposal

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> RowForm:
        period = self.proposal.period
        regions, districts = places(max(self.actor.on, period.start))
        groups: list[Territory] = []
        if is_long(self.proposal) and self.proposal.body.territory is not None:
            regions = [self.proposal.body.territory]
            found = places_for(self.proposal, self.actor.on, self.shared.bodies)
            districts = [place for place in found if place.pk != regions[0].pk]
            groups = [*regions, *districts]
        return RowForm(
            data,
            period=period,
            officials=officials_for(self.proposal, self.actor.on, self.shared.bodies),
            regions=regions,
            districts=districts,
            groups=groups,
            initial=initial,
            asks_reason=self.proposal.is_amending,
        )

    def added(self, key: str) -> ProposalRow | None:
        """What the page of this key has added before."""
        return self.shared.rows.with_places().filter(sent_key=key).first() if key else None

    def shown(
        self,
        form: RowForm,
        *,
        conflict: str = "",
        differences: list[Difference] | None = None,
        added: ProposalRow | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "proposal": self.proposal,
            "row": self.row,
            "form": form,
            "conflict": conflict,
            "differences": differences,
            "added": added,
            "spare_key": uuid4(),
        }
        return render(self.request, "schedules/row.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def row_new(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A new meeting; `?copy=<row>` begins with what another says; official, territory, period and day with what is
    missing and when it could be.

    Its key stands in the address: whoever comes back to the page by the browser's history comes back with it.
    """
    page = _page(request, pk, None)
    if request.method == "POST":
        return _save(page)
    why = why_not_open(page.proposal)
    if why:
        return render(request, "schedules/not_open.html", {"proposal": page.proposal, "why": why})
    key = _key(request.GET.get("key"))
    if key is None:
        query = request.GET.copy()
        query["key"] = str(uuid4())
        return redirect(f"{request.path}?{query.urlencode()}")
    copied = page.shared.rows.with_places().filter(pk=_number(request.GET.get("copy", ""))).first()
    initial = RowForm.initial_of(copied) if copied else _missing(request, page)
    initial.pop("version", None)
    return page.shown(page.form(initial={**initial, "key": key}), added=page.added(key))


def _missing(request: HttpRequest, page: _Page) -> dict[str, Any]:
    """What the address says is to be planned; what it does not say well is left to be typed."""
    initial: dict[str, Any] = {}
    if official := _number(request.GET.get("official", "")):
        initial["official"] = official
    kato = request.GET.get("territory", "")
    known = Territory.objects.in_force(max(page.actor.on, page.proposal.period.start))
    place = known.filter(kato=kato).first() if re.fullmatch(r"[0-9]{9}", kato) else None
    if place is not None:
        initial |= {"region": place.region.pk, "district": _offered(place, page)}
    return initial | _time(request)


def _offered(place: Territory, page: _Page) -> int | None:
    """The choice of the form that is nearest to the place: in the plan of one region every unit is one."""
    if is_long(page.proposal):
        return None if place.is_first_rank else place.pk
    return next((each.pk for each in (*place.above, place) if each.kind in SECOND_RANK), None)


def _time(request: HttpRequest) -> dict[str, Any]:
    """A day, else a period."""
    with suppress(ValueError):
        return {"when": RowForm.DAY, "day": date.fromisoformat(request.GET.get("day", ""))}
    with suppress(WrongPeriod):
        period = Period.parse(request.GET.get("period", ""))
        if period.kind in ("month", "quarter", "half"):
            return {"when": period.kind, period.kind: period.key}
    return {}


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def row(request: WorkspaceRequest, pk: int, row_pk: int) -> HttpResponse:
    """Change a meeting. When it was taken out meanwhile, what was typed can still be saved as a new one."""
    shared = shared_proposal(request.actor, pk, editing=True)
    found = shared.rows.with_places().filter(pk=row_pk).first()
    page = _Page(request, request.actor, shared, found)
    if request.method == "POST":
        return _save(page, is_gone=found is None)
    if found is None:
        raise Http404
    return page.shown(page.form(initial=RowForm.initial_of(found)))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def row_delete(request: WorkspaceRequest, pk: int, row_pk: int) -> HttpResponse:
    """Ask, showing the meeting; take it out."""
    actor = request.actor
    shared = shared_proposal(actor, pk, editing=True)
    proposal, found = shared.proposal, shared.rows.with_places().filter(pk=row_pk).first()
    if found is None:
        return redirect(proposal)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        delete_row(
            proposal=proposal,
            row=found,
            expected_version=form.cleaned_data["version"],
            actor=actor,
            today=actor.on,
        )
        messages.success(request, _("The meeting was taken out of the proposal."))
        return redirect(proposal)
    return render(request, "schedules/row_delete.html", {"proposal": proposal, "row": found, "form": form})


@require_POST
@workspace_view
def row_restore(request: WorkspaceRequest, pk: int, row_pk: int) -> HttpResponse:
    """Put a withdrawn meeting back as it was approved."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    found = get_object_or_404(proposal.rows, pk=row_pk)
    version = VersionForm.version_in(request.POST)
    restore_row(proposal=proposal, row=found, expected_version=version, actor=actor, today=actor.on)
    messages.success(request, _("The meeting is put back as it was approved."))
    return redirect(proposal)


def _save(page: _Page, *, is_gone: bool = False) -> HttpResponse:
    form = page.form(page.request.POST)
    if is_gone:
        gone = _("Somebody else has taken this meeting out. Save to put it in again with what you typed.")
        return page.shown(form, conflict=gone, status=409)
    if not form.is_valid():
        return page.shown(form)
    # Beside what the page has added already, when the person says so.
    key = _key(page.request.POST.get("as_another")) or form.cleaned_data["key"]
    try:
        save_row(
            proposal=page.proposal,
            row=page.row,
            data=form.row_data,
            expected_version=form.cleaned_data["version"],
            actor=page.actor,
            today=page.actor.on,
            sent_key="" if page.row else key,
        )
    except Invalid as refusal:
        add_refusal(form, refusal, RowForm.NAMES)
        return page.shown(form)
    except RowConflict as conflict:
        return page.shown(
            _with_version(page, conflict.row.version),
            conflict=str(conflict.message) if page.row else _("This page has added a meeting already."),
            differences=_differences(conflict.row, form),
            added=None if page.row else conflict.row,
            status=409,
        )
    except Conflict as conflict:
        return page.shown(form, conflict=str(conflict.message), status=409)
    messages.success(page.request, _("The meeting is saved."))
    again = "add_another" in page.request.POST
    return redirect("schedules:row_new", page.proposal.pk) if again else redirect(page.proposal)


def _with_version(page: _Page, version: int) -> RowForm:
    """The same text over the row as it is now: saving once more is a choice made with both texts in sight."""
    data = page.request.POST.copy()
    data["version"] = str(version)
    return page.form(data)


def _differences(saved: ProposalRow, form: RowForm) -> list[Difference]:
    typed = ProposalRow()
    form.row_data.write_to(typed)
    return row_differences(saved, typed)


def _page(request: WorkspaceRequest, pk: int, found: ProposalRow | None) -> _Page:
    return _Page(request, request.actor, shared_proposal(request.actor, pk, editing=True), found)


def _key(text: str | None) -> str | None:
    """As a page is given one."""
    try:
        return str(UUID(text or ""))
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0

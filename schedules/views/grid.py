"""What the table of a proposal asks in the background: rows as they are, one row saved, many rows saved.

Answers are JSON. 401: nobody is signed in. 403, 404: as on pages. 409: somebody was first; `row` is the row as it is
now (null when it was taken out). 422: `errors` says by cell what was not understood.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, DomainError, Invalid
from portal.kit.formats import clock_time
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.errors import RowConflict
from schedules.forms.grid import CELL_OF, CellReader
from schedules.models import Proposal, ProposalRow
from schedules.permissions import can_see_unsent
from schedules.queries.actions import proposal_actions
from schedules.queries.grid import Live, columns, is_long, live, official_labels, place_label, row_cells
from schedules.queries.row_bodies import officials_for, places_for
from schedules.queries.window import RowFilter, narrowed, window_of
from schedules.services.amendment_rows import restore_row
from schedules.services.proposals import save_rows
from schedules.services.rows import MOST_ROWS, RowChange, RowOutcome
from schedules.views.finding import Shared, shared_proposal

_LONGEST_KEY = 36
View = Callable[..., HttpResponseBase]


def _json_view(view: View) -> View:
    """Refusals as JSON with their status; a session that has ended is 401, not a page to sign in on."""

    @workspace_view
    def signed_in(request: WorkspaceRequest, pk: int) -> HttpResponseBase:
        try:
            return view(request, pk)
        except Http404:
            return _refused(HTTPStatus.NOT_FOUND, "not_found", _("This proposal is not found."))
        except DomainError as refusal:
            return _refused(refusal.status, refusal.code, refusal.message)

    @wraps(view)
    def answer(request: WorkspaceRequest, pk: int) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _refused(HTTPStatus.UNAUTHORIZED, "signed_out", _("Your session has ended."))
        return signed_in(request, pk)

    return answer


@require_safe
@_json_view
def rows(request: WorkspaceRequest, pk: int) -> JsonResponse:
    """A page of rows as they are now, and a fresh token: after signing in anew the old one does not count."""
    desk = _Desk.of(request, pk)
    now = desk.live()
    page = now.view.rows if desk.is_long else paginate(request, now.view.rows)
    return desk.told(
        {
            "csrf": get_token(request),
            "editable": desk.shared.is_part or proposal_actions(desk.actor, desk.proposal).edit,
            "rows": [desk.row(each.row) for each in page],
        },
        now=now,
    )


@require_safe
@_json_view
def names(request: WorkspaceRequest, pk: int) -> JsonResponse:
    """Who and which place can be named in a row of a long plan: asked once, when the first such cell is opened."""
    shared = shared_proposal(request.actor, pk, editing=True)
    if not is_long(shared.proposal):
        raise Http404
    asked = shared.proposal, request.actor.on, shared.bodies
    officials = official_labels(officials_for(*asked)).values()
    places = [place_label(place, inside_region=True) for place in places_for(*asked)]
    return JsonResponse({"official": list(officials), "place": places})


@require_POST
@_json_view
def save(request: WorkspaceRequest, pk: int) -> JsonResponse:
    """One row: `{id, version, key, cells}`; with `delete` or `restore` instead of `cells`."""
    desk = _Desk.of(request, pk, editing=True)
    asked = _Asked.of(_content(request))
    if asked.is_restoring:
        row = get_object_or_404(desk.shared.rows, pk=asked.row)
        row = restore_row(
            proposal=desk.proposal,
            row=row,
            expected_version=asked.version or 0,
            actor=desk.actor,
            today=desk.actor.on,
        )
        return desk.told({"row": desk.row(desk.proposal.rows.with_places().get(pk=row.pk))})
    (result,) = desk.saved([asked])
    return desk.told(result, status=result["status"])


@require_POST
@_json_view
def save_many(request: WorkspaceRequest, pk: int) -> JsonResponse:
    """Many rows, `{rows: [...]}`: each has its own status in `results`, in order; what can be saved is."""
    desk = _Desk.of(request, pk, editing=True)
    given = _content(request).get("rows")
    if not isinstance(given, list):
        raise _Malformed
    return desk.told({"results": desk.saved([_Asked.of(one) for one in given])})


@require_POST
@_json_view
def said(request: WorkspaceRequest, pk: int) -> JsonResponse:
    """Of copies that a browser has kept, `{rows: [...]}`: in `said`, which are saved already. Changes nothing."""
    desk = _Desk.of(request, pk)
    if not desk.shared.is_part:
        can_see_unsent(desk.actor, desk.proposal).require()
    given = _content(request).get("rows")
    if not isinstance(given, list) or len(given) > MOST_ROWS:
        raise _Malformed
    return JsonResponse({"said": desk.said([_Asked.of(one) for one in given])})


# -- what was asked ----------------------------------------------------------------------------------------------------
class _Malformed(DomainError):
    code = "malformed"
    status = HTTPStatus.BAD_REQUEST

    def __init__(self) -> None:
        super().__init__(_("This is not what the table sends."))


@dataclass(frozen=True)
class _Asked:
    """One row as the table sends it. No cells: to be taken out."""

    row: int | None
    version: int | None
    key: str
    cells: Mapping[str, str] | None
    is_restoring: bool

    @classmethod
    def of(cls, given: Any) -> _Asked:
        if not isinstance(given, dict):
            raise _Malformed
        row, version, key, cells = (given.get(name) for name in ("id", "version", "key", "cells"))
        is_short = given.get("delete") is True or given.get("restore") is True
        if not (
            all(number is None or (type(number) is int and 0 < number < 2**31) for number in (row, version))
            and (key is None or (isinstance(key, str) and len(key) <= _LONGEST_KEY and "\0" not in key))
            # A new row has a key: sent twice, it is one row.
            and (is_short or (_are_cells(cells) and (row or key)))
        ):
            raise _Malformed
        return cls(row, version, key or "", None if is_short else cells, given.get("restore") is True)


#: As it stands in JSON.
_NUL = "\\u0000"


def _are_cells(cells: Any) -> bool:
    return isinstance(cells, dict) and all(isinstance(text, str) for pair in cells.items() for text in pair)


def _content(request: HttpRequest) -> dict[str, Any]:
    try:
        # A form in parts was read already, and has no body any more.
        content = json.loads(request.body)
        # Half a surrogate can be written in JSON, and is no text that could be kept.
        written = json.dumps(content, ensure_ascii=False)
        written.encode()
    except (ValueError, RecursionError, RawPostDataException):
        raise _Malformed from None
    if not isinstance(content, dict) or _NUL in written:
        raise _Malformed
    return content


# -- what is answered --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Desk:
    """The proposal as this person works on it."""

    request: HttpRequest
    actor: Actor
    shared: Shared
    labels: dict[int, str]

    @classmethod
    def of(cls, request: WorkspaceRequest, pk: int, *, editing: bool = False) -> _Desk:
        actor = request.actor
        shared = shared_proposal(actor, pk, editing=editing)
        labels = {} if is_long(shared.proposal) else official_labels(officials_for(shared.proposal, actor.on))
        return cls(request, actor, shared, labels)

    @property
    def proposal(self) -> Proposal:
        return self.shared.proposal

    @property
    def is_long(self) -> bool:
        """Of a long plan an answer tells of the page that the table shows, whose address it has."""
        return is_long(self.proposal) and (self.shared.is_part or bool(can_see_unsent(self.actor, self.proposal)))

    def live(self) -> Live:
        if self.is_long:
            asked, bodies = RowFilter.asked(self.request.GET), self.shared.bodies
            page = paginate(self.request, narrowed(self.proposal, asked, bodies))
            return live(self.proposal, self.actor.on, window=window_of(self.proposal, page, bodies))
        return live(self.proposal, self.actor.on, as_filed=not can_see_unsent(self.actor, self.proposal))

    def row(self, row: ProposalRow) -> dict[str, Any]:
        return {
            "id": row.pk,
            "version": row.version,
            "key": row.sent_key,
            "cells": row_cells(row, columns(self.proposal), self.labels, inside_region=self.is_long),
            "region": row.territory.region.kato,
            "withdrawn": row.is_withdrawn,
        }

    def saved(self, asked: list[_Asked]) -> list[dict[str, Any]]:
        """One result for each row, in order; what was not understood never reaches the service."""
        reader = CellReader(self.proposal, self.actor.on)
        present = self.shared.rows.with_places().in_bulk([one.row for one in asked if one.row])
        changes: dict[int, RowChange] = {}
        results: dict[int, dict[str, Any]] = {}
        for number, one in enumerate(asked):
            try:
                data = None if one.cells is None else reader.read(one.cells, present.get(one.row or 0))
                changes[number] = RowChange(data, one.row, one.version, one.key)
            except Invalid as refusal:
                results[number] = _refusal(refusal)
        outcomes = save_rows(
            proposal=self.proposal, changes=list(changes.values()), actor=self.actor, today=self.actor.on
        )
        for number, outcome in zip(changes, outcomes, strict=True):
            results[number] = self._result(outcome)
        return [{"key": asked[number].key, **results[number]} for number in range(len(asked))]

    def said(self, asked: list[_Asked]) -> list[bool]:
        """Word for word as each would be saved; what was taken out is not there, or withdrawn."""
        reader = CellReader(self.proposal, self.actor.on)
        rows = self.shared.rows.with_places()
        present = rows.in_bulk([one.row for one in asked if one.row])
        by_key = {row.sent_key: row for row in rows.filter(sent_key__in=[one.key for one in asked if one.key])}
        found = [present.get(one.row) if one.row else by_key.get(one.key) for one in asked]
        return [_is_said(reader, one, row) for one, row in zip(asked, found, strict=True)]

    def _result(self, outcome: RowOutcome) -> dict[str, Any]:
        if outcome.refusal is None:
            return {"status": HTTPStatus.OK, "row": self.row(outcome.row) if outcome.row else None}
        result = _refusal(outcome.refusal)
        if isinstance(outcome.refusal, Conflict):
            found = outcome.refusal.row if isinstance(outcome.refusal, RowConflict) else None
            result["row"] = self.row(found) if found else None
        return result

    def told(self, content: dict[str, Any], status: int = HTTPStatus.OK, *, now: Live | None = None) -> JsonResponse:
        """With what each row lacks now, what deserves a look, and the hour; `now` when it was asked already."""
        now = now or self.live()
        shown = {"live": now, "view": now.view, "can_edit": not self.shared.is_part}
        panel = render_to_string("schedules/_grid_panel.html", shown, self.request)
        state = {"says": now.says, "panel": panel, "at": clock_time(clock.now())}
        return JsonResponse({**content, **state}, status=status)


def _is_said(reader: CellReader, asked: _Asked, row: ProposalRow | None) -> bool:
    if asked.cells is None:
        return row is None or row.is_withdrawn
    try:
        return row is not None and reader.read(asked.cells, row).is_said_by(row)
    except Invalid:
        return False


def _refusal(refusal: DomainError) -> dict[str, Any]:
    result: dict[str, Any] = {"status": refusal.status, "code": refusal.code, "message": str(refusal.message)}
    if isinstance(refusal, Invalid):
        errors: dict[str, list[str]] = {}
        for name, sentences in refusal.errors.items():
            errors.setdefault(CELL_OF.get(name, name), []).extend(map(str, sentences))
        result["errors"] = errors
    return result


def _refused(status: int, code: str, message: Any) -> JsonResponse:
    return JsonResponse(
        {"status": status, "code": code, "message": str(message)},
        status=status,
        headers={"Cache-Control": "private, no-store"},
    )

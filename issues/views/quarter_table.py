"""A body fills its quarter in as a table: taken away, brought back, looked at, and taken over."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from issues.errors import CHANGED
from issues.forms.quarters import WorkbookForm
from issues.queries.quarters.writing import Writing
from issues.services.quarters.notes import Said, require_fit
from issues.views.quarter_work import found_writing, page_of, save_said
from issues.workbooks.quarters import Changes, Filled, changes, read_quarter, write_quarter
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Conflict, Invalid
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import workspace_view
from portal.sheets.refusals import Unreadable

#: Changed rows that are printed before they are taken over.
_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter_table(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """The same rows as a table to fill in elsewhere; brought back it is shown what it changes, then that is taken
    whole. With a cell that is refused nothing is taken.
    """
    found = found_writing(request, slug, period)
    if request.method != "POST" and request.GET.get("file"):
        return _given_out(request, found)
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    context: dict[str, Any] = page_of(found) | {"form": form}
    if is_sent and form.is_valid():
        try:
            reading = read_quarter(cast("BinaryIO", form.cleaned_data["file"]), found)
            said = [_said(row) for row in reading.rows]
            problems = reading.problems or _refused(said, reading.cells)
            if problems:
                context["problems"] = problems
            elif request.POST.get("act") == "take":
                changed = _take(request, found, changes(reading, found))
                text = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", changed)
                messages.success(request, text % {"count": changed})
                return redirect("issues:work_quarter", slug, period)
            else:
                context |= _looked_at(changes(reading, found))
        except Unreadable as refusal:
            form.add_error("file", str(refusal.message))
        except Conflict as refusal:
            context |= {"refused": refusal.message} | _looked_at(changes(reading, found))
        except Invalid as refusal:
            # What was open when the table was given out and is not any more.
            context["problems"] = [("", text) for texts in refusal.errors.values() for text in texts]
    is_refused = bool(form.errors or context.get("problems") or context.get("refused"))
    return render(request, "issues/work_quarter_table.html", context, status=422 if is_refused else 200)


def _looked_at(differing: Changes) -> dict[str, Any]:
    more = max(0, len(differing.rows) - _SHOWN)
    return {"changes": differing, "shown": differing.rows[:_SHOWN], "more": more, "is_read": True}


def _take(request: WorkspaceRequest, found: Writing, differing: Changes) -> int:
    """Raises Conflict for what nobody has looked at: a note that was written meanwhile, another table."""
    if differing.rows and request.POST.get("looked") != differing.sha256:
        sentence = _("This is not what you looked at: a note was changed since, or it is another table. Look again.")
        raise Conflict(sentence, code=CHANGED)
    return save_said(request, found, [_said(row.filled, row.stood[0]) for row in differing.rows])


def _said(filled: Filled, version: int | None = None) -> Said:
    return Said(filled.issue, filled.kind, filled.kk, filled.ru, version)


def _given_out(request: WorkspaceRequest, found: Writing) -> HttpResponse:
    content = write_quarter(found, language=get_language() or "kk", made_on=request.actor.on)
    name = f"quarter-{found.body.slug}-{found.period.key}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _refused(said: list[Said], cells: dict[tuple[int, str], str]) -> list[tuple[str, str]]:
    """What no table may say, by its cell."""
    try:
        require_fit(said)
    except Invalid as refusal:
        named = ((name.split("-"), texts) for name, texts in refusal.errors.items())
        return [(cells[(int(issue), language)], text) for (_note, issue, language), texts in named for text in texts]
    return []

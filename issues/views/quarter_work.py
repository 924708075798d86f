"""A body writes its quarter and publishes it: rows, balance, preview, publication."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from issues.forms.quarters import ManyForm, NoteForm, PublishForm, WorkbookForm
from issues.permissions import can_publish_quarter
from issues.queries.quarters.compared import beside
from issues.queries.quarters.published import shown, sum_line, terms
from issues.queries.quarters.writing import Writing, own_quarters, writing
from issues.services.quarters.freezing import preview
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import call_off_time, needs_late_reason, publish_quarter, set_time
from issues.workbooks.quarters import read_quarter, write_quarter
from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period, WrongPeriod
from portal.kit.documents import CONTENT_TYPES
from portal.kit.forms import add_refusal, sent_again
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.sheets.refusals import Unreadable

_PREVIEWED = 20


@require_safe
@workspace_view
def work_quarters(request: WorkspaceRequest) -> HttpResponse:
    """The last quarters of the own bodies, and of those below that have not published the last one."""
    return render(request, "issues/work_quarters.html", {"rows": own_quarters(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """Rows that are open at the end of the quarter, without news first; saved page by page, or many at once."""
    found = _writing(request, slug, period)
    open_rows = [row for row in found.rows if row.line is None or row.note is not None]
    page = paginate(request, open_rows)
    is_sent = request.method == "POST"
    forms = [NoteForm(request.POST if is_sent else None, row=row) for row in page.object_list]
    many = ManyForm(request.POST if is_sent else None)
    ticked = set(request.POST.getlist("ticked"))
    refused: Invalid | Conflict | None = None
    if is_sent and all(form.is_valid() for form in forms) and many.is_valid():
        try:
            changed = _save(request, found, forms, many, ticked)
        except Invalid as refusal:
            refused = refusal
            _mark(forms, refusal)
        except Conflict as refusal:
            refused = refusal
            found = _writing(request, slug, period)
            forms = _as_they_stand(request, found, forms)
        else:
            text = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", changed)
            messages.success(request, text % {"count": changed})
            if request.POST.get("act") == "on":
                return redirect("issues:work_quarter_publish", slug, period)
            return redirect(f"{request.path}?page={page.number}" if page.number > 1 else request.path)
    context = _beside(found) | {
        "page": page,
        "forms": [(form, str(form.row.issue.pk) in ticked) for form in forms],
        "many": many,
        "refused": refused,
        "errors": [(form, field, error) for form in forms for field in form for error in field.errors],
        "told": [row for row in found.rows if row.line is not None],
    }
    return render(request, "issues/work_quarter.html", context, status=422 if context["errors"] or refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter_table(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """The same rows as a table to fill in elsewhere; brought back it is taken whole, or refused cell by cell."""
    found = _writing(request, slug, period)
    if request.method != "POST" and request.GET.get("file"):
        language = get_language() or "kk"
        content = write_quarter(found, language=language, made_on=request.actor.on)
        name = f"quarter-{found.body.slug}-{found.period.key}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    context: dict[str, Any] = _beside(found) | {"form": form}
    if is_sent and form.is_valid():
        try:
            reading = read_quarter(cast("BinaryIO", form.cleaned_data["file"]), found)
            if not reading.problems:
                said = [Said(row.issue, row.kind, row.kk, row.ru) for row in reading.rows]
                changed = _save_said(request, found, said)
                text = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", changed)
                messages.success(request, text % {"count": changed})
                return redirect("issues:work_quarter", slug, period)
            context["problems"] = reading.problems
        except Unreadable as refusal:
            form.add_error("file", str(refusal.message))
        except Invalid as refusal:
            numbers = {row.issue.pk: row.issue.number for row in found.rows}
            refused = refusal.errors.items()
            context["problems"] = [(_place(name, numbers), text) for name, texts in refused for text in texts]
    is_refused = bool(form.errors or context.get("problems"))
    return render(request, "issues/work_quarter_table.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter_publish(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """Balance, preview and publication: at once, or at a set time that can be called off."""
    found = _writing(request, slug, period)
    actor, now = request.actor, clock.now()
    is_late = needs_late_reason(found.body, found.period, actor.on)
    may_set = found.last is None and found.due_on is not None and actor.on <= found.due_on
    is_sent = request.method == "POST"
    form = PublishForm(request.POST if is_sent else None, number=found.number, may_set=may_set, is_late=is_late)
    if is_sent and form.is_valid():
        told: dict[str, Any] = {
            "body": found.body,
            "period_key": found.period.key,
            "actor": actor,
            "today": actor.on,
            "now": now,
        }
        try:
            if form.publish_at is not None:
                set_time(**told, publish_at=form.publish_at)
                messages.success(request, _("The time is set: the portal publishes by itself then."))
                return redirect(request.path)
            reason = form.cleaned_data.get("late_reason", "")
            made = publish_quarter(**told, number=form.cleaned_data["number"], late_reason=reason)
        except Invalid as refusal:
            add_refusal(form, refusal, {name: "" for name in refusal.errors if name.startswith("note-")})
        except Conflict as refusal:
            # Another version was published, or a time set, meanwhile: what was typed is meant of what stands now.
            found = _writing(request, slug, period)
            again = sent_again(request.POST, number=found.number)
            form = PublishForm(again, number=found.number, may_set=may_set and found.last is None, is_late=is_late)
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The quarter is published."))
            return redirect(made.get_absolute_url())
    version, rows = preview(found.body, found.period, number=found.number, at=now, on=actor.on)
    sums = terms(version)
    context = _beside(found) | {
        "form": form,
        "version": version,
        "terms": sums,
        "line": sum_line(sums),
        "rows": list(shown(rows[:_PREVIEWED], get_language() or "kk", beside(version, rows[:_PREVIEWED]))),
        "more": max(0, len(rows) - _PREVIEWED),
        "printed": len(rows),
    }
    return render(request, "issues/work_quarter_publish.html", context, status=422 if form.errors else 200)


@require_POST
@workspace_view
def work_quarter_call_off(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """The set time is taken back: rows can be changed again."""
    found = _writing(request, slug, period)
    call_off_time(body=found.body, period_key=found.period.key, actor=request.actor)
    messages.success(request, _("The set time is called off; nothing was published."))
    return redirect("issues:work_quarter_publish", slug, period)


def _writing(request: WorkspaceRequest, slug: str, key: str) -> Writing:
    """Of a body the actor may publish for; 403 with the reason for others, 404 for a quarter that is not over."""
    body = get_object_or_404(Body.objects.select_related("territory__parent__parent"), slug=slug)
    can_publish_quarter(request.actor, body).require()
    try:
        period = Period.parse(key)
    except WrongPeriod as wrong:
        raise Http404 from wrong
    if period.end > request.actor.on:
        raise Http404
    return writing(body, period, now=clock.now())


def _beside(found: Writing) -> dict[str, Any]:
    return {"writing": found, "body": found.body, "period": found.period, "sums": terms(found.sums)}


def _save(request: WorkspaceRequest, found: Writing, forms: list[NoteForm], many: ManyForm, ticked: set[str]) -> int:
    """What is typed in the rows; with the button for many, their text stands in the ticked ones."""
    said = [form.said() for form in forms]
    if request.POST.get("act") == "many":
        given = many.cleaned_data
        said = [
            Said(one.issue, given["many_kind"] or one.kind, given["many_kk"], given["many_ru"], one.version)
            if str(one.issue) in ticked
            else one
            for one in said
        ]
    return _save_said(request, found, said)


def _save_said(request: WorkspaceRequest, found: Writing, said: list[Said]) -> int:
    actor = request.actor
    return save_notes(
        body=found.body, period_key=found.period.key, said=said, actor=actor, today=actor.on, now=clock.now()
    )


def _mark(forms: list[NoteForm], refusal: Invalid) -> None:
    """Each sentence at its field: the names of the refusal are those of the forms."""
    for form in forms:
        for name in ("kk", "ru"):
            for sentence in refusal.errors.get(f"{form.prefix}-{name}", ()):
                form.add_error(name, sentence)


def _as_they_stand(request: WorkspaceRequest, found: Writing, forms: list[NoteForm]) -> list[NoteForm]:
    """Somebody else wrote meanwhile: what was typed, and at each row of theirs what stands there now."""
    rows = {row.issue.pk: row for row in found.rows}
    standing = [rows.get(form.row.issue.pk, form.row) for form in forms]
    versions = {f"note-{row.issue.pk}-version": row.note.version if row.note else 0 for row in standing}
    again = [NoteForm(sent_again(request.POST, **versions), row=row) for row in standing]
    for form, before in zip(again, forms, strict=True):
        note = form.row.note
        if note is None or not form.is_valid() or note.version == before.said().version:
            continue
        for name, text in (("kk", note.text_kk), ("ru", note.text_ru)):
            form.add_error(name, _("Somebody else wrote here meanwhile: %(text)s") % {"text": text or "—"})
    return again


def _place(name: str, numbers: dict[int, str]) -> str:
    """The number of the issue that a field of a refusal is of."""
    part = name.removeprefix("note-").partition("-")[0]
    return numbers.get(int(part), "") if part.isdigit() else ""

"""A workbook into a proposal: give it, look at what was read, mend, take over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.bodies.models import Territory
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Conflict, DomainError, Invalid
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.sheets.days import read_when
from portal.sheets.times import leaves_open, read_time
from schedules.choices import ImportState
from schedules.forms.imports import ApplyForm, ConfirmForm, LeaveOutForm, MendForm, WorkbookForm
from schedules.forms.proposals import VersionForm
from schedules.models import Import, ImportRow
from schedules.models.imports import WHOLE_ROW
from schedules.queries.imports import (
    MEND,
    SKIPPED,
    choices_of,
    column_labels,
    first_tab,
    import_counts,
    open_imports,
    problem_sentence,
    rows_of,
    tab_labels,
    told_cells,
)
from schedules.queries.row_bodies import officials_for
from schedules.queries.rows import places
from schedules.services.imports import confirm_notes, discard_import, mend_rows, start_applying, start_import
from schedules.views.finding import own_proposal, why_not_open
from schedules.workbooks import Guide, Unreadable, check_workbook, guide_to
from schedules.workbooks.sentences import NOTES, PROBLEMS
from schedules.workbooks.sentences import SKIPPED as SKIPPED_SENTENCES

SENTENCES = {**PROBLEMS, **NOTES}


class _Interpreter:
    """Reads a person's correction with the same eyes as the workbook."""

    def __init__(self, index: Guide, period: Period, places: Mapping[str, Territory]) -> None:
        self._index, self._period, self._places = index, period, places

    def place(self, text: str) -> tuple[dict[str, Any], str, Sequence[str]]:
        code: str | None = text.strip()
        if code not in self._places:
            found = self._index.find(text, language=formats.language())
            if found.kato is None:
                return {}, found.code, found.choices
            code = found.kato
        place = self._places.get(code or "")
        return ({"territory": place}, "", ()) if place else ({}, "unknown_place", ())

    def when(self, text: str) -> tuple[dict[str, Any], str]:
        when = read_when(text, self._period)
        if when.code:
            return {}, when.code
        values: dict[str, Any] = {
            "days": [day.isoformat() for day in when.dates],
            "period_when": when.month or when.quarter or when.half,
        }
        if when.start_time:
            values["start_time"] = when.start_time
        return values, ""

    def time(self, text: str) -> tuple[dict[str, Any], str]:
        time = read_time(text)
        return ({"start_time": time}, "") if time or leaves_open(text) else ({}, "unclear_time")


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def import_new(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Give a workbook. What is no workbook at all is refused at once; reading is a worker's job."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    why = why_not_open(proposal)
    if request.method != "POST" and why:
        # Said before a file is chosen. One that comes all the same is refused by the service.
        return render(request, "schedules/not_open.html", {"proposal": proposal, "why": why})
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            check_workbook(upload.file)
            _kept, job = start_import(proposal=proposal, upload=upload, actor=actor, today=actor.on)
        except Unreadable as refusal:
            form.add_error("file", str(refusal.message))
        except Invalid as refusal:
            form.add_error("file", [str(sentence) for sentence in refusal.errors.get("file", [refusal.message])])
        else:
            return redirect(job)
    context = {"proposal": proposal, "form": form, "waiting": open_imports(proposal.pk)}
    return render(request, "schedules/import_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def import_preview(request: WorkspaceRequest, pk: int, import_pk: int) -> HttpResponse:
    """What was read, tab by tab; saving corrections stays on the tab."""
    actor, imported = _imported(request, pk, import_pk)
    if imported.state == ImportState.READING:
        return render(request, "schedules/import_reading.html", {"proposal": imported.proposal, "imported": imported})
    counts = import_counts(imported)
    labels = tab_labels()
    tab = request.GET.get("tab", "")
    tab = tab if tab in labels else first_tab(counts)
    around = places(actor.on) if tab == MEND else ([], [])
    if tab == SKIPPED:
        page = paginate(request, imported.skipped)
        forms: list[LeaveOutForm] = []
    else:
        page = paginate(request, rows_of(imported, tab))
        forms = _forms(request, actor, imported, list(page), around if tab == MEND else None)
        if request.method == "POST":
            answer = _mended(request, actor, imported, forms)
            if answer is not None:
                return answer
    context = {
        **_frame(imported, counts, tab),
        "page": page,
        "lines": _lines(page) if tab == SKIPPED else [],
        **_table(forms),
        "places": around,
        "apply": ApplyForm(
            initial={"version": imported.version}, has_puzzling=bool(counts.mend), inside="mend" if forms else ""
        ),
    }
    return render(request, "schedules/import.html", context)


@require_POST
@workspace_view
def import_apply(request: WorkspaceRequest, pk: int, import_pk: int) -> HttpResponse:
    """Have the understood rows taken into the proposal."""
    actor, imported = _imported(request, pk, import_pk)
    return _applied(request, actor, imported, request.POST)


@require_POST
@workspace_view
def import_discard(request: WorkspaceRequest, pk: int, import_pk: int) -> HttpResponse:
    """Set the workbook aside."""
    actor, imported = _imported(request, pk, import_pk)
    discard_import(imported=imported, actor=actor)
    messages.success(request, _("The import was cancelled. The proposal is unchanged."))
    return redirect(imported.proposal)


def _applied(request: HttpRequest, actor: Actor, imported: Import, data: Mapping[str, Any]) -> HttpResponse:
    form = ApplyForm(data, has_puzzling=bool(import_counts(imported).mend))
    if not form.is_valid():
        for sentences in form.errors.values():
            for sentence in sentences:
                messages.error(request, str(sentence))
        return redirect(imported)
    job = start_applying(imported=imported, expected_version=form.cleaned_data["version"], actor=actor, today=actor.on)
    return redirect(job)


@require_POST
@workspace_view
def import_confirm(request: WorkspaceRequest, pk: int, import_pk: int) -> HttpResponse:
    """Take all rows with one note over all the same, or leave them out."""
    actor, imported = _imported(request, pk, import_pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect(imported)
    try:
        confirm_notes(
            imported=imported,
            code=form.cleaned_data["code"],
            takes=form.cleaned_data["answer"] == "take",
            expected_version=form.cleaned_data["version"],
            actor=actor,
        )
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
    else:
        messages.success(request, _("The answer is saved."))
    return redirect(imported)


# -- steps -----------------------------------------------------------------------------------------------------------
def _mended(request: HttpRequest, actor: Actor, imported: Import, forms: Sequence[LeaveOutForm]) -> HttpResponse | None:
    """Save what was settled and come back; nothing when a field is wrong and the page is to be shown again."""
    wrong = [form for form in forms if not form.is_valid()]
    if wrong:
        return None
    mends = {form.row.pk: mend for form in forms if (mend := form.mend()) is not None}
    try:
        mended = mend_rows(
            imported=imported, mends=mends, expected_version=VersionForm.version_in(request.POST), actor=actor
        )
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
        return None
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect(imported.proposal)
    if "apply" in request.POST:
        # Whoever takes over without saving first means what stands in the fields.
        return _applied(request, actor, mended, {**request.POST.dict(), "version": mended.version})
    if any(mend.still for mend in mends.values()):
        messages.warning(request, _("Some answers were not understood either. The reason stands at each of them."))
    else:
        messages.success(request, _("The corrections are saved."))
    return redirect(request.get_full_path())


def _forms(
    request: HttpRequest,
    actor: Actor,
    imported: Import,
    rows: list[ImportRow],
    around: tuple[list[Territory], list[Territory]] | None,
) -> list[LeaveOutForm]:
    """A form for each row of the page; `around` are regions and districts when the rows are to be mended."""
    data = request.POST if request.method == "POST" else None
    if around is None:
        return [LeaveOutForm(data, row=row) for row in rows]
    officials = officials_for(imported.proposal, actor.on)
    known = {**{place.kato: place for place in (*around[0], *around[1])}, **choices_of(rows)}
    proposal = imported.proposal
    guide = guide_to(proposal.kind, proposal.body, proposal.period, actor.on)
    interpreter = _Interpreter(guide, proposal.period, known)
    return [MendForm(data, row=row, interpreter=interpreter, officials=officials, places=known) for row in rows]


def _questions(form: LeaveOutForm) -> list[dict[str, Any]]:
    """What is asked about a row: its notes together, which have one answer, then each cell with its fields."""
    notes = form.row.notes
    asked = [(notes, WHOLE_ROW)] if notes else []
    asked += [([problem], problem["field"]) for problem in form.row.problems if problem["field"] != WHOLE_ROW]
    return [
        {
            "told": [{"cell": each["cell"], "sentence": problem_sentence(each, SENTENCES)} for each in problems],
            "fields": [form[name] for name in _names(form, field)],
        }
        for problems, field in asked
    ]


def _names(form: Form, field: str) -> list[str]:
    names = {"place": ("which", "place"), WHOLE_ROW: ("keep",)}.get(field, (field,))
    return [name for name in names if name in form.fields]


def _table(forms: Sequence[LeaveOutForm]) -> dict[str, Any]:
    """Rows as they stand in the workbook, under the letters of their columns where all rows share them."""
    each: list[dict[str, Any]] = [
        {"form": form, "row": form.row, "told": told_cells(form.row), "questions": _questions(form)} for form in forms
    ]
    shown = [
        key
        for key in column_labels()
        if any(cell.key == key and cell.is_told for line in each for cell in line["told"])
    ]
    heads = []
    for key in shown:
        letters = {cell.letter for line in each for cell in line["told"] if cell.key == key}
        heads.append({"key": key, "label": column_labels()[key], "letter": letters.pop() if len(letters) == 1 else ""})
    for line in each:
        line["told"] = [cell for cell in line["told"] if cell.key in shown]
    return {"each": each, "heads": heads, "width": len(heads) + 2}


def _lines(page: Page) -> list[dict[str, Any]]:
    return [{**line, "sentence": SKIPPED_SENTENCES.get(line["why"], line["why"])} for line in page]


def _frame(imported: Import, counts: Any, tab: str) -> dict[str, Any]:
    address = imported.get_absolute_url()
    texts = {name: str(column_labels()[name]) for name in counts.without_kk}
    return {
        "proposal": imported.proposal,
        "imported": imported,
        "counts": counts,
        "noted": [
            {"code": noted.code, "count": noted.count, "sentence": problem_sentence(vars(noted), NOTES)}
            for noted in counts.noted
        ],
        "without_kk": [{"label": texts[name], "count": count} for name, count in counts.without_kk.items()],
        "tab": tab,
        "is_open": imported.state == ImportState.READY,
        "why_not": why_not_open(imported.proposal) if imported.state == ImportState.READY else "",
        "tabs": [
            {"url": f"{address}?tab={key}", "label": label, "count": getattr(counts, key), "current": key == tab}
            for key, label in tab_labels().items()
        ],
    }


def _imported(request: WorkspaceRequest, pk: int, import_pk: int) -> tuple[Actor, Import]:
    actor = request.actor
    found = get_object_or_404(
        Import.objects.visible_to(actor).select_related("proposal__body"), pk=import_pk, proposal=pk
    )
    return actor, found

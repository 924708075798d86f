"""A body writes its quarter and publishes it: rows, balance, preview, publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from issues.errors import CHANGED
from issues.forms.quarters import ManyForm, NoteForm, PublishForm
from issues.permissions import can_publish_quarter
from issues.queries.quarters.compared import beside
from issues.queries.quarters.owed import is_known
from issues.queries.quarters.published import shown, sum_line, terms
from issues.queries.quarters.writing import Writing, own_quarters, writing
from issues.services.quarters.freezing import preview
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import needs_late_reason, publish_quarter
from issues.services.quarters.timers import call_off_time, set_time
from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, DomainError, Invalid
from portal.kernel.periods import Period, WrongPeriod
from portal.kit.forms import sent_again
from portal.kit.http import workspace_view
from portal.kit.paging import paginate

_PREVIEWED = 20
#: Buttons of the rows: one text for the ticked ones, for those that are empty, and before the number of an issue that
#: is solved.
_TICKED, _EMPTY, _SOLVED = "many", "empty", "solved-"


@require_safe
@workspace_view
def work_quarters(request: WorkspaceRequest) -> HttpResponse:
    """The last quarters of the own bodies, and of those below that have not published the last one."""
    return render(request, "issues/work_quarters.html", {"rows": own_quarters(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """Rows that are open at the end of the quarter, without news first; saved page by page, or many at once."""
    found = found_writing(request, slug, period)
    open_rows = [row for row in found.rows if row.line is None or row.note is not None]
    page = paginate(request, open_rows)
    is_sent = request.method == "POST"
    data, act = (request.POST, request.POST.get("act", "")) if is_sent else (None, "")
    forms = _sent(request, found) if is_sent else [NoteForm(row=row) for row in page.object_list]
    ticked = set(request.POST.getlist("ticked"))
    many = ManyForm(data, is_meant=act in (_TICKED, _EMPTY), has_rows=act != _TICKED or bool(ticked))
    refused: DomainError | None = None
    # Each is judged, whatever is wrong in another.
    judged = [form.is_valid() for form in (*forms, many)]
    if is_sent and all(judged):
        try:
            changed = _save(request, found, forms, many, ticked)
        except Invalid as refusal:
            refused = refusal
            _mark(forms, refusal)
        except Conflict as refusal:
            refused, found = refusal, found_writing(request, slug, period)
            if refusal.code == CHANGED:
                forms = _meanwhile(request, found, ticked)
        else:
            text = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", changed)
            messages.success(request, text % {"count": changed})
            return redirect(_next(request, found, page.number))
    context = page_of(found) | {
        "page": page,
        "forms": [(form, str(form.row.issue.pk) in ticked) for form in forms],
        "many": many,
        "refused": refused,
        # What was typed when a time was set meanwhile can be sent again once that is called off.
        "is_open": found.timer is None or refused is not None,
        "errors": [(form, field, error) for form in forms for field in form for error in field.errors],
        "told": [row for row in found.rows if row.line is not None],
    }
    is_refused = bool(context["errors"] or many.errors or refused)
    return render(request, "issues/work_quarter.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_quarter_publish(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """Balance, preview and publication: at once, or at a set time that can be called off."""
    found = found_writing(request, slug, period)
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
            _refuse(form, refusal)
        except Conflict as refusal:
            # Another version was published, or a time set, meanwhile: what was typed is meant of what stands now.
            found = found_writing(request, slug, period)
            again = sent_again(request.POST, number=found.number)
            form = PublishForm(again, number=found.number, may_set=may_set and found.last is None, is_late=is_late)
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The quarter is published."))
            return redirect(made.get_absolute_url())
    version, rows = preview(found.body, found.period, number=found.number, at=now, on=actor.on)
    sums = terms(version)
    context = page_of(found) | {
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
    """The set time is taken back: rows can be changed again. One that has come meanwhile is said to be gone."""
    found = found_writing(request, slug, period)
    try:
        call_off_time(body=found.body, period_key=found.period.key, actor=request.actor)
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The set time is called off; nothing was published."))
    return redirect("issues:work_quarter_publish", slug, period)


def found_writing(request: WorkspaceRequest, slug: str, key: str) -> Writing:
    """Of a body the actor may publish for; 403 with the reason for others, 404 for a quarter that is not over, or of
    which the portal knows nothing.
    """
    body = get_object_or_404(Body.objects.select_related("territory__parent__parent"), slug=slug)
    can_publish_quarter(request.actor, body).require()
    try:
        period = Period.parse(key)
    except WrongPeriod as wrong:
        raise Http404 from wrong
    if period.end > request.actor.on:
        raise Http404
    found = writing(body, period, now=clock.now())
    if not is_known(body, period, found.due_on):
        raise Http404
    return found


def page_of(found: Writing) -> dict[str, Any]:
    return {"writing": found, "body": found.body, "period": found.period, "sums": terms(found.sums)}


def _next(request: WorkspaceRequest, found: Writing, page: int) -> str:
    """Where the button that was pressed leads; an issue that is solved is said to be so on its own page, which comes
    back here.
    """
    act, names = request.POST.get("act", ""), (found.body.slug, found.period.key)
    if act == "on":
        return reverse("issues:work_quarter_publish", args=names)
    number = act.removeprefix(_SOLVED)
    if act != number and any(row.is_in_hand and row.issue.number == number for row in found.rows):
        return f"{reverse('issues:work_issue', args=[number])}?quarter={'/'.join((*names, str(page)))}#claim"
    here = reverse("issues:work_quarter", args=names)
    return f"{here}?page={page}" if page > 1 else here


def _save(request: WorkspaceRequest, found: Writing, forms: list[NoteForm], many: ManyForm, ticked: set[str]) -> int:
    """What is typed in the rows; with a button for many, their text stands in the ticked ones, or in every row of every
    page in which nothing does.
    """
    act = request.POST.get("act")
    forms = [form for form in forms if not _is_left_out(request, form, ticked)]
    if any(form.is_overtaken for form in forms):
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)
    said = [form.said() for form in forms]
    if act == _TICKED:
        said = [many.said(one) if str(one.issue) in ticked else one for one in said]
    elif act == _EMPTY:
        here = {one.issue for one in said}
        said += [Said(row.issue.pk, version=0) for row in found.empty if row.issue.pk not in here]
        said = [one if one.kk or one.ru else many.said(one) for one in said]
    return save_said(request, found, said)


def save_said(request: WorkspaceRequest, found: Writing, said: list[Said]) -> int:
    actor = request.actor
    return save_notes(
        body=found.body, period_key=found.period.key, said=said, actor=actor, today=actor.on, now=clock.now()
    )


def _sent(request: WorkspaceRequest, found: Writing) -> list[NoteForm]:
    """Of every row that stood on the page when it was given out: published meanwhile, it would stand there no more."""
    sent = {name.split("-")[1] for name in request.POST if name.startswith("note-")}
    return [NoteForm(request.POST, row=row) for row in found.rows if str(row.issue.pk) in sent]


def _is_left_out(request: WorkspaceRequest, form: NoteForm, ticked: set[str]) -> bool:
    """What was published meanwhile is not noted once more, and is not empty; ticked, it was meant."""
    is_ticked = request.POST.get("act") == _TICKED and str(form.row.issue.pk) in ticked
    return form.is_valid() and form.is_over and not is_ticked


def _meanwhile(request: WorkspaceRequest, found: Writing, ticked: set[str]) -> list[NoteForm]:
    """Somebody else was first: what was typed stays, beside what stands now, and is meant when it is sent once more."""
    data, fresh = request.POST.copy(), []
    for form in _sent(request, found):
        if _is_left_out(request, form, ticked):
            continue
        is_other = False
        for field in ("version", "line"):
            name, value = form.add_prefix(field), str(form.initial[field])
            is_other = is_other or data.get(name, "") != value
            data[name] = value
        again = NoteForm(data, row=form.row)
        again.is_valid()
        if is_other:
            sentence = _("Written here meanwhile: “%(text)s”. Sent again, yours stands.")
            again.add_error("kk", sentence % {"text": form.row.stands})
        fresh.append(again)
    return fresh


def _refuse(form: PublishForm, refusal: Invalid) -> None:
    """A row that is noted in one language by its number: it stands on another page."""
    for name, sentences in refusal.errors.items():
        number = name.removeprefix("note-")
        field = "day" if name == "publish_at" else name
        for sentence in sentences:
            form.add_error(
                field if field in form.fields else None, f"{number}: {sentence}" if number != name else sentence
            )


def _mark(forms: list[NoteForm], refusal: Invalid) -> None:
    """Each sentence at its field: the names of the refusal are those of the forms."""
    for form in forms:
        for name in ("kk", "ru"):
            for sentence in refusal.errors.get(f"{form.prefix}-{name}", ()):
                form.add_error(name, sentence)

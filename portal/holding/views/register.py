"""The register of questions of a meeting: a table, one card a question, the same for many."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.bodies.permissions import WorkspaceRequest
from portal.holding.choices import Fate
from portal.holding.forms.questions import MENDED_AT_ONCE
from portal.holding.forms.register import AddForm, ManyForm, NewQuestionForm, QuestionForm
from portal.holding.models import Account, Question
from portal.holding.queries.account import SECTIONS, bare_account, register_of
from portal.holding.queries.agenda import not_yet_told
from portal.holding.queries.wanting import is_lacking, wanting
from portal.holding.services.asked import add_asked
from portal.holding.services.register import add_question, set_many, set_question, withdraw_question
from portal.holding.services.steps import Said
from portal.holding.views.account import POSTED, account_of, save
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.questions.models import AskedQuestion

#: Questions on a page of the register, as many as the log shows at once.
SHOWN = MENDED_AT_ONCE


@require_http_methods(POSTED)
@workspace_view
def questions(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Page by page; the same body, term or measure for those that are ticked; and one more."""
    found, actor = account_of(request.actor, number, bare_account), request.actor
    page = paginate(request, register_of(found), SHOWN)
    data = request.POST.copy() if request.method == "POST" else None
    adds = data is not None and "add" in data
    many = ManyForm(None if adds or (data is not None and "before" in data) else data, account=found)
    add = AddForm(data if adds else None)
    ticked = {int(one) for one in data.getlist("numbers") if one.isdecimal() and len(one) < 6} if data else set()
    if adds and add.is_valid():
        try:
            added = add_question(account=found, actor=actor, today=actor.on, now=clock.now(), **add.cleaned_data)
        except Invalid as refusal:
            add_refusal(add, refusal)
        else:
            messages.success(request, _("The question is added."))
            return _to_page(number, _page_of(found, added))
    elif data is not None and not adds and "before" not in data and many.is_valid():
        values = {name: many.cleaned_data[name] for name in ("body", "due_on", "measure_kk", "measure_ru")}
        given: list[int] = []
        saved, _stands = save(
            many,
            data,
            lambda: given.append(
                set_many(
                    account=found,
                    numbers=ticked,
                    values=values,
                    actor=actor,
                    today=actor.on,
                    now=clock.now(),
                    expected_version=many.cleaned_data["version"],
                    said=many.said(),
                )
            ),
        )
        if saved:
            told = ngettext("%(count)d question is filled in.", "%(count)d questions are filled in.", given[0])
            messages.success(request, told % {"count": given[0]})
            return _to_page(number, page.number)
    if data is not None and "before" in data:
        _add_asked(request, found)
        return _to_page(number, page.number)
    context = {
        "account": found,
        "meeting": found.meeting,
        "page": page,
        "taken": [(row, is_lacking(row)) for row in page if row.fate == Fate.TAKEN],
        "others": [row for row in page if row.fate != Fate.TAKEN],
        "ticked": ticked,
        "many": many,
        "add": add,
        "before": [] if found.is_published else not_yet_told(found),
        "fates": Fate.choices,
        "title": f"{SECTIONS['questions']}: {number}",
        "section_title": SECTIONS["questions"],
    }
    return render(
        request, "holding/questions.html", context, status=Invalid.status if many.errors or add.errors else 200
    )


def _add_asked(request: WorkspaceRequest, found: Account) -> None:
    """One that was asked before the meeting. Raises Conflict, NotAllowed; a refusal is said above the page."""
    asked = AskedQuestion.objects.filter(meeting=found.meeting_id, number=request.POST["before"]).first()
    actor = request.actor
    if asked is None:
        messages.error(request, _("This question is not on the agenda of the meeting."))
        return
    fate = request.POST.get("fate", "")
    try:
        add_asked(account=found, question=asked, fate=fate, actor=actor, today=actor.on, now=clock.now())
    except Invalid as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The question is added."))


@require_http_methods(POSTED)
@workspace_view
def new_question(request: WorkspaceRequest, number: str) -> HttpResponse:
    """One that was left out, whole; of published results it is a correction that everybody reads of."""
    found, actor = account_of(request.actor, number), request.actor
    data = request.POST.copy() if request.method == "POST" else None
    form = NewQuestionForm(data, account=found)
    if data is not None and form.is_valid():
        saved, _stands = save(
            form,
            data,
            lambda: add_question(
                account=found,
                asked=form.cleaned_data["asked"],
                entry=form.entry(),
                actor=actor,
                today=actor.on,
                now=clock.now(),
                expected_version=form.cleaned_data["version"],
                said=form.said(),
            ),
        )
        if saved:
            messages.success(request, _("The question is added."))
            return redirect("holding:questions", number)
    context = {
        "account": found,
        "meeting": found.meeting,
        "form": form,
        "title": pgettext("page", "A question that was left out: %(number)s") % {"number": number},
    }
    return render(request, "holding/question_new.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(POSTED)
@workspace_view
def question(request: WorkspaceRequest, number: str, place: str) -> HttpResponse:
    """One card; saved, it leads to the next that lacks something."""
    found, actor = account_of(request.actor, number), request.actor
    row = _row(found, int(place))
    data = request.POST.copy() if request.method == "POST" else None
    form = QuestionForm(data, account=found, question=row)
    stands: list[tuple[object, object]] = []
    if data is not None and form.is_valid():
        saved, stands = save(
            form,
            data,
            lambda: set_question(
                account=found,
                number=row.number,
                entry=form.entry(),
                actor=actor,
                today=actor.on,
                now=clock.now(),
                expected_version=form.cleaned_data["version"],
                said=form.said(),
            ),
        )
        if saved:
            messages.success(request, _("Saved."))
            left = _next(account_of(actor, number), row.number)
            return redirect("holding:questions", number) if left is None else redirect("holding:question", number, left)
    numbers = [each.number for each in found.questions.all()]
    at = numbers.index(row.number)
    context = {
        "account": found,
        "meeting": found.meeting,
        "row": row,
        "form": form,
        "stands": stands,
        "before": numbers[at - 1] if at else None,
        "after": numbers[at + 1] if at + 1 < len(numbers) else None,
        "place": at + 1,
        "of": len(numbers),
        "title": _("Question %(number)s") % {"number": f"{number}/{row.number}"},
    }
    return render(request, "holding/question.html", context, status=Invalid.status if form.errors else 200)


@require_POST
@workspace_view
def drop_question(request: WorkspaceRequest, number: str, place: str) -> HttpResponse:
    """Take a question out that was none; of published results with a word about it."""
    found, actor = account_of(request.actor, number), request.actor
    row = _row(found, int(place))
    said = Said(request.POST.get("correction_kk", "")[:500], request.POST.get("correction_ru", "")[:500])
    try:
        withdraw_question(account=found, number=row.number, actor=actor, today=actor.on, now=clock.now(), said=said)
    except Invalid as refusal:
        messages.error(request, str(refusal.message))
        return redirect("holding:question", number, row.number)
    messages.success(request, _("The question is taken out. Its number is not given again."))
    return redirect("holding:questions", number)


def _to_page(number: str, page: int) -> HttpResponse:
    address = reverse("holding:questions", args=[number])
    return redirect(f"{address}?page={page}" if page > 1 else address)


def _page_of(account: Account, question: Question) -> int:
    """The page of the register on which the question stands, which is the last of its sort."""
    rows = Question.objects.standing().filter(account=account)
    before = rows.filter(fate=Fate.TAKEN) if question.fate == Fate.TAKEN else rows
    return -(-before.count() // SHOWN)


def _row(account: Account, number: int) -> Question:
    for row in account.questions.all():
        if row.number == number:
            return row
    raise Http404(_("There is no such question."))


def _next(account: Account, after: int) -> int | None:
    """The next that lacks something, those behind it first."""
    lacking = sorted({each.question for each in wanting(account) if each.question is not None})
    behind = [number for number in lacking if number > after]
    return next(iter([*behind, *lacking]), None)

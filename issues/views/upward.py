"""Systemic problems go up in packages and come back answered: pages of offices, and what everybody reads."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from issues.forms.upward import AnswersForm, HalfForm, NumberForm, NumbersForm, ProblemForm, VisitForm
from issues.models import Package, SystemicProblem
from issues.permissions import can_answer_package, can_write_problem
from issues.queries.gathering import suggested, under
from issues.queries.high import high_of
from issues.queries.package_work import told_problems
from issues.queries.upward import (
    package_page,
    packages_of_everybody,
    receivers,
    stating_bodies,
    visits,
    work_of,
)
from issues.services.packages import answer_package, prepare_package, register_package, send_package, take_up
from issues.services.problems import close_problem, correct_problem, gather, let_go, state_problem
from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import Kept


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def problems(request: WorkspaceRequest) -> HttpResponse:
    """Problems of the own bodies, packages sent and received, acts above that the actor records; a new package is
    prepared here.
    """
    actor = request.actor
    mine = stating_bodies(actor)
    form = HalfForm(request.POST if request.method == "POST" else None, receivers=receivers(actor.on, stated_by=mine))
    if request.method == "POST" and form.is_valid():
        to_body = get_object_or_404(Body, slug=form.cleaned_data["to_body"])
        body = get_object_or_404(Body.objects.filter(pk__in=[each.pk for each in mine]), slug=request.POST.get("body"))
        try:
            package = prepare_package(
                body=body, to_body=to_body, period_key=form.cleaned_data["period_key"], actor=actor, today=actor.on
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("issues:work_package", package.pk)
    context = {"work": work_of(actor), "bodies": mine, "form": form, "acts": high_of(actor)}
    return render(request, "issues/problems.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def new_problem(request: WorkspaceRequest) -> HttpResponse:
    actor = request.actor
    mine = stating_bodies(actor)
    if not mine:
        raise Http404
    form = ProblemForm(request.POST or None, bodies=mine, receivers=receivers(actor.on))
    if request.method == "POST" and form.is_valid():
        try:
            made = state_problem(
                body=form.chosen("body"),
                addressee=form.chosen("addressee"),
                topic=form.cleaned_data["topic"],
                texts=form.texts(),
                actor=actor,
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The problem is stated. Gather the issues it is made of."))
            return redirect("issues:work_problem", made.pk)
    return render(request, "issues/problem_new.html", {"form": form}, status=Invalid.status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_problem(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Its words, the issues under it, and issues that could stand there."""
    actor = request.actor
    rows = SystemicProblem.objects.select_related("body__territory", "addressee", "topic__parent", "region")
    problem = get_object_or_404(rows.written_by(actor), pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    initial = {name: getattr(problem, name) for name in _WORDS} | {
        "body": problem.body.slug,
        "addressee": problem.addressee.slug,
        "topic": problem.topic_id,
    }
    form = ProblemForm(
        request.POST if act == "correct" else None,
        bodies=[problem.body],
        receivers=receivers(actor.on),
        initial=initial,
    )
    numbers = NumbersForm(request.POST if act == "gather" else None)
    try:
        if act and _do(request, act, problem, form, numbers):
            return redirect("issues:work_problem" if act != "close" else "issues:problems", *([pk] * (act != "close")))
    except Invalid as refusal:
        add_refusal(numbers if act == "gather" else form, refusal)
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    context = {
        "problem": problem,
        "form": form,
        "numbers": numbers,
        "rows": under(problem, actor),
        "suggested": suggested(problem, actor),
        "sent": problem.sent_in.select_related("package__to_body").order_by("-package__period_key"),
        "may_write": bool(can_write_problem(actor, problem.body)),
    }
    is_wrong = bool(form.errors or numbers.errors)
    return render(request, "issues/problem.html", context, status=Invalid.status if is_wrong else 200)


_WORDS = tuple(f"{name}_{language}" for name in ("title", "text", "proposal") for language in ("kk", "ru"))


def _do(request: WorkspaceRequest, act: str, problem: SystemicProblem, form: ProblemForm, numbers: NumbersForm) -> bool:
    """Whether something was done. Raises Invalid, Conflict, NotAllowed."""
    actor = request.actor
    if act == "correct" and form.is_valid():
        expected = request.POST.get("version", "")
        correct_problem(
            problem=problem,
            addressee=form.chosen("addressee"),
            topic=form.cleaned_data["topic"],
            texts=form.texts(),
            actor=actor,
            today=actor.on,
            expected_version=int(expected) if expected.isascii() and expected.isdigit() else None,
        )
    elif act == "gather" and numbers.is_valid():
        gather(problem=problem, numbers=numbers.given(), actor=actor)
    elif act == "let_go":
        let_go(problem=problem, number=request.POST.get("number", ""), actor=actor)
    elif act == "close":
        close_problem(problem=problem, actor=actor, today=actor.on)
    else:
        return False
    messages.success(request, _("It is saved."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_package(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Of who sends it: the letter's number and sending. Of its receiver: registration, answers, the visit."""
    actor = request.actor
    found = Package.objects.seen_by(actor).select_related("body__territory", "to_body", "meeting")
    package = get_object_or_404(found, pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    told = told_problems(package)
    send = NumberForm(request.POST if act in ("send", "register") else None)
    answers = AnswersForm(request.POST if act == "answer" else None, told=told)
    visit = VisitForm(
        request.POST if act == "visit" else None,
        meetings=visits(package),
        initial={"meeting": package.meeting.number if package.meeting else ""},
    )
    form: Any = {"answer": answers, "visit": visit}.get(act, send)
    if act in _OF_PACKAGE and form.is_valid():
        try:
            _OF_PACKAGE[act](package, form, actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("It is saved."))
            return redirect("issues:work_package", pk)
    context = {
        "package": package,
        "told": told,
        "send": send,
        "answers": answers,
        "visit": visit,
        "is_own": bool(can_write_problem(actor, package.body)),
        "is_receiver": bool(can_answer_package(actor, package)),
        "is_late": package in Package.objects.late(actor.on),
    }
    is_wrong = bool(act and form.errors)
    return render(request, "issues/package_work.html", context, status=Invalid.status if is_wrong else 200)


_OF_PACKAGE: dict[str, Any] = {
    "send": lambda package, form, actor: send_package(
        package=package, number=form.cleaned_data["number"], actor=actor, today=actor.on, now=clock.now()
    ),
    "register": lambda package, form, actor: register_package(
        package=package, number=form.cleaned_data["number"], actor=actor, today=actor.on
    ),
    "answer": lambda package, form, actor: answer_package(
        package=package, answers=form.answers(), actor=actor, today=actor.on, now=clock.now()
    ),
    "visit": lambda package, form, actor: take_up(package=package, meeting=form.cleaned_data["meeting"], actor=actor),
}


@require_safe
@public_page(kept=Kept(topics=(MEETINGS, ISSUES)))
def packages(request: HttpRequest) -> HttpResponse:
    """What regions sent up, half-year by half-year, and whether it was answered in time."""
    context = {
        "crumbs": [(pgettext("page", "Issues"), reverse("issues:issues")), (_("Systemic problems"), None)],
        "halves": packages_of_everybody(clock.today()),
    }
    return render(request, "issues/packages.html", context)


@require_safe
@public_page(kept=Kept(topics=(MEETINGS, ISSUES)))
def package(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        page = package_page(pk, clock.today())
    except Package.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    crumbs = [
        (pgettext("page", "Issues"), reverse("issues:issues")),
        (_("Systemic problems"), reverse("issues:packages")),
        (_("Package of systemic problems"), None),
    ]
    return render(request, "issues/package.html", {"page": page, "package": page.package, "crumbs": crumbs})

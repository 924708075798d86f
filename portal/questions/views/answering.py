"""The akimat publishes its rules for demands, and answers what is demanded of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.bodies.choices import Role
from portal.bodies.models import Body, Official
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.verdicts import denied
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.questions.choices import DemandState
from portal.questions.forms.demanding import AnswerForm, AppointForm, JoinForm, RulesForm
from portal.questions.models import Demand
from portal.questions.permissions import can_answer_demand
from portal.questions.queries.demands import demand_called, followers_of, heads_of, meetings_to_join
from portal.questions.queries.policies import policy_for
from portal.questions.services import answering
from portal.questions.services.policies import publish_policy

APPOINT, JOIN, DECLINE = "appoint", "join", "decline"
#: How much of the demand is offered as the subject of the meeting.
_SUBJECT = 200


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def rules(request: WorkspaceRequest) -> HttpResponse:
    """Of the akimat whose head looks; what is published is shown once more before it counts."""
    actor = request.actor
    akimats = Body.objects.akimats().select_related("territory__parent__parent__parent").order_by("pk")
    bodies = list(akimats.in_force(actor.on).filter(pk__in=actor.bodies(Role.HEAD)))
    if not bodies:
        denied("not_head", _("Only the head of the akimat publishes its rules for demands.")).require()
    slug = request.GET.get("body", "")
    body = next((each for each in bodies if each.slug == slug), None if slug else bodies[0])
    if body is None:
        raise Http404
    policy = policy_for(body, actor.on)
    initial = (
        {name: getattr(policy, name) for name in ("threshold", "gather_days", "answer_days", "ground_kk", "ground_ru")}
        if policy
        else {}
    )
    form = RulesForm(request.POST) if request.method == "POST" else RulesForm(initial=initial)
    followers = followers_of(body, actor.on)
    gathering = Demand.objects.filter(body__in=[body.pk, *followers], state=DemandState.OPEN).count()
    context: dict[str, Any] = {
        "form": form,
        "body": body,
        "bodies": bodies,
        "policy": policy,
        "is_own": policy is not None and policy.body_id == body.pk,
        "gathering": gathering,
        "followers": len(followers),
    }
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "confirm" not in request.POST:
            return render(request, "questions/rules_confirm.html", context | {"rules": form.rules()})
        try:
            publish_policy(body=body, rules=form.rules(), actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The rules are published and count from today."))
            return redirect("questions:demand_rules")
    return render(request, "questions/rules.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def demand_answer(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Three ways to answer, each with its own form; what was typed into one stays when it is refused."""
    actor = request.actor
    try:
        demand = demand_called(number)
    except Demand.DoesNotExist:
        raise Http404 from None
    if not Demand.objects.moderated_by(actor).filter(pk=demand.pk).exists():
        raise Http404
    verdict = can_answer_demand(actor, demand)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    to_join = list(meetings_to_join(demand, actor.on)[:50])
    official = heads_of([demand.body], actor.on).get(demand.body_id)
    initial = {
        "version": demand.version,
        "subject_kk": answering.shortened(demand.text_kk, _SUBJECT),
        "subject_ru": answering.shortened(demand.text_ru, _SUBJECT),
    }
    labels = {each.number: f"{formats.when_text(each.when, at=each.start_time)} · {each.title}" for each in to_join}

    def data(of: str) -> Any:
        return request.POST if act == of else None

    page = {
        APPOINT: AppointForm(data(APPOINT), initial=initial, auto_id="appoint_%s"),
        JOIN: JoinForm(data(JOIN), initial=initial, auto_id="join_%s", labels=labels),
        DECLINE: AnswerForm(data(DECLINE), initial=initial, auto_id="decline_%s"),
    }
    refused = ""
    if act in page:
        verdict.require()
        form = page[act]
        if form.is_valid():
            try:
                _answer(act, form, demand, official, request)
            except Invalid as refusal:
                add_refusal(form, refusal)
            except Conflict as conflict:
                refused = str(conflict.message)
            else:
                messages.success(request, _("The answer is public, and those who asked for it are told."))
                return redirect("questions:demand", demand.number)
    context = {
        "demand": demand,
        "forms": page,
        "may_answer": bool(verdict),
        "verdict": verdict,
        "has_meetings": bool(to_join),
        "official": official,
        "act": act,
        "refused": refused,
        "days_left": (demand.answer_due_on - actor.on).days if demand.answer_due_on else None,
    }
    status = Invalid.status if refused or any(form.errors for form in page.values()) else 200
    return render(request, "questions/demand_answer.html", context, status=status)


def _answer(act: str, form: AnswerForm, demand: Demand, official: Official | None, request: WorkspaceRequest) -> Demand:
    said: dict[str, Any] = {
        "demand": demand,
        "answer": form.answer(),
        "actor": request.actor,
        "today": request.actor.on,
        "now": clock.now(),
        "expected": form.cleaned_data["version"],
    }
    if isinstance(form, AppointForm):
        if official is None:
            raise Invalid.at("day", _("Nobody holds the office of the akim today."))
        return answering.appoint_meeting(facts=form.facts(official, demand.territory), **said)
    if isinstance(form, JoinForm):
        return answering.join_to_meeting(number=form.cleaned_data["meeting"], **said)
    return answering.decline_demand(**said)

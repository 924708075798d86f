"""The law for everyone: all duties of the acts, and the calculator of their days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from portal.deadlines.forms.calculator import CalculatorForm, DutiesForm
from portal.deadlines.queries.calculator import bodies_to_ask, calculate
from portal.deadlines.queries.duty_list import law_list
from portal.kernel import clock
from portal.kit import formats
from portal.kit.http import public_page


@public_page
def calculator(request: HttpRequest) -> HttpResponse:
    """Any duty on any day. The address holds the question, so an answer can be sent to somebody."""
    today = clock.today()
    is_asked = "duty" in request.GET
    data = request.GET.copy()
    if is_asked and not data.get("on"):
        data["on"] = formats.day_digits(today)
    form = CalculatorForm(
        data if is_asked else None, bodies=bodies_to_ask(formats.language(), data.get("body", "")), today=today
    )
    answer = calculate(form.question()) if is_asked and form.is_valid() else None
    crumbs = [
        (pgettext("page", "Deadlines"), reverse("deadlines:board")),
        (pgettext("page", "Duties"), reverse("deadlines:duties")),
        (pgettext("page", "Calculator"), None),
    ]
    return render(request, "deadlines/calculator.html", {"crumbs": crumbs, "form": form, "answer": answer})


@public_page
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty by act, with what stands on a day."""
    today = clock.today()
    form = DutiesForm({"on": request.GET.get("on") or formats.day_digits(today), "show": request.GET.get("show", "")})
    context = {
        "crumbs": [(pgettext("page", "Deadlines"), reverse("deadlines:board")), (pgettext("page", "Duties"), None)],
        "form": form,
    }
    if form.is_valid():
        on = form.cleaned_data["on"]
        context |= {"on": on, "acts": law_list(on, whole=form.cleaned_data["show"] == "all")}
    return render(request, "deadlines/duty_list.html", context)

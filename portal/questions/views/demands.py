"""Residents demand a meeting: the list, the page of a demand, opening one, and supporting it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private
from portal.kit import formats
from portal.kit.content_version import MEETINGS
from portal.kit.forms import add_refusal
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from portal.questions.forms.asking import SupportForm
from portal.questions.forms.demanding import DEMAND_READERS, DemandForm, DemandListForm
from portal.questions.models import Demand, DemandPolicy
from portal.questions.queries.agenda import offered_places
from portal.questions.queries.demands import (
    bodies_for,
    demand_called,
    demand_page,
    demands_of,
    heads_of,
    planned_of,
    similar_demands,
)
from portal.questions.queries.policies import policy_for
from portal.questions.queries.sending import Before
from portal.questions.services.demanding import demand_meeting
from portal.questions.services.supporting import support as take_voice
from portal.questions.views.sending import flooded, fresh_stamp, open_to_all, sent_from, turned_away


@public_page(kept=Kept(reads=DEMAND_READERS, topics=(MEETINGS,)))
def demands(request: HttpRequest) -> HttpResponse:
    """Public ones with what became of each; a wrong part of the filter is said at its field."""
    places = offered_places(request.GET.get("place", ""), formats.language(), clock.today())
    form = DemandListForm(request.GET, places=places)
    context: dict[str, Any] = {"crumbs": [(_title(), None)], "form": form}
    if form.is_valid():
        context["page"] = paginate(request, demands_of(**form.cleaned_data))
    return render(request, "questions/demands.html", context)


@public_page
def demand(request: HttpRequest, number: str) -> HttpResponse:
    """The public part, for whoever has the number. Not kept: it may tell of what is not public yet."""
    try:
        found = demand_called(number)
    except Demand.DoesNotExist:
        raise Http404(_("There is no demand with this number.")) from None
    context = {
        "crumbs": [(_title(), reverse("questions:demands")), (number, None)],
        "page": demand_page(found, clock.today()),
        "demand": found,
    }
    return render(request, "questions/demand.html", context)


@public_page(kept=Kept(topics=(MEETINGS,)))
def demand_rules(request: HttpRequest) -> HttpResponse:
    """What each akimat has published about demands."""
    rows = DemandPolicy.objects.filter(published_on__lte=clock.today()).order_by("body_id", "-published_on", "-pk")
    latest = sorted(rows.distinct("body_id").select_related("body"), key=lambda row: str(row.body.name))
    crumbs = [(_title(), reverse("questions:demands")), (_("Rules of akimats"), None)]
    return render(request, "questions/demand_rules.html", {"crumbs": crumbs, "policies": latest})


@open_to_all
def demand_new(request: HttpRequest) -> HttpResponse:
    """Of the place in the address. What stands already is shown before anything is sent."""
    today, now = clock.today(), clock.now()
    place = _place(request)
    bodies = bodies_for(place, today) if place else []
    if place is None or not bodies:
        crumbs = [(_title(), reverse("questions:demands")), (_("Open a demand"), None)]
        return render(request, "questions/demand_where.html", {"crumbs": crumbs, "place": place})
    is_sent = request.method == "POST"
    initial = {"body": bodies[0].slug, **fresh_stamp()}
    offered: dict[str, Any] = {"bodies": bodies, "heads": heads_of(bodies, today)}
    form = DemandForm(request.POST, **offered) if is_sent else DemandForm(initial=initial, **offered)
    context: dict[str, Any] = {
        "form": form,
        "place": place,
        "crumbs": [
            (str(place.name), place.get_absolute_url()),
            (_title(), reverse("questions:demands")),
            (_("Open a demand"), None),
        ],
        "similar": similar_demands(place),
        "policy": policy_for(bodies[0], today),
        "planned": planned_of(bodies, place, today),
    }
    if seconds := flooded(request):
        return turned_away(render(request, "questions/demand_new.html", context | {"seconds": seconds}), seconds)
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        told = Before(find_private(typed["text"]), [], "")
        if told.mark and typed["seen"] != told.mark:
            form.data = {**dict(form.data.items()), "seen": told.mark}
            return render(request, "questions/demand_new.html", context | {"private": told.private})
        try:
            number = demand_meeting(
                place=place,
                body=form.chosen(),
                text=typed["text"],
                email=typed["email"],
                language=formats.language(),
                origin=sent_from(request, typed["stamp"]),
                today=today,
                now=now,
            )
        except Invalid as refused:
            add_refusal(form, refused)
        else:
            made = demand_called(number)
            return render(request, "questions/demand_slip.html", {"demand": made, "text": typed["text"]})
    return render(request, "questions/demand_new.html", context)


@open_to_all
def demand_support(request: HttpRequest, number: str) -> HttpResponse:
    """One mailbox, one voice. The answer is the same for every address."""
    rows = Demand.objects.public().with_names().with_voices().select_related("person")
    found = get_object_or_404(rows, number=number)
    is_open = found.takes_voices and not found.has_lapsed(clock.today())
    context: dict[str, object] = {"demand": found, "is_open": is_open}
    is_sent = request.method == "POST"
    if seconds := flooded(request):
        context |= {"form": SupportForm(request.POST), "seconds": seconds}
        return turned_away(render(request, "questions/demand_support.html", context), seconds)
    form = context["form"] = SupportForm(request.POST) if is_sent else SupportForm(initial=fresh_stamp())
    if is_open and is_sent and form.is_valid():
        typed = form.cleaned_data
        try:
            take_voice(
                about=found,
                email=typed["email"],
                language=formats.language(),
                origin=sent_from(request, typed["stamp"]),
                today=clock.today(),
                now=clock.now(),
            )
        except Conflict:
            # Answered in this very moment: the page says so.
            found.refresh_from_db(fields=["state"])
            context["is_open"] = False
        else:
            return render(request, "questions/demand_supported.html", context)
    return render(request, "questions/demand_support.html", context)


def _place(request: HttpRequest) -> Territory | None:
    kato = request.GET.get("place", "")
    rows = Territory.objects.in_force(clock.today()).select_related("parent__parent__parent")
    return rows.filter(kato=kato).first() if kato.isascii() and kato.isdigit() else None


def _title() -> str:
    return pgettext("page", "Demands for meetings")

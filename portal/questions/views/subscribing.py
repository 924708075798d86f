"""News of a place by mail: subscribing and leaving, without account and cookie. Opening a page changes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.questions.choices import Purpose
from portal.questions.forms.subscribing import SubscribeForm
from portal.questions.services.keys import person_of
from portal.questions.services.subscribing import leave as leave_now
from portal.questions.services.subscribing import subscribe as subscribe_now
from portal.questions.views.sending import flooded, fresh_stamp, no_referrer, open_to_all, sent_from, turned_away


@open_to_all
def subscribe(request: HttpRequest, kato: str) -> HttpResponse:
    """The answer is the same for every address, whether it is new, known, or not there at all."""
    now, today = clock.now(), clock.today()
    place = get_object_or_404(Territory.objects.in_force(today).select_related("parent__parent__parent"), kato=kato)
    is_sent = request.method == "POST"
    form = SubscribeForm(request.POST) if is_sent else SubscribeForm(initial=fresh_stamp())
    context: dict[str, object] = {"form": form, "place": place, "crumbs": _crumbs(place)}
    if seconds := flooded(request):
        return turned_away(render(request, "questions/subscribe.html", context | {"seconds": seconds}), seconds)
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        subscribe_now(
            territory=place,
            email=typed["email"],
            language=formats.language(),
            origin=sent_from(request, typed["stamp"]),
            today=today,
            now=now,
        )
        return render(request, "questions/subscribe_sent.html", context)
    status = Invalid.status if form.errors else 200
    return render(request, "questions/subscribe.html", context, status=status)


@open_to_all
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Opening it, as scanners of mail do, leaves nothing; a mail program sends it by one press of its own (RFC 8058).
    Whoever has left already reads the same once more.
    """
    person = person_of(key)
    if person is not None and person.purpose != Purpose.SUBSCRIPTION:
        raise Http404
    if request.method == "POST" and person is not None:
        leave_now(person=person)
        person = None
    place = Territory.objects.filter(subscriptions__person=person).first() if person else None
    if place is None:
        return no_referrer(render(request, "questions/left.html", {}))
    return no_referrer(render(request, "questions/leave.html", {"place": place}))


def _crumbs(place: Territory) -> list[tuple[str, str | None]]:
    above: list[tuple[str, str | None]] = [(str(each.name), each.get_absolute_url()) for each in place.above]
    return [*above, (str(place.name), place.get_absolute_url()), (_("News by mail"), None)]

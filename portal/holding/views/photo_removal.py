"""Whoever is in a photo has it taken off: a page for everybody, without login and without cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.holding.forms.photos import RemovalForm
from portal.holding.queries.photos import public_photo
from portal.holding.services.removal import ask_removal
from portal.holding.views.photos import public_row
from portal.kernel import clock
from portal.kit.limits import wait_for

_LIMIT = "removal"


# No token: it would need a cookie, and it guards nobody here. Anybody may send this form, and nothing is known of them.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("note")
def photo_removal(request: HttpRequest, number: str, pk: str, digest: str) -> HttpResponse:
    """Opening it changes nothing; the button hides the photo at once, everywhere."""
    try:
        row = public_row(number, pk, digest)
    except Http404:
        return _unseen(render(request, "holding/photo_gone.html", {"number": number}, status=404))
    is_sent = request.method == "POST"
    form = RemovalForm(request.POST if is_sent else None)
    context: dict[str, object] = {"form": form, "number": number, "photo": public_photo(row, number), "seconds": 0}
    if is_sent and form.is_valid():
        if seconds := wait_for(request, [_LIMIT]):
            # What was typed stays: it is sent again in a minute.
            response = render(request, "holding/photo_removal.html", context | {"seconds": seconds}, status=429)
            response.headers["Retry-After"] = str(seconds)
            return _unseen(response)
        ask_removal(photo=row, today=clock.today(), now=clock.now(), **form.cleaned_data)
        return _unseen(render(request, "holding/photo_gone.html", {"number": number, "is_asked": True}))
    return _unseen(render(request, "holding/photo_removal.html", context))


def _unseen(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""What pages on which people send something have in common: no account, no cookie, nothing kept by a cache or a log."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.files.middleware import ChosenFiles
from portal.kernel import clock
from portal.kit.forms import Form
from portal.kit.limits import address_of, wait_for
from portal.questions.forms.pictures import is_made, small_copy
from portal.questions.services.origin import Origin, new_stamp, origin_of

#: Beyond it a flood is turned away; far below it a person of the office looks at what comes.
_LIMIT = "ask"
#: The field of a form with a photo, see `questions.forms.pictures`.
PHOTO = "photo"
FormOf = TypeVar("FormOf", bound=Form)


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that anybody may send. No token: it would need a cookie, and it guards nobody where none is signed in."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @sensitive_post_parameters()
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.cookies.clear()
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def no_referrer(response: HttpResponse) -> HttpResponse:
    """Its address opens what is private: no other page may learn it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def fresh_stamp() -> dict[str, str]:
    """Initial values of a form that is opened now."""
    return {"stamp": new_stamp(clock.now())}


def sent_from(request: HttpRequest, stamp: str) -> Origin:
    return origin_of(address=address_of(request), stamp=stamp, now=clock.now())


def flooded(request: HttpRequest) -> int:
    """Seconds to wait, of an address from which a flood comes; each sending is counted."""
    return wait_for(request, [_LIMIT]) if request.method == "POST" else 0


def bound_with_photo(request: HttpRequest, make: Callable[[Any, Any], FormOf]) -> FormOf:
    """A form judged with the photo that came before, if it comes again; of a new one the small copy is laid aside.

    Nobody is signed in here, so that what lies aside is of whoever sends its key.
    """
    chosen = ChosenFiles(request, None)
    chosen.take_up()
    vars(request)["chosen_files"] = chosen
    upload = request.FILES.get(PHOTO)
    if isinstance(upload, UploadedFile) and PHOTO in chosen.keys:
        is_made(upload)
    form = make(request.POST, request.FILES)
    form.is_valid()
    copy = form.cleaned_data.get(PHOTO)
    if copy is None:
        request.FILES.pop(PHOTO, None)
    elif isinstance(upload, UploadedFile) and PHOTO not in chosen.keys:
        request.FILES[PHOTO] = small_copy(copy, upload.name or "")
    return form


def photo_was_taken(request: HttpRequest) -> None:
    """What lay aside goes."""
    vars(request)["chosen_files"].let_go()


def turned_away(response: HttpResponse, seconds: int) -> HttpResponse:
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds)
    return response

"""The bare address, short addresses of meetings, and robots.txt."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.kit.http import public_page

_ROBOTS = """\
User-agent: *
Disallow: /*/accounts/
Disallow: /*/desk/
Disallow: /*/work/
"""


def preferred_language(header: str) -> str:
    """The portal's language a browser asks for first; Kazakh when it names none of them."""
    known = {code for code, _name in settings.LANGUAGES}
    for tag, _weight in parse_accept_lang_header(header):
        code = tag.partition("-")[0]
        if code in known:
            return code
    return settings.LANGUAGE_CODE


@public_page
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/`: to the front page in the reader's language. Nothing is remembered: the choice lives in the address."""
    response = HttpResponseRedirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")
    response.headers["Cache-Control"] = "public, max-age=30"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_page
def short_meeting(request: HttpRequest, number: str) -> HttpResponse:
    """`/m/2027-000731`, as it stands on paper and in the code of a poster: to where a question is asked of the meeting.

    Also as people type it: without the hyphen, without the zeros before it, with the stroke that ends other addresses.
    Nothing is looked up: that it is no meeting, or takes no questions any more, is told by that page.
    """
    year, digits = number[:4], number[4:].lstrip("-")
    with override(preferred_language(request.headers.get("Accept-Language", ""))):
        address = reverse("questions:ask", args=[f"{year}-{int(digits):06d}"])
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "public, max-age=300"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_page(seconds=60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be read by machines; the workspace has nothing for them."""
    return HttpResponse(_ROBOTS, content_type="text/plain")

"""The bare address and robots.txt."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
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


@public_page(seconds=60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be read by machines; the workspace has nothing for them."""
    return HttpResponse(_ROBOTS, content_type="text/plain")

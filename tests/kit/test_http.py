from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.test import RequestFactory

from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.kit.http import public_page, workspace_view

factory = RequestFactory()


@public_page
def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("сәлем")


def test_public_page_may_be_cached_and_sets_no_cookie() -> None:
    response = hello(factory.get("/kk/"))
    assert response.headers["Cache-Control"] == "public, max-age=30"
    assert response.cookies == {}
    assert "Vary" not in response.headers


def test_public_page_unchanged_is_not_sent_again() -> None:
    first = hello(factory.get("/kk/"))
    second = hello(factory.get("/kk/", headers={"If-None-Match": first.headers["ETag"]}))
    assert (second.status_code, second.content, second.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert second.headers["Cache-Control"] == "public, max-age=30"


def test_public_page_etag_is_strong_and_follows_the_content() -> None:
    @public_page
    def other(request: HttpRequest) -> HttpResponse:
        return HttpResponse("қош")

    tags = {hello(factory.get("/")).headers["ETag"], other(factory.get("/")).headers["ETag"]}
    assert len(tags) == 2
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_page_refuses_writing(method: str) -> None:
    response = getattr(factory, method)("/kk/")
    answer = hello(response)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_public_page_answers_head() -> None:
    assert hello(factory.head("/kk/")).status_code == 200


def test_public_page_with_fragments_varies_by_htmx() -> None:
    @public_page(fragments=True)
    def both(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x")

    assert both(factory.get("/")).headers["Vary"] == "HX-Request"


def test_public_page_drops_cookies_of_its_view() -> None:
    @public_page
    def sets(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("x")
        response.set_cookie("a", "b")
        return response

    assert sets(factory.get("/")).cookies == {}


def test_public_page_that_reads_the_session_fails_loudly() -> None:
    @public_page
    def nosy(request: HttpRequest) -> HttpResponse:
        request.session.get("a")
        return HttpResponse("x")

    request = factory.get("/kk/")
    request.session = SessionStore()
    with pytest.raises(RuntimeError, match="public"):
        nosy(request)


def test_public_page_with_a_csrf_token_fails_loudly() -> None:
    @public_page
    def form(request: HttpRequest) -> HttpResponse:
        return HttpResponse(get_token(request))

    with pytest.raises(RuntimeError, match="public"):
        form(factory.get("/kk/"))


def test_public_page_redirect_is_left_as_it_is() -> None:
    @public_page
    def away(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect("/kk/")

    response = away(factory.get("/"))
    assert response.status_code == 302
    assert "ETag" not in response.headers


class Person:
    is_authenticated = True


def opens(request: HttpRequest) -> None:
    """A gate that lets everybody pass."""


def shut(request: HttpRequest) -> HttpResponse:
    return HttpResponse("set up first")


@pytest.fixture
def signed_in(settings: Any, monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    settings.KEZDESU_ACTOR = "tests.kit.test_http.actor_of"
    settings.KEZDESU_GATE = "tests.kit.test_http.opens"
    monkeypatch.setattr("portal.kit.http.render", _rendered)
    request = factory.get("/kk/work/x/")
    request.user = Person()
    return request


def actor_of(request: HttpRequest) -> str:
    return "the actor"


def _rendered(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(f"{template} {context}", status=status)


def test_workspace_view_without_login_leads_to_it_and_back() -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise AssertionError("must not run")

    request = factory.get("/kk/work/x/?a=1")
    request.user = AnonymousUser()
    response = page(request)
    assert response.status_code == 302
    assert response.headers["Location"].endswith("/accounts/login/?next=%2Fkk%2Fwork%2Fx%2F%3Fa%3D1")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_workspace_view_without_login_on_post_keeps_no_way_back() -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise AssertionError("must not run")

    request = factory.post("/kk/work/x/submit/")
    request.user = AnonymousUser()
    assert page(request).headers["Location"].endswith("/accounts/login/")


def test_workspace_view_without_login_tells_htmx_to_move_the_whole_page() -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise AssertionError("must not run")

    request = factory.get("/kk/work/x/")
    request.user = AnonymousUser()
    request.htmx = True
    response = page(request)
    assert (response.status_code, "HX-Redirect" in response.headers) == (200, True)


def test_workspace_view_gives_the_actor_and_is_never_stored(signed_in: HttpRequest) -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{request.actor} {request.workspace}")

    response = page(signed_in)
    assert (response.content, response.headers["Cache-Control"]) == (b"the actor True", "private, no-store")


def test_workspace_view_refused_shows_the_reason(signed_in: HttpRequest) -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise NotAllowed("Not you.")

    response = page(signed_in)
    assert (response.status_code, response.content) == (403, b"403.html {'reason': 'Not you.'}")


@pytest.mark.parametrize("error", [Conflict("Too late."), IllegalTransition("Too late.")])
def test_workspace_view_conflict_shows_what_happened(signed_in: HttpRequest, error: Conflict) -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise error

    response = page(signed_in)
    assert (response.status_code, response.content) == (
        409,
        b"409.html {'reason': 'Too late.', 'again': '/kk/work/x/'}",
    )


@pytest.mark.parametrize(
    ("referer", "again"),
    [
        ("http://testserver/kk/work/x/?page=2", "http://testserver/kk/work/x/?page=2"),
        ("http://evil.example/kk/work/x/", "/kk/work/x/"),
        ("javascript:alert(1)", "/kk/work/x/"),
        ("", "/kk/work/x/"),
    ],
)
def test_workspace_view_conflict_leads_back_only_to_this_host(signed_in: HttpRequest, referer: str, again: str) -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise Conflict("Too late.")

    signed_in.META["HTTP_REFERER"] = referer
    assert f"'again': '{again}'".encode() in page(signed_in).content


def test_workspace_view_leaves_invalid_to_the_view(signed_in: HttpRequest) -> None:
    @workspace_view
    def page(request: HttpRequest) -> HttpResponse:
        raise Invalid("Wrong.")

    with pytest.raises(Invalid):
        page(signed_in)


def test_workspace_view_behind_a_shut_gate_does_not_run_save_where_it_is_not_gated(signed_in, settings) -> None:
    settings.KEZDESU_GATE = "tests.kit.test_http.shut"
    answers = []
    for decorate in (workspace_view, workspace_view(gated=False)):
        response = decorate(lambda request: HttpResponse("the page"))(signed_in)
        answers.append((response.content, response.headers["Cache-Control"]))
    assert answers == [(b"set up first", "private, no-store"), (b"the page", "private, no-store")]

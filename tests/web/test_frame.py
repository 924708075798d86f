import gzip
import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import RequestDataTooBig
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.permissions import Actor, actor_for
from portal.web.context import frame, languages
from portal.web.views import bad_request, csrf_failure, not_found, permission_denied, server_error
from portal.web.views.start import preferred_language
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, TerritoryFactory

STATIC = Path(django_settings.BASE_DIR) / "portal/web/static/kezdesu"
LANGUAGES = ("kk", "ru", "en")
PAGES = ("about/", "about/accessibility/", "about/privacy/", "open-data/")


@pytest.mark.parametrize("page", PAGES)
def test_public_page_through_all_middleware_has_no_cookie_and_no_person_in_its_cache_key(
    client: Client, page: str
) -> None:
    response = client.get(f"/kk/{page}")
    assert response.status_code == 200
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "public, max-age=30"
    assert "Cookie" not in response.headers.get("Vary", "")


def test_public_page_asked_for_again_is_not_modified(client: Client) -> None:
    tag = client.get("/ru/about/").headers["ETag"]
    again = client.get("/ru/about/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_first_view_fits_the_budget(client: Client) -> None:
    page = client.get("/kk/components/").content
    files = [(STATIC / name).read_bytes() for name in ("tokens.css", "components.css", "dense.css", "print.css")]
    script = (STATIC / "app.js").read_bytes()
    assert len(gzip.compress(script)) <= 15 * 1024
    assert sum(len(gzip.compress(content)) for content in (page, script, *files)) <= 60 * 1024


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ru-KZ,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,de;q=0.9,ru;q=0.5", "ru"),
        ("de", "kk"),
        ("*", "kk"),
        ("", "kk"),
        ("kk,ru;q=0.9", "kk"),
        ("ru;q=0.3,kk;q=0.8", "kk"),
    ],
)
def test_preferred_language_is_the_browsers_or_kazakh(header: str, expected: str) -> None:
    assert preferred_language(header) == expected


def test_bare_address_leads_to_a_language_and_remembers_nothing(client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": "ru"})
    assert (response.status_code, response.headers["Location"]) == (302, "/ru/")
    assert response.headers["Vary"] == "Accept-Language"
    assert response.cookies == {}


def test_robots_keeps_machines_out_of_the_workspace(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert "Disallow: /*/work/" in response.content.decode()


def test_languages_keep_page_and_query() -> None:
    request = RequestFactory().get("/kk/calendar/?place=43&page=2")
    assert [(link["url"], link["current"]) for link in languages(request, "kk")] == [
        ("/kk/calendar/?place=43&page=2", True),
        ("/ru/calendar/?place=43&page=2", False),
        ("/en/calendar/?place=43&page=2", False),
    ]


def test_languages_of_an_address_without_one_lead_to_the_front_page() -> None:
    request = RequestFactory().get("/healthz")
    assert [link["url"] for link in languages(request, "ru")] == ["/kk/", "/ru/", "/en/"]


def test_page_names_its_translations_and_its_title(client: Client) -> None:
    text = client.get("/ru/about/").content.decode()
    for code in LANGUAGES:
        assert f'<link rel="alternate" hreflang="{code}" href="http://testserver/{code}/about/">' in text
    assert '<a class="skip" href="#main">' in text


def test_kazakh_page_preloads_the_letters_it_needs_first(client: Client) -> None:
    text = client.get("/kk/about/").content.decode()
    assert text.count('rel="preload"') == 2
    assert "golos-text-kazakh.woff2" in text


def test_menu_marks_the_page_and_the_section(client: Client) -> None:
    text = client.get("/en/open-data/").content.decode()
    assert f'<a href="{reverse("web:open_data")}" aria-current="page">' in text


def test_frame_of_a_public_page_leaves_the_person_alone() -> None:
    request = RequestFactory().get("/kk/about/")
    request.resolver_match = None
    assert {"rail", "who", "messages"} & set(frame(request)) == set()


def _request(path: str = "/kk/work/x/", *, workspace: bool = False) -> Any:
    request = RequestFactory().get(path)
    request.resolver_match = None
    request.workspace = workspace
    return request


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: bad_request(request, ValueError()), 400),
        (lambda request: permission_denied(request, PermissionError()), 403),
        (csrf_failure, 403),
        (lambda request: not_found(request, LookupError()), 404),
        (server_error, 500),
    ],
)
def test_error_page_in_each_language_offers_a_way_on(answer: Any, status: int, lang: str) -> None:
    with translation.override(lang):
        response = answer(_request())
    assert response.status_code == status
    assert f'href="/{lang}/"' in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "413", "429"])
def test_error_page_of_each_kind_is_printed_without_a_person(name: str) -> None:
    text = render_to_string(f"{name}.html", {"reason": "Because <so>."}, request=_request())
    assert "<h1>" in text
    assert ("Because &lt;so&gt;." in text) == (name in ("403", "409"))


def test_too_large_a_form_is_told_so() -> None:
    assert bad_request(_request(), RequestDataTooBig()).status_code == 413


def test_not_found_through_all_middleware_is_our_page(client: Client) -> None:
    response = client.get("/en/nothing/here/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def _rail_of(actor: Actor, path: str = "/en/desk/") -> list[str]:
    request = _request(path, workspace=True)
    request.actor = actor
    return [str(link["label"]) for link in frame(request)["rail"]]


def test_the_nearest_entry_of_the_rail_alone_is_current(actor_with: Callable[..., Actor], db: None) -> None:
    request = _request(reverse("meetings:unrecorded"), workspace=True)
    district = BodyFactory(akimat=True, territory=TerritoryFactory(district=True))
    request.actor = actor_with((Role.OFFICER, district))
    current = [str(link["label"]) for link in frame(request)["rail"] if link["current"]]
    assert current == ["Meetings not recorded"]


def test_rail_shows_each_role_its_work(actor_with: Callable[..., Actor], db: None) -> None:
    ministry, akimat = BodyFactory(), BodyFactory(akimat=True)
    assert _rail_of(actor_with((Role.PREPARER, ministry))) == [
        "My desk",
        "Proposals",
        "Departmental plans",
        "Meetings of my body",
        "Questions of people",
        "Issues",
        "Systemic problems",
        "Summaries of meetings",
        "Agreement and approval",
        "Deadlines",
        "Recorded events",
        "Risk signals",
        "Received documents",
        "Background work",
        "Notification settings",
        "Deadlines in my calendar",
        "My login",
    ]
    assert _rail_of(actor_with((Role.HEAD, akimat))) == [
        "My desk",
        "Control",
        "Calendar of akims",
        "Meetings of my body",
        "Questions of people",
        "Issues",
        "Systemic problems",
        "Rules for demands",
        "Meetings not recorded",
        "Deadlines",
        "Recorded events",
        "Risk signals",
        "People of my bodies",
        "Background work",
        "Notification settings",
        "Deadlines in my calendar",
        "My login",
    ]
    assert _rail_of(actor_with((Role.ADMINISTRATOR, ministry))) == [
        "My desk",
        "Control",
        "Departmental plans",
        "Calendar of akims",
        "Meetings not recorded",
        "Proposals received",
        "Agreement and approval",
        "Deadlines",
        "Recorded events",
        "Risk signals",
        "Decisions",
        "Working calendar",
        "Reminders",
        "Topics of issues",
        "People and roles",
        "Functions of bodies",
        "Classifier of places",
        "Offices of akims",
        "Tamper-evident log",
        "Background work",
        "Notification settings",
        "Deadlines in my calendar",
        "My login",
    ]


def test_who_oversees_finds_the_issues_of_all_bodies_in_the_rail(actor_with: Callable[..., Actor], db: None) -> None:
    apparatus = BodyFactory(government_apparatus=True)
    assert "Issues" in _rail_of(actor_with((Role.OVERSEER, apparatus)))
    assert "Issues" not in _rail_of(actor_with((Role.MASLIKHAT, BodyFactory(maslikhat=True))))


def test_systemic_problems_are_in_the_rail_of_who_states_answers_or_records(
    actor_with: Callable[..., Actor], db: None
) -> None:
    government, administration = BodyFactory(government=True), BodyFactory(administration=True)
    control = BodyFactory(government_apparatus=True)
    functions = ((government, Function.SCHEDULE_APPROVAL), (administration, Function.CONTROL_PRESIDENT))
    for body, function in functions:
        BodyFunctionFactory(body=body, function=function)
    finds = {
        (Role.OFFICER, BodyFactory(akimat=True)): True,
        (Role.HEAD, BodyFactory()): True,
        (Role.PREPARER, BodyFactory(kind=BodyKind.COMPANY)): True,
        (Role.APPROVER, government): True,
        (Role.OVERSEER, administration): True,
        (Role.OVERSEER, control): False,
        (Role.MASLIKHAT, BodyFactory(maslikhat=True)): False,
        (Role.ADMINISTRATOR, control): False,
    }
    found = {grant: "Systemic problems" in _rail_of(_acting(actor_with(grant))) for grant in finds}
    assert found == finds


def _acting(actor: Actor) -> Actor:
    """With the functions of their bodies."""
    return actor_for(actor.user, actor.on)


def test_rail_of_an_administrator_stands_in_groups(actor_with: Callable[..., Actor], db: None) -> None:
    request = _request("/en/desk/", workspace=True)
    request.actor = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    groups = [
        (str(name), len(list(links))) for name, links in groupby(frame(request)["rail"], lambda link: link["group"])
    ]
    assert (groups[0][0], groups[1:]) == ("", [("Reference and settings", 9), ("For me", 4)])
    page = render_to_string("components/rail_links.html", {"links": frame(request)["rail"]})
    assert re.findall(r'<li class="rail__group"><span>([^<]+)</span><ul>', page) == ["Reference and settings", "For me"]


def test_frame_of_the_workspace_costs_few_statements_and_only_when_printed(
    actor_with: Callable[..., Actor], django_assert_num_queries: Any
) -> None:
    actor = actor_with((Role.PREPARER, BodyFactory()))
    request = _request(workspace=True)
    request.actor = actor
    with django_assert_num_queries(0):
        context = frame(request)
    # The bodies, the duties that press, the documents received, the answers awaited, what people ask and demand; issues
    # and hand-overs that wait.
    with django_assert_num_queries(8):
        assert len(context["rail"]) == 17
        assert context["who"]["name"] == actor.user.full_name


@pytest.mark.parametrize(("answer", "status"), [(not_found, 404), (permission_denied, 403), (bad_request, 400)])
def test_an_error_of_the_workspace_shows_the_menu_and_counts_nothing(
    actor_with: Callable[..., Actor], django_assert_num_queries: Any, answer: Any, status: int
) -> None:
    request = _request(workspace=True)
    request.actor = actor_with((Role.PREPARER, BodyFactory()))
    # The bodies of the person.
    with django_assert_num_queries(1):
        page = answer(request, Exception())
    assert page.status_code == status
    assert 'class="rail' in page.content.decode()


@pytest.mark.django_db
def test_a_public_page_leads_to_the_desk_without_asking_who_reads_it(client: Client) -> None:
    page = client.get("/ru/calendar/")
    inside = client.get("/ru/desk/")

    assert '<a class="top__in" href="/ru/desk/"' in page.content.decode()
    assert not page.cookies
    assert inside.headers["Location"].startswith("/ru/accounts/login/")

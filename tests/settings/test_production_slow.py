"""Production as it is shipped: the real nginx over the real application, with the files the containers use."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import ssl
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.frontdoor.rig import ROOT, eventually
from tests.settings.production import HOST, Answer, Production, manage, run

pytestmark = [pytest.mark.slow, pytest.mark.alone]

PASSWORD = "first-person-here-2027"
#: How long a page counts as new, and a little.
EXPIRED_SECONDS = 32


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty database of the tests' server."""
    with django_db_blocker.unblock():
        name = f"{connection.settings_dict['NAME']}_production"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield name
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def production(database: str) -> Iterator[Production]:
    folder = Path(tempfile.mkdtemp(prefix="kezdesu-production-"))
    rig = Production(folder, database)
    try:
        rig.make_certificate()
        collected = manage("collectstatic", "--no-input", "--verbosity", "0", environ=rig.environ)
        assert collected.returncode == 0, collected.stderr
        prepared = run([str(ROOT / "deploy" / "prepare.sh")], rig.environ)
        assert prepared.returncode == 0, prepared.stdout + prepared.stderr
        made = manage(
            *("create_administrator", "--email", "first@kezdesu.test", "--name", "First"),
            *("--body", "government-apparatus", "--password-stdin"),
            environ=rig.environ,
            input=PASSWORD + "\n",
        )
        assert made.returncode == 0, made.stderr
        rig.start_web()
        rig.start("nginx", "nginx/start.sh")
        assert eventually(rig.listens, 20), rig.said("nginx")
        yield rig
    finally:
        rig.end()
        shutil.rmtree(folder, ignore_errors=True)


def twice(production: Production, path: str, **how: object) -> tuple[Answer, Answer]:
    return production.ask(path, **how), production.ask(path, **how)  # type: ignore[arg-type]


def sign_in(production: Production) -> str:
    """Through the form; the cookies of the session as a header."""
    form = production.ask("/kk/accounts/login/")
    secret = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', form.body)
    assert secret is not None
    fields = {"login": "first@kezdesu.test", "password": PASSWORD, "csrfmiddlewaretoken": secret[1].decode()}
    sent = production.ask(
        "/kk/accounts/login/",
        "POST",
        body=urlencode(fields).encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in form.cookies.items()),
            "Referer": f"https://{HOST}/kk/accounts/login/",
        },
    )
    assert sent.status == 302, sent.body
    assert "__Host-kezdesu_session" in sent.cookies
    return "; ".join(f"{name}={value}" for name, value in sent.cookies.items())


def test_preparing_again_changes_nothing(production: Production):
    again = run([str(ROOT / "deploy" / "prepare.sh")], production.environ)

    assert again.returncode == 0, again.stderr
    assert re.findall(r"[1-9]\d* (?:added|changed)", again.stdout) == []
    assert "decisions added: 0, days added: 0" in again.stdout


@pytest.mark.parametrize("path", ["/kk/calendar/", "/ru/calendar/?view=list", "/api/v1/bodies/", "/kk/calendar.ics"])
def test_public_page_is_asked_of_the_application_once(production: Production, path: str):
    first, second = twice(production, path)

    assert (first.status, first.header("X-Cache")) == (200, "MISS")
    assert (second.status, second.header("X-Cache")) == (200, "HIT")
    assert (second.cookies, second.body) == ({}, first.body)


def test_each_language_has_a_copy_of_its_own(production: Production):
    pages = {code: twice(production, f"/{code}/about/") for code in ("kk", "ru", "en")}

    assert {code: pair[1].header("X-Cache") for code, pair in pages.items()} == dict.fromkeys(pages, "HIT")
    assert [f'<html lang="{code}"'.encode() in pair[1].body for code, pair in pages.items()] == [True, True, True]


def test_kept_page_costs_a_returning_reader_no_body(production: Production):
    page, _again = twice(production, "/kk/deadlines/")
    etag = page.header("ETag") or ""

    known = production.ask("/kk/deadlines/", headers={"If-None-Match": etag})
    known_packed = production.ask("/kk/deadlines/", headers={"If-None-Match": f"W/{etag}", "Accept-Encoding": "gzip"})

    assert (known.status, known.body, known.header("X-Cache")) == (304, b"", "HIT")
    assert known_packed.status == 304


def test_head_is_answered_from_the_same_copy(production: Production):
    first = production.ask("/kk/bodies/", "HEAD")
    second = production.ask("/kk/bodies/", "HEAD")

    assert (first.status, first.body) == (200, b"")
    assert (second.status, second.body, second.header("X-Cache")) == (200, b"", "HIT")
    assert production.ask("/kk/bodies/").header("X-Cache") == "HIT"


def test_page_goes_packed_to_whoever_can_unpack_it(production: Production):
    page = production.ask("/kk/calendar/", headers={"Accept-Encoding": "gzip, br"})

    assert page.header("Content-Encoding") == "gzip"
    assert "Accept-Encoding" in (page.header("Vary") or "")


def test_fragment_is_not_kept_as_the_page(production: Production):
    address = "/ru/calendar/?view=list&format=online"
    page, _again = twice(production, address)
    fragment = production.ask(address, headers={"HX-Request": "true"})

    assert b"<html" in page.body
    if "HX-Request" in (page.header("Vary") or ""):
        assert fragment.header("X-Cache") == "MISS"
    assert production.ask(address).body == page.body


def entries(production: Production) -> int:
    return sum(path.is_file() for path in (production.folder / "cache").rglob("*"))


@pytest.mark.parametrize(
    "address",
    [
        "/ru/bodies/?x=%d",
        "/ru/bodies/?page=1&page=%d",
        "/ru/bodies/?p%%61ge=%d",
        "/ru/bodies/?page=1&&y=%d",
        "/ru/bodies/?page=%%31%d",
        "/ru/bodies/?q=%d",
        "/ru//bodies/?page=%d",
        "/ru/./bodies/?page=%d",
        "/ru/%%62odies/?page=%d",
        "/api/v1/bodies/?x=%d",
    ],
)
def test_address_that_is_not_spelled_plainly_makes_no_entry(production: Production, address: str):
    before = entries(production)
    answers = [production.ask(address % number) for number in (1, 2, 2)]

    assert {answer.header("X-Cache") for answer in answers} == {"BYPASS"}
    assert entries(production) == before


def test_header_that_keeps_pages_apart_says_two_things_only(production: Production):
    before = entries(production)
    answers = [production.ask("/en/calendar/", headers={"HX-Request": f"x{number}"}) for number in range(3)]

    assert {answer.header("X-Cache") for answer in answers} == {"BYPASS"}
    assert entries(production) == before


@pytest.mark.parametrize("header", ["Accept-Language", "Cookie"])
def test_answer_in_a_language_the_address_does_not_carry_is_not_kept(production: Production, header: str):
    """Else each spelling of a preference is an entry, and a cookie's answer is everybody's."""
    before = entries(production)
    words = [f"x{number};q=0.5, en" if header == "Accept-Language" else "django_language=ru" for number in range(3)]
    answers = [production.ask("/api/v1/bodies/?page=1", headers={header: word}) for word in words]

    assert {(answer.status, answer.header("X-Cache")) for answer in answers} == {(200, "BYPASS")}
    assert entries(production) == before
    assert [answer.header("X-Cache") for answer in twice(production, "/api/v1/bodies/?page=1")][1] == "HIT"


def test_known_parameters_in_a_plain_address_are_kept(production: Production):
    first, second = twice(production, "/en/calendar/?month=2026-12&format=online&view=list&page=1")

    assert (first.status, first.header("X-Cache"), second.header("X-Cache")) == (200, "MISS", "HIT")


PUBLISHED = """
from django.core.files.uploadedfile import SimpleUploadedFile
from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import actor_for
from portal.files.models import StoredFile
from portal.files.services import store
from portal.kernel import clock
from tests.factories.files import PDF
from tests.factories.meetings import MeetingFactory
body, place = Body.objects.filter(kind="ministry").first(), Territory.objects.filter(kato="100000000").first()
meeting = MeetingFactory(body=body, territory=place, venue_ru="Дом культуры", venue_kk="Мәдениет үйі")
actor = actor_for(User.objects.get(email="first@kezdesu.test"), clock.today())
file = store(actor=actor, upload=SimpleUploadedFile("a.pdf", PDF), purpose="evidence")
StoredFile.objects.filter(pk=file.pk).update(is_public=True)
print(meeting.number, file.pk, file.sha256[:12], sep="|")
"""
WITHDRAWN = """
from meetings.models import Meeting
from portal.files.models import StoredFile
Meeting.objects.filter(number={number!r}).update(venue_ru="Школа")
StoredFile.objects.filter(pk={pk}).update(is_public=False)
"""


def test_what_was_withdrawn_is_gone_within_a_minute_from_nginx_and_from_browsers(production: Production):
    made = manage("shell", "--verbosity", "0", "-c", PUBLISHED, environ=production.environ)
    assert made.returncode == 0, made.stderr
    number, pk, digest = made.stdout.strip().split("|")
    meeting, file = f"/ru/meetings/{number}/", f"/ru/files/{pk}/{digest}/"
    pages = [meeting, "/ru/calendar.ics", "/api/v1/meetings/"]
    for path in [*pages, file]:
        first, second = twice(production, path)
        assert first.status == 200, path
        assert second.header("X-Cache") == ("HIT" if path != file else None), path
    said = {path: production.ask(path).header("Cache-Control") or "" for path in pages}
    browsers = {path: int(line.partition("max-age=")[2]) for path, line in said.items()}
    etag = production.ask(file).header("ETag") or ""
    assert production.ask(file, headers={"If-None-Match": etag}).status == 304

    done = manage("shell", "-c", WITHDRAWN.format(number=number, pk=pk), environ=production.environ)
    assert done.returncode == 0, done.stderr
    began = time.monotonic()
    assert [production.ask(file, headers=asked).status for asked in ({}, {"If-None-Match": etag})] == [302, 302]
    last_seen = dict.fromkeys(pages, 0.0)
    while time.monotonic() - began < EXPIRED_SECONDS:
        for path in pages:
            asked_at = time.monotonic() - began
            answer = production.ask(path)
            assert answer.status == 200, path
            if "Дом культуры" in answer.body.decode():
                last_seen[path] = asked_at
        time.sleep(1)
    # A browser may have fetched the last old copy just then.
    assert {path: seen for path, seen in last_seen.items() if seen + browsers[path] > 60} == {}
    assert ["Дом культуры" in production.ask(path).body.decode() for path in pages] == [False] * len(pages)
    assert "Школа" in production.ask(meeting).body.decode()


PHOTO = """
from django.core.files.uploadedfile import SimpleUploadedFile
from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import actor_for
from portal.holding.services.photos import Said, add_photo, approve_photo, describe_photo
from portal.holding.services.preparing import prepare_photos
from portal.kernel import clock
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.factories.holding import AccountFactory
from tests.factories.meetings import EntryFactory, MeetingFactory
from tests.factories.pictures import picture
body, place = Body.objects.filter(kind="ministry").first(), Territory.objects.filter(kato="100000000").first()
people = [UserFactory(email=f"{role}@kezdesu.test") for role in (Role.PREPARER, Role.HEAD)]
for person, role in zip(people, (Role.PREPARER, Role.HEAD)):
    RoleGrantFactory(user=person, role=role, body=body)
first, second = (actor_for(person, clock.today()) for person in people)
# Another process has made meetings of this database, and counted from nothing as well.
for factory in (EntryFactory, MeetingFactory):
    factory.reset_sequence(900)
meeting = MeetingFactory(body=body, territory=place, state="held", attendance=40)
AccountFactory(meeting=meeting, logged_by=people[0])
upload = SimpleUploadedFile("a.jpg", picture(size=(900, 600)))
photo = add_photo(meeting=meeting, upload=upload, actor=first, now=clock.now())
prepare_photos()
photo.refresh_from_db()
photo = describe_photo(photo=photo, said=Said("Зал", "Зал"), seen=photo.mark, actor=first)
photo = approve_photo(photo=photo, seen=photo.mark, actor=second, now=clock.now())
print(meeting.number, f"{photo.pk}-{photo.digest}", sep="|")
"""


def test_a_photo_somebody_wants_off_is_gone_within_a_minute_from_nginx_and_from_browsers(production: Production):
    made = manage("shell", "--verbosity", "0", "-c", PHOTO, environ=production.environ)
    assert made.returncode == 0, made.stderr
    number, name = made.stdout.strip().split("|")
    page, photo = f"/ru/meetings/{number}/", f"/ru/meetings/{number}/photos/{name}.jpg"
    for path in (page, photo):
        first, second = twice(production, path)
        assert (first.status, second.header("X-Cache")) == (200, "HIT"), path
        assert not first.cookies
    # Kept for half a minute here, and for as long by a browser that fetched the last old copy.
    assert production.ask(photo).header("Cache-Control") == "public, max-age=30"
    removal = f"/ru/meetings/{number}/photos/{name}/remove/"
    asked = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
    done = production.ask(removal, "POST", headers=asked, body=urlencode({"reason": "me", "note": ""}).encode())
    assert (done.status, done.cookies) == (200, {})
    time.sleep(EXPIRED_SECONDS)
    assert production.ask(photo).status == 404
    assert name not in production.ask(page).body.decode()


def test_photos_of_a_telephone_pass_the_door_together_and_nothing_else_does(production: Production):
    body = b"0" * (21 * 1024 * 1024)
    photos = production.ask("/kk/work/meetings/2027-000001/photos/", "POST", body=body)
    assert photos.status in (302, 403)
    assert production.ask("/kk/work/meetings/2027-000001/held/", "POST", body=body).status == 413


def test_page_that_gives_a_cookie_is_never_kept(production: Production):
    first, second = twice(production, "/kk/accounts/login/")

    assert (first.header("X-Cache"), second.header("X-Cache")) == ("MISS", "MISS")
    assert list(first.cookies) == ["__Host-kezdesu_csrf"]
    assert first.cookies != second.cookies
    (line,) = [value for key, value in first.headers if key.lower() == "set-cookie"]
    assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in line.split(";")}


def test_whoever_signed_in_is_answered_by_the_application(production: Production):
    cookie = sign_in(production)
    twice(production, "/kk/territories/")

    desk = [production.ask("/kk/desk/", headers={"Cookie": cookie}) for _time in range(2)]
    public = production.ask("/kk/territories/", headers={"Cookie": cookie})
    stranger = production.ask("/kk/desk/")

    assert {page.header("Cache-Control") for page in desk} == {"private, no-store"}
    assert {page.header("X-Cache") for page in desk} == {"BYPASS"}
    assert public.header("X-Cache") == "BYPASS"
    assert stranger.status == 302
    assert production.ask("/kk/territories/").header("X-Cache") == "HIT"


def test_missing_page_is_not_kept(production: Production):
    first, second = twice(production, "/kk/no-such-page/")

    assert (first.status, second.status) == (404, 404)
    assert second.header("X-Cache") != "HIT"


def test_health_is_always_asked_of_the_application(production: Production):
    assert [(page.status, page.header("X-Cache")) for page in twice(production, "/healthz")] == [(200, None)] * 2
    # The preparation made the first sweep, so the portal is ready before the beat has ticked.
    assert production.ask("/readyz").status == 200


@pytest.mark.parametrize("path", ["/kk/", "/kk/accounts/login/", "/kk/no-such-page/"])
def test_headers_of_safety_stand_once_each(production: Production, path: str):
    page = production.ask(path)

    names = (
        *("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"),
        *("Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"),
    )
    assert {name: page.count(name) for name in names} == dict.fromkeys(names, 1)
    assert page.header("Server") == "nginx"
    assert b"unsafe" not in (page.header("Content-Security-Policy") or "").encode()


def test_everything_a_page_names_is_there_and_kept_for_long(production: Production):
    page = production.ask("/kk/")
    files = sorted(set(re.findall(r'(?:href|src)="(/static/[^"#?]+)', page.body.decode())))

    assert len(files) > 3
    for address in files:
        first, second = twice(production, address, headers={"Accept-Encoding": "gzip, deflate, br"})
        assert (first.status, second.header("X-Cache")) == (200, "HIT"), address
        assert "immutable" in (first.header("Cache-Control") or ""), address
    styles = next(address for address in files if address.endswith(".css"))
    packed = {
        wanted: production.ask(styles, headers={"Accept-Encoding": wanted}).header("Content-Encoding")
        for wanted in ("br", "gzip", "identity")
    }
    assert packed == {"br": "br", "gzip": "gzip", "identity": None}


def test_plain_http_leads_to_https_and_other_names_lead_nowhere(production: Production):
    plain = production.ask("/kk/?a=b", secure=False)

    assert (plain.status, plain.header("Location")) == (301, f"https://{HOST}/kk/?a=b")
    assert production.ask("/nginx-alive", name="127.0.0.1", secure=False).body == b"ok\n"
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        production.ask("/kk/", name="other.test", secure=False)
    with pytest.raises(ssl.SSLError):
        production.ask("/kk/", name="other.test")


def test_other_name_in_a_handshake_of_ours_is_not_answered(production: Production):
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        production.ask("/kk/", headers={"Host": "other.test"})


def test_upload_over_the_limit_is_told_so_in_words(production: Production):
    # Declared, not sent: nginx answers before it reads.
    answer = production.ask("/kk/accounts/login/", "POST", headers={"Content-Length": str(21 * 1024 * 1024)}, body=b"")

    assert answer.status == 413
    assert "Файл тым үлкен" in answer.body.decode()


def test_log_names_nobody_and_is_json(production: Production):
    production.ask("/kk/calendar/?q=Ivanov", headers={"X-Forwarded-For": "203.0.113.77"})
    production.ask("/kk/accounts/password/reset/key/5-abcdef-0123456789abcdef0123456789abcdef/")
    production.ask("/kk/nothing/person@example.kz/")
    log = (production.folder / "access.log").read_text()
    lines = [json.loads(line) for line in log.splitlines()]

    assert {line["network"] for line in lines} == {"127.0.0.0"}
    for secret in ("Ivanov", "203.0.113", "0123456789abcdef", "person@example.kz", "127.0.0.1"):
        assert secret not in log
        assert secret not in production.said("web") or secret == "127.0.0.1"
    assert [json.loads(line)["level"] for line in production.said("web").splitlines() if line.strip()]


def test_worker_and_beat_tell_how_they_are(production: Production):
    production.start("worker", "worker.sh")
    production.start("beat", "beat.sh")
    try:
        assert eventually(lambda: production.is_well("worker"), 60), production.said("worker")
        assert eventually(lambda: production.is_well("beat"), 30), production.said("beat")
        assert [json.loads(line) for line in production.said("worker").splitlines() if line.strip()]
    finally:
        production.stop("beat")
        production.stop("worker")
    assert not production.is_well("worker")


def test_application_that_fell_silent_is_spoken_for_by_the_cache(production: Production):
    fresh, _again = twice(production, "/en/")
    assert fresh.status == 200
    time.sleep(EXPIRED_SECONDS)
    production.stop("web")

    try:
        kept = production.ask("/en/")
        unknown = production.ask("/en/about/privacy/")
        assert (kept.status, kept.header("X-Cache"), kept.body) == (200, "STALE", fresh.body)
        assert (unknown.status, unknown.header("Retry-After")) == (502, "60")
        assert "Портал уақытша жұмыс істемей тұр" in unknown.body.decode()
        assert not production.is_well("web")
    finally:
        production.start_web()

    assert production.ask("/en/about/privacy/").status == 200
    assert eventually(lambda: production.ask("/en/").header("X-Cache") == "HIT", 10)


@pytest.mark.parametrize("address", ["/kk/deadlines/?%%71=wat%d", "/kk/deadlines/?as%%5fof=2026-06-01&x=%d"])
def test_dear_questions_are_limited_however_they_are_spelled(production: Production, address: str):
    with ThreadPoolExecutor(30) as askers:
        answers = list(askers.map(lambda number: production.ask(address % number), range(60)))

    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) > 10
    assert {answer.header("Retry-After") for answer in refused} == {"60"}
    assert {answer.status for answer in answers} == {200, 429}
    assert production.ask("/kk/deadlines/").status == 200


def test_flood_of_sign_ins_is_stopped_at_the_door(production: Production):
    """Last, with the one before: the address of this test is shut out for a while."""
    answers = [production.ask("/kk/accounts/login/", "POST", body=b"") for _time in range(60)]

    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) > 10
    assert "Сұраулар тым көп" in refused[0].body.decode()
    # What it looks like is there also for whoever is shut out.
    styles = production.ask("/_page/page.css")
    assert (styles.status, styles.header("Content-Type")) == (200, "text/css")
    assert "style-src 'self'" in (refused[0].header("Content-Security-Policy") or "")
    assert production.ask("/_page/too-many.html").status == 404
    assert production.ask("/kk/calendar/").status == 200

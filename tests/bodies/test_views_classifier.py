"""Pages of the classifier and of offices: who sees them, and the way from a file to offices."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.bodies import tasks
from portal.bodies.choices import ROLE_BODIES, BodyKind, Role
from portal.bodies.models import Body, BodyChange, ClassifierEntry, Edition
from portal.bodies.services import import_edition, raise_akimats
from portal.jobs.models import Job
from portal.jobs.work import Cancelled, Progress
from portal.kernel.errors import NotAllowed
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, OfficialFactory
from tests.texts import plain

CLASSIFIER = "/en/work/classifier/"
AKIMATS = "/en/work/akimats/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _places() -> None:
    kato.places()


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def administrator(actor_with):
    return actor_with((Role.ADMINISTRATOR, BodyFactory(slug="apparatus")))


@pytest.fixture
def admin(administrator) -> Client:
    return browser(administrator)


def upload(client: Client, content: bytes, name: str = "КАТО_17.07.2026.csv", **values):
    return client.post(CLASSIFIER, {"file": SimpleUploadedFile(name, content), **values})


def invalid(answer, field: str) -> bool:
    """Whether the control of this id is marked as wrong."""
    controls = re.findall(r"<(?:input|textarea|select)[^>]*>", answer.content.decode())
    return any(f'id="{field}"' in control and 'aria-invalid="true"' in control for control in controls)


def load() -> None:
    import_edition(rows=kato.rows(), source="kato.csv", edition_on=kato.EDITION, today=TODAY)


@pytest.mark.parametrize("role", [None, *Role.values])
def test_pages_of_the_classifier_are_for_administrators(actor_with, role) -> None:
    load()
    kinds = {BodyKind.MINISTRY: {}}
    body = BodyFactory(**kinds.get(ROLE_BODIES[role][0], {ROLE_BODIES[role][0]: True})) if role else None
    client = browser(actor_with((role, body)) if role else actor_with())
    page = f"{CLASSIFIER}{Edition.objects.get().pk}/"
    seen = [client.get(CLASSIFIER).status_code, client.get(page).status_code]
    asked = [client.post(f"{page}discard/").status_code, client.post(f"{CLASSIFIER}raise/").status_code]
    if role == Role.ADMINISTRATOR:
        assert (seen, asked) == ([200, 200], [409, 302])
    else:
        assert (seen, asked) == ([403, 404], [404, 404])
        assert not Job.objects.exists()


def test_strangers_are_asked_to_sign_in(client) -> None:
    for path in (CLASSIFIER, AKIMATS, f"{AKIMATS}akimat-103230000/"):
        assert client.get(path).headers["Location"].startswith("/en/accounts/login/?next=")


def test_an_upload_shows_its_report_and_changes_nothing(admin) -> None:
    answer = upload(admin, kato.text())
    edition = Edition.objects.get()
    assert answer.headers["Location"] == f"{CLASSIFIER}{edition.pk}/"
    assert (edition.edition_on, edition.source, edition.rows) == (kato.EDITION, "КАТО_17.07.2026.csv", 17)
    assert ClassifierEntry.objects.count() == 0
    page = admin.get(edition.get_absolute_url()).content.decode()
    assert "What it would change" in page
    levels = ("Regions and cities of their rank", "Districts and cities", "Rural districts, towns and administrations")
    counts = [re.search(rf"<dt>{name}</dt><dd>(\d+)</dd>", page) for name in (*levels, "Places")]
    assert [found and found[1] for found in counts] == ["2", "3", "6", "6"]
    assert 'name="accept_closures"' not in page


@pytest.mark.parametrize(
    ("content", "name", "values", "field"),
    [
        (b"a,b\n1,2\n", "x.csv", {}, "id_file"),
        (kato.text()[:-12], "x.csv", {}, "id_file"),
        (kato.text(), "x.csv", {"edition_on": "25.11.2026"}, "id_edition_on"),
        (kato.text(), "x.csv", {"edition_on": "some day"}, "id_edition_on"),
    ],
)
def test_a_refused_upload_is_said_at_its_field(admin, content, name, values, field) -> None:
    answer = upload(admin, content, name, **values)
    assert answer.status_code == 200
    assert invalid(answer, field)
    assert not Edition.objects.exists()


def test_apply_is_a_job_that_does_it_once(admin, administrator) -> None:
    upload(admin, kato.text())
    edition = Edition.objects.get()
    answer = admin.post(f"{edition.get_absolute_url()}apply/")
    job = Job.objects.get()
    assert answer.headers["Location"] == job.get_absolute_url()
    assert (job.kind, job.args, job.title_en) == (
        "bodies.apply_edition", {"edition": edition.pk}, "Classifier of places, edition of 17\xa0July 2026",
    )  # fmt: skip

    for _run in range(2):
        result = tasks.apply_edition(args=job.args, user=administrator.user, today=TODAY, progress=Progress())
        assert result.summary.en == "Added: 17, renamed: 0, moved: 0, closed: 0."
        assert result.path == edition.get_absolute_url()
    assert ClassifierEntry.objects.count() == 17
    assert "What it changed" in admin.get(edition.get_absolute_url()).content.decode()


def test_a_cancelled_application_leaves_nothing(admin, administrator) -> None:
    class Stopped(Progress):
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    upload(admin, kato.text())
    with pytest.raises(Cancelled):
        tasks.apply_edition(
            args={"edition": Edition.objects.get().pk}, user=administrator.user, today=TODAY, progress=Stopped()
        )
    assert (ClassifierEntry.objects.count(), Edition.objects.get().applied_at) == (0, None)


def test_handlers_ask_again_who_may(actor_with) -> None:
    user = actor_with((Role.OFFICER, BodyFactory(akimat=True))).user
    for handler in (tasks.apply_edition, tasks.raise_akimats):
        with pytest.raises(NotAllowed):
            handler(args={"edition": 1}, user=user, today=TODAY, progress=Progress())


def test_losses_are_shown_and_must_be_accepted(admin) -> None:
    load()
    upload(admin, kato.text(kato.without("104120100", "103230127")), edition_on="18.09.2026")
    edition = Edition.objects.first()
    page = admin.get(edition.get_absolute_url()).content.decode()
    assert "Region 10: 2 of 15 rows" in page
    admin.post(f"{edition.get_absolute_url()}apply/", {"accept_closures": "1"})
    edition.refresh_from_db()
    assert edition.accepts_closures


def test_an_upload_can_be_taken_back(admin) -> None:
    upload(admin, kato.text())
    assert admin.post(f"{Edition.objects.get().get_absolute_url()}discard/").headers["Location"] == CLASSIFIER
    assert not Edition.objects.exists()


def test_raising_is_offered_while_offices_lack(admin, administrator) -> None:
    load()
    assert "11 units have no office" in admin.get(CLASSIFIER).content.decode()
    admin.post(f"{CLASSIFIER}raise/")
    job = Job.objects.get()
    result = tasks.raise_akimats(args=job.args, user=administrator.user, today=TODAY, progress=Progress())
    assert result.summary.en == "Offices added: 11, maslikhats added: 5."
    assert "have no office" not in admin.get(CLASSIFIER).content.decode()


# -- offices ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def _raised() -> None:
    load()
    raise_akimats(on=TODAY)


def office(code: str) -> Body:
    return Body.objects.get(slug=f"akimat-{code}")


VILLAGE = f"{AKIMATS}akimat-103230000/"


@pytest.mark.usefixtures("_raised")
def test_an_officer_sees_the_own_office_and_no_other(actor_with) -> None:
    client = browser(actor_with((Role.OFFICER, office("103230000"))))
    page = client.get(AKIMATS).content.decode()
    assert "akimat-103230000" in page
    assert "akimat-103233000" not in page
    assert client.get(VILLAGE).status_code == 200
    assert client.get(f"{AKIMATS}akimat-103233000/").status_code == 404
    assert client.post(f"{VILLAGE}join/").status_code == 403
    assert office("103230000").joined_on is None


@pytest.mark.usefixtures("_raised")
@pytest.mark.parametrize("role", [None, Role.PREPARER, Role.APPROVER, Role.OVERSEER, Role.MASLIKHAT])
def test_offices_have_no_page_for_others(actor_with, role) -> None:
    client = browser(actor_with((role, BodyFactory())) if role else actor_with())
    assert [client.get(path).status_code for path in (AKIMATS, VILLAGE)] == [403, 404]


@pytest.mark.usefixtures("_raised")
def test_a_correction_is_entered_with_its_reason(actor_with) -> None:
    client = browser(actor_with((Role.OFFICER, office("103230000"))))
    assert invalid(client.post(VILLAGE, {"kind": "village", "on": "24.11.2026", "reason": ""}), "id_reason")
    client.post(VILLAGE, {"kind": "village", "on": "24.11.2026", "reason": "Решение № 5"})
    assert BodyChange.objects.get().reason == "Решение № 5"
    assert "Решение № 5" in plain(client.get(VILLAGE).content.decode())


@pytest.mark.usefixtures("_raised")
def test_an_administrator_lets_an_office_join(admin) -> None:
    assert "Add the office to the portal today" in admin.get(VILLAGE).content.decode()
    admin.post(f"{VILLAGE}join/")
    assert office("103230000").joined_on == date(2026, 11, 24)


@pytest.mark.usefixtures("_raised")
def test_a_page_of_offices_costs_the_same_however_many_there_are(admin) -> None:
    pages, costs = [], []
    admin.get(AKIMATS)
    for query in ("?q=103230000", ""):
        with CaptureQueriesContext(connection) as captured:
            pages.append(admin.get(f"{AKIMATS}{query}").context["page"].paginator.count)
        costs.append(len(captured))
    assert pages == [1, 9]
    assert costs[0] == costs[1]
    assert costs[0] < 15


# -- public pages ----------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("_raised")
def test_public_pages_below_a_district(client) -> None:
    district = client.get("/en/territories/103200000/").content.decode()
    assert "Towns, villages and rural districts" in district
    assert "/en/territories/103230000/" in district
    rural = client.get("/en/territories/103230000/").content.decode()
    assert "/en/territories/103200000/" in rural
    assert "akimat-103230000" in rural
    OfficialFactory(body=office("103230000"), post="deputy")
    assert client.get("/en/bodies/akimat-103230000/").status_code == 200


@pytest.mark.usefixtures("_raised")
@pytest.mark.parametrize("typed", ["Қоянды", "коянды", " ҚОЯНДЫ қыстауы "])
def test_whoever_looks_for_a_village_is_led_to_what_concerns_it(client, typed) -> None:
    html = client.get("/kk/calendar/", {"q": typed, "view": "list"}).content.decode()
    assert 'href="/kk/territories/103230127/"' in html


@pytest.mark.usefixtures("_raised")
@pytest.mark.parametrize("typed", ["оянды", "Қо", "%", "су .*", "(", "\\", ""])
def test_half_a_name_and_marks_lead_to_no_place(client, typed) -> None:
    answer = client.get("/kk/calendar/", {"q": typed, "view": "list"})
    assert answer.status_code == 200
    assert 'id="places-title"' not in answer.content.decode()


@pytest.mark.usefixtures("_raised")
def test_a_place_that_was_chosen_leads_to_its_page(client) -> None:
    html = client.get("/kk/calendar/", {"place": "103200000", "view": "list"}).content.decode()
    assert 'href="/kk/territories/103200000/"' in html


@pytest.mark.usefixtures("_raised")
def test_a_village_without_a_page_leads_to_the_unit_around_it(client) -> None:
    answer = client.get("/en/territories/103230127/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/territories/103230000/?village=103230127")
    assert "You asked for this place" in client.get(answer.headers["Location"]).content.decode()
    assert "You asked for this place" not in client.get("/en/territories/103200000/?village=103230999").content.decode()
    assert client.get("/en/territories/103230999/").status_code == 404


@pytest.mark.usefixtures("_raised")
def test_public_lists_stay_as_small_as_they_were(client) -> None:
    assert "akimat-103230000" not in client.get("/en/bodies/").content.decode()
    assert "akimat-103230000" not in client.get("/en/calendar/").content.decode()
    assert client.get("/api/v1/territories/").json()["count"] == 6
    assert client.get("/api/v1/territories/?parent=103200000").json()["count"] == 2
    assert client.get("/api/v1/territories/103230000/").json()["parent"] == "103200000"
    assert client.get("/api/v1/bodies/").json()["count"] == 4
    assert client.get("/api/v1/bodies/?kind=akimat").json()["count"] == 11
    assert client.get("/api/v1/bodies/akimat-103230000/").status_code == 200

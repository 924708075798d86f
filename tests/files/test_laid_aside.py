"""A chosen file survives the errors of its form, for the one who chose it, for a day."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.files import middleware
from portal.files.services import clear_laid_aside, laid_aside, lay_aside, let_go, take_up
from portal.files.services.laid_aside import PLACES
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.files import PDF, PNG

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 14, 7, tzinfo=UTC)
SCAN = "Бұйрық № 7.pdf"


@pytest.fixture(autouse=True)
def _here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def duty() -> Obligation:
    """Of a body with a head, so that a preparer attaches only."""
    seed_law()
    body = BodyFactory(joined_on=date(2026, 11, 1))
    RoleGrantFactory(role=Role.HEAD, body=body)
    return ObligationFactory(body=body)


def preparer(body: Body) -> Client:
    client = Client()
    client.force_login(RoleGrantFactory(role=Role.PREPARER, body=body).user)
    return client


def pdf(name: str = SCAN, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def laid(root: Path) -> list[Path]:
    return sorted((root / "laid-aside").glob("*/*"))


def key_in(page: str) -> str:
    found = re.search(r'name="file-chosen" value="([^"]+)"', page)
    assert found, "the page does not keep the file"
    return found[1]


TYPED = {"kind": "file", "title": "Order 7"}


def refused(client: Client, duty: Obligation, **more) -> str:
    answer = client.post(duty.get_work_url(), TYPED | {"signed_on": "31.02.2026"} | more)
    assert answer.status_code == 422
    return answer.content.decode()


# -- the way of a person ---------------------------------------------------------------------------------------------
def test_file_survives_two_errors_and_is_sent_with_the_form(duty, tmp_path) -> None:
    client = preparer(duty.body)
    page = refused(client, duty, file=pdf())
    assert f"Chosen already: {SCAN}" in page.replace("\N{NO-BREAK SPACE}", " ")
    again = refused(client, duty, **{"file-chosen": key_in(page)})
    assert len(laid(tmp_path)) == 1

    sent = TYPED | {"signed_on": "14.12.2026", "file-chosen": key_in(again)}
    assert client.post(duty.get_work_url(), sent).status_code == 302

    file = duty.evidence.get().file
    assert file is not None
    assert (Path(tmp_path) / file.content.name).read_bytes() == PDF
    assert file.name.endswith(".pdf")
    assert laid(tmp_path) == []


def test_file_chosen_anew_takes_the_place_of_the_first(duty, tmp_path) -> None:
    client = preparer(duty.body)
    key = key_in(refused(client, duty, file=pdf()))
    sent = TYPED | {"signed_on": "14.12.2026", "file-chosen": key, "file": SimpleUploadedFile("b.png", PNG)}
    assert client.post(duty.get_work_url(), sent).status_code == 302
    assert duty.evidence.get().file.content_type == "image/png"


def test_file_left_out_is_not_sent(duty) -> None:
    client = preparer(duty.body)
    key = key_in(refused(client, duty, file=pdf()))
    page = refused(client, duty, **{"file-chosen": key, "file-dropped": "on"})
    assert "Chosen already" not in page


def test_file_that_is_at_fault_itself_is_not_kept(duty, tmp_path) -> None:
    client = preparer(duty.body)
    sent = TYPED | {"signed_on": "14.12.2026", "file": pdf(content=b"MZ no document")}
    page = client.post(duty.get_work_url(), sent).content.decode()
    assert "the content of this file is something else" in page
    assert "Chosen already" not in page
    assert laid(tmp_path) == []


def test_nothing_is_laid_aside_of_what_was_taken(duty, tmp_path) -> None:
    sent = TYPED | {"signed_on": "14.12.2026", "file": pdf()}
    assert preparer(duty.body).post(duty.get_work_url(), sent).status_code == 302
    assert laid(tmp_path) == []


# -- somebody else, later, a lie -------------------------------------------------------------------------------------
def test_key_of_another_person_brings_nothing(duty) -> None:
    key = key_in(refused(preparer(duty.body), duty, file=pdf()))
    colleague = preparer(duty.body)
    assert "Chosen already" not in refused(colleague, duty, **{"file-chosen": key})


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "\N{CYRILLIC SMALL LETTER A}", "../../etc/passwd"])
def test_key_that_is_none_brings_nothing(duty, key) -> None:
    assert "Chosen already" not in refused(preparer(duty.body), duty, **{"file-chosen": key})


def test_a_key_in_a_thousand_fields_opens_few_files(duty, monkeypatch: pytest.MonkeyPatch) -> None:
    client = preparer(duty.body)
    key = key_in(refused(client, duty, file=pdf()))
    opened: list[str] = []

    def count(*, user, key):
        opened.append(key)
        return take_up(user=user, key=key)

    monkeypatch.setattr(middleware, "take_up", count)
    refused(client, duty, **{f"x{number}-chosen": key for number in range(900)})
    assert len(opened) == PLACES


def test_key_lasts_a_day() -> None:
    user = UserFactory()
    kept = lay_aside(user=user, upload=pdf())
    assert kept is not None
    with time_machine.travel(NOW + timedelta(hours=23, minutes=59), tick=False):
        taken = take_up(user=user, key=kept.key)
        assert taken is not None
        assert (taken.read(), taken.name, taken.size) == (PDF, SCAN, len(PDF))
        taken.close()
    with time_machine.travel(NOW + timedelta(hours=24, seconds=1), tick=False):
        assert take_up(user=user, key=kept.key) is None


def test_stranger_cannot_leave_files(client, duty, tmp_path) -> None:
    client.post(duty.get_work_url(), TYPED | {"file": pdf()})
    client.post("/en/accounts/login/", {"login": "x", "password": "y", "file": pdf()})
    assert laid(tmp_path) == []


# -- ceilings and clearing -------------------------------------------------------------------------------------------
def test_one_person_keeps_ten_files_the_oldest_goes_first(tmp_path) -> None:
    user = UserFactory()
    keys = []
    for number in range(PLACES + 2):
        kept = lay_aside(user=user, upload=pdf(f"{number}.pdf"))
        assert kept is not None
        keys.append(kept.key)
        newest = max(laid(tmp_path), key=lambda file: file.stat().st_ctime_ns)
        os.utime(newest, (number, number))
    assert len(laid(tmp_path)) == PLACES
    assert [take_up(user=user, key=key) is None for key in keys[:3]] == [True, True, False]


def test_whoever_has_no_login_sends_a_file_again_by_its_key_and_all_of_them_share_the_room(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laid_aside, "PLACES_OF_STRANGERS", 3)
    user = UserFactory()
    own = lay_aside(user=user, upload=pdf("own.pdf"))
    for number in range(5):
        kept = lay_aside(user=None, upload=pdf(f"{number}.pdf"))
    found = take_up(user=None, key=kept.key)
    assert found is not None
    assert found.name == "4.pdf"
    assert take_up(user=user, key=kept.key) is None
    assert take_up(user=None, key=own.key) is None
    assert len([*(tmp_path / "laid-aside" / "strangers").iterdir()]) == 3
    assert clear_laid_aside(now=NOW + timedelta(days=2)) == 4


def test_empty_and_too_large_files_are_not_kept(tmp_path) -> None:
    user = UserFactory()
    large = pdf()
    large.size = 20 * 1024 * 1024 + 1
    assert lay_aside(user=user, upload=large) is None
    assert lay_aside(user=user, upload=pdf(content=b"")) is None
    assert laid(tmp_path) == []


def test_clearing_takes_what_is_over_a_day_old_and_halves(tmp_path) -> None:
    user = UserFactory()
    old, new = lay_aside(user=user, upload=pdf("old.pdf")), lay_aside(user=user, upload=pdf("new.pdf"))
    assert old is not None
    assert new is not None
    for file in laid(tmp_path):
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    half = tmp_path / "laid-aside" / str(user.pk) / ".half"
    half.write_bytes(b"%PDF")
    os.utime(half, (0, 0))
    first = take_up(user=user, key=old.key)
    assert first is not None
    os.utime(first.file.name, (NOW.timestamp() - 86_401, NOW.timestamp() - 86_401))
    first.close()

    assert clear_laid_aside(now=NOW) == 2
    assert clear_laid_aside(now=NOW) == 0
    assert take_up(user=user, key=old.key) is None
    assert take_up(user=user, key=new.key) is not None


def test_letting_go_twice_is_harmless() -> None:
    user = UserFactory()
    kept = lay_aside(user=user, upload=pdf())
    assert kept is not None
    let_go(user=user, key=kept.key)
    let_go(user=user, key=kept.key)
    let_go(user=user, key="no key")
    assert take_up(user=user, key=kept.key) is None


def test_every_page_asks_for_files_in_the_one_way() -> None:
    """A field of its own making would lose its file."""
    root = Path(__file__).resolve().parents[2] / "templates"
    own = [path.name for path in root.rglob("*.html") if 'type="file"' in path.read_text()]
    assert own == ["confirm.html"]

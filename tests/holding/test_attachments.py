"""Files of a held meeting: given to everybody with its results, or kept for its body."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.files.models import StoredFile
from portal.holding.models import Attachment
from portal.holding.services.attachments import Attached, add_attachment, remove_attachment
from portal.holding.services.steps import Said
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories.files import PDF
from tests.factories.holding import AccountFactory
from tests.holding.hall import DAY, NOW, Hall, make_hall
from tests.texts import plain

pytestmark = pytest.mark.django_db

TITLES = {"title_kk": "Баяндама мәтіні", "title_ru": "Текст выступления"}


@pytest.fixture
def hall(settings: LazySettings, tmp_path: Path) -> Hall:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield make_hall()


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("doklad.pdf", PDF)


def added(hall: Hall, who: str = "officer", said: Said | None = None, **what: object) -> Attachment:
    attached = Attached(**{"kind": "report", "upload": pdf(), **TITLES, **what})  # type: ignore[arg-type]
    return add_attachment(account=hall.account, attached=attached, actor=hall.actor(who), today=DAY, now=NOW, said=said)


@pytest.mark.parametrize("who", ["region", "rural", "neighbour", "minister", "administrator", "nobody"])
def test_others_add_and_take_off_nothing(hall: Hall, who: str) -> None:
    row = added(hall)
    with pytest.raises(NotAllowed):
        added(hall, who)
    with pytest.raises(NotAllowed):
        remove_attachment(attachment=row, actor=hall.actor(who), today=DAY, now=NOW)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"title_ru": " "}, "title_ru"),
        ({"title_kk": "Хабарласыңыз: +7 701 234 56 78"}, "title_kk"),
        ({"upload": None}, "file"),
        ({"link": "https://example.kz/a"}, "file"),
        ({"kind": "video"}, "link"),
        ({"upload": None, "link": "javascript:alert(1)"}, "link"),
        ({"upload": SimpleUploadedFile("a.pdf", b"<html>")}, "file"),
    ],
)
def test_what_is_wrong_stands_at_its_field(hall: Hall, what: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        added(hall, **what)
    assert list(refused.value.errors) == [field]
    assert not Attachment.objects.exists()


def test_a_file_is_public_with_the_results_alone(hall: Hall, client: Client) -> None:
    row = added(hall)
    assert row.file is not None
    assert not StoredFile.objects.get().is_public
    assert client.get(row.file.get_absolute_url()).status_code == 302
    assert "Текст выступления" not in plain(client.get(f"/ru/meetings/{hall.number}/").content.decode())


def test_of_published_results_it_is_a_correction(hall: Hall, client: Client) -> None:
    hall.account = AccountFactory(
        published=True,
        meeting__number="2027-000009",
        meeting__body=hall.district,
        meeting__state="reported",
        logged_by=hall.people["officer"],
    )
    with pytest.raises(Invalid) as refused:
        added(hall)
    assert set(refused.value.errors) == {"correction_kk", "correction_ru"}
    row = added(hall, is_public=False)
    assert row.file is not None
    assert not row.file.is_public


def test_taken_off_nobody_fetches_it(hall: Hall) -> None:
    row = added(hall)
    StoredFile.objects.update(is_public=True)
    remove_attachment(attachment=row, actor=hall.actor("head"), today=DAY, now=NOW)
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.get().is_public
    with pytest.raises(Conflict):
        remove_attachment(attachment=row, actor=hall.actor("head"), today=DAY, now=NOW)


def test_the_page_adds_and_takes_off_and_loses_nothing(hall: Hall, client: Client) -> None:
    client.force_login(hall.people["officer"])
    page = f"/ru/work/meetings/{hall.number}/files/"
    typed = {"kind": "report", **TITLES, "is_public": "on", "version": hall.account.version}
    wrong = client.post(page, {**typed, "title_ru": "", "file": pdf()})
    assert wrong.status_code == 422
    text = plain(wrong.content.decode())
    assert "doklad.pdf" in text
    assert 'value="Баяндама мәтіні"' in text
    assert client.post(page, {**typed, "file": pdf()}).status_code == 302
    assert "Текст выступления" in plain(client.get(page).content.decode())
    row = Attachment.objects.get()
    hall.account.refresh_from_db()
    remove = f"{page}{row.pk}/remove/"
    assert client.get(remove).status_code == 200
    assert client.post(remove, {"version": hall.account.version}).status_code == 302
    assert not Attachment.objects.exists()
    client.force_login(hall.people["neighbour"])
    assert client.get(page).status_code == 404

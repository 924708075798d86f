"""Pages of photos: at work, for everybody, and for whoever wants a photo off."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from PIL import Image

from portal.audit.models import Change
from portal.holding.choices import PhotoState
from portal.holding.models import Photo, RemovalRequest
from portal.holding.services.photos import Said, approve_photo
from portal.holding.services.preparing import prepare_photos
from portal.holding.services.removal import ask_removal, grant_removal, put_back
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit import heic, limits
from portal.notices.models import Notice
from tests.factories.pictures import huge_png, picture, video
from tests.holding.hall import DAY, NOW, SAID, Hall, make_hall, upload
from tests.texts import plain

pytestmark = pytest.mark.django_db

CONSENT, WORDS, REMARK, WHY = "Құпия-келісім-Ж7", "Құпия-өтініш-Ж7", "Құпия-ескерту-Ж7", "Құпия-себеп-Ж7"


@pytest.fixture
def hall(settings: LazySettings, tmp_path: Path) -> Hall:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield make_hall()


def read(client: Client, address: str, status: int = 200, **more: object) -> str:
    answer = client.get(address, **more)
    assert answer.status_code == status, address
    return plain(answer.content.decode())


def addresses(client: Client, hall: Hall, language: str = "ru") -> list[str]:
    """Of the picture, the small one and the removal, as the public page has them."""
    page = client.get(f"/{language}/meetings/{hall.number}/").content.decode()
    return re.findall(rf'(?:href|src)="(/{language}/meetings/{hall.number}/photos/[^"]+)"', page)


def signed_in(hall: Hall, who: str) -> Client:
    client = Client()
    client.force_login(hall.people[who])
    return client


# -- at work ---------------------------------------------------------------------------------------------------------
def test_several_photos_are_added_at_once_and_each_bad_one_gets_its_message(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(hall, "officer")
    heif = picture("HEIF") if heic.can_read() else b""
    monkeypatch.setattr(heic, "find_spec", lambda _name: None)
    page = read(client, hall.page)
    assert 'accept="image/jpeg,image/png,image/webp"' in page
    assert " multiple" in page
    files = [
        upload(picture(colour=(1, 2, 3)), "a.jpg"),
        upload(heif, "b.heic"),
        upload(video(40 * 1024 * 1024), "c.mp4"),
        upload(huge_png(30_000, 30_000), "d.png"),
        upload(picture("PNG"), "e.png"),
    ]
    answer = client.post(hall.page, {"photos": files, "act": "save"})
    page = plain(answer.content.decode())
    assert answer.status_code == 200
    assert Photo.objects.count() == 2
    assert "b.heic: Это изображение HEIC" in page
    assert "c.mp4: Это видео" in page
    assert "d.png: В изображении больше 50 миллионов точек" in page
    assert "Добавлено 2 фотографии" in page


def test_what_is_typed_beside_a_refused_file_is_saved_and_wrong_words_stay(hall: Hall) -> None:
    client = signed_in(hall, "officer")
    first, second = hall.added(picture(colour=(1, 1, 1))), hall.added(picture(colour=(250, 1, 1)))
    prepare_photos()
    typed = {
        f"p{first.pk}-seen": first.mark,
        f"p{first.pk}-alt_kk": "Зал толы",
        f"p{first.pk}-alt_ru": "Полный зал 😀 <b>",
        f"p{second.pk}-seen": second.mark,
        f"p{second.pk}-alt_kk": "Балалар",
        f"p{second.pk}-alt_ru": "Дети на сцене",
        f"p{second.pk}-shows_children": "on",
    }
    answer = client.post(hall.page, {**typed, "photos": upload(video(), "c.mp4"), "act": "save"})
    page = plain(answer.content.decode())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alt_kk, first.alt_ru) == ("Зал толы", "Полный зал 😀 <b>")
    assert second.alt_kk == ""
    assert 'value="Дети на сцене"' in page
    assert "Напишите, кто дал согласие" in page
    assert "<b>" not in page.replace("<b>", "", 0) or "Полный зал 😀 &lt;b&gt;" in page


def test_a_page_asks_again_while_a_photo_is_prepared(hall: Hall) -> None:
    client = signed_in(hall, "officer")
    photo = hall.added()
    page = read(client, hall.page)
    assert "hx-get" in page
    assert "htmx.min.js" in page
    state = f"{hall.page}{photo.pk}/state/"
    assert "Фотография готовится" in read(client, state)
    prepare_photos()
    fragment = read(client, state)
    assert "hx-get" not in fragment
    small = re.search(r'src="([^"]+)"', fragment)
    assert small
    picture_answer = client.get(small[1].replace("&amp;", "&"))
    assert picture_answer.status_code == 200
    # The address holds for this person alone.
    assert signed_in(hall, "head").get(small[1].replace("&amp;", "&")).status_code == 404
    assert "htmx.min.js" not in read(client, hall.page)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("head", 200),
        ("region", 200),
        ("rural", 404),
        ("neighbour", 404),
        ("minister", 404),
        ("administrator", 404),
        ("nobody", 404),
    ],
)
def test_who_opens_the_page_and_what_they_may_press(hall: Hall, who: str, status: int) -> None:
    photo = hall.described(said=Said(SAID.alt_kk, SAID.alt_ru, shows_children=True, consent=CONSENT))
    client = signed_in(hall, who)
    page = read(client, hall.page, status)
    assert ("Да, опубликовать" in page) == (who in ("head", "region"))
    assert ("Удалить навсегда" in page) == (who in ("officer", "head"))
    assert (CONSENT in page) == (status == 200)
    answer = client.post(hall.page, {"act": f"yes:{photo.pk}", f"p{photo.pk}-seen": photo.mark})
    assert answer.status_code == {"officer": 403, "head": 302, "region": 302}.get(who, 404)
    photo.refresh_from_db()
    assert photo.state == (PhotoState.PUBLIC if who in ("head", "region") else PhotoState.WAITING)


def test_a_stranger_is_asked_to_sign_in(hall: Hall, client: Client) -> None:
    assert client.get(hall.page).status_code == 302


def test_a_no_without_a_remark_keeps_the_page(hall: Hall) -> None:
    photo, client = hall.described(), signed_in(hall, "head")
    act = {"act": f"no:{photo.pk}", f"p{photo.pk}-seen": photo.mark}
    same = {f"p{photo.pk}-alt_kk": SAID.alt_kk, f"p{photo.pk}-alt_ru": SAID.alt_ru}
    answer = client.post(hall.page, {**act, **same})
    assert "Напишите, что не так с фотографией." in plain(answer.content.decode())
    assert client.post(hall.page, {**act, **same, f"p{photo.pk}-note": REMARK}).status_code == 302
    photo.refresh_from_db()
    assert (photo.state, photo.judged_note) == (PhotoState.REFUSED, REMARK)


def test_a_yes_to_what_changed_meanwhile_is_stopped(hall: Hall) -> None:
    photo, client = hall.described(), signed_in(hall, "region")
    seen = photo.mark
    Photo.objects.filter(pk=photo.pk).update(alt_ru="Другое")
    assert client.post(hall.page, {"act": f"yes:{photo.pk}", f"p{photo.pk}-seen": seen}).status_code == 409


def test_the_page_costs_the_same_with_one_photo_and_with_many(hall: Hall, django_assert_max_num_queries) -> None:
    client = signed_in(hall, "head")

    def asked() -> int:
        with django_assert_max_num_queries(60) as counted:
            client.get(hall.page)
        return len(counted)

    hall.described(picture(colour=(1, 1, 1)))
    asked()
    one = asked()
    for level in (60, 120, 180, 240):
        hall.described(picture(colour=(level, 1, 1)))
    assert asked() == one


# -- for everybody ---------------------------------------------------------------------------------------------------
def test_a_public_photo_stands_on_the_page_with_size_words_and_a_way_out(hall: Hall, client: Client) -> None:
    photo = hall.public(picture(size=(2000, 1500)))
    page = read(client, f"/ru/meetings/{hall.number}/")
    image = re.search(r"<img [^>]+photos[^>]+>", page)
    assert image
    for part in ('width="480"', 'height="360"', f'alt="{SAID.alt_ru}"', 'lang="ru"', 'loading="lazy"'):
        assert part in image[0]
    assert f'alt="{SAID.alt_kk}" lang="kk"' in read(client, f"/kk/meetings/{hall.number}/")
    assert f'alt="{SAID.alt_ru}" lang="ru"' in read(client, f"/en/meetings/{hall.number}/")
    large, small, removal = addresses(client, hall)
    assert removal.endswith("/remove/")
    for address, size in ((large, (1600, 1200)), (small, (480, 360))):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert answer.headers["Cache-Control"] == "public, max-age=30"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not answer.cookies
        assert Image.open(BytesIO(answer.content)).size == size
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert photo.picture is not None
    # Files have another door, which stays closed.
    assert client.get(photo.picture.get_absolute_url()).status_code == 302
    assert client.get(large.replace(photo.digest, "0" * 12)).status_code == 404


@pytest.mark.parametrize("state", [PhotoState.WAITING, PhotoState.REFUSED, PhotoState.HIDDEN])
def test_what_nobody_said_yes_to_is_nowhere(hall: Hall, client: Client, state: PhotoState) -> None:
    photo = hall.public()
    large, small, removal = addresses(client, hall)
    Photo.objects.filter(pk=photo.pk).update(state=state)
    for address in (large, small, removal):
        assert client.get(address).status_code == 404
    assert addresses(client, hall) == []


def test_photos_of_a_meeting_whose_record_was_taken_back_are_gone(hall: Hall, client: Client) -> None:
    hall.public()
    large, *_others = addresses(client, hall)
    meeting = hall.account.meeting
    meeting.state, meeting.attendance = "announced", None
    meeting.save()
    assert client.get(large).status_code == 404
    assert addresses(client, hall) == []


# -- off, at somebody's request --------------------------------------------------------------------------------------
def test_anybody_takes_a_photo_off_at_once_without_account_and_cookie(hall: Hall, settings: LazySettings) -> None:
    photo = hall.public()
    client = Client(enforce_csrf_checks=True)
    large, small, removal = addresses(client, hall)
    answer = client.get(removal)
    page = plain(answer.content.decode())
    assert "мой ребёнок" in page.lower() or "Причина" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    photo.refresh_from_db()
    assert photo.state == PhotoState.PUBLIC
    wrong = client.post(removal, {"note": WORDS})
    assert WORDS in plain(wrong.content.decode())
    assert not RemovalRequest.objects.exists()
    done = client.post(removal, {"reason": "child", "note": WORDS})
    assert (done.status_code, len(done.cookies)) == (200, 0)
    assert "Фотография больше не показывается" in plain(done.content.decode())
    for address in (large, small):
        assert client.get(address).status_code == 404
    assert addresses(client, hall) == []
    # Sent twice, or seen too late: it says so, and nothing is written anew.
    assert client.post(removal, {"reason": "me", "note": ""}).status_code == 404
    assert list(RemovalRequest.objects.values_list("reason", "note")) == [("child", WORDS)]


def test_the_body_and_who_said_yes_are_told_and_find_it_on_the_desk(hall: Hall) -> None:
    photo = hall.described()
    approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("region"), now=NOW)
    assert ask_removal(photo=photo, reason="me", note=WORDS, today=DAY, now=NOW)
    told = {notice.user.full_name: notice for notice in Notice.objects.select_related("user")}
    assert set(told) == {"officer", "head", "region"}
    assert WORDS not in str(list(Notice.objects.values()))
    assert told["head"].path == f"/work/meetings/{hall.number}/photos/"
    desk = read(signed_in(hall, "head"), "/ru/desk/")
    assert "1 фотография скрыта по просьбе" in desk
    assert WORDS not in desk
    page = read(signed_in(hall, "head"), hall.page)
    assert WORDS in page
    # However many ask in an hour: one letter.
    again = hall.public(picture(colour=(7, 7, 7)))
    ask_removal(photo=again, reason="other", note="", today=DAY, now=NOW)
    assert Notice.objects.count() == 3


@pytest.mark.parametrize("who", ["rural", "neighbour", "minister", "administrator", "nobody"])
def test_others_decide_nothing_about_it(hall: Hall, who: str) -> None:
    photo = hall.public()
    ask_removal(photo=photo, reason="me", note="", today=DAY, now=NOW)
    with pytest.raises(NotAllowed):
        grant_removal(photo=photo, actor=hall.actor(who), now=NOW)
    with pytest.raises(NotAllowed):
        put_back(photo=photo, why=WHY, actor=hall.actor(who), now=NOW)
    assert Photo.objects.get().state == PhotoState.HIDDEN


def test_put_back_it_needs_a_reason_and_once_more_a_second_person(hall: Hall, client: Client) -> None:
    photo = hall.public()
    ask_removal(photo=photo, reason="other", note=WORDS, today=DAY, now=NOW)
    head = hall.actor("head")
    with pytest.raises(Invalid):
        put_back(photo=photo, why=" ", actor=head, now=NOW)
    photo = put_back(photo=photo, why=WHY, actor=head, now=NOW)
    assert (photo.state, photo.put_back_by) == (PhotoState.WAITING, head.user)
    assert addresses(client, hall) == []
    with pytest.raises(NotAllowed):
        approve_photo(photo=photo, seen=photo.mark, actor=head, now=NOW)
    with pytest.raises(Conflict):
        put_back(photo=photo, why=WHY, actor=head, now=NOW)
    approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("region"), now=NOW)
    assert len(addresses(client, hall)) == 3
    # Somebody may ask again.
    assert ask_removal(photo=photo, reason="me", note="", today=DAY, now=NOW)


def test_taken_off_at_request_nothing_of_it_is_left(
    hall: Hall, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo = hall.public()
    ask_removal(photo=photo, reason="me", note=WORDS, today=DAY, now=NOW)
    client = signed_in(hall, "head")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(hall.page, {"act": f"off:{photo.pk}", f"p{photo.pk}-seen": photo.mark}).status_code == 302
    photo.refresh_from_db()
    assert photo.state == PhotoState.REMOVED
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    assert list(RemovalRequest.objects.values_list("note", "is_granted")) == [("", True)]


def test_a_flood_is_slowed_and_loses_nothing_typed(
    hall: Hall, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEZDESU_LIMITS = True
    monkeypatch.setitem(limits.LIMITS, "removal", 1)
    for level in (10, 240):
        hall.public(picture(colour=(level, 0, 0)))
    client = Client()
    removals = [address for address in addresses(client, hall) if address.endswith("/remove/")]
    assert client.post(removals[0], {"reason": "me", "note": ""}).status_code == 200
    slowed = client.post(removals[1], {"reason": "me", "note": WORDS})
    assert slowed.status_code == 429
    assert int(slowed.headers["Retry-After"]) > 0
    assert WORDS in plain(slowed.content.decode())
    assert Photo.objects.public().count() == 1
    # From another network, or a minute later.
    assert client.post(removals[1], {"reason": "me", "note": ""}, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert not Photo.objects.public().exists()


# -- private for ever ------------------------------------------------------------------------------------------------
def test_private_words_reach_nobody_outside(hall: Hall, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    said = Said(SAID.alt_kk, SAID.alt_ru, shows_children=True, consent=CONSENT)
    photo = hall.public(picture(colour=(3, 3, 3)), said)
    other = hall.public(picture(colour=(99, 3, 3)))
    ask_removal(photo=other, reason="child", note=WORDS, today=DAY, now=NOW)
    put_back(photo=other, why=WHY, actor=hall.actor("head"), now=NOW)
    seen = []
    for language in ("kk", "ru", "en"):
        seen.append(read(client, f"/{language}/meetings/{hall.number}/"))
        seen += [client.get(address).content.decode("latin-1") for address in addresses(client, hall, language)]
    seen.append(read(client, f"/api/v1/meetings/{hall.number}/"))
    seen.append(read(signed_in(hall, "neighbour"), f"/ru/meetings/{hall.number}/"))
    seen += [str(list(model.objects.values())) for model in (Notice, Change)]
    seen.append(caplog.text)
    assert photo.state == PhotoState.PUBLIC
    for text in seen:
        for secret in (CONSENT, WORDS, REMARK, WHY, "Айгүл", "Сәрсенова"):
            assert secret not in text

"""Photos chosen in the quick log: kept while it is written, added once it is recorded, each refusal said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Meeting, MeetingHeld
from portal.holding.models import Account, LogDraft, Photo, Question
from portal.kit import heic
from tests.factories.pictures import huge_png, picture, video
from tests.ground import GROUND
from tests.holding.test_log import TYPED, address, typed
from tests.meetings.valley import Valley, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

#: Nobody knows yet when it ended.
WRONG = {"end_time": ""}


@GROUND.fixture
def photographed_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(photographed_ground: Valley, settings: LazySettings, tmp_path: Path) -> Iterator[Valley]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2027-03-11 06:00Z", tick=False):
        yield photographed_ground


@pytest.fixture
def meeting(valley: Valley) -> Meeting:
    return valley.meeting()


@pytest.fixture
def officer(valley: Valley, client: Client) -> Client:
    client.force_login(valley.people["officer"])
    return client


def photo(number: int, name: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name or f"{number}.jpg", picture(colour=(number * 20, 9, 9)), "image/jpeg")


def kept(answer: Any) -> list[str]:
    """Keys of what the page has laid aside."""
    return re.findall(r'name="photos-kept" value="([^"]+)"', answer.content.decode())


def laid(root: Path) -> list[Path]:
    return sorted((root / "laid-aside").glob("*/*"))


def send(client: Client, meeting: Meeting, version: int, *photos: SimpleUploadedFile, **more: Any) -> Any:
    return client.post(address(meeting), typed(meeting, version=str(version), photos=list(photos), **more))


def test_photos_are_added_once_the_meeting_is_recorded_and_wait_for_their_texts(
    officer: Client, meeting: Meeting, tmp_path: Path
) -> None:
    page = officer.get(address(meeting)).content.decode()
    assert 'enctype="multipart/form-data"' in page
    sent = send(officer, meeting, 0, photo(1), photo(2), photo(3))
    assert (sent.status_code, sent["Location"]) == (302, address(meeting, "photos"))
    assert [row.position for row in Photo.objects.all()] == [1, 2, 3]
    assert laid(tmp_path) == []
    told = plain(officer.get(sent["Location"]).content.decode())
    assert "The meeting is recorded" in told
    assert "3 photos wait for their texts" in told


def test_without_photos_the_log_leads_where_it_led(officer: Client, meeting: Meeting) -> None:
    assert send(officer, meeting, 0)["Location"] == address(meeting, "account")


def test_sent_twice_photos_are_added_once(officer: Client, meeting: Meeting) -> None:
    first, again = (send(officer, meeting, 0, photo(1), photo(2)) for _turn in range(2))
    assert first["Location"] == again["Location"] == address(meeting, "photos")
    assert (Account.objects.count(), Photo.objects.count()) == (1, 2)


def test_chosen_photos_survive_errors_and_another_is_chosen_beside_them(
    officer: Client, meeting: Meeting, tmp_path: Path
) -> None:
    first = send(officer, meeting, 0, photo(1), photo(2), **WRONG)
    assert first.status_code == 422
    page = plain(first.content.decode())
    assert "Leave out 1.jpg" in page
    again = send(officer, meeting, 1, photo(3), **WRONG, **{"photos-kept": kept(first)})
    assert len(kept(again)) == 3
    # Too long a text is as any error; a photo is left out.
    long = send(officer, meeting, 2, questions="ы" * 3000, **{"photos-kept": kept(again)})
    assert long.status_code == 422
    keys = kept(long)
    assert (len(keys), len(laid(tmp_path))) == (3, 3)
    recognised = send(officer, meeting, 3, recognise="1", **{"photos-kept": keys, "photos-dropped": keys[1]})
    assert recognised.status_code == 200
    assert [name in plain(recognised.content.decode()) for name in ("1.jpg", "2.jpg", "3.jpg")] == [True, False, True]
    send(officer, meeting, 4, **{"photos-kept": kept(recognised)})
    assert Photo.objects.count() == 2
    assert len(laid(tmp_path)) == 1  # What was left out goes with its day.


def test_what_is_no_photo_is_said_and_neither_the_record_nor_the_others_are_lost(
    officer: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    heif = picture("HEIF") if heic.can_read() else b"\0\0\0\x18ftypheic" + bytes(40)
    monkeypatch.setattr(heic, "find_spec", lambda _name: None)
    bad = {"b.heic": heif, "c.mp4": video(40 * 1024 * 1024), "d.png": huge_png(30_000, 30_000), "e.txt": b"no photo"}

    def files() -> list[SimpleUploadedFile]:
        return [photo(1), *(SimpleUploadedFile(name, content) for name, content in bad.items())]

    wrong = send(officer, meeting, 0, *files(), **WRONG)
    said = plain(wrong.content.decode())
    assert all(f"<li>{name}: " in said for name in bad)
    assert len(kept(wrong)) == 1
    sent = send(officer, meeting, 1, *files()[1:], **{"photos-kept": kept(wrong)})
    assert sent["Location"] == address(meeting, "photos")
    assert (MeetingHeld.objects.count(), Question.objects.count(), Photo.objects.count()) == (1, 5, 1)
    told = plain(officer.get(sent["Location"]).content.decode())
    assert all(f"{name}: " in told for name in bad)


def test_more_than_are_taken_at_once_are_named(officer: Client, meeting: Meeting, tmp_path: Path) -> None:
    wrong = send(officer, meeting, 0, *(photo(number) for number in range(1, 13)), **WRONG)
    assert len(kept(wrong)) == len(laid(tmp_path)) == 10
    assert "Choose these anew: 11.jpg, 12.jpg" in plain(wrong.content.decode())


def test_kept_for_later_photos_wait_with_the_draft_for_whoever_chose_them_for_a_day(
    officer: Client, valley: Valley, meeting: Meeting, tmp_path: Path
) -> None:
    later = send(officer, meeting, 0, photo(1), photo(2), later="1")
    assert later.status_code == 302
    assert len(LogDraft.objects.get().typed["photos"]) == len(laid(tmp_path)) == 2
    again = officer.get(address(meeting))
    assert "Leave out 2.jpg" in plain(again.content.decode())
    # The script keeps the draft without files: they stay in it.
    draft = LogDraft.objects.get()
    more = {"key": str(draft.key), "version": "1", "photos-kept": kept(again)}
    assert officer.post(address(meeting, "draft"), typed(meeting, **more)).status_code == 200
    assert len(LogDraft.objects.get().typed["photos"]) == 2

    with time_machine.travel("2027-03-12 06:01Z", tick=False):
        # A sitting is over sooner.
        next_day = Client()
        next_day.force_login(valley.people["officer"])
        late = next_day.get(address(meeting))
    assert kept(late) == []
    assert "2 photos that were chosen before are not here any more" in plain(late.content.decode())

    sent = officer.post(address(meeting), typed(meeting, **{**more, "version": "2"}))
    assert sent["Location"] == address(meeting, "photos")
    assert Photo.objects.count() == 2
    assert laid(tmp_path) == []


def test_somebody_else_records_meanwhile_and_the_photos_stay_in_the_form(officer: Client, meeting: Meeting) -> None:
    send(officer, meeting, 0)
    late = send(officer, meeting, 0, photo(1), key="00000000-0000-0000-0000-000000000007")
    assert late.status_code == 409
    assert len(kept(late)) == 1
    assert not Photo.objects.exists()
    assert TYPED["questions"].splitlines()[0] in plain(late.content.decode())

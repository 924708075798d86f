"""Photos of a held meeting: added as they are, kept small, described, judged by a second person."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from meetings.choices import MeetingState
from portal.audit.models import Change
from portal.bodies.permissions import Actor
from portal.files.models import StoredFile
from portal.holding.choices import PhotoState
from portal.holding.models import Account, Photo
from portal.holding.permissions import can_judge_photo, can_watch_photos
from portal.holding.queries.photos import desk_items
from portal.holding.services import photos, preparing
from portal.holding.services.photos import (
    Said,
    approve_photo,
    describe_photo,
    move_photo,
    refuse_photo,
    remove_photo,
)
from portal.holding.services.preparing import prepare_photos
from portal.holding.tasks import prepare_photos as task
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit import heic
from tests.factories.meetings import MeetingFactory
from tests.factories.pictures import SECRET, huge_png, picture, video
from tests.holding.hall import NOW, SAID, Hall, make_hall, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(settings: LazySettings, tmp_path: Path) -> Hall:
    settings.MEDIA_ROOT = tmp_path
    return make_hall()


def contents(root: Path) -> list[bytes]:
    return [file.read_bytes() for file in root.rglob("*") if file.is_file()]


# -- adding ----------------------------------------------------------------------------------------------------------
def test_what_was_uploaded_is_kept_until_its_copies_are_made_and_then_is_nowhere(
    hall: Hall, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    sent = picture(size=(2000, 1000), secret=True)
    photo = hall.added(sent)
    assert photo.state == PhotoState.NEW
    assert contents(tmp_path) == [sent]
    assert StoredFile.objects.get().name == "photo"
    with django_capture_on_commit_callbacks(execute=True):
        task()
    photo.refresh_from_db()
    assert (photo.state, photo.original, photo.width, photo.height) == (PhotoState.WAITING, None, 1600, 800)
    assert StoredFile.objects.count() == 2
    kept = contents(tmp_path)
    assert len(kept) == 2
    for content in kept:
        assert SECRET.encode() not in content
        assert b"Exif" not in content
    names = {file.name for file in StoredFile.objects.all()}
    assert names == {"photo.jpg", "photo-s.jpg"}
    assert not StoredFile.objects.filter(is_public=True).exists()


@pytest.mark.parametrize("who", ["minister", "neighbour", "region", "rural", "administrator", "nobody"])
def test_nobody_else_adds_describes_orders_or_takes_off(hall: Hall, who: str) -> None:
    photo = hall.described()
    with pytest.raises(NotAllowed):
        hall.added(picture(colour=(1, 1, 1)), who=who)
    actor = hall.actor(who)
    with pytest.raises(NotAllowed):
        describe_photo(photo=photo, said=SAID, seen=photo.mark, actor=actor)
    with pytest.raises(NotAllowed):
        move_photo(photo=photo, forward=True, actor=actor)
    with pytest.raises(NotAllowed):
        remove_photo(photo=photo, actor=actor)
    assert Photo.objects.get().state == PhotoState.WAITING


def test_a_meeting_that_was_not_held_has_no_photos(hall: Hall) -> None:
    meeting = MeetingFactory(body=hall.district, state=MeetingState.ANNOUNCED)
    with pytest.raises(Conflict) as refused:
        photos.add_photo(meeting=meeting, upload=upload(), actor=hall.actor(), now=NOW)
    assert refused.value.code == "not_held"


def test_a_meeting_without_an_account_waits_for_its_log(hall: Hall) -> None:
    meeting = MeetingFactory(body=hall.district, state=MeetingState.HELD, attendance=30)
    with pytest.raises(Conflict):
        photos.add_photo(meeting=meeting, upload=upload(), actor=hall.actor(), now=NOW)
    assert not Account.objects.filter(meeting=meeting).exists()


def test_the_same_picture_sent_twice_is_one_photo(hall: Hall) -> None:
    first = hall.added()
    assert hall.added(who="head") == first
    prepare_photos()
    assert hall.added() == first
    assert Photo.objects.count() == 1


def test_thirty_photos_of_a_meeting_and_no_more(hall: Hall) -> None:
    Photo.objects.bulk_create(
        Photo(account=hall.account, state=PhotoState.WAITING, added_by=hall.people["officer"], added_at=NOW)
        for _place in range(29)
    )
    thirtieth = hall.added()
    with pytest.raises(Invalid) as refused:
        hall.added(picture(colour=(0, 0, 0)))
    assert list(refused.value.errors) == ["photos"]
    remove_photo(photo=thirtieth, actor=hall.actor())
    hall.added(picture(colour=(0, 0, 0)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo_empty"),
        (video(40 * 1024 * 1024), "photo_video"),
        (picture() + b"\0" * 20 * 1024 * 1024, "photo_too_large"),
        (huge_png(30_000, 30_000), "photo_too_many_points"),
        (b"<html><script>alert(1)</script>", "photo_unknown"),
        (b"%PDF-1.7\n%%EOF", "photo_unknown"),
    ],
)
def test_what_is_no_photo_is_refused_at_once_and_nothing_is_kept(
    hall: Hall, tmp_path: Path, content: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hall.added(content)
    assert refused.value.code == code
    assert list(refused.value.errors) == ["photos"]
    assert contents(tmp_path) == []
    assert not Photo.objects.exists()


def test_a_heic_is_taken_where_it_can_be_read_and_else_refused_with_help(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heic.can_read()
    content = picture("HEIF", (640, 480))
    assert hall.described(content).width == 640
    monkeypatch.setattr(heic, "find_spec", lambda _name: None)
    with pytest.raises(Invalid) as refused:
        hall.added(content + b"\0")
    assert refused.value.code == "photo_heic"


# -- the copies ------------------------------------------------------------------------------------------------------
def test_half_a_file_is_said_to_be_damaged_and_can_be_sent_again_whole(hall: Hall, tmp_path: Path) -> None:
    whole = picture(size=(1200, 900), quality=95)
    photo = hall.added(whole[: len(whole) // 2])
    assert prepare_photos() == 1
    photo.refresh_from_db()
    assert (photo.state, photo.failure, photo.original) == (PhotoState.FAILED, "broken", None)
    assert not StoredFile.objects.exists()
    assert hall.described(whole).state == PhotoState.WAITING


def test_copies_are_made_once_however_often_somebody_is_woken(hall: Hall) -> None:
    photo = hall.added()
    assert [prepare_photos(), prepare_photos()] == [1, 0]
    before = StoredFile.objects.values_list("pk", flat=True)
    photo.refresh_from_db()
    assert set(before) == {photo.picture_id, photo.preview_id}


def test_a_picture_at_which_workers_die_is_given_up(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = hall.added()

    def die(*_args: object) -> list[object]:
        raise SystemExit

    monkeypatch.setattr(preparing, "make_copies", die)
    for _try in range(3):
        with pytest.raises(SystemExit):
            prepare_photos()
    photo.refresh_from_db()
    assert (photo.state, photo.attempts) == (PhotoState.NEW, 3)
    assert prepare_photos() == 1
    photo.refresh_from_db()
    assert (photo.state, photo.failure) == (PhotoState.FAILED, "broken")


def test_after_a_kill_the_copies_are_the_same(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = picture(size=(900, 700))
    photo = hall.added(sent)
    with monkeypatch.context() as killed:
        killed.setattr(preparing, "let_go", lambda *_files: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            prepare_photos()
    assert Photo.objects.get().state == PhotoState.NEW
    prepare_photos()
    photo.refresh_from_db()
    assert photo.picture is not None
    assert photo.picture.sha256 == hall.described(sent, account=hall.small, who="rural").picture.sha256  # type: ignore[union-attr]


# -- words -----------------------------------------------------------------------------------------------------------
def test_words_name_nothing_that_belongs_to_one_person(hall: Hall) -> None:
    photo = hall.described()
    said = Said(alt_kk="Зал", alt_ru="Звоните +7 701 234 56 78")
    with pytest.raises(Invalid) as refused:
        describe_photo(photo=photo, said=said, seen=photo.mark, actor=hall.actor())
    assert list(refused.value.errors) == ["alt_ru"]


def test_children_are_shown_with_a_recorded_consent_alone(hall: Hall) -> None:
    photo = hall.described()
    said = Said(SAID.alt_kk, SAID.alt_ru, shows_children=True)
    with pytest.raises(Invalid) as refused:
        describe_photo(photo=photo, said=said, seen=photo.mark, actor=hall.actor())
    assert list(refused.value.errors) == ["consent"]
    said = Said(SAID.alt_kk, SAID.alt_ru, shows_children=True, consent="Ата-анасы, 18.03.2027, 3-папка")
    photo = describe_photo(photo=photo, said=said, seen=photo.mark, actor=hall.actor())
    assert approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("head"), now=NOW).state == PhotoState.PUBLIC
    # Without children no consent is kept.
    photo = describe_photo(
        photo=photo, said=Said(SAID.alt_kk, SAID.alt_ru, consent="-"), seen=photo.mark, actor=hall.actor()
    )
    assert photo.consent == ""


def test_who_saves_over_somebody_else_is_told(hall: Hall) -> None:
    photo = hall.described()
    seen = photo.mark
    describe_photo(photo=photo, said=Said("Басқа", "Другое"), seen=seen, actor=hall.actor("head"))
    with pytest.raises(Conflict) as refused:
        describe_photo(photo=photo, said=SAID, seen=seen, actor=hall.actor())
    assert refused.value.code == "photo_changed"
    with pytest.raises(Conflict):
        approve_photo(photo=photo, seen=seen, actor=hall.actor("head"), now=NOW)


def test_words_that_change_are_judged_anew(hall: Hall) -> None:
    photo = hall.public()
    assert list(Photo.objects.public()) == [photo]
    photo = describe_photo(photo=photo, said=Said("Басқа", "Другое"), seen=photo.mark, actor=hall.actor())
    assert (photo.state, photo.judged_by) == (PhotoState.WAITING, None)
    assert not Photo.objects.public().exists()


# -- judging ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("officer", "second_person"),
        ("head", None),
        ("region", None),
        ("rural", "other_body"),
        ("neighbour", "other_body"),
        ("minister", "other_body"),
        ("administrator", "other_body"),
        ("nobody", "other_body"),
    ],
)
def test_a_second_person_of_the_body_or_of_an_akimat_above_says_yes(hall: Hall, who: str, code: str | None) -> None:
    photo, actor = hall.described(), hall.actor(who)
    verdict = can_judge_photo(actor, photo)
    assert (bool(verdict), verdict.code or None) == (code is None, code)
    assert Photo.objects.to_judge(actor).exists() == bool(verdict)
    assert Photo.objects.watched_by(actor).exists() == bool(can_watch_photos(actor, photo.account.meeting))
    if code:
        with pytest.raises(NotAllowed):
            approve_photo(photo=photo, seen=photo.mark, actor=actor, now=NOW)
        with pytest.raises(NotAllowed):
            refuse_photo(photo=photo, note="Жоқ", seen=photo.mark, actor=actor, now=NOW)
        assert Photo.objects.get().state == PhotoState.WAITING
    else:
        approve_photo(photo=photo, seen=photo.mark, actor=actor, now=NOW)
        assert list(Photo.objects.public()) == [photo]


def test_for_an_office_of_one_the_akimat_above_judges(hall: Hall) -> None:
    photo = hall.described(account=hall.small, who="rural")
    assert [item.kind for item in desk_items(hall.actor("region"))] == ["photos"]
    assert [item.kind for item in desk_items(hall.actor("head"))] == ["photos"]
    with pytest.raises(NotAllowed):
        approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("rural"), now=NOW)
    approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("region"), now=NOW)
    assert desk_items(hall.actor("region")) == []


def test_photos_wait_on_the_desk_of_who_may_judge_them_in_one_statement(hall: Hall, django_assert_num_queries) -> None:
    hall.described()
    hall.added(picture(colour=(9, 9, 9)))
    actors: dict[str, Actor] = {name: hall.actor(name) for name in hall.people}
    waiting = {name: [item.kind for item in desk_items(actor)] for name, actor in actors.items()}
    # Those above are asked only where nobody else of the body can.
    assert {name: kinds for name, kinds in waiting.items() if kinds} == {"head": ["photos"]}
    with django_assert_num_queries(1):
        desk_items(actors["head"])
    with django_assert_num_queries(0):
        desk_items(actors["nobody"])


def test_a_no_has_a_remark_and_ends_with_other_words(hall: Hall) -> None:
    photo, head = hall.described(), hall.actor("head")
    with pytest.raises(Invalid) as refused:
        refuse_photo(photo=photo, note=" ", seen=photo.mark, actor=head, now=NOW)
    assert list(refused.value.errors) == ["note"]
    photo = refuse_photo(photo=photo, note="Бет көрініп тұр", seen=photo.mark, actor=head, now=NOW)
    assert (photo.state, photo.judged_note) == (PhotoState.REFUSED, "Бет көрініп тұр")
    with pytest.raises(Conflict):
        approve_photo(photo=photo, seen=photo.mark, actor=head, now=NOW)
    photo = describe_photo(photo=photo, said=Said("Зал", "Зал"), seen=photo.mark, actor=hall.actor())
    assert (photo.state, photo.judged_note) == (PhotoState.WAITING, "")


def test_a_photo_without_words_in_both_languages_is_not_judged(hall: Hall) -> None:
    photo = hall.described(said=Said(alt_kk="Зал"))
    assert not Photo.objects.to_judge(hall.actor("head")).exists()
    with pytest.raises(Invalid):
        approve_photo(photo=photo, seen=photo.mark, actor=hall.actor("head"), now=NOW)


def test_the_database_wants_a_second_person_also_for_what_was_put_back(hall: Hall) -> None:
    photo, head = hall.public(), hall.people["head"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(put_back_by=head)
    Photo.objects.filter(pk=photo.pk).update(put_back_by=hall.people["officer"])


# -- order, and off for good -----------------------------------------------------------------------------------------
def test_photos_are_put_in_order(hall: Hall) -> None:
    first, second, third = (hall.added(picture(colour=(level, 0, 0))) for level in (10, 120, 240))
    move_photo(photo=third, forward=True, actor=hall.actor())
    move_photo(photo=first, forward=True, actor=hall.actor())
    assert list(Photo.objects.all()) == [first, third, second]
    move_photo(photo=first, forward=False, actor=hall.actor())
    assert list(Photo.objects.all()) == [third, first, second]


def test_off_for_good_means_rows_and_disk(hall: Hall, tmp_path: Path, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo = hall.public(picture(size=(900, 600)))
    assert len(contents(tmp_path)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo=photo, actor=hall.actor())
        remove_photo(photo=photo, actor=hall.actor())
    photo.refresh_from_db()
    assert (photo.state, photo.alt_kk, photo.consent, photo.picture) == (PhotoState.REMOVED, "", "", None)
    assert contents(tmp_path) == []
    assert not StoredFile.objects.exists()


def test_the_history_tells_the_states_and_no_words(hall: Hall) -> None:
    consent = "Құпия-келісім-7Щ"
    photo = hall.described(said=Said(SAID.alt_kk, SAID.alt_ru, shows_children=True, consent=consent))
    refuse_photo(photo=photo, note="Құпия-ескерту-7Щ", seen=photo.mark, actor=hall.actor("head"), now=NOW)
    told = str(list(Change.objects.values()))
    assert "refused" in told
    for secret in (consent, "Құпия-ескерту-7Щ", SAID.alt_kk, "Айгүл"):
        assert secret not in told

"""The log of channels: who records which, with issue, link or photo; and how many days ahead the public page says."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from meetings.choices import MeetingVerb
from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement
from meetings.permissions import can_approve_picture, can_take_back_announcement
from meetings.queries.held import recorded
from meetings.queries.notice import Notice, help_owed, notice_of
from meetings.services.announcing import Told, announce, take_back_announcement
from meetings.services.board_photos import approve_picture, remove_picture
from meetings.services.duties import note_announced
from portal.deadlines.models import Obligation
from portal.files.models import StoredFile
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 20)
SAID = {"where_kk": "Ауыл әкімдігі жанындағы тақта", "where_ru": "Доска у акимата села"}


@GROUND.fixture
def channels_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(channels_ground: Valley) -> Valley:
    return channels_ground


def photo(**more: object) -> SimpleUploadedFile:
    """A telephone's: it says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "MARKER-IN-METADATA"
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", exif=exif.tobytes())
    return SimpleUploadedFile("MARKER-IN-NAME.jpg", out.getvalue(), "image/jpeg", **more)


def told(valley: Valley, meeting: Meeting, who: str = "officer", *, today: date = TODAY, **more: object):
    line = Told(**{"channel": "place", "announced_on": today, **SAID, **more})  # type: ignore[arg-type]
    return announce(meeting=meeting, told=line, actor=valley.actor(who, today), today=today)


def notice(meeting: Meeting) -> Notice:
    row = Meeting.objects.select_related("schedule", "body__territory").get(pk=meeting.pk)
    known = recorded(row)
    found = notice_of(row, events=row.events.all(), lines=known.announcements, held=known.held)
    assert found is not None
    return found


def open_page(client: Client, valley: Valley, who: str, meeting: Meeting, data: dict | None = None):
    with time_machine.travel(datetime(2027, 2, 20, 7, tzinfo=UTC)):
        client.force_login(valley.people[who])
        address = reverse("meetings:announced", args=[meeting.number])
        return client.get(address) if data is None else client.post(address, data)


# -- what a line says ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("channel", "more", "field"),
    [
        ("central", {}, "issue"),
        ("regional", {}, "issue"),
        ("central", {"issue": "№ 18 (2027)"}, None),
        ("site", {}, "link"),
        ("egov", {}, "link"),
        ("open_data", {}, "link"),
        ("social", {}, "link"),
        ("personal", {}, "link"),
        ("personal", {"link": "https://example.kz/1"}, None),
        ("radio", {}, None),
        ("place", {}, None),
        # As lines of before tell it.
        ("newspaper", {}, None),
    ],
)
def test_each_channel_is_shown_by_what_proves_it(valley: Valley, channel: str, more: dict, field: str | None) -> None:
    meeting = valley.meeting()
    if field is None:
        assert told(valley, meeting, channel=channel, **more).issue == more.get("issue", "")
        return
    with pytest.raises(Invalid) as refused:
        told(valley, meeting, channel=channel, **more)
    assert set(refused.value.errors) == {field}
    assert not MeetingAnnouncement.objects.exists()


def test_a_line_says_how_many_days_ahead_it_was(valley: Valley) -> None:
    meeting = valley.meeting()
    told(valley, meeting)
    told(valley, meeting, announced_on=DAY, today=DAY)
    assert [line.ahead for line in recorded(meeting).announcements] == [(DAY - TODAY).days, 0]


def test_sent_twice_it_is_one_line_and_on_another_day_another(valley: Valley) -> None:
    meeting = valley.meeting()
    first = told(valley, meeting)
    assert told(valley, meeting) == first
    with_photo = told(valley, meeting, photo=photo(), nobody_in_photo=True)
    assert told(valley, meeting, photo=photo(), nobody_in_photo=True) == with_photo
    assert StoredFile.objects.count() == 1
    told(valley, meeting, announced_on=TODAY - timedelta(days=1))
    told(valley, meeting, "head")
    assert meeting.announcements.count() == 4


def test_after_a_change_the_same_words_are_told_anew(valley: Valley) -> None:
    meeting = valley.meeting()
    line = told(valley, meeting)
    event = meeting.events.create(
        verb=MeetingVerb.MOVE, to_state="announced", at=datetime(2027, 2, 20, 7, tzinfo=UTC), on=TODAY
    )
    ChannelToTell.objects.create(event=event, channel="place", last_line=line, line_kk="Ауыстырылды", line_ru="Перенос")
    assert told(valley, meeting) != line


# -- whose it is -----------------------------------------------------------------------------------------------------
def test_akimats_of_the_place_record_their_help_which_meets_nothing_of_the_body(valley: Valley) -> None:
    """Of an akim of a district: an akimat below and one above; of a ministry: those of the place."""
    meeting = valley.meeting(in_first_quarter=True)
    Meeting.objects.filter(pk=meeting.pk).update(
        state="announced", on=DAY, quarter_key="", span_start=DAY, span_end=DAY + timedelta(days=1)
    )
    owed = Obligation.objects.filter(subject=f"meeting:{meeting.pk}", body=valley.district, met_on__isnull=False)
    for who, body in (("rural", valley.rural), ("region", valley.region)):
        line = told(valley, meeting, who)
        assert (line.is_help, line.recorded_for) == (True, body)
    assert not owed.exists()
    own = told(valley, meeting)
    assert (own.is_help, own.recorded_for) == (False, valley.district)
    for who in ("neighbour", "minister", "nobody", "administrator"):
        with pytest.raises(NotAllowed):
            told(valley, meeting, who)


def test_whoever_speaks_for_a_body_that_has_nobody_here_speaks_for_it(valley: Valley) -> None:
    line = told(valley, valley.meeting(valley.silent, valley.silent.territory), "officer")
    assert (line.is_help, line.recorded_for) == (False, valley.district)


def test_a_line_is_taken_back_by_the_office_that_recorded_it(valley: Valley) -> None:
    meeting = valley.meeting()
    own, help_ = told(valley, meeting), told(valley, meeting, "rural")
    allowed = {
        (who, line.pk): bool(can_take_back_announcement(valley.actor(who, TODAY), line))
        for who in ("officer", "head", "rural", "region", "neighbour", "nobody")
        for line in (own, help_)
    }
    assert {key for key, may in allowed.items() if may} == {
        ("officer", own.pk),
        ("head", own.pk),
        ("rural", help_.pk),
    }
    reasons = {"reason_kk": "Қате", "reason_ru": "Ошибка"}
    with pytest.raises(NotAllowed):
        take_back_announcement(line=help_, actor=valley.actor("officer", TODAY), today=TODAY, **reasons)
    back = take_back_announcement(line=help_, actor=valley.actor("rural", TODAY), today=TODAY, **reasons)
    assert back.is_withdrawn
    with pytest.raises(Conflict):
        take_back_announcement(line=help_, actor=valley.actor("rural", TODAY), today=TODAY, **reasons)


def test_an_akimat_finds_the_meetings_of_others_in_its_territory(valley: Valley, client: Client) -> None:
    """And no other: not its own, not those elsewhere, not those without a day, not those that are over."""
    theirs, own = valley.meeting(valley.ministry), valley.meeting(valley.rural, valley.village)
    valley.meeting(in_first_quarter=True)
    over = valley.meeting(valley.ministry, on=TODAY - timedelta(days=1))
    hidden = valley.meeting(valley.ministry, beside=True)
    address = reverse("meetings:helped")
    with time_machine.travel(datetime(2027, 2, 20, 7, tzinfo=UTC)):
        found = {}
        for who in ("rural", "region", "neighbour", "minister", "nobody"):
            client.force_login(valley.people[who])
            found[who] = {meeting.pk for _row, meeting in client.get(address).context["rows"]}
            listed = address in client.get(reverse("meetings:work_meetings")).content.decode()
            assert listed == bool(found[who]), who
    assert found["rural"] == {theirs.pk}
    assert found["region"] == {theirs.pk, own.pk}
    assert (found["neighbour"], found["minister"], found["nobody"]) == (set(), set(), set())
    assert not {over.pk, hidden.pk} & set.union(*found.values())


def test_the_list_costs_the_same_however_many_meetings(valley: Valley, client: Client) -> None:
    valley.meeting(valley.ministry)
    with time_machine.travel(datetime(2027, 2, 20, 7, tzinfo=UTC)):
        client.force_login(valley.people["rural"])
        client.get(reverse("meetings:helped"))
        with counted() as few:
            client.get(reverse("meetings:helped"))
        for number in range(12):
            valley.meeting(valley.ministry, on=DAY + timedelta(days=number))
        with counted() as many:
            client.get(reverse("meetings:helped"))
    assert len(many) == len(few)


def test_an_akimat_that_helps_is_shown_what_it_owes(valley: Valley) -> None:
    meeting = valley.meeting(valley.ministry)
    note_announced([meeting], today=TODAY, actor=None)
    owed = help_owed(meeting, valley.actor("region", TODAY))
    assert [row.duty for row, _words in owed] == ["D-2"]
    assert help_owed(meeting, valley.actor("minister", TODAY)) == []


# -- the photo of a board --------------------------------------------------------------------------------------------
def test_a_photo_is_kept_small_without_metadata_and_public_after_a_second_person(
    valley: Valley, client: Client
) -> None:
    meeting = valley.meeting()
    line = told(valley, meeting, photo=photo(), nobody_in_photo=True)
    assert line.picture is not None
    content = line.picture.content.read()
    assert b"MARKER" not in content
    assert line.picture.name == "board.jpg"
    with override("kk"):
        address = reverse("meetings:board_photo", args=[meeting.number, line.pk, line.digest])
    assert client.get(address).status_code == 404
    assert address not in client.get(f"/kk/meetings/{meeting.number}/").content.decode()
    with pytest.raises(NotAllowed):
        approve_picture(line=line, actor=valley.actor("officer", TODAY))
    assert not can_approve_picture(valley.actor("neighbour", TODAY), line)
    approve_picture(line=line, actor=valley.actor("head", TODAY))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "image/jpeg", content)
    assert not answer.cookies
    assert client.get(address.replace(line.digest, "0" * 12)).status_code == 404
    page = client.get(f"/ru/meetings/{meeting.number}/").content.decode()
    assert address.replace("/kk/", "/ru/") in page
    take_back_announcement(
        line=line, reason_kk="Қате", reason_ru="Ошибка", actor=valley.actor("officer", TODAY), today=TODAY
    )
    assert client.get(address).status_code == 404


def test_a_photo_is_taken_off_the_disk_too(valley: Valley) -> None:
    line = told(valley, valley.meeting(), photo=photo(), nobody_in_photo=True)
    remove_picture(line=line, actor=valley.actor("officer", TODAY))
    assert not StoredFile.objects.filter(pk=line.picture_id).exists()
    with pytest.raises(Conflict):
        approve_picture(line=line, actor=valley.actor("head", TODAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingAnnouncement.objects.filter(pk=line.pk).update(picture_approved_by=valley.people["head"])


@pytest.mark.parametrize(
    ("upload", "field"),
    [
        (SimpleUploadedFile("a.jpg", b"no picture"), "photo"),
        (SimpleUploadedFile("a.jpg", b""), "photo"),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"0" * (12 * 1024 * 1024)), "photo"),
    ],
    ids=["no picture", "empty", "too large"],
)
def test_a_bad_photo_is_told_at_its_field_and_nothing_is_kept(valley: Valley, upload, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        told(valley, valley.meeting(), photo=upload, nobody_in_photo=True)
    assert set(refused.value.errors) == {field}
    assert (MeetingAnnouncement.objects.count(), StoredFile.objects.count()) == (0, 0)
    with pytest.raises(Invalid) as refused:
        told(valley, valley.meeting(), photo=photo())
    assert set(refused.value.errors) == {"nobody_in_photo"}


# -- the page at work ------------------------------------------------------------------------------------------------
def test_the_page_records_a_line_with_its_photo_and_a_second_person_shows_it(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    typed = {"channel": "place", "announced_on": "20.02.2027", **SAID}
    bad = open_page(client, valley, "officer", meeting, {**typed, "photo": photo()})
    assert (bad.status_code, set(bad.context["form"].errors)) == (422, {"nobody_in_photo"})
    assert SAID["where_ru"] in bad.content.decode()
    good = open_page(client, valley, "officer", meeting, {**typed, "photo": photo(), "nobody_in_photo": "on"})
    assert good.status_code == 302
    line = MeetingAnnouncement.objects.get()
    assert 'value="approve:' not in open_page(client, valley, "officer", meeting).content.decode()
    assert f'value="approve:{line.pk}"' in open_page(client, valley, "head", meeting).content.decode()
    assert open_page(client, valley, "head", meeting, {"act": f"approve:{line.pk}"}).status_code == 302
    line.refresh_from_db()
    assert line.shows_picture
    for act in ("approve:x", "approve:", "drop:1", f"approve:{'9' * 30}", "approve:0"):
        assert open_page(client, valley, "head", meeting, {"act": act}).status_code == 404
    for who, status in (("region", 200), ("rural", 200), ("neighbour", 404), ("minister", 404), ("nobody", 404)):
        assert open_page(client, valley, who, meeting).status_code == status, who


def test_a_second_officer_of_an_office_may_approve_and_a_former_one_may_not(valley: Valley) -> None:
    line = told(valley, valley.meeting(), photo=photo(), nobody_in_photo=True)
    valley.people["second"] = UserFactory(full_name="second")
    grant = RoleGrantFactory(user=valley.people["second"], role="officer", body=valley.district)
    assert can_approve_picture(valley.actor("second", TODAY), line)
    grant.ends_on = TODAY
    grant.save()
    assert not can_approve_picture(valley.actor("second", TODAY), line)


# -- how many days ahead ---------------------------------------------------------------------------------------------
def publish(meeting: Meeting, day: date) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(published_at=datetime.combine(day, time(7), tzinfo=UTC))


@pytest.mark.parametrize(
    ("before", "ahead", "late_by"),
    [(20, 20, -6), (14, 14, 0), (13, 13, 1), (1, 1, 13), (0, 0, 14), (-2, -2, 16)],
)
def test_notice_is_counted_from_the_day_it_is_public_here(
    valley: Valley, before: int, ahead: int, late_by: int
) -> None:
    meeting = valley.meeting()
    publish(meeting, DAY - timedelta(days=before))
    found = notice(meeting)
    assert (found.ahead, found.late_by, found.is_late, found.is_afterwards) == (ahead, late_by, late_by > 0, ahead <= 0)
    assert found.norm is not None
    assert (found.norm.days, found.norm.duty.key) == (14, "C-3.4d-14")


def test_an_akim_of_a_village_has_seven_days_and_a_ministry_none(valley: Valley) -> None:
    assert notice(valley.meeting(valley.rural, valley.village)).norm.days == 7  # type: ignore[union-attr]
    assert notice(valley.meeting(valley.ministry)).norm is None
    assert notice(valley.meeting(beside=True, published_at=datetime(2027, 3, 1, 7, tzinfo=UTC))).norm is None


def test_another_day_is_told_anew_and_what_was_said_of_the_first_does_not_count(valley: Valley) -> None:
    meeting = valley.meeting()
    told(valley, meeting, today=date(2027, 2, 1))
    assert notice(meeting).since == date(2027, 1, 10)
    moved = date(2027, 3, 4)
    Meeting.objects.filter(pk=meeting.pk).update(moved_from="2027-03-08")
    meeting.events.create(
        verb=MeetingVerb.MOVE, to_state="announced", at=datetime(2027, 3, 4, 7, tzinfo=UTC), on=moved,
        was="2027-03-08", became=DAY.isoformat(),
    )  # fmt: skip
    found = notice(meeting)
    assert (found.since, found.ahead, found.earlier, found.is_late) == (moved, 5, None, True)


def test_a_channel_told_earlier_counts_by_the_word_of_its_body_alone(valley: Valley) -> None:
    meeting = valley.meeting()
    publish(meeting, DAY - timedelta(days=5))
    first = told(valley, meeting, announced_on=DAY - timedelta(days=20), today=DAY - timedelta(days=4))
    told(valley, meeting, announced_on=DAY - timedelta(days=4), today=DAY - timedelta(days=4))
    found = notice(meeting)
    assert (found.ahead, found.earlier, found.earlier_ahead, found.is_late) == (5, first, 20, True)
    reasons = {"reason_kk": "Қате", "reason_ru": "Ошибка"}
    take_back_announcement(line=first, actor=valley.actor("officer", DAY), today=DAY, **reasons)
    assert notice(meeting).earlier is None


def test_held_on_another_day_it_is_counted_to_the_day_that_was_told(valley: Valley) -> None:
    meeting = valley.meeting()
    on = DAY + timedelta(days=2)
    held(valley, meeting, today=on, held_on=on, reason_kk="Жол", reason_ru="Дорога")
    assert notice(meeting).day == DAY


def test_without_a_day_and_of_one_that_is_off_nothing_is_counted(valley: Valley) -> None:
    for meeting in (valley.meeting(in_first_quarter=True), valley.meeting(state="cancelled")):
        row = Meeting.objects.select_related("schedule", "body__territory").get(pk=meeting.pk)
        assert notice_of(row, events=[], lines=[], held=None) is None


def test_the_public_page_says_it_plainly_beside_the_norm(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    publish(meeting, DAY - timedelta(days=12))
    text = " ".join(plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode()).split())
    for words in (
        "Объявлено за 12 дней",
        "На 2 дня позже, чем требует акт.",
        "Акт требует не менее чем за 14 дней, последний день – 23 февраля 2027 г. (Указ № 826, пункт 3.4).",
    ):
        assert words in text, words
    publish(meeting, DAY - timedelta(days=21))
    kazakh = " ".join(plain(client.get(f"/kk/meetings/{meeting.number}/").content.decode()).split())
    assert "21 күн бұрын хабарланды" in kazakh
    assert "кеш." not in kazakh

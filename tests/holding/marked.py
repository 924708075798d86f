"""Meetings of which every typed word bears a marker of its own: some for everybody, all others for nobody outside."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import time_machine
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client

from meetings.models import ChannelToTell, Meeting
from meetings.services.announcing import Told, announce, take_back_announcement
from meetings.services.changing import cancel_meeting, leave_channel
from meetings.services.duties import note_announced
from meetings.services.held import take_back_held
from meetings.services.not_taken_place import declare_not_taken_place
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.holding.choices import Fate
from portal.holding.models import Account, Photo, Summary
from portal.holding.services import photos, removal
from portal.holding.services.attachments import Attached, add_attachment
from portal.holding.services.filling import PartFacts, fill, set_parts, sign
from portal.holding.services.month import start_month
from portal.holding.services.preparing import prepare_photos
from portal.holding.services.publishing import publish_results, withdraw_results
from portal.holding.services.register import Entry, add_question, set_question, withdraw_question
from portal.holding.services.steps import Said
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.factories.files import PDF, XLSX
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.factories.pictures import picture
from tests.meetings.valley import DAY, Valley, at, held, make_valley

NOW = at(DAY + timedelta(days=3))
TODAY = DAY + timedelta(days=3)
#: Of words for everybody, and of all others.
OPEN, HIDDEN = re.compile(r"qzo\d{3}zq", re.IGNORECASE), re.compile(r"qzs\d{3}zq", re.IGNORECASE)


class Kind(Enum):
    """Who reads what is typed into a field."""

    OPEN = "everybody, from the moment it is written"
    LATER = "everybody, once it is published, sent or said yes to; nobody outside before, and again when taken back"
    BODY = "people of the body alone"
    MADE = "not typed: keys, hashes, marks, copies of what is public"


#: Every field of words, without the ending of its language. A new one says here who reads it.
FIELDS: dict[str, dict[Kind, str]] = {
    "holding.Account": {
        Kind.LATER: "split_note venue stream_none summary report protocol_number secretary",
        Kind.OPEN: "stream_link",
        Kind.BODY: "internal_note",
    },
    "holding.AccountEvent": {Kind.OPEN: "note"},
    "holding.Attachment": {Kind.LATER: "title link"},
    "holding.LogDraft": {Kind.BODY: "typed"},
    "holding.Part": {Kind.LATER: "link note missed_reason"},
    "holding.Photo": {Kind.LATER: "alt", Kind.BODY: "consent judged_note", Kind.MADE: "sent_sha256 failure"},
    "holding.Question": {Kind.LATER: "text answer responsible measure", Kind.BODY: "asked"},
    "holding.RemovalRequest": {Kind.BODY: "note decision_note"},
    "holding.Summary": {Kind.LATER: "content", Kind.MADE: "period_key sha256"},
    "meetings.ChannelToTell": {Kind.BODY: "reason", Kind.MADE: "line_kk line_ru"},
    "meetings.Meeting": {
        Kind.OPEN: "subject venue ground",
        Kind.MADE: "number month_key quarter_key half_key moved_from search_text",
    },
    "meetings.MeetingAnnouncement": {Kind.OPEN: "where link issue withdrawn_reason"},
    "meetings.MeetingEvent": {Kind.OPEN: "reason", Kind.MADE: "comment from_state was became"},
    "meetings.MeetingHeld": {Kind.OPEN: "note withdrawn_reason", Kind.MADE: "announced moved_from"},
    "meetings.MeetingText": {Kind.MADE: "language mark text"},
    "meetings.MeetingsNoted": {Kind.MADE: "facts"},
    "files.StoredFile": {Kind.LATER: "name", Kind.MADE: "sha256 content_type content"},
}


def fields_of_words(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Whatever can hold what somebody typed; choices can not."""
    for of in model._meta.concrete_fields:
        inner = of.base_field if isinstance(of, ArrayField) else of
        words = (models.CharField, models.TextField, models.JSONField, models.FileField)
        if isinstance(inner, words) and not inner.choices:
            yield of


def kind_of(model: type[models.Model], column: str) -> Kind | None:
    name = re.sub(r"_(kk|ru|en)$", "", column)
    known = FIELDS.get(model._meta.label, {})
    return next((kind for kind, names in known.items() if {column, name} & set(names.split())), None)


def watched_models() -> list[type[models.Model]]:
    own = [*apps.get_app_config("holding").get_models(), *apps.get_app_config("meetings").get_models()]
    return [*own, apps.get_model("files.StoredFile")]


@dataclass
class Marks:
    """Each marker with the field it was typed into."""

    where: dict[str, str] = field(default_factory=dict)

    def _new(self, sort: str, where: str) -> str:
        marker = f"qz{sort}{len(self.where):03d}zq"
        self.where[marker] = where
        return marker

    def word(self, where: str, *, is_open: bool) -> str:
        return self._new("o" if is_open else "s", where)

    def both(self, where: str, name: str = "", *, is_open: bool) -> dict[str, str]:
        """In Kazakh and in Russian, as arguments."""
        name = name or where.rpartition(".")[2]
        said = {"kk": "Белгі {}", "ru": "Пометка {}"}
        return {f"{name}_{code}": text.format(self.word(where, is_open=is_open)) for code, text in said.items()}

    def link(self, where: str, *, is_open: bool) -> str:
        return f"https://example.kz/{self.word(where, is_open=is_open)}"

    def table(self, marker: str) -> str:
        return apps.get_model(self.where[marker].rpartition(".")[0])._meta.db_table


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def logged() -> Iterator[list[logging.LogRecord]]:
    """Everything that is written to the log meanwhile."""
    root, handler = logging.getLogger(), _Lines()
    root.addHandler(handler)
    try:
        yield handler.records
    finally:
        root.removeHandler(handler)


@dataclass
class Marked:
    valley: Valley
    marks: Marks
    #: Meetings by what they are: published, withdrawn, drafted, …
    meetings: dict[str, Meeting]
    photos: dict[str, Photo]
    summaries: dict[str, Summary]
    log: list[str]

    @property
    def numbers(self) -> list[str]:
        return [meeting.number for meeting in self.meetings.values()]


def make_marked() -> Marked:
    with time_machine.travel(NOW, tick=False), logged() as records:
        world = _Planting(make_valley(), Marks()).world()
    world.log = [record.getMessage() for record in records]
    return world


class _Planting:
    def __init__(self, valley: Valley, marks: Marks) -> None:
        self.valley, self.marks = valley, marks
        self.officer = Client()
        self.officer.force_login(valley.people["officer"])
        for name, role in (("overseer", Role.OVERSEER), ("second", Role.HEAD)):
            body = valley.district if role == Role.HEAD else Body.objects.get(slug="administration")
            valley.people[name] = UserFactory(full_name=name)
            RoleGrantFactory(user=valley.people[name], role=role, body=body)
        GraphFactory(published=True).versions.create(
            number=1,
            content={"entries": [], "period": "2027"},
            sha256="0" * 64,
            act_number="7",
            act_on=date(2027, 1, 8),
            approved_on=date(2027, 1, 8),
        )

    def acting(self, who: str = "officer") -> dict[str, Any]:
        return {"actor": self.valley.actor(who, TODAY), "today": TODAY, "now": NOW}

    def upload(self, where: str, *, is_open: bool, content: bytes = PDF, ending: str = "pdf") -> SimpleUploadedFile:
        marker = self.marks.word(where, is_open=is_open)
        return SimpleUploadedFile(f"{marker}.{ending}", content + marker.encode())

    def meeting(self, day: date = DAY, **more: Any) -> Meeting:
        marks = self.marks
        words = {
            **marks.both("meetings.Meeting.subject", is_open=True),
            **marks.both("meetings.Meeting.venue", is_open=True),
        }
        meeting = self.valley.meeting(on=day, **words, **more)
        note_announced([meeting], today=DAY - timedelta(days=30), actor=None)
        return meeting

    def world(self) -> Marked:
        meetings = {
            "published": self.published(),
            "withdrawn": self.withdrawn(),
            "drafted": self.drafted(),
            "cancelled": self.cancelled(),
            "taken back": self.taken_back(),
            "off plan": self.off_plan(),
            "fell through": self.fell_through(),
            "month": self.month(),
        }
        for meeting in meetings.values():
            meeting.refresh_from_db()
        pictures = self.photos_of(meetings["published"])
        return Marked(self.valley, self.marks, meetings, pictures, self.summaries(), [])

    # -- meetings ----------------------------------------------------------------------------------------------------
    def log(self, meeting: Meeting, name: str = "log", **more: Any) -> Any:
        typed = {
            "day": "announced", "start_time": "11:00", "end_time": "12:40", "attendance": "64", "talk_minutes": "30",
            "questions_minutes": "60", "obtained": "stated", "held_by": str(meeting.official_id), "sequence": "0",
            "key": str(UUID(int=meeting.pk)), "version": "0", **more,
        }  # fmt: skip
        tail = "log/draft/" if name == "draft" else "log/"
        return self.officer.post(f"/ru/work/meetings/{meeting.number}/{tail}", typed)

    def account(self, meeting: Meeting, *, is_open: bool) -> Account:
        """Logged by the page and completed by people of the body."""
        marks = self.marks
        asked = [marks.word("holding.Question.asked", is_open=False) for _number in range(3)]
        hours = {} if is_open else {"start_time": "13:00", "end_time": "14:40"}
        sent = self.log(meeting, **hours, questions="\n".join(f"Су {word}?" for word in asked))
        assert sent.status_code == 302, re.findall(r"error[^<]*<", sent.content.decode())
        account, acting = Account.objects.get(meeting=meeting), self.acting()
        both, owner = marks.both, "holding.Account"
        times = {"talk_minutes": 30, "questions_minutes": 60, "obtained": "measured"}
        sections = {
            "times": times | both(f"{owner}.split_note", is_open=is_open),
            "audience": {**both(f"{owner}.venue", is_open=is_open), "attendees": ["police"], "viewers": 9},
            "words": both(f"{owner}.summary", is_open=is_open) | both(f"{owner}.report", is_open=is_open),
            "note": {"internal_note": marks.word(f"{owner}.internal_note", is_open=False)},
        }
        if is_open:
            sections["audience"]["stream_link"] = marks.link(f"{owner}.stream_link", is_open=True)
        else:
            sections["audience"] |= both(f"{owner}.stream_none", is_open=False)
        for section, typed in sections.items():
            fill(account=account, section=section, typed=typed, **acting)
        part = "holding.Part"
        link = marks.link(f"{part}.link", is_open=is_open)
        kept = PartFacts("reception", held_on=DAY, people=7, link=link, **both(f"{part}.note", is_open=is_open))
        missed = PartFacts("briefing", **both(f"{part}.missed_reason", is_open=is_open))
        set_parts(account=account, parts=[kept, missed], **acting)
        self.questions(account, is_open=is_open)
        self.files(account, is_open=is_open)
        return Account.objects.get(pk=account.pk)

    def questions(self, account: Account, *, is_open: bool) -> None:
        def entry(*, is_open: bool, **more: Any) -> Entry:
            words: dict[str, Any] = {}
            for name in ("text", "answer", "measure", "responsible"):
                words |= self.marks.both(f"holding.Question.{name}", is_open=is_open)
            return Entry(**words, body=self.valley.district, due_on=date(2027, 9, 1), **more)

        set_question(account=account, number=1, entry=entry(is_open=is_open), **self.acting())
        answered = {"fate": Fate.ANSWERED, "topic": "water"}
        words = self.marks.both("holding.Question.text", is_open=is_open)
        words |= self.marks.both("holding.Question.answer", is_open=is_open)
        set_question(account=account, number=2, entry=Entry(**words, **answered), **self.acting())
        set_question(account=account, number=3, entry=entry(is_open=False), **self.acting())
        withdraw_question(account=account, number=3, **self.acting())
        asked = self.marks.word("holding.Question.asked", is_open=False)
        add_question(account=account, asked=asked, fate=Fate.ANSWERED, **self.acting())

    def files(self, account: Account, *, is_open: bool) -> None:
        title, name = "holding.Attachment.title", "files.StoredFile.name"
        for shown in {is_open, False}:
            given = {"is_public": shown or not is_open, **self.marks.both(title, is_open=shown)}
            upload = self.upload(name, is_open=shown)
            add_attachment(account=account, attached=Attached("report", upload=upload, **given), **self.acting())
            given |= self.marks.both(title, is_open=shown)
            link = self.marks.link("holding.Attachment.link", is_open=shown)
            add_attachment(account=account, attached=Attached("video", link=link, **given), **self.acting())
        sign(
            account=account,
            number=self.marks.word("holding.Account.protocol_number", is_open=is_open),
            signed_on=DAY,
            upload=self.upload(name, is_open=is_open),
            **self.marks.both("holding.Account.secretary", is_open=is_open),
            **self.acting(),
        )

    def published(self) -> Meeting:
        meeting = self.meeting()
        self.announced(meeting)
        account = publish_results(account=self.account(meeting, is_open=True), **self.acting())
        said = self.marks.both("holding.AccountEvent.note", is_open=True)
        times = {"talk_minutes": 29, "questions_minutes": 60, "obtained": "measured"}
        fill(
            account=account, section="times", typed=times, said=Said(said["note_kk"], said["note_ru"]), **self.acting()
        )
        none = self.marks.both("holding.Account.stream_none", is_open=True)
        # Beside a link there is no reason why there is none: that of another meeting stands in its own account.
        self.none_of_stream = none
        return meeting

    def announced(self, meeting: Meeting) -> None:
        line = "meetings.MeetingAnnouncement"
        for is_mistake in (False, True):
            where = self.marks.both(f"{line}.where", is_open=True)
            link = self.marks.link(f"{line}.link", is_open=True)
            issue = self.marks.word(f"{line}.issue", is_open=True)
            told = Told(channel="social", announced_on=DAY - timedelta(days=20), link=link, issue=issue, **where)
            acting = {
                "actor": self.valley.actor("officer", DAY - timedelta(days=20)),
                "today": DAY - timedelta(days=20),
            }
            made = announce(meeting=meeting, told=told, **acting)
            if is_mistake:
                why = self.marks.both(f"{line}.withdrawn_reason", "reason", is_open=True)
                take_back_announcement(line=made, **why, **acting)

    def withdrawn(self) -> Meeting:
        """Results that were public for a moment, and were read then."""
        meeting = self.meeting(place=self.valley.silent.territory)
        account = publish_results(account=self.account(meeting, is_open=False), **self.acting())
        for language in ("kk", "ru", "en"):
            assert HIDDEN.search(Client().get(f"/{language}/meetings/{meeting.number}/").content.decode())
        why = self.marks.both("meetings.MeetingEvent.reason", is_open=True)
        withdraw_results(account=account, **why, **self.acting())
        return meeting

    def drafted(self) -> Meeting:
        """Begun and not recorded; sent once with something wrong."""
        meeting = self.meeting(day=DAY + timedelta(days=1))
        typed = "holding.LogDraft.typed"
        assert self.log(meeting, "draft", questions=self.marks.word(typed, is_open=False)).status_code == 200
        words = {name: self.marks.word(typed, is_open=False) for name in ("questions", "venue_kk", "reason_ru")}
        assert self.log(meeting, end_time="09:00", day="otherwise", version="1", **words).status_code == 422
        return meeting

    def cancelled(self) -> Meeting:
        meeting = self.meeting(day=DAY + timedelta(days=30))
        told = Told("radio", TODAY, **self.marks.both("meetings.MeetingAnnouncement.where", is_open=True))
        who = {"actor": self.valley.actor("officer", TODAY), "today": TODAY}
        announce(meeting=meeting, told=told, **who)
        why = self.marks.both("meetings.MeetingEvent.reason", is_open=True)
        cancel_meeting(meeting=meeting, **why, **self.acting())
        left = self.marks.word("meetings.ChannelToTell.reason", is_open=False)
        leave_channel(channel=ChannelToTell.objects.get(event__meeting=meeting), reason=left, **who)
        return meeting

    def taken_back(self) -> Meeting:
        """Recorded by mistake; and recorded anew as it was, with a word about it."""
        meeting = self.meeting(place=self.valley.village)
        note = self.marks.both("meetings.MeetingHeld.note", is_open=True)
        hours = {"start_time": time(15), "end_time": time(16), "today": TODAY}
        record = held(self.valley, meeting, **hours, **note)
        why = self.marks.both("meetings.MeetingHeld.withdrawn_reason", "reason", is_open=True)
        take_back_held(record=record, **why, **self.acting())
        held(self.valley, Meeting.objects.get(pk=meeting.pk), **hours, **note)
        return meeting

    def fell_through(self) -> Meeting:
        """Of which people of its body are written to."""
        meeting = self.meeting(place=self.valley.silent.territory)
        why = self.marks.both("meetings.MeetingEvent.reason", is_open=True)
        return declare_not_taken_place(meeting=meeting, **why, **self.acting())

    def off_plan(self) -> Meeting:
        ground = self.marks.both("meetings.Meeting.ground", is_open=True)
        body, place = self.valley.district, self.valley.rural.territory
        meeting = MeetingFactory(
            beside=True, origin="need", body=body, territory=place, on=DAY, published_at=at(DAY), **ground
        )
        meeting.refresh_from_db()
        record = held(self.valley, meeting, start_time=time(17), end_time=time(18), today=TODAY)
        account = Account.objects.create(
            meeting=record.meeting, logged_on=TODAY, logged_by=self.valley.people["officer"], changed_at=NOW
        )
        fill(account=account, section="audience", typed=self.none_of_stream, **self.acting())
        times = {"talk_minutes": 10, "questions_minutes": 50, "obtained": "measured"}
        fill(account=account, section="times", typed=times, **self.acting())
        fill(account=account, section="words", typed=self.marks.both("holding.Account.summary", is_open=True),
             **self.acting())  # fmt: skip
        publish_results(account=account, **self.acting())
        return meeting

    def month(self) -> Meeting:
        """In a workbook that waits for its worker."""
        meeting = self.meeting(day=DAY + timedelta(days=2))
        upload = self.upload("files.StoredFile.name", is_open=False, content=XLSX, ending="xlsx")
        start_month(upload=upload, seen={meeting.number: 0}, month="2027-03", actor=self.valley.actor("officer", TODAY))
        return meeting

    # -- beside them -------------------------------------------------------------------------------------------------
    def photos_of(self, meeting: Meeting) -> dict[str, Photo]:
        """One in each state, each with words for its body alone."""
        found = {}
        for shade, state in enumerate(("public", "waiting", "refused", "hidden", "put back"), start=1):
            name = self.marks.word("files.StoredFile.name", is_open=False) + ".jpg"
            upload = SimpleUploadedFile(name, picture(colour=(shade * 9, 0, 0), secret=True))
            photo = photos.add_photo(meeting=meeting, upload=upload, actor=self.acting()["actor"], now=NOW)
            prepare_photos()
            photo.refresh_from_db()
            consent = self.marks.word("holding.Photo.consent", is_open=False)
            alt = self.marks.both("holding.Photo.alt", is_open=state == "public")
            said = photos.Said(**alt, shows_children=True, consent=consent)
            photo = photos.describe_photo(photo=photo, said=said, seen=photo.mark, actor=self.acting()["actor"])
            found[state] = self.judged(photo, state)
        return found

    def judged(self, photo: Photo, state: str) -> Photo:
        head, asked = self.acting("head")["actor"], "holding.RemovalRequest"
        if state == "refused":
            note = self.marks.word("holding.Photo.judged_note", is_open=False)
            return photos.refuse_photo(photo=photo, note=note, seen=photo.mark, actor=head, now=NOW)
        if state == "waiting":
            return photo
        photo = photos.approve_photo(photo=photo, seen=photo.mark, actor=head, now=NOW)
        if state in ("hidden", "put back"):
            page = f"/ru/meetings/{photo.account.meeting.number}/photos/{photo.pk}-{photo.digest}/remove/"
            assert Client().get(page).status_code == 200
            note = self.marks.word(f"{asked}.note", is_open=False)
            assert Client().post(page, {"reason": "me", "note": note}).status_code == 200
        if state == "put back":
            why = self.marks.word(f"{asked}.decision_note", is_open=False)
            photo = removal.put_back(photo=photo, why=why, actor=head, now=NOW)
        photo.refresh_from_db()
        return photo

    def summaries(self) -> dict[str, Summary]:
        """Frozen words of a body, sent and not."""
        made = {}
        for name, quarter in (("sent", "2026-Q4"), ("unsent", "2027-Q1")):
            marker = self.marks.word("holding.Summary.content", is_open=name == "sent")
            sums = dict.fromkeys(("meetings", "held", "off", "unrecorded", "came", "asked", "taken"), 0)
            content = {"kind": "quarter", "body": dict.fromkeys(("kk", "ru", "en"), marker), "period": quarter,
                       "rows": [], "sums": sums}  # fmt: skip
            by = self.valley.people["preparer"]
            sent = {"sent_on": TODAY, "sent_by": by} if name == "sent" else {}
            made[name] = Summary.objects.create(
                kind="quarter", body=self.valley.ministry, period_key=quarter, content=content,
                sha256=f"{len(made)}" * 64, made_by=by, made_on=TODAY, made_at=NOW, **sent,
            )  # fmt: skip
        return made

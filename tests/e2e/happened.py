"""Meetings of a ministry of the demonstration that are over: one waits, one is recorded and has photos."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting
from meetings.services.announcing import Told, announce
from meetings.services.held import Facts, record_held
from portal.accounts.models import User
from portal.bodies.permissions import Actor, actor_for
from portal.holding.choices import Fate
from portal.holding.models import Account, Photo
from portal.holding.services.attachments import Attached, add_attachment
from portal.holding.services.drafts import save_draft
from portal.holding.services.photos import Said, add_photo, approve_photo, describe_photo
from portal.holding.services.preparing import prepare_photos
from portal.holding.services.publishing import publish_results
from portal.holding.services.register import Entry, add_question
from portal.kernel import clock
from tests.factories.pictures import picture

_SLUG = "water"


def over() -> tuple[str]:
    """Over and not recorded yet; the first of them."""
    return (_over()[0].number,)


def begun() -> tuple[str]:
    """That one, with a draft of its log."""
    meeting = _over()[0]
    if not meeting.drafts.exists():
        typed = {"questions": "Неге кешке су жоқ?"}
        save_draft(meeting=meeting, key=uuid4(), typed=typed, expected_version=0, actor=_actor(), now=clock.now())
    return (meeting.number,)


def held() -> tuple[str]:
    """The last that is over, recorded."""
    found = Meeting.objects.public().filter(body__slug=_SLUG, state="held").first()
    if found is None:
        found, today = _over()[-1], clock.today()
        assert found.on is not None
        facts = Facts(found.on, time(11), time(12, 30), found.official, 120, "Су туралы", "О воде")
        record_held(meeting=found, facts=facts, actor=_actor(), today=today, now=clock.now())
    return (found.number,)


def accounted() -> tuple[str]:
    """That one, with an account that has a question which was taken."""
    (number,) = held()
    actor, now = _actor(), clock.now()
    account, _is_new = Account.objects.get_or_create(
        meeting=Meeting.objects.get(number=number),
        defaults={"logged_on": actor.on, "logged_by": actor.user, "changed_at": now},
    )
    if not account.questions.exists():
        add_question(account=account, asked="Неге су жоқ?", fate=Fate.TAKEN, actor=actor, today=actor.on, now=now)
    return (number,)


def published() -> tuple[str]:
    """One whose results everybody reads."""
    found = Account.objects.public().select_related("meeting").first()
    if found is not None:
        return (found.meeting.number,)
    meeting, actor, now = _over()[1], _actor(), clock.now()
    assert meeting.on is not None
    facts = Facts(meeting.on, time(11), time(12, 30), meeting.official, 120, "Су туралы", "О воде")
    record_held(meeting=meeting, facts=facts, actor=actor, today=actor.on, now=now)
    account = Account.objects.create(
        meeting=Meeting.objects.get(pk=meeting.pk), logged_on=actor.on, logged_by=actor.user, changed_at=now,
        talk_minutes=20, questions_minutes=70, obtained="measured", summary_kk="Су туралы", summary_ru="О воде",
    )  # fmt: skip
    entry = Entry(
        text_kk="Су жоқ", text_ru="Нет воды", body=meeting.body, measure_kk="Құбыр тартылады",
        measure_ru="Проложат трубу", due_on=actor.on,
    )  # fmt: skip
    add_question(account=account, asked="Су?", entry=entry, actor=actor, today=actor.on, now=now)
    publish_results(account=account, actor=actor, today=actor.on, now=now)
    return (meeting.number,)


def announced() -> tuple[str, int]:
    """With a line about where people were told of it."""
    meeting = Meeting.objects.get(number=over()[0])
    line = meeting.announcements.filter(withdrawn_on__isnull=True).first()
    if line is None:
        told = Told("newspaper", meeting.days[0], "«Егемен Қазақстан»", "«Казахстанская правда»")
        line = announce(meeting=meeting, told=told, actor=_actor(), today=clock.today())
    return meeting.number, line.pk


def with_photos() -> tuple[str]:
    """One that everybody sees, and one that waits."""
    meeting = Meeting.objects.get(number=held()[0])
    now, today = clock.now(), clock.today()
    account, _is_new = Account.objects.get_or_create(
        meeting=meeting, defaults={"logged_on": today, "logged_by": _actor().user, "changed_at": now}
    )
    if not account.photos.exists():
        said = Said("Зал, министр сөйлеп тұр", "Зал, выступает министр")
        for name, colour in (("a.jpg", (40, 120, 140)), ("b.jpg", (190, 150, 60))):
            upload = SimpleUploadedFile(name, picture(size=(1200, 800), colour=colour))
            photo = add_photo(meeting=meeting, upload=upload, actor=_actor(), now=now)
            prepare_photos()
            photo.refresh_from_db()
            describe_photo(photo=photo, said=said, seen=photo.mark, actor=_actor())
        first = account.photos.earliest("pk")
        approve_photo(photo=first, seen=first.mark, actor=_actor("head"), now=now)
    return (meeting.number,)


def photo() -> tuple[str, int, str]:
    """One that everybody sees."""
    (number,) = with_photos()
    found = Photo.objects.public().select_related("picture").get(account__meeting__number=number)
    return number, found.pk, found.digest


def attached() -> tuple[str, int]:
    """A link to the recording."""
    (number,) = with_photos()
    account = Account.objects.get(meeting__number=number)
    row = account.attachments.first()
    if row is None:
        what = Attached("video", "Жазба", "Запись", link="https://example.kz/video")
        row = add_attachment(account=account, attached=what, actor=_actor(), today=clock.today(), now=clock.now())
    return number, row.pk


def _over() -> list[Meeting]:
    found = Meeting.objects.public().filter(body__slug=_SLUG).to_record(clock.today()).with_fixed_day()
    return list(found.select_related("official", "body").order_by("on"))


def _actor(name: str = "preparer") -> Actor:
    return actor_for(User.objects.get(email=f"{name}@kezdesu.example"), clock.today())

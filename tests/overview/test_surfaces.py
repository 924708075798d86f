"""Hidden rows appear nowhere: every public address is enumerated from the URL configuration, in every language.

An address that nobody listed here fails the test, so a new public page has to say how it is reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import unescape
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile, is_zipfile

import pytest
import time_machine

from issues.choices import Verb
from issues.models import Answer, HandOver, Proof, QuarterNote
from issues.services.quarters.chaining import chain_quarter
from issues.services.quarters.freezing import Made, freeze, rows_of
from issues.services.steps import Line, locked, note_line
from meetings.models import MeetingHeld
from portal.bodies.models import Body, Territory
from portal.holding.models import Attachment, LogDraft, Part
from portal.kernel.periods import Period
from schedules.models import Schedule
from tests.attack.addresses import routes
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.calendars import RiskSignalFactory
from tests.factories.deadlines import ObligationFactory, seed_decisions
from tests.factories.files import StoredFileFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.issues import ClaimFactory, IssueFactory, asker_of
from tests.factories.meetings import EntryFactory, GraphFactory, MeetingFactory

pytestmark = pytest.mark.django_db

SECRET_KK, SECRET_RU, SECRET_VENUE = "Құпия-тақырып-Ж7Щ", "Скрытая-тема-Ж7Щ", "Скрытый-зал-Ж7Щ"
SECRETS = (SECRET_KK, SECRET_RU, SECRET_VENUE, "2031-000077", "marker@secret")

#: Behind the sign-in, or about signing in; nobody outside reads a meeting there.
CLOSED = ("work/", "desk/", "accounts/", "files/")
_EXPECTED = (200, 301, 302, 404)
#: How every public address is asked: its parts, and its queries.
PARTS = {
    "slug": ["water"],
    "body": ["water"],
    "kato": ["430000000", "431000000"],
    "number": [
        *("2027-000001", "2027-000002", "2027-000003", "2031-000077"),
        *("KZ-43-2027-000001", "KZ-43-2027-000002", "KZ-43-2027-000003"),
    ],
    "meeting": ["2027-000002", "2027-000003", "2031-000077"],
    "year": ["2027", "2031"],
    "period": ["2027", "2031", "2027-Q1"],
    "quarter": ["2027-Q1"],
    "pk": ["{obligation}"],
    "first": ["1"],
    "second": ["1", "2"],
    "version": ["1"],
    "key": ["no-such-key"],
    "digest": ["0" * 12],
    "ending": ["pdf", "docx", "xlsx", "csv", "json"],
    "name": ["protocol", "action-plan"],
    "paper": ["a4"],
    "size": ["1200x630"],
    "rest": ["2027/", "water/2031/"],
}
QUERIES = {
    "calendar/": [
        "",
        "view=month&month=2027-03",
        "view=list",
        "view=list&month=2027-03",
        "view=list&day=2027-03-18",
        "place=430000000",
        "body=water",
        "format=online",
        f"q={SECRET_RU}",
        f"q={SECRET_KK.lower()}",
        "q=зал",
        "month=2031-05",
    ],
    "search/": ["", f"q={SECRET_RU}", "q=тема", "q=KZ-43-2027-000002", "q=2031-000077", "q=водоснабжение"],
    "calendar.ics": ["", "place=430000000", "body=water", "format=online", f"q={SECRET_RU}", "month=2027-03"],
    "issues/": ["", "place=430000000", "body=water", "state=open", f"q={SECRET_RU}"],
    "meetings/": ["", "schedule=2031", "place=430000000", "body=water", f"q={SECRET_RU}", "page_size=200"],
}


def public_addresses(obligation: int) -> Iterator[str]:
    """Every public address with every known value of its parts, every query, every language."""
    for route in routes():
        if route.removeprefix("{language}/").startswith(CLOSED):
            continue
        for filled in _filled(route.replace("{language}", "{lang}")):
            for language in ("kk", "ru", "en") if "{lang}" in filled else ("",):
                address = "/" + filled.replace("{lang}", language).replace("{obligation}", str(obligation))
                for query in QUERIES.get(filled.removeprefix("{lang}/").removeprefix("api/v1/"), [""]):
                    yield f"{address}?{query}" if query else address


def _filled(route: str) -> Iterator[str]:
    names = [name for name in re.findall(r"\{(\w+)\}", route) if name not in ("lang", "obligation")]
    if not names:
        yield route
        return
    name = names[0]
    for value in PARTS[name]:
        yield from _filled(route.replace(f"{{{name}}}", value))


@pytest.fixture
def world() -> int:
    """A public meeting, and beside it all that must not be seen: of the same body, place, day and format."""
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    body = BodyFactory(slug="water", akimat=True, territory=region)
    common = {"body": body, "territory": district, "format": "online", "start_time": time(11)}
    GraphFactory(published=True).versions.create(
        number=1, content={}, sha256="0" * 64, act_number="7", act_on=date(2027, 1, 8), approved_on=date(2027, 1, 8)
    )
    MeetingFactory(number="2027-000001", subject_kk="Ашық тақырып", subject_ru="Открытая тема", **common)
    secret = {"subject_kk": SECRET_KK, "subject_ru": SECRET_RU, "venue_kk": SECRET_VENUE, "venue_ru": SECRET_VENUE}
    hidden = GraphFactory(period_key="2031")
    MeetingFactory(number="2031-000077", schedule=hidden, **secret, **common)
    MeetingFactory(schedule=hidden, in_march=True, number="2031-000078", **secret, body=body, territory=district)
    EntryFactory(schedule=hidden, **secret, **common)
    EntryFactory(
        schedule=GraphFactory(period_key="2032", state="draft", act_number="", act_on=None, approved_on=None),
        **secret,
        **common,
    )
    # A departmental plan that is approved and not published.
    plan = GraphFactory(kind="plan", body=body, period_key="2031")
    MeetingFactory(schedule=plan, number="2031-000079", **secret, **common)
    EntryFactory(schedule=plan, **secret, **common)
    # One beside the schedules that is not announced.
    MeetingFactory(beside=True, number="2031-000080", **secret, **common)
    # What was entered about tension, internal; and one that was published: its ground is not, nor why it was withdrawn.
    risk = {
        "ministry": BodyFactory(),
        "body": body,
        "territory": district,
        "ground_kk": SECRET_KK,
        "ground_ru": SECRET_RU,
    }
    RiskSignalFactory(**risk)
    RiskSignalFactory(withdrawn=True, withdrawn_reason=SECRET_RU, **risk)
    RiskSignalFactory(published=True, statement_ru="Открытая тема", met=True, **risk)
    _told_of_held_meetings({**common, "on": date(2027, 3, 3), "state": "held", "attendance": 40}, hidden)
    _told_of_issues(body, district)
    seed_decisions()
    return ObligationFactory(body=body).pk


def _told_of_issues(body: Body, place: Territory) -> None:
    """Of a public issue what is internal is hidden, of one that waits every text; one had its texts taken away."""
    of = {"registered_by": body, "territory": place, "internal": SECRET_RU}
    told = IssueFactory(
        number="KZ-43-2027-000001", title_kk="Ашық тақырып", title_ru="Открытая тема", ranked=90,
        ranked_why=SECRET_RU, **of,
    )  # fmt: skip
    waits = IssueFactory(
        number="KZ-43-2027-000002", title_kk=SECRET_KK, title_ru=SECRET_RU, text_kk=SECRET_KK, published_on=None, **of
    )
    IssueFactory(number="KZ-43-2027-000003", hidden_on=date(2027, 3, 5), title_kk="", title_ru="", **of)
    at = datetime(2027, 3, 5, 5, 0, tzinfo=UTC)
    for issue, note, is_public in ((told, "Открытая тема", True), (told, SECRET_RU, False), (waits, SECRET_RU, True)):
        line = Line(note={"kk": note, "ru": note}, internal=SECRET_RU, is_public=is_public, body=body)
        note_line(locked(issue), Verb.NEWS, now=at, today=at.date(), line=line)
    claim = ClaimFactory(issue=told, claimed_at=at, text_kk="Ашық тақырып", text_ru="Открытая тема", outcome="silent",
                         settled_on=date(2027, 3, 9))  # fmt: skip
    who = asker_of(told, email="marker@secret.example")
    Answer.objects.create(
        claim=claim, standing="asker", says="no", mailbox=who.mailbox, person=who.person, at=at, own_text=SECRET_RU,
        text_kk=SECRET_KK, text_ru=SECRET_RU,
    )  # fmt: skip
    file = StoredFileFactory(name=f"{SECRET_RU}.pdf")
    Proof.objects.create(claim=claim, kind="document", file=file, alt_kk=SECRET_KK, alt_ru=SECRET_RU,
                         added_by=file.uploaded_by)  # fmt: skip
    HandOver.objects.create(
        issue=waits, from_body=body, to_body=BodyFactory(), asked_by=file.uploaded_by, asked_on=at.date(),
        answer_by=date(2027, 3, 12), why_kk=SECRET_KK, why_ru=SECRET_RU,
    )  # fmt: skip
    # A quarter in which one issue is printed, and one is counted alone; what is noted for it is its body's own.
    quarter, then = Period.quarter(2027, 1), datetime(2027, 3, 6, tzinfo=UTC)
    QuarterNote.objects.create(
        body=body, period_key=quarter.key, issue=told, kind="news", text_kk=SECRET_KK, text_ru=SECRET_RU,
        changed_by=file.uploaded_by, changed_at=at,
    )  # fmt: skip
    made = Made(body=body, period=quarter, number=1, as_of=then, at=then, on=then.date())
    version = freeze(made, rows_of(body, quarter, before=then))
    assert version.unprinted == 1
    chain_quarter(version)


def _told_of_held_meetings(held: dict[str, Any], hidden: Schedule) -> None:
    """Of a published account what its body keeps is hidden, of one in work every text, of a hidden meeting all."""
    texts = ("summary", "report", "split_note", "venue", "stream_none", "secretary")
    secret = {f"{name}_{code}": word for name in texts for code, word in (("kk", SECRET_KK), ("ru", SECRET_RU))}
    asked = {
        f"{name}_{code}": word
        for name in ("text", "answer", "measure", "responsible")
        for code, word in (("kk", SECRET_KK), ("ru", SECRET_RU))
    }
    for number, more, published in (
        ("2027-000002", {}, True),
        ("2027-000003", {}, False),
        ("2031-000081", {"schedule": hidden}, True),
    ):
        is_open = published and not more
        meeting = MeetingFactory(number=number, **held, **more)
        account = AccountFactory(
            meeting=meeting,
            internal_note=SECRET_RU,
            **({"summary_kk": "Ашық тақырып", "summary_ru": "Открытая тема"} if is_open else secret),
            **({"published": True} if published else {}),
        )
        user = account.logged_by
        MeetingHeld.objects.create(
            meeting=meeting, held_on=held["on"], start_time=time(11), end_time=time(12), attendance=40,
            announced="2027-03-03", recorded_for=meeting.body, recorded_by=user, recorded_on=held["on"],
        )  # fmt: skip
        QuestionFactory(account=account, number=1, asked=SECRET_RU, text_kk="Сұрақ", text_ru="Вопрос")
        QuestionFactory(account=account, number=2, asked=SECRET_KK, text_kk="", text_ru="")
        QuestionFactory(account=account, number=3, asked="а", withdrawn_on=date(2027, 3, 4), **asked)
        if not is_open:
            QuestionFactory(account=account, number=4, asked="а", **asked)
            Part.objects.create(
                account=account, kind="reception", missed_reason_kk=SECRET_KK, missed_reason_ru=SECRET_RU,
                recorded_on=held["on"], recorded_by=user,
            )  # fmt: skip
            Attachment.objects.create(
                account=account, kind="other", link="https://example.kz/", title_kk=SECRET_KK, title_ru=SECRET_RU,
                added_by=user, added_at=account.changed_at,
            )  # fmt: skip
        LogDraft.objects.create(
            key=uuid4(), body=meeting.body, meeting=meeting, typed={"questions": SECRET_RU}, started_by=user,
            saved_by=user, saved_at=account.changed_at,
        )  # fmt: skip


def said(content: bytes) -> str:
    """The text of an answer, that of every part of a workbook."""
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as book:
        return "".join(unescape(book.read(name).decode(errors="replace")) for name in book.namelist())


def test_hidden_meeting_is_on_no_public_surface(client, world):
    seen, opened = [], 0
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        for address in public_addresses(world):
            answer = client.get(address)
            assert answer.status_code in _EXPECTED or address == "/readyz", address
            assert not answer.cookies, address
            text = said(answer.getvalue())
            opened += "Открытая тема" in text or "Ашық тақырып" in text
            # What was typed is repeated in the search box and in addresses of the same page: that tells nothing.
            seen += [(address, secret) for secret in SECRETS if secret in text and secret not in address]
    assert seen == []
    # The walk really reaches the pages on which a meeting is shown.
    assert opened > 20


def test_typed_words_find_no_hidden_meeting(client, world):
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        for language in ("kk", "ru", "en"):
            for word in (SECRET_RU, SECRET_KK):
                html = client.get(f"/{language}/calendar/", {"q": word}).content.decode()
                assert "2031-0000" not in html
                assert SECRET_VENUE not in html


def test_the_walk_knows_every_part_of_every_address():
    for route in routes():
        if not route.removeprefix("{language}/").startswith(CLOSED):
            for name in re.findall(r"\{(\w+)\}", route):
                assert name == "language" or name in PARTS, route

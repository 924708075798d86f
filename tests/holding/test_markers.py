"""What is typed for a body alone, or not published yet, is read by nobody else: on no page, in no file, row or log."""

from __future__ import annotations

import io
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from meetings.models import MeetingAnnouncement
from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.holding.models import Account, Attachment
from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.notices.services.making import make_letters
from portal.notices.services.sending import send_letters
from portal.overview.services import forget
from portal.settings.logs import JsonLines
from tests.attack.addresses import parts_of, routes
from tests.ground import GROUND
from tests.holding.marked import (
    FIELDS,
    HIDDEN,
    NOW,
    OPEN,
    Kind,
    Marked,
    fields_of_words,
    kind_of,
    logged,
    make_marked,
    watched_models,
)
from tests.overview.test_surfaces import PARTS, said

pytestmark = pytest.mark.django_db

KEY = uuid.UUID(int=7)


@GROUND.fixture
def marked_ground() -> Marked:
    return make_marked()


@pytest.fixture
def marked(marked_ground: Marked) -> Iterator[Marked]:
    with time_machine.travel(NOW, tick=False):
        yield marked_ground


# -- that everything is marked ---------------------------------------------------------------------------------------
def test_of_every_field_of_words_it_is_said_who_reads_it() -> None:
    unsaid = [
        f"{model._meta.label}.{of.name}"
        for model in watched_models()
        for of in fields_of_words(model)
        if kind_of(model, of.name) is None
    ]
    assert unsaid == []
    named = {
        (model._meta.label, re.sub(r"_(kk|ru|en)$", "", of.name))
        for model in watched_models()
        for of in fields_of_words(model)
    }
    for label, kinds in FIELDS.items():
        for name in " ".join(kinds.values()).split():
            assert {(label, name), (label, re.sub(r"_(kk|ru|en)$", "", name))} & named, f"{label}.{name}"


def test_every_such_field_bears_a_marker(marked: Marked) -> None:
    """Of what becomes public one that is, and one that is not."""
    lacking = []
    for model in watched_models():
        for of in fields_of_words(model):
            if of.name.endswith("_en"):
                continue
            kind = kind_of(model, of.name)
            wanted = {Kind.OPEN: [OPEN], Kind.LATER: [OPEN, HIDDEN], Kind.BODY: [HIDDEN]}.get(kind, [])
            texts = str(list(model._default_manager.order_by().values_list(of.name)))
            lacking += [f"{model._meta.label}.{of.name} {mark.pattern}" for mark in wanted if not mark.search(texts)]
    assert lacking == []


# -- what people read ------------------------------------------------------------------------------------------------
def read(client: Client, address: str, **more: Any) -> str:
    """What an answer says, its headers with it: a page, a table, a workbook, a document."""
    answer = client.get(address, **more)
    content, told = answer.getvalue(), str(dict(answer.headers))
    if content.startswith(b"%PDF"):
        # The small files of the fixture have no page that could be read.
        with suppress(PdfReadError):
            content = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    return told + said(content)


def places(marked: Marked) -> dict[str, list[Mapping[str, str]]]:
    """What the parts of an address may be, by the part that leads; photos, files and summaries bring their digests."""
    valley = marked.valley
    files = [{"pk": str(file.pk), "digest": file.sha256[:12]} for file in StoredFile.objects.all()]
    shown = [
        {"number": photo.account.meeting.number, "pk": str(photo.pk), "digest": photo.digest}
        for photo in marked.photos.values()
    ]
    own = [{"pk": str(row.pk)} for row in valley.district.obligations.filter(opens_by="event")[:4]]
    return {
        "number": [{"number": number, "meeting": number} for number in marked.numbers],
        "photos": shown,
        "files": files,
        "summaries": [{"pk": str(summary.pk)} for summary in marked.summaries.values()],
        "obligations": own,
        "jobs": [{"pk": str(job.pk)} for job in Job.objects.all()],
        "announced": [{"pk": str(row.pk), "digest": "0" * 12} for row in MeetingAnnouncement.objects.all()[:1]],
        "attachments": [{"pk": str(row.pk)} for row in Attachment.objects.all()[:1]],
    }


#: Parts that lead to something here, and those that need only be there; others are asked as any public page is.
_PLAIN = {
    "language": ["ru"], "slug": ["akimat-433200000"], "kato": ["433233000"], "year": ["2027"], "period": ["2027"],
    "ending": ["pdf", "docx"], "name": ["protocol", "action-plan"], "place": ["1"], "step": ["withdraw"],
    "version": ["1"], "first": ["1"], "second": ["1"], "kind": ["quarter"], "month": ["2027-03"], "key": ["none"],
    "rest": ["2027/"], "function": ["mass_media"], "duty": ["C-3.3"], "day": ["2027-03-10"], "uidb36": ["1"],
    "evidence": ["1"], "row_pk": ["1"], "import_pk": ["1"],
}  # fmt: skip
#: Behind the sign-in; and the meetings of which something is read by their own people alone.
CLOSED = ("work/", "desk/", "accounts/")
HELD_BACK = ("published", "withdrawn", "drafted", "cancelled")
_SECTIONS = ["times", "audience", "visit", "words", "protocol", "note"]


def addresses(marked: Marked, route: str, languages: tuple[str, ...] = ("ru",)) -> Iterator[str]:
    known = places(marked)
    if route.removeprefix("{language}/").startswith(CLOSED):
        known["number"] = [{"number": marked.meetings[name].number} for name in HELD_BACK]
    found: list[dict[str, str]] = [{}]
    for name in dict.fromkeys(["language", *parts_of(route)]):
        if name == "number" and "/photos/{pk}" in route:
            more = known["photos"]
        elif name in ("number", "meeting"):
            more = known["number"]
        elif name in ("pk", "digest"):
            kind = next((kind for kind in known if f"/{kind}/" in f"/{route}"), "obligations")
            more = known["attachments" if "files/{pk}/remove" in route else kind]
        elif name == "name" and route.endswith("{name}/"):
            more = [{name: value} for value in _SECTIONS]
        else:
            more = [
                {name: value} for value in (languages if name == "language" else _PLAIN.get(name) or PARTS[name][:1])
            ]
        if not any(set(each) <= set(found[0]) for each in more):
            found = [{**old, **new} for old in found for new in more]
    for parts in found:
        yield "/" + route.format(**parts)


#: A sample, and `slow` all of it.
IN_PARTS = pytest.mark.parametrize(
    "is_whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["sample", "whole"]
)


@IN_PARTS
def test_everybody_outside_reads_what_is_public_and_nothing_else(marked: Marked, is_whole: bool) -> None:
    """In the sample each address is asked in one of the three languages in turn."""
    client, seen, shown = Client(), [], defaultdict(set)
    for route in routes():
        plain = route.removeprefix("{language}/")
        if plain.startswith(CLOSED):
            continue
        found = list(addresses(marked, route, ("kk", "ru", "en") if "{language}" in route else ("",)))
        if "{language}" in route and not is_whole:
            third = len(found) // 3
            found = [found[(turn % 3) * third + turn] for turn in range(third)]
        for address in found:
            text = read(client, address)
            seen += [(marked.marks.where[word], address) for word in set(HIDDEN.findall(text))]
            for word in OPEN.findall(text):
                shown[marked.marks.where[word]].add(plain)
    assert seen == []
    # The walk reaches what is public of every field, and each kind of page, table, feed and document.
    public = {where for word, where in marked.marks.where.items() if OPEN.match(word)}
    assert public - set(shown) == set()
    assert set().union(*shown.values()) >= {
        "", "api/v1/meetings/", "api/v1/meetings/{number}/", "api/v1/meetings/{meeting}/results/",
        "api/v1/meetings/{meeting}/questions/", "bodies/{slug}/", "calendar.ics", "deadlines/file/{slug}/",
        "deadlines/{pk}/", "files/{pk}/{digest}/", "meetings/{number}.ics", "meetings/{number}/",
        "meetings/{number}/questions.csv", "meetings/{number}/{name}.{ending}", "summaries/{pk}.{ending}",
        "summaries/{pk}/", "territories/{kato}/", "meetings/{number}/photos/{pk}-{digest}/remove/",
    }  # fmt: skip


#: What people of an akimat above see beside that: they judge photos of a meeting below.
OF_PHOTOS = {f"holding.{name}" for name in ("Photo.alt", "Photo.consent", "Photo.judged_note")} | {
    f"holding.RemovalRequest.{name}" for name in ("note", "decision_note")
}
#: Who works elsewhere -> what of it is theirs to read.
OTHERS: dict[str, set[str]] = {
    "neighbour": set(), "administrator": set(), "region": OF_PHOTOS, "overseer": set(),
    # Of the ministry that has not sent its summary yet.
    "minister": {"holding.Summary.content"},
}  # fmt: skip
#: An akimat above makes issues of what was asked at meetings below, on this page alone.
TRIAGE = ("region", "/ru/work/issues/triage/")
#: Pages on which people of the body read it, in the sample.
OWN = ("/log/", "/photos/", "/files/", *(f"/account/{name}/" for name in (*_SECTIONS, "questions", "questions/1")))
#: Where something of meetings stands; of the other pages behind the sign-in only the long walk is made.
ABOUT = ("work/meetings/", "work/jobs/", "work/summaries/", "work/audit/", "work/control/", "desk/")


@IN_PARTS
def test_others_at_work_read_nothing_of_it(marked: Marked, is_whole: bool) -> None:
    """An akimat beside and above, a ministry, those who control: pages behind the sign-in, read and sent.

    In the sample every second page is asked by one of them in turn.
    """
    seen, own, people = [], set(), list(OTHERS)
    clients = {name: Client(raise_request_exception=False) for name in (*OTHERS, "officer")}
    for name, client in clients.items():
        client.force_login(marked.valley.people[name])
    for turn, address in enumerate(_working(marked, is_whole=is_whole)):
        asking = people if is_whole else [people[turn % len(people)]] if turn % 2 else []
        for name in asking:
            texts = [read(clients[name], address)]
            if is_whole and name == people[0]:
                texts.append(said(clients[name].post(address, {"day": "announced"}).getvalue()))
            found = {marked.marks.where[word] for text in texts for word in HIDDEN.findall(text)}
            if name == TRIAGE[0] and address.startswith(TRIAGE[1]):
                found = {where for where in found if not where.startswith("holding.Question.")}
            seen += [(name, where, address) for where in found - OTHERS[name]]
        if address.startswith(("/ru/work/meetings/2", "/ru/work/jobs")) if is_whole else address.endswith(OWN):
            own |= {marked.marks.where[word] for word in HIDDEN.findall(read(clients["officer"], address))}
    assert seen == []
    # Its own people read it there.
    hidden = {where for word, where in marked.marks.where.items() if HIDDEN.match(word)}
    assert hidden - own == {*UNREAD, "holding.Summary.content"}


def _working(marked: Marked, *, is_whole: bool) -> Iterator[str]:
    """Addresses behind the sign-in."""
    for route in routes():
        plain = route.removeprefix("{language}/")
        if plain.startswith(CLOSED if is_whole else ABOUT) and not plain.startswith("accounts/logout"):
            yield from addresses(marked, route)


#: Why people were not told in a channel is kept and shown on no page.
UNREAD = {"meetings.ChannelToTell.reason"}


def test_a_page_of_an_error_and_its_line_in_the_log_repeat_nothing(
    marked: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**typed: Any) -> None:
        raise RuntimeError(str(typed))

    # The package gives the page by the name of its module.
    monkeypatch.setattr(import_module("portal.holding.views.log"), "save_draft", broken)
    client = Client(raise_request_exception=False)
    client.force_login(marked.valley.people["officer"])
    number = marked.meetings["drafted"].number
    with logged() as records:
        for tail in ("log/", "log/draft/"):
            answer = client.post(
                f"/ru/work/meetings/{number}/{tail}", {"questions": "qzs999zq", "key": str(KEY), "version": 1}
            )
            assert answer.status_code == 500
            assert not HIDDEN.search(answer.content.decode())
    assert [record for record in records if record.exc_info]
    assert not HIDDEN.search("\n".join(map(JsonLines().format, records)))


# -- what is kept ----------------------------------------------------------------------------------------------------
def stored() -> list[tuple[str, str]]:
    """Each marker in the database with its table: every column of words of every table."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, string_agg(format('%I::text', column_name), ', ') FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea')
            GROUP BY table_name"""
        )
        found = []
        for table, columns in cursor.fetchall():
            cursor.execute(
                f"""SELECT DISTINCT lower(found[1]) FROM {table},
                regexp_matches(concat_ws(' ', {columns}), 'qz[so][0-9]{{3}}zq', 'gi') AS found"""
            )
            found += [(marker, table) for (marker,) in cursor.fetchall()]
    return found


def test_what_is_hidden_stands_in_its_own_table_alone(marked: Marked) -> None:
    """In no history, chain, notice, letter, job, session, proof or kept text."""
    make_letters(now=NOW)
    send_letters(now=NOW)
    rows = stored()
    hidden = {(marker, table) for marker, table in rows if HIDDEN.match(marker)}
    assert (
        sorted({(marked.marks.where[marker], table) for marker, table in hidden if table != marked.marks.table(marker)})
        == []
    )
    # What is public is copied: to notices of a change, to its history, to the texts of lists.
    assert {table for marker, table in rows if OPEN.match(marker)} >= {"notices_notice", "audit_change"}
    assert mail.outbox
    assert not HIDDEN.search("".join(f"{letter.subject}{letter.body}" for letter in mail.outbox))


def test_the_log_and_the_cache_repeat_nothing(marked: Marked) -> None:
    assert any("Unprocessable" in line for line in marked.log)
    assert not HIDDEN.search("\n".join(marked.log))
    store = cache._cache.get_client(None)  # type: ignore[attr-defined]
    for language in ("kk", "ru"):
        for number in marked.numbers:
            Client().get(f"/{language}/meetings/{number}/")
            Client().get(f"/{language}/meetings/{number}/protocol.docx")
    Client().get("/ru/calendar/")
    kept = b"".join(store.get(key) or b"" for key in store.scan_iter())
    assert OPEN.search(kept.decode(errors="replace"))
    assert not HIDDEN.search(kept.decode(errors="replace"))


# -- how long --------------------------------------------------------------------------------------------------------
#: What goes by itself, and after how many days; a workbook with the work that it was given for.
GOES = {
    "holding.Account.internal_note": 365,
    "holding.Question.asked": 365,
    "holding.LogDraft.typed": 90,
    "holding.RemovalRequest.note": 30,
    "holding.RemovalRequest.decision_note": 30,
}
WORKBOOK = 30


def test_after_its_time_what_goes_is_nowhere_and_the_public_record_stays(
    marked: Marked, django_capture_on_commit_callbacks: Any
) -> None:
    job = Job.objects.select_related("given").get()
    assert job.given is not None
    book = Path(settings.MEDIA_ROOT) / str(job.given.content.name)
    Job.objects.update(state=State.FAILED, ended_at=NOW)
    # Of results that are not published nothing goes: there is work left.
    Account.objects.filter(summary_kk="").update(summary_kk="Өтті", summary_ru="Прошла")
    Account.objects.update(published_at=NOW, published_by=User.objects.order_by("pk").first())
    before = {marker for marker, _table in stored()}
    terms = {marker: GOES[where] for marker, where in marked.marks.where.items() if where in GOES}
    terms[job.given.name.removesuffix(".xlsx")] = WORKBOOK
    for past in sorted({days + step for days in terms.values() for step in (-1, 1)}):
        with django_capture_on_commit_callbacks(execute=True):
            forget(now=NOW + timedelta(days=past))
        gone = before - {marker for marker, _table in stored()}
        assert gone == {marker for marker, days in terms.items() if days < past and marker in before}, past
        assert book.exists() is (past < WORKBOOK)
    forget(now=NOW + timedelta(days=400))
    assert before - {marker for marker, _table in stored()} == terms.keys() & before

"""The register by hand, topics and prepared replies: their pages, as everybody, and what is refused there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.choices import Origin, State, Verb
from issues.models import Issue, IssueTopic, ReplyTemplate
from issues.services.forgetting import forget_askers
from issues.services.steps import Line, locked, note_line
from portal.questions.choices import MailKind
from portal.questions.models import PersonLetter
from tests.factories.holding import AccountFactory
from tests.factories.issues import IssueFactory, topic
from tests.issues.test_topics import NAMES, TEXTS
from tests.issues.test_triage import client
from tests.issues.village import DAY, EVERYBODY, NOW, Village
from tests.texts import plain

pytestmark = pytest.mark.django_db

#: Whoever meets residents registers for the own body: also the rural district and the neighbour.
ENTER = {"region", "officer", "head", "rural", "neighbour", "minister"}


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(village: Village, **more: Any) -> dict[str, Any]:
    told = {
        "origin": "reception",
        "body": village.district.name_en,
        "raised_on": "20.03.2027",
        "internal": "Келген кісі судың жоғын айтты",
        "title_kk": "Су жоқ",
        "title_ru": "Нет воды",
        "territory": village.rural.territory.name_en,
        "topic": topic().pk,
        "competence": "district",
        "key": str(uuid4()),
    }
    return told | more


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_issue_is_entered_by_people_of_the_body_or_above_it(village: Village, who: str) -> None:
    browser = client(village, who)
    assert browser.get("/en/work/issues/new/").status_code == (200 if who in ENTER else 403)
    answer = browser.post("/en/work/issues/new/", typed(village))
    if who in {"region", "officer", "head"}:
        issue = Issue.objects.get()
        assert (issue.holder, issue.origin, issue.state, issue.published_on) == (
            village.district, Origin.RECEPTION, State.REGISTERED, DAY,
        )  # fmt: skip
    else:
        # A stranger is not offered the body at all.
        assert answer.status_code == (422 if who in ENTER else 403)
        assert not Issue.objects.exists()


def test_sent_twice_it_is_one_issue(village: Village) -> None:
    browser, told = client(village), typed(village)
    for _each in range(2):
        assert browser.post("/en/work/issues/new/", told).status_code == 302
    browser.post("/en/work/issues/new/", typed(village))
    assert Issue.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"raised_on": "25.03.2027"}, "raised_on"),
        ({"title_ru": ""}, "title_ru"),
        ({"title_kk": "", "title_ru": "", "internal": ""}, "title_kk"),
        ({"text_kk": "Т", "text_ru": "Звоните 8 701 555 44 33"}, "text_ru"),
        ({"topic": "0"}, "topic"),
        ({"origin": "meeting"}, "origin"),
        ({"territory": "Атлантида"}, "territory"),
        ({"key": "x"}, "key"),
    ],
    ids=str,
)
def test_what_cannot_be_registered_is_said_at_its_field(village: Village, more: dict[str, str], field: str) -> None:
    refused = client(village).post("/en/work/issues/new/", typed(village, **more))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    assert "судың жоғын" in plain(refused.content.decode()) or "internal" in more
    assert not Issue.objects.exists()


def test_what_was_said_stays_inside(village: Village) -> None:
    client(village).post("/en/work/issues/new/", typed(village))
    issue = Issue.objects.get()
    assert "судың жоғын" not in issue.search_text
    assert "судың жоғын" not in client(village, "nobody").get(issue.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_topics_are_edited_on_pages_of_administrators(village: Village, who: str) -> None:
    browser = client(village, who)
    branch = IssueTopic.objects.create(slug="water-old", topic="water", parent=topic(), **NAMES)
    told = {"name_kk": "Құбыр", "name_ru": "Труба", "name_en": "Pipe"}
    may = who == "administrator"
    assert browser.get("/en/work/issue-topics/").status_code == (200 if may else 403)
    answers = [
        browser.post("/en/work/issue-topics/", {"root": topic().pk, **told}),
        browser.post("/en/work/issue-topics/water-old/", {"act": "rename", **told, "name_en": "Pipes"}),
        browser.post("/en/work/issue-topics/water-old/", {"act": "close"}),
        browser.post("/en/work/issue-topics/water-old/", {"act": "up"}),
    ]
    # The second has the names of the first.
    assert [answer.status_code for answer in answers] == ([302, 422, 302, 302] if may else [403] * 4)
    branch.refresh_from_db()
    assert (branch.closed_on == DAY, IssueTopic.objects.filter(slug="water-pipe").exists()) == (may, may)


@pytest.mark.parametrize("who", EVERYBODY)
def test_replies_of_other_bodies_are_neither_seen_nor_changed(village: Village, who: str) -> None:
    own = ReplyTemplate.objects.create(body=village.district, kind="news", **{**TEXTS, "title_kk": "MARKER"})
    of_all = ReplyTemplate.objects.create(body=None, kind="news", **TEXTS)
    browser = client(village, who)
    sees = who in {"officer", "head", "administrator"}
    assert ("MARKER" in browser.get("/kk/work/replies/").content.decode()) == sees
    changed = browser.post(f"/en/work/replies/{own.pk}/", {"act": "save", "kind": "news", **TEXTS})
    assert changed.status_code == (302 if sees else 404)
    closed = browser.post(f"/en/work/replies/{of_all.pk}/", {"act": "close"})
    assert closed.status_code == (302 if who == "administrator" else 403)
    added = browser.post("/en/work/replies/", {"body": village.district.pk, "kind": "explain", **TEXTS})
    assert ReplyTemplate.objects.filter(kind="explain").exists() == (who in {"officer", "head"}), added.status_code


def test_a_mailbox_is_kept_with_consent_alone_and_asked_to_confirm(village: Village) -> None:
    browser = client(village)
    refused = browser.post("/en/work/issues/new/", typed(village, email="a@mail.example"))
    assert refused.context["form"].errors.keys() == {"consents"}
    assert not Issue.objects.exists()
    told = typed(village, email="a@mail.example", language="ru", consents="on")
    for _each in range(2):
        browser.post("/en/work/issues/new/", told)
    asker = Issue.objects.get().askers.get()
    assert asker.person is not None
    assert (asker.person.email, asker.person.language, asker.confirmed_at) == ("a@mail.example", "ru", None)
    letter = PersonLetter.objects.get()
    assert (letter.kind, letter.person) == (MailKind.CONFIRM, asker.person)


def test_lists_cost_the_same_however_long_they_are(village: Village) -> None:
    officer, administrator = client(village), client(village, "administrator")
    pages = (
        (officer, "/en/work/issues/triage/"),
        (officer, f"/en/work/issues/triage/{village.account.meeting.number}/"),
        (officer, "/en/work/replies/"),
        (administrator, "/en/work/issue-topics/"),
    )

    def one_more(number: int) -> None:
        account = AccountFactory(meeting__number=f"2027-00001{number}", meeting__body=village.district,
                                 meeting__territory=village.rural.territory)  # fmt: skip
        village.asked(account=account)
        village.asked()
        ReplyTemplate.objects.create(body=village.district, kind="explain", **TEXTS)
        names = {"name_kk": f"Тармақ {number}", "name_ru": f"Ветвь {number}", "name_en": f"Branch {number}"}
        IssueTopic.objects.create(slug=f"water-{number}", topic="water", parent=topic(), **names)
        IssueFactory(registered_by=village.district, territory=village.rural.territory)

    def counts() -> list[int]:
        found = []
        for browser, address in pages:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    one_more(1)
    counts()
    before = counts()
    for number in (2, 3, 4):
        one_more(number)
    assert counts() == before


def test_what_was_said_and_written_for_offices_goes_a_year_after_the_issue_is_closed(village: Village) -> None:
    inner = "Айгүл Серікқызы: су жоқ"
    told = {"internal": inner, "instruction_kk": inner, "instruction_ru": inner, "ranked": 90, "ranked_why": inner}
    facts = {"registered_by": village.district, "measure_kk": "Сорғы", "measure_ru": "Насос", **told}
    open_one, done = IssueFactory(**facts), IssueFactory(**facts)
    for issue in (open_one, done):
        said = {"note": {"kk": "Сорғы келді", "ru": "Насос привезли"}, "internal": inner}
        note_line(locked(issue), Verb.NEWS, now=NOW, today=DAY, line=Line(**said))
        note_line(locked(issue), Verb.NEWS, now=NOW, today=DAY, line=Line(is_public=False, internal=inner))
    Issue.objects.filter(pk=done.pk).update(state=State.CONFIRMED, closed_on=DAY)

    def kept(issue: Issue) -> list[object]:
        issue.refresh_from_db()
        lines = issue.events.order_by("pk").values_list("internal", flat=True)
        return [issue.internal, issue.instruction_kk, issue.instruction_ru, issue.ranked_why, issue.ranked, *lines]

    whole = [inner, inner, inner, inner, 90, inner, inner]
    forget_askers(today=DAY + timedelta(days=364))
    assert (kept(done), kept(open_one)) == (whole, whole)
    assert forget_askers(today=DAY + timedelta(days=365)) == 3
    assert (kept(done), kept(open_one)) == (["", "", "", "", None, "", ""], whole)
    # What everybody reads stays, and a second night finds nothing.
    assert (done.measure_ru, done.title_kk) == ("Насос", "Кешке су жоқ")
    assert [line.note_ru for line in done.events.order_by("pk")] == ["Насос привезли", ""]
    assert forget_askers(today=DAY + timedelta(days=366)) == 0

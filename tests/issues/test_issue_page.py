"""The page of one issue: what everybody reads of it, and how often the database is asked."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from issues.models import Issue
from tests.factories.issues import IssueFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-10 05:00Z", tick=False):
        yield


def read(client: Client, issue: Issue, language: str = "ru") -> str:
    answer = client.get(f"/{language}/issues/{issue.number}/")
    assert answer.status_code == 200
    assert not answer.cookies
    return plain(answer.content.decode())


def test_a_public_issue_says_what_it_is_about_who_answers_and_how_late(client: Client) -> None:
    issue = IssueFactory(internal="Ұялы телефон 8 701")
    html = read(client, issue)
    for words in ("Вечером нет воды", str(issue.holder.plain_ru), str(issue.territory.name_ru), "9 дней"):
        assert words in html
    assert "8 701" not in html


def test_an_issue_that_is_not_public_answers_like_one_that_never_was(client: Client) -> None:
    waits = IssueFactory(silent=True)
    never = client.get("/ru/issues/KZ-43-2027-999999/")
    hidden = client.get(f"/ru/issues/{waits.number}/")
    assert (never.status_code, hidden.status_code) == (404, 404)
    assert never.content.decode().replace("999999", waits.number[-6:]) == hidden.content.decode()
    assert 'href="/ru/calendar/"' in hidden.content.decode()

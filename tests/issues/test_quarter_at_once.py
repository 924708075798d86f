"""A quarter is published at the very moment at which somebody acts on an issue of which it tells."""

from __future__ import annotations

from threading import Event

import pytest
from django.db import transaction

from issues.models import IssueTopic, QuarterVersion
from issues.services.quarters import publishing
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.working import note_news
from portal.bodies.models import Body
from portal.questions.choices import Topic
from tests.issues.quarter import NOW, QUARTER, TODAY, WORDS, make_office
from tests.issues.test_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)

#: Seconds after which a test would rather fail than wait.
_MOST = 20


def test_whoever_writes_of_an_issue_and_whoever_publishes_both_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one holds the issue and names the body in its line, the other holds the body and waits for the issue."""
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    office = make_office()
    one, other = office.actor(), office.actor()
    told = {"body": office.body, "period_key": QUARTER, "actor": one, "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.old.pk, **WORDS)])
    whole, is_written, is_held = publishing.locked_body, Event(), Event()

    def locked_body(body: Body) -> Body:
        own = whole(body)
        is_held.set()
        return own

    monkeypatch.setattr(publishing, "locked_body", locked_body)

    def write() -> None:
        with transaction.atomic():
            words = {"note_kk": "Құбыр келді", "note_ru": "Трубы привезли"}
            note_news(issue=office.old, actor=other, today=TODAY, now=NOW, **words)
            is_written.set()
            assert is_held.wait(_MOST)

    def publish() -> None:
        assert is_written.wait(_MOST)
        publish_quarter(**told, number=1)

    assert together(write, publish) == ["done", "done"]
    assert list(office.old.events.order_by("id").values_list("note_ru", flat=True))[-2:] == [
        "Трубы привезли",
        WORDS["ru"],
    ]
    assert QuarterVersion.objects.get().silent == 2

"""The whole way of a question through the pages: asked, confirmed, judged, answered in the log, published, read."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from meetings.services.duties import note_announced
from portal.holding.models import Account
from portal.holding.services.filling import fill
from portal.kernel import clock
from portal.questions.models import AskedQuestion, PersonLetter
from portal.questions.services.posting import post_letters
from tests.holding.test_log import TYPED
from tests.holding.test_publishing import WORDS
from tests.meetings.valley import DAY, Valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

MAIL = "aigul@mail.example"
OWN = "Неге кешке су жоқ? Хабарласыңыз: 8 701 555-66-77"
PUBLIC_KK, PUBLIC_RU = "Неге кешке су жоқ?", "Почему вечером нет воды?"
ANSWER_KK, ANSWER_RU = "Құбыр мамырда тартылады.", "Трубу проложат в мае."


def letters() -> list[str]:
    """Texts of what has gone out by now, the last last."""
    post_letters(now=clock.now())
    return [plain(sent.body) for sent in mail.outbox if sent.to == [MAIL]]


def test_from_asking_to_reading_the_fate(valley: Valley, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    meeting = valley.meeting()
    note_announced([meeting], today=DAY - timedelta(days=30), actor=None)
    reader, officer = Client(enforce_csrf_checks=True), Client()
    with time_machine.travel(clock.at(DAY - timedelta(days=5), 10), tick=False) as moment:
        officer.force_login(valley.people["officer"])
        address = f"/kk/meetings/{meeting.number}/ask/"
        stamp = re.search(r'name="stamp"[^>]*value="([^"]*)"', reader.get(address).content.decode().replace("\n", " "))
        assert stamp is not None
        moment.shift(timedelta(seconds=60))
        told = {"text": OWN, "territory": meeting.territory.kato, "topic": "", "email": MAIL, "consent": "on"}
        answer = reader.post(address, told | {"stamp": stamp[1]})
        if not AskedQuestion.objects.exists():
            # Private pieces are told first, and may stay: the moderator takes them out.
            again = re.findall(
                r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode().replace("\n", " ")
            )
            answer = reader.post(address, told | {"stamp": stamp[1], **dict(again)})
        question = AskedQuestion.objects.get()
        found = re.search(r"/kk/questions/k/[0-9a-f-]+/", letters()[0])
        assert found is not None
        own = found[0]
        assert reader.get(own).status_code == 200
        question.refresh_from_db()
        assert question.state == "sent"
        assert reader.post(own, {"act": "confirm"}).status_code == 303

        listed = officer.get("/ru/work/questions/").content.decode()
        assert question.number in listed
        judged = f"/ru/work/questions/{question.number}/"
        typed = {"act": "publish", "version": 2, "text_kk": OWN, "text_ru": PUBLIC_RU, "topic": "water"}
        assert officer.post(judged, typed).status_code == 422
        assert officer.post(judged, typed | {"text_kk": PUBLIC_KK}).status_code == 302
        assert PUBLIC_KK in letters()[-1]
        fate = f"/kk/questions/{question.number}/"
        shown = plain(reader.get(fate).content.decode())
        assert PUBLIC_KK in shown
        assert "555-66-77" not in shown

    with time_machine.travel(clock.at(DAY + timedelta(days=1), 10), tick=False):
        officer.force_login(valley.people["officer"])
        typed = TYPED | {
            "held_by": str(meeting.official_id),
            "questions": "",
            f"asked_{question.pk}_fate": "answered",
            f"asked_{question.pk}_minute": "41",
            f"asked_{question.pk}_answer_kk": ANSWER_KK,
            f"asked_{question.pk}_answer_ru": ANSWER_RU,
        }
        assert officer.post(f"/ru/work/meetings/{meeting.number}/log/", typed).status_code == 302
        account = Account.objects.get()
        acting = {"actor": valley.actor("officer", clock.today()), "today": clock.today(), "now": clock.now()}
        fill(account=account, section="words", typed=WORDS, **acting)
        assert ANSWER_KK not in reader.get(fate).content.decode()
        account.refresh_from_db()
        publishing = f"/ru/work/meetings/{meeting.number}/account/publish/"
        assert officer.post(publishing, {"version": account.version}).status_code == 302

        last = letters()[-1]
        assert ANSWER_KK in last
        assert "41" in last
        shown = plain(reader.get(fate).content.decode())
        assert ANSWER_KK in shown
        assert "41" in shown
        assert PersonLetter.objects.count() == 3
        for page in (fate, f"/kk/meetings/{meeting.number}/", "/kk/questions/"):
            content = reader.get(page).content.decode()
            assert MAIL not in content
            assert "555-66-77" not in content

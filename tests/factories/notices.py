"""Notices and letters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from portal.notices.choices import LetterKind
from portal.notices.models import Letter, Notice
from tests.factories.accounts import UserFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    """A notice that makes a letter of its own; `reminder=True` goes into the digest."""

    class Meta:
        model = Notice

    class Params:
        reminder = factory.Trait(digest=True, kind="reminder")

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"key-{n}")
    kind = "returned"
    line_kk = "Ұсыныс қайтарылды"
    line_ru = "Предложение возвращено"
    line_en = "The proposal was returned"
    path = "/work/proposals/1/"
    created_for = date(2026, 11, 24)


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    user = factory.SubFactory(UserFactory)
    message_id = factory.Sequence(lambda n: f"<letter-{n}@kezdesu.local>")
    kind = LetterKind.SINGLE
    on = date(2026, 11, 24)
    next_try_at = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)

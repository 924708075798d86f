"""Writing down whom to tell what, in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.wording import Lines
from portal.notices.models import Notice
from portal.notices.querysets import NoticeQuerySet

_UNNAMED = Lines("", "", "")


@dataclass(frozen=True)
class Draft:
    """One notice to be. `key` names it for ever: a second draft of the same key is the same notice.

    `path` is a page of the portal without its language ("/work/obligations/12/"). `thread` ties notices of one matter:
    a digest tells only the latest of them. The line does not say how many days are left: that is counted from `due_on`
    on the day of sending. Without `digest` the notice is a letter of its own. `is_copy` comes after one's own matters.
    Threads of one `matter` are one line of a digest with its parts below; `named` is what it is called.
    """

    user: User
    key: str
    kind: str
    lines: Lines
    path: str
    created_for: date
    thread: str = ""
    due_on: date | None = None
    digest: bool = False
    is_copy: bool = False
    matter: str = ""
    named: Lines = _UNNAMED

    def __post_init__(self) -> None:
        if not self.path.startswith("/"):
            raise ValueError(f"a notice leads to a page of the portal: {self.path!r}")


def tell(
    *,
    user: User,
    key: str,
    kind: str,
    lines: Lines,
    path: str,
    created_for: date,
    thread: str = "",
    due_on: date | None = None,
    digest: bool = False,
) -> bool:
    """Write one notice. False when a notice of this key is there already."""
    draft = Draft(
        user=user,
        key=key,
        kind=kind,
        lines=lines,
        path=path,
        created_for=created_for,
        thread=thread,
        due_on=due_on,
        digest=digest,
    )
    return tell_many([draft]) == 1


def tell_many(drafts: Iterable[Draft]) -> int:
    """Write notices, skipping keys that are there already, and say how many were new. Two statements.

    The count is for logs: a twin that runs at the same time may count a row too, though the row is written once.
    """
    by_key = {draft.key: draft for draft in drafts}
    if not by_key:
        return 0
    with transaction.atomic():
        known = set(Notice.objects.filter(key__in=by_key).values_list("key", flat=True))
        fresh = [_row(draft) for key, draft in by_key.items() if key not in known]
        Notice.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    return len(fresh)


def _row(draft: Draft) -> Notice:
    return Notice(
        user=draft.user,
        key=draft.key,
        kind=draft.kind,
        line_kk=draft.lines.kk,
        line_ru=draft.lines.ru,
        line_en=draft.lines.en,
        path=draft.path,
        thread=draft.thread,
        due_on=draft.due_on,
        digest=draft.digest,
        is_copy=draft.is_copy,
        matter=draft.matter,
        matter_kk=draft.named.kk,
        matter_ru=draft.named.ru,
        matter_en=draft.named.en,
        created_for=draft.created_for,
    )


def withdraw(*, thread: str) -> int:
    """Take back what was not sent yet of one thread: the matter is settled. Says how many notices were taken back."""
    if not thread:
        raise ValueError("only notices of a named thread can be withdrawn together")
    return _take_back(Notice.objects.filter(thread=thread))


def settle(*, before: date) -> int:
    """Take back what was not sent yet of days earlier than `before`: history brought in from elsewhere is not mailed.

    Says how many notices were taken back.
    """
    return _take_back(Notice.objects.filter(created_for__lt=before))


def _take_back(notices: NoticeQuerySet) -> int:
    with transaction.atomic():
        unsent = list(notices.unsent().in_turn().values_list("pk", flat=True))
        return Notice.objects.filter(pk__in=unsent).update(withdrawn_at=clock.now())

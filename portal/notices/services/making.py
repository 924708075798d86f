"""Making letters of notices: a digest of the day for each person, single letters for the rest."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Count
from django.utils.functional import cached_property

from portal.kernel import clock
from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter, Notice
from portal.notices.rules import makes_another, may_go
from portal.notices.services.writing import message_id

#: Name of the database lock under which letters are made: any constant number that no other lock of the portal has.
_LOCK = 7_310_001


def make_letters(*, now: datetime) -> int:
    """Put every untold notice that may go now into a letter, and say how many letters were made.

    One transaction under one lock: of two deliverers at once the second makes nothing and goes on to sending.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
            (mine,) = cursor.fetchone()
        if not mine:
            return 0
        making = _Making(now)
        making.forget_closed_logins()
        making.take_back_old_digests()
        return making.singles() + making.digests()


class _Making:
    """One round at one moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.local = clock.local(now)
        self.today = self.local.date()

    @cached_property
    def untold(self) -> list[Notice]:
        # What is locked is being withdrawn just now, or comes in the next round.
        rows = Notice.objects.untold().free().only("user_id", "digest", "due_on")
        return sorted(rows, key=lambda row: (row.user_id, row.pk))

    def forget_closed_logins(self) -> None:
        """What was to be told to somebody whose login is closed is never told."""
        closed = Notice.objects.untold().filter(user__is_active=False).free().values_list("pk", flat=True)
        Notice.objects.filter(pk__in=list(closed)).update(withdrawn_at=self.now)

    def take_back_old_digests(self) -> None:
        """A digest of an earlier day that nobody received goes into today's: one digest a day, also after an outage."""
        old = list(
            Letter.objects.digests()
            .untouched()
            .filter(on__lt=self.today)
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)
        )
        held = Notice.objects.filter(letter__in=old).in_turn().values_list("pk", flat=True)
        Notice.objects.filter(pk__in=list(held)).update(letter=None)
        Letter.objects.filter(pk__in=old).update(state=LetterState.DROPPED)

    def singles(self) -> int:
        """Letters of their own."""
        notices = [row for row in self.untold if not row.digest and may_go(self.local, row.due_on)]
        letters = Letter.objects.bulk_create(
            [
                self._letter(notice.user_id, LetterKind.SINGLE, notice.due_on, f"notice-{notice.pk}", 1)
                for notice in notices
            ]
        )
        for notice, letter in zip(notices, letters, strict=True):
            notice.letter = letter
        Notice.objects.bulk_update(notices, ["letter"], batch_size=500)
        return len(letters)

    def digests(self) -> int:
        """One letter a person a day; another one only when what came since is due today and would be late tomorrow."""
        waiting = [row for row in self.untold if row.digest]
        if not waiting:
            # Most rounds of a day: nothing is asked and nothing locked for them.
            return 0
        counts = self._digests_of_today()
        open_letters = self._open_digests()
        made = 0
        for user_id, rows in groupby(waiting, key=lambda row: row.user_id):
            notices = list(rows)
            due = [row.due_on for row in notices]
            letter_due = self.today if self.today in due else None
            if not may_go(self.local, letter_due):
                continue
            letter = open_letters.get(user_id)
            if letter is None:
                all_of_day, told = counts.get(user_id, (0, 0))
                if not makes_another(told, due, self.today):
                    continue
                number = all_of_day + 1
                name = f"digest-{user_id}-{self.today.isoformat()}-{number}"
                letter = self._letter(user_id, LetterKind.DIGEST, letter_due, name, number)
                letter.save()
                made += 1
            elif letter_due and letter.due_on != letter_due:
                letter.due_on = letter_due
                letter.save(update_fields=["due_on"])
            Notice.objects.filter(pk__in=[row.pk for row in notices]).update(letter=letter)
        return made

    def _digests_of_today(self) -> dict[int, tuple[int, int]]:
        """By person: digests of today with the dropped ones (for numbering), and without (for the rule)."""
        rows = (
            Letter.objects.digests()
            .filter(on=self.today)
            .values("user_id", "state")
            .annotate(count=Count("pk"))
            .values_list("user_id", "state", "count")
        )
        counts: dict[int, tuple[int, int]] = {}
        for user_id, state, count in rows:
            everything, told = counts.get(user_id, (0, 0))
            counts[user_id] = (everything + count, told + (0 if state == LetterState.DROPPED else count))
        return counts

    def _open_digests(self) -> dict[int, Letter]:
        """By person: today's digest that no sender has touched, locked. What is new may still join it."""
        letters = (
            Letter.objects.digests()
            .pending()
            .filter(on=self.today, attempts=0)
            .select_for_update(skip_locked=True, of=("self",))
        )
        return {letter.user_id: letter for letter in letters}

    def _letter(self, user_id: int, kind: str, due_on: date | None, name: str, number: int) -> Letter:
        return Letter(
            user_id=user_id,
            message_id=message_id(name),
            kind=kind,
            on=self.today,
            number=number,
            due_on=due_on,
            next_try_at=self.now,
        )

"""Numbers of meetings: the year and six digits, one after another."""

from __future__ import annotations

from django.db.models import F

from meetings.models import NumberCounter


def take_numbers(*, year: int, count: int) -> list[str]:
    """The next `count` numbers of `year`. Call inside the transaction that uses them.

    The counter's row stays locked until that transaction ends: whoever comes at the same time waits, and numbers of a
    transaction that fails are given again, so the sequence has neither twins nor gaps.
    """
    NumberCounter.objects.get_or_create(year=year)
    counter = NumberCounter.objects.select_for_update().get(year=year)
    first = counter.last + 1
    NumberCounter.objects.filter(year=year).update(last=F("last") + count)
    return [f"{year:04d}-{sequence:06d}" for sequence in range(first, first + count)]

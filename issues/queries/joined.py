"""Which issues were joined with each other. A statement a step; few have more than one."""

from __future__ import annotations

from typing import Final

from issues.models import Issue

#: Nobody joins so many in a row; a longer one is a fault.
_LONGEST_CHAIN: Final = 20


def joined_above(issue: Issue) -> list[Issue]:
    """What it was joined with, and that with, in this order."""
    found: list[Issue] = []
    row = Issue.objects.select_related("joined_to").get(pk=issue.pk)
    while row.joined_to_id is not None and len(found) < _LONGEST_CHAIN:
        row = Issue.objects.get(pk=row.joined_to_id)
        found.append(row)
    return found


def root_of(issue: Issue) -> Issue:
    """What it was joined with in the end; itself when it was not."""
    chain = joined_above(issue)
    return chain[-1] if chain else issue


def joined_together(issue: Issue) -> set[int]:
    """Keys of what it was joined with in the end, and of all that was joined with that, also by way of others."""
    found: set[int] = set()
    last = {root_of(issue).pk}
    while last:
        found |= last
        last = set(Issue.objects.filter(joined_to__in=last).order_by().values_list("pk", flat=True)) - found
    return found

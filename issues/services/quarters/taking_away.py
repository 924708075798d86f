"""A text that is taken away for a person's sake goes from what was published, too; its hash stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from issues.models import Issue, QuarterNote, QuarterRow

#: What tells of no words: stays when the texts go.
_STAYS = ("came", "left", "state", "late", "silent", "number", "due_on", "place", "to")


@transaction.atomic
def take_away_published(*, issue: Issue, today: date) -> int:
    """Empty every row that was published of a locked issue, in whatever version; how many. The salt goes with the
    words, so that nobody finds them by trying. Called by whoever takes the texts of the issue itself away.
    """
    issue.past_texts.all().delete()
    QuarterNote.objects.filter(issue=issue).delete()
    emptied = 0
    for row in QuarterRow.objects.filter(issue=issue).exclude(salt="").order_by("pk").select_for_update():
        content = {name: row.content[name] for name in _STAYS if name in row.content}
        emptied += QuarterRow.objects.filter(pk=row.pk).update(content=content, salt="", taken_on=today)
    return emptied

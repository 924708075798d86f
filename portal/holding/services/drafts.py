"""What is typed of a log is kept until it is recorded: one draft a meeting, shared by the people of its body."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.holding import errors
from portal.holding.models import LogDraft
from portal.holding.permissions import can_log
from portal.kernel.errors import Conflict

#: A draft nobody has touched for so long is forgotten.
DRAFT_KEPT = timedelta(days=90)


@transaction.atomic
def save_draft(
    *, meeting: Meeting, key: UUID, typed: dict[str, Any], expected_version: int, actor: Actor, now: datetime
) -> LogDraft:
    """Keep what was typed, as typed. `expected_version` is that of the draft that was read, 0 when there was none.

    Raises NotAllowed, Conflict: somebody else has written since (`errors.CHANGED`), or it is recorded already.
    """
    can_log(actor, meeting).require()
    # Two who begin at once wait here: the second finds the draft of the first.
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if LogDraft.objects.filter(key=key, account__isnull=False).exists():
        raise Conflict(_("This log is recorded already."), code="logged")
    draft = LogDraft.objects.open().filter(meeting=meeting).first()
    version = draft.version if draft else 0
    # What the page of the same person kept while it was being sent is no other text.
    is_own = draft is not None and draft.saved_by_id == actor.user.pk and version == expected_version + 1
    if version != expected_version and not is_own:
        raise Conflict(_("Somebody else has written in this log since you opened it."), code=errors.CHANGED)
    if draft is None:
        draft = LogDraft(key=key, body=meeting.body, meeting=meeting, started_by=actor.user, version=0)
    draft.typed, draft.saved_by, draft.saved_at = typed, actor.user, now
    draft.version += 1
    draft.save()
    return draft

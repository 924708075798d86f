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
    *,
    meeting: Meeting,
    key: UUID,
    typed: dict[str, Any],
    expected_version: int,
    actor: Actor,
    now: datetime,
    saved_in: UUID | None = None,
) -> LogDraft:
    """Keep what was typed, as typed. `expected_version` is that of the draft that was read, 0 when there was none;
    `saved_in` names the open page that sends it. A draft that was thrown away meanwhile begins anew.

    Raises NotAllowed, Conflict: another page has written since, of somebody else or of the same person
    (`errors.CHANGED`), or it is recorded already (`errors.LOGGED`).
    """
    can_log(actor, meeting).require()
    # Two who begin at once wait here: the second finds the draft of the first.
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if LogDraft.objects.filter(key=key, account__isnull=False).exists():
        raise Conflict(_("This log is recorded already."), code=errors.LOGGED)
    draft = LogDraft.objects.open().filter(meeting=meeting).first()
    if draft is not None and draft.version != expected_version:
        # What the same page kept while it was being sent is no other text.
        is_same_page = saved_in is not None and draft.saved_in == saved_in
        if not (is_same_page and draft.version == expected_version + 1):
            raise Conflict(written_elsewhere(draft, actor), code=errors.CHANGED)
    if draft is None:
        draft = LogDraft(key=key, body=meeting.body, meeting=meeting, started_by=actor.user, version=0)
    draft.typed, draft.saved_by, draft.saved_at, draft.saved_in = typed, actor.user, now, saved_in
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, meeting: Meeting, expected_version: int, actor: Actor) -> None:
    """Throw the draft away, for good; one that is not there any more is thrown away already.

    Raises NotAllowed, Conflict: somebody has written in it since it was looked at.
    """
    can_log(actor, meeting).require()
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    draft = LogDraft.objects.open().filter(meeting=meeting).first()
    if draft is None:
        return
    if draft.version != expected_version:
        raise Conflict(written_elsewhere(draft, actor), code=errors.CHANGED)
    draft.delete()


def written_elsewhere(draft: LogDraft, actor: Actor) -> str:
    if draft.saved_by_id == actor.user.pk:
        return _("You have written in this log in another window since you opened it here.")
    return _("Somebody else has written in this log since you opened it.")

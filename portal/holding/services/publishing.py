"""Results become public, are taken back with a reason, and the account is closed when nothing is left to do."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.services.results import note_closed, note_reopened, note_report_withdrawn, note_reported
from portal.bodies.permissions import Actor
from portal.files.models import StoredFile
from portal.files.services import publish, withhold
from portal.holding.choices import AccountVerb
from portal.holding.errors import PUBLISHED
from portal.holding.models import Account
from portal.holding.services.settling import unsettle_asked
from portal.holding.services.steps import Said, keep, opened, require_whole
from portal.kernel.errors import Conflict


@transaction.atomic
def publish_results(
    *, account: Account, actor: Actor, today: date, now: datetime, expected_version: int | None = None
) -> Account:
    """Everything that stands in the account for everybody becomes public, with the issue list and the action plan.

    The duties to publish are met by this day, whatever day the texts bear; whoever asked before the meeting is told
    what became of the question. Raises NotAllowed, Conflict (changed since,
    not held, published already), Invalid with every sentence of what is wanting.
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    if locked.is_published:
        raise Conflict(_("These results are published already."), code=PUBLISHED)
    require_whole(locked)
    note_reported(meeting=locked.meeting, actor=actor, today=today, now=now)
    locked.published_at, locked.published_by = now, actor.user
    for file in _files(locked):
        publish(file)
    return keep(locked, actor=actor, today=today, now=now, verb=AccountVerb.PUBLISH)


@transaction.atomic
def withdraw_results(
    *, account: Account, reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> Account:
    """The publication was a mistake: texts are hidden again, and what it met is owed again.

    Raises NotAllowed, Conflict (closed, not published), Invalid (fields "reason_kk", "reason_ru").
    """
    locked = opened(account, actor=actor, expected_version=None)
    note_report_withdrawn(
        meeting=locked.meeting, reason_kk=reason_kk, reason_ru=reason_ru, actor=actor, today=today, now=now
    )
    locked.published_at = locked.published_by = None
    for file in _files(locked):
        withhold(file)
    unsettle_asked(locked, actor=actor, today=today, now=now)
    return keep(locked, actor=actor, today=today, now=now, verb=AccountVerb.WITHDRAW, said=Said(reason_kk, reason_ru))


@transaction.atomic
def close_account(*, account: Account, actor: Actor, today: date, now: datetime) -> Account:
    """Results are published and the signed protocol is attached: nothing is left to do."""
    locked = opened(account, actor=actor, expected_version=None)
    if locked.signed_copy_id is None:
        raise Conflict(_("Attach the signed protocol first."), code="not_signed")
    note_closed(meeting=locked.meeting, actor=actor, today=today, now=now)
    return keep(locked, actor=actor, today=today, now=now, verb=AccountVerb.CLOSE)


@transaction.atomic
def reopen_account(
    *, account: Account, reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> Account:
    """Something was left to do after all. Raises Invalid (fields "reason_kk", "reason_ru")."""
    locked = opened(account, actor=actor, expected_version=None)
    note_reopened(meeting=locked.meeting, reason_kk=reason_kk, reason_ru=reason_ru, actor=actor, today=today, now=now)
    return keep(locked, actor=actor, today=today, now=now, verb=AccountVerb.REOPEN, said=Said(reason_kk, reason_ru))


def _files(account: Account) -> list[StoredFile]:
    """The signed protocol and what its body gives to everybody with the results."""
    attached = account.attachments.filter(is_public=True, file__isnull=False).select_related("file")
    files = [row.file for row in attached if row.file is not None]
    return [*files, account.signed_copy] if account.signed_copy is not None else files

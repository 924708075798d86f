"""What every change of an account does in one way: lock, see that nobody else has saved, count, note, tell duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from meetings.choices import HAPPENED
from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.holding.choices import AccountVerb
from portal.holding.errors import CHANGED, NOT_HELD, PUBLISHED
from portal.holding.models import Account, AccountEvent
from portal.holding.permissions import can_log
from portal.holding.queries.wanting import wanting, whole
from portal.holding.services.above import tell_followers
from portal.holding.services.duties import note_account
from portal.holding.services.settling import settle_asked
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private


@dataclass(frozen=True)
class Said:
    """What was corrected in published results, for everybody; empty while nothing is public."""

    kk: str = ""
    ru: str = ""


def locked(account: Account) -> Account:
    """The account as it is now, locked, with its meeting. Inside a transaction.

    Whoever asks whether its results are public waits here for whoever publishes them or takes them back.
    """
    # The meeting first, as everybody who records or publishes does.
    Meeting.objects.select_for_update(of=("self",)).get(pk=account.meeting_id)
    rows = Account.objects.select_related("meeting__body__territory", "meeting__territory", "meeting__official")
    return rows.select_for_update(of=("self",)).get(pk=account.pk)


def opened(account: Account, *, actor: Actor, expected_version: int | None) -> Account:
    """The account as it is now, locked, with its meeting, for somebody who may change it.

    Raises NotAllowed, Conflict (changed since, not recorded as held). Inside a transaction.
    """
    found = locked(account)
    can_log(actor, found.meeting).require()
    if found.meeting.state not in HAPPENED:
        raise Conflict(_("This meeting is not recorded as held: record it first."), code=NOT_HELD)
    if expected_version is not None and expected_version != found.version:
        raise Conflict(
            _("Somebody else has changed this account since you opened it. What you typed stands below."), code=CHANGED
        )
    return found


def keep(
    account: Account,
    *,
    actor: Actor,
    today: date,
    now: datetime,
    verb: AccountVerb = AccountVerb.FILL,
    said: Said | None = None,
) -> Account:
    """Save what was changed in an opened account, with its line of history; duties hear of it last.

    Of published results every change is a correction: raises Invalid (fields "correction_kk", "correction_ru").
    """
    said = said or Said()
    if account.is_published and verb == AccountVerb.FILL:
        require_said(said)
        verb = AccountVerb.CORRECT
    account.version += 1
    account.changed_at = now
    account.save()
    if account.is_published:
        require_whole(account)
    AccountEvent.objects.create(
        account=account,
        verb=verb,
        actor=actor.user,
        at=now,
        on=today,
        note_kk=said.kk.strip(),
        note_ru=said.ru.strip(),
    )
    note_account(account=account, actor=actor, today=today, now=now)
    if account.is_published:
        settle_asked(account, actor=actor, today=today, now=now)
    tell_followers(account, actor=actor, today=today, now=now)
    return account


def keep_private(account: Account, *, now: datetime) -> Account:
    """Save what nobody outside the body ever reads: no correction, and no duty hears of it."""
    account.version += 1
    account.changed_at = now
    account.save()
    return account


def require_whole(account: Account) -> None:
    """What is public stays whole. Raises Invalid with every sentence."""
    if found := wanting(whole(account)):
        sentences = [each.sentence for each in found]
        raise Invalid(sentences[0], errors={"": sentences}, code="wanting")


def require_said(said: Said, *, prefix: str = "correction") -> None:
    sentence = _("The results are published: say in Kazakh and in Russian what you corrected, and why.")
    texts = {f"{prefix}_kk": said.kk, f"{prefix}_ru": said.ru}
    if missing := {name: [sentence] for name, text in texts.items() if not text.strip()}:
        raise Invalid(sentence, errors=missing, code=PUBLISHED)
    personal = _("Leave telephones, identification numbers and addresses of mail out.")
    if told := {name: [personal] for name, text in texts.items() if find_private(text)}:
        raise Invalid(personal, errors=told, code="personal")

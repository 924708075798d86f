"""Whether the portal itself works: the sweep, the chain of records, the kept totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from portal.audit.queries import last_verification
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import StaleTotal
from portal.deadlines.queries import last_sweep
from portal.deadlines.queries.law import doubtful_duties
from portal.kernel import clock
from portal.kit import formats
from portal.overview.queries.chain import verification_words

#: The beat wakes the sweep every quarter of an hour: two missed ones are worth a look.
_SWEEP_LATE = timedelta(minutes=45)
#: The chain is verified every night.
_CHAIN_LATE = timedelta(hours=36)
#: More totals than this are not counted one by one.
_STALE_SHOWN = 10_000


@dataclass(frozen=True)
class Sign:
    """One thing that is well or not: the look of its tag, its name, and the sentence."""

    title: str
    word: str
    text: str
    tone: str
    icon: str


def signs(now: datetime) -> list[Sign]:
    """Four statements."""
    return [_sweep(now), _law(now), _chain(now), _totals(), _ping()]


def _sign(title: str, text: str, *, is_well: bool) -> Sign:
    if is_well:
        return Sign(title, _("in order"), text, "ok", "check")
    return Sign(title, _("needs a look"), text, "danger", "warning")


def _sweep(now: datetime) -> Sign:
    run = last_sweep()
    if run is None or run.finished_at is None:
        return _sign(_("Sweep of deadlines"), _("No sweep has come to its end yet."), is_well=False)
    text = _("The last one ended: %(at)s.") % {"at": formats.instant(run.finished_at)}
    return _sign(_("Sweep of deadlines"), text, is_well=now - run.finished_at <= _SWEEP_LATE)


def _law(now: datetime) -> Sign:
    title = _("Rules of duties")
    try:
        duties = doubtful_duties(clock.civil_date(now))
    except LawNotSeeded as empty:
        return _sign(title, str(empty.message), is_well=False)
    if not duties:
        return _sign(title, _("Decisions do not contradict each other."), is_well=True)
    text = _("Decisions contradict each other, so nothing is opened for these duties: %(duties)s. Revoke one of them.")
    return _sign(title, text % {"duties": ", ".join(duties)}, is_well=False)


def _chain(now: datetime) -> Sign:
    found = last_verification()
    title = _("Tamper-evident log")
    if found is None:
        # A night has to pass first: that is no alarm.
        text = _("The log has not been verified yet. It is verified every night.")
        return Sign(title, _("needs a look"), text, "warn", "info")
    if not found.is_whole:
        return _sign(title, verification_words(found), is_well=False)
    text = _("Verified: %(at)s. It is whole.") % {"at": formats.instant(found.at)}
    return _sign(title, text, is_well=now - found.at <= _CHAIN_LATE)


def _totals() -> Sign:
    waiting = StaleTotal.objects.order_by()[: _STALE_SHOWN + 1].count()
    title = _("Kept totals")
    if not waiting:
        return _sign(title, _("Every total is counted."), is_well=True)
    number = formats.number(min(waiting, _STALE_SHOWN))
    text = _("Totals to be counted again: %(number)s. The next sweep counts them.") % {"number": number}
    return _sign(title, text, is_well=waiting <= _STALE_SHOWN)


def _ping() -> Sign:
    title = _("External health signal")
    if getattr(settings, "KEZDESU_PING_URL", ""):
        return _sign(title, _("After each sweep the configured address is called."), is_well=True)
    text = _("No address is set: nobody outside notices when the sweeps stop.")
    return Sign(title, _("not set"), text, "warn", "info")

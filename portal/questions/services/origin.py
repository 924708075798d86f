"""Whence and how fast something was sent by somebody without an account, and whether a person looks at it first.

Nobody learns from an answer that something is held. Kept are keyed hashes alone, for thirty days (`SendMark`).
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models

from portal.questions.choices import Held
from portal.questions.models import Person, SendMark
from portal.questions.services.keys import network_hash

_signer = Signer(salt="portal.questions.origin")
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
#: A page that stands open longer tells nothing of whoever sends it: its mark may have been kept by a machine.
_OPEN_AT_MOST: Final = _DAY
#: Of all whose address nobody could tell.
UNKNOWN: Final = "unknown"


@dataclass(frozen=True)
class Origin:
    """What is known of a sending: the network address as it is (never kept), and the mark of the page it came from.

    `seconds` are from the opening of the page; None where its mark is missing, forged or a day old.
    """

    address: str
    key: UUID | None = None
    seconds: int | None = None

    def key_of(self, *typed: str) -> UUID | None:
        """The same for the same form sent twice; another one when something else was typed into it."""
        return uuid5(self.key, "\n".join(typed)) if self.key else None


def new_stamp(now: datetime) -> str:
    """For a hidden field of the form: which opening of the page it is, and when that was. Signed."""
    return _signer.sign_object([uuid4().hex, int(now.timestamp())])


def origin_of(*, address: str, stamp: str, now: datetime) -> Origin:
    """`stamp` is what the form sent back."""
    try:
        key, opened = _signer.unsign_object(stamp)
        made = UUID(hex=key)
    except (BadSignature, ValueError, TypeError, AttributeError):
        return Origin(address)
    seconds = int(now.timestamp()) - opened
    return Origin(address, made, seconds if 0 <= seconds <= _OPEN_AT_MOST.total_seconds() else None)


def note_origin(*, kind: str, about: str, origin: Origin, now: datetime, mailbox: str = "") -> Held:
    """Mark that something was sent to `about` (a number, or the code of a place), and say why it is held.

    `kind` is of `Purpose`; `mailbox` the hash of the address to be written to. Five statements. The caller is in a
    transaction: what fails leaves no mark. Two at the same moment may both pass a limit, which harms nobody.
    """
    address, network, is_shared = _networks(origin.address)
    marks = SendMark.objects.since(now - _HOUR)
    times = settings.KEZDESU_SHARED_TIMES if is_shared else 1
    over = {
        Held.MAILBOX: _are_more(_unconfirmed(mailbox, now), settings.KEZDESU_MAILBOX_DAILY) if mailbox else False,
        Held.NETWORK: _are_more(marks.filter(address=address), settings.KEZDESU_ADDRESS_HOURLY * times)
        or _are_more(marks.filter(network=network), settings.KEZDESU_NETWORK_HOURLY * times),
        Held.MEETING: _are_more(marks.filter(about=about), settings.KEZDESU_ABOUT_HOURLY),
    }
    SendMark.objects.create(kind=kind, address=address, network=network, about=about, at=now)
    if origin.seconds is None or origin.seconds < settings.KEZDESU_QUICK_SECONDS[kind]:
        return Held.QUICK
    return next((why for why, is_over in over.items() if is_over), Held.NO)


def network_of(address: str) -> tuple[str, bool]:
    """Keyed hash of the network an address is in, and whether many people stand behind it."""
    _one, network, is_shared = _networks(address)
    return network, is_shared


def _unconfirmed(mailbox: str, now: datetime) -> models.QuerySet[Person]:
    return Person.objects.filter(mailbox=mailbox, confirmed_at__isnull=True, sent_at__gte=now - _DAY)


def _are_more(rows: models.QuerySet[Any], limit: int) -> bool:
    """As many as the limit are there already. Of a flood no more rows than that are read."""
    return rows.order_by()[:limit].count() >= limit


def _networks(address: str) -> tuple[str, str, bool]:
    """Hashes of the address and of its network, and whether many people stand behind it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return network_hash(UNKNOWN), network_hash(UNKNOWN), False
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    one, wide = (32, 24) if found.version == 4 else (64, 48)
    nets = [ipaddress.ip_network((found, length), strict=False) for length in (one, wide)]
    is_shared = any(found in net for net in _shared(tuple(settings.KEZDESU_SHARED_NETWORKS)))
    return network_hash(str(nets[0])), network_hash(str(nets[1])), is_shared


@lru_cache(maxsize=4)
def _shared(networks: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(net, strict=False) for net in networks)

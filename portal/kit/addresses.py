"""Addresses that people type, to be shown to everybody as links."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

#: Names that no public page has.
_PRIVATE_ENDS = (
    *(".local", ".localhost", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".lan", ".home", ".arpa"),
    *(".test", ".invalid", ".onion"),
)
#: Control, formatting and separating characters: what nobody sees, and what breaks a line.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
#: Letters and marks that are not seen either: fillers, joiners, choosers of a variant.
_UNSEEN_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
#: What a browser takes for a dot between two names.
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
#: With such an end a browser reads the whole host as a number of the network: 127.1, 0x7f.1, 0177.0.0.1.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.ASCII | re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """A whole https address of a page that anybody can open; whether something answers there is not asked.

    Nobody's name and password stand in it, no host of a private network however it is spelled, and no character that
    is not seen.
    """
    if "\\" in text or _UNSEEN_LETTERS.search(text) or any(unicodedata.category(one) in _UNSEEN for one in text):
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "@" not in parts.netloc and _is_public(host)


def wanted() -> str:
    """What to say at the field of an address that is none."""
    return _(
        "Give an address that begins with https:// and that everybody can open: "
        "without a name or password, hidden characters or an inner network."
    )


def _is_public(host: str) -> bool:
    """Of the host as a browser reads it."""
    if ":" in host:
        return _is_everybodys(host.partition("%")[0])
    labels = [unicodedata.normalize("NFKC", label) for label in _DOTS.split(unicodedata.normalize("NFKC", host))]
    if labels[-1:] == [""]:
        labels.pop()
    if labels and _NUMBER.fullmatch(labels[-1]):
        return _is_everybodys(".".join(labels))
    named = ".".join(labels).lower()
    return len(labels) > 1 and all(map(_is_label, labels)) and not named.endswith(_PRIVATE_ENDS)


def _is_everybodys(number: str) -> bool:
    try:
        address = ip_address(number)
    except ValueError:
        return False
    # What wraps an address of the older network leads to it.
    inner = [getattr(address, name, None) for name in ("ipv4_mapped", "sixtofour")]
    return all(each.is_global and not each.is_multicast for each in (address, *inner) if each is not None)


def _is_label(label: str) -> bool:
    """Letters of whatever script with their marks, digits, hyphens."""
    return bool(label) and all(letter in "-_" or unicodedata.category(letter)[0] in "LMN" for letter in label)

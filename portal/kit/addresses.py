"""Addresses that people type, to be shown to everybody as links."""

from __future__ import annotations

import unicodedata
from ipaddress import ip_address
from urllib.parse import urlsplit

#: Names that no public page has.
_PRIVATE_ENDS = (".local", ".localhost", ".internal", ".lan", ".home", ".test", ".invalid", ".onion")
#: Control, formatting and separating characters: what nobody sees, and what breaks a line.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")


def is_web_address(text: str) -> bool:
    """A whole https address of a page that anybody can open; whether something answers there is not asked.

    Nobody's name and password stand in it, no host of a private network, and no character that is not seen.
    """
    if "\\" in text or any(unicodedata.category(letter) in _UNSEEN for letter in text):
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "@" not in parts.netloc and _is_public(host)


def _is_public(host: str) -> bool:
    try:
        return ip_address(host.partition("%")[0]).is_global
    except ValueError:
        named = host.rstrip(".")
        return "." in named and ".." not in named and not named.endswith(_PRIVATE_ENDS) and not named.isdecimal()

"""Which addresses may be asked after a sweep."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_ping_address(address: str) -> bool:
    """An http or https address with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False

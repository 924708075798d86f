"""The dead man's handle: an address outside is asked after each sweep, so that silence is noticed there."""

from __future__ import annotations

import logging
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from portal.deadlines.rules.sweep_ping import is_ping_address

log = logging.getLogger(__name__)

_SECONDS = 5


def ping(address: str) -> bool:
    """Ask `address` by GET, and say whether it answered well. Nothing is asked when it is empty.

    Never raises: whoever waits outside hears of a failure by hearing nothing. No redirect is followed, and nothing but
    http and https is spoken. The address is not logged: it is a secret of whoever runs the portal.
    """
    if not address:
        return False
    if not is_ping_address(address):
        log.warning("the address to ping is not an http address")
        return False
    try:
        with _opener().open(Request(address, headers={"User-Agent": "Kezdesu"}), timeout=_SECONDS):  # noqa: S310
            return True
    except Exception as failure:  # noqa: BLE001 - the sweep is done; what is wrong outside must not undo it
        log.warning("the ping after the sweep failed: %s", type(failure).__name__)
        return False


def _opener() -> OpenerDirector:
    """Without the handlers of files and redirects that the library brings by itself."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener

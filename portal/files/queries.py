"""Addresses under which a file can be fetched."""

from __future__ import annotations

from urllib.parse import urlencode

from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.files.permissions import signature


def link(file: StoredFile, user: User | None = None) -> str:
    """Address of the file for a link on a page.

    A public file has a lasting address. For any other the address carries a signature that lets `user` in for some
    minutes: printing it is the decision of the page, which knows who may see the fact the file proves.
    """
    address = file.get_absolute_url()
    if file.is_public or user is None:
        return address
    return f"{address}?{urlencode({'key': signature(file, user)})}"

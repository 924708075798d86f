"""Addresses from the environment, turned into what Django and Celery expect."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """Folder of everything this installation keeps outside the database."""
    return Path(os.environ.get("KEZDESU_VAR") or ROOT / "var").resolve()


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for `postgres://user:password@host:port/name?host=/socket/dir`."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    options = {name: values[-1] for name, values in query.items() if name != "host"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query["host"][-1] if "host" in query else (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def cache_address(broker_url: str) -> str:
    """Address of the Redis-protocol server for Django's cache, from Celery's spelling of it."""
    return broker_url.replace("redis+socket://", "unix://", 1)

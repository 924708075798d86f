"""The servers the portal stands on, and the environment everything that uses them gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .children import Children, clean_environment
from .places import Places, private_folder, secret_key, web_address
from .postgres import DURABLE, Postgres
from .progress import Progress
from .valkey import FORGETS_THE_OLDEST, Valkey

DATABASE = "kezdesu"
SETTINGS = "portal.settings.dev"


class Services:
    """PostgreSQL and two Valkeys: embedded, unless the environment names servers that run already.

    `REDIS_URL` alone names a queue; the cache beside it is embedded all the same, unless `KEZDESU_CACHE_URL` names one.
    """

    def __init__(self, places: Places, children: Children, say: Progress, environ: Mapping[str, str]) -> None:
        self.places = places
        self.children = children
        self.say = say
        self.environ = environ
        self.database_url = environ.get("DATABASE_URL", "")
        self.redis_url = environ.get("REDIS_URL", "")
        self.cache_url = environ.get("KEZDESU_CACHE_URL", "")
        self.postgres: Postgres | None = None
        #: How each server of ours is started, also after it died.
        self.starters: dict[str, Callable[[], None]] = {}

    def start(self, *, database: str = DATABASE, settings: Mapping[str, str] = DURABLE) -> None:
        """Start what is not given from outside. Raises Refusal."""
        sockets = self.places.sockets
        if not self.redis_url:
            self.redis_url = self._valkey("valkey")
        if not self.cache_url:
            self.cache_url = self._valkey("cache", memory=FORGETS_THE_OLDEST)
        if not self.database_url:
            private_folder(sockets)
            self.postgres = Postgres(
                self.children,
                parent=self.places.var,
                sockets=sockets,
                log=self.places.logs / "postgres.log",
                environ=self.environ,
                settings=settings,
            )
            if self.postgres.make([database]):
                self.say(f"database made in {self.postgres.data}")
            self._start("postgres", self.postgres.start)
            self.database_url = self.postgres.url(database)
        self.say("PostgreSQL and Valkey are up")

    def _valkey(self, name: str, **how: Any) -> str:
        private_folder(self.places.sockets)
        valkey = Valkey(
            self.children,
            folder=self.places.var / name,
            sockets=self.places.sockets,
            log=self.places.logs / f"{name}.log",
            environ=self.environ,
            name=name,
            **how,
        )
        self._start(name, valkey.start)
        return valkey.url

    def _start(self, name: str, start: Callable[[], None]) -> None:
        start()
        self.starters[name] = start


def portal_environment(
    places: Places,
    environ: Mapping[str, str],
    *,
    database_url: str,
    redis_url: str,
    cache_url: str,
    address: tuple[str, int],
    settings: str = SETTINGS,
) -> dict[str, str]:
    """What web, worker, beat and management commands are started with."""
    return clean_environment(environ) | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "KEZDESU_CACHE_URL": cache_url,
        "KEZDESU_VAR": str(places.var),
        "KEZDESU_SECRET_KEY": environ.get("KEZDESU_SECRET_KEY") or secret_key(places.var),
        "KEZDESU_BASE_URL": environ.get("KEZDESU_BASE_URL") or web_address(*address).rstrip("/"),
        "KEZDESU_DEMO": "1" if wants_demo(environ) else "0",
        "PYTHONUNBUFFERED": "1",
    }


def wants_demo(environ: Mapping[str, str]) -> bool:
    return environ.get("KEZDESU_DEMO", "1") not in ("0", "no", "false")


def prepare_folders(places: Places) -> None:
    """Folders the portal writes into; letters and uploads are nobody else's to read."""
    for name in ("files", "mail", "beat", "static"):
        (places.var / name).mkdir(mode=0o700, exist_ok=True)

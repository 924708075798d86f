"""The two servers the portal stands on, and the environment everything that uses them gets."""

from __future__ import annotations

from collections.abc import Mapping

from .children import Children, clean_environment
from .places import Places, private_folder, secret_key, web_address
from .postgres import DURABLE, Postgres
from .progress import Progress
from .valkey import Valkey

DATABASE = "kezdesu"
SETTINGS = "portal.settings.dev"


class Services:
    """PostgreSQL and Valkey: embedded, unless `DATABASE_URL` or `REDIS_URL` name servers that run already."""

    def __init__(self, places: Places, children: Children, say: Progress, environ: Mapping[str, str]) -> None:
        self.places = places
        self.children = children
        self.say = say
        self.environ = environ
        self.database_url = environ.get("DATABASE_URL", "")
        self.redis_url = environ.get("REDIS_URL", "")
        self.postgres: Postgres | None = None

    def start(self, *, database: str = DATABASE, settings: Mapping[str, str] = DURABLE) -> None:
        """Start what is not given from outside. Raises Refusal."""
        sockets = self.places.sockets
        if not self.redis_url:
            private_folder(sockets)
            valkey = Valkey(
                self.children,
                folder=self.places.var / "valkey",
                sockets=sockets,
                log=self.places.logs / "valkey.log",
                environ=self.environ,
            )
            valkey.start()
            self.redis_url = valkey.url
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
            self.postgres.start()
            self.database_url = self.postgres.url(database)
        self.say("PostgreSQL and Valkey are up")


def portal_environment(
    places: Places,
    environ: Mapping[str, str],
    *,
    database_url: str,
    redis_url: str,
    address: tuple[str, int],
    settings: str = SETTINGS,
) -> dict[str, str]:
    """What web, worker, beat and management commands are started with."""
    return clean_environment(environ) | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
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

"""Production on free ports: the files of `deploy/` and the settings of production over the tests' own servers."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.frontdoor.rig import ROOT, eventually, free_port

HOST = "kezdesu.test"
#: What every process of production needs beside its two servers.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.prod",
    "KEZDESU_SECRET_KEY": "only this rig signs with these words: q7Xk2Lw9Zr4TbN1e",
    "KEZDESU_HOSTS": HOST,
    "KEZDESU_BASE_URL": f"https://{HOST}",
    "KEZDESU_MAIL_HOST": "mail.kezdesu.test",
    "KEZDESU_MAIL_FROM": f"Kezdesu <no-reply@{HOST}>",
}
#: Of the tests' own environment nothing else is handed on.
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")


def environment(*, database: str, var: Path, without: Sequence[str] = (), **more: str) -> dict[str, str]:
    """The environment of a process of production whose database is called `database`."""
    made = {name: os.environ[name] for name in _KEPT if name in os.environ}
    made["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{made.get('PATH', os.defpath)}"
    made |= ENVIRONMENT | {"DATABASE_URL": database_url(database), "REDIS_URL": broker_url(), "KEZDESU_VAR": str(var)}
    made |= {"KEZDESU_CACHE_URL": f"{os.environ['KEZDESU_CACHE_URL'].replace('redis+socket', 'unix')}?db=14"}
    return {name: value for name, value in (made | more).items() if name not in without}


def broker_url() -> str:
    """A numbered database that no process of the tests empties."""
    return f"{os.environ['REDIS_URL']}?virtual_host=0"


def database_url(name: str) -> str:
    """Address of another database of the tests' server."""
    given = connection.settings_dict
    person = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    if given["HOST"].startswith("/"):
        return f"postgres://{person}@/{name}?host={quote(given['HOST'])}"
    return f"postgres://{person}@{given['HOST']}:{given['PORT'] or 5432}/{name}"


def run(command: Sequence[str], environ: Mapping[str, str], **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=dict(environ), cwd=ROOT, capture_output=True, text=True, check=False, timeout=180, **how
    )


def manage(*arguments: str, environ: Mapping[str, str], **how: object) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "manage.py", *arguments], environ, **how)


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def count(self, name: str) -> int:
        return sum(key.lower() == name.lower() for key, _value in self.headers)

    @property
    def cookies(self) -> dict[str, str]:
        pairs = [value.partition(";")[0] for key, value in self.headers if key.lower() == "set-cookie"]
        return {name: value for name, _equals, value in (pair.partition("=") for pair in pairs)}


@dataclass
class Production:
    """nginx, web, worker and beat as the containers start them."""

    folder: Path
    database: str
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    web_port: int = field(default_factory=free_port)
    going: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # As root nginx serves as another user, who must get through.
        self.folder.chmod(0o711)
        for name in ("run", "cache", "tls", "var"):
            (self.folder / name).mkdir()
        shutil.copytree(ROOT / "deploy" / "nginx", self.folder / "conf")
        self.environ = environment(
            database=self.database,
            var=self.folder / "var",
            KEZDESU_STATIC=str(self.folder / "static"),
            KEZDESU_PROXIES="1",
            KEZDESU_WEB_PORT=str(self.web_port),
            KEZDESU_WEB_WORKERS="1",
            KEZDESU_WORKER_PROCESSES="1",
            KEZDESU_BEAT=str(self.folder / "beat"),
            HOSTNAME="rig",
            # The worker warns of root, as which the tests may run and the container does not.
            PYTHONWARNINGS="ignore",
            KEZDESU_NGINX_WEB=f"127.0.0.1:{self.web_port}",
            KEZDESU_NGINX_HTTP=f"127.0.0.1:{self.http}",
            KEZDESU_NGINX_HTTPS=f"127.0.0.1:{self.https}",
            KEZDESU_NGINX_CONF=str(self.folder / "conf"),
            KEZDESU_NGINX_TLS=str(self.folder / "tls"),
            KEZDESU_NGINX_RUN=str(self.folder / "run"),
            KEZDESU_NGINX_CACHE=str(self.folder / "cache"),
            KEZDESU_NGINX_LOG=str(self.folder / "access.log"),
            KEZDESU_NGINX_RESOLVER="127.0.0.1",
        )
        self.environ["PATH"] += f"{os.pathsep}/usr/sbin{os.pathsep}/sbin"

    def make_certificate(self) -> None:
        tls = self.folder / "tls"
        made = run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", f"/CN={HOST}"),
                *("-addext", f"subjectAltName=DNS:{HOST}"),
                *("-keyout", str(tls / "privkey.pem"), "-out", str(tls / "fullchain.pem")),
            ],
            self.environ,
        )
        assert made.returncode == 0, made.stderr

    def start(self, name: str, script: str) -> None:
        """Run a script of `deploy/` until `stop`; what it says goes to a file of its name."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.going[name] = subprocess.Popen(
                [ROOT / "deploy" / script],
                env=self.environ,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_web(self) -> None:
        self.start("web", "web.sh")
        assert eventually(lambda: self.is_well("web"), 60), self.said("web")

    def stop(self, name: str) -> None:
        process = self.going.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)

    def end(self) -> None:
        for name in list(self.going):
            self.stop(name)

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def is_well(self, part: str) -> bool:
        """What the container engine is told."""
        return run([sys.executable, "deploy/healthcheck.py", part], self.environ).returncode == 0

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.https)) == 0

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        name: str = HOST,
        secure: bool = True,
    ) -> Answer:
        """One request on a connection of its own, as a browser that believes our certificate."""
        plain = socket.create_connection(("127.0.0.1", self.https if secure else self.http), timeout=30)
        asking = http.client.HTTPConnection(name, timeout=30)
        with plain:
            asking.sock = self._tls().wrap_socket(plain, server_hostname=name) if secure else plain
            asking.request(method, path, body=body, headers=dict(headers or {}))
            got = asking.getresponse()
            answer = Answer(got.status, got.getheaders(), got.read())
            asking.close()
        return answer

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.folder / "tls" / "fullchain.pem"))
        context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
        return context

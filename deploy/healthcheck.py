"""Asked by the container engine: `healthcheck.py web|worker|beat` ends with 0 when that part is well."""

# ruff: noqa: INP001 - a script beside the packages
from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

#: The beat writes down what it woke every three minutes.
BEAT_SECONDS = 15 * 60


def web() -> bool:
    """The process answers; the name of the host must be one the portal knows."""
    host = os.environ["KEZDESU_HOSTS"].split(",")[0].strip()
    address = f"http://127.0.0.1:{os.environ.get('KEZDESU_WEB_PORT', '8000')}/healthz"
    request = urllib.request.Request(address, headers={"Host": host})
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
        return bool(answer.status == 200)


def worker() -> bool:
    """This container's worker takes messages from the broker."""
    name = f"worker@{os.environ.get('HOSTNAME') or socket.gethostname()}"
    command = [sys.executable, "-m", "celery", "-A", "portal", "inspect", "ping", "-d", name, "--timeout", "8"]
    return subprocess.run(command, capture_output=True, check=False, timeout=25).returncode == 0  # noqa: S603


def beat() -> bool:
    folder = Path(os.environ.get("KEZDESU_BEAT", "/tmp/beat"))  # noqa: S108 - memory of this container
    written = [path.stat().st_mtime for path in folder.iterdir()]
    return bool(written) and time.time() - max(written) < BEAT_SECONDS


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)

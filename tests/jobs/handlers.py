"""Handlers that the tests of jobs name in the settings."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.files.services import store
from portal.jobs.models import Job
from portal.jobs.services import cancel
from portal.jobs.work import Progress, Result
from portal.kernel.errors import Invalid
from portal.kernel.wording import Lines
from tests.factories.files import PDF

SUMMARY = Lines("Жазылды", "Записано", "Written")


class Asker:
    """Whoever asked, as services see them."""

    is_administrator = False

    def __init__(self, user: User) -> None:
        self.user = user


def _write(number: int) -> None:
    User.objects.create(email=f"written{number}@example.kz", full_name=f"Written {number}")


def written() -> int:
    return User.objects.filter(email__startswith="written").count()


def write(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    for number in range(3):
        _write(number)
        progress.step(number + 1, 3)
    return Result(SUMMARY, path="/ru/desk/")


def slowly(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Until the file appears, step by step."""
    _write(0)
    Path(args["begun"]).touch()
    for step in range(600):
        if Path(args["go"]).exists():
            return Result(SUMMARY)
        progress.step(step % 100, 100)
        time.sleep(0.05)
    raise TimeoutError


def refuse(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    _write(0)
    raise Invalid(
        _("The file is empty."), errors={"file": [_("The file is empty.")], "on": [_("Attach the document.")]}
    )


def fail(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    _write(0)
    raise RuntimeError("Ахметов Ерлан, 870101300123")


def stumble(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    _write(0)
    raise OperationalError("deadlock detected")


def stop(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Somebody asks to stop while it is at work; it looks only at the end."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def ask() -> None:
        cancel(job=Job.objects.get(), actor=Asker(user))
        connection.close()

    _write(0)
    progress.step(1, 2)
    with ThreadPoolExecutor(1) as other:
        other.submit(ask).result()
    if args.get("steps"):
        progress.step(2, 2)
        _write(1)
    return Result(SUMMARY)


def file(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    made = store(actor=Asker(user), upload=SimpleUploadedFile("graph.pdf", PDF), purpose="result")
    return Result(SUMMARY, file=made)

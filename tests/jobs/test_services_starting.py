"""Asking for work, asking twice, asking to stop, clearing away."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu.exceptions import OperationalError

from portal.files.models import StoredFile
from portal.files.services import store
from portal.jobs.choices import State
from portal.jobs.errors import Ended
from portal.jobs.models import Job
from portal.jobs.services import cancel, clear_old, silent, start, throw_given_away
from portal.kernel.errors import NotAllowed
from portal.kernel.wording import Lines
from portal.kit.waking import queue
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, PNG
from tests.factories.jobs import ASKED_AT, JobFactory
from tests.jobs.handlers import Asker

HERE = "tests.jobs.test_services_starting.broker"
TITLE = Lines("Кітапты оқу", "Чтение книги", "Reading a workbook")

pytestmark = pytest.mark.django_db


class Broker:
    """Stands where the Celery application stands."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[int, ...]]] = []
        self.silent = False

    def connection_for_write(self, **options: object) -> AbstractContextManager[None]:
        return nullcontext()

    def send_task(self, name: str, args: tuple[int, ...], **options: object) -> None:
        self.asked.append((name, args))
        if self.silent:
            raise OperationalError


broker = Broker()


@pytest.fixture(autouse=True)
def _listening(settings) -> None:
    settings.KEZDESU_CELERY = HERE
    broker.asked, broker.silent = [], False
    queue.reset()


def test_start_wakes_a_worker_after_the_commit(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        job = start(kind="tests.write", args={"b": 2, "a": "ю"}, user=UserFactory(), title=TITLE, then="/kk/desk/")
    assert broker.asked == []
    for callback in waiting:
        callback()
    assert broker.asked == [("portal.jobs.tasks.run", (job.pk,))]
    assert (job.state, job.args, job.then, str(job.title)) == ("waiting", {"a": "ю", "b": 2}, "/desk/", TITLE.en)


def test_start_stays_when_the_broker_is_silent(django_capture_on_commit_callbacks) -> None:
    broker.silent = True
    with django_capture_on_commit_callbacks(execute=True):
        start(kind="tests.write", args={}, user=UserFactory(), title=TITLE)
    assert Job.objects.get().state == State.WAITING


def test_start_twice_is_one_job_until_it_has_ended() -> None:
    user = UserFactory()
    first = start(kind="tests.write", args={"file": 1, "period": "2027"}, user=user, title=TITLE)
    again = start(kind="tests.write", args={"period": "2027", "file": 1}, user=user, title=TITLE)
    others = [
        start(kind="tests.write", args={"file": 2, "period": "2027"}, user=user, title=TITLE),
        start(kind="tests.refuse", args={"file": 1, "period": "2027"}, user=user, title=TITLE),
        start(kind="tests.write", args={"file": 1, "period": "2027"}, user=UserFactory(), title=TITLE),
    ]
    assert again.pk == first.pk
    assert len({first.pk, *(each.pk for each in others)}) == 4
    cancel(job=first, actor=Asker(user))
    assert start(kind="tests.write", args={"file": 1, "period": "2027"}, user=user, title=TITLE).pk != first.pk


def test_start_beside_one_that_is_to_stop_is_another_job() -> None:
    job = JobFactory(running=True)
    same = {"kind": job.kind, "args": {}, "user": job.user, "title": TITLE}
    Job.objects.filter(pk=job.pk).update(args_hash=start(**same).args_hash, cancel_asked_at=ASKED_AT)
    assert start(**same).pk != job.pk


def test_start_of_an_unknown_kind_or_a_foreign_page_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(LookupError):
        start(kind="tests.unknown", args={}, user=UserFactory(), title=TITLE)
    with pytest.raises(ValueError, match="page of the portal"):
        start(kind="tests.write", args={}, user=UserFactory(), title=TITLE, then="https://example.org/")


def test_cancel_of_a_waiting_job_is_at_once_and_of_a_running_one_a_wish() -> None:
    waiting, running = JobFactory(), JobFactory(running=True)
    assert cancel(job=waiting, actor=Asker(waiting.user)).state == State.CANCELLED
    asked = cancel(job=running, actor=Asker(running.user))
    assert (asked.state, asked.cancel_asked_at is not None) == (State.RUNNING, True)
    with pytest.raises(Ended):
        cancel(job=waiting, actor=Asker(waiting.user))


def test_cancel_by_somebody_else_is_refused() -> None:
    with pytest.raises(NotAllowed):
        cancel(job=JobFactory(), actor=Asker(UserFactory()))


def test_silent_finds_jobs_nobody_woke_and_jobs_without_a_sign_of_life() -> None:
    with time_machine.travel(ASKED_AT, tick=False):
        unwoken, dead = JobFactory(), JobFactory(running=True)
        JobFactory(finished=True)
    now = ASKED_AT + timedelta(minutes=1)
    with time_machine.travel(now, tick=False):
        JobFactory()
        JobFactory(running=True, heartbeat_at=now)
    assert silent(now=now) == [unwoken.pk, dead.pk]


def test_clear_old_deletes_old_jobs_and_the_files_they_made(django_capture_on_commit_callbacks) -> None:
    user = UserFactory()

    def made(content: bytes, purpose: str) -> StoredFile:
        return store(actor=Asker(user), upload=SimpleUploadedFile("a", content), purpose=purpose)

    result, shared, evidence = made(PDF, "result"), made(PNG, "result"), made(PNG, "evidence")
    given = made(PDF + b" given", "result")
    old = [JobFactory(finished=True, file=file) for file in (result, shared, evidence, None)]
    old.append(JobFactory(finished=True, given=given))
    young = JobFactory(finished=True, ended_at=ASKED_AT + timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old(now=ASKED_AT + timedelta(days=31)) == len(old)
    assert list(Job.objects.all()) == [young]
    assert list(StoredFile.objects.all()) == [evidence]
    folder = Path(portal.MEDIA_ROOT)
    assert not (folder / result.content.name).exists()
    assert (folder / evidence.content.name).exists()


def test_what_was_given_is_thrown_away_by_its_person_once_the_work_has_ended() -> None:
    user = UserFactory()
    given = store(actor=Asker(user), upload=SimpleUploadedFile("a", PDF), purpose="result")
    job = JobFactory(running=True, user=user, given=given)
    with pytest.raises(Ended):
        throw_given_away(job=job, actor=Asker(user))
    Job.objects.filter(pk=job.pk).update(state="failed", ended_at=ASKED_AT)
    with pytest.raises(NotAllowed):
        throw_given_away(job=job, actor=Asker(UserFactory()))
    assert throw_given_away(job=job, actor=Asker(user))
    assert not StoredFile.objects.exists()
    assert not throw_given_away(job=job, actor=Asker(user))

"""Parts that die are started anew, in their order, and not for ever."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable

import pytest

from portal.frontdoor.children import Child, ChildDied, Children
from portal.frontdoor.keeper import OFTEN, Keeper
from portal.frontdoor.progress import Progress

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def keeper(children: Children, said: io.StringIO) -> Keeper:
    return Keeper(children, Progress(said))


def end(child: Child, number: signal.Signals = signal.SIGKILL) -> None:
    child.process.send_signal(number)
    child.process.wait()


def test_part_that_was_killed_runs_again(
    children: Children, keeper: Keeper, spawn_python: Callable[..., Child], said: io.StringIO
) -> None:
    keeper.keep("web", lambda: spawn_python(SLEEP, "web"))
    first = spawn_python(SLEEP, "web")
    keeper.look()
    assert children.running == [first]
    end(first)

    keeper.look()

    (second,) = children.running
    assert (second.name, second.process.poll()) == ("web", None)
    assert said.getvalue().endswith("web was ended by SIGKILL; it is started anew\n")


def test_server_is_there_before_those_who_use_it(
    children: Children, keeper: Keeper, spawn_python: Callable[..., Child]
) -> None:
    started: list[str] = []

    def start(name: str) -> Child:
        started.append(name)
        return spawn_python(SLEEP, name)

    for name in ("postgres", "web"):
        keeper.keep(name, lambda name=name: start(name))
    web, postgres = spawn_python(SLEEP, "web"), spawn_python(SLEEP, "postgres")
    end(web)
    end(postgres)

    keeper.look()

    assert started == ["postgres", "web"]


def test_part_whose_start_is_broken_off_by_the_death_of_another_runs_once(
    children: Children, keeper: Keeper, spawn_python: Callable[..., Child]
) -> None:
    worker = spawn_python(SLEEP, "worker")

    def start_postgres() -> None:
        spawn_python(SLEEP, "postgres")
        if worker.process.poll() is None:
            end(worker)
        children.check()

    keeper.keep("postgres", start_postgres)
    keeper.keep("worker", lambda: spawn_python(SLEEP, "worker"))
    postgres = spawn_python(SLEEP, "postgres")
    end(postgres)

    keeper.look()

    assert sorted(child.name for child in children.running) == ["postgres", "worker"]


def test_part_that_dies_again_and_again_ends_the_whole(keeper: Keeper, spawn_python: Callable[..., Child]) -> None:
    def start() -> None:
        spawn_python("raise SystemExit(3)", "web").process.wait()

    keeper.keep("web", start)
    start()
    for _time in range(OFTEN - 1):
        keeper.look()
    with pytest.raises(ChildDied, match=rf"(?s)^web ended with code 3\..*web died {OFTEN} times within 60 s\.$"):
        keeper.look()


def test_part_nobody_knows_how_to_start_ends_the_whole(keeper: Keeper, spawn_python: Callable[..., Child]) -> None:
    end(spawn_python(SLEEP, "other"))
    with pytest.raises(ChildDied, match=r"^other was ended by SIGKILL\."):
        keeper.look()

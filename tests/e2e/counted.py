"""A walk whose effort is counted: taps, typed characters, and the time the person waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator

from portal.jobs.models import Job
from portal.jobs.services import run
from portal.kernel import clock
from tests.e2e.walking import Walk

#: What a tap takes with finding its place, and what a character takes, in seconds.
TAP, CHARACTER = 1.5, 0.3


@dataclass
class Effort:
    """What one person has spent since they sat down. Signing in is not counted."""

    taps: int = 0
    typed: int = 0
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        return TAP * self.taps + CHARACTER * self.typed + self.waited

    def __str__(self) -> str:
        return f"{self.taps} taps, {self.typed} characters, waited {self.waited:.1f} s: {self.seconds:.0f} s"


@dataclass
class Counted:
    """One person at a device. Whoever sits down next counts anew."""

    walk: Walk
    effort: Effort

    @property
    def main(self) -> Locator:
        return self.walk.main

    def sit_down(self, mailbox: str) -> Effort:
        self.walk.sign_in(mailbox)
        self.effort = Effort()
        return self.effort

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Until the page is there."""
        since = time.perf_counter()
        yield
        self.walk.page.wait_for_load_state()
        self.effort.waited += time.perf_counter() - since

    def press(self, found: Locator) -> None:
        self.effort.taps += 1
        with self.waiting():
            found.click()

    def menu(self, text: str) -> None:
        """By the menu of the workspace, which a phone opens first."""
        self.effort.taps += 1 if (self.walk.page.viewport_size or {})["width"] > 1000 else 2
        with self.waiting():
            self.walk.go(text)

    def link(self, text: str, context: str = "", inside: Locator | None = None) -> None:
        self.press(self.walk.link(text, context, inside).first)

    def button(self, text: str, context: str = "", inside: Locator | None = None) -> None:
        self.press(self.walk.button(text, context, inside).first)

    def fill(self, field: Locator, text: str) -> None:
        """Instead of what stands there: chosen whole and typed over."""
        self.effort.taps += 2
        self.effort.typed += len(text)
        field.fill(text)

    def write(self, field: Locator, text: str) -> None:
        """Into a field that is empty: tapped, and typed, a key at a time. What stood there is chosen whole first."""
        self.effort.taps += 2 if field.input_value() else 1
        self.effort.typed += len(text)
        field.fill("")
        field.press_sequentially(text)

    def tap(self, found: Locator) -> None:
        """A mark on the page, which leads nowhere."""
        self.effort.taps += 1
        found.click(force=True)

    def choose(self, field: Locator, label: str) -> None:
        """Opened, and chosen."""
        self.effort.taps += 2
        field.select_option(label=label)

    def type(self, text: str) -> None:
        self.effort.typed += len(text) + 1
        self.walk.page.keyboard.type(text)
        self.walk.page.keyboard.press("Tab")

    def until(self, done: Callable[[], bool]) -> None:
        with self.waiting():
            for _turn in range(300):
                if done():
                    return
                time.sleep(0.05)
        raise AssertionError("it did not come to pass")

    def work(self) -> None:
        """A worker does what waits; the page of the work leads on by itself."""
        with self.waiting():
            self.walk.page.wait_for_url("**/work/jobs/*/")
            assert run(job_id=Job.objects.open().get().pk, today=clock.today())
            self.walk.page.wait_for_url(lambda address: "/work/jobs/" not in address)

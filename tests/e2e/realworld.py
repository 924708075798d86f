"""A country that plans for real: the whole classifier, people in every ministry, and a device they sit down at."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor, actor_for
from portal.bodies.services import import_edition, seed_reference
from portal.bodies.workbooks import read_classifier
from portal.deadlines.services import seed_law, sweep
from portal.demo.services.crew import hire
from portal.jobs.models import Job
from portal.jobs.services import run
from portal.kernel import clock
from schedules.models import Planned
from schedules.rules import PROPOSAL_ACT
from tests.e2e import real
from tests.e2e.walking import Walk
from tests.shared import shared

PASTE = """
(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


def furnish() -> None:
    """Fill the bare schema: all 15,594 rows of the classifier, the law, people; nothing is planned."""
    today = clock.today()
    since = date(today.year, 1, 1)
    seed_reference(on=today, joined_on=since)
    kato = shared(real.KATO)
    with kato.open("rb") as file:
        reading = read_classifier(file)
    report = import_edition(rows=reading.rows, source=kato.name, edition_on=today, today=today)
    assert report["rows"] == 15_594
    seed_law()
    bodies = {body.slug: body for body in Body.objects.in_force(today)}
    obliged = Body.objects.ministries().in_force(today).obliged_under(PROPOSAL_ACT, today)
    ministries = sorted(obliged.values_list("slug", flat=True))
    assert set(ministries) >= set(real.expected())
    hire(bodies=bodies, ministries=ministries, akimats=["akimat-430000000"], since=since)
    sweep(on=today)


class Desk(Walk):
    """Somebody at a device; anybody of the ministries may sit down."""

    def sit_down(self, user: User) -> None:
        """Whoever has no login of the demonstration is given a session."""
        self.page.context.close()
        self.page = self.make_page()
        cookie = {"name": "kezdesu_session", "value": self.world.session_of(user), "url": self.world.url}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]

    def sign_in_anew(self, mailbox: str) -> None:
        """With the password, as weighty steps ask."""
        self.sessions.pop(mailbox, None)
        self.sign_in(mailbox)

    def goto(self, path: str) -> None:
        answer = self.page.goto(self.world.address(f"/{self.language}{path}"))
        assert answer is not None
        assert answer.status == 200, (path, answer.status)

    def work(self) -> None:
        """A worker does what waits; the page of the work follows it and leads on."""
        self.page.wait_for_url("**/work/jobs/*/")
        job = Job.objects.open().get()
        assert run(job_id=job.pk, today=clock.today())
        job.refresh_from_db()
        if job.path == job.then:
            self.page.wait_for_url(lambda address: "/work/jobs/" not in address)
        else:
            self.link("Open the result").click()

    def shoot(self, name: str) -> None:
        """A picture to look at, when a folder for them is named in the environment."""
        folder = os.environ.get("KEZDESU_SHOTS")
        if folder:
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def person(role: Role, slug: str) -> User:
    body = Body.objects.get(slug=slug)
    return RoleGrant.objects.in_force(clock.today()).of(role, body).select_related("user").get().user


def actor_of(role: Role, slug: str) -> Actor:
    return actor_for(person(role, slug), clock.today())


def texts_of(row: Planned) -> dict[str, str]:
    return {
        f"{name}_{language}": getattr(row, f"{name}_{language}") for name in real.TEXTS for language in ("kk", "ru")
    }

"""The page of a long work follows it by itself, tells who listens, and keeps the keyboard where it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.kernel import clock
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser


def test_job_page_follows_the_work_to_its_end(
    own_world: World, open_page: OpenPage, sign_in: Callable[..., None]
) -> None:
    says, page = Says("kk"), open_page(PHONE)
    sign_in(page, own_world, "preparer")
    titles = {"title_kk": "Кітапты оқу", "title_ru": "Чтение книги", "title_en": "Reading a workbook"}
    job = Job.objects.create(
        user=own_world.user("preparer"),
        kind="schedules.import_proposals",
        args_hash="a" * 64,
        state=State.RUNNING,
        run_key=uuid.uuid4(),
        heartbeat_at=clock.now(),
        done=10,
        total=200,
        **titles,
    )
    page.goto(own_world.address(f"/kk/work/jobs/{job.pk}/"))
    expect(page.locator("progress")).to_have_attribute("value", "10")
    page.get_by_role("link", name=says("Stop the work")).focus()

    Job.objects.filter(pk=job.pk).update(done=120)
    expect(page.locator("progress")).to_have_attribute("value", "120")
    expect(page.locator("[data-tell]")).to_have_text(says("%(share)s%% done") % {"share": 50})
    expect(page.get_by_role("link", name=says("Stop the work"))).to_be_focused()

    Job.objects.filter(pk=job.pk).update(
        state=State.DONE, ended_at=clock.now(), summary_kk="365 жол оқылды", summary_ru="Прочитано", path="/desk/"
    )
    expect(page.get_by_text("365 жол оқылды")).to_be_visible()
    expect(page.locator("[data-tell]")).to_have_text(says("The work is done."))
    expect(page.locator("progress")).to_have_count(0)
    page.get_by_role("link", name=says("Open the result")).click()
    page.wait_for_url("**/kk/desk/")

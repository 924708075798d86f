"""Pages of jobs: for whoever asked, for an administrator, for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.html import escape

from portal.bodies.choices import Role
from portal.files.models import StoredFile
from portal.jobs.choices import State
from portal.jobs.models import Job
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.files import StoredFileFactory
from tests.factories.jobs import ASKED_AT, JobFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db


#: Where a role is held, when not at a ministry.
_AT = {"administrator": "administration", "overseer": "administration", "officer": "akimat", "maslikhat": "maslikhat"}


def person(role: str):
    kind = {_AT[role]: True} if role in _AT else {}
    return RoleGrantFactory(role=role, body=BodyFactory(**kind)).user


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_job_of_somebody_else_does_not_exist(client, role):
    job = JobFactory(finished=True)
    client.force_login(person(role))
    assert client.get(f"/en/work/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/en/work/jobs/{job.pk}/cancel/").status_code == 404
    assert job.title_en not in client.get("/en/work/jobs/?whose=all").content.decode()


def test_job_asks_who_is_there(client):
    job = JobFactory()
    for path in ("/en/work/jobs/", f"/en/work/jobs/{job.pk}/", f"/en/work/jobs/{job.pk}/cancel/"):
        assert client.get(path).status_code == 302


def test_job_at_work_shows_how_far_it_is_and_loads_itself_anew(client):
    job = JobFactory(running=True, done=1200, total=15594)
    client.force_login(job.user)
    page = client.get(f"/en/work/jobs/{job.pk}/")
    text = page.content.decode()
    assert '<progress id="job-progress" max="15594" value="1200">' in text
    assert "1,200 of 15,594 steps" in text
    assert 'data-poll="2000"' in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    assert f"/en/work/jobs/{job.pk}/cancel/" in text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_job_done_leads_to_its_result(client):
    job = JobFactory(finished=True, file=StoredFileFactory(purpose="result"), path="/work/proposals/", then="/desk/")
    client.force_login(job.user)
    text = client.get(f"/ru/work/jobs/{job.pk}/").content.decode()
    assert "Готово" in text
    assert f"{job.file.get_absolute_url()}?key=" in text
    assert 'href="/ru/work/proposals/"' in text
    assert 'href="/ru/desk/"' in text
    assert "data-poll" not in text
    assert "http-equiv" not in text


def test_job_failed_says_why(client):
    job = JobFactory(
        state=State.FAILED, ended_at=ASKED_AT, error_code="invalid", error_en="Row 7 <b> has no place.\nRow 9."
    )
    client.force_login(job.user)
    text = client.get(f"/en/work/jobs/{job.pk}/").content.decode()
    assert escape("Row 7 <b> has no place.") in text
    assert "Row 9." in text


def test_administrator_sees_how_it_stands_and_not_what_came_of_it(client):
    job = JobFactory(
        finished=True,
        summary_en="Seven rows of Astana",
        file=StoredFileFactory(purpose="result"),
        path="/work/proposals/",
    )
    failed = JobFactory(state=State.FAILED, ended_at=ASKED_AT, error_en="Row 7 has no place")
    client.force_login(person(Role.ADMINISTRATOR))
    text = client.get(f"/en/work/jobs/{job.pk}/").content.decode()
    assert job.title_en in text
    for hidden in ("Seven rows", "?key=", "/en/work/proposals/"):
        assert hidden not in text.partition("<main")[2]
    assert "Row 7" not in client.get(f"/en/work/jobs/{failed.pk}/").content.decode()
    assert job.user.full_name in client.get("/en/work/jobs/?whose=all").content.decode()
    assert job.user.full_name not in client.get("/en/work/jobs/").content.decode()


def test_cancel_asks_first_and_then_stops(client):
    job = JobFactory()
    client.force_login(job.user)
    assert "Stop the work?" in client.get(f"/en/work/jobs/{job.pk}/cancel/").content.decode()
    assert Job.objects.get().state == State.WAITING
    page = client.post(f"/en/work/jobs/{job.pk}/cancel/", follow=True)
    assert Job.objects.get().state == State.CANCELLED
    assert "The work is cancelled. Nothing was changed." in page.content.decode()
    again = client.post(f"/en/work/jobs/{job.pk}/cancel/", follow=True)
    assert "This work has ended already." in again.content.decode()


def test_cancel_of_a_running_job_is_told_as_a_wish(client):
    job = JobFactory(running=True)
    client.force_login(job.user)
    text = client.post(f"/en/work/jobs/{job.pk}/cancel/", follow=True).content.decode()
    assert "will stop at its next step" in text
    assert "Is being stopped" in text
    assert f"/en/work/jobs/{job.pk}/cancel/" not in text


def test_index_without_work_says_what_it_is_for(client):
    client.force_login(UserFactory())
    assert "There is no background work" in client.get("/en/work/jobs/").content.decode()


def test_index_costs_the_same_with_one_job_and_with_three_hundred(client):
    user = person(Role.PREPARER)
    client.force_login(user)
    JobFactory(user=user, finished=True, file=StoredFileFactory(purpose="result"))
    client.get("/en/work/jobs/")  # the first visit of a session is noted
    with counted() as one:
        client.get("/en/work/jobs/")
    file = StoredFileFactory(purpose="result")
    JobFactory.create_batch(299, user=user, finished=True, file=file, ended_at=ASKED_AT + timedelta(days=1))
    with counted() as many:
        client.get("/en/work/jobs/")
    assert len(many) == len(one)


def test_what_was_given_for_work_that_failed_is_thrown_away_by_its_person_alone(client):
    job = JobFactory(state=State.FAILED, ended_at=ASKED_AT, given=StoredFileFactory(purpose="workbook", name="a.xlsx"))
    address = f"/en/work/jobs/{job.pk}/throw-away/"
    client.force_login(person(Role.ADMINISTRATOR))
    assert "a.xlsx" not in client.get(f"/en/work/jobs/{job.pk}/").content.decode()
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
    client.force_login(person(Role.OFFICER))
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    client.force_login(job.user)
    assert address in client.get(f"/en/work/jobs/{job.pk}/").content.decode()
    assert "a.xlsx" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert not StoredFile.objects.exists()
    assert address not in client.get(f"/en/work/jobs/{job.pk}/").content.decode()

"""Work whose person waits only for its page leads there by itself, and tells there what came of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.bodies import RoleGrantFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


def asked(job) -> Client:
    RoleGrantFactory(user=job.user)
    client = Client()
    client.force_login(job.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_job_that_ended_where_it_was_to_lead_leads_there() -> None:
    job = JobFactory(finished=True, path="/work/", then="/work/")
    client = asked(job)
    answer = client.get(reverse("jobs:job", args=[job.pk]))
    assert (answer.status_code, answer.url) == (302, "/en/work/")


def test_asking_whether_it_has_ended_says_nothing_twice() -> None:
    job = JobFactory(finished=True, path="/work/jobs/", then="/work/jobs/")
    client = asked(job)
    address = reverse("jobs:job", args=[job.pk])
    assert client.get(address, headers={"X-Only-Asks": "1"}).status_code == 302
    assert [told["text"] for told in client.get(address, follow=True).context["messages"]] == ["Ready"]


@pytest.mark.parametrize("traits", [{"path": "/work/", "then": "/work/jobs/"}, {"path": "", "then": ""}])
def test_job_that_ended_elsewhere_says_so_itself(traits: dict[str, str]) -> None:
    job = JobFactory(finished=True, **traits)
    assert asked(job).get(reverse("jobs:job", args=[job.pk])).status_code == 200


def test_job_that_is_not_done_stays_on_its_page() -> None:
    job = JobFactory(running=True, path="/work/", then="/work/")
    assert asked(job).get(reverse("jobs:job", args=[job.pk])).status_code == 200

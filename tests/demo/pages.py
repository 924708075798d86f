"""What a demonstration is judged by: what it says to the public, and whether its pages answer."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date

from django.conf import settings
from django.test import Client

from meetings.models import Meeting
from portal.accounts.models import User
from portal.deadlines.models import Obligation
from portal.demo.people import LOGINS
from schedules.models import Proposal


def public_dump() -> str:
    """Everything the public calendar and the record of deadlines say."""
    meetings = Meeting.objects.public().order_by("number").values_list(
        "number", "body__slug", "territory__kato", "on", "month_key", "quarter_key", "start_time", "format",
        "subject_kk", "venue_ru", "ground_en",
    )  # fmt: skip
    record = Obligation.objects.public().order_by("duty", "period_key", "body__slug").values_list(
        "duty", "period_key", "body__slug", "due_on", "met_on", "late_since", "late_reason"
    )  # fmt: skip
    proposals = Proposal.objects.order_by("period_key", "body__slug", "kind").values_list(
        "body__slug", "kind", "state", "submitted_on"
    )
    text = json.dumps([list(meetings), list(record), list(proposals)], default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def shares_of_the_record(on: date) -> dict[str, float]:
    """Of the public duties whose day is over by `on`: which part is in what state."""
    states = [owed.state(on).kind.value for owed in Obligation.objects.public().filter(due_on__lt=on)]
    return {state: count / len(states) for state, count in Counter(states).items()}


def statuses() -> dict[str, int]:
    """Answers of the public front pages in three languages, and of desk and issues of each role."""
    visitor = Client()
    addresses = [f"/{code}{path}" for code in ("kk", "ru", "en") for path in ("/", "/calendar/", "/deadlines/")]
    found = {address: visitor.get(address).status_code for address in addresses}
    for person in LOGINS:
        client = Client()
        client.force_login(User.objects.get(email=person.email), settings.AUTHENTICATION_BACKENDS[-1])
        for path in ("/kk/desk/", "/kk/work/issues/"):
            found[f"{person.email} {path}"] = client.get(path).status_code
    return found

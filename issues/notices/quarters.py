"""Quarters, told to people of the bodies: which quarter and whose, no text of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from issues.models import QuarterTimer
from issues.queries.above import body_above, people_of
from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.notices.services import Draft

SET_TIME: Final = "issues.set_time"

NO_RIGHT = gettext_noop(
    "A quarter is not published at the set time: who set it may not publish it any more. Publish it or set a time "
    "anew. %(body)s, %(quarter)s"
)
REFUSED = gettext_noop(
    "A quarter was not published at the set time: what is said of its issues is wanting. Publish it or set a time "
    "anew. %(body)s, %(quarter)s"
)
MISSED = gettext_noop(
    "A quarter could not be published at the set time, and the portal published it as things stood when its last day "
    "ended. What was written is kept: publish it as the next version. %(body)s, %(quarter)s"
)


def set_time_dropped(timer: QuarterTimer, body: Body, *, today: date, why: str, due_on: date | None) -> Iterator[Draft]:
    """To the other people of the body, or, where there are none, of the akimat above it; where the time was MISSED,
    which is no fault of theirs, to whoever set it as well. `why`: one of the three sentences.
    """
    told = [user for user in people_of([body], today) if user.pk != timer.set_by_id]
    told = told or [user for user in people_of([body_above(body, today)], today) if user.pk != timer.set_by_id]
    if why == MISSED:
        told.append(timer.set_by)
    lines = Lines.written(partial(_said, sentence=why, body=body, period=Period.parse(timer.period_key)))
    thread = f"issues:set-time:{timer.pk}"
    for person in told:
        yield Draft(
            user=person,
            key=f"{thread}:{person.pk}",
            kind=SET_TIME,
            lines=lines,
            path=f"/work/quarter/{body.slug}/{timer.period_key}/publish/",
            thread=thread,
            due_on=due_on,
            created_for=today,
        )


def _said(language: str, *, sentence: str, body: Body, period: Period) -> str:
    with translation.override(language):
        return gettext(sentence) % {"body": body.plain, "quarter": formats.period_name(period)}

"""A session that decided about an issue of a meeting proves the duty about that meeting, beside the list of issues."""

from __future__ import annotations

from datetime import timedelta

import pytest

from issues.services.beside import decide_laid, lay
from portal.bodies.models import Body
from portal.holding.models import Account
from portal.holding.services.duties import note_account
from tests.factories.bodies import BodyFactory
from tests.factories.issues import IssueFactory
from tests.holding.conftest import account_of, accounted_valley, valley
from tests.meetings.valley import DAY, Valley, at

__all__ = ["accounted_valley", "valley"]

pytestmark = pytest.mark.django_db

THEN = DAY + timedelta(days=5)
SAID = {"decision_kk": "Қаржы бөлінді", "decision_ru": "Деньги выделены"}


def _decided(valley: Valley, account: Account, maslikhat: Body) -> None:
    act = {"actor": valley.actor("officer", THEN), "today": THEN, "now": at(THEN)}
    issue = IssueFactory(registered_by=valley.district, meeting=account.meeting, raised_on=DAY)
    laid = lay(issue=issue, maslikhat=maslikhat, session_on=DAY + timedelta(days=2), **act)
    for _time in range(2):
        decide_laid(laid=laid, **SAID, decided_on=THEN, **act)


def test_with_the_list_a_decided_session_meets_the_duty_and_without_it_is_attached(valley: Valley) -> None:
    maslikhat = BodyFactory(maslikhat=True, territory=valley.district.territory, slug="maslikhat-433200000")
    account = account_of(valley)
    _decided(valley, account, maslikhat)
    owed = valley.owed("C-3.5b", valley.district, opens_by="event")
    assert (owed.is_met, owed.evidence.standing().count()) == (False, 1)
    account.summary_kk, account.summary_ru = "Өтті", "Прошла"
    account.published_at, account.published_by = at(THEN), valley.people["officer"]
    account.save()
    note_account(account=account, actor=valley.actor("officer", THEN), today=THEN, now=at(THEN))
    _decided(valley, account, maslikhat)
    owed.refresh_from_db()
    assert (owed.met_on, owed.evidence.standing().count()) == (THEN, 3)

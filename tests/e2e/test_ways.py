"""From the front page to what became of a question asked at a meeting: one search, or two clicks, on a telephone."""

from __future__ import annotations

import pytest
from django.db import transaction
from playwright.sync_api import expect

from issues.models import Issue
from issues.services.steps import keep, locked
from meetings.models import Meeting
from tests.e2e import happened
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.counted import Counted, Effort
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World
from tests.factories.issues import IssueFactory
from tests.factories.questions import AskedQuestionFactory

pytestmark = pytest.mark.browser

#: What was promised.
MOST_CLICKS = 2


def _raised() -> Issue:
    """A question that was asked before a meeting that is over, and became an issue."""
    meeting = Meeting.objects.get(number=happened.held()[0])
    asked = AskedQuestionFactory(
        number="S-2026-900021", meeting=meeting, public=True, state="taken", issue="KZ-43-2026-900021",
        text_kk="Сорғы ескі", text_ru="Насос стар", territory=meeting.territory,
    )  # fmt: skip
    issue = IssueFactory(
        number=asked.issue, origin="question", asked_question=asked, meeting=meeting, registered_by=meeting.body,
        territory=meeting.territory, title_kk="Сорғы ескі", title_ru="Насос стар",
    )  # fmt: skip
    keep(locked(issue))
    asked.save()
    return issue


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_fate_of_a_question_is_two_clicks_or_one_search_from_the_front_page(
    own_world: World, open_page: OpenPage, language: str
) -> None:
    with transaction.atomic():
        issue = _raised()
    asked = issue.asked_question
    assert asked is not None
    page = open_page(PHONE)
    citizen = Counted(Walk(own_world, Says(language), lambda: page, page), Effort())
    home = own_world.address(f"/{language}/")

    # By the number of the question: straight to its fate, which leads on to the issue.
    page.goto(home)
    page.fill("[name=q]", asked.number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/{asked.number}/")
    expect(citizen.main).to_contain_text(issue.number)
    assert (sticks_out(page), is_cut_off(page)) == ([], [])
    citizen.press(citizen.main.locator(f"a[href='/{language}/issues/{issue.number}/']").first)
    expect(page.locator("h1")).to_have_text({"kk": "Сорғы ескі", "ru": "Насос стар"}[language])
    assert (sticks_out(page), is_cut_off(page)) == ([], [])

    # By words: its state stands in what is found.
    page.goto(home)
    page.fill("[name=q]", {"kk": "соргы", "ru": "насосы"}[language])
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(citizen.main).to_contain_text(issue.number)
    assert (sticks_out(page), is_cut_off(page)) == ([], [])

    # Without typing: by the list of questions at the foot of every page.
    page.goto(home)
    citizen.effort = Effort()
    citizen.link("Questions to meetings", inside=page.locator("footer"))
    citizen.press(citizen.main.locator(f"a[href$='/questions/{asked.number}/']").first)
    expect(citizen.main).to_contain_text(issue.number)
    assert citizen.effort.taps <= MOST_CLICKS
    assert page.context.cookies() == []

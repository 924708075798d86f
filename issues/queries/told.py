"""What the floors below print of issues without knowing what one is: see `raised` of questions and of held meetings."""

from __future__ import annotations

from collections.abc import Collection

from issues.models import Issue
from issues.queries.lines import state_tag
from issues.queries.showing import title_of
from portal.kernel import clock
from portal.questions.queries.raised import RaisedLine


def issues_called(numbers: Collection[str]) -> dict[str, RaisedLine]:
    """Public ones, by their numbers. One statement."""
    return {issue.number: _told(issue) for issue in Issue.objects.public().with_names().filter(number__in=numbers)}


def issues_of_questions(questions: Collection[int]) -> dict[int, RaisedLine]:
    """Public ones, by the question of a meeting each was made of. One statement."""
    rows = Issue.objects.public().with_names().filter(question__in=questions)
    return {issue.question_id: _told(issue) for issue in rows if issue.question_id is not None}


def _told(issue: Issue) -> RaisedLine:
    tag = state_tag(issue, clock.today())
    return RaisedLine(issue.number, title_of(issue), issue.get_absolute_url(), tag.kind, tag.icon, tag.text)

"""The one door to the words of an issue: pages, feeds, letters, files and the API print what it gives."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.rules.showing import may_be_read
from portal.kernel.wording import Lines
from portal.kit.translated import written_in_all


def shows(issue: Issue, text: str) -> bool:
    """Whether everybody may read this text of a public issue, or of what belongs to it: see `rules.showing`."""
    return may_be_read(text, hidden_on=issue.hidden_on, taken_on=issue.taken_on)


def is_read(issue: Issue) -> bool:
    """Whether everybody reads the issue, with its texts, today."""
    return issue.is_public and shows(issue, "title")


def is_silent(issue: Issue) -> bool:
    """Hidden by one person, and nobody has decided which words are to go: no word of anybody is shown."""
    return not shows(issue, "note")


def shown(issue: Issue, text: str, of: Any = None) -> str:
    """The text, of `of` where that is a line, a claim or a step of the issue, in the active language; "" of what may
    not be read.
    """
    return getattr(issue if of is None else of, text) if shows(issue, text if of is None else "note") else ""


def taken_away() -> str:
    """What stands in place of words that had to go."""
    return _("The text was taken away for the sake of a person")


def taken_away_in_all() -> Lines:
    """The same in every language, ready to be kept where a text may not be empty."""
    return written_in_all(taken_away)


def title_of(issue: Issue) -> str:
    """In the reader's language; of one whose texts were taken away a sentence that says so."""
    if not shows(issue, "title"):
        return taken_away()
    return issue.title or issue.number


def called(issue: Issue) -> str:
    """Number and title, as far as everybody reads them."""
    title = shown(issue, "title") if issue.is_public else ""
    return f"{issue.number}: {title}" if title else issue.number

"""Words by which people call off what stands in a cell. Knows no framework."""

from __future__ import annotations

import re

# Folded words. In a cell of its own task, as that of dates, any of them speaks of the thing itself.
_ANY = re.compile(
    r"отмен|не ?состо|не провод|не будет|перенес|перенос|снят[аоы]?\b|исключ[её]н|отложен|болмайды|отпейди"
    r"|токтатыл|кейинге|шегерил|ауыстырыл|алынып тасталды|cancel|called off|postpone|rescheduled"
)
# In a text about something else only a whole statement does: «отмена льгот» is a subject.
_OF_A_MEETING = re.compile(
    r"\bотменен[аоы]?\b|\bотменяется\b|\bне состо(?:ится|ялась|ялось)\b|\bперенесен[аоы]?\b|\bпереносится\b"
    r"|\bснят[аоы]? с\b|\bисключен[аоы]? из (?:плана|графика)|^отмена$|^перенос$|\bперенос (?:на|с)\b"
    r"|кездесу\w* (?:болмайды|отпейди)|^(?:болмайды|отпейди)$|токтатылды\b|кейинге калдырылды"
    r"|\bcancell?ed\b|\bpostponed\b|\brescheduled\b"
)


def says_cancelled(plain: str) -> bool:
    """Whether a folded text of a date, a time or a format says that the thing is called off or moved."""
    return _ANY.search(plain) is not None


def tells_cancelled(plain: str) -> bool:
    """Whether a folded text about anything says so of the meeting itself."""
    return _OF_A_MEETING.search(plain) is not None

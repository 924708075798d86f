"""Names of people in a text, marked for the moderator. They stop nothing: a street is named after somebody, too."""

from __future__ import annotations

import re

_BIG, _SMALL = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z", "а-яёәіңғүұқөһa-z"
_WORD = rf"[{_BIG}][{_SMALL}]+(?:-[{_BIG}]?[{_SMALL}]+)?"
_ENDINGS = r"(?:тің|тың|дің|дың|нің|ның|ке|қа|ге|ға|не|на|ті|ты|ді|ды|ні|ны|ден|дан|тен|тан|нен|нан|пен|мен|бен)?"
#: Capitals at the beginning of a sentence make no pair with what follows, unless that is a surname itself.
_PAIR = re.compile(rf"(?<![.!?…\n] )(?<!^)\b{_WORD}\s+{_WORD}\b", re.MULTILINE)
_INITIALS = re.compile(
    rf"\b(?:[{_BIG}]\.\s?){{1,2}}\s?{_WORD}\b|\b{_WORD}\s+[{_BIG}]\.(?:\s?[{_BIG}]\.)?", re.MULTILINE
)
_RUSSIAN = re.compile(rf"\b[{_BIG}][{_SMALL}]+(?:ов|ев|ёв)(?:а|ой|у|ым|е|ы)?{_ENDINGS}\b")
_KAZAKH = re.compile(rf"\b(?:{_WORD}\s+)?{_WORD}\s?(?:ұлы|улы|қызы|кызы|тегі){_ENDINGS}\b")
_PATTERNS = (_KAZAKH, _INITIALS, _PAIR, _RUSSIAN)


def find_names(text: str) -> list[tuple[int, int]]:
    """Where they stand, from and to, in order and apart from each other."""
    spans = sorted(found.span() for pattern in _PATTERNS for found in pattern.finditer(text))
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

"""How a meeting is held, as people write it. What is denied is not read as said, and a choice is asked about."""

from __future__ import annotations

import re

from portal.kernel.folding import fold
from schedules.choices import MeetingFormat

# Folded words, with «й» as «и».
_ONLINE = r"(?:он-?лаин|on-?line|\bвкс\b|\bбкб\b|видео|беинеконф|беинебаиланыс|zoom|дистанц|кашыктан|удал[её]нн|vks)\w*"
_ON_SITE = (
    r"(?:о[фв]{1,2}-?лаин|off-?line|выезд|кошпели|(?<!за)\bочн|личн|жеке|бетпе-?бет|дастурли|традицион|on[ -]?site"
    r"|in person|орнында|с выездом|\bв зале\b|\bзалда\b)\w*"
)
_MODE = rf"(?:{_ONLINE}|{_ON_SITE})"
#: A broadcast does not make a meeting one held online, and to be without one says nothing.
_STREAM = re.compile(r"(?:\b(?:с|без|со) )?(?:(?:онлаин|online)[- ]?)?(?:видео)?(?:трансляц\w*|stream\w*)")
_BOTH_WAYS = re.compile(r"\bочно[- ]заочн\w*")
_DENIED = re.compile(
    rf"\b(?:не|без|кроме|not|no|without)\s+(?:в (?:режиме|формате) )?{_MODE}"
    rf"|{_MODE}(?:[- ]\w+)?\s+(?:не\s+\w+|емес\w*|жок\w*|исключ\w+|болмаид\w*|not\s+\w+)"
)
#: Words after which nothing is said for certain.
_UNSURE = re.compile(
    r"\b(?:не|без|кроме|емес|жок|not|no|without|или|либо|немесе|or|возможн\w*|мумкин|необходимости|кажет болса)\b"
    r"|отмен|перенес|перенос|не состо|болмаид|cancel|postpone|\?"
)
_MIXED = re.compile(r"смешан|аралас|гибрид|комбинир|mixed|hybrid")


def format_of(text: str) -> str | None:
    """The format that a text names, if it names one for certain."""
    plain = fold(text).replace("й", "и")
    plain = _BOTH_WAYS.sub(" mixed ", _STREAM.sub(" ", plain))
    plain = _DENIED.sub(" ", plain)
    if _UNSURE.search(plain):
        return None
    online, on_site = re.search(_ONLINE, plain) is not None, re.search(_ON_SITE, plain) is not None
    if _MIXED.search(plain) or (online and on_site):
        return MeetingFormat.MIXED.value
    if online:
        return MeetingFormat.ONLINE.value
    return MeetingFormat.ON_SITE.value if on_site else None

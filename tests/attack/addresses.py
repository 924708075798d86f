"""Every address of the portal, from its patterns: a new page is attacked without being named here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

#: What leads to which row: the longest beginning counts.
_PKS = {
    "": "obligation",
    "accounts/": "session",
    "files/": "file",
    "work/events/": "event",
    "work/invitations/": "invitation",
    "work/jobs/": "job",
    "work/people/": "grant",
    "work/team/": "grant",
    "work/proposals/": "proposal",
    "work/akims/": "proposal",
    "work/risks/": "risk",
    "work/decisions/": "decision",
}
#: Their number is that of an issue, elsewhere that of a meeting.
_OF_ISSUES = ("issues/", "work/issues/")
#: Numbers no row has, for every part that takes one.
NO_ROW = ("0", "9" * 30)


def routes() -> list[str]:
    """All patterns as routes with `{part}` for their parts; the prefix of the language is `{language}`."""
    return sorted(set(_walk(get_resolver().url_patterns, "")))


def _walk(patterns, prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + _route(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def _route(pattern) -> str:
    if isinstance(pattern.pattern, LocalePrefixPattern):
        return "{language}/"
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern):
        named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", text)
        return named.removeprefix("^").removesuffix("\\Z").removesuffix("$").replace("\\.", ".").replace("\\-", "-")
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", text)


def parts_of(route: str) -> list[str]:
    return [name for name in re.findall(r"\{(\w+)\}", route) if name != "language"]


def filled(route: str, parts: Mapping[str, str], *, language: str = "ru") -> Iterator[str]:
    """The address of what is there, then those of rows that are not."""
    plain = route.removeprefix("{language}/")
    kind = max((begin for begin in _PKS if plain.startswith(begin)), key=len)
    known = {**parts, "pk": parts[_PKS[kind]], "language": language}
    if plain.startswith(_OF_ISSUES) and "triage" not in plain:
        known["number"] = parts["issue"]
    yield "/" + route.format(**known)
    numbers = [name for name in parts_of(route) if known[name].isdigit()]
    if numbers:
        for number in NO_ROW:
            yield "/" + route.format(**{**known, **dict.fromkeys(numbers, number)})

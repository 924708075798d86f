"""Every address leads to one page: of two patterns that are alike the second is never reached."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver


def _patterns(patterns: list, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route)
        else:
            # Whatever a part is called, it takes the same texts.
            yield re.sub(r"<(?:(\w+):)?\w+>", r"<\1>", route)


def test_no_two_pages_have_one_address() -> None:
    found = Counter(_patterns(get_resolver().url_patterns))
    assert len(found) > 200
    assert [route for route, times in found.items() if times > 1] == []

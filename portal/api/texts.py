"""Meetings as they stand in a list of the API: text by text, each kept (`meetings.services.texts`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from types import SimpleNamespace

from rest_framework.renderers import JSONRenderer

from meetings.models import Meeting
from meetings.services.texts import Text
from portal.api.meetings import MeetingSerializer

#: In place of scheme and host, which are those of who asks.
_SITE = "\x1a"
_PRINTED_SITE = '"\\u001a'
_RECORDED, _UNRECORDED = '"is_unrecorded":false}', '"is_unrecorded":true}'
_NO_RESULTS = b"[]}"


def json_writer() -> Callable[[Meeting], str]:
    """Writes one meeting as the serializer of the list does, without the site; what several name is printed once."""
    serializer, renderer = MeetingSerializer(context={"request": SimpleNamespace(site_address=_SITE)}), JSONRenderer()
    return lambda meeting: renderer.render(serializer.to_representation(meeting)).decode()


def as_of_today(row: Text, today: date) -> str:
    """What is kept knows no day, and says of every meeting that it is not unrecorded."""
    return row.text.removesuffix(_RECORDED) + _UNRECORDED if row.is_unrecorded(today) else row.text


def at_site(texts: Iterable[str], site: str) -> str:
    """A JSON list of these meetings as they are read at this site."""
    return f"[{','.join(texts)}]".replace(_PRINTED_SITE, f'"{site}')


def with_results(envelope: dict[str, object], results: str) -> bytes:
    """The answer, its empty list of results filled with this one."""
    empty: bytes = JSONRenderer().render({**envelope, "results": []})
    return empty.removesuffix(_NO_RESULTS) + results.encode() + b"}"

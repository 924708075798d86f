"""Long tables taken away line by line, never whole in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from django.http import StreamingHttpResponse

from portal.sheets.writing import csv_cell

#: Lines that are sent together.
_TOGETHER = 200


class _Line:
    """Gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A heading and a line a row; what is not a plain value is written as JSON."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(row[name]) for name in columns])


def csv_parts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A heading and a line a row, many lines at once; the cells are written as they are: see `csv_cell`."""
    yield from csv_lines(columns, ())
    rest = iter(rows)
    while some := list(islice(rest, _TOGETHER)):
        part = StringIO()
        csv.writer(part).writerows(some)
        yield part.getvalue()


def json_lines(heading: Mapping[str, object], name: str, rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """An object with the facts of `heading` and the rows under `name`, a line each."""
    yield "{" + "".join(f"{json.dumps(key)}: {json.dumps(value)}, " for key, value in heading.items())
    yield f"{json.dumps(name)}: ["
    for place, row in enumerate(rows):
        yield ("," if place else "") + "\n" + json.dumps(row, ensure_ascii=False, sort_keys=True)
    yield "\n]}\n"


def attachment(parts: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _cell(value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return csv_cell("" if value is None else str(value))

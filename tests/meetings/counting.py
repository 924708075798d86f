"""How much a page asks of the database: statements, and rows that came back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test import override_settings


@dataclass
class Asked:
    statements: list[str] = field(default_factory=list)
    rows: int = 0

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counted() -> Iterator[Asked]:
    """Counts reads inside; transactions' own statements are left out. Pages are made, not taken from what is kept."""
    asked = Asked()

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith("SELECT"):
            asked.statements.append(sql)
            asked.rows += max(context["cursor"].cursor.rowcount, 0)
        return result

    with override_settings(KEZDESU_KEEP_PAGES=False), connection.execute_wrapper(watch):
        yield asked

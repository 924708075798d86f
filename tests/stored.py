"""Rows as their table has them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet


def stored(rows: QuerySet) -> list[dict[str, Any]]:
    """Every column of the rows, in order of their keys; texts in three languages have three."""
    columns = [field.attname for field in rows.model._meta.concrete_fields]
    return list(rows.order_by("pk").values(*columns))

"""The API is read-only and knows no person."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class ReadOnly(BasePermission):
    """Safe methods for everybody, nothing else for anybody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS

"""Addresses of issues: /<lang>/issues/… for everybody, /<lang>/work/issues/… for offices."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "issues"

urlpatterns: list[URLPattern] = []

"""Addresses on which people ask and demand, and offices answer."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "questions"

_MEETING = r"(?P<number>[0-9]{4}-[0-9]{6})"

urlpatterns: list[URLPattern] = []

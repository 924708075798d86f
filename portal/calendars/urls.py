"""Addresses of akim calendars."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "calendars"

urlpatterns: list[URLPattern] = []

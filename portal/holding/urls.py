"""Addresses of the log, the close-out and the results of meetings."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "holding"

urlpatterns: list[URLPattern] = []

"""Addresses of the log, the close-out and the results of meetings."""

from __future__ import annotations

from django.urls import re_path

from portal.holding import views

app_name = "holding"

_NUMBER = r"(?P<number>[0-9]{4}-[0-9]{6})"
_DOCUMENT = r"(?P<name>protocol|action-plan)\.(?P<ending>pdf|docx)"

urlpatterns = [
    re_path(rf"^meetings/{_NUMBER}/{_DOCUMENT}$", views.public_document, name="document"),
    re_path(rf"^work/meetings/{_NUMBER}/{_DOCUMENT}$", views.work_document, name="work_document"),
]

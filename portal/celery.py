"""Celery application; beat and worker start from here."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

app = Celery("kezdesu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

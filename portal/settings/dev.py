"""Laptop and demonstration: what `./run` starts."""

from __future__ import annotations

import os

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CELERY_BEAT_SCHEDULE, CONTEXT_PROCESSORS, INSTALLED_APPS, VAR

SECRET_KEY = os.environ.get("KEZDESU_SECRET_KEY") or "only-for-a-laptop-" + "0" * 32
DEBUG = os.environ.get("KEZDESU_DEBUG", "") == "1"
KEZDESU_DEMO = True
KEZDESU_KEEP_PAGES = os.environ.get("KEZDESU_KEEP_PAGES", "1") == "1"
# The published logins of the demonstration.
KEZDESU_EXEMPT_DOMAINS = ("kezdesu.example",)
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]
# Ministries without a login answer within seconds: whoever shows the chain does not wait for days of silence.
# So do akims of the demonstration hold their meetings; nothing is done where nothing is left to do.
CELERY_BEAT_SCHEDULE = {
    **CELERY_BEAT_SCHEDULE,
    "demo-answers": {"task": "portal.demo.tasks.answer", "schedule": 10.0},
    "demo-lives": {"task": "portal.demo.tasks.live", "schedule": 10.0},
}
CONTEXT_PROCESSORS += ["portal.demo.context.loading"]
ALLOWED_HOSTS = ["*"]
# `./run` answers without collecting files first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Letters of the demonstration are files one can open, never mail to somebody.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR / "mail")

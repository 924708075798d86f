"""Tests: real PostgreSQL and a real Redis-protocol server, cheap passwords, mail kept in memory."""

from __future__ import annotations

import os

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CACHES, DATABASES, VAR

SECRET_KEY = "only-for-tests-" + "0" * 40
KEZDESU_DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = VAR / "test-files" / str(os.getpid())
CACHES["default"]["KEY_PREFIX"] = f"kezdesu-test-{os.getpid()}"
DATABASES["default"]["CONN_MAX_AGE"] = 0
_template = os.environ.get("KEZDESU_TEST_TEMPLATE")
if _template:
    # ./test migrates one template database; every test database is a copy of it.
    DATABASES["default"]["TEST"] = {"TEMPLATE": _template, "MIGRATE": False}

"""Tests: real PostgreSQL and a real Redis-protocol server, cheap passwords, mail kept in memory."""

from __future__ import annotations

import os

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CACHES, CONTEXT_PROCESSORS, DATABASES, INSTALLED_APPS, VAR

SECRET_KEY = "only-for-tests-" + "0" * 40
KEZDESU_DEMO = True
# Published logins, and in tests also the people of the factories.
KEZDESU_EXEMPT_DOMAINS = ("kezdesu.example", "example.kz")
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]
CONTEXT_PROCESSORS += ["portal.demo.context.loading"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# All tests come from one address; those of the limits switch them on.
KEZDESU_LIMITS = False
# No worker listens: letters are delivered when a test says so.
KEZDESU_CELERY = ""
# Files are served from where they are written; whitenoise warns about a folder that was never collected.
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
# A file is looked for when it is asked for: every client of a test makes the middleware anew, and each would begin by
# looking at all of them.
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = VAR / "test-files" / str(os.getpid())
# Clearing the cache empties a whole numbered database: every process of a parallel run has its own.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
CACHES["default"]["LOCATION"] = f"{CACHES['default']['LOCATION'].partition('?')[0]}?db={1 + int(_worker) % 15}"
CACHES["default"]["KEY_PREFIX"] = f"kezdesu-test-{os.getpid()}"
DATABASES["default"]["CONN_MAX_AGE"] = 0
_template = os.environ.get("KEZDESU_TEST_TEMPLATE")
if _template:
    # ./test migrates one template database; every test database is a copy of it.
    DATABASES["default"]["TEST"] = {"TEMPLATE": _template, "MIGRATE": False}
# Tests read of which tables a statement speaks; `tests/web/test_prepared.py` asks the server as it is asked elsewhere.
KEZDESU_PREPARE = False

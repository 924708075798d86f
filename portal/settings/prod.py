"""Production: everything secret comes from the environment, and nothing starts without it."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import SECRET_KEY, VAR

SHORTEST_SECRET = 50


def _required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in the environment.")
    return value


# -- secrets and addresses -----------------------------------------------------------------------------------------
_required("KEZDESU_SECRET_KEY")
if len(SECRET_KEY) < SHORTEST_SECRET or SECRET_KEY.startswith("only-for-"):
    raise ImproperlyConfigured(f"KEZDESU_SECRET_KEY must be a random secret of {SHORTEST_SECRET} characters or more.")
#: Secrets of before, separated by spaces: what they signed is still believed while a new one is being brought in.
SECRET_KEY_FALLBACKS = os.environ.get("KEZDESU_OLD_SECRET_KEYS", "").split()
_required("DATABASE_URL")
_required("REDIS_URL")
_required("KEZDESU_CACHE_URL")
ALLOWED_HOSTS = [host.strip() for host in _required("KEZDESU_HOSTS").split(",") if host.strip()]
if any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("KEZDESU_HOSTS must name the hosts, separated by commas; it may not hold a *.")
KEZDESU_BASE_URL = _required("KEZDESU_BASE_URL").rstrip("/")
if not KEZDESU_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("KEZDESU_BASE_URL must begin with https://.")

# The demonstration is not installed here, and no variable of the environment brings it back.
KEZDESU_DEMO = False
if os.environ.get("KEZDESU_CLOCK"):
    raise ImproperlyConfigured("KEZDESU_CLOCK is for rigs; days of law are counted by the real clock.")

# -- what a browser may do -----------------------------------------------------------------------------------------
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# For every name below this one too, and in the lists of browsers for years: only who owns them all may promise it.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = os.environ.get("KEZDESU_HSTS_PRELOAD", "") == "1"
if not SECURE_HSTS_PRELOAD:
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# A browser takes a cookie of this prefix only over https, for this host and for all paths: no neighbour can plant one.
SESSION_COOKIE_NAME = "__Host-kezdesu_session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-kezdesu_csrf"
CSRF_COOKIE_SECURE = True

# -- files ---------------------------------------------------------------------------------------------------------
#: Collected when the image is made, so it lies with the code and not among the data.
STATIC_ROOT = Path(os.environ.get("KEZDESU_STATIC") or VAR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.kit.hashed.HashedFiles"},
}

# -- mail ----------------------------------------------------------------------------------------------------------
EMAIL_HOST = _required("KEZDESU_MAIL_HOST")
EMAIL_PORT = int(os.environ.get("KEZDESU_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KEZDESU_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KEZDESU_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KEZDESU_MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _required("KEZDESU_MAIL_FROM")

# -- log -----------------------------------------------------------------------------------------------------------
# Errors go to the log and nowhere else: a letter or a foreign service would carry what somebody typed.
ADMINS: list[tuple[str, str]] = []
MANAGERS: list[tuple[str, str]] = []
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.settings.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own would send letters to administrators.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}

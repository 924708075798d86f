"""Production: everything secret comes from the environment, and nothing starts without it."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import SECRET_KEY


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in the environment.")
    return value


if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("KEZDESU_SECRET_KEY must be set in the environment, 50 characters or more.")
_required("DATABASE_URL")
_required("REDIS_URL")
ALLOWED_HOSTS = _required("KEZDESU_HOSTS").split(",")
KEZDESU_BASE_URL = _required("KEZDESU_BASE_URL")
CSRF_TRUSTED_ORIGINS = [KEZDESU_BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_HOST = _required("KEZDESU_MAIL_HOST")
EMAIL_PORT = int(os.environ.get("KEZDESU_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KEZDESU_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KEZDESU_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KEZDESU_MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20

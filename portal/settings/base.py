"""Wiring shared by every way the portal runs. No law here: dates of law live in `portal.law`."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.settings.background import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE
from portal.settings.background import KEZDESU_JOBS as KEZDESU_JOBS
from portal.settings.environment import ROOT, cache_address, data_folder, database
from portal.settings.people import *  # noqa: F403
from portal.settings.sending import *  # noqa: F403

BASE_DIR = ROOT
VAR = data_folder()

SECRET_KEY = os.environ.get("KEZDESU_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []
#: The demonstration (invented data, published logins) is possible only where a settings module says so.
KEZDESU_DEMO = False
#: A clock that goes faster, for rigs: only their own settings read it from the environment.
KEZDESU_CLOCK = ""

INSTALLED_APPS = [
    # First: the columns of texts are there before anything asks a model what it is made of.
    "modeltranslation",
    "portal.web",
    "portal.api",
    "portal.overview",
    "issues",
    "portal.holding",
    "portal.questions",
    "meetings",
    "portal.calendars",
    "schedules",
    "portal.deadlines",
    "portal.bodies",
    "portal.notices",
    "portal.jobs",
    "portal.files",
    "portal.audit",
    "portal.accounts",
    "portal.kit",
    "portal.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Public pages that are kept need nothing of what follows.
    "portal.kit.kept_pages.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # After the language is known: whoever follows a broken link reads what to do in their own.
    "portal.kit.odd_input.RefuseOddInput",
    "portal.kit.limits.LimitCostlyPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.audit.middleware.WhoseHand",
    "portal.accounts.middleware.SessionActivity",
    "portal.files.middleware.KeepChosenFiles",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

CONTEXT_PROCESSORS = ["django.template.context_processors.request", "portal.web.context.frame"]
TEMPLATES = [
    {
        "BACKEND": "portal.kit.rendering.BoundTemplates",
        "NAME": "django",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "portal.kit.same_parts.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": CONTEXT_PROCESSORS,
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.kit.templatetags.kit",
            ],
        },
    },
]
FORM_RENDERER = "portal.kit.rendering.FormRenderer"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgres:///kezdesu"))}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
#: Whether questions that are asked the same again and again are prepared on the server (`portal.kit.prepared`). A pool
#: that gives a request another connection for each transaction would need it off.
KEZDESU_PREPARE = os.environ.get("KEZDESU_PREPARE", "1") != "0"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Two servers of one protocol: the queue must forget nothing, the cache may forget everything and is bounded by that.
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "portal.kit.failing_open.FailingOpenCache",
        "LOCATION": cache_address(os.environ.get("KEZDESU_CACHE_URL") or REDIS_URL),
        "KEY_PREFIX": "kezdesu",
    },
}

#: Whether whole public pages are kept until what they say changes. Off where one measures what making them costs.
KEZDESU_KEEP_PAGES = True
#: Whether one address may ask only so often for what costs much (`portal.kit.limits`); 0 for measuring.
KEZDESU_LIMITS = os.environ.get("KEZDESU_LIMITS", "1") != "0"

# -- languages: Kazakh first ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
#: Whence a missing text is taken: Kazakh and Russian stand in for each other, English falls back to Russian.
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": (), "kk": ("ru",), "ru": ("kk",), "en": ("ru", "kk")}
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
#: Stored and compared in UTC; shown through portal.kit in Kazakhstan's civil time.
TIME_ZONE = "UTC"

# -- what a browser may do -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# -- files -------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"

# -- API ---------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["portal.api.permissions.ReadOnly"],
    "DEFAULT_THROTTLE_CLASSES": ["portal.api.limits.ByAddress"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "portal.api.paging.CountedPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.errors.answer",
    # `?format=` is the format of a meeting; there is one format of answers.
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kezdesu API",
    "DESCRIPTION": "Public meetings of Kazakhstan's ministries and akimats with the population: read-only data.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.api.describing.describe_refusals",
    ],
}

# -- background --------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Worker and beat outlive a queue that is away for however long; one that hangs is noticed and asked anew.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 3, "socket_timeout": 10, "socket_keepalive": True}
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
# The beat only wakes: what is due is asked from the database, so a late, doubled or missed tick changes nothing.
# -- mail --------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("KEZDESU_MAIL_FROM", "Kezdesu <no-reply@kezdesu.local>")
#: Address put in front of links in mail.
KEZDESU_BASE_URL = os.environ.get("KEZDESU_BASE_URL", "http://127.0.0.1:8000")
#: Pages that a digest of the day leads to, without their language: all duties, and which copies one gets.
KEZDESU_DUTIES_PAGE = "/work/obligations/"
KEZDESU_COPIES_PAGE = "/work/notices/"
#: Asked by GET after each finished sweep of the beat: somebody outside notices when none comes. None when empty.
KEZDESU_PING_URL = os.environ.get("KEZDESU_PING_URL", "")
#: E-mail address of whoever runs the portal, shown on its pages about itself; none is shown when empty.
KEZDESU_CONTACT = os.environ.get("KEZDESU_CONTACT", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

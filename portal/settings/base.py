"""Wiring shared by every way the portal runs. No law here: dates of law live in `portal.law`."""

from __future__ import annotations

import os
from datetime import timedelta

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.settings.background import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE
from portal.settings.background import KEZDESU_JOBS as KEZDESU_JOBS
from portal.settings.environment import ROOT, cache_address, data_folder, database

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
            "context_processors": [
                "django.template.context_processors.request",
                "portal.web.context.frame",
            ],
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

# -- people ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email"), "max_similarity": 0.6},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:desk"
LOGOUT_REDIRECT_URL = "web:home"
#: Dotted path of the function that turns a request into an actor; the ground floor may not be imported from below it.
KEZDESU_ACTOR = "portal.bodies.permissions.actor_for_request"

# Rows, and not copied into the cache: a session that was ended must stay ended also when the cache was away just then.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "kezdesu_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "kezdesu_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- people: login, lockout, letters about the login ---------------------------------------------------------------
# The adapter lives above the accounts: its letters go through the outbox.
ACCOUNT_ADAPTER = "portal.notices.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
#: A letter goes to a known address only; the answer on the page is the same for an unknown one.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
}
# Guessing is stopped by the lockout below, by address and login; these only keep one address from flooding the portal.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": False,
    "change_password": "10/m/user",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    # Six digits can be guessed: whoever knows the password has five tries in five minutes.
    "second_factor": "5/5m/key",
}
# Django's own generator: the one of allauth would copy addresses into a table of its own.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a path
#: A link of a letter that sets a password opens so long after the letter, in seconds.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
USERSESSIONS_TRACK_ACTIVITY = False
#: Whether one address may ask only so often for what costs much (`portal.kit.limits`); 0 for measuring.
KEZDESU_LIMITS = os.environ.get("KEZDESU_LIMITS", "1") != "0"
# Counted in the database: neither a restart nor a cache that is away opens the door again.
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "portal.accounts.views.lockout.login_of"
AXES_LOCKOUT_CALLABLE = "portal.accounts.views.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.views.lockout.address_of"
#: How many proxies of ours stand in front: so many entries of X-Forwarded-For are believed, counted from its end.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KEZDESU_PROXIES", "0"))
AXES_CLIENT_STR_CALLABLE = "portal.accounts.views.lockout.unnamed"
AXES_RESET_ON_SUCCESS = True
# Trying on while locked out does not prolong the lock: a colleague's mistake must not shut somebody out for a day.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = ["login", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
#: Who may open a workspace page: an answer instead of the page, or None. It knows roles, so it lives above the kit.
KEZDESU_GATE = "portal.bodies.views.gate.second_factor_gate"
#: How many seconds a password or code stays fresh enough for approving, granting and personal data.
KEZDESU_FRESH_SECONDS = 15 * 60
#: Logins of these mail domains need neither a second factor nor a fresh password. Only `dev` and `test` name any, with
#: the published logins of the demonstration; a check refuses it wherever the demonstration is off.
KEZDESU_EXEMPT_DOMAINS: tuple[str, ...] = ()
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.CodeForm",
    "activate_totp": "portal.accounts.forms.ActivateCodeForm",
}
MFA_TOTP_ISSUER = "Kezdesu"
#: Telephones are not always right to the half minute.
MFA_TOTP_TOLERANCE = 1
#: The portal asks for a fresh password by its own decorator.
MFA_REAUTHENTICATION_REQUIRED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: An invitation may be accepted so many days after it was sent.
KEZDESU_INVITATION_DAYS = 14
#: What an invitation's letter says is told by the floor that knows bodies and roles, at the moment of sending.
KEZDESU_INVITATION_LETTER = "portal.bodies.services.invitation_letters.letter_facts"
#: What is open in the name of a body that somebody leaves, told by the roof.
KEZDESU_OPEN_WORK = "portal.overview.queries.open_work.open_work"
#: The Celery application that may be asked to deliver letters at once; without it they wait for the beat.
KEZDESU_CELERY = "portal.celery.app"
# -- end of people -------------------------------------------------------------------------------------------------

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

"""Who signs in and how: login, lockout, second step, sessions, letters about the login."""

from __future__ import annotations

import os
from datetime import timedelta

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

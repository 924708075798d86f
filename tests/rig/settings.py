"""What the processes of the rig run with: a clock of their own, short ticks, and letters to the rig's post office."""

from __future__ import annotations

import os

from portal.settings.environment import cache_address
from portal.settings.test import *  # noqa: F403
from portal.settings.test import CACHES, DATABASES

KEZDESU_CLOCK = os.environ.get("KEZDESU_CLOCK", "")
KEZDESU_CELERY = "portal.celery.app"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("KEZDESU_RIG_POST", "0"))
EMAIL_TIMEOUT = 20
CACHES["default"]["LOCATION"] = f"{cache_address(os.environ.get('KEZDESU_CACHE_URL') or os.environ['REDIS_URL'])}?db=1"
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
#: Seconds between two ticks of the real beat; a day of the rig is a few seconds.
_TICK = float(os.environ.get("KEZDESU_RIG_TICK", "2"))
# What a worker could not begin before the next tick is dropped: otherwise a slow machine would only ever catch up.
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": _TICK * ticks, "options": {"expires": _TICK * ticks}}
    for name, task, ticks in (
        ("sweep-deadlines", "portal.deadlines.tasks.sweep", 1.5),
        ("deliver-notices", "portal.notices.tasks.deliver", 1.0),
    )
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_keepalive": True}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

"""Background work of this app."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.bodies.services import end_sessions_of_ended_roles
from portal.kernel import clock

log = logging.getLogger(__name__)


@shared_task
def end_sessions() -> None:
    """End the sessions of people whose role has run out."""
    log.info("sessions of ended roles: %s people", end_sessions_of_ended_roles(today=clock.today()))

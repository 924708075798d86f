from django.apps import AppConfig
from django.db.backends.signals import connection_created

from portal.audit.middleware import stand_beside


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"

    def ready(self) -> None:
        connection_created.connect(stand_beside)

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "portal.calendars"
    label = "calendars"

    def ready(self) -> None:
        from portal.calendars.services.parts import told_at_the_start
        from portal.calendars.workbooks import akim_guide
        from schedules.workbooks import guided_by

        guided_by("akim_calendar", akim_guide)
        told_at_the_start()

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "portal.calendars"
    label = "calendars"

    def ready(self) -> None:
        from portal.calendars.queries.beside import calendar_beside
        from portal.calendars.queries.why import whys
        from portal.calendars.services.parts import told_at_the_start
        from portal.calendars.workbooks import akim_guide, write_proposal
        from schedules.queries.beside import stands_beside
        from schedules.queries.explained import explained_by
        from schedules.workbooks import guided_by
        from schedules.workbooks.own_files import written_by

        guided_by("akim_calendar", akim_guide)
        written_by("akim_calendar", write_proposal)
        explained_by("akim_calendar", whys)
        stands_beside("akim_calendar", "calendars/_beside.html", calendar_beside)
        told_at_the_start()

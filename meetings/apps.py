from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    label = "meetings"

    def ready(self) -> None:
        from meetings.queries.approved import since_approved
        from meetings.services.standing import stood_announced
        from portal.deadlines.services import announced_by
        from schedules.queries.since import since_told_by

        announced_by(stood_announced)
        since_told_by(since_approved)

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    label = "meetings"

    def ready(self) -> None:
        from meetings.services.standing import stood_announced
        from portal.deadlines.services import announced_by

        announced_by(stood_announced)

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "portal.holding"
    label = "holding"

    def ready(self) -> None:
        from meetings.services.held import followed_by
        from portal.holding.services.following import follow_record

        followed_by(follow_record)

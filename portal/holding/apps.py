from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "portal.holding"
    label = "holding"

    def ready(self) -> None:
        from meetings.queries.results import told_by
        from meetings.services.held import followed_by
        from portal.holding.queries.photos import public_photos
        from portal.holding.queries.results import results_panel
        from portal.holding.services.following import follow_record

        followed_by(follow_record)
        told_by("holding/_results.html", results_panel)
        told_by("holding/_photos.html", public_photos)

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "portal.holding"
    label = "holding"

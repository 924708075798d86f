from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "portal.bodies"
    label = "bodies"

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "portal.kernel"
    label = "kernel"

    def ready(self) -> None:
        from portal.kernel.hastening import obey

        obey()

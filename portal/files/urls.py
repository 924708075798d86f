from __future__ import annotations

from django.urls import path, register_converter

from portal.files import views


class DigestConverter:
    """The first twelve hexadecimal digits of a SHA-256."""

    regex = "[0-9a-f]{12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DigestConverter, "digest")

app_name = "files"
urlpatterns = [path("files/<int:pk>/<digest:digest>/", views.download, name="download")]

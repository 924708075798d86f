"""Addresses on which people ask and demand, and offices answer."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from portal.questions.views import kit

app_name = "questions"

_MEETING = r"(?P<number>[0-9]{4}-[0-9]{6})"

urlpatterns: list[URLPattern] = [
    re_path(rf"^meetings/{_MEETING}/poster-(?P<paper>a[34])\.pdf$", kit.poster, name="poster"),
    re_path(rf"^meetings/{_MEETING}/picture-(?P<size>1200x630|1080x1080|1080x1920)\.png$", kit.picture, name="picture"),
    re_path(rf"^meetings/{_MEETING}/press\.(?P<ending>docx|txt)$", kit.notice, name="notice"),
    re_path(rf"^meetings/{_MEETING}/kit\.zip$", kit.archive, name="archive"),
    re_path(rf"^work/meetings/{_MEETING}/kit/$", kit.kit, name="kit"),
]

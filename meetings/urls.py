"""Addresses of meetings; a meeting's own is for ever."""

from __future__ import annotations

from django.urls import path, re_path

from meetings import feeds, views

app_name = "meetings"

_NUMBER = r"(?P<number>[0-9]{4}-[0-9]{6})"

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar.ics", feeds.calendar_ics, name="calendar_ics"),
    re_path(rf"^meetings/{_NUMBER}/$", views.meeting, name="meeting"),
    re_path(rf"^meetings/{_NUMBER}\.ics$", feeds.meeting_ics, name="meeting_ics"),
    re_path(r"^schedules/graph/(?P<year>2[0-9]{3})/changes\.atom$", feeds.changes_atom, name="changes_atom"),
    re_path(
        r"^schedules/plan/(?P<slug>[-a-z0-9]+)/(?P<year>2[0-9]{3})/changes\.atom$",
        feeds.changes_atom,
        name="plan_changes_atom",
    ),
    path("work/meetings/", views.work_meetings, name="work_meetings"),
    re_path(rf"^work/meetings/{_NUMBER}/$", views.work_meeting, name="work_meeting"),
    re_path(r"^work/graph/(?P<year>[0-9]{4})/publish/$", views.publish, name="publish"),
    re_path(r"^work/plans/(?P<slug>[-a-z0-9]+)/(?P<year>2[0-9]{3})/publish/$", views.publish, name="publish_plan"),
]

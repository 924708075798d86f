"""Addresses of meetings; a meeting's own is for ever."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from meetings import feeds, views
from schedules.kinds import GRAPH, Kind, own_kinds

app_name = "meetings"

_NUMBER = r"(?P<number>[0-9]{4}-[0-9]{6})"

_YEAR = r"(?P<year>2[0-9]{3})"
_OF_BODY = rf"(?P<slug>[-a-z0-9]+)/{_YEAR}"


def _pages(kind: Kind, whose: str, changes: str, publish: str) -> list[URLPattern]:
    """The feed of what happens to a plan and its meetings, and its publication."""
    known = {"kind": kind}
    return [
        re_path(rf"^schedules/{kind.address}/{whose}/changes\.atom$", feeds.changes_atom, known, name=changes),
        re_path(rf"^work/{kind.folder}/{whose}/publish/$", views.publish, known, name=publish),
    ]


def own_pages(kind: Kind) -> list[URLPattern]:
    """Of a kind of which each body has its own."""
    return _pages(kind, _OF_BODY, f"{kind.key}_changes_atom", f"publish_{kind.key}")


urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar.ics", feeds.calendar_ics, name="calendar_ics"),
    re_path(rf"^meetings/{_NUMBER}/$", views.meeting, name="meeting"),
    re_path(rf"^meetings/{_NUMBER}\.ics$", feeds.meeting_ics, name="meeting_ics"),
    re_path(rf"^coverage/{_YEAR}/ministers/$", views.ministers, name="ministers"),
    re_path(rf"^coverage/{_YEAR}/ministers\.csv$", views.ministers_csv, name="ministers_csv"),
    re_path(rf"^coverage/{_YEAR}/ministers\.xlsx$", views.ministers_xlsx, name="ministers_xlsx"),
    *_pages(GRAPH, _YEAR, "changes_atom", "publish"),
    *(page for kind in own_kinds() for page in own_pages(kind)),
    path("work/meetings/", views.work_meetings, name="work_meetings"),
    path("work/meetings/new/", views.off_plan, name="off_plan"),
    path("work/meetings/here/", views.helped, name="helped"),
    path("work/meetings/unrecorded/", views.unrecorded, name="unrecorded"),
    path("work/meetings/to-record/", views.waiting, name="to_record"),
    re_path(rf"^work/meetings/{_NUMBER}/$", views.work_meeting, name="work_meeting"),
    path("work/risks/<int:pk>/meeting/", views.risk_meeting, name="risk_meeting"),
    re_path(rf"^work/meetings/{_NUMBER}/held/$", views.record_held, name="record_held"),
    re_path(rf"^work/meetings/{_NUMBER}/held/back/$", views.take_back, name="held_back"),
    re_path(rf"^work/meetings/{_NUMBER}/not-taken-place/$", views.not_taken_place, name="not_taken_place"),
    re_path(rf"^work/meetings/{_NUMBER}/move/$", views.move, name="move"),
    re_path(rf"^work/meetings/{_NUMBER}/cancel/$", views.cancel, name="cancel"),
    re_path(rf"^work/meetings/{_NUMBER}/restore/$", views.restore, name="restore"),
    re_path(rf"^work/meetings/{_NUMBER}/about/$", views.describe, name="describe"),
    re_path(rf"^work/meetings/{_NUMBER}/channels/$", views.channels, name="channels"),
    re_path(
        rf"^meetings/{_NUMBER}/announced/(?P<pk>[0-9]{{1,18}})-(?P<digest>[0-9a-f]{{12}})\.jpg$",
        views.board_photo,
        name="board_photo",
    ),
    re_path(rf"^work/meetings/{_NUMBER}/announced/$", views.announced, name="announced"),
    re_path(
        rf"^work/meetings/{_NUMBER}/announced/(?P<pk>[0-9]{{1,18}})/back/$", views.take_back, name="announcement_back"
    ),
]

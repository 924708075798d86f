"""Addresses on which people ask, demand and subscribe, and offices answer."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from portal.questions.views import (
    answering,
    asking,
    demands,
    entering,
    fates,
    judging,
    keys,
    kit,
    queue,
    subscribing,
    supporting,
)

app_name = "questions"

_MEETING = r"(?P<number>[0-9]{4}-[0-9]{6})"
_QUESTION = r"(?P<number>S-[0-9]{4}-[0-9]{6})"
_DEMAND = r"(?P<number>T-[0-9]{4}-[0-9]{6})"
#: What letters carry, see `services.keys`.
_KEY = r"(?P<key>[0-9a-f]{1,16}-[0-9a-f]{26})"
#: Of a question or of a demand.
_SENT = r"(?P<number>[ST]-[0-9]{4}-[0-9]{6})"

#: What people ask, and what became of it.
_ASKING: list[URLPattern] = [
    re_path(rf"^meetings/{_MEETING}/ask/$", asking.ask, name="ask"),
    path("questions/", fates.questions, name="questions"),
    path("questions/find/", fates.find, name="find"),
    path("questions/again/", asking.again, name="again"),
    re_path(rf"^questions/{_QUESTION}/$", fates.question, name="question"),
    re_path(rf"^questions/{_QUESTION}/support/$", supporting.support, name="support"),
    re_path(rf"^questions/k/{_KEY}/$", keys.key, name="key"),
]
#: Residents want a meeting, and what the akimat answers.
_DEMANDING: list[URLPattern] = [
    path("demands/", demands.demands, name="demands"),
    path("demands/new/", demands.demand_new, name="demand_new"),
    path("demands/rules/", demands.demand_rules, name="demand_rules"),
    re_path(rf"^demands/{_DEMAND}/$", demands.demand, name="demand"),
    re_path(rf"^demands/{_DEMAND}/support/$", demands.demand_support, name="demand_support"),
    path("work/demand-rules/", answering.rules, name="rules"),
    re_path(rf"^work/demands/{_DEMAND}/answer/$", answering.demand_answer, name="demand_answer"),
]
#: By what a meeting is announced.
_KIT: list[URLPattern] = [
    re_path(rf"^meetings/{_MEETING}/poster-(?P<paper>a[34])\.pdf$", kit.poster, name="poster"),
    re_path(rf"^meetings/{_MEETING}/picture-(?P<size>1200x630|1080x1080|1080x1920)\.png$", kit.picture, name="picture"),
    re_path(rf"^meetings/{_MEETING}/press\.(?P<ending>docx|txt)$", kit.notice, name="notice"),
    re_path(rf"^meetings/{_MEETING}/kit\.zip$", kit.archive, name="archive"),
    re_path(rf"^work/meetings/{_MEETING}/kit/$", kit.kit, name="kit"),
]
#: What the office makes of it.
_OFFICE: list[URLPattern] = [
    path("work/questions/", queue.work_questions, name="work_questions"),
    path("work/questions/looks/", queue.work_looks, name="work_looks"),
    path("work/questions/new/", entering.enter, name="enter"),
    re_path(rf"^work/questions/new/{_MEETING}/$", entering.enter_for, name="enter_for"),
    re_path(rf"^work/questions/{_SENT}/slip/$", entering.slip, name="slip"),
    re_path(rf"^work/questions/{_SENT}/$", judging.work_question, name="work_question"),
]

#: News of a place by mail.
_SUBSCRIBING: list[URLPattern] = [
    re_path(r"^places/(?P<kato>[0-9]{9})/subscribe/$", subscribing.subscribe, name="subscribe"),
    re_path(rf"^places/leave/{_KEY}/$", subscribing.leave, name="leave"),
]

urlpatterns: list[URLPattern] = [*_ASKING, *_DEMANDING, *_KIT, *_OFFICE, *_SUBSCRIBING]

"""Addresses of issues: /<lang>/issues/… for everybody, /<lang>/work/issues/… for offices."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from issues import feeds
from issues.models import NUMBER
from issues.views import (
    answering,
    entering,
    figures,
    follow,
    high,
    issue,
    listing,
    newspapers,
    office,
    people,
    quarter_table,
    quarter_work,
    quarters,
    ranking,
    replies,
    reviewing,
    similar,
    taking,
    topics,
    triage,
    upward,
    work,
)

app_name = "issues"

_QUARTER = rf"^issues/quarters/(?P<slug>[-a-z0-9]+)/(?P<period>{quarters.QUARTER})"
_ISSUE = rf"(?P<number>{NUMBER})"
#: What letters carry, see `portal.questions.services.keys`.
_KEY = r"(?P<key>[0-9a-f]{1,16}-[0-9a-f]{26})"
_MEETING = r"(?P<number>[0-9]{4}-[0-9]{6})"

#: For everybody.
_PUBLIC: list[URLPattern] = [
    path("issues/", listing.issues, name="issues"),
    path("issues.csv", taking.issues_csv, name="issues_csv"),
    path("issues.xlsx", taking.issues_xlsx, name="issues_xlsx"),
    path("issues.atom", feeds.issues_atom, name="issues_atom"),
    re_path(rf"^issues/{_ISSUE}/$", issue.issue, name="issue"),
    path("issues/figures/", figures.figures, name="figures"),
    path("issues/figures.csv", figures.figures_csv, name="figures_csv"),
    path("issues/counted.csv", figures.counted_csv, name="counted_csv"),
    re_path(rf"^issues/{_ISSUE}/feed/$", feeds.issue_atom, name="issue_atom"),
    path("issues/quarters/", quarters.quarters, name="quarters"),
    path("issues/quarters.csv", quarters.quarters_csv, name="quarters_csv"),
    path("issues/quarters.atom", feeds.quarters_atom, name="quarters_atom"),
    re_path(rf"{_QUARTER}/$", quarters.quarter, name="quarter"),
    re_path(rf"{_QUARTER}\.(?P<ending>csv|json|xlsx|pdf|docx)$", quarters.quarter_file, name="quarter_file"),
]

#: Work of offices on issues.
_OFFICE: list[URLPattern] = [
    path("work/issues/", office.work_issues, name="work_issues"),
    path("work/issues/ranking/", ranking.regions, name="ranking"),
    re_path(rf"^work/issues/{_ISSUE}/$", work.work_issue, name="work_issue"),
    re_path(rf"^work/issues/{_ISSUE}/people/$", people.people, name="people"),
    path("work/answers/", reviewing.work_answers, name="work_answers"),
    path("work/answers/<int:pk>/", reviewing.work_answer, name="work_answer"),
]

#: People who follow, answer and leave.
_PEOPLE: list[URLPattern] = [
    re_path(rf"^issues/{_ISSUE}/answer/{_KEY}/$", answering.answer, name="answer"),
    re_path(rf"^issues/{_ISSUE}/follow/$", follow.follow, name="follow"),
    path("issues/follow/body/<slug:slug>/", follow.follow_body, name="follow_body"),
    path("issues/follow/topic/<slug:slug>/", follow.follow_topic, name="follow_topic"),
    re_path(rf"^issues/leave/{_KEY}/$", follow.leave, name="leave"),
]


#: What was taken at meetings is made issues of; what came otherwise is entered.
_REGISTERING: list[URLPattern] = [
    path("work/issues/triage/", triage.triage_meetings, name="triage_meetings"),
    re_path(rf"^work/issues/triage/{_MEETING}/$", triage.triage, name="triage"),
    re_path(rf"^work/issues/triage/{_MEETING}/(?P<place>[1-9][0-9]{{0,4}})/$", triage.triage, name="triage_question"),
    re_path(rf"^work/issues/triage/{_MEETING}/rest/$", triage.triage_rest, name="triage_rest"),
    re_path(rf"^work/issues/{_ISSUE}/similar/$", similar.similar_issues, name="similar"),
    path("work/issues/new/", entering.enter, name="enter"),
    path("work/issue-topics/", topics.topics, name="topics"),
    re_path(r"^work/issue-topics/(?P<slug>[a-z][a-z0-9-]{0,39})/$", topics.topic, name="topic"),
    path("work/replies/", replies.replies, name="replies"),
    re_path(r"^work/replies/(?P<key>[1-9][0-9]{0,8})/$", replies.reply, name="reply"),
]

#: What regions cannot solve alone goes up.
_UPWARD: list[URLPattern] = [
    path("issues/problems/", upward.packages, name="packages"),
    path("issues/packages/<int:pk>/", upward.package, name="package"),
    path("issues/acts/", high.acts, name="high_acts"),
    path("issues/acts/<int:pk>/", high.act, name="high_act"),
    path("work/problems/", upward.problems, name="problems"),
    path("work/problems/new/", upward.new_problem, name="new_problem"),
    path("work/problems/<int:pk>/", upward.work_problem, name="work_problem"),
    path("work/packages/<int:pk>/", upward.work_package, name="work_package"),
    path("work/acts/<str:kind>/", high.work_high, name="work_high"),
]

_OWN_QUARTER = rf"^work/quarter/(?P<slug>[-a-z0-9]+)/(?P<period>{quarters.QUARTER})"
#: Offices: the quarter of a body.
_QUARTERS: list[URLPattern] = [
    path("work/quarter/", quarter_work.work_quarters, name="work_quarters"),
    re_path(rf"{_OWN_QUARTER}/$", quarter_work.work_quarter, name="work_quarter"),
    re_path(rf"{_OWN_QUARTER}/table/$", quarter_table.work_quarter_table, name="work_quarter_table"),
    re_path(rf"{_OWN_QUARTER}/publish/$", quarter_work.work_quarter_publish, name="work_quarter_publish"),
    re_path(rf"{_OWN_QUARTER}/call-off/$", quarter_work.work_quarter_call_off, name="work_quarter_call_off"),
    re_path(rf"{_OWN_QUARTER}/newspapers/$", newspapers.newspapers, name="newspapers"),
    re_path(rf"{_OWN_QUARTER}/newspapers/(?P<key>[1-9][0-9]{{0,8}})/$", newspapers.newspaper, name="newspaper"),
]

urlpatterns: list[URLPattern] = [*_QUARTERS, *_PUBLIC, *_PEOPLE, *_OFFICE, *_REGISTERING, *_UPWARD]

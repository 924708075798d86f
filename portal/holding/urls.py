"""Addresses of the log, the close-out and the results of meetings."""

from __future__ import annotations

from django.urls import path, re_path

from portal.holding import views

app_name = "holding"

_NUMBER = r"(?P<number>[0-9]{4}-[0-9]{6})"
_PLACE = r"(?P<place>[1-9][0-9]{0,4})"
_DOCUMENT = r"(?P<name>protocol|action-plan)\.(?P<ending>pdf|docx)"

#: A photo that everybody sees; its digest cannot be guessed by counting.
_PHOTO = r"(?P<pk>[0-9]{1,18})-(?P<digest>[0-9a-f]{12})"

urlpatterns = [
    path("work/meetings/month/", views.month, name="month"),
    re_path(r"^work/meetings/month/(?P<month>2[0-9]{3}-(?:0[1-9]|1[0-2]))\.xlsx$", views.month_xlsx, name="month_xlsx"),
    re_path(rf"^meetings/{_NUMBER}/photos/{_PHOTO}\.jpg$", views.photo, name="photo"),
    re_path(rf"^meetings/{_NUMBER}/photos/{_PHOTO}-s\.jpg$", views.photo_small, name="photo_small"),
    re_path(rf"^meetings/{_NUMBER}/photos/{_PHOTO}/remove/$", views.photo_removal, name="photo_removal"),
    re_path(rf"^work/meetings/{_NUMBER}/files/$", views.attachments, name="attachments"),
    re_path(
        rf"^work/meetings/{_NUMBER}/files/(?P<pk>[0-9]{{1,18}})/remove/$",
        views.attachment_remove,
        name="attachment_remove",
    ),
    re_path(rf"^work/meetings/{_NUMBER}/photos/$", views.photos, name="photos"),
    re_path(rf"^work/meetings/{_NUMBER}/photos/(?P<pk>[0-9]{{1,18}})/state/$", views.photo_state, name="photo_state"),
    re_path(rf"^meetings/{_NUMBER}/questions/$", views.public_questions, name="public_questions"),
    re_path(rf"^meetings/{_NUMBER}/questions\.csv$", views.questions_csv, name="questions_csv"),
    re_path(rf"^meetings/{_NUMBER}/{_DOCUMENT}$", views.public_document, name="document"),
    re_path(rf"^work/meetings/{_NUMBER}/{_DOCUMENT}$", views.work_document, name="work_document"),
    path("work/summaries/", views.work_summaries, name="work_summaries"),
    path("work/summaries/<int:pk>/", views.work_summary, name="work_summary"),
    re_path(
        r"^work/summaries/(?P<kind>quarter|half)/(?P<slug>[-a-z0-9]+)/(?P<period>2[0-9]{3}-[QH][1-4])/$",
        views.make,
        name="make_summary",
    ),
    path("summaries/<int:pk>/", views.summary, name="summary"),
    re_path(r"^summaries/(?P<pk>[0-9]{1,18})\.(?P<ending>pdf|docx)$", views.summary_file, name="summary_file"),
    path("work/meetings/log/", views.choose, name="choose"),
    re_path(rf"^work/meetings/{_NUMBER}/log/$", views.log, name="log"),
    re_path(rf"^work/meetings/{_NUMBER}/log/draft/$", views.draft, name="draft"),
    re_path(rf"^work/meetings/{_NUMBER}/log/draft/drop/$", views.drop_draft, name="drop_draft"),
    re_path(rf"^work/meetings/{_NUMBER}/account/$", views.account, name="account"),
    re_path(
        rf"^work/meetings/{_NUMBER}/account/(?P<name>times|audience|visit|words|protocol|note)/$",
        views.section,
        name="section",
    ),
    re_path(rf"^work/meetings/{_NUMBER}/account/questions/$", views.questions, name="questions"),
    re_path(rf"^work/meetings/{_NUMBER}/account/questions/new/$", views.new_question, name="new_question"),
    re_path(rf"^work/meetings/{_NUMBER}/account/questions/{_PLACE}/$", views.question, name="question"),
    re_path(rf"^work/meetings/{_NUMBER}/account/questions/{_PLACE}/out/$", views.drop_question, name="drop_question"),
    re_path(rf"^work/meetings/{_NUMBER}/account/publish/$", views.publish, name="publish"),
    re_path(rf"^work/meetings/{_NUMBER}/account/close/$", views.close, name="close"),
    re_path(rf"^work/meetings/{_NUMBER}/account/(?P<step>withdraw|reopen|unsign)/$", views.step_back, name="step_back"),
    re_path(rf"^work/meetings/{_NUMBER}/programme/$", views.programme, name="programme"),
]

"""Untyped input of this app's pages, turned into typed. Law and permission are the services' business."""

from schedules.forms.agreement import AnswerForm, ReopenForm, SlotForm
from schedules.forms.approval import DecisionForm, SendForm
from schedules.forms.proposals import ReviewForm, SubmitForm, VersionForm
from schedules.forms.rows import RowForm

__all__ = [
    "AnswerForm",
    "DecisionForm",
    "ReopenForm",
    "ReviewForm",
    "RowForm",
    "SendForm",
    "SlotForm",
    "SubmitForm",
    "VersionForm",
]

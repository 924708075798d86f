"""Untyped input of this app's pages, turned into typed. Law and permission are the services' business."""

from schedules.forms.filing import ReviewForm, SubmitForm, VersionForm
from schedules.forms.graph import AnswerForm, DecisionForm, ReopenForm, SendForm, SlotForm
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

"""Which kinds of decisions there are."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.deadlines.forms.ruling import (
    ActForm,
    DayOffForm,
    DecisionForm,
    DueForm,
    ReadingForm,
    StandsForm,
    TermForm,
    VisibilityForm,
)
from portal.deadlines.forms.ruling_of_one import ExtensionForm, ReleaseForm

#: Kinds of decisions in the order in which they are offered; the word stands in the address.
KINDS: dict[str, tuple[type[DecisionForm], Any, Any]] = {
    "act": (ActForm, _("An act in force"), _("From when to when an act is applied on the portal")),
    "due": (DueForm, _("The day of a duty"), _("Another last day than the act names, for every body")),
    "term": (TermForm, _("The day of a duty that events open"), _("So many days after or before what happens")),
    "day_off": (DayOffForm, _("A last day that is a day off"), _("Whether it moves to a working day, and to which")),
    "visibility": (VisibilityForm, _("Who sees a duty"), _("Everyone, or only people in the workspace")),
    "reading": (ReadingForm, _("How a norm is read"), _("Each unit once, or each village inside it, too")),
    "stands": (StandsForm, _("Whether a duty is kept"), _("A duty is kept on the portal, or is not")),
    "extension": (ExtensionForm, _("More time for one body"), _("A later last day for one body and one period")),
    "release": (ReleaseForm, _("Release of one body"), _("A duty is waived, or a body is exempt, for one period")),
}

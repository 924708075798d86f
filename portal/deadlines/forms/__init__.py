"""Forms of deadlines."""

from portal.deadlines.forms.evidence import (
    CloseForm,
    ConfirmForm,
    CorrectionForm,
    EvidenceForm,
    PagesForm,
    RecordForm,
    WithdrawForm,
)
from portal.deadlines.forms.evidence_file import PeriodForm
from portal.deadlines.forms.ladder import CopiesForm, LadderForm
from portal.deadlines.forms.record import BoardForm
from portal.deadlines.forms.sending_received import ReceivedForm, ReturnForm

__all__ = [
    "BoardForm",
    "CloseForm",
    "ConfirmForm",
    "CopiesForm",
    "CorrectionForm",
    "EvidenceForm",
    "LadderForm",
    "PagesForm",
    "PeriodForm",
    "ReceivedForm",
    "RecordForm",
    "ReturnForm",
    "WithdrawForm",
]

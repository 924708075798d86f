"""Forms of deadlines."""

from portal.deadlines.forms.board import BoardForm
from portal.deadlines.forms.evidence import CorrectionForm, EvidenceForm, RecordForm, WithdrawForm

__all__ = ["BoardForm", "CorrectionForm", "EvidenceForm", "RecordForm", "WithdrawForm"]

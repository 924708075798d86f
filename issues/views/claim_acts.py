"""Acts of the page of one issue about the claim that it is solved, and about what proves it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from issues.forms import claims as forms
from issues.forms.working import ActForm, TakeUpForm
from issues.queries.work import open_claim
from issues.services import claiming
from issues.views.act import Act, Page, Said, on_issue


def _add(page: Page, form: ActForm, said: Said) -> object:
    return claiming.add_proof(claim=open_claim(page.issue), actor=said["actor"], today=said["today"], **form.said())


def _publish(page: Page, form: ActForm, said: Said) -> object:
    proof = page.proof(form.data.get("key", ""))
    return claiming.publish_proof(proof=proof, actor=said["actor"], now=said["now"])


def _remove(page: Page, form: ActForm, said: Said) -> object:
    return claiming.remove_proof(proof=page.proof(form.data.get("key", "")), actor=said["actor"])


CLAIM_ACTS: dict[str, Act] = {
    "claim": Act(
        forms.ClaimForm,
        on_issue(claiming.claim),
        "claim",
        _("It is claimed as solved. People who asked and who follow are asked now."),
        _("Say that it is solved, with proof"),
        "flag",
    ),
    "unclaim": Act(
        forms.UnclaimForm,
        on_issue(claiming.unclaim),
        "unclaim",
        _("The claim is taken back; the issue is in work."),
        _("Take the claim back"),
        "undo",
    ),
    "proof": Act(
        forms.ProofForm,
        _add,
        "proof",
        _("A second person looks at it now."),
        _("Add a photo or a document"),
        "plus",
    ),
    "proof_yes": Act(TakeUpForm, _publish, "proofs", _("Everyone sees it now.")),
    "proof_off": Act(
        TakeUpForm,
        _remove,
        "proofs",
        _("Taken off for good."),
        asks=_("Take this photo or document off for good?"),
        follows=_("Nobody sees it any more, and it cannot be brought back."),
    ),
}

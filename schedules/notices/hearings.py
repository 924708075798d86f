"""Whom to tell that the maslikhat was sent a calendar, and what it said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.bodies.choices import Role
from portal.bodies.queries import people
from portal.kit.formats import day
from portal.kit.translated import in_language
from portal.notices.services import Draft
from schedules.choices import HearingState
from schedules.models import Hearing, ProposalEvent
from schedules.notices.drafting import address, drafts_for, planners, thread_of, without_language


def sent_to_maslikhat(hearing: Hearing, event: ProposalEvent) -> list[Draft]:
    """To the people of the maslikhat, if it has any here."""
    proposal = hearing.proposal

    def write(language: str) -> str:
        values = {"body": in_language(proposal.body, "name", language), "year": proposal.period_key}
        if hearing.due_on is None:
            return _("%(body)s notifies the maslikhat of the calendar of akims' meetings for %(year)s.") % values
        values["day"] = day(hearing.due_on, language)
        return (
            _(
                "%(body)s asks the maslikhat to agree to the calendar of akims' meetings for %(year)s. "
                "Silence after %(day)s counts as agreement."
            )
            % values
        )

    to = people(hearing.body_id, Role.MASLIKHAT, on=event.on)
    where = address("schedules:hearing", hearing.pk)
    return drafts_for(to, event, "calendar_to_maslikhat", write, where, thread_of(proposal), due_on=hearing.due_on)


def maslikhat_heard(hearing: Hearing, event: ProposalEvent) -> list[Draft]:
    """To the people of the region: what the maslikhat said, or that it was silent."""
    proposal = hearing.proposal

    def write(language: str) -> str:
        values = {"body": in_language(hearing.body, "name", language), "year": proposal.period_key}
        sentence = {
            HearingState.AGREED: _("%(body)s: the calendar of akims' meetings for %(year)s is agreed to."),
            HearingState.REFUSED: _(
                "%(body)s: the calendar of akims' meetings for %(year)s is not agreed to: %(said)s"
            ),
            HearingState.SILENT: _(
                "%(body)s: the term to answer has passed, the calendar of akims' meetings for %(year)s counts as "
                "agreed."
            ),
            HearingState.TOLD: _("%(body)s: the notice of the calendar of akims' meetings for %(year)s was received."),
        }[HearingState(hearing.state)]
        if hearing.state == HearingState.TOLD and hearing.remarks:
            sentence = _("%(body)s: remarks on the calendar of akims' meetings for %(year)s: %(said)s")
        return sentence % (values | {"said": hearing.remarks})

    where = without_language(proposal.its_kind.pages.work.url(slug=proposal.body.slug, year=proposal.period_key))
    return drafts_for(planners(proposal.body_id, event.on), event, "maslikhat_heard", write, where, thread_of(proposal))

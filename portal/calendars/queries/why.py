"""Why a day was proposed, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.calendars.models import ProposedDay
from portal.calendars.rules.proposing import Why
from portal.deadlines.queries.words import in_words
from portal.kit import formats
from portal.law import registry
from schedules.models import ProposalRow


def whys(rows: Sequence[ProposalRow]) -> dict[int, str]:
    """By row, of those the portal has proposed. One statement."""
    versions = {row.pk: row.version for row in rows}
    found = ProposedDay.objects.filter(row__in=versions)
    return {each.row_id: _words(each, is_ours=versions[each.row_id] == each.row_version) for each in found}


def _words(proposed: ProposedDay, *, is_ours: bool) -> str:
    said = [
        _(
            "Proposed by the norm (%(norm)s, %(period)s). Meeting %(place)s of %(out_of)s of this akim, "
            "at even distances."
        )
        % {
            "norm": in_words(registry.duty(proposed.norm).title),
            "period": formats.period_name(proposed.period_key),
            "place": proposed.place,
            "out_of": proposed.out_of,
        }
    ]
    if proposed.why == Why.TAKEN:
        said.append(
            _("Evenly it would be %(day)s; the akim has another meeting then, so the nearest free day was taken.")
            % {"day": formats.day(proposed.aimed)}
        )
    elif proposed.why == Why.MOVED:
        said.append(_("The day proposed before could not stay: the nearest free day was taken."))
    if not is_ours:
        said.append(_("People have changed the meeting since."))
    return " ".join(said)

"""What a body is going to say of its issues for a quarter, written down as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import NoteKind
from issues.errors import CHANGED
from issues.models import LONGEST_NOTE, QuarterNote, QuarterTimer
from issues.permissions import can_publish_quarter
from issues.queries.quarters.courses import courses
from issues.services.quarters.publishing import ended_quarter, locked_body
from issues.services.steps import require_clean
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid


@dataclass(frozen=True)
class Said:
    """Of one issue, by its id. Without a text the note goes. `version`: of the note that was read, 0 when none was."""

    issue: int
    kind: str = NoteKind.NEWS
    kk: str = ""
    ru: str = ""
    version: int | None = None

    @property
    def words(self) -> tuple[str, str, str]:
        """Kind and texts as they are kept."""
        # A browser ends lines in its own way; a table brought back ends them in ours.
        kk, ru = (text.replace("\r\n", "\n").strip() for text in (self.kk, self.ru))
        return self.kind, kk, ru


@transaction.atomic
def save_notes(*, body: Body, period_key: str, said: Sequence[Said], actor: Actor, today: date, now: datetime) -> int:
    """Write them all or none; how many changed. A note in one language waits for the other.

    Raises NotAllowed, Conflict (a time is set; somebody else wrote meanwhile), Invalid with fields
    "note-<issue id>-kk" and "-ru" (too long, private data), or an issue that is not in hand of the body.
    """
    period = ended_quarter(period_key, today)
    own = locked_body(body)
    can_publish_quarter(actor, own).require()
    if QuarterTimer.objects.filter(body=own, period_key=period.key).exists():
        raise Conflict(_("A time to publish is set. Call it off before you change what is said."), code="time_set")
    open_at_end = {pk for pk, way in courses(own, period, before=now).items() if way.left == ""}
    if any(one.issue not in open_at_end for one in said):
        raise Invalid(_("An issue among them was not open with this body at the end of the quarter."), code="not_open")
    if any(one.kind not in NoteKind.values for one in said):
        raise Invalid(_("Say whether there is progress, or nothing new."), code="kind")
    require_fit(said)
    known = {note.issue_id: note for note in QuarterNote.objects.of(own, period.key)}
    return sum(_save(own, period.key, known.get(one.issue), one, actor, now) for one in said)


def _save(own: Body, period_key: str, note: QuarterNote | None, said: Said, actor: Actor, now: datetime) -> int:
    _kind, kk, ru = said.words
    stands = (note.kind, note.text_kk, note.text_ru) if note else (said.kind, "", "")
    if stands == said.words:
        return 0
    if said.version is not None and said.version != (note.version if note else 0):
        raise Conflict(_("Somebody else has changed this meanwhile. Look at it as it stands."), code=CHANGED)
    if not kk and not ru:
        if note is not None:
            note.delete()
        return 1
    told = {"kind": said.kind, "text_kk": kk, "text_ru": ru, "changed_by": actor.user, "changed_at": now}
    if note is None:
        QuarterNote.objects.create(body=own, period_key=period_key, issue_id=said.issue, **told)
    else:
        QuarterNote.objects.filter(pk=note.pk).update(version=note.version + 1, **told)
    return 1


def require_fit(said: Sequence[Said]) -> None:
    """Raises Invalid as `save_notes` for what is too long or shows private data; asks nothing of the database."""
    texts = {f"note-{one.issue}-{language}": getattr(one, language) for one in said for language in ("kk", "ru")}
    require_clean(texts)
    sentence = _("At most %(most)d characters.") % {"most": LONGEST_NOTE}
    errors = {name: [sentence] for name, text in texts.items() if len(text.strip()) > LONGEST_NOTE}
    if errors:
        raise Invalid(sentence, errors=errors, code="too_long")

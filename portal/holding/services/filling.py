"""Completing the account of a held meeting, one section at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import MeetingState
from meetings.models import MeetingHeld
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.services import publish, store, withhold
from portal.holding.choices import AccountVerb
from portal.holding.models import Account, Part
from portal.holding.services.steps import Said, keep, keep_private, opened, require_said
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats
from portal.law.sharing import is_talk_in_measure

#: What each section of the close-out may change.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "times": ("talk_minutes", "questions_minutes", "obtained", "split_note_kk", "split_note_ru"),
    "audience": (
        *("attendees", "viewers", "asked_in_all", "stream_link", "comments_open"),
        *("stream_none_kk", "stream_none_ru", "venue_kk", "venue_ru"),
    ),
    "words": ("summary_kk", "summary_ru", "report_kk", "report_ru"),
    "note": ("internal_note",),
}
_PAIRED = ("split_note", "stream_none", "venue", "summary", "report")
_SIGNED = frozenset({"application/pdf", "image/jpeg"})


@dataclass(frozen=True)
class PartFacts:
    """One part of a visit: held on a day, or not and why; nothing of both is not known yet."""

    kind: str
    held_on: date | None = None
    people: int | None = None
    link: str = ""
    note_kk: str = ""
    note_ru: str = ""
    missed_reason_kk: str = ""
    missed_reason_ru: str = ""

    @property
    def is_missed(self) -> bool:
        return bool(self.missed_reason_kk or self.missed_reason_ru)

    @property
    def is_known(self) -> bool:
        return self.held_on is not None or self.is_missed


@transaction.atomic
def fill(
    *,
    account: Account,
    section: str,
    typed: Mapping[str, Any],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Account:
    """Change one section. Raises NotAllowed, Conflict (changed since, not held), Invalid with fields."""
    locked = opened(account, actor=actor, expected_version=expected_version)
    names = SECTIONS[section]
    before = {name: getattr(locked, name) for name in names}
    for name in names:
        if name in typed:
            value = typed[name]
            setattr(locked, name, value.strip() if isinstance(value, str) else value)
    if before == {name: getattr(locked, name) for name in names}:
        return locked
    _check(locked, section)
    if section == "note":
        return keep_private(locked, now=now)
    return keep(locked, actor=actor, today=today, now=now, said=said)


@transaction.atomic
def set_parts(
    *,
    account: Account,
    parts: Sequence[PartFacts],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Account:
    """What belonged to the visit, all of it at once. Raises as `fill`, at fields like "reception-held_on"."""
    locked = opened(account, actor=actor, expected_version=expected_version)
    held = MeetingHeld.objects.get(meeting=locked.meeting_id, withdrawn_on__isnull=True)
    errors: dict[str, list[str]] = {}
    for facts in parts:
        for name, sentence in _faults(facts, held.held_on, today):
            errors.setdefault(f"{facts.kind}-{name}", []).append(sentence)
    if errors:
        raise Invalid(_("What is said of the visit is not right."), errors=errors, code="parts")
    stand = {part.kind: part for part in locked.parts.all()}
    has_changed = False
    for facts in parts:
        has_changed |= _set_part(locked, stand.get(facts.kind), facts, actor, today)
    return keep(locked, actor=actor, today=today, now=now, said=said) if has_changed else locked


@transaction.atomic
def sign(
    *,
    account: Account,
    number: str,
    secretary_kk: str,
    secretary_ru: str,
    signed_on: date | None,
    upload: UploadedFile | None,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
    said: Said | None = None,
) -> Account:
    """Number and secretary of the protocol, and its signed copy with its day.

    The copy is public once the results are. Raises as `fill`, and Invalid at "file".
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    held = MeetingHeld.objects.get(meeting=locked.meeting_id, withdrawn_on__isnull=True)
    errors: dict[str, list[str]] = {}
    if upload is not None or signed_on is not None:
        if upload is None and locked.signed_copy_id is None:
            errors["file"] = [_("Attach the signed copy.")]
        if signed_on is None:
            errors["signed_on"] = [_("Give the day on which it was signed.")]
        elif signed_on > today:
            errors["signed_on"] = [_("This day has not come yet.")]
        elif signed_on < held.held_on:
            errors["signed_on"] = [_("A protocol is signed after the meeting.")]
    elif locked.signed_copy_id is not None:
        errors["signed_on"] = [_("Give the day on which it was signed.")]
    if bool(secretary_kk.strip()) != bool(secretary_ru.strip()):
        errors["secretary_ru" if secretary_kk.strip() else "secretary_kk"] = [_("Write it in both languages.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="protocol")
    had_copy, old = locked.signed_copy_id is not None, locked.signed_copy
    if upload is not None:
        copy = store(actor=actor, upload=upload, purpose=Purpose.ACT)
        if copy.content_type not in _SIGNED:
            raise Invalid.at("file", _("The signed copy is a PDF or a JPEG."), code="kind")
        locked.signed_copy = copy
        if locked.is_published:
            publish(copy)
            if old is not None and old.pk != copy.pk:
                withhold(old)
    locked.protocol_number, locked.signed_on = number.strip(), signed_on
    locked.secretary_kk, locked.secretary_ru = secretary_kk.strip(), secretary_ru.strip()
    # The first copy corrects nothing; another one in the place of a public one does.
    is_correction = locked.is_published and (had_copy or upload is None)
    verb = AccountVerb.SIGN if upload is not None and not is_correction else AccountVerb.FILL
    return keep(locked, actor=actor, today=today, now=now, verb=verb, said=said)


@transaction.atomic
def unsign(
    *,
    account: Account,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Account:
    """The signed copy was attached by mistake: nobody reads it any more; that it stood there, and why not now, stays.

    Of published results everybody reads the reason. Raises NotAllowed, Conflict (changed since, closed, no copy),
    Invalid (fields "reason_kk", "reason_ru").
    """
    locked = opened(account, actor=actor, expected_version=expected_version)
    copy, said = locked.signed_copy, Said(reason_kk, reason_ru)
    if copy is None:
        raise Conflict(_("No signed copy is attached."), code="not_signed")
    if locked.meeting.state == MeetingState.CLOSED:
        raise Conflict(_("This account is closed: open it again first."), code="closed")
    require_said(said, prefix="reason")
    locked.signed_copy = locked.signed_on = None
    if locked.is_published:
        withhold(copy)
    return keep(locked, actor=actor, today=today, now=now, verb=AccountVerb.UNSIGN, said=said)


def _check(account: Account, section: str) -> None:
    errors: dict[str, list[str]] = {}
    for name in _PAIRED:
        kk, ru = getattr(account, f"{name}_kk"), getattr(account, f"{name}_ru")
        if f"{name}_kk" in SECTIONS[section] and bool(kk) != bool(ru):
            errors[f"{name}_ru" if kk else f"{name}_kk"] = [_("Write it in both languages.")]
    if section == "times":
        errors |= _faults_of_times(account)
    if section == "audience" and account.stream_link and account.stream_none_kk:
        errors["stream_none_kk"] = [_("There is a link: leave out why there was no broadcast.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code=section)


def _faults_of_times(account: Account) -> dict[str, list[str]]:
    talk, questions = account.talk_minutes, account.questions_minutes
    given = (talk is not None, questions is not None, bool(account.obtained))
    if not any(given):
        return {}
    errors: dict[str, list[str]] = {}
    for name, is_given in zip(("talk_minutes", "questions_minutes", "obtained"), given, strict=True):
        if not is_given:
            errors[name] = [_("Give the minutes of talk and of questions, and say how they are known.")]
    if talk is None or questions is None:
        return errors
    held = MeetingHeld.objects.get(meeting=account.meeting_id, withdrawn_on__isnull=True)
    lasted = (held.end_time.hour - held.start_time.hour) * 60 + held.end_time.minute - held.start_time.minute
    if talk + questions > lasted:
        errors["questions_minutes"] = [
            _("Talk and questions together are longer than the meeting, which lasted %(count)s min.")
            % {"count": lasted}
        ]
    if not is_talk_in_measure(talk_minutes=talk, questions_minutes=questions) and not account.split_note_kk:
        errors["split_note_kk"] = [_("The talk took more than a quarter of the time: explain why, in both languages.")]
    return errors


def _faults(facts: PartFacts, held_on: date, today: date) -> list[tuple[str, str]]:
    found = []
    if facts.held_on is not None:
        if facts.held_on > today:
            found.append(("held_on", _("This day has not come yet.")))
        elif facts.held_on < held_on:
            found.append(
                (
                    "held_on",
                    _("It belongs to the visit: not before the meeting on %(day)s.") % {"day": formats.day(held_on)},
                )
            )
        if facts.is_missed:
            found.append(("missed_reason_kk", _("It took place: leave out why it did not.")))
    elif facts.is_missed:
        if facts.people is not None:
            found.append(("people", _("It did not take place: leave out how many people came.")))
        names = ("missed_reason_kk", "missed_reason_ru")
        found.extend((name, _("Write it in both languages.")) for name in names if not getattr(facts, name))
    elif facts.people is not None or facts.link or facts.note_kk or facts.note_ru:
        found.append(("held_on", _("Give the day, or say in Kazakh and in Russian why it did not take place.")))
    if bool(facts.note_kk) != bool(facts.note_ru):
        found.append(("note_ru" if facts.note_kk else "note_kk", _("Write it in both languages.")))
    return found


def _set_part(account: Account, part: Part | None, facts: PartFacts, actor: Actor, today: date) -> bool:
    """Whether anything changed."""
    if not facts.is_known:
        if part is not None:
            part.delete()
        return part is not None
    row = part or Part(account=account, kind=facts.kind)
    names = ("held_on", "people", "link", "note_kk", "note_ru", "missed_reason_kk", "missed_reason_ru")
    if part is not None and all(getattr(part, name) == getattr(facts, name) for name in names):
        return False
    for name in names:
        setattr(row, name, getattr(facts, name))
    row.recorded_on, row.recorded_by = today, actor.user
    row.save()
    return True

"""The log of where people were told of a published schedule."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import publish as publish_file
from portal.files.services import store
from portal.kernel.errors import Conflict, Invalid
from portal.kit.addresses import is_web_address, wanted
from schedules.choices import OUT_IN_PUBLIC
from schedules.kinds import GRAPH
from schedules.models import Schedule, ScheduleAnnouncement
from schedules.permissions import can_log_announcement


@transaction.atomic
def record_announcement(
    *,
    period_key: str,
    channel: str,
    announced_on: date,
    actor: Actor,
    today: date,
    link: str = "",
    photo: UploadedFile | None = None,
    note_kk: str = "",
    note_ru: str = "",
    note_en: str = "",
    kind: str = GRAPH.key,
    body: Body | None = None,
    corrects: ScheduleAnnouncement | None = None,
) -> ScheduleAnnouncement:
    """Write down that people were told in `channel`, with a link or a photo to prove it; public at once.

    The day may lie before publication on the portal (a newspaper may be quicker), but not before the act that approved
    the schedule and not in the future. Raises Invalid with fields, Conflict while nothing of the year is published.
    """
    can_log_announcement(actor, kind, body).require()
    published = Schedule.objects.in_chain(kind, body, period_key).filter(state__in=OUT_IN_PUBLIC).last()
    if published is None or published.act_on is None:
        raise Conflict(_("Nothing is published for this year yet."), code="not_published")
    _check(announced_on, published.act_on, today, link=link.strip(), photo=photo)
    if corrects is not None:
        _check_corrected(corrects, kind, body, period_key)
    stored = None
    if photo is not None:
        stored = _store(photo, actor)
        publish_file(stored)
    return ScheduleAnnouncement.objects.create(
        kind=kind,
        body=body,
        period_key=period_key,
        channel=channel,
        announced_on=announced_on,
        link=link.strip(),
        photo=stored,
        note_kk=note_kk.strip(),
        note_ru=note_ru.strip(),
        note_en=note_en.strip(),
        corrects=corrects,
        recorded_by=actor.user,
        recorded_on=today,
    )


@transaction.atomic
def withdraw_announcement(
    *, announcement: ScheduleAnnouncement, reason_kk: str, reason_ru: str, actor: Actor, today: date
) -> ScheduleAnnouncement:
    """Take a line back: it stays readable, struck through, with the reason. Raises Conflict when it is back already."""
    found = ScheduleAnnouncement.objects.select_for_update(of=("self",)).get(pk=announcement.pk)
    can_log_announcement(actor, found.kind, found.body).require()
    if found.is_withdrawn:
        raise Conflict(_("This line was taken back already."), code="withdrawn")
    sentence = _("Say what is wrong with it, in Kazakh and in Russian.")
    given = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if missing := {name: [sentence] for name, text in given.items() if not text}:
        raise Invalid(sentence, errors=missing, code="reason")
    found.withdrawn_on = today
    found.withdrawn_by = actor.user
    found.withdrawn_reason_kk, found.withdrawn_reason_ru = given["reason_kk"], given["reason_ru"]
    found.save()
    return found


def _check(announced_on: date, act_on: date, today: date, *, link: str, photo: UploadedFile | None) -> None:
    if announced_on > today:
        raise Invalid.at("announced_on", _("This day is in the future."), code="in_future")
    if announced_on < act_on:
        raise Invalid.at(
            "announced_on", _("This day is before the act that approved the schedule."), code="before_the_act"
        )
    if not link and photo is None:
        raise Invalid.at("link", _("Give a link or a photo that proves it."), code="no_proof")
    if link and not is_web_address(link):
        raise Invalid.at("link", wanted())


def _check_corrected(corrects: ScheduleAnnouncement, kind: str, body: Body | None, period_key: str) -> None:
    same = (corrects.kind, corrects.body_id, corrects.period_key) == (kind, body.pk if body else None, period_key)
    if not same or not corrects.is_withdrawn:
        raise Conflict(_("Take the wrong line back first."), code="not_withdrawn")
    if ScheduleAnnouncement.objects.filter(corrects=corrects).exists():
        raise Conflict(_("Another line stands in its place already."), code="corrected")


def _store(photo: UploadedFile, actor: Actor) -> StoredFile:
    try:
        return store(actor=actor, upload=photo, purpose=Purpose.EVIDENCE)
    except Invalid as refused:
        raise Invalid.at("photo", refused.message, code=refused.code) from refused

"""Replies prepared in a pair of languages, of one body or of everybody. Choosing one fills a form and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import ReplyKind
from issues.models import ReplyTemplate
from issues.permissions import can_edit_replies
from issues.services.steps import require_clean, require_pair
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid

#: Of one body, or of everybody: more nobody reads through.
MOST_REPLIES: Final = 200
_TEXTS: Final = tuple(f"{name}_{language}" for name in ("title", "text") for language in ("kk", "ru", "en"))


@transaction.atomic
def add_reply(*, body: Body | None, kind: str, texts: dict[str, str], actor: Actor) -> ReplyTemplate:
    """Of everybody when no body is named. Sent twice it is one. Raises NotAllowed, Invalid with fields."""
    can_edit_replies(actor, body).require()
    told = _checked(kind, texts)
    same = ReplyTemplate.objects.filter(body=body, kind=kind, **told).first()
    if same is not None:
        return same
    if ReplyTemplate.objects.filter(body=body, closed_on__isnull=True).count() >= MOST_REPLIES:
        raise Invalid.at("title_kk", _("There are as many prepared replies as there may be: close some."))
    return ReplyTemplate.objects.create(body=body, kind=kind, **told)


@transaction.atomic
def change_reply(*, reply: ReplyTemplate, kind: str, texts: dict[str, str], actor: Actor) -> ReplyTemplate:
    """What was said with it stays as it was said. Raises NotAllowed, Invalid with fields."""
    row = _locked(reply, actor)
    row.kind = kind
    for name, text in _checked(kind, texts).items():
        setattr(row, name, text)
    row.save()
    return row


@transaction.atomic
def close_reply(*, reply: ReplyTemplate, actor: Actor, today: date) -> ReplyTemplate:
    """It is offered no more. Twice nothing changes. Raises NotAllowed."""
    row = _locked(reply, actor)
    row.closed_on = row.closed_on or today
    row.save(update_fields=["closed_on"])
    return row


@transaction.atomic
def open_reply(*, reply: ReplyTemplate, actor: Actor) -> ReplyTemplate:
    row = _locked(reply, actor)
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    return row


def _locked(reply: ReplyTemplate, actor: Actor) -> ReplyTemplate:
    row = ReplyTemplate.objects.select_for_update(of=("self",)).select_related("body").get(pk=reply.pk)
    can_edit_replies(actor, row.body).require()
    return row


def _checked(kind: str, texts: dict[str, str]) -> dict[str, str]:
    told = {name: texts.get(name, "").strip() for name in _TEXTS}
    if kind not in ReplyKind.values:
        raise Invalid.at("kind", _("Say what the reply is for."))
    require_pair(told, "title", "text")
    require_clean(told)
    return told

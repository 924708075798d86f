"""The head of an akimat publishes how demands for meetings are treated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid
from portal.kernel.wording import Lines
from portal.questions.models import DemandPolicy
from portal.questions.permissions import can_publish_policy


@dataclass(frozen=True)
class Rules:
    """`ground` names the act of the akimat, in Kazakh and Russian; English may be missing."""

    threshold: int
    gather_days: int
    answer_days: int
    ground: Lines


@transaction.atomic
def publish_policy(*, body: Body, rules: Rules, actor: Actor, today: date) -> DemandPolicy:
    """From today on demands are opened under these numbers; those that are open keep theirs. The same twice is one.

    Raises NotAllowed, Invalid with fields.
    """
    can_publish_policy(actor, body).require()
    # Whoever sends it twice waits here, and finds the first.
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    made = DemandPolicy(
        body=body,
        threshold=rules.threshold,
        gather_days=rules.gather_days,
        answer_days=rules.answer_days,
        ground_kk=rules.ground.kk.strip(),
        ground_ru=rules.ground.ru.strip(),
        ground_en=rules.ground.en.strip(),
        published_on=today,
        published_by=actor.user,
    )
    missing = {f"ground_{lang}": [_("Name the act in both languages.")] for lang in ("kk", "ru") if not _of(made, lang)}
    if missing:
        raise Invalid(_("Name the act in both languages."), errors=missing)
    try:
        # English may be missing.
        made.clean_fields(exclude=[] if made.ground_en else ["ground_en"])
    except ValidationError as wrong:
        raise Invalid(wrong.messages[0], errors=wrong.message_dict) from None
    latest = DemandPolicy.objects.latest_of([body.pk]).first()
    if latest is not None and _numbers(latest) == _numbers(made):
        return latest
    made.save()
    return made


def _of(policy: DemandPolicy, lang: str) -> str:
    return str(getattr(policy, f"ground_{lang}"))


def _numbers(policy: DemandPolicy) -> tuple[object, ...]:
    return (policy.threshold, policy.gather_days, policy.answer_days, policy.ground_kk, policy.ground_ru)

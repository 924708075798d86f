"""Administrators edit the tree of topics: a branch is added, renamed, moved, closed and opened, and never deleted."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from django.apps import apps as registry
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from issues.models import IssueTopic
from issues.permissions import can_edit_topics
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.folding import fold
from portal.questions.choices import Topic

_NAMES: Final = ("name_kk", "name_ru", "name_en")
_SLUG: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
#: More than anybody reads through in one list.
MOST_BRANCHES: Final = 60


def plant_roots(*, using: str = DEFAULT_DB_ALIAS, apps: Any = registry, **_signal: Any) -> None:
    """A root for each topic of questions that has none: after migrations, and after a database was emptied.

    `apps` are the models as they are at that migration; before there are topics nothing is done.
    """
    try:
        topics = apps.get_model("issues", "IssueTopic").objects.using(using)
    except LookupError:
        return
    known = set(topics.filter(parent=None).values_list("topic", flat=True))
    wanted = [(place, topic) for place, topic in enumerate(Topic.values) if topic not in known]
    topics.bulk_create(topics.model(slug=topic, topic=topic, position=place) for place, topic in wanted)


@transaction.atomic
def add_branch(*, root: IssueTopic, names: dict[str, str], slug: str = "", actor: Actor) -> IssueTopic:
    """The last below its root. Its word in addresses is for ever; where none is typed it is made of the English name.

    Raises NotAllowed, Invalid with fields. Sent twice it is one: the name is taken.
    """
    can_edit_topics(actor).require()
    parent = IssueTopic.objects.roots().select_for_update().get(pk=root.pk)
    told = _checked(parent, names)
    word = slug.strip() or slugify(f"{parent.slug}-{told['name_en']}")[:40].strip("-")
    if not _SLUG.fullmatch(word):
        raise Invalid.at("slug", _("Write small Latin letters, digits and hyphens, a letter first."))
    if IssueTopic.objects.filter(slug=word).exists():
        raise Invalid.at("slug", _("This word is taken by another topic."))
    if parent.branches.count() >= MOST_BRANCHES:
        raise Invalid.at("name_kk", _("There are as many branches here as there may be."))
    last = parent.branches.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return IssueTopic.objects.create(slug=word, topic=parent.topic, parent=parent, position=position, **told)


@transaction.atomic
def rename_branch(*, topic: IssueTopic, names: dict[str, str], actor: Actor) -> IssueTopic:
    """Issues keep it, and bear the new name. Raises NotAllowed, Conflict (a root), Invalid with fields."""
    row = _branch(topic, actor)
    assert row.parent is not None
    for name, text in _checked(row.parent, names, but=row.pk).items():
        setattr(row, name, text)
    row.save(update_fields=list(_NAMES))
    return row


@transaction.atomic
def move_topic(*, topic: IssueTopic, up: bool, actor: Actor) -> IssueTopic:
    """One place up or down among those beside it; at the end it stays. Raises NotAllowed."""
    can_edit_topics(actor).require()
    beside = IssueTopic.objects.filter(parent=topic.parent_id).select_for_update().order_by("position", "pk")
    rows = list(beside)
    at = next(index for index, row in enumerate(rows) if row.pk == topic.pk)
    to = min(max(at + (-1 if up else 1), 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    for position, row in enumerate(rows):
        row.position = position
    IssueTopic.objects.bulk_update(rows, ["position"])
    return rows[to]


@transaction.atomic
def close_branch(*, topic: IssueTopic, actor: Actor, today: date) -> IssueTopic:
    """It takes no new issues, and keeps those it has. Twice nothing changes. Raises NotAllowed, Conflict (a root)."""
    row = _branch(topic, actor)
    if row.closed_on is None:
        row.closed_on = today
        row.save(update_fields=["closed_on"])
    return row


@transaction.atomic
def open_branch(*, topic: IssueTopic, actor: Actor) -> IssueTopic:
    """It takes issues again. Raises NotAllowed, Conflict (a root)."""
    row = _branch(topic, actor)
    if row.closed_on is not None:
        row.closed_on = None
        row.save(update_fields=["closed_on"])
    return row


def _branch(topic: IssueTopic, actor: Actor) -> IssueTopic:
    can_edit_topics(actor).require()
    row = IssueTopic.objects.select_related("parent").select_for_update(of=("self",)).get(pk=topic.pk)
    if row.parent_id is None:
        raise Conflict(_("This topic is one of those in which people ask: it stays as it is."), code="root")
    return row


def _checked(parent: IssueTopic, names: dict[str, str], *, but: int = 0) -> dict[str, str]:
    told = {name: names.get(name, "").strip() for name in _NAMES}
    errors = {name: [_("Name the topic in all three languages.")] for name, text in told.items() if not text}
    for row in parent.branches.exclude(pk=but):
        for name, text in told.items():
            if text and fold(getattr(row, name)) == fold(text):
                errors[name] = [_("A topic of this name stands here already.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="topic")
    return told

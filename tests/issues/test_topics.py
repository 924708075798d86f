"""The tree of topics and prepared replies: who edits them, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from issues.choices import ReplyKind
from issues.models import IssueTopic, ReplyTemplate
from issues.services.register import Raised, enter
from issues.services.replies import add_reply, change_reply, close_reply, open_reply
from issues.services.topics import add_branch, close_branch, move_topic, open_branch, plant_roots, rename_branch
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.questions.choices import Topic
from tests.factories.issues import topic
from tests.issues.village import DAY, EVERYBODY, Village

pytestmark = pytest.mark.django_db

NAMES = {"name_kk": "Ауызсу", "name_ru": "Питьевая вода", "name_en": "Drinking water"}
TEXTS = {
    "title_kk": "Құбыр",
    "title_ru": "Труба",
    "text_kk": "Құбыр биыл тартылады.",
    "text_ru": "Трубу проложат в этом году.",
}


def _add(village: Village, who: str = "administrator", **more: Any) -> IssueTopic:
    return add_branch(**{"root": topic(), "names": NAMES, "actor": village.actor(who), **more})


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_administrators_edit_the_tree(village: Village, who: str) -> None:
    branch = _add(village)
    actor = village.actor(who)
    acts: list[Any] = [
        lambda: _add(village, who, names={**NAMES, "name_kk": "Өзге", "name_ru": "Иное", "name_en": "Other"}),
        lambda: rename_branch(topic=branch, names=NAMES, actor=actor),
        lambda: move_topic(topic=branch, up=True, actor=actor),
        lambda: close_branch(topic=branch, actor=actor, today=DAY),
        lambda: open_branch(topic=branch, actor=actor),
    ]
    for act in acts:
        if who == "administrator":
            act()
        else:
            with pytest.raises(NotAllowed):
                act()


def test_a_branch_is_named_in_three_languages_once_and_keeps_its_word_in_addresses(village: Village) -> None:
    branch = _add(village)
    assert (branch.slug, branch.topic, branch.position) == ("water-drinking-water", "water", 0)
    for more, field in (
        ({"names": NAMES}, "name_kk"),
        ({"names": {**NAMES, "name_en": " "}}, "name_en"),
        ({"names": {f"name_{each}": f"Жаңа {each}" for each in ("kk", "ru", "en")}, "slug": branch.slug}, "slug"),
        ({"names": {f"name_{each}": f"Жаңа {each}" for each in ("kk", "ru", "en")}, "slug": "Вода"}, "slug"),
    ):
        with pytest.raises(Invalid) as refused:
            _add(village, **more)
        assert field in refused.value.errors
    renamed = rename_branch(
        topic=branch, names={**NAMES, "name_ru": "Вода для питья"}, actor=village.actor("administrator")
    )
    assert (renamed.slug, renamed.name_ru) == ("water-drinking-water", "Вода для питья")
    with pytest.raises(IssueTopic.DoesNotExist):
        _add(village, root=branch)
    with pytest.raises(Conflict, match="root"):
        close_branch(topic=topic(), actor=village.actor("administrator"), today=DAY)


def test_branches_are_put_in_order(village: Village) -> None:
    first = _add(village)
    second = _add(village, names={"name_kk": "Құбыр", "name_ru": "Труба", "name_en": "Pipe"})
    administrator = village.actor("administrator")
    move_topic(topic=second, up=True, actor=administrator)
    assert list(topic().branches.order_by("position")) == [second, first]
    move_topic(topic=second, up=True, actor=administrator)
    move_topic(topic=second, up=False, actor=administrator)
    assert list(topic().branches.order_by("position")) == [first, second]


def test_a_closed_branch_takes_no_new_issues_until_it_is_opened(village: Village) -> None:
    branch = _add(village)
    administrator = village.actor("administrator")
    raised = Raised(territory=village.rural.territory, topic=branch, texts={"title_kk": "Су", "title_ru": "Вода"})
    told: dict[str, Any] = {"raised": raised, "origin": "entered", "body": village.district, "raised_on": DAY}
    raised.topic.closed_on = close_branch(topic=branch, actor=administrator, today=DAY).closed_on
    with pytest.raises(Invalid, match="topic"):
        enter(**told, **village.acting())
    raised.topic.closed_on = open_branch(topic=branch, actor=administrator).closed_on
    assert enter(**told, **village.acting()).topic == branch


@pytest.mark.parametrize("who", EVERYBODY)
def test_replies_of_a_body_are_its_peoples_and_those_of_everybody_the_administrators(
    village: Village, who: str
) -> None:
    actor = village.actor(who)
    for body, may in ((village.district, {"officer", "head", "administrator"}), (None, {"administrator"})):
        own = ReplyTemplate.objects.create(body=body, kind=ReplyKind.NEWS, **TEXTS)
        acts: list[Any] = [
            lambda body=body: add_reply(body=body, kind="news", texts=TEXTS, actor=actor),
            lambda own=own: change_reply(reply=own, kind="explain", texts=TEXTS, actor=actor),
            lambda own=own: close_reply(reply=own, actor=actor, today=DAY),
            lambda own=own: open_reply(reply=own, actor=actor),
        ]
        for act in acts:
            if who in may:
                act()
            else:
                with pytest.raises(NotAllowed):
                    act()


def test_a_reply_is_a_pair_without_what_belongs_to_a_person(village: Village) -> None:
    told: dict[str, Any] = {"body": village.district, "kind": "explain", "actor": village.actor()}
    for texts, field in (
        ({**TEXTS, "text_kk": ""}, "text_kk"),
        ({**TEXTS, "title_ru": " "}, "title_ru"),
        ({**TEXTS, "text_ru": "Звоните 8 701 555 44 33"}, "text_ru"),
    ):
        with pytest.raises(Invalid) as refused:
            add_reply(texts=texts, **told)
        assert field in refused.value.errors
    with pytest.raises(Invalid):
        add_reply(texts=TEXTS, **{**told, "kind": "close"})
    assert add_reply(texts=TEXTS, **told) == add_reply(texts=TEXTS, **told)


def test_roots_come_back_to_a_database_that_was_emptied() -> None:
    IssueTopic.objects.all().delete()
    plant_roots()
    assert list(IssueTopic.objects.roots().values_list("slug", flat=True)) == Topic.values
    plant_roots()
    assert IssueTopic.objects.count() == len(Topic.values)

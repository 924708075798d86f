"""Words of a kind of plan in templates."""

from __future__ import annotations

from django import template

from portal.kernel.wording import Lines
from portal.kit.translated import sentence
from schedules.kinds import Text
from schedules.kinds import filled as filled_in

register = template.Library()


@register.simple_tag
def filled(text: Text, **values: object) -> str:
    """`{% filled words.name year=2027 %}`: the sentence of a kind with its values."""
    return filled_in(text, values)


@register.filter
def law_words(lines: Lines) -> str:
    """What the law says in three languages, in the reader's."""
    return sentence(lines)

"""What stands beside and above a list of issues: choices with their numbers, and two tables of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.choices import Family, State
from issues.models import IssueTopic
from issues.queries.counted import Counted, Ground
from issues.queries.listing import MOST, IssueFilter
from issues.querysets import CLOSED_SET, DISPUTED, LATE, OPEN_SET
from issues.rules.figures import Share
from portal.bodies.models import Body
from portal.kit import formats
from portal.questions.choices import Topic

#: Choices of a facet that stand open; the others are folded.
SHOWN = 8
#: Topics of the table.
CHARTED = 6


@dataclass(frozen=True)
class Option:
    """What one parameter of the address may say; None takes it away. `number` is None where it was not counted."""

    label: str
    value: str | None
    number: int | None = None
    is_current: bool = False
    #: More than are counted.
    is_many: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    options: list[Option]
    rest: list[Option] = field(default_factory=list)
    is_open: bool = False


@dataclass(frozen=True)
class ChartRow:
    """`start` and `percent` place it in a bar of the whole, unless it `is_inside` the row before."""

    label: str
    value: str | None
    number: int
    percent: int
    css: str = ""
    start: int = 0
    is_inside: bool = False


def state_name(word: str) -> str:
    """Of one of `STATE_SETS`, as a choice."""
    named = {
        "": pgettext("issues in a list", "All"),
        OPEN_SET: str(Family.OPEN.label),
        CLOSED_SET: str(Family.CLOSED.label),
        LATE: pgettext("issues in a list", "late"),
        DISPUTED: pgettext("issues in a list", "disputed by residents"),
        State.CLAIMED.value: pgettext("issues in a list", "claimed as solved"),
        State.CONFIRMED.value: pgettext("issues in a list", "confirmed by residents"),
        State.EXPLAINED.value: pgettext("issues in a list", "explained"),
    }
    return named[word] if word in named else str(State(word).label)


def facets(asked: IssueFilter, numbers: Counted, over: Ground) -> list[Facet]:
    found = [
        _of_states(asked, numbers),
        _of_places(asked, numbers, over),
        _of_topics(asked, numbers, over),
        _of_bodies(asked, numbers),
        _of_years(asked, numbers),
    ]
    return [facet for facet in found if len(facet.options) > 1]


def _of_states(asked: IssueFilter, numbers: Counted) -> Facet:
    words = ["", OPEN_SET, LATE, State.CLAIMED.value, State.CONFIRMED.value, DISPUTED, CLOSED_SET]
    if asked.state not in words:
        words.append(asked.state)
    counted = numbers.states

    def option(word: str) -> Option:
        number = None if counted is None else counted.get(word, 0)
        is_many = counted is not None and number is None
        return Option(state_name(word), word or None, number, is_current=word == asked.state, is_many=is_many)

    return Facet("state", pgettext("filter", "State"), [option(word) for word in words], is_open=True)


def _of_places(asked: IssueFilter, numbers: Counted, over: Ground) -> Facet:
    place = asked.place
    around = [] if place is None else [*place.above, place]
    options = [Option(pgettext("filter", "All Kazakhstan"), None, is_current=place is None)]
    for each in around:
        is_current = each == place
        options.append(Option(each.name, each.kato, numbers.total if is_current else None, is_current=is_current))
    children = over.children.values()
    if numbers.places is None:
        inside = [Option(child.name, child.kato) for child in children]
    else:
        counted = ((child, numbers.places.get(child.pk, 0)) for child in children)
        inside = [Option(child.name, child.kato, number) for child, number in counted if number]
        inside.sort(key=lambda option: -(option.number or 0))
    return _folded("place", pgettext("filter", "Place"), options, inside, is_open=True)


def _of_topics(asked: IssueFilter, numbers: Counted, over: Ground) -> Facet:
    """Roots; of the one that is asked for, and of the one above it, the branches too."""
    options = [Option(pgettext("filter", "All topics"), None, is_current=asked.topic is None)]
    root = asked.topic and (asked.topic.parent_id or asked.topic.pk)
    if asked.topic is not None:
        shown = [each for each in over.topics if each.pk == root or each.parent_id == root]
        return Facet("topic", pgettext("filter", "Topic"), [*options, *_topics(asked, numbers, shown)], is_open=True)
    roots = _topics(asked, numbers, (each for each in over.topics if each.parent_id is None))
    return _folded("topic", pgettext("filter", "Topic"), options, roots)


def _topics(asked: IssueFilter, numbers: Counted, shown: Iterable[IssueTopic]) -> list[Option]:
    found = []
    for topic in shown:
        number = None if numbers.topics is None else numbers.topics.get(topic.pk, 0)
        is_current = topic == asked.topic
        if number != 0 or is_current:
            found.append(Option(topic_label(topic), topic.slug, number, is_current=is_current))
    if asked.topic is None:
        found.sort(key=lambda option: -(option.number or 0))
    return found


def _of_bodies(asked: IssueFilter, numbers: Counted) -> Facet:
    options = [Option(pgettext("filter", "All bodies"), None, is_current=asked.body is None)]
    if asked.body is not None:
        options.append(Option(asked.body.plain, asked.body.slug, numbers.total, is_current=True))
        return Facet("body", pgettext("filter", "Body"), options, is_open=True)
    inside = [Option(body.name, body.slug, body.number) for body in numbers.bodies or ()]
    return _folded("body", pgettext("filter", "Body"), options, inside)


def _of_years(asked: IssueFilter, numbers: Counted) -> Facet:
    options = [Option(pgettext("filter", "All years"), None, is_current=asked.year is None)]
    years = dict(numbers.years or {})
    if asked.year is not None:
        years.setdefault(asked.year, 0)
    options += [
        Option(str(year), str(year), years[year] if numbers.years is not None else None, is_current=year == asked.year)
        for year in sorted(years, reverse=True)
    ]
    return Facet("year", pgettext("filter", "Year of registration"), options, is_open=asked.year is not None)


def _folded(name: str, title: str, options: list[Option], inside: list[Option], *, is_open: bool = False) -> Facet:
    return Facet(name, title, [*options, *inside[:SHOWN]], inside[SHOWN:], is_open=is_open)


def chips(asked: IssueFilter) -> list[Option]:
    """What the list is narrowed to, each part with its name and the parameter that is given up."""
    found = []
    if asked.q:
        found.append(Option(asked.q, "q"))
    if asked.state:
        found.append(Option(capfirst(state_name(asked.state)), "state"))
    for name, value in (("place", asked.place), ("body", asked.body), ("topic", asked.topic), ("year", asked.year)):
        if value is not None:
            found.append(Option(_called(value), name))
    return found


def _called(value: object) -> str:
    if isinstance(value, IssueTopic):
        return topic_label(value)
    if isinstance(value, Body):
        return value.plain
    return value.name if hasattr(value, "name") else str(value)


def topic_label(topic: IssueTopic) -> str:
    """As a choice: what the portal itself calls a root begins with a capital."""
    return topic.name if topic.parent_id else capfirst(str(Topic(topic.topic).label))


def by_state(numbers: Counted) -> list[ChartRow]:
    """Each issue stands in one row, and what is a part of a row below it; nothing when they were not counted."""
    counted = numbers.states
    if not counted or not counted[""]:
        return []
    base = counted[""] or 0
    explained = counted[State.EXPLAINED] or 0
    rows = [
        (State.CONFIRMED.value, state_name(State.CONFIRMED), "ok"),
        (State.CLAIMED.value, state_name(State.CLAIMED), "claim"),
        (OPEN_SET, state_name(OPEN_SET), "work"),
        (DISPUTED, state_name(DISPUTED), ""),
        (LATE, state_name(LATE), ""),
        (State.EXPLAINED.value, state_name(State.EXPLAINED), "sun"),
    ]
    found, start = [], 0
    for word, label, css in rows:
        number = counted.get(word)
        if number is None:
            # More than are counted: the list itself says so.
            continue
        percent = Share(number, base).percent or 0
        found.append(ChartRow(capfirst(label), word, number, percent, css, start, is_inside=not css))
        start += percent if css else 0
    other = (counted[CLOSED_SET] or 0) - explained
    label = pgettext("issues in a list", "Closed without a solution for another reason")
    percent = Share(other, base).percent or 0
    return [*found, ChartRow(label, None, other, min(percent, max(0, 100 - start)), "none", start)]


def by_topic(numbers: Counted, over: Ground) -> list[ChartRow]:
    """The topics with most, the others together; `percent` is of the longest row."""
    if numbers.topics is None:
        return []
    roots = [(topic, numbers.topics.get(topic.pk, 0)) for topic in over.topics if topic.parent_id is None]
    roots = sorted(((topic, number) for topic, number in roots if number), key=lambda row: -row[1])
    if not roots:
        return []
    others = sum(number for _topic, number in roots[CHARTED:])
    most = max(roots[0][1], others)
    found = [
        ChartRow(topic_label(topic), topic.slug, number, Share(number, most).percent or 0)
        for topic, number in roots[:CHARTED]
    ]
    if others:
        found.append(ChartRow(_("Other topics"), None, others, Share(others, most).percent or 0))
    return found


def number_text(number: int | None) -> str:
    """Like "286", or "10,000+" of more than are counted."""
    return f"{formats.number(MOST)}+" if number is None else formats.number(number)

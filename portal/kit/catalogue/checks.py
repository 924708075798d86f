"""What is wrong with a catalogue, measured against the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog, Message

from portal.kit.catalogue.store import plural_count

_PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\-+]*(?:\d+)?(?:\.\d+)?([diouxXeEfFgGcrsa%])")
_BRACES = re.compile(r"\{(\w*)(?:![rsa])?(?::[^{}]*)?\}")


def placeholders(text: str) -> frozenset[str]:
    """Names (or kinds, where there is no name) of what is put into a text: `%(day)s`, `%s`, `{name}`."""
    found = {f"%({name})" if name else f"%{kind}" for name, kind in _PERCENT.findall(text) if kind != "%"}
    return frozenset(found | {f"{{{name}}}" for name in _BRACES.findall(text)})


def problems(code: str, catalog: Catalog, template: Catalog) -> Iterator[str]:
    """One line for each thing to mend, in the order of the sources."""
    for wanted in _messages(template):
        held = catalog.get(wanted.id, wanted.context)
        if held is None:
            yield _line(code, "missing", wanted)
        else:
            for trouble in _troubles(code, held, wanted):
                yield _line(code, trouble, wanted)
    for held in _messages(catalog):
        if template.get(held.id, held.context) is None:
            yield _line(code, "obsolete", held)
    for held in catalog.obsolete.values():
        yield _line(code, "obsolete", held)


def untranslated(code: str, catalog: Catalog, template: Catalog) -> list[dict[str, Any]]:
    """Messages still to be translated, in the shape `fill` takes back."""
    rows = []
    for wanted in _messages(template):
        held = catalog.get(wanted.id, wanted.context)
        if held is not None and not held.fuzzy and all(_texts(held)) and _texts(held):
            continue
        row: dict[str, Any] = {"context": wanted.context, "id": _ids(wanted)[0]}
        if wanted.pluralizable:
            row |= {"plural": _ids(wanted)[1], "strs": [""] * plural_count(code)}
        else:
            row["str"] = ""
        rows.append(row | {"in": sorted({name for name, _line in wanted.locations})})
    return rows


def _troubles(code: str, held: Message, wanted: Message) -> Iterator[str]:
    texts = _texts(held)
    if held.fuzzy:
        yield "fuzzy"
    if not texts or not all(texts):
        yield "untranslated"
        return
    if wanted.pluralizable != isinstance(held.string, list | tuple) or (
        wanted.pluralizable and len(texts) != plural_count(code)
    ):
        yield "wrong number of plural forms"
        return
    allowed = frozenset[str]().union(*map(placeholders, _ids(wanted)))
    for text in texts:
        found = placeholders(text)
        # A plural form may leave out the number ("one meeting"), never bring in something unknown.
        if not found <= allowed or (not wanted.pluralizable and found != allowed):
            yield "other placeholders"
            break
    if any(_edges(text) != _edges(_ids(wanted)[0]) for text in texts):
        yield "other space at an end"


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _line(code: str, trouble: str, message: Message) -> str:
    context = f" [{message.context}]" if message.context else ""
    where = f" ({message.locations[0][0]})" if message.locations else ""
    return f"{code}: {trouble}: {_ids(message)[0]!r}{context}{where}"

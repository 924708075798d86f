"""What may be asked of the API: known parameters, each once, with a value. Everything else is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

#: NUL, and what bytes of no text are read as.
_NO_TEXT = re.compile("[\\x00\\ufffd]")


def mistakes(asked: QueryDict, known: Iterable[str]) -> dict[str, list[str]]:
    """A sentence for each parameter that would otherwise be passed over in silence, in the active language."""
    names = set(known)
    said = {}
    for name, values in asked.lists():
        if name not in names:
            said[name] = [_("There is no such parameter here.")]
        elif len(values) > 1:
            said[name] = [_("Give this parameter once.")]
        elif not values[0]:
            said[name] = [_("Give a value, or leave the parameter out.")]
        elif _NO_TEXT.search(values[0]):
            said[name] = [_("There are characters here that no text has.")]
    return said

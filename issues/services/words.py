"""Words that everybody will read: in both languages or in neither, not too long, of no private person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import ngettext

from issues.services.steps import require_clean, require_pair
from portal.kernel.errors import Invalid
from portal.kit.translated import written_in_all

LONGEST_NOTE: Final = 1000
LONGEST_WHY: Final = 500
LONGEST_INTERNAL: Final = 2000
LONGEST_POSITION: Final = 200


def both(field: str, kk: str, ru: str, *, longest: int = LONGEST_NOTE, is_asked: bool = True) -> dict[str, str]:
    """The words by language, for a line of the life. `is_asked`: they have to be there.

    Raises Invalid at the fields "<field>_kk" and "<field>_ru".
    """
    texts = {f"{field}_kk": kk.strip(), f"{field}_ru": ru.strip()}
    if is_asked or any(texts.values()):
        require_pair(texts, field)
    require_short(texts, longest)
    require_clean(texts)
    return {"kk": texts[f"{field}_kk"], "ru": texts[f"{field}_ru"]}


def in_both(write: Callable[[], str]) -> str:
    """One text for readers of either language: Kazakh, then Russian; once where they are the same."""
    said = written_in_all(write)
    return " / ".join(dict.fromkeys((said.kk, said.ru)))


def require_short(texts: Mapping[str, str], longest: int) -> None:
    """Raises Invalid at each field whose text is longer."""
    sentence = ngettext("At most %(count)d character.", "At most %(count)d characters.", longest) % {"count": longest}
    errors = {name: [sentence] for name, text in texts.items() if len(text) > longest}
    if errors:
        raise Invalid(sentence, errors=errors, code="too_long")

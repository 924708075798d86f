"""Labels as the pages print them: taken from the catalogue under a language, so that tests survive another wording."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.encoding import force_str
from django.utils.translation import gettext, override, pgettext

from portal.kit.translated import in_language


@dataclass(frozen=True)
class Says:
    """What the portal says in one language."""

    language: str

    def __call__(self, text: str, context: str = "") -> str:
        with override(self.language):
            return pgettext(context, text) if context else gettext(text)

    def of(self, obj: object, name: str) -> str:
        """Content in three languages: `says.of(body, "short")`."""
        return str(in_language(obj, name, self.language))

    def label(self, lazy: object) -> str:
        """A label that is translated when it is shown, of a form field or a choice."""
        with override(self.language):
            return force_str(lazy)

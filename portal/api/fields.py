"""How the API prints texts, bodies and places: always in three languages, always by lasting codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import translation
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.links import in_every_language
from portal.kernel.wording import LANGUAGES

_CLOCK = {"type": ["string", "null"], "pattern": r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$", "examples": ["11:00:00"]}


class TextSerializer(serializers.Serializer):
    """One text in Kazakh, Russian and English; an absent translation is empty."""

    kk = serializers.CharField(allow_blank=True)
    ru = serializers.CharField(allow_blank=True)
    en = serializers.CharField(allow_blank=True)


class PagesSerializer(serializers.Serializer):
    """The page that shows this row, by language."""

    kk = serializers.URLField()
    ru = serializers.URLField()
    en = serializers.URLField()


class _Whole(serializers.Field):
    """A field that is made from the whole row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)


@extend_schema_field(TextSerializer)
class ColumnsField(_Whole):
    """The columns `<name>_kk`, `<name>_ru`, `<name>_en`."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(**options)
        self.name = name

    def to_representation(self, value: Any) -> dict[str, str]:
        return {language: getattr(value, f"{self.name}_{language}") for language in LANGUAGES}


@extend_schema_field(TextSerializer)
class WrittenField(_Whole):
    """A text that code writes in the active language."""

    def __init__(self, write: Callable[[Any], Any], **options: Any) -> None:
        super().__init__(**options)
        self.write = write

    def to_representation(self, value: Any) -> dict[str, str]:
        texts = {}
        for language in LANGUAGES:
            with translation.override(language):
                texts[language] = str(self.write(value))
        return texts


@extend_schema_field(_CLOCK)
class ClockField(serializers.TimeField):
    """An hour without its day has no offset, which the format `time` of a schema would promise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)


@extend_schema_field(PagesSerializer)
class PagesField(_Whole):
    """Addresses of the row's page."""

    def to_representation(self, value: Any) -> dict[str, str]:
        return in_every_language(self.context["request"], value.get_absolute_url)

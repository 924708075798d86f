"""Texts that a model keeps in three languages; django-modeltranslation makes their columns.

A model declares `name = ShortText(max_length=120)`, the `translation.py` of its app registers the model, and the
library gives it the columns `name_kk`, `name_ru` and `name_en`, each as `name` is declared. Of itself `name` keeps
nothing: reading it gives the text of the active language, or of the nearest there is, as `Words` that know which was
found; look-ups, ordering and `values("name")` ask the column of the active language. What is written are the columns.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Never

from django.db import models
from modeltranslation.fields import TranslationField, TranslationFieldDescriptor
from modeltranslation.settings import AVAILABLE_LANGUAGES
from modeltranslation.translator import translator

from portal.kit.translated import Words, in_language

if TYPE_CHECKING:
    # Reading gives Words, and nothing can be written.
    _Field = models.Field[Never, Words]
    _Line = models.CharField[Never, Words]
    _Lines = models.TextField[Never, Words]
else:
    _Field, _Line, _Lines = object, models.CharField, models.TextField


class _Text(_Field):
    """What is declared, and, mixed by the library with `TranslationField`, each of the columns it stands for."""

    def __init__(self, *args: Any, blank: bool | Collection[str] = False, **options: Any) -> None:
        """`blank`: the text may be missing, or may be in the languages named."""
        # Without a column it is never filled in: that a text is needed is said of the columns alone.
        super().__init__(*args, **options | {"blank": True})
        self._missing = blank

    def of_column(self, lang: str) -> dict[str, bool]:
        """What is said of one column beside what is said of the text."""
        return {"null": False, "blank": self._missing if isinstance(self._missing, bool) else lang in self._missing}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        if is_column := isinstance(self, TranslationField):
            # As a column written out would be called: the history of changes adds the language itself.
            self.verbose_name = self._verbose_name
        super().contribute_to_class(cls, name, private_only=not is_column)

    def get_attname_column(self) -> tuple[str, str | None]:
        name, column = super().get_attname_column()
        return name, column if isinstance(self, TranslationField) else None

    def deconstruct(self) -> Any:
        """For migrations: they know the columns alone, as fields of Django."""
        name, _path, args, options = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, options


class ShortText(_Text, _Line):
    """A line."""


class LongText(_Text, _Lines):
    """Lines. `max_length` is for the forms alone: the column has none."""

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("max_length", None)
        return name, path, args, options


class _Read(TranslationFieldDescriptor):
    """Reads the column of the active language, or of the nearest that says something. Writing is refused."""

    def __get__(self, instance: Any, owner: Any) -> Any:
        return self if instance is None else in_language(instance, self.field.name)

    def __set__(self, instance: Any, value: object) -> None:
        if getattr(instance, "_mt_disable", False):
            return  # `full_clean` puts back what it has read.
        name = self.field.name
        raise AttributeError(f"write {name}_kk, {name}_ru or {name}_en instead of {name}")


def columns_of(model: type[models.Model], *texts: str) -> tuple[str, ...]:
    """Full names of the columns of `texts`, or of every text the model keeps in three languages."""
    kept = translator.get_options_for_model(model).all_fields
    wanted = {column.name for text in texts or kept for column in kept[text]}
    return tuple(field.name for field in model._meta.concrete_fields if field.name in wanted)


def longest(model: type[models.Model], text: str) -> int:
    """How many letters the text may have in each language."""
    columns = columns_of(model, text)
    (most,) = {field.max_length for field in model._meta.concrete_fields if field.name in columns}
    assert most is not None
    return most


def register(*registered: type[models.Model]) -> None:
    """Give each model the columns of its texts."""
    for model in registered:
        texts = {field.name: field for field in model._meta.private_fields if isinstance(field, _Text)}
        columns = {name: {lang: field.of_column(lang) for lang in AVAILABLE_LANGUAGES} for name, field in texts.items()}
        translator.register(model, fields=tuple(texts), field_options=columns)
        for name, field in texts.items():
            setattr(model, name, _Read(field))

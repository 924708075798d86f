"""Whatever people type is kept with each letter as one character, in every form there is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import django_filters
import pytest
from django import forms as framework
from django.conf import settings

from portal.kit import forms

ROOTS = ("portal", "issues", "meetings", "schedules")
#: What builds our fields, and what only names a type of the framework.
ITS_OWN = {
    "portal/kit/forms.py",
    "portal/kit/fields.py",
    # A field in the manner of a choice: what was typed is looked up, and no text of it is kept.
    "portal/kit/named.py",
    "portal/kit/rendering.py",
    "portal/kit/templatetags/kit.py",
    "schedules/views/imports.py",
}
#: Forms of the library of logins: nothing of theirs is kept but addresses and passwords.
OF_LOGINS = {
    "LoginForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "ChangePasswordForm",
    "CodeForm",
    "ActivateCodeForm",
}

APART, WHOLE = "Каи\u0306рат Пе\u0308тр", "Кайрат Пётр"


def modules() -> Iterator[str]:
    for root in ROOTS:
        for found in pkgutil.walk_packages(importlib.import_module(root).__path__, f"{root}."):
            if found.name.rpartition(".")[2] in ("forms", "filters") or ".forms." in found.name:
                yield found.name


def below(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        yield each
        yield from below(each)


def product_forms() -> list[type[framework.BaseForm]]:
    for name in modules():
        importlib.import_module(name)
    found = {each for each in below(framework.BaseForm) if each.__module__.partition(".")[0] in ROOTS}
    return sorted(found, key=lambda each: f"{each.__module__}.{each.__name__}")


def product_filters() -> list[type[django_filters.FilterSet]]:
    for name in modules():
        importlib.import_module(name)
    return [each for each in below(django_filters.FilterSet) if each.__module__.partition(".")[0] in ROOTS]


def texts(fields: dict[str, framework.Field]) -> list[str]:
    """Fields that take a text as it is typed and do not compose it."""
    return [
        name
        for name, field in fields.items()
        # A key of the portal's own is no text of a person.
        if isinstance(field, framework.CharField) and not isinstance(field, (forms.ComposedText, framework.UUIDField))
    ]


@pytest.mark.parametrize("field", [forms.CharField(), forms.CharField(widget=forms.Textarea)])
def test_text_is_composed(field: framework.Field) -> None:
    assert field.clean(APART) == WHOLE


def test_text_that_fits_when_composed_fits() -> None:
    assert forms.CharField(max_length=len(WHOLE)).clean(APART) == WHOLE


def test_address_and_pattern_are_composed() -> None:
    assert forms.RegexField("Кайрат Пётр").clean(APART) == WHOLE
    assert isinstance(forms.EmailField(), forms.ComposedText)


def test_secret_is_left_as_it_is() -> None:
    assert forms.CharField(widget=forms.PasswordInput).clean(APART) == APART


def test_no_text_is_no_text() -> None:
    assert forms.CharField(required=False).clean(None) == ""


def test_every_text_field_of_every_form_is_composed() -> None:
    checked = product_forms()
    assert len(checked) > 60
    escaping = {
        f"{form.__module__}.{form.__name__}": names
        for form in checked
        if form.__name__ not in OF_LOGINS and (names := texts(form.base_fields))
    }
    assert escaping == {}


def test_every_text_of_every_filter_is_composed() -> None:
    checked = product_filters()
    assert len(checked) > 4
    found = {each.__name__: texts({name: one.field for name, one in each.base_filters.items()}) for each in checked}
    assert {name: names for name, names in found.items() if names} == {}


def test_nobody_else_builds_fields_of_the_framework() -> None:
    """Fields made while a form is made are in no list of fields: the import is what can be looked at."""
    root = Path(settings.BASE_DIR)
    found = set()
    for top in ROOTS:
        for path in (root / top).rglob("*.py"):
            if any(name.startswith("django.forms") for name in imported(ast.parse(path.read_text(encoding="utf-8")))):
                found.add(path.relative_to(root).as_posix())
    assert found == ITS_OWN


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)

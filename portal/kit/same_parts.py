"""Parts of templates that say the same to every reader of a language are made once.

The frame of a page is sixty translated words, addresses and icons around very little that differs. Where such parts
follow each other in a template they are joined when it is read, and their text is kept by the language: as many texts
as templates have such places.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList, Template, Variable
from django.template.base import TextNode, TokenType
from django.template.defaulttags import CommentNode, IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.kit.templatetags.kit import icon


class Loader(cached.Loader):
    """Keeps templates as the framework's own, with their same parts joined."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        if not hasattr(template, "is_joined"):
            _join(template.nodelist)
            setattr(template, "is_joined", True)  # noqa: B010 - no attribute the framework's own knows of
        return template


class SameParts(Node):
    """What neither the context nor the request has a say in."""

    child_nodelists = ()

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = tuple(nodes)
        self._made: dict[tuple[str | None, bool], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        if get_urlconf() not in _ADDRESSES or get_script_prefix() != "/" or settings.STATIC_URL != _STATIC_URL:
            return self._written(context)
        key = (get_language(), context.autoescape)
        made = self._made.get(key)
        if made is None:
            made = self._made.setdefault(key, self._written(context))
        return made

    def _written(self, context: Context) -> SafeString:
        # As the framework joins a list of nodes: each has escaped what it says.
        return mark_safe("".join(str(node.render_annotated(context)) for node in self.nodes))  # noqa: S308


#: As the portal was started: where a test has others for a while, nothing is kept.
_ADDRESSES, _STATIC_URL = (None, settings.ROOT_URLCONF), settings.STATIC_URL


def _join(nodes: NodeList) -> None:
    """In place: whoever holds the list, be it a block that another template overrides, holds it joined."""
    joined: list[Node] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and _is_same(node):
            run.append(node)
            continue
        joined += [SameParts(run)] if any(not isinstance(each, TextNode) for each in run) else run
        run = []
        if node is not None:
            for inside in _inside(node):
                _join(inside)
            joined.append(node)
    nodes[:] = joined


def _inside(node: Node) -> Iterable[NodeList]:
    if isinstance(node, IfNode):
        return [nodes for _condition, nodes in node.conditions_nodelists]
    found = (getattr(node, name, None) for name in node.child_nodelists)
    return [nodes for nodes in found if isinstance(nodes, NodeList)]


def _is_same(node: Any) -> bool:
    match node:
        case TextNode() | CommentNode():
            return True
        case TranslateNode():
            return not node.asvar and _is_said(node.filter_expression) and _is_said(node.message_context)
        case BlockTranslateNode():
            words = all(token.token_type == TokenType.TEXT for token in node.singular)
            bare = not (node.extra_context or node.plural or node.counter or node.asvar)
            return words and bare and _is_said(node.message_context)
        case URLNode():
            values = (node.view_name, *node.args, *node.kwargs.values())
            return not node.asvar and all(map(_is_said, values))
        case StaticNode():
            return not node.varname and _is_said(node.path)
        case SimpleNode():
            return node.func is icon and not (node.kwargs or node.target_var) and all(map(_is_said, node.args))
    return False


def _is_said(value: Any) -> bool:
    """Written in the template itself, or not there at all."""
    if value is None:
        return True
    return not value.filters and not (isinstance(value.var, Variable) and value.var.lookups is not None)

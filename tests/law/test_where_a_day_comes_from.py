"""The act says its own day, a decision of the owner may override it in one file, and each names the other."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from portal.law import catalogue
from portal.law.owner_decisions import SHIPPED

LAW = Path(__file__).parents[2] / "portal" / "law"
ORDERS = LAW / "owner_decisions.py"
_DECISION = re.compile(r"decision (\d+) in owner_decisions\.py")
_ACT = re.compile(r"([A-Z][\w./-]*\d\w*) in ([\w/]+\.py)")


def _stated() -> dict[str, dict[str, str]]:
    """Where each duty is stated: its key, the files, and the source of the statement in each."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(LAW.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            key = _key(node)
            if path != ORDERS and key in catalogue.KEYS:
                found[key][path.relative_to(LAW).as_posix()] = ast.get_source_segment(text, node) or ""
    return found


def _key(node: ast.AST) -> str:
    if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in {"Duty", "state_duty", "_norm"}:
        return ""
    named = [keyword.value for keyword in node.keywords if keyword.arg == "key"] or node.args[:1]
    return str(named[0].value) if named and isinstance(named[0], ast.Constant) else ""


def _overridden() -> dict[str, set[int]]:
    """Duties whose day a decision settles, with the numbers of the decisions."""
    found: dict[str, set[int]] = defaultdict(set)
    for order in SHIPPED:
        if order.due is not None:
            found[order.duty].add(order.number)
    return found


def test_act_names_the_decision_that_overrides_its_day_and_no_other() -> None:
    assert set(_stated()) == set(catalogue.KEYS)
    named = {
        key: {int(number) for text in places.values() for number in _DECISION.findall(text)}
        for key, places in _stated().items()
    }
    assert {key: numbers for key, numbers in named.items() if numbers} == _overridden()
    assert set(_overridden()) == {"B-4.3", "B-1.7", "C-2.1", "C-3.5d", "C-5.3"}


def test_decision_names_the_act_whose_day_it_overrides_and_no_other() -> None:
    stated = _stated()
    named = {(key, file) for key, file in _ACT.findall(ORDERS.read_text(encoding="utf-8"))}
    assert named == {(key, file) for key in _overridden() for file in stated[key]}


def test_no_other_file_of_the_product_overrides_a_day() -> None:
    """What is entered in the workspace is a row; shipped orders are made in one file."""
    product = (
        path for folder in ("portal", "meetings", "schedules") for path in (LAW.parents[1] / folder).rglob("*.py")
    )
    makers = {path.relative_to(LAW.parents[1]).as_posix() for path in product if _makes_orders(path)}
    assert makers == {"portal/law/owner_decisions.py", "portal/deadlines/models/ruling.py"}


def _makes_orders(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Order" for node in ast.walk(tree))

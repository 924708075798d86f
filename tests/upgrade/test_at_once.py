"""A database that begins here gets all tables at once: the same that the migrations make one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker

AT_ONCE = ("kit", "0004_at_once")
#: What makes a schema, each line with a name that both roads give.
_SCHEMA = """
SELECT 'column', c.relname, a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.attidentity::text, a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'table', relname, '', concat_ws(' ', relpersistence::text, array_to_string(reloptions, ','))
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL
SELECT 'index', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', '', p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
UNION ALL
SELECT 'extension', '', extname, '' FROM pg_extension
"""


def test_both_roads_know_the_same_models():
    """Without a database: what the replaced migrations came to is what is made at once."""
    graph = MigrationLoader(None).graph
    short = graph.make_state()
    long = _by_the_old_ones(MigrationLoader(None, replace_migrations=False)).make_state()

    assert MigrationAutodetector(long, short).changes(graph) == {}
    assert MigrationAutodetector(short, long).changes(graph) == {}


def _by_the_old_ones(loader: MigrationLoader) -> MigrationGraph:
    """As for a database that has some of the replaced migrations: the one that replaces them is not there for it."""
    loader.graph.remove_replacement_node(AT_ONCE, _gathered())
    return loader.graph


def _gathered() -> list[tuple[str, str]]:
    replaced: list[tuple[str, str]] = import_module("portal.kit.migrations.0004_at_once").Migration.replaces
    return replaced


def test_every_app_goes_on_after_what_was_gathered():
    """Else the next migration of an app would be taken for its first."""
    graph = MigrationLoader(None).graph
    gathered = _gathered()

    assert {app for app, _name in gathered} <= {app for app, _name in graph.leaf_nodes()}
    assert not set(gathered) & set(graph.nodes)


@pytest.mark.slow
def test_both_roads_make_the_same_schema(django_db_setup: None, django_db_blocker: DjangoDbBlocker):
    with django_db_blocker.unblock():
        with _fresh("short"):
            call_command("migrate", verbosity=0)
            short = _schema()
        with _fresh("long"):
            executor = MigrationExecutor(connection)
            executor.loader = MigrationLoader(connection, replace_migrations=False)
            executor.migrate(_by_the_old_ones(executor.loader).leaf_nodes())
            long = _schema()
            # Who came by the long road is told of no step that is left.
            assert AT_ONCE in executor.recorder.applied_migrations()
            call_command("migrate", verbosity=0, check_unapplied=True)

    assert {key: short.get(key) for key in long} == long
    assert short.keys() == long.keys()


@contextmanager
def _fresh(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    made = f"{own}_{name}"
    connections.close_all()
    _execute(f'DROP DATABASE IF EXISTS "{made}" WITH (FORCE)', f'CREATE DATABASE "{made}" TEMPLATE template0')
    connection.settings_dict["NAME"] = made
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = own
        _execute(f'DROP DATABASE IF EXISTS "{made}" WITH (FORCE)')


def _execute(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _schema() -> dict[tuple[str, str, str], str]:
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMA)
        return {(kind, of, name): _plain(said) for kind, of, name, said in cursor.fetchall()}


def _plain(said: str) -> str:
    """The server writes one expression in several ways: casts, brackets and blanks say nothing here."""
    return re.sub(r"::[a-z ]+(?:\[\])?|[()\s]+", "", said)

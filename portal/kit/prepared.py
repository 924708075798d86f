"""Questions to the database whose SQL the ORM writes once a process.

Writing the SQL of a question anew costs Python several times what asking it costs: it was half the time of a page with
ten of them. What is written is kept by the language and by what chooses the shape of the question, a few of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from types import SimpleNamespace
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, Func, QuerySet
from django.utils.translation import get_language
from psycopg2.extensions import AsIs

P = ParamSpec("P")
Row = TypeVar("Row")

#: Shapes of one question that are kept: in each language so many that a person could name them all.
SHAPES = 64


_numbers = count()
#: Names of the questions that the server of a connection knows; they are gone with it.
_told: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class _Given(Expression):
    """Stands in a question for one of the values that are told when it is asked."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True)
class _Written:
    """What the ORM made of a question: all that asking it needs but the values and a connection."""

    question: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    #: Of the question on the server.
    name: str

    @classmethod
    def of(cls, question: QuerySet[Any, Any]) -> _Written:
        compiler: Any = question.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        return cls(question, compiler, sql, tuple(params), f"question_{next(_numbers)}")

    def filled(self, given: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(given[each.place] if isinstance(each, _Given) else each for each in self.params)

    def rows(self, given: Sequence[Any]) -> list[Any]:
        """As the question itself would give them."""
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        statement = self._on_server(given) if settings.KEZDESU_PREPARE else (self.sql, self.filled(given))
        compiler.as_sql = lambda: statement
        asked: Any = SimpleNamespace(
            **{**vars(self.question), "query": _Query(self.question.query, compiler), "db": DEFAULT_DB_ALIAS}
        )
        printing: Any = self.question._iterable_class  # noqa: SLF001 - there is no other word for it
        return list(printing(asked))

    def _on_server(self, given: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        """Its name there. The server reads a question once a connection, and plans it once it knows how it is asked."""
        wrapper: Any = connections[DEFAULT_DB_ALIAS]
        # As a cursor does: a server that was started anew knows nothing of what the last one was told.
        wrapper.close_if_health_check_failed()
        wrapper.ensure_connection()
        server = wrapper.connection
        known = _told.setdefault(server, set())
        if self.name not in known:
            with wrapper.wrap_database_errors, server.cursor() as cursor:
                places = [AsIs(f"${each.place + 1}") if isinstance(each, _Given) else each for each in self.params]
                cursor.execute(f"PREPARE {self.name} AS {cursor.mogrify(self.sql, places or None).decode()}")
            known.add(self.name)
        if not given:
            return f"EXECUTE {self.name}", ()
        return f"EXECUTE {self.name} ({', '.join(['%s'] * len(given))})", tuple(given)


@dataclass(frozen=True)
class _Query:
    """As the framework's, but for the compiler it gives."""

    written: Any
    compiler: Any

    def get_compiler(self, *_database: object, **_how: object) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.written, name)


class Prepared(Generic[P, Row]):
    """Called as the function that writes the question, it gives the rows. One statement.

    Parameters by position are values, and the question may only compare columns with them: the function is called
    once, with what stands for them. Parameters by name choose its shape, and are of few kinds.
    """

    #: All there are, for the test that compares each with what the ORM writes anew.
    known: ClassVar[list[Prepared[Any, Any]]] = []

    def __init__(self, write: Callable[P, QuerySet[Any, Row]]) -> None:
        self.write: Any = write
        self._written: Any = lru_cache(SHAPES)(self._write)
        Prepared.known.append(self)

    def __call__(self, *given: P.args, **shape: P.kwargs) -> list[Row]:
        rows: list[Row] = self._written(get_language(), len(given), **shape).rows(given)
        return rows

    def _write(self, _language: str | None, values: int, **shape: Any) -> _Written:
        return _Written.of(self.write(*map(_Given, range(values)), **shape))

    def statement(self, *given: P.args, **shape: P.kwargs) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its values, for tests."""
        written = self._written(get_language(), len(given), **shape)
        return written.sql, written.filled(given)


def prepared(write: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Of a function that writes a question: see `Prepared`."""
    return Prepared(write)


class Among(Func):
    """Whether a column is one of the values of a list that is given."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

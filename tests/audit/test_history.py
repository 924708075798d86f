"""The history that the database keeps by itself: of what, of which columns, by whose hand, and for good."""

from __future__ import annotations

from datetime import date

import pytest
from celery import Celery
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.accounts.models import User
from portal.audit.choices import Source
from portal.audit.middleware import WhoseHand, done_by
from portal.audit.models import Change
from portal.bodies.models import Official, Territory
from portal.celery import Task
from portal.overview.facts import GOVERNED, INSERTS_UNTOLD, NOT_GOVERNED, OF_PEOPLE
from portal.overview.queries.history import Kept, kept
from portal.overview.queries.history_words import is_named
from schedules.models import Proposal, ProposalRow
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, TerritoryFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory
from tests.schedules.conftest import World, world, world_ground  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

#: Never kept of any table: who somebody is, how to reach or to become them, and free words about them.
PRIVATE = {
    *("email", "password", "full_name", "full_name_kk", "full_name_ru", "full_name_en", "last_login", "session_epoch"),
    *("nonce", "key_sha256", "signer", "phone", "iin", "text", "sent_key"),
}
PRIVATE_OF = {"files_storedfile": {"name", "content"}, "bodies_rolegrant": {"ground"}, "bodies_handover": {"note"}}


def triggers() -> dict[str, Kept]:
    """What the triggers of the database are told to keep, and whether they see additions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname, array_agg(tgname::text ORDER BY tgname), array_agg(DISTINCT encode(tgargs, 'escape'))
            FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE tgname LIKE 'history\\_%' AND tgenabled = 'O' GROUP BY relname"""
        )
        found = {}
        for table, names, (columns,) in cursor.fetchall():
            assert names in (
                ["history_delete", "history_insert", "history_update"],
                ["history_delete", "history_update"],
            )
            found[table] = Kept(tuple(columns.removesuffix("\\000").split(",")), "history_insert" in names)
        return found


def lines() -> list[tuple[str, dict | None, dict | None]]:
    return [(change.operation, change.before, change.after) for change in Change.objects.in_order()]


def noted_from_here() -> int:
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


# -- of what ---------------------------------------------------------------------------------------------------------
def test_every_table_of_the_house_is_governed_or_says_why_not():
    own = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith(("portal.", "schedules.", "meetings.", "issues."))
    }
    assert own == set(GOVERNED) | set(NOT_GOVERNED)
    assert not set(GOVERNED) & set(NOT_GOVERNED)
    assert set(GOVERNED) >= INSERTS_UNTOLD | OF_PEOPLE


def test_triggers_keep_every_column_that_is_not_left_out():
    """A new column is named in a migration that makes the triggers again, or left out in `portal.overview.facts`."""
    wanted, present = kept(), triggers()
    missing = {table: sorted(set(of.columns) - set(present[table].columns)) for table, of in wanted.items()}
    assert {table: columns for table, columns in missing.items() if columns} == {}
    assert present == wanted


def test_nothing_private_is_kept():
    present = {table: set(of.columns) for table, of in triggers().items()}
    assert {table: sorted(columns & PRIVATE) for table, columns in present.items() if columns & PRIVATE} == {}
    assert not [table for table, private in PRIVATE_OF.items() if present[table] & private]
    assert present["accounts_user"] == {"id", "is_active", "language"}


def test_what_is_left_out_is_really_there():
    for label, columns in GOVERNED.items():
        own = {field.column for field in apps.get_model(label)._meta.local_concrete_fields}
        assert columns <= own, label


def test_every_kept_column_has_a_name_for_people():
    models = {model._meta.db_table: model for model in map(apps.get_model, GOVERNED)}
    unnamed = [
        f"{table}.{column}"
        for table, of in kept().items()
        for column in of.columns
        if not is_named(models[table], column)
    ]
    assert unnamed == []


def test_triggers_work_on_every_table():
    """A column of a table may be called as anything in the function is."""
    for table in triggers():
        _execute(f"INSERT INTO {table} (id) SELECT id FROM {table} WHERE false")
        _execute(f"UPDATE {table} SET id = id WHERE false")
        _execute(f"DELETE FROM {table} WHERE false")


# -- what is noted ---------------------------------------------------------------------------------------------------
def test_additions_changes_and_removals_are_noted_with_what_changed():
    since = noted_from_here()
    body = BodyFactory()
    body.short_en = "Water"
    body.save()
    pk = body.pk
    body.delete()
    added, changed, removed = Change.objects.in_order().filter(id__gt=since)
    assert {(change.table, change.row) for change in (added, changed, removed)} == {("bodies_body", pk)}
    assert (added.operation, added.before, added.after["slug"]) == ("insert", None, body.slug)
    before = {"short_en": f"{body.slug} short"}
    assert (changed.operation, changed.before, changed.after) == ("update", before, {"short_en": "Water"})
    assert (removed.operation, removed.before["short_en"], removed.after) == ("delete", "Water", None)


def test_bulk_writes_and_raw_sql_are_noted_a_line_a_row():
    proposal = ProposalFactory(rows=3)
    since = noted_from_here()
    ProposalRow.objects.filter(proposal=proposal).update(comment="Too early")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schedules_proposal SET late_reason = 'forged' WHERE id = %s", [proposal.pk])
    ProposalRow.objects.bulk_create(ProposalRowFactory.build_batch(2, proposal=proposal, **_saved(proposal)))
    noted = [
        (change.table, change.operation, change.after) for change in Change.objects.filter(id__gt=since).in_order()
    ]
    assert noted[:4] == [
        *[("schedules_proposalrow", "update", {"comment": "Too early"})] * 3,
        ("schedules_proposal", "update", {"late_reason": "forged"}),
    ]
    assert [line[:2] for line in noted[4:]] == [("schedules_proposalrow", "insert")] * 2


def _saved(proposal: Proposal) -> dict[str, object]:
    row = proposal.rows.earliest("pk")
    return {"official": row.official, "territory": row.territory}


def test_a_row_cannot_slip_away_under_another_number():
    place = TerritoryFactory()
    since = noted_from_here()
    _execute(f"UPDATE bodies_territory SET id = id + 1000 WHERE id = {place.pk}")
    noted = {
        change.row: (change.before["kato"], change.after["kato"]) for change in Change.objects.filter(id__gt=since)
    }
    assert noted == {place.pk: (place.kato, None), place.pk + 1000: (None, place.kato)}


def test_what_does_not_change_what_is_kept_is_not_noted():
    user, official = UserFactory(), OfficialFactory()
    since = noted_from_here()
    User.objects.filter(pk=user.pk).update(email="another@example.kz", password="!")
    Official.objects.filter(pk=official.pk).update(full_name_ru="Иванов И. И.")
    official.save()
    assert not Change.objects.filter(id__gt=since).exists()
    User.objects.filter(pk=user.pk).update(email="third@example.kz", is_active=False)
    assert lines()[-1] == ("update", {"is_active": True}, {"is_active": False})


def test_places_brought_in_by_the_thousand_are_noted_only_when_they_change():
    since = noted_from_here()
    place = TerritoryFactory()
    Territory.objects.filter(pk=place.pk).update(ends_on=date(2027, 1, 1))
    assert [line.operation for line in Change.objects.filter(id__gt=since)] == ["update"]


# -- for good --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Change.objects.update(place=""),
        lambda: Change.objects.all().delete(),
        lambda: Change.objects.latest("id").save(),
        lambda: Change.objects.latest("id").delete(),
        lambda: _execute("UPDATE audit_change SET user_id = 1"),
        lambda: _execute("DELETE FROM audit_change WHERE id > 0"),
        lambda: _execute("INSERT INTO audit_change (at, \"table\", \"row\", operation, source, place) "
                         "VALUES (now(), 'bodies_body', 1, 'update', '', '')"),
        lambda: Change.objects.create(at="2027-01-01T00:00Z", table="bodies_body", row=1, operation="update"),
    ],
)  # fmt: skip
def test_nobody_changes_removes_or_forges_history(attempt):
    BodyFactory()
    before = lines()
    with pytest.raises(IntegrityError, match=r"never changed or deleted|only triggers write"), transaction.atomic():
        attempt()
    assert lines() == before


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_change_taken_back_leaves_no_line():
    body = BodyFactory()
    before = lines()
    with transaction.atomic():
        _rename(body, "Water")
        transaction.set_rollback(True)
    assert lines() == before


# -- by whose hand ---------------------------------------------------------------------------------------------------
def hand() -> tuple[str, str, int | None, bool]:
    change = Change.objects.latest("id")
    return change.source, change.place, change.user_id, change.act is not None


def test_the_innermost_hand_is_noted_and_forgotten_afterwards():
    body, user = BodyFactory(), UserFactory()
    assert hand() == ("", "", None, False)
    with done_by(source=Source.TASK, place="portal.deadlines.tasks.sweep"):
        with done_by(source=Source.JOB, place="schedules.read_workbook", user=user.pk):
            _rename(body, "100 % %s 'quoted'")
            assert hand() == ("job", "schedules.read_workbook", user.pk, True)
        _rename(body, "two")
        assert hand() == ("task", "portal.deadlines.tasks.sweep", None, True)
        _execute("UPDATE bodies_body SET short_ru = '100 %'")
        assert hand()[0] == "task"
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE bodies_body SET short_en = %s WHERE id = %s", [("a", body.pk), ("b", body.pk)])
        assert [change.after for change in Change.objects.all()[:2]] == [{"short_en": "b"}, {"short_en": "a"}]
    assert len({change.act for change in Change.objects.filter(source="task")}) == 1


def _rename(body, text: str) -> None:
    body.short_en = text
    body.save()


def test_a_page_is_noted_by_name_with_its_person(client, world: World):  # noqa: F811
    client.force_login(world.people["administrator"])
    client.post(reverse("accounts:profile"), {"full_name": "New Name", "language": "ru"})
    noted = Change.objects.filter(table="accounts_user", row=world.people["administrator"].pk).latest("id")
    assert (noted.source, noted.place, noted.user_id) == ("page", "accounts:profile", world.people["administrator"].pk)
    assert "New Name" not in str(lines())


def test_a_page_without_an_actor_never_looks_at_the_reader():
    class Request(HttpRequest):
        @property
        def user(self):
            raise AssertionError("a public page looked at its reader")

    body = BodyFactory()

    def write(request: HttpRequest) -> HttpResponse:
        _rename(body, "Water")
        return HttpResponse()

    WhoseHand(write)(Request())
    assert hand() == ("page", "", None, True)


def test_a_task_is_noted_by_name():
    app = Celery("tests", task_cls=Task, set_as_current=False)
    body = BodyFactory()

    @app.task(name="tests.rename")
    def rename() -> str:
        _rename(body, "Water")
        return "done"

    assert rename() == "done"
    assert hand() == ("task", "tests.rename", None, True)

"""What no primary text confirms is shown, marked and counted apart."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

#: Duties no primary text confirms, by the edition of their act, that no shipped decision orders: shown from now on to
#: everyone, marked, and counted in no share.
_APART = {
    "A16": "A-1 A-2 A-12.5 A-r",
    "A18": "A-1 A-2 A-12.5 A-r",
    "A": "A-1 A-2",
    "B": "B-3 B-online B-pool",
    "C2": (
        "C-2.1c C-2.2 C-3.1 C-3.2 C-3.3 C-3.4a C-3.4b C-3.4c C-3.4d-7 C-3.4d-14 C-3.5a C-3.5b C-3.5c C-4 C-5.1 C-5.2 "
        "C-cov cov-1 cov-2 cov-3 cov-4 cov-5"
    ),
    "D": "D-3.2",
}

_STALE = """
CREATE OR REPLACE FUNCTION deadlines_note_stale_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT changed_rows.body_id, changed_rows.duty, changed_rows.period_key
        FROM changed_rows JOIN old_rows ON old_rows.id = changed_rows.id
        WHERE (changed_rows.met_on, changed_rows.known_on, changed_rows.late_since, changed_rows.due_on,
               changed_rows.released_as, changed_rows.confirmed_on, changed_rows.returned_on,
               changed_rows.is_public, changed_rows.is_apart, changed_rows.happened)
            IS DISTINCT FROM (old_rows.met_on, old_rows.known_on, old_rows.late_since, old_rows.due_on,
               old_rows.released_as, old_rows.confirmed_on, old_rows.returned_on,
               old_rows.is_public, old_rows.is_apart, old_rows.happened);
    RETURN NULL;
END $$;
"""


#: Of an obligation history is kept of all of these; a trigger has one list.
_KEPT = (
    "about_en about_kk about_ru act act_due_on body_id closed_by_officer computed_due_on confirm_reason "
    "confirmed_by_id confirmed_for_id confirmed_on due_on duty entered_on happened id is_apart is_public known_on "
    "late_reason late_since met_by_id met_on nominal_due_on opened_on opens_by outside_reason period_key "
    "release_ground released_as released_on reopened_on returned_on stands_by subject"
)
_SEEN = {
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def keep_history(apps: Any, schema_editor: Any) -> None:
    named = ",".join(sorted(_KEPT.split()))
    for event, seen in _SEEN.items():
        schema_editor.execute(
            f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON deadlines_obligation {seen} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{named}')"
        )


def count_apart(apps: Any, schema_editor: Any) -> None:
    """What a person decided about a duty stays as it was decided."""
    decision = apps.get_model("deadlines", "Decision")
    decided = decision.objects.filter(revoked_by=None, revokes=None, is_shipped=False, body=None)
    shown = set(decided.exclude(visibility="").values_list("duty", flat=True))
    ordered = set(decided.filter(Q(stands=True) | Q(due_bound__gt="")).values_list("duty", flat=True))
    for act, keys in _APART.items():
        rows = apps.get_model("deadlines", "Obligation").objects.filter(act=act, duty__in=set(keys.split()) - ordered)
        rows.update(is_apart=True)
        hidden = rows.filter(is_public=False).exclude(duty__in=shown)
        proofs = apps.get_model("deadlines", "Evidence").objects.filter(
            obligation__in=list(hidden.values_list("pk", flat=True)),
            withdrawn_on=None,
            is_filed=True,
            file__isnull=False,
        )
        files = list(proofs.values_list("file_id", flat=True))
        apps.get_model("files", "StoredFile").objects.filter(pk__in=files).update(is_public=True)
        hidden.update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("deadlines", "0011_two_days"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="total",
            name="deadlines_total_once",
        ),
        migrations.AddField(
            model_name="obligation",
            name="is_apart",
            field=models.BooleanField(default=False, verbose_name="counted apart"),
        ),
        migrations.AddField(
            model_name="total",
            name="is_apart",
            field=models.BooleanField(default=False, verbose_name="counted apart"),
        ),
        migrations.RunSQL(_STALE, migrations.RunSQL.noop),
        migrations.RunPython(count_apart, migrations.RunPython.noop),
        migrations.RunPython(keep_history, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="total",
            constraint=models.UniqueConstraint(
                fields=("body", "region", "level", "duty", "period_key", "is_public", "is_apart"),
                name="deadlines_total_once",
                nulls_distinct=False,
            ),
        ),
    ]

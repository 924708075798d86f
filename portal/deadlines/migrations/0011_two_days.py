"""The day of a document and the day of its entry; what another body confirms, what a receiver returned."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: What stands on record as done was entered on the day of its last event that says so. Where nothing was noted late
#: although the entry came after the last day (a release stood over it), it is known from the day of its document.
_FILL = """
UPDATE deadlines_obligation AS owed SET entered_on = greatest(owed.met_on, coalesce((
    SELECT event.recorded_on FROM deadlines_obligationevent AS event
    WHERE event.obligation_id = owed.id AND event.kind IN ('fulfilled', 'corrected')
    ORDER BY event.id DESC LIMIT 1), owed.met_on))
WHERE owed.met_on IS NOT NULL;
UPDATE deadlines_obligation SET entered_on = met_on
WHERE met_on IS NOT NULL AND due_on IS NOT NULL AND late_since IS NULL AND entered_on > due_on;
UPDATE deadlines_obligation SET known_on = entered_on WHERE met_on IS NOT NULL;
INSERT INTO deadlines_staletotal (body_id, duty, period_key)
    SELECT DISTINCT body_id, duty, period_key FROM deadlines_obligation;
"""

_STALE = """
CREATE OR REPLACE FUNCTION deadlines_note_stale_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT changed_rows.body_id, changed_rows.duty, changed_rows.period_key
        FROM changed_rows JOIN old_rows ON old_rows.id = changed_rows.id
        WHERE (changed_rows.met_on, changed_rows.known_on, changed_rows.late_since, changed_rows.due_on,
               changed_rows.released_as, changed_rows.confirmed_on, changed_rows.returned_on,
               changed_rows.is_public, changed_rows.happened)
            IS DISTINCT FROM (old_rows.met_on, old_rows.known_on, old_rows.late_since, old_rows.due_on,
               old_rows.released_as, old_rows.confirmed_on, old_rows.returned_on,
               old_rows.is_public, old_rows.happened);
    RETURN NULL;
END $$;
"""

#: What was attached is filed once; else evidence is only withdrawn.
_FILING = """
CREATE OR REPLACE FUNCTION deadlines_only_withdraw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept jsonb := to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason' - 'is_filed';
BEGIN
    IF OLD.withdrawn_on IS NOT NULL OR (OLD.is_filed AND NOT NEW.is_filed)
       OR kept IS DISTINCT FROM
          to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason' - 'is_filed' THEN
        RAISE EXCEPTION 'evidence is withdrawn once and never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

#: Names of columns of which history is kept, all of them: a trigger has one list.
_KEPT = {
    "deadlines_obligation": (
        ("update", "delete"),
        (
            "about_en about_kk about_ru act act_due_on body_id closed_by_officer computed_due_on confirm_reason "
            "confirmed_by_id confirmed_for_id confirmed_on due_on duty entered_on happened id is_public known_on "
            "late_reason late_since met_by_id met_on nominal_due_on opened_on opens_by outside_reason period_key "
            "release_ground released_as released_on reopened_on returned_on stands_by subject"
        ),
    ),
    "deadlines_evidence": (
        ("insert", "update", "delete"),
        (
            "address file_id genre id is_filed kind number obligation_id outlet recorded_at recorded_by_id recorded_on "
            "replaces_id sha256 signed_on title withdrawn_by_id withdrawn_on withdrawn_reason"
        ),
    ),
}
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def keep_history(apps: Any, schema_editor: Any) -> None:
    for table, (events, columns) in _KEPT.items():
        named = ",".join(sorted(columns.split()))
        for event in events:
            schema_editor.execute(
                f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON {table} {_SEEN[event]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{named}')"
            )


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("deadlines", "0010_what_will_not_be"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="obligation",
            name="deadlines_obligation_late_noted",
        ),
        migrations.AddField(
            model_name="evidence",
            name="is_filed",
            field=models.BooleanField(default=True, verbose_name="on record"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="closed_by_officer",
            field=models.BooleanField(default=False, verbose_name="closed without a head"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="confirm_reason",
            field=models.TextField(blank=True, verbose_name="reason for confirming"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="obligation",
            name="confirmed_for",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bodies.body"
            ),
        ),
        migrations.AddField(
            model_name="obligation",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True, verbose_name="day confirmed"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="entered_on",
            field=models.DateField(blank=True, null=True, verbose_name="entered"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="known_on",
            field=models.DateField(blank=True, null=True, verbose_name="judged by"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="outside_reason",
            field=models.TextField(blank=True, verbose_name="reason for doing it outside the portal"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="returned_on",
            field=models.DateField(blank=True, null=True, verbose_name="returned"),
        ),
        migrations.AddField(
            model_name="total",
            name="claimed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="total",
            name="confirmed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="total",
            name="returned",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="obligationevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "opened"),
                    ("fulfilled", "fulfilled"),
                    ("held", "held as announced"),
                    ("confirmed", "day confirmed"),
                    ("reopened", "fulfilment withdrawn"),
                    ("late", "first day late"),
                    ("corrected", "evidence corrected"),
                    ("reworded", "description corrected"),
                    ("added", "evidence added"),
                    ("attached", "evidence attached"),
                    ("reminded", "reminded"),
                    ("released", "released"),
                    ("resumed", "owed again"),
                    ("received", "receipt acknowledged"),
                    ("returned", "returned by the receiver"),
                    ("not_held", "an event it waited for will not be"),
                    ("sent_back", "returned by the receiver, to be replaced"),
                ],
                max_length=10,
                verbose_name="event",
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(_STALE, migrations.RunSQL.noop),
        migrations.RunSQL(_FILING, migrations.RunSQL.noop),
        migrations.RunPython(keep_history, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_on__isnull", True), ("known_on__isnull", True), ("met_on__isnull", True)),
                    models.Q(
                        ("entered_on__gte", models.F("known_on")),
                        ("known_on__gte", models.F("met_on")),
                        ("met_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="deadlines_obligation_two_days",
                violation_error_message="What is done has the day of the document and the day of the entry.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("met_on__isnull", True),
                    ("due_on__isnull", True),
                    ("known_on__lte", models.F("due_on")),
                    ("late_since__isnull", False),
                    _connector="OR",
                ),
                name="deadlines_obligation_late_noted",
                violation_error_message="Done after the due day: the first day late must be noted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirm_reason", ""),
                        ("confirmed_by__isnull", True),
                        ("confirmed_for__isnull", True),
                        ("confirmed_on__isnull", True),
                    ),
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("confirmed_for__isnull", False),
                        ("confirmed_on__isnull", False),
                        ("met_on__isnull", False),
                        models.Q(("confirm_reason", ""), _negated=True),
                        models.Q(("confirmed_for", models.F("body")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadlines_obligation_confirmed",
                violation_error_message="Another body confirms a day, by a named person and with a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("returned_on__isnull", True), ("met_on__isnull", True), _connector="OR"),
                name="deadlines_obligation_returned",
                violation_error_message="What was returned is not done until it is replaced.",
            ),
        ),
    ]

"""What stood before this step, in its columns; the duties kept from now on; what the database keeps by itself."""

from datetime import timedelta, timezone
from typing import Any

from django.db import migrations, models
from django.utils.timezone import now

#: Duties the portal keeps from the day of this step on; it kept seven others before.
_KEPT_FROM_NOW = (
    "A-1 A-2 A-2h A-2p A-5.1 A-6 A-7 A-12.5 A-r "
    "B-1.1 B-1.2 B-1.3 B-1.4-agree B-1.4-dep B-1.4-exch B-1.4-info B-1.4-rank B-1.5 B-1.6 B-1.8 B-2 B-3 B-3a B-3b "
    "B-4.1 B-4.2 B-4.4 B-5 B-6.2 B-6.3 B-10d "
    "C-1 C-2.1c C-2.2 C-3.1 C-3.2 C-3.3 C-3.4a C-3.4b C-3.4c C-3.4d-7 C-3.4d-14 C-3.5a C-3.5b C-3.5c C-4 C-5.1 "
    "C-5.2 C-5.3 C-cov "
    "cov-1 cov-2 cov-3 cov-4 cov-5 "
    "D-1.1 D-1.2 D-1.3 D-1.4 D-2 D-3.1 D-3.2 D-3.3 "
    "L-9.3 "
    "P-3 P-13 P-19 P-21 P-26 P-37 P-40/41"
)
#: Kazakhstan's clocks since 1 March 2024.
_ZONE = timezone(timedelta(hours=5))

#: Entered on the day it counts for, save evidence that was dated back.
_FILL = """
ALTER TABLE deadlines_obligationevent DISABLE TRIGGER deadlines_obligationevent_stays;
UPDATE deadlines_obligationevent AS event SET recorded_on = coalesce(
    CASE WHEN event.kind IN ('fulfilled', 'added', 'corrected') THEN (
        SELECT min(proof.recorded_on) FROM deadlines_evidence AS proof
        WHERE proof.obligation_id = event.obligation_id AND proof.recorded_on >= event."on"
    ) END, event."on");
ALTER TABLE deadlines_obligationevent ENABLE TRIGGER deadlines_obligationevent_stays;
UPDATE deadlines_rung AS rung SET due_on = owed.due_on
    FROM deadlines_obligation AS owed WHERE owed.id = rung.obligation_id;
UPDATE deadlines_obligation SET nominal_due_on = computed_due_on;
UPDATE deadlines_obligation SET look_on = opened_on WHERE met_on IS NULL AND released_as = '';
INSERT INTO deadlines_staletotal (body_id, duty, period_key)
    SELECT DISTINCT body_id, duty, period_key FROM deadlines_obligation;
"""

_KEPT = {
    "deadlines_decision": (
        "act applies_from applies_to body_id day_off decided_on document_address document_id document_number due_bound "
        "due_day due_month due_year_offset duty extended_to ground_en ground_kk ground_ru id is_shipped number "
        "period_key recorded_at recorded_by_id released_as revokes_id stands subject visibility wording_en wording_kk "
        "wording_ru"
    ),
    "deadlines_calendarday": (
        "changed_by_id changed_on date id kind name_en name_kk name_ru source source_en source_kk source_ru"
    ),
    "deadlines_obligation": (
        "about_en about_kk about_ru act act_due_on body_id computed_due_on due_on duty happened id is_public "
        "late_reason late_since met_by_id met_on nominal_due_on opened_on opens_by period_key release_ground "
        "released_as released_on reopened_on stands_by subject"
    ),
    "deadlines_evidence": (
        "address file_id genre id kind number obligation_id outlet recorded_at recorded_by_id recorded_on replaces_id "
        "sha256 signed_on title withdrawn_by_id withdrawn_on withdrawn_reason"
    ),
    "deadlines_transmittal": (
        "acknowledged_on answered_by_id evidence_id id obligation_id receiver_id return_reason returned_on sent_on"
    ),
    "deadlines_ladder": "changed_by_id changed_on duty id rungs",
    "deadlines_dutystart": "duty id since",
}
#: That an obligation was opened is told by its own event, and a year opens tens of thousands.
_INSERTS_UNTOLD = {"deadlines_obligation"}

#: Each change of an obligation makes its total stale. One statement a bulk write, without a key to wait for.
_STALE = """
CREATE FUNCTION deadlines_note_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT body_id, duty, period_key FROM changed_rows;
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_obligation_stale_insert AFTER INSERT ON deadlines_obligation
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale();
CREATE FUNCTION deadlines_note_stale_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT changed_rows.body_id, changed_rows.duty, changed_rows.period_key
        FROM changed_rows JOIN old_rows ON old_rows.id = changed_rows.id
        WHERE (changed_rows.met_on, changed_rows.late_since, changed_rows.due_on, changed_rows.released_as,
               changed_rows.is_public, changed_rows.happened)
            IS DISTINCT FROM (old_rows.met_on, old_rows.late_since, old_rows.due_on, old_rows.released_as,
               old_rows.is_public, old_rows.happened);
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_obligation_stale_update AFTER UPDATE ON deadlines_obligation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale_change();
CREATE TRIGGER deadlines_obligation_stale_delete AFTER DELETE ON deadlines_obligation
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale();
"""
_NOT_STALE = """
DROP TRIGGER deadlines_obligation_stale_insert ON deadlines_obligation;
DROP TRIGGER deadlines_obligation_stale_update ON deadlines_obligation;
DROP TRIGGER deadlines_obligation_stale_delete ON deadlines_obligation;
DROP FUNCTION deadlines_note_stale();
DROP FUNCTION deadlines_note_stale_change();
"""


def _history_triggers(table: str, columns: list[str], *, inserts: bool) -> list[str]:
    named = ",".join(sorted(columns))
    seen = {
        "insert": "REFERENCING NEW TABLE AS new_rows",
        "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "delete": "REFERENCING OLD TABLE AS old_rows",
    }
    return [
        f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{named}')"
        for event, rows in seen.items()
        if inserts or event != "insert"
    ]


def keep_from_now(apps: Any, schema_editor: Any) -> None:
    """What the portal did not ask for before is not held against bodies for the years before."""
    start = apps.get_model("deadlines", "DutyStart")
    if apps.get_model("deadlines", "Obligation").objects.exists():
        today = now().astimezone(_ZONE).date()
        start.objects.bulk_create(start(duty=key, since=today) for key in _KEPT_FROM_NOW.split())


def keep_history(apps: Any, schema_editor: Any) -> None:
    for table, columns in _KEPT.items():
        if table in _INSERTS_UNTOLD:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS history_insert ON {table}")
        for statement in _history_triggers(table, columns.split(), inserts=table not in _INSERTS_UNTOLD):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_the_whole_law"), ("audit", "0005_history_by_triggers")]

    operations = [
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RunPython(keep_from_now, migrations.RunPython.noop),
        migrations.AlterField("obligationevent", "recorded_on", models.DateField(verbose_name="recorded")),
        migrations.AlterField("rung", "due_on", models.DateField(verbose_name="last day")),
        migrations.RunPython(keep_history, migrations.RunPython.noop),
        migrations.RunSQL(_STALE, _NOT_STALE),
    ]

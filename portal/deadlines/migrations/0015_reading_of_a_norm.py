"""A decision says how a norm is read."""

from typing import Any

from django.db import migrations, models

_KEPT = (
    "act applies_from applies_to body_id day_off decided_on document_address document_id document_number due_bound "
    "due_counting due_day due_month due_year_offset duty extended_to ground_en ground_kk ground_ru id is_shipped number "
    "period_key recorded_at recorded_by_id reading released_as revokes_id stands subject visibility wording_en wording_kk "
    "wording_ru"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def keep_history(apps: Any, schema_editor: Any) -> None:
    named = ",".join(sorted(_KEPT.split()))
    for event, rows in _SEEN.items():
        schema_editor.execute(
            f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON deadlines_decision {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{named}')"
        )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0014_counted_in_its_norms")]

    operations = [
        migrations.AddField(
            "decision",
            "reading",
            models.CharField(
                blank=True,
                choices=[("narrow", "each unit once"), ("wide", "each unit, and each village inside it")],
                default="",
                max_length=6,
                verbose_name="reading of the norm",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(keep_history, migrations.RunPython.noop),
    ]

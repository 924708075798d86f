"""A decision counts the last day of a duty that events open."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

_KEPT = (
    "act applies_from applies_to body_id day_off decided_on document_address document_id document_number due_bound "
    "due_counting due_day due_month due_year_offset duty extended_to ground_en ground_kk ground_ru id is_shipped number "
    "period_key recorded_at recorded_by_id released_as revokes_id stands subject visibility wording_en wording_kk "
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
    dependencies = [("deadlines", "0008_marks_of_the_sweep")]

    operations = [
        migrations.AddField(
            "decision",
            "due_counting",
            models.CharField(
                blank=True,
                choices=[
                    ("days_after", "calendar days after the event"),
                    ("working_days_after", "working days after the event"),
                    ("days_before", "calendar days before the event"),
                    ("working_days_before", "working days before the event"),
                ],
                max_length=19,
                verbose_name="counted from the event",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(due_counting="") | Q(due_day__isnull=False, due_month__isnull=True),
                name="deadlines_decision_due_counted",
                violation_error_message="Days counted from an event need their number and no month.",
            ),
        ),
        migrations.RunPython(keep_history, migrations.RunPython.noop),
    ]

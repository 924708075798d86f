"""That a meeting was the report is said with its record, too; and it is kept in the history of changes."""

from django.db import migrations, models

_HELD = (
    "announced announced_days attendance end_time held_by_id held_on id meeting_id moved_from note_en note_kk note_ru "
    "recorded_by_id recorded_for_id recorded_on start_time told_report withdrawn_by_id withdrawn_on "
    "withdrawn_reason_en withdrawn_reason_kk withdrawn_reason_ru"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON meetings_meetingheld {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_HELD.split()))}')"
    for event, rows in _SEEN.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0034_events_by_moment"),
        ("audit", "0005_history_by_triggers"),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingheld",
            name="told_report",
            field=models.BooleanField(default=False, verbose_name="said to be the report when it was recorded"),
        ),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
    ]

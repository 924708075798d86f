"""The kind of a meeting is found by an index and kept in the history of changes."""

from django.db import migrations, models

_MEETING = (
    "attendance body_id changed_at entry_id format ground_en ground_kk ground_ru half_key id kind month_key more_days "
    "moved_from number official_id on origin published_at quarter_key region_id schedule_id sequence span_end "
    "span_start start_time state subject_en subject_kk subject_ru territory_id venue_en venue_kk venue_ru"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON meetings_meeting {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_MEETING.split()))}')"
    for event, rows in _SEEN.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0029_kinds"),
        ("audit", "0005_history_by_triggers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["kind", "span_end"], name="meetings_kind"),
        ),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
    ]

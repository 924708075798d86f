"""What was held is kept in the history of changes, and makes another version of what the public reads."""

from django.db import migrations

_MEETING = (
    "attendance body_id changed_at entry_id format ground_en ground_kk ground_ru half_key id month_key more_days "
    "moved_from number official_id on origin published_at quarter_key region_id schedule_id sequence span_end "
    "span_start start_time state subject_en subject_kk subject_ru territory_id venue_en venue_kk venue_ru"
)
_WITHDRAWN = "withdrawn_by_id withdrawn_on withdrawn_reason_en withdrawn_reason_kk withdrawn_reason_ru"
_KEPT = {
    "meetings_meeting": _MEETING,
    "meetings_meetingheld": (
        "announced announced_days attendance end_time held_by_id held_on id meeting_id moved_from note_en note_kk "
        f"note_ru recorded_by_id recorded_for_id recorded_on start_time {_WITHDRAWN}"
    ),
    "meetings_meetingannouncement": (
        "announced_on channel id link meeting_id recorded_by_id recorded_for_id recorded_on where_en where_kk "
        f"where_ru {_WITHDRAWN}"
    ),
}
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON {table} {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(columns.split()))}')"
    for table, columns in _KEPT.items()
    for event, rows in _SEEN.items()
]
_WATCHED = ("meetings_meetingheld", "meetings_meetingannouncement")
_WATCH = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('meetings')"
    for table in _WATCHED
]
_UNWATCH = [f"DROP TRIGGER content_changed ON {table}" for table in _WATCHED]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0021_held"),
        ("audit", "0005_history_by_triggers"),
        ("kit", "0002_what_the_public_reads"),
    ]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_WATCH, _UNWATCH),
    ]

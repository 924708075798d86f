"""Numbers come from a sequence a year; the history notes where a meeting comes from."""

from django.db import migrations

_COLUMNS = (
    "body_id changed_at entry_id format ground_en ground_kk ground_ru half_key id month_key more_days "
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
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_COLUMNS.split()))}')"
    for event, rows in _SEEN.items()
]

#: Where the counter of a year stood, its sequence goes on; and never behind a number that was given.
_SEQUENCES = """
DO $$
DECLARE stood record;
BEGIN
    FOR stood IN
        SELECT year, max(last) AS last FROM (
            SELECT year, last FROM meetings_numbercounter
            UNION ALL
            SELECT left(number, 4)::integer, right(number, 6)::integer FROM meetings_meeting
        ) AS given GROUP BY year HAVING max(last) > 0
    LOOP
        EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I AS integer MAXVALUE 999999',
                       'meetings_number_' || lpad(stood.year::text, 4, '0'));
        PERFORM setval('meetings_number_' || lpad(stood.year::text, 4, '0'), stood.last);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_origin"), ("audit", "0005_history_by_triggers")]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_SEQUENCES, migrations.RunSQL.noop),
    ]

"""What is recorded of newspapers is kept in the history of changes, and makes another version of what everybody reads."""

from django.db import migrations

_TABLE = "issues_quarterprint"
_KEPT = "by_id id number outlet printed_on recorded_on taken_by_id taken_on taken_why version_id"
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON {_TABLE} {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_KEPT.split()))}')"
    for event, rows in _SEEN.items()
]
_WATCH = (
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {_TABLE} FOR EACH STATEMENT "
    "EXECUTE FUNCTION kit_note_content_change('issues')"
)


class Migration(migrations.Migration):
    dependencies = [("issues", "0022_newspapers")]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL([_WATCH], migrations.RunSQL.noop),
    ]
